import { z } from 'zod'

/** An incident or a piece of planned work of either version, times as they came. */
export interface CachetEntry {
  id: string
  /** Version 3 names incidents by it in addresses. */
  guid: string | null
  planned: boolean
  name: string
  message: string
  /** Number of the latest status; version 2 keeps the first one beside it. */
  status: number | null
  firstStatus: number | null
  statusLabel: string | null
  resolved: boolean | null
  occurred: string | null
  created: string | null
  updated: string | null
  scheduled: string | null
  completed: string | null
  permalink: string | null
  components: string[]
  /** Null where they were not sent along. */
  updates: CachetUpdate[] | null
}

export interface CachetUpdate {
  id: string
  status: number | null
  statusLabel: string | null
  message: string
  created: string | null
}

export interface CachetComponent {
  id: string
  name: string
  status: number | null
  statusLabel: string | null
  enabled: boolean
  updated: string | null
}

/** One document of the API. `whole`: there is no further page. */
export interface CachetDocument {
  kind: 'incidents' | 'schedules' | 'components' | 'updates'
  version: 2 | 3
  entries: CachetEntry[]
  components: CachetComponent[]
  whole: boolean
  url: string
}

export const text = z.string().nullish()
export const number = z
  .union([z.number(), z.string().regex(/^\d{1,9}$/), z.boolean()])
  .nullish()
  .transform((n) => (n === null || n === undefined ? null : Number(n)))
export const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .nullish()
  .transform((v) => (v === null || v === undefined ? null : v === true || v === 1 || v === '1'))
export const id = z.union([z.string().min(1), z.number()]).transform(String)
export const list = z.array(z.unknown()).nullish()
