import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { isoTime, latestOf } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { byTime, oneEach, withUniqueIds } from '../source-kit/one-each.ts'
import {
  emptyReading,
  incidentOf,
  isClosed,
  lastClosing,
  uniqueNames,
} from '../source-kit/reading.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { bodyText, oneLine } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const service = z.union([z.string(), z.looseObject({ name: z.string() })])
const updateShape = z.looseObject({
  id: z.string().optional(),
  status: z.string(),
  description: z.string().nullish(),
  message: z.string().nullish(),
  publicIncidentUpdateDate: z.string().nullish(),
  created_at: z.string().nullish(),
  createdAt: z.string().nullish(),
})
const incidentShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  severity: z.string().nullish(),
  services: z.array(service).nullish(),
  incidentUpdates: z.array(z.unknown()).nullish(),
})
const listShape = z.looseObject({ incidents: z.array(z.unknown()) })

/** Names of severities: clients of the public page, 2026. */
const impacts = new Map<string, Impact>([
  ['CRITICAL', 'critical'],
  ['MAJOR', 'major'],
  ['MEDIUM', 'minor'],
  ['MINOR', 'minor'],
])
const states = new Map<string, Status>([
  ['INVESTIGATING', 'investigating'],
  ['IDENTIFIED', 'identified'],
  ['MONITORING', 'monitoring'],
  ['RESOLVED', 'resolved'],
  ['MAINTENANCE', 'in_progress'],
])
const apiPath = /\/api\/status-page\/([\w-]+)\/(?:unresolved-incidents|uptime)$/
const hosted = /\.checkly-status-page\.com$|^status\.checkly(?:hq)?\.com$/

export const source = defineSource({
  id: 'checkly',
  name: 'Checkly',
  summary:
    'Open incidents of status pages by Checkly; the form is known from clients only, and nothing but what is open is public.',
  site: 'https://www.checklyhq.com',
  examples: ['https://status.checklyhq.com'],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'open only',
  },
  options: z.strictObject({ component: z.union([z.string(), z.array(z.string())]).optional() }),
  filters: ['component'],
  recognises: ({ hostname, pathname }) => hosted.test(hostname) || apiPath.test(pathname),
  detects,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin, pathname } = new URL(feed.url)
  if (apiPath.test(pathname)) return wasAsked(replies, feed.url) ? [] : [{ url: feed.url }]
  if (!wasAsked(replies, feed.url)) return [{ url: feed.url }]
  const page = replies.find((r) => r.url === feed.url && r.status === 200)
  const slug = page ? slugIn(page) : null
  const url = `${origin}/api/status-page/${slug}/unresolved-incidents`
  return slug && !wasAsked(replies, url) ? [{ url }] : []
}

/** The page's own API address stands in the data of the page. */
function slugIn(reply: Reply): string | null {
  const text = textOf(reply)
  return (
    /\/api\/status-page\/([\w-]{2,100})\//.exec(text)?.[1] ??
    /"slug"\s*:\s*"([\w-]{2,100})"/.exec(text)?.[1] ??
    null
  )
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const lists = replies.filter((r) => r.status === 200 && !isPage(r))
  const read = lists.flatMap(
    (reply) => attempt(() => incidentsIn(reply, feed, reading), reading.notes) ?? [],
  )
  if (lists.length === 0) refuse(`${feed.url}: the page does not tell the address of its incidents`)
  if (reading.notes.length === lists.length) refuse(reading.notes[0]!)
  for (const page of replies.filter((r) => r.status === 200 && isPage(r))) {
    if (!/<\/html>\s*$/i.test(textOf(page))) reading.notes.push(`${page.url}: the page is cut off`)
  }
  reading.incidents = oneEach(read)
  reading.reach = {
    since: null,
    open: reading.skipped.length === 0 && reading.notes.length === 0,
    openOnly: true,
  }
  return reading
}

function isPage(reply: Reply): boolean {
  return !apiPath.test(new URL(reply.url).pathname) && /^\s*</.test(textOf(reply))
}

function incidentsIn(reply: Reply, feed: SourceFeed, { skipped }: Reading): Incident[] {
  const { incidents } = shaped(readJson(reply), listShape, reply.url)
  const page = apiPath.test(new URL(feed.url).pathname) ? new URL(feed.url).origin : feed.url
  return eachShaped(incidents, incidentShape, 'incident', skipped).map((raw) => {
    const updates = updatesOf(
      eachShaped(raw.incidentUpdates, updateShape, `update of ${raw.id}`, skipped),
    )
    const status = updates.at(-1)?.status ?? 'unknown'
    const planned = updates.some((u) => u.status === 'in_progress')
    const first = updates.find((u) => u.at)?.at ?? null
    return incidentOf({
      id: raw.id,
      url: page,
      title: oneLine(raw.name) || `Incident ${raw.id}`,
      kind: planned ? 'maintenance' : 'incident',
      status,
      impact: planned ? 'maintenance' : (impacts.get(raw.severity ?? '') ?? 'unknown'),
      impactLabel: raw.severity ?? null,
      startedAt: first,
      resolvedAt: isClosed(status) ? lastClosing(updates) : null,
      postedAt: first,
      updatedAt: latestOf(...updates.map((u) => u.at)),
      components: uniqueNames(
        (raw.services ?? []).map((s) => (typeof s === 'string' ? s : s.name)),
      ),
      updates,
    })
  })
}

function updatesOf(raws: readonly z.output<typeof updateShape>[]): Update[] {
  const updates = raws.map((raw, index) => {
    const at = isoTime(raw.publicIncidentUpdateDate ?? raw.created_at ?? raw.createdAt)
    const text = bodyText(raw.description ?? raw.message ?? '')
    return {
      id: raw.id ?? at ?? `${index + 1}`,
      status: states.get(raw.status.toUpperCase()) ?? 'unknown',
      at,
      text,
    }
  })
  return withUniqueIds(byTime(updates))
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const { origin, pathname } = new URL(reply.url)
    const listed =
      apiPath.test(pathname) && attempt(() => shaped(readJson(reply), listShape, reply.url), [])
    if (listed)
      return {
        confidence: 0.9,
        why: `${reply.url} lists incidents as Checkly does`,
        url: reply.url,
      }
    const text = attempt(() => textOf(reply), []) ?? ''
    if (/__NUXT_DATA__/.test(text) && /checkly/i.test(text) && slugIn(reply)) {
      return { confidence: 0.7, why: `${reply.url} is a page of Checkly`, url: origin }
    }
  }
  return null
}
