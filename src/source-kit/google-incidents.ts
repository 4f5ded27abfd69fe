import { z } from 'zod'
import type { Impact, Incident, IncidentKind, Status, Update } from '../incident.ts'
import { earliestOf, isoTime } from './dates.ts'
import { isPreliminary, isReport, markdownText, runningState, titleFrom } from './google-words.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, oneEach, withUniqueIds } from './one-each.ts'
import { incidentOf, lastClosing, uniqueNames } from './reading.ts'
import type { Reading, Reply, Skipped } from './source.ts'
import { manyLines, oneLine, safeLink } from './text.ts'

const text = z.string().nullish()
/** For what is only shown or mapped: of a wrong type it is as good as not said. */
const word = z.string().nullish().catch(null)

const updateShape = z.looseObject({
  created: word,
  when: word,
  text: word,
  status: word,
  affected_locations: z.unknown().optional(),
})
const incidentShape = z.looseObject({
  id: z.string().transform(oneLine).pipe(z.string().min(1)),
  uri: word,
  begin: text,
  end: text,
  created: text,
  modified: text,
  external_desc: word,
  severity: word,
  status_impact: word,
  service_name: word,
  updates: z.array(z.unknown()).nullish(),
  most_recent_update: z.unknown().optional(),
  affected_products: z.unknown().optional(),
  currently_affected_locations: z.unknown().optional(),
  previously_affected_locations: z.unknown().optional(),
})
type RawIncident = z.output<typeof incidentShape>
type RawUpdate = z.output<typeof updateShape>

const severities = new Map<string, Impact>([
  ['low', 'minor'],
  ['medium', 'major'],
  ['high', 'critical'],
])
const running = ['SERVICE_INFORMATION', 'SERVICE_DISRUPTION', 'SERVICE_OUTAGE']

/** When it ended: `at` is null while open, and also where an end is given that cannot be read. */
interface End {
  over: boolean
  at: string | null
  readable: boolean
}

/**
 * Reads `incidents.json` of Google's status dashboards into `reading`. `root` is the dashboard's
 * address without a slash at the end; permalinks are relative to it. Form from Google's
 * incidents.schema.json and captures of 2026-07. Throws ParseError when it is no list.
 */
export function readGoogleIncidents(reply: Reply, root: string, reading: Reading): void {
  const list = shaped(readJson(reply), z.array(z.unknown()), reply.url)
  const skipped = reading.skipped.length
  const raws = eachShaped(list, incidentShape, 'incident', reading.skipped)
  // An entry that cannot be read has not vanished: then nothing is said about what is missing.
  const whole = reading.skipped.length === skipped
  reading.incidents = oneEach(raws.map((raw) => incidentFrom(raw, root, reply.at, reading.skipped)))
  const since = earliestOf(...reading.incidents.map((incident) => incident.postedAt))
  reading.reach = whole ? { since, open: true } : { since: null, open: false }
}

/** True when a document is a list of incidents as this engine writes them. */
export function isGoogleList(document: unknown): boolean {
  const shape = z.looseObject({ external_desc: z.string(), status_impact: z.string() })
  return Array.isArray(document) && document.some((entry) => shape.safeParse(entry).success)
}

/** The fullest report among the updates (oldest first): the latest that is not preliminary, else the latest. */
export function reportOf(updates: readonly Update[], url: string | null): Incident['postmortem'] {
  const reports = updates.filter((u) => u.status === 'postmortem')
  const best = reports.findLast((u) => !isPreliminary(u.text)) ?? reports.at(-1)
  return best ? { url, text: best.text, at: best.at } : null
}

function incidentFrom(raw: RawIncident, root: string, now: string, skipped: Skipped[]): Incident {
  const raws = rawUpdates(raw, skipped)
  const end = endOf(raw, now)
  const updates = updatesFrom(raws, end)
  const first = updates.find((u) => u.at)?.at ?? null
  const begin = notAfter(isoTime(raw.begin), now)
  const posted = isoTime(raw.created) ?? first
  const url = safeLink(addressOf(raw, root))
  return incidentOf({
    id: raw.id,
    url,
    title: titleOf(raw, updates),
    kind: kindOf(raw, raws),
    status: statusOf(updates, end),
    ...impactOf(raw),
    ...spanOf(begin, notAfter(posted, now), end, notAfter(lastClosing(updates), now)),
    postedAt: posted,
    updatedAt: notAfter(isoTime(raw.modified), now) ?? updates.findLast((u) => u.at)?.at ?? null,
    services: servicesOf(raw),
    regions: uniqueNames([
      ...titlesIn(raw.currently_affected_locations),
      ...titlesIn(raw.previously_affected_locations),
      ...raws.flatMap((u) => titlesIn(u.affected_locations)),
    ]),
    updates,
    postmortem: reportOf(updates, url),
    stated:
      begin && (!end.at || end.at >= begin)
        ? { from: begin, to: end.at, basis: 'begin and end fields' }
        : null,
  })
}

/**
 * Without a begin it began when it was posted, unless it had ended by then: Google also posts what
 * is over. An end before the begin is not believed; then the message that ended it counts.
 */
function spanOf(
  begin: string | null,
  posted: string | null,
  end: End,
  closing: string | null,
): Pick<Incident, 'startedAt' | 'resolvedAt'> {
  if (!begin) {
    const late = !!posted && !!end.at && posted > end.at
    return { startedAt: late ? null : posted, resolvedAt: end.at }
  }
  if (!end.at || end.at >= begin) return { startedAt: begin, resolvedAt: end.at }
  return { startedAt: begin, resolvedAt: closing && closing >= begin ? closing : null }
}

/** Absent, null and "" all mean open; so does an end still to come. */
function endOf(raw: RawIncident, now: string): End {
  if (!raw.end?.trim()) return { over: false, at: null, readable: true }
  const at = isoTime(raw.end)
  if (!at) return { over: false, at: null, readable: false }
  return { over: at <= now, at: notAfter(at, now), readable: true }
}

function notAfter(time: string | null, now: string): string | null {
  return time && time <= now ? time : null
}

function statusOf(updates: readonly Update[], end: End): Status {
  if (!end.readable) return 'unknown'
  if (end.over) return updates.some((u) => u.status === 'postmortem') ? 'postmortem' : 'resolved'
  return updates.findLast((u) => u.status !== 'postmortem')?.status ?? 'unknown'
}

/** Oldest first; the copy of the newest one stands in where the list is missing. */
function rawUpdates(raw: RawIncident, skipped: Skipped[]): RawUpdate[] {
  const newest = raw.most_recent_update ?? raw['most-recent-update']
  const list = raw.updates ?? (newest ? [newest] : [])
  return eachShaped(list, updateShape, `update of ${raw.id}`, skipped).reverse()
}

function updatesFrom(raws: readonly RawUpdate[], end: End): Update[] {
  const entries = byTime(
    raws.map((raw) => ({
      id: raw.created || raw.when || '',
      at: isoTime(raw.when) ?? isoTime(raw.created),
      text: markdownText(raw.text ?? ''),
      word: raw.status ?? null,
    })),
  )
  const last = entries.findLastIndex((e) => !isReport(e.text))
  let state: Status = 'unknown'
  const updates = entries.map(({ id, at, text, word }, index) => {
    const closing = end.over && closes(word, at, end.at, index === last)
    const status = isReport(text)
      ? 'postmortem'
      : closing
        ? 'resolved'
        : openWord(word, text, state)
    if (status !== 'postmortem') state = status
    return { id: isoTime(id) ?? `update-${index + 1}`, status, at, text }
  })
  return withUniqueIds(updates)
}

/** The last message of a closed incident has often still the old status: then its time tells. */
function closes(
  word: string | null,
  at: string | null,
  end: string | null,
  last: boolean,
): boolean {
  const after = !!at && !!end && at >= end
  return word === 'AVAILABLE' ? after || last : after && last && running.includes(word ?? '')
}

/** `AVAILABLE` before the end is not the end. */
function openWord(word: string | null, text: string, before: Status): Status {
  if (word === 'AVAILABLE') return 'monitoring'
  if (word !== null && !running.includes(word)) return 'unknown'
  return runningState(text, before === 'resolved' ? 'unknown' : before)
}

/**
 * Information that names no product and never was a disruption is a notice. With products it is an
 * incident: failing requests to Gemini came as SERVICE_INFORMATION (seen 2026-02).
 */
function kindOf(raw: RawIncident, raws: readonly RawUpdate[]): IncidentKind {
  const hit = raws.some((u) => u.status === 'SERVICE_DISRUPTION' || u.status === 'SERVICE_OUTAGE')
  const information = raw.status_impact === 'SERVICE_INFORMATION' && !hit
  return information && servicesOf(raw).length === 0 ? 'notice' : 'incident'
}

/** A severity never seen before is shown; the known ones can be told from the impact. */
function impactOf(raw: RawIncident): Pick<Incident, 'impact' | 'impactLabel'> {
  const impact = severities.get(raw.severity ?? '')
  const words = impact ? [raw.status_impact || raw.severity] : [raw.status_impact, raw.severity]
  const label = oneLine(words.filter(Boolean).join(', '))
  return { impact: impact ?? 'unknown', impactLabel: label || null }
}

/** `service_name` is deprecated, has a leading blank on ads.google.com, and may be no product at all. */
function servicesOf(raw: RawIncident): string[] {
  const products = uniqueNames(titlesIn(raw.affected_products))
  if (products.length > 0 || raw.service_name?.trim() === 'Multiple Products') return products
  return uniqueNames([oneLine(raw.service_name ?? '')])
}

function titlesIn(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  const titles = value.map((entry: { title?: unknown } | null) => entry?.title)
  return titles.filter((title) => typeof title === 'string').map(oneLine)
}

function titleOf(raw: RawIncident, updates: readonly Update[]): string {
  const told = titleFrom(raw.external_desc ?? '') || titleFrom(updates[0]?.text ?? '')
  return told || `${servicesOf(raw)[0] ?? 'Google'}: incident ${raw.id}`
}

/** Relative to the dashboard, not to its host, with or without a leading slash. */
function addressOf(raw: RawIncident, root: string): string {
  const uri = manyLines(raw.uri ?? '') || `incidents/${encodeURIComponent(raw.id)}`
  return /^[a-z][a-z\d+.-]*:/i.test(uri) ? root : `${root}/${uri.replace(/^\/+/, '')}`
}
