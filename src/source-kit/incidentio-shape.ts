import { z } from 'zod'
import type { Impact, Incident, StatedWindow, Status } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { permalink, statuspageStatus } from './statuspage-incident.ts'
import { bodyText, oneLine } from './text.ts'
import { attempt, refuse } from './tolerance.ts'

/** Names by the id of a component: its own, and that of the group it stands in. */
export type IncidentioNames = ReadonlyMap<string, { name: string; group: string | null }>

export interface IncidentioContext {
  root: string
  names: IncidentioNames
  skipped: Skipped[]
}

/** Missing values are this string where a page passes its own data on. */
const missing = '$undefined'
const given = <T>(value: T) => (value === missing ? undefined : value)
const text = z.preprocess(given, z.string().nullish())
const list = z.preprocess(given, z.array(z.unknown()).nullish())
const id = z.string().min(1)

const updateShape = z.looseObject({
  id: text,
  published_at: text,
  to_status: text,
  message_string: text,
})
const impactShape = z.looseObject({
  component_id: text,
  start_at: text,
  end_at: text,
  status: text,
})
const affectedShape = z.looseObject({ component_id: z.string(), status: text })
const incidentShape = z.looseObject({
  id,
  name: text,
  type: text,
  status: text,
  published_at: text,
  affected_components: list,
  component_impacts: list,
  updates: list,
})

const componentShape = z.looseObject({ component_id: z.string(), name: z.string() })
const itemShape = z.looseObject({
  component: z.preprocess(given, componentShape.nullish()),
  group: z.preprocess(given, z.looseObject({ name: text, components: list }).nullish()),
})
const summaryShape = z.looseObject({
  components: list,
  structure: z.preprocess(given, z.looseObject({ items: list }).nullish()),
  ongoing_incidents: list,
  scheduled_maintenances: list,
})

type RawIncident = z.output<typeof incidentShape>
type RawImpact = z.output<typeof impactShape>

/** Words of incident.io for how bad a component is, from harmless to worst. */
const outageWords = ['degraded_performance', 'partial_outage', 'full_outage']
const outageImpacts: readonly Impact[] = ['minor', 'major', 'critical']

/** Names of groups that say where, not what. */
const place =
  /\b(?:US|USA|EU|UK|EMEA|APAC|[Rr]egions?|Americas?|Europe|Asia|Africa|Australia|Canada|India|Japan|[a-z]{2}-(?:[a-z]+-)+\d)\b/

/** Names of components and their groups in a native summary. A reply that holds none gives none. */
export function incidentioNames(reply: Reply): IncidentioNames {
  const { components, structure } = summaryIn(reply)
  const names = new Map<string, { name: string; group: string | null }>()
  const plain = z.looseObject({ id: z.string(), name: z.string() })
  for (const { id, name } of eachShaped(components, plain, '', []))
    names.set(id, { name, group: null })
  for (const { component, group } of eachShaped(structure?.items, itemShape, '', [])) {
    const inside = eachShaped(group?.components, componentShape, '', [])
    for (const { component_id, name } of [...inside, ...(component ? [component] : [])]) {
      names.set(component_id, { name, group: group?.name ?? null })
    }
  }
  return names
}

/**
 * Incidents and maintenances in the native model of incident.io: `/proxy/HOST` (what is going on and
 * planned) or `/proxy/HOST/incidents` (about 90 of any state). Forms from payloads of 2026-03.
 * Throws ParseError where there is no list.
 */
export function incidentioIncidents(reply: Reply, context: IncidentioContext): Incident[] {
  const raw = readJson(reply)
  const document = shaped(
    raw,
    z.looseObject({ incidents: list, summary: z.unknown().optional() }),
    reply.url,
  )
  const summary = document.summary ? summaryIn(reply) : null
  const entries = [
    ...(document.incidents ?? summary?.ongoing_incidents ?? refuse(`${reply.url}: no incidents`)),
    ...(summary?.scheduled_maintenances ?? []),
  ]
  return eachShaped(entries, incidentShape, 'incident', context.skipped).map((entry) =>
    incidentFrom(entry, reply.at, context),
  )
}

/** True for a whole reply in the native model. */
export function isNative(reply: Reply): boolean {
  const native = z
    .object({ incidents: z.array(z.unknown()) })
    .or(z.object({ summary: summaryShape }))
  return attempt(() => shaped(readJson(reply), native, reply.url), []) !== undefined
}

function summaryIn(reply: Reply): z.output<typeof summaryShape> {
  return shaped(readJson(reply), z.looseObject({ summary: summaryShape }), reply.url).summary
}

function incidentFrom(raw: RawIncident, now: string, context: IncidentioContext): Incident {
  const impacts = eachShaped(
    raw.component_impacts,
    impactShape,
    `impact of ${raw.id}`,
    context.skipped,
  )
  const updates = updatesOf(raw, context.skipped)
  const status = nativeStatus(raw.status)
  const planned = raw.type === 'maintenance' || /^maintenance/.test(raw.status ?? '')
  const publishedAt = isoTime(raw.published_at)
  const first = earliestOf(publishedAt, ...updates.map((u) => u.at))
  const window = windowOf(impacts, now)
  const startedAt = planned ? workStart(impacts, updates) : notAfter(first, now)
  const end = isClosed(status) ? endOf(updates) : null
  const worst = worstOf(raw, impacts)
  return incidentOf({
    id: raw.id,
    url: permalink(context.root, raw.id),
    title: oneLine(raw.name ?? '') || `Incident ${raw.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : outageImpact(worst),
    impactLabel: worst,
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt: publishedAt ?? first,
    updatedAt: latestOf(...updates.map((u) => u.at)) ?? publishedAt,
    ...namesOf(raw, impacts, context.names),
    updates,
    stated: planned ? null : window,
  })
}

/** `maintenance_scheduled`, `maintenance_in_progress`, `maintenance_complete`, else Statuspage's words. */
export function nativeStatus(word: string | null | undefined): Status {
  const short = (word ?? '').replace(/^maintenance[_ ]/i, '')
  return /^complete$/i.test(short) ? 'completed' : statuspageStatus(short)
}

/** The impact of a word for how bad a component is: `partial_outage` and "Partial outage" alike. */
export function outageImpact(word: string | null | undefined): Impact {
  return outageImpacts[outageRank(word)] ?? 'unknown'
}

/** From harmless (0) to worst; -1 for a word that is none of an outage. */
export function outageRank(word: string | null | undefined): number {
  const key = (word ?? '').trim().toLowerCase().replace(/ /g, '_')
  return outageWords.indexOf(key === 'major_outage' ? 'full_outage' : key)
}

/** Oldest first already, but not always: a message can be dated back. */
function updatesOf(raw: RawIncident, skipped: Skipped[]): Incident['updates'] {
  const list = eachShaped(raw.updates, updateShape, `update of ${raw.id}`, skipped)
  const updates = list.map((update) => {
    const at = isoTime(update.published_at)
    return {
      id: update.id ?? `${at ?? 'undated'}-${update.to_status ?? 'update'}`,
      status: nativeStatus(update.to_status),
      at,
      text: bodyText(update.message_string ?? ''),
    }
  })
  return withUniqueIds(byTime(updates))
}

/** There is no `resolved_at`: the last message of those that close it. */
function endOf(updates: Incident['updates']): string | null {
  return updates.findLast((u) => u.status === 'resolved' || u.status === 'completed')?.at ?? null
}

/** From the first to the last impact; no end while one has none, or one that is still to come. */
function windowOf(impacts: readonly RawImpact[], now: string): StatedWindow | null {
  const real = impacts.filter((i) => outageRank(i.status) >= 0)
  const from = notAfter(earliestOf(...real.map((i) => isoTime(i.start_at))), now)
  if (!from) return null
  const ends = real.map((i) => notAfter(isoTime(i.end_at), now))
  const to = ends.includes(null) ? null : latestOf(...ends)
  return { from, to: to && to >= from ? to : null, basis: 'component impacts' }
}

function workStart(impacts: readonly RawImpact[], updates: Incident['updates']): string | null {
  const planned = earliestOf(...impacts.map((i) => isoTime(i.start_at)))
  return planned ?? updates.find((u) => u.status === 'in_progress')?.at ?? null
}

function notAfter(at: string | null, now: string): string | null {
  return at && at <= now ? at : null
}

/** The worst word over the whole incident: `current_status` and the last impact may be harmless. */
function worstOf(raw: RawIncident, impacts: readonly RawImpact[]): string | null {
  const affected = eachShaped(raw.affected_components, affectedShape, '', [])
  const words = [...impacts, ...affected].flatMap((i) => (i.status ? [oneLine(i.status)] : []))
  return words.sort((a, b) => outageRank(b) - outageRank(a))[0] ?? null
}

/** Names of groups are products or places; nothing but their words tells which. */
export function groupNames(
  names: readonly (string | null)[],
): Pick<Incident, 'services' | 'regions'> {
  const groups = uniqueNames(names.map((name) => name && oneLine(name)))
  return {
    services: groups.filter((group) => !place.test(group)),
    regions: groups.filter((group) => place.test(group)),
  }
}

function namesOf(
  raw: RawIncident,
  impacts: readonly RawImpact[],
  names: IncidentioNames,
): Pick<Incident, 'components' | 'services' | 'regions'> {
  const affected = eachShaped(raw.affected_components, affectedShape, '', [])
  const ids = [...affected, ...impacts].map((entry) => entry.component_id ?? '')
  const found = ids.flatMap((id) => names.get(id) ?? [])
  return {
    components: uniqueNames(found.map(({ name }) => oneLine(name))),
    ...groupNames(found.map(({ group }) => group)),
  }
}
