import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { type Entry, type Timeline, timelineOf } from './follow-ups.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { saysFollowUp, saysOver } from './open-state.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { manyLines, oneLine, plainText, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

/** What one reply of Heroku's API held. */
export interface HerokuDocument {
  part: 'current' | 'list' | 'detail'
  incidents: Incident[]
}

const text = z.string().nullish()
const list = z.array(z.unknown()).nullish()
const id = z.union([z.string().min(1), z.number()]).transform(String)

const updateShape = z.looseObject({
  id: id.nullish(),
  update_type: text,
  contents: text,
  title: text,
  created_at: text,
  status_dev: text,
  status_prod: text,
})
const incidentShape = z.looseObject({
  id,
  title: text,
  state: text,
  resolved: z.boolean().nullish(),
  upcoming: z.boolean().nullish(),
  resolved_at: text,
  created_at: text,
  updated_at: text,
  full_url: text,
  status_dev: text,
  status_prod: text,
  systems: list,
  tags: list,
  updates: list,
})
const systemShape = z.looseObject({ name: text, status: text, services: list })
const many = z.array(z.unknown())
const currentShape = z.looseObject({
  incidents: many.optional(),
  issues: many.optional(),
  scheduled: list,
})

type RawUpdate = z.output<typeof updateShape>
type RawIncident = z.output<typeof incidentShape>

/** An incident with its parts checked, updates oldest first. */
interface Parts {
  raw: RawIncident
  updates: (RawUpdate & { at: string | null })[]
  systems: z.output<typeof systemShape>[]
  planned: boolean
}

/**
 * Reads `/api/v4/…` and `/api/v3/…` of status.heroku.com: the current status, a list of incidents
 * (`issues` in v3), or one of them. Forms from Heroku's own documentation of v3 and from v4
 * captures of 2026-08/09. Throws ParseError for any other document.
 */
export function herokuDocument(reply: Reply, skipped: Skipped[]): HerokuDocument {
  const path = new URL(reply.url).pathname
  const document = readJson(reply)
  const parts = (entries: readonly unknown[] | null | undefined, planned: boolean) =>
    eachShaped(entries, incidentShape, 'incident', skipped).map((raw) =>
      incidentFrom(partsOf(raw, planned, skipped)),
    )
  if (path.endsWith('/current-status')) {
    const now = shaped(document, currentShape, reply.url)
    const open = now.incidents ?? now.issues ?? refuse(`${reply.url}: no list of incidents`)
    return { part: 'current', incidents: [...parts(open, false), ...parts(now.scheduled, true)] }
  }
  if (Array.isArray(document)) return { part: 'list', incidents: parts(document, false) }
  return { part: 'detail', incidents: parts([shaped(document, incidentShape, reply.url)], false) }
}

function partsOf(raw: RawIncident, scheduled: boolean, skipped: Skipped[]): Parts {
  const updates = eachShaped(raw.updates, updateShape, `update of ${raw.id}`, skipped).reverse()
  const timed = byTime(updates.map((u) => ({ ...u, at: isoTime(u.created_at) })))
  const state = raw.state ?? (raw.upcoming ? 'upcoming' : '')
  return {
    raw,
    updates: timed,
    systems: eachShaped(raw.systems, systemShape, `system of ${raw.id}`, skipped),
    planned:
      scheduled ||
      /^(upcoming|scheduled)$/i.test(state) ||
      timed.some((u) => u.update_type === 'scheduled'),
  }
}

function incidentFrom(parts: Parts): Incident {
  const { raw, updates, systems } = parts
  const created = isoTime(raw.created_at)
  const first = earliestOf(created, updates[0]?.at)
  const told = parts.planned ? maintenanceCourse(parts) : incidentCourse(parts)
  const url = safeLink(raw.full_url) ?? `https://status.heroku.com/incidents/${raw.id}`
  const { followUp } = told
  return incidentOf({
    id: raw.id,
    url,
    title: titleOf(parts),
    kind: parts.planned ? 'maintenance' : 'incident',
    status: told.status,
    ...impactOf(parts),
    // The window of a maintenance stands only in its text.
    startedAt: parts.planned ? null : first,
    resolvedAt: told.end && first && told.end < first ? null : told.end,
    postedAt: created ?? first,
    updatedAt: latestOf(stampOf(raw), updates.findLast((u) => u.at)?.at),
    services: uniqueNames(systems.map((s) => s.name)),
    components: uniqueNames([...systems.flatMap((s) => strings(s.services)), ...sides(parts)]),
    regions: uniqueNames(strings(raw.tags)),
    updates: withUniqueIds(told.updates),
    postmortem: followUp && { url, text: followUp.text, at: followUp.at },
  })
}

interface Course {
  status: Status
  end: string | null
  updates: Update[]
  followUp: Update | null
}

function incidentCourse({ raw, updates }: Parts): Course {
  const closed = closedOf(raw)
  const timeline = timelineOf(updates.map(entryOf), closed)
  // A state never seen before says neither open nor over, whatever its messages say.
  const strange = closed === null && !!raw.state
  const over = closed === true || (!strange && timeline.over)
  const end = isoTime(raw.resolved_at) ?? timeline.closedAt
  const status = strange ? 'unknown' : openStatus(raw.state ?? '', timeline, closed)
  return { ...timeline, status: over ? 'resolved' : status, end: over ? end : null }
}

/** `resolved` is false on resolved incidents in v4, so `state` decides; v3 has no `state`. */
function closedOf(raw: RawIncident): boolean | null {
  if (raw.state) {
    if (/^(resolved|closed|completed?)$/i.test(raw.state)) return true
    const open = /^(issue|open|active|ongoing|update|investigating|identified|monitoring)$/i
    return open.test(raw.state) ? false : null
  }
  if (raw.resolved) return true
  return raw.resolved === false && raw.status_prod ? false : null
}

function openStatus(state: string, timeline: Timeline, closed: boolean | null): Status {
  const word = state.toLowerCase()
  if (word === 'investigating' || word === 'identified' || word === 'monitoring') return word
  const last = timeline.updates.findLast((u) => !['resolved', 'postmortem'].includes(u.status))
  return last?.status ?? (closed === false ? 'investigating' : 'unknown')
}

function entryOf(update: Parts['updates'][number]): Entry {
  const type = update.update_type ?? ''
  const entry = { id: update.id ?? `${update.created_at ?? ''}-${type}`, at: update.at }
  return { ...entry, text: bodyOf(update), kind: kindOf(type, update.title ?? '') }
}

function kindOf(type: string, title: string): Entry['kind'] {
  if (/follow|post.?mortem|retrospective/i.test(type) || saysFollowUp(title)) return 'follow-up'
  if (/^(resolved|closed|completed?)$/i.test(type)) return 'resolved'
  return /^(issue|open|investigating)$/i.test(type) ? 'opening' : 'update'
}

/** Stays `upcoming` for months: a maintenance is over when its newest word on it says so. */
function maintenanceCourse({ raw, updates }: Parts): Course {
  let status = 'scheduled' as Status
  let end: string | null = null
  const told = updates.map(entryOf).map((entry) => {
    const before = status
    status = entry.kind === 'follow-up' ? 'postmortem' : workStatus(entry, before)
    if (status === 'completed' && before !== 'completed') end = entry.at
    const update = { id: entry.id, status, at: entry.at, text: entry.text }
    if (status === 'postmortem') status = before
    return update
  })
  const closed = closedOf(raw) === true
  const over = closed || status === 'completed'
  return {
    status: over ? 'completed' : status,
    end: over ? (isoTime(raw.resolved_at) ?? end) : null,
    updates: told,
    followUp: told.findLast((u) => u.status === 'postmortem') ?? null,
  }
}

function workStatus(entry: Entry, before: Status): Status {
  if (entry.kind === 'resolved' || saysOver(entry.text)) return 'completed'
  const begun = /\b(?:in progress|under ?way|has (?:now )?(?:begun|started)|is starting)\b/i
  return begun.test(entry.text) ? 'in_progress' : before
}

/** From harmless to worst, as Heroku's own page colours its systems. */
const colours = ['green', 'blue', 'yellow', 'red']
const colourImpacts: Impact[] = ['none', 'maintenance', 'minor', 'major']

/**
 * The worst colour over all updates: an incident's own colour is the state now, green once it is
 * over. Green through all updates of v3 is no impact; green or nothing in v4 says nothing.
 */
function impactOf(parts: Parts): Pick<Incident, 'impact' | 'impactLabel'> {
  const { raw, updates, systems, planned } = parts
  const told = updates.flatMap((u) => [u.status_dev, u.status_prod])
  const all = [...told, raw.status_dev, raw.status_prod, ...systems.map((s) => s.status)]
  const peak = Math.max(-1, ...all.map((colour) => colours.indexOf(colour ?? '')))
  const known = peak > 0 || (peak === 0 && told.some((colour) => colour === 'green'))
  const impactLabel = known ? colours[peak]! : null
  if (planned) return { impact: 'maintenance', impactLabel }
  return { impact: known ? colourImpacts[peak]! : 'unknown', impactLabel }
}

/** v3 knows no systems, only two sides, each with a colour. */
function sides({ raw, updates }: Parts): string[] {
  const hit = (colour: string | null | undefined) => !!colour && colour !== 'green'
  const all = [...updates, raw]
  return [
    ...(all.some((u) => hit(u.status_prod)) ? ['Production'] : []),
    ...(all.some((u) => hit(u.status_dev)) ? ['Development'] : []),
  ]
}

function titleOf({ raw, updates }: Parts): string {
  const own = oneLine(raw.title ?? '')
  return own || oneLine(updates.find((u) => u.title)?.title ?? '') || `Heroku incident ${raw.id}`
}

/** Not the stamp that moving all old issues to a new system left on 22 June 2012. */
function stampOf(raw: RawIncident): string | null {
  return raw.updated_at?.startsWith('2012-06-22T23:') ? null : isoTime(raw.updated_at)
}

/** Markdown in which `<app>` is a placeholder, seldom HTML. */
function bodyOf(update: RawUpdate): string {
  const body = update.contents || update.title || ''
  return /<\/(?:p|div|li|ul|a|strong)>|<br/i.test(body) ? plainText(body) : manyLines(body)
}

function strings(values: readonly unknown[] | null | undefined): string[] {
  return (values ?? []).filter((value) => typeof value === 'string')
}
