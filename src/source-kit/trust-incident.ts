import type { Impact, Incident, Status, Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { eachShaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { openState } from './open-state.ts'
import { incidentOf } from './reading.ts'
import type { Reply } from './source.ts'
import { bodyText, oneLine } from './text.ts'
import {
  entriesOf,
  eventShape,
  impactShape,
  incidentShape,
  maintenanceShape,
  namesOf,
  type TrustContext,
  type TrustImpact,
  type TrustIncident,
  type TrustMaintenance,
  touches,
} from './trust-shape.ts'

/**
 * Incidents of `/incidents`, `/incidents/active`, `/incidents/{id}` or `/instances/{key}/status`
 * (seen in fixtures of Heroku's command line 2025-08 and a capture of 2023-04). The API gives no
 * title: it is made of the impact's type, services and instances, never of a cause. Throws
 * ParseError for anything else, in one clear sentence when Salesforce has retired this API.
 */
export function trustIncidents(reply: Reply, context: TrustContext): Incident[] {
  const entries = entriesOf(reply, 'Incidents')
  return eachShaped(entries, incidentShape, 'incident', context.skipped)
    .filter((raw) => touches(raw, context.instances))
    .map((raw) => incidentFrom(raw, reply.at, context))
}

/** Maintenances of `/maintenances` or `/instances/{key}/status`; as `trustIncidents`. */
export function trustMaintenances(reply: Reply, context: TrustContext): Incident[] {
  const entries = entriesOf(reply, 'Maintenances')
  return eachShaped(entries, maintenanceShape, 'maintenance', context.skipped)
    .filter((raw) => touches(raw, context.instances))
    .map((raw) => maintenanceFrom(raw, reply.at, context))
}

function incidentFrom(raw: TrustIncident, now: string, context: TrustContext): Incident {
  const list = eachShaped(raw.IncidentImpacts, impactShape, `impact of ${raw.id}`, context.skipped)
  const updates = updatesFrom(raw.IncidentEvents, raw.id, context, eventStatus)
  const window = windowOf(list, now, list.length === (raw.IncidentImpacts ?? []).length)
  const closed = isOver(raw.status, window)
  const worst = worstOf(list)
  const createdAt = isoTime(raw.createdAt)
  const url = `https://status.salesforce.com/incidents/${encodeURIComponent(raw.id)}`
  const startedAt = window?.from ?? earliestOf(createdAt, updates[0]?.at)
  const resolvedAt = closed ? notBefore(window?.to ?? closingOf(updates), startedAt) : null
  return incidentOf({
    id: raw.id,
    url,
    title: titleOf(raw, worst?.type ?? raw.type, context.words),
    status: closed ? 'resolved' : openStatus(updates, raw.status, window !== null),
    impact: trustImpact(worst?.severity),
    impactLabel: worst?.severity ?? null,
    startedAt,
    resolvedAt,
    postedAt: createdAt ?? updates[0]?.at ?? null,
    updatedAt: latestOf(isoTime(raw.updatedAt), updates.at(-1)?.at),
    services: namesOf(raw.serviceKeys),
    components: namesOf(raw.instanceKeys),
    updates,
    postmortem: postmortemOf(raw, url),
    stated: window && { from: window.from, to: resolvedAt, basis: 'incident impacts' },
  })
}

function maintenanceFrom(raw: TrustMaintenance, now: string, context: TrustContext): Incident {
  const what = `impact of ${raw.id}`
  const list = eachShaped(raw.MaintenanceImpacts, impactShape, what, context.skipped)
  const updates = updatesFrom(raw.MaintenanceEvents, raw.id, context, maintenanceStatus)
  const window = windowOf(list, now, true)
  const status = maintenanceStatus(raw.message?.eventStatus ?? '')
  const startedAt = isoTime(raw.plannedStartTime) ?? window?.from ?? null
  const title = oneLine(raw.name ?? '') || titleOf(raw, list[0]?.type, context.words)
  return incidentOf({
    id: raw.id,
    url: `https://status.salesforce.com/maintenances/${encodeURIComponent(raw.id)}`,
    title,
    kind: 'maintenance',
    status,
    impact: 'maintenance',
    impactLabel: worstOf(list)?.severity ?? null,
    startedAt,
    resolvedAt: status === 'completed' ? notBefore(window?.to ?? null, startedAt) : null,
    postedAt: isoTime(raw.createdAt) ?? updates[0]?.at ?? null,
    updatedAt: latestOf(isoTime(raw.updatedAt), updates.at(-1)?.at),
    services: namesOf(raw.serviceKeys),
    components: namesOf(raw.instanceKeys),
    updates,
  })
}

/** Events come newest first; one without message shows the text of its type. */
function updatesFrom(
  raw: readonly unknown[] | null | undefined,
  owner: string,
  context: TrustContext,
  stateOf: (type: string, message: string, before: Status) => Status,
): Update[] {
  const events = eachShaped(raw, eventShape, `event of ${owner}`, context.skipped)
  let state: Status = 'unknown'
  const updates = byTime(events.reverse().map((e) => ({ ...e, at: isoTime(e.createdAt) }))).map(
    (event) => {
      const text = bodyText(event.message ?? '')
      const status = stateOf(event.type ?? '', text, state)
      if (status !== 'resolved') state = status
      const id = event.id ?? `${event.at ?? ''}-${event.type ?? ''}`
      return { id, status, at: event.at, text: text || labelOf(event.type, context.words) }
    },
  )
  return withUniqueIds(updates)
}

/** `herokuIncidentMonitoring`, `issueIsolatedDatabaseTier`: the type carries the state, if anything does. */
function eventStatus(type: string, message: string, before: Status): Status {
  if (/(?<!un)resolved|closed/i.test(type)) return 'resolved'
  if (/monitor/i.test(type)) return 'monitoring'
  if (/isolated|identified|rootcause|fix/i.test(type)) return 'identified'
  if (/investigat/i.test(type)) return 'investigating'
  return openState(message, before)
}

/** Words for the state of a maintenance, `eventStatus` and event types alike; others stay unknown. */
function maintenanceStatus(word: string): Status {
  if (/^(resolved|completed?|closed|ended|finished)$/i.test(word)) return 'completed'
  if (/^(in ?progress|started|ongoing|active)$/i.test(word)) return 'in_progress'
  if (/^(scheduled|confirmed|preliminary|planned|upcoming)$/i.test(word)) return 'scheduled'
  return 'unknown'
}

/** Not ended while one impact has no end, or could not be read. */
function windowOf(list: readonly TrustImpact[], now: string, whole: boolean) {
  const from = earliestOf(...list.map((i) => isoTime(i.startTime)))
  if (!from) return null
  const ends = list.map((i) => isoTime(i.endTime)).filter((end) => end !== null && end <= now)
  return { from, to: whole && ends.length === list.length ? latestOf(...ends) : null }
}

/** An end stands in the impacts alone: an event that says so does not close (POD114, 10967). */
function isOver(status: string | null | undefined, window: ReturnType<typeof windowOf>): boolean {
  if (/^resolved$/i.test(status ?? '')) return true
  return !/^active$/i.test(status ?? '') && window?.to != null
}

/** Open without a finer word is `investigating`; nothing said at all is `unknown`. */
function openStatus(
  updates: readonly Update[],
  status: string | null | undefined,
  stated: boolean,
): Status {
  const last = updates.at(-1)?.status
  if (last === 'resolved') return 'monitoring'
  if (last && last !== 'unknown') return last
  return stated || /^active$/i.test(status ?? '') ? 'investigating' : 'unknown'
}

function closingOf(updates: readonly Update[]): string | null {
  return updates.findLast((u) => u.status === 'resolved')?.at ?? null
}

function notBefore(end: string | null, start: string | null): string | null {
  return end && start && end < start ? null : end
}

const order = ['maintenance', 'minor', 'major', 'critical']

function worstOf(list: readonly TrustImpact[]): TrustImpact | undefined {
  const rank = (i: TrustImpact) => order.indexOf((i.severity ?? '').toLowerCase())
  return [...list].sort((a, b) => rank(b) - rank(a))[0]
}

function trustImpact(severity: string | null | undefined): Impact {
  return (order.find((word) => word === severity?.toLowerCase()) as Impact | undefined) ?? 'unknown'
}

function postmortemOf(raw: TrustIncident, url: string): Incident['postmortem'] {
  const parts = [raw.message?.rootCause, raw.message?.actionPlan].map((t) => bodyText(t ?? ''))
  const text = parts.filter(Boolean).join('\n\n')
  return text ? { url, text, at: null } : null
}

function titleOf(
  raw: TrustIncident | TrustMaintenance,
  type: string | null | undefined,
  words: ReadonlyMap<string, string>,
): string {
  const what = labelOf(type, words) || 'Incident'
  const services = namesOf(raw.serviceKeys).map((key) => words.get(key) ?? key)
  const names = [shortList(services, 3), shortList(namesOf(raw.instanceKeys), 4)].filter(Boolean)
  return oneLine(names.length ? `${what}: ${names.join(' on ')}` : what)
}

function shortList(names: readonly string[], most: number): string {
  const rest = names.length - most
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** Known types have fixed words, so that a title does not change when the localizations fail. */
const fixedWords: Record<string, string> = {
  performanceDegradation: 'Performance degradation',
  featurePerfDegradation: 'Feature degradation',
  serviceDisruption: 'Service disruption',
}

function labelOf(type: string | null | undefined, words: ReadonlyMap<string, string>): string {
  if (!type) return ''
  const split = type.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  const own = Object.hasOwn(fixedWords, type) ? fixedWords[type] : undefined
  return oneLine(own ?? words.get(type) ?? split.charAt(0).toUpperCase() + split.slice(1))
}
