import { z } from 'zod'
import { componentOf, type Resource, resource, rowV3 } from './cachet-three.ts'
import {
  type CachetComponent,
  type CachetDocument,
  type CachetEntry,
  type CachetUpdate,
  flag,
  id,
  list,
  number,
  text,
} from './cachet-types.ts'
import { readJson, shaped } from './json.ts'
import type { Reply, Skipped } from './source.ts'
import { attempt } from './tolerance.ts'

const updateV2 = z.looseObject({
  id,
  status: number,
  human_status: text,
  message: text,
  created_at: text,
})
const entryV2 = z.looseObject({
  id,
  name: z.string(),
  message: text,
  status: number,
  human_status: text,
  latest_status: number,
  latest_human_status: text,
  is_resolved: flag,
  occurred_at: text,
  created_at: text,
  updated_at: text,
  deleted_at: text,
  scheduled_at: text,
  completed_at: text,
  permalink: text,
  component_id: z.union([z.string(), z.number()]).nullish(),
  components: list,
  updates: list,
})
const componentV2 = z.looseObject({
  id,
  name: z.string().min(1),
  status: number,
  status_name: text,
  enabled: flag,
  updated_at: text,
})
const named = z.looseObject({ name: z.string().min(1) })
const numbered = z.looseObject({ component_id: z.union([z.string(), z.number()]) })

const envelope = z.looseObject({
  data: z.union([z.array(z.unknown()), z.looseObject({})]),
  included: list,
  links: z.looseObject({ next: text }).nullish(),
  meta: z
    .looseObject({
      pagination: z
        .looseObject({ total: number, links: z.looseObject({ next_page: text }).nullish() })
        .nullish(),
    })
    .nullish(),
})

/** The kind of a document, by the end of its path: `/api/v1/incidents`, `/incidents/7`, `schedules.json`. */
function kindOf(url: string): CachetDocument['kind'] | null {
  const parts = new URL(url).pathname.replace(/(?:\.json)?\/*$/, '').split('/')
  const tail = parts.findLast((part) => !/^\d+$/.test(part)) ?? ''
  const known = ['incidents', 'schedules', 'components', 'updates'] as const
  return known.find((kind) => kind === tail) ?? null
}

/**
 * Reads a document of Cachet's API, version 2 (`/api/v1`, envelope with `meta.pagination`) or 3
 * (`/api`, resources with `attributes`); forms from its documentation, client tests and source.
 * Throws ParseError when it is neither.
 */
export function cachetDocument(reply: Reply, skipped: Skipped[]): CachetDocument {
  const json = readJson(reply)
  const body = shaped(Array.isArray(json) ? { data: json } : json, envelope, reply.url)
  const rows = Array.isArray(body.data) ? body.data : [body.data]
  const isThree = rows.length > 0 && resource.safeParse(rows[0]).success
  const kind = kindOf(reply.url) ?? kindBy(rows[0], isThree)
  const included = (body.included ?? []).flatMap((r) => resource.safeParse(r).data ?? [])
  const read = isThree
    ? (row: unknown) => rowV3(row, kind, included)
    : (row: unknown) => rowV2(row, kind)
  const document: CachetDocument = {
    kind,
    version: isThree || (rows.length === 0 && !body.meta?.pagination) ? 3 : 2,
    entries: [],
    components: included.flatMap((r) => componentOf(r) ?? []),
    whole: Array.isArray(body.data) && !body.links?.next && !nextPage(body.meta?.pagination),
    url: reply.url,
  }
  for (const [index, row] of rows.entries()) {
    const got = attempt(() => read(row), [])
    if (got === undefined) skipped.push({ what: `${kind} #${index + 1}`, why: 'not its shape' })
    else if (got && 'planned' in got) document.entries.push(got)
    else if (got) document.components.push(got)
  }
  return document
}

function nextPage(
  pagination:
    | { total: number | null; links?: { next_page?: string | null } | null }
    | null
    | undefined,
): boolean {
  return !!pagination?.links?.next_page
}

function kindBy(row: unknown, isThree: boolean): CachetDocument['kind'] {
  if (isThree) {
    const type = (row as Resource).type
    if (/schedule/i.test(type)) return 'schedules'
    return /component/i.test(type) ? 'components' : 'incidents'
  }
  if (numbered.safeParse(row).success || (row && typeof row === 'object' && 'message' in row)) {
    return 'scheduled_at' in (row as object) && 'completed_at' in (row as object)
      ? 'schedules'
      : 'incidents'
  }
  return row && typeof row === 'object' && 'status_name' in row ? 'components' : 'incidents'
}

function rowV2(row: unknown, kind: CachetDocument['kind']): CachetEntry | CachetComponent | null {
  if (kind === 'components') {
    const raw = shaped(row, componentV2, kind)
    return {
      id: raw.id,
      name: raw.name,
      status: raw.status,
      statusLabel: raw.status_name ?? null,
      enabled: raw.enabled !== false,
      updated: raw.updated_at ?? null,
    }
  }
  if (kind === 'updates') return null
  const raw = shaped(row, entryV2, kind)
  if (raw.deleted_at) return null
  const planned = kind === 'schedules' || (raw.status === 0 && !!raw.scheduled_at)
  const latest = raw.latest_status ?? raw.status
  return {
    id: kind === 'schedules' ? `schedule-${raw.id}` : raw.id,
    guid: null,
    planned,
    name: raw.name,
    message: raw.message ?? '',
    status: latest,
    firstStatus: raw.status,
    statusLabel: raw.latest_human_status ?? raw.human_status ?? null,
    resolved: raw.is_resolved,
    occurred: raw.occurred_at ?? null,
    created: raw.created_at ?? null,
    updated: raw.updated_at ?? null,
    scheduled: raw.scheduled_at ?? null,
    completed: raw.completed_at ?? null,
    permalink: raw.permalink ?? null,
    components: componentsV2(raw.component_id, raw.components),
    updates: raw.updates ? raw.updates.flatMap((u) => updateOf(u) ?? []) : null,
  }
}

/** Ids as `#7`, to be looked up, beside names. */
function componentsV2(
  own: string | number | null | undefined,
  all: readonly unknown[] | null | undefined,
): string[] {
  const refs = (all ?? []).flatMap((c) => {
    const name = named.safeParse(c).data?.name
    const ref = numbered.safeParse(c).data?.component_id
    return name ?? (ref === undefined ? [] : `#${ref}`)
  })
  return own && Number(own) !== 0 ? [`#${own}`, ...refs] : refs
}

function updateOf(row: unknown): CachetUpdate | null {
  const raw = updateV2.safeParse(row).data
  if (!raw) return null
  return {
    id: raw.id,
    status: raw.status,
    statusLabel: raw.human_status ?? null,
    message: raw.message ?? '',
    created: raw.created_at ?? null,
  }
}
