import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { stateOf } from './state-words.ts'
import { oneLine, plainText, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish()
const shape = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: text,
  description: text,
  date: text,
  modified: text,
  scheduled: z.unknown().optional(),
  severity: text,
  affectedsystems: z.array(z.unknown()).nullish().catch(null),
  resolved: z.unknown().optional(),
  content: text,
})
type Raw = z.output<typeof shape>

const impactOf = new Map<string, Impact>([
  ['major-outage', 'critical'],
  ['partial-outage', 'major'],
  ['degraded-performance', 'minor'],
])

/** Incidents of one document; `whole`: it is the only page of its list. */
export interface StatusfyDocument {
  incidents: Incident[]
  whole: boolean
}

/** True for a list of incidents as only Statusfy numbers its pages. */
export function isIncidentList(reply: Reply): boolean {
  const list = readJson(reply) as Record<string, unknown> | null
  const paged = ['count', 'page', 'page_size', 'total_pages'].every(
    (key) => typeof list?.[key] === 'number',
  )
  return paged && Array.isArray(list?.incidents)
}

/** Reads a page of incidents, what is scheduled, or one incident. Form: Statusfy's own test data. */
export function readStatusfy(reply: Reply, root: string, skipped: Skipped[]): StatusfyDocument {
  const document = readJson(reply)
  const of = (document ?? {}) as Record<string, unknown>
  const list = [document, of.incidents, of.scheduled].find(Array.isArray) ?? oneOf(of)
  if (!list) refuse(`${reply.url}: not a document of Statusfy`)
  const raw = eachShaped(list, shape, 'incident', skipped)
  return {
    incidents: raw.map((entry) => incidentFrom(entry, root, reply.at)),
    whole: of.total_pages === 1 || of.total_pages === 0,
  }
}

function oneOf(of: Record<string, unknown>): unknown[] | null {
  const own = (of.incident ?? of) as Record<string, unknown>
  return typeof own.severity === 'string' && 'affectedsystems' in own ? [own] : null
}

function incidentFrom(raw: Raw, root: string, now: string): Incident {
  const planned =
    raw.severity === 'under-maintenance' ||
    (typeof raw.scheduled === 'string' && raw.scheduled !== '')
  const updates = updatesIn(raw, planned)
  const date = isoTime(raw.date)
  const starts = planned && typeof raw.scheduled === 'string' ? isoTime(raw.scheduled) : null
  const startedAt = starts ?? date
  const status = planned ? plannedStatus(raw, startedAt, now) : statusOf(raw, updates)
  const end = isClosed(status) ? lastClosing(updates) : null
  return incidentOf({
    id: raw.id,
    url: safeLink(`${root}/incidents/${encodeURIComponent(raw.id)}`),
    title: oneLine(raw.title ?? '') || `Incident ${raw.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : (impactOf.get(raw.severity ?? '') ?? 'unknown'),
    impactLabel: raw.severity ?? null,
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt:
      planned && date && date > now ? null : (date ?? earliestOf(...updates.map((u) => u.at))),
    updatedAt: latestOf(
      isoTime(raw.modified),
      ...updates.map((u) => u.at).filter((t) => t && t <= now),
    ),
    components: uniqueNames(
      (raw.affectedsystems ?? []).map((s) => (typeof s === 'string' ? s : null)),
    ),
    updates,
  })
}

/** The flag decides: an update titled "Resolved" may be followed by another one. */
function statusOf(raw: Raw, updates: readonly Update[]): Status {
  if (raw.resolved === true) return 'resolved'
  if (raw.resolved !== false) return 'unknown'
  const last = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'investigating'
  return isClosed(last) ? 'monitoring' : last
}

function plannedStatus(raw: Raw, starts: string | null, now: string): Status {
  if (raw.resolved === true) return 'completed'
  if (raw.resolved !== false || !starts) return 'unknown'
  return starts > now ? 'scheduled' : 'in_progress'
}

const block =
  /<div class="update-block">\s*<div class="update-block-date">([^<]*)<\/div>\s*<div class="update-block-content">\s*<div class="update-block-title">([^<]*)<\/div>\s*<div class="update-block-body">/g

/** Updates stand within the content, in the order the author chose; before them its general text. */
function updatesIn(raw: Raw, planned: boolean): Update[] {
  const html = (raw.content ?? '').slice(0, 400_000)
  const marks = [...html.matchAll(block)]
  const told = marks.map((m, index) => {
    const words = plainText(html.slice(m.index + m[0].length, marks[index + 1]?.index))
    const said = stateOf(plainText(m[2]!))
    return { at: isoTime(m[1]), status: fitting(said, planned), text: words }
  })
  const lead = plainText(html.slice(0, marks[0]?.index)) || plainText(raw.description ?? '')
  const first: Status = planned ? 'scheduled' : 'investigating'
  const general = lead ? [{ at: isoTime(raw.date), status: first, text: lead }] : []
  const all = byTime([...general, ...told])
  return withUniqueIds(all.map((u) => ({ id: `${u.at ?? 'undated'}-${u.status}`, ...u })))
}

function fitting(status: Status, planned: boolean): Status {
  if (planned) return status === 'resolved' ? 'completed' : status
  return status === 'completed' ? 'resolved' : status
}
