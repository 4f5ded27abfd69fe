import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { latestOf } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
import { parseJson } from '../source-kit/json.ts'
import { readKenerFeed } from '../source-kit/kener-feed.ts'
import { kenerIncidents, listsOpen, recordLists } from '../source-kit/kener-shape.ts'
import { emptyReading, isClosed } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const tail =
  /\/(?:rss\.xml|__data\.json|dashboard-apis\/.*|api\/.*|(?:incidents|maintenances|events)\/.*)$/

export const source = defineSource({
  id: 'kener',
  name: 'Kener',
  summary:
    'Incidents and maintenance of any page by Kener, from its feed and, while one is open, the page’s data.',
  site: 'https://kener.ing/docs',
  examples: ['https://kener.ing'],
  gives: {
    impact: 'inferred',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'ninety days, at most fifty',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  probes: ['/rss.xml'],
  recognises: ({ hostname, pathname }) => hostname === 'kener.ing' && !/^\/docs\b/.test(pathname),
  feedOf: (url) => `${rootOf(url)}/rss.xml`,
  detects,
  asks,
  read,
})

function rootOf(address: string): string {
  const { origin, pathname } = new URL(address)
  return origin + pathname.replace(tail, '').replace(/\/+$/, '')
}

/** The feed has all but start and impact of what is open. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = rootOf(feed.url)
  const [rss, data] = [`${root}/rss.xml`, `${root}/__data.json`]
  if (!wasAsked(replies, rss)) return [{ url: rss, optional: true }]
  if (wasAsked(replies, data)) return []
  const reply = replyTo(replies, rss)
  if (!reply) return [{ url: data }]
  const open = /Status: (?:INVESTIGATING|IDENTIFIED|MONITORING)\b/.test(textIn(reply))
  return open || feed.open.length > 0 ? [{ url: data, optional: true }] : []
}

function textIn(reply: Reply): string {
  return attempt(() => textOf(reply), []) ?? ''
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const root = rootOf(feed.url)
  const reading = emptyReading()
  const whole = replies.filter((r) => r.status === 200)
  const told = await firstFeed(whole.filter(isFeed), reading.notes, (reply) =>
    readKenerFeed(reply, reading),
  )
  const documents = whole
    .filter((r) => !isFeed(r))
    .flatMap((r) => attempt(() => documentOf(r, root, reading), reading.notes) ?? [])
  if (documents.length === 0 && !told) {
    refuse(reading.notes[0] ?? `${feed.url}: no reply of Kener to read`)
  }
  reading.incidents = joined([...documents.flatMap((d) => d.incidents), ...(told ?? [])])
  reading.reach.open = documents.some((d) => d.open) && reading.skipped.length === 0
  return reading
}

function isFeed(reply: Reply): boolean {
  return /<(?:rss|feed)[\s>]/i.test(Buffer.from(reply.body.subarray(0, 600)).toString('latin1'))
}

/** The page's data, the notifications of its bell, or the API; ParseError for anything else. */
function documentOf(
  reply: Reply,
  root: string,
  reading: Reading,
): { incidents: Incident[]; open: boolean } {
  const lists = recordLists(parseJson(textOf(reply), reply.url))
  if (lists.length === 0) refuse(`${reply.url}: lists no incidents as Kener does`)
  const incidents = lists.flatMap((l) => kenerIncidents(l, root, reply.at, reading.skipped))
  return { incidents, open: listsOpen(lists) }
}

function joined(incidents: readonly Incident[]): Incident[] {
  const held = new Map<string, Incident>()
  for (const incident of incidents) {
    const first = held.get(incident.id)
    held.set(incident.id, first ? filled(first, incident) : incident)
  }
  return [...held.values()]
}

/** A record has start, end and impact; the item of the feed the newest message. */
function filled(a: Incident, b: Incident): Incident {
  const status = a.status === 'unknown' || isClosed(b.status) ? b.status : a.status
  const end = a.resolvedAt ?? b.resolvedAt
  const startedAt = a.startedAt ?? b.startedAt
  return {
    ...a,
    status,
    impact: a.impact === 'unknown' ? b.impact : a.impact,
    impactLabel: a.impactLabel ?? b.impactLabel,
    startedAt,
    resolvedAt: isClosed(status) && end && (!startedAt || end >= startedAt) ? end : null,
    postedAt: a.postedAt ?? b.postedAt,
    updatedAt: latestOf(a.updatedAt, b.updatedAt),
    components: a.components.length >= b.components.length ? a.components : b.components,
    updates: a.updates.length >= b.updates.length ? a.updates : b.updates,
  }
}

function detects(replies: readonly Reply[]): Detection | null {
  const found = replies.filter((r) => r.status === 200).flatMap((r) => detectionOf(r) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

function detectionOf(reply: Reply): Detection | null {
  const { hostname, pathname } = new URL(reply.url)
  const text = textIn(reply)
  if (!text || (hostname === 'kener.ing' && /^\/docs\b/.test(pathname))) return null
  const url = rootOf(reply.url)
  if (isFeed(reply)) {
    const named = /<description>Latest incidents and scheduled maintenance for /.test(text)
    const titled = /<title>[^<]* — Incidents &amp; Maintenance<\/title>/.test(text)
    return named && titled
      ? { confidence: 0.95, why: `${reply.url} is a feed written by Kener`, url }
      : null
  }
  if (/<main\b[^>]{0,200}\bclass="kener-public[\s"]/.test(text)) {
    return { confidence: 0.85, why: `${reply.url} is laid out by Kener`, url }
  }
  return null
}
