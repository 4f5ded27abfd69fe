import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { impactOf, stateOf } from './state-words.ts'
import {
  type StatusiqComponent,
  statusiqComponents,
  statusiqImpact,
  statusiqWords,
} from './statusiq-words.ts'
import { bodyText, oneLine, plainText, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish().catch(null)
const number = z.coerce.number().int().nullish().catch(null)
const list = z.array(z.unknown()).nullish()
const updateShape = z.looseObject({
  enc_inc_state_progress_id: text,
  incident_status: text,
  incident_status_id: number,
  incident_status_desc: text,
  status_updated_at: text,
})
/** Of the public page; the second names are those that other clients have met. */
const incidentShape = z
  .looseObject({
    enc_inc_id: text,
    enc_incident_id: text,
    incident_title: text,
    title: text,
    incident_desc: text,
    incident_severity: text,
    incident_severity_id: number,
    incident_began_at: text,
    started_at: text,
    incident_ended_at: text,
    status: text,
    permalink: text,
    incident_status_updates: list,
    incident_affected_components: list,
  })
  .refine((raw) => raw.enc_inc_id || raw.enc_incident_id, 'no id')
const groupShape = z
  .looseObject({ grp_by_date: text, grp_by_incidents_list: list })
  .refine((raw) => raw.grp_by_date || raw.grp_by_incidents_list, 'no group')
const documentShape = z.looseObject({
  code: z.literal(0),
  data: z.looseObject({
    current_status: list,
    statuspage_details: z.looseObject({ enc_statuspage_id: text }).nullish(),
  }),
})
type Raw = z.output<typeof incidentShape>

export interface StatusiqSummary {
  incidents: Incident[]
  components: StatusiqComponent[]
  /** No entry was skipped. */
  whole: boolean
}

/** 10 is acknowledged; those from 21 on are of planned work. */
const statesBy = new Map<number, Status>([
  [10, 'investigating'],
  [11, 'investigating'],
  [12, 'identified'],
  [13, 'monitoring'],
  [14, 'resolved'],
  [21, 'scheduled'],
  [22, 'in_progress'],
  [23, 'verifying'],
  [24, 'completed'],
])

/** True for a `summary_details` document, judged by its shape. */
export function isStatusiqSummary(reply: Reply): boolean {
  try {
    const { success, data } = documentShape.safeParse(readJson(reply))
    return success && (Array.isArray(data.data.current_status) || !!data.data.statuspage_details)
  } catch {
    return false
  }
}

/**
 * A `summary_details` document: `{code: 0, data: {current_status[], active_incident_details[],
 * resolved_incident_details[{grp_by_incidents_list[]}]}}`, by StatusIQ's own SDK and its clients.
 * Any other list of entries with an incident's id is read too. Errors come with another code.
 */
export function statusiqSummary(reply: Reply, root: string, skipped: Skipped[]): StatusiqSummary {
  const { data } = shaped(readJson(reply), documentShape, reply.url)
  if (!data.current_status && !data.statuspage_details && !('active_incident_details' in data)) {
    refuse(`${reply.url}: not a summary of StatusIQ`)
  }
  const before = skipped.length
  const incidents = Object.entries(data).flatMap(([key, value]) => {
    if (key === 'current_status' || !/incident|maint|schedul|upcoming/i.test(key)) return []
    return Array.isArray(value) ? listFrom(key, value, root, reply.at, skipped) : []
  })
  const components = statusiqComponents(data.current_status, null, skipped)
  return { incidents, components, whole: skipped.length === before }
}

function listFrom(
  key: string,
  values: readonly unknown[],
  root: string,
  now: string,
  skipped: Skipped[],
): Incident[] {
  const entries = values.flatMap((value) => {
    const group = groupShape.safeParse(value)
    return group.success ? (group.data.grp_by_incidents_list ?? []) : [value]
  })
  const past = /resolved/i.test(key)
  return eachShaped(entries, incidentShape, 'incident', skipped).map((raw) =>
    incidentFrom(raw, past, root, now, skipped),
  )
}

function incidentFrom(
  raw: Raw,
  past: boolean,
  root: string,
  now: string,
  skipped: Skipped[],
): Incident {
  const id = (raw.enc_inc_id || raw.enc_incident_id)!
  const updates = updatesFrom(raw, id, skipped)
  const severity = raw.incident_severity_id
  const planned = severity === 4 || updates.some((u) => plannedStates.includes(u.status))
  const began = isoTime(raw.incident_began_at) ?? isoTime(raw.started_at) ?? null
  const ended = isoTime(raw.incident_ended_at)
  const end = ended && ended <= now ? ended : null
  const status = statusOf(raw, updates, planned, past, end)
  const first = updates[0]?.at ?? null
  const startedAt = began ?? (planned ? null : first)
  const resolvedAt = isClosed(status) ? (end ?? lastClosing(updates)) : null
  return incidentOf({
    id,
    url: safeLink(raw.permalink) ?? safeLink(`${root}/#/incidents/${id}`),
    title: oneLine(raw.incident_title || raw.title || '') || `StatusIQ incident ${id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : impactFrom(raw),
    impactLabel: oneLine(raw.incident_severity ?? '') || statusiqWords[severity ?? 0] || null,
    startedAt,
    resolvedAt: resolvedAt && startedAt && resolvedAt < startedAt ? null : resolvedAt,
    postedAt: first ?? (planned ? null : began),
    updatedAt: latestOf(...updates.map((u) => u.at), resolvedAt),
    components: uniqueNames(namesOf(raw.incident_affected_components)),
    updates,
  })
}

const plannedStates: readonly Status[] = ['scheduled', 'in_progress', 'verifying', 'completed']

function impactFrom(raw: Raw): Impact {
  const known = statusiqImpact(raw.incident_severity_id)
  return known === 'unknown' && raw.incident_severity ? impactOf(raw.incident_severity) : known
}

function statusOf(
  raw: Raw,
  updates: readonly Update[],
  planned: boolean,
  past: boolean,
  end: string | null,
): Status {
  const over: Status = planned ? 'completed' : 'resolved'
  const own = raw.status ? stateOf(raw.status) : 'unknown'
  const said = updates.findLast((u) => u.status !== 'unknown')?.status ?? own
  if (isClosed(said)) return over
  return end || (past && said === 'unknown') ? over : said
}

function updatesFrom(raw: Raw, id: string, skipped: Skipped[]): Update[] {
  const values = eachShaped(raw.incident_status_updates, updateShape, `update of ${id}`, skipped)
  const told = byTime(
    values.map((u) => ({ ...u, at: isoTime(u.status_updated_at), text: htmlText(u) })),
  ).map((u) => {
    const status = statesBy.get(u.incident_status_id ?? 0) ?? stateOf(u.incident_status ?? '')
    const own = u.enc_inc_state_progress_id || `${u.at ?? 'undated'}-${status}`
    return { id: own, status, at: u.at, text: u.text }
  })
  return withUniqueIds([...description(raw, told), ...told])
}

/** What the incident says of itself stands before its messages, unless one of them repeats it. */
function description(raw: Raw, told: readonly Update[]): Update[] {
  const words = plain(raw.incident_desc)
  if (!words || told.some((u) => u.text === words)) return []
  const first = told[0]?.at ?? null
  const began = isoTime(raw.incident_began_at)
  const at = first && began && began > first ? first : began
  return [{ id: 'description', status: 'unknown', at: at ?? first, text: words }]
}

function htmlText(update: z.output<typeof updateShape>): string {
  return plain(update.incident_status_desc) || oneLine(update.incident_status ?? '')
}

function plain(value: string | null | undefined): string {
  return /<[a-z/]/i.test(value ?? '') ? plainText(value ?? '') : bodyText(value ?? '')
}

function namesOf(values: readonly unknown[] | null | undefined): string[] {
  return (values ?? []).flatMap((value) => {
    const named = z.looseObject({ display_name: z.string() }).safeParse(value)
    return named.success ? [oneLine(named.data.display_name)] : []
  })
}
