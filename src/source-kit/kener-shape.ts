import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { epochTime, isoTime, latestOf } from './dates.ts'
import { devalued } from './devalue.ts'
import { eachShaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { bodyText, oneLine, safeLink } from './text.ts'

const text = z.string().nullish()
const seconds = z.number().nullish()
const list = z.array(z.unknown()).nullish()

const monitorShape = z.looseObject({
  monitor_tag: text,
  monitor_name: text,
  monitor_impact: text,
  impact: text,
})

const commentShape = z.looseObject({
  id: z.number().nullish(),
  comment: z.string(),
  commented_at: seconds,
  state: text,
  status: text,
})

const recordShape = z.looseObject({
  id: z.number(),
  title: z.string(),
  description: text,
  start_date_time: z.number(),
  end_date_time: seconds,
  state: text,
  status: text,
  incident_type: text,
  created_at: text,
  updated_at: text,
  maintenance_id: z.number().nullish(),
  monitors: list,
  comments: list,
})

type KenerRecord = z.output<typeof recordShape>

const statuses = new Map<string, Status>([
  ['INVESTIGATING', 'investigating'],
  ['IDENTIFIED', 'identified'],
  ['MONITORING', 'monitoring'],
  ['RESOLVED', 'resolved'],
])
const plannedStatuses = new Map<string, Status>([
  ['SCHEDULED', 'scheduled'],
  ['READY', 'scheduled'],
  ['ONGOING', 'in_progress'],
  ['COMPLETED', 'completed'],
  // Work that is called off is over, and has no end.
  ['CANCELLED', 'completed'],
])
/** No severity: judged by the worst that is said of a monitor. */
const impacts = new Map<string, Impact>([
  ['UP', 'none'],
  ['DEGRADED', 'minor'],
  ['DOWN', 'major'],
])

/** Keys of the page's data under which every incident that is open is listed. */
const openLists = ['ongoingIncidents']

/** The status a word of Kener stands for; one never seen before is `unknown`. */
export function kenerStatus(word: string | null | undefined, planned: boolean): Status {
  const known = planned ? plannedStatuses : statuses
  return known.get((word ?? '').trim().toUpperCase()) ?? 'unknown'
}

/** Lists of records by the key they stand under, anywhere in a document. */
export function recordLists(document: unknown): { key: string; records: unknown[] }[] {
  const found: { key: string; records: unknown[] }[] = []
  const seen = new Set<unknown>()
  const waiting: [string, unknown][] = [['', unpacked(document)]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [key, value] = next
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    const records = /incidents?$|maintenances?$/i.test(key) ? recordsIn(value) : null
    if (records) found.push({ key, records })
    else waiting.push(...Object.entries(value))
  }
  return found
}

/** A list, or one record on its own (`{incident: {…}}`). */
function recordsIn(value: object): unknown[] | null {
  if (Array.isArray(value)) return value
  return 'start_date_time' in value ? [value] : null
}

const dataShape = z.looseObject({ type: z.literal('data'), nodes: z.array(z.unknown()) })
const nodeShape = z.looseObject({ data: z.array(z.unknown()) })

/** `__data.json` of SvelteKit holds flat lists; any other document stays as it is. */
function unpacked(document: unknown): unknown {
  const sent = dataShape.safeParse(document).data
  if (!sent) return document
  return sent.nodes.map((node) => devalued(nodeShape.safeParse(node).data?.data ?? []))
}

/** True where the document lists all that is open, so that what is not listed is not open. */
export function listsOpen(lists: readonly { key: string }[]): boolean {
  return lists.some(({ key }) => openLists.includes(key))
}

/** Incidents and maintenances as the API and the page's data tell them; times in seconds. */
export function kenerIncidents(
  { key, records }: { key: string; records: unknown[] },
  root: string,
  now: string,
  skipped: Skipped[],
): Incident[] {
  const planned = /maintenance/i.test(key)
  const what = planned ? 'maintenance' : 'incident'
  return eachShaped(records, recordShape, what, skipped).map((raw) =>
    incidentFrom(raw, planned || raw.incident_type === 'MAINTENANCE', root, now, skipped),
  )
}

function incidentFrom(
  raw: KenerRecord,
  planned: boolean,
  root: string,
  now: string,
  skipped: Skipped[],
): Incident {
  const word = planned ? (raw.status ?? raw.state) : (raw.state ?? raw.status)
  const status = kenerStatus(word, planned)
  const updates = updatesOf(raw, planned, skipped)
  const startedAt = timeOf(raw.start_date_time)
  const ended = timeOf(raw.end_date_time)
  const end = isClosed(status) && word !== 'CANCELLED' ? (ended ?? lastClosing(updates)) : null
  const kind = planned ? 'maintenance' : 'incident'
  const monitors = eachShaped(raw.monitors, monitorShape, '', [])
  return incidentOf({
    id: `${kind}-${raw.id}`,
    url: safeLink(`${root}/${kind}s/${raw.id}`),
    title: oneLine(raw.title) || `Kener ${kind} ${raw.id}`,
    kind,
    status,
    ...impactFrom(monitors, planned),
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt: planned ? null : (stampOf(raw.created_at) ?? updates[0]?.at ?? startedAt),
    updatedAt: stampOf(raw.updated_at) ?? latestOf(...updates.map((u) => u.at)),
    components: uniqueNames(monitors.map((m) => m.monitor_name ?? m.monitor_tag)),
    updates,
  })
}

function impactFrom(
  monitors: readonly z.output<typeof monitorShape>[],
  planned: boolean,
): Pick<Incident, 'impact' | 'impactLabel'> {
  const words = monitors.map((m) => (m.monitor_impact ?? m.impact ?? '').toUpperCase())
  const order = [...impacts.keys()]
  const worst = words
    .filter((w) => impacts.has(w))
    .sort((a, b) => order.indexOf(b) - order.indexOf(a))
  const label = worst[0] ?? null
  if (planned) return { impact: 'maintenance', impactLabel: null }
  return { impact: impacts.get(label ?? '') ?? 'unknown', impactLabel: label }
}

function updatesOf(raw: KenerRecord, planned: boolean, skipped: Skipped[]): Update[] {
  const comments = eachShaped(raw.comments, commentShape, `comment of ${raw.id}`, skipped)
  const active = comments.filter((c) => c.status !== 'INACTIVE')
  const updates = byTime(active.map((c) => ({ ...c, at: timeOf(c.commented_at) })))
  const told = updates.map(({ at, comment, state }) => {
    const status = kenerStatus(state, planned)
    return { id: `${at ?? 'undated'}-${status}`, status, at, text: bodyText(comment) }
  })
  if (!planned || told.length > 0 || !raw.description) return withUniqueIds(told)
  const text = bodyText(raw.description)
  return [{ id: 'undated-scheduled', status: 'scheduled', at: null, text }]
}

function timeOf(value: number | null | undefined): string | null {
  return typeof value === 'number' ? epochTime(value * 1000) : null
}

/** SQLite's `2026-01-27 16:07:19` is UTC. */
function stampOf(value: string | null | undefined): string | null {
  return isoTime(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value ?? '') ? `${value}Z` : value)
}
