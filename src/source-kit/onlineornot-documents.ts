import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { earliestOf } from './dates.ts'
import { textOf } from './decode.ts'
import { type FeedDocument, type FeedItem, readFeed } from './feed.ts'
import { entryOf } from './feed-entries.ts'
import { foldEntries } from './feed-incidents.ts'
import { eachShaped, parseJson } from './json.ts'
import { oneEach } from './one-each.ts'
import { componentShape, incidentsFrom } from './onlineornot-shape.ts'
import type { Reach, Reply, Skipped } from './source.ts'
import { refuse } from './tolerance.ts'
import { turboValue } from './turbo-stream.ts'

export interface OnlineornotDocument {
  incidents: Incident[]
  components: { name: string; status: string }[]
  reach: Reach
}

const list = z.array(z.unknown()).nullish()

/** `/v1/status_pages/<page>/summary`: what is open or planned, without any text. */
export const summaryShape = z.looseObject({
  success: z.literal(true),
  result: z.looseObject({
    status: z.looseObject({ description: z.string() }),
    status_page: z.looseObject({
      id: z.string(),
      name: z.string(),
      subdomain: z.string(),
      custom_domain: z.string().nullish(),
    }),
    components: list,
    active_incidents: list,
    scheduled_maintenance: list,
  }),
})

const loadedShape = z.looseObject({
  result: z.looseObject({
    components: list,
    activeIncidents: list,
    incidents: z
      .union([z.array(z.unknown()), z.record(z.string(), z.array(z.unknown()))])
      .nullish(),
  }),
})

/** The API's summary or the page itself; ParseError where it is neither. */
export function onlineornotDocument(
  reply: Reply,
  root: string,
  skipped: Skipped[],
): OnlineornotDocument {
  const text = textOf(reply)
  if (/^\s*</.test(text)) return pageDocument(text, reply, root, skipped)
  const summary = summaryShape.safeParse(parseJson(text, reply.url)).data?.result
  if (!summary) refuse(`${reply.url}: not a summary of OnlineOrNot`)
  const before = skipped.length
  const lists = [summary.active_incidents, summary.scheduled_maintenance]
  const entries = lists.flatMap((entries) => entries ?? [])
  const incidents = oneEach(incidentsFrom(entries, root, reply.at, skipped))
  const open = !!summary.active_incidents && skipped.length === before
  return {
    incidents,
    components: eachShaped(summary.components, componentShape, '', []),
    reach: { since: null, open, ...(open ? { openOnly: true } : {}) },
  }
}

/** Data of the routes of a page: components at its root, incidents by day where they are shown. */
export function loadedIn(html: string, url: string): z.output<typeof loadedShape>['result'][] {
  const routes = z.looseObject({ loaderData: z.record(z.string(), z.unknown()) })
  const data = routes.safeParse(turboValue(html, url)).data?.loaderData ?? {}
  return Object.values(data).flatMap((route) => {
    const result = loadedShape.safeParse(route).data?.result
    return result ? [result] : []
  })
}

function pageDocument(
  html: string,
  reply: Reply,
  root: string,
  skipped: Skipped[],
): OnlineornotDocument {
  const loaded = loadedIn(html, reply.url)
  const components = loaded.flatMap((l) => eachShaped(l.components, componentShape, '', []))
  const listed = loaded.filter((l) => l.incidents || l.activeIncidents)
  if (components.length === 0 && listed.length === 0) {
    refuse(`${reply.url}: a page without the data of OnlineOrNot`)
  }
  const before = skipped.length
  const entries = listed.flatMap((l) => [
    ...Object.values(l.incidents ?? []).flat(),
    ...(l.activeIncidents ?? []),
  ])
  const incidents = oneEach(incidentsFrom(entries, root, reply.at, skipped))
  return {
    incidents,
    components,
    reach: {
      since: null,
      open: listed.length > 0 && skipped.length === before,
      openOnly: 'component-',
    },
  }
}

/**
 * `/incidents.rss`: it calls itself Statuspage, its links have no scheme, and it tells times as
 * `Sep 3, 11:30 AM UTC`. The date of an item is when the incident began.
 */
export async function onlineornotFeed(reply: Reply, notes: string[]): Promise<OnlineornotDocument> {
  const feed = await readFeed(reply)
  notes.push(...feed.notes)
  const items = feed.items.map((item) => ({ ...item, html: inDayClock(item.html) }))
  const entries = items.map(entryOf).filter((entry) => entry.title)
  const told = foldEntries(entries, feed, reply.url, reply.at)
  const incidents = oneEach(told.map((i) => ({ ...i, id: idIn(i.url) ?? idIn(i.id) ?? i.id })))
  return { incidents, components: [], reach: { since: feedReach(feed, items), open: false } }
}

function feedReach(feed: FeedDocument, items: readonly FeedItem[]): string | null {
  const whole = !feed.tolerant && feed.notes.length === 0
  const dates = items.map((item) => item.publishedAt)
  return whole && !dates.includes(null) ? earliestOf(...dates) : null
}

function idIn(address: string | null): string | null {
  return /\/incidents\/([\w-]+)\/?$/.exec(address ?? '')?.[1] ?? null
}

/** `11:30 PM` to `23:30`, in the small print that dates a message. */
function inDayClock(html: string): string {
  return html.replace(
    /(<small>[^<]{3,30}?)\b(\d{1,2}):(\d{2}) ([AP])M\b/g,
    (_, before: string, hour: string, minute: string, half: string) => {
      const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0)
      return `${before}${String(hours).padStart(2, '0')}:${minute}`
    },
  )
}
