import { z } from 'zod'
import { bodyOf } from './decode.ts'
import { readJson, shaped } from './json.ts'
import type { Reply } from './source.ts'
import { safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const count = z.union([z.number(), z.string()]).nullish()
const pspShape = z.looseObject({
  monitors: z.array(z.unknown()),
  perPage: count,
  totalMonitors: count,
})
/** Seen in a capture of 2025-04 (`psp.monitors`) and reported since 2025 (`data`, then `psp` empty). */
const listShape = z.looseObject({
  status: z.string(),
  psp: z.unknown().optional(),
  data: z.array(z.unknown()).nullish(),
})
const feedShape = z.looseObject({ status: z.boolean(), results: z.array(z.unknown()) })

export const monitorShape = z.looseObject({
  monitorId: z.union([z.string().min(1), z.number()]).transform(String),
  name: z.string().nullish(),
  statusClass: z.string(),
  groupName: z.string().nullish(),
})

/** A public page, its address for people and its documents. */
export interface UptimeRobotPage {
  page: string
  monitors: string
  events: string | null
}

/** Of the page's HTML: `window.pspApiPath = '…'` and `window.eventsApiPath = '…'`; null in any other page. */
export function pageFrom(reply: Reply): UptimeRobotPage | null {
  const text = bodyOf(reply)
  const path = (name: string, part: string) => {
    const found = new RegExp(`\\b${name}\\s*=\\s*["'\`]([^"'\`\\s]{1,500})["'\`]`).exec(text)?.[1]
    const address = safeLink(found?.replaceAll('\\/', '/'), reply.url)
    return address?.includes(part) ? address : null
  }
  const monitors = path('pspApiPath', '/api/getMonitorList/')
  if (!monitors) return null
  return { page: reply.url, monitors, events: path('eventsApiPath', '/api/getEventFeed/') }
}

/** Of the address of a document; `stats.uptimerobot.com` has many pages, a host of one's own has one. */
export function pageOfApi(address: string): UptimeRobotPage | null {
  const { origin, hostname, pathname } = new URL(address)
  const key = /\/api\/get(?:MonitorList|EventFeed)\/([^/]+)\/*$/.exec(pathname)?.[1]
  if (!key) return null
  return {
    page: hostname === 'stats.uptimerobot.com' ? `${origin}/${key}` : origin,
    monitors: `${origin}/api/getMonitorList/${key}`,
    events: `${origin}/api/getEventFeed/${key}`,
  }
}

/** The monitors of one page of the list and how many pages there are. Refuses errors with status 200. */
export function monitorsIn(reply: Reply): { monitors: unknown[]; pages: number } {
  const { status, psp, data } = shaped(readJson(reply), listShape, reply.url)
  if (status !== 'ok') refuse(`${reply.url}: reports "${status}"`.slice(0, 300))
  const newer = pspShape.safeParse(psp)
  const monitors = newer.success ? newer.data.monitors : data
  if (!monitors) refuse(`${reply.url}: lists no monitors`)
  const all = Number(newer.data?.totalMonitors ?? 0)
  const each = Number(newer.data?.perPage ?? 0)
  return { monitors, pages: all > 0 && each > 0 ? Math.ceil(all / each) : 1 }
}

export function eventsIn(reply: Reply): unknown[] {
  const { status, results } = shaped(readJson(reply), feedShape, reply.url)
  if (!status) refuse(`${reply.url}: reports a failure`)
  return results
}
