import { z } from 'zod'
import type { Incident, IncidentKind, StatedWindow, Status, Update } from '../incident.ts'
import { isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { stateOf } from './state-words.ts'
import { flatServices, type Service, statuspalImpacts, unexplained } from './statuspal-services.ts'
import { bodyText, oneLine, plainText, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish().catch(null)
const list = z.array(z.unknown()).nullish()
const number = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String)
const updateShape = z.looseObject({
  id: number,
  type: text,
  description: text,
  description_html: text,
  inserted_at: text,
  updated_at: text,
  posted_at: text,
})
const incidentShape = z.looseObject({
  id: number,
  type: text,
  title: text,
  url: text,
  starts_at: text,
  ends_at: text,
  inserted_at: text,
  updated_at: text,
  service_ids: list,
  updates: list,
})
const documentShape = z.looseObject({
  status_page: z.looseObject({ subdomain: z.string(), name: text, url: text }).nullish(),
  services: list,
  incidents: z.array(z.unknown()),
  maintenances: list,
  upcoming_maintenances: list,
  info_notices: list,
})
const singleShape = z.looseObject({ incident: z.unknown() })
type Raw = z.output<typeof incidentShape>

type List = 'incidents' | 'maintenances' | 'upcoming_maintenances' | 'info_notices'
interface Context {
  services: readonly Service[]
  now: string
  skipped: Skipped[]
}

export interface StatuspalDocument {
  incidents: Incident[]
  /** It is a summary: everything that is open now stands in it. */
  summary: boolean
  /** No entry was skipped. */
  whole: boolean
}

const states = new Map<string, Status>([
  ['issue', 'investigating'],
  ['monitoring', 'monitoring'],
  ['resolved', 'resolved'],
  ['scheduled', 'scheduled'],
])
/** Types of updates that say nothing of the state: it stays what it was. */
const stateless = ['essential', 'info', 'retroactive']

/** True for a summary of the v2 API, judged by its shape. */
export function isStatuspalSummary(reply: Reply): boolean {
  try {
    const parsed = documentShape.safeParse(readJson(reply))
    return parsed.success && !!parsed.data.status_page && Array.isArray(parsed.data.services)
  } catch {
    return false
  }
}

/**
 * A summary, a list of incidents or a single one of the v2 API. Times come in UTC without a zone.
 * Throws ParseError for anything else, among it errors and lists of other platforms.
 */
export function statuspalDocument(reply: Reply, skipped: Skipped[]): StatuspalDocument {
  const json = readJson(reply)
  const single = singleShape.safeParse(json)
  if (single.success && single.data.incident) {
    const context = { services: [], now: reply.at, skipped }
    if (!incidentShape.safeParse(single.data.incident).success) refuse(notOurs(reply))
    return {
      incidents: readList([single.data.incident], 'incidents', context).map((r) => r.incident),
      summary: false,
      whole: true,
    }
  }
  const document = shaped(json, documentShape, reply.url)
  const { status_page, incidents: values } = document
  const known = status_page || 'meta' in document || 'links' in document
  const fits = values.some((value) => incidentShape.safeParse(value).success)
  if ('page' in document || !(values.length ? fits : known)) refuse(notOurs(reply))
  const services = flatServices(document.services, skipped)
  const before = skipped.length
  const context = { services, now: reply.at, skipped }
  const open = [
    ...readList(document.incidents, 'incidents', context),
    ...readList(document.maintenances, 'maintenances', context),
  ]
  const others = [
    ...readList(document.upcoming_maintenances, 'upcoming_maintenances', context),
    ...readList(document.info_notices, 'info_notices', context),
  ]
  const whole = skipped.length === before
  const summary = !!document.status_page
  const loose =
    summary && whole
      ? unexplained(
          services,
          open.map((r) => (r.raw.service_ids ?? []).map(String)),
        )
      : []
  return { incidents: [...open, ...others].map((r) => r.incident).concat(loose), summary, whole }
}

function notOurs(reply: Reply): string {
  return `${reply.url}: not of StatusPal, nor of a form that is known`
}

function readList(values: readonly unknown[] | null | undefined, from: List, context: Context) {
  return eachShaped(values, incidentShape, from.slice(0, -1), context.skipped).map((raw) => {
    return { raw, incident: incidentFrom(raw, from, context) }
  })
}

function incidentFrom(raw: Raw, from: List, context: Context): Incident {
  const kind = kindOf(raw, from)
  const updates = updatesFrom(raw, kind, context.skipped)
  const end = pastTime(raw.ends_at, context.now)
  const status = statusOf(kind, from, updates, end)
  const startedAt =
    kind === 'notice' ? null : (statuspalTime(raw.starts_at) ?? updates[0]?.at ?? null)
  const closed = isClosed(status)
  const resolvedAt = closed
    ? kind === 'maintenance'
      ? (lastClosing(updates) ?? end)
      : (end ?? lastClosing(updates))
    : null
  return incidentOf({
    id: raw.id,
    url: safeLink(raw.url),
    title: oneLine(raw.title ?? '') || `StatusPal ${kind} ${raw.id}`,
    kind,
    status,
    impact:
      kind === 'maintenance'
        ? kind
        : (statuspalImpacts.get(raw.type ?? (kind === 'notice' ? 'info' : '')) ?? 'unknown'),
    impactLabel: raw.type ?? null,
    startedAt,
    resolvedAt: resolvedAt && startedAt && resolvedAt < startedAt ? null : resolvedAt,
    postedAt: statuspalTime(raw.inserted_at) ?? updates[0]?.at ?? null,
    updatedAt: latestOf(statuspalTime(raw.updated_at), updates.at(-1)?.at),
    components: namesOf(raw, context.services),
    updates,
    stated: kind === 'incident' ? statedIn(raw, updates, closed ? end : null) : null,
  })
}

function kindOf(raw: Raw, from: List): IncidentKind {
  if (from === 'info_notices') return 'notice'
  if (from !== 'incidents' || statuspalImpacts.get(raw.type ?? '') === 'maintenance')
    return 'maintenance'
  return raw.type === 'info' ? 'notice' : 'incident'
}

function statusOf(
  kind: IncidentKind,
  from: List,
  updates: readonly Update[],
  end: string | null,
): Status {
  const said = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  if (kind !== 'maintenance') return end && from === 'incidents' ? 'resolved' : said
  if (said === 'completed' || (end && from === 'incidents')) return 'completed'
  if (from === 'upcoming_maintenances') return said === 'unknown' ? 'scheduled' : said
  // What stands among the ongoing ones has begun, whatever its newest message says.
  return from === 'maintenances' && ['scheduled', 'unknown'].includes(said) ? 'in_progress' : said
}

function updatesFrom(raw: Raw, kind: IncidentKind, skipped: Skipped[]): Update[] {
  const shapedOnes = eachShaped(raw.updates, updateShape, `update of ${raw.id}`, skipped)
  const timed = shapedOnes
    .reverse()
    .map((u) => ({ ...u, at: statuspalTime(u.posted_at ?? u.inserted_at) }))
  let state: Status = 'unknown'
  const updates = byTime(timed).map((u) => {
    state = stateless.includes(u.type ?? '') ? state : fitting(u.type ?? '', kind)
    const body = u.description?.trim()
      ? bodyText(u.description)
      : plainText(u.description_html ?? '')
    return { id: u.id, status: state, at: u.at, text: body }
  })
  return withUniqueIds(updates)
}

function fitting(type: string, kind: IncidentKind): Status {
  const state = states.get(type) ?? stateOf(type)
  if (kind !== 'maintenance') return state === 'completed' ? 'resolved' : state
  if (state === 'resolved') return 'completed'
  return state === 'investigating' ? 'in_progress' : state
}

/** `starts_at` is the time of the first message unless somebody corrected it: then it is a statement. */
function statedIn(raw: Raw, updates: readonly Update[], end: string | null): StatedWindow | null {
  const from = statuspalTime(raw.starts_at)
  const first = updates[0]?.at ?? null
  const moved = from !== first || (end !== null && end !== lastClosing(updates))
  return from && moved ? { from, to: end, basis: 'starts_at, ends_at' } : null
}

/** `2025-07-18T08:18:26` is UTC. */
export function statuspalTime(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? ''
  return isoTime(/(?:Z|[+-]\d\d:?\d\d)$/i.test(trimmed) ? trimmed : `${trimmed}Z`)
}

function pastTime(value: string | null | undefined, now: string): string | null {
  const time = statuspalTime(value)
  return time && time <= now ? time : null
}

function namesOf(raw: Raw, services: readonly Service[]): string[] {
  const ids = new Set((raw.service_ids ?? []).map(String))
  return uniqueNames(services.filter((s) => ids.has(s.id)).map((s) => s.name))
}
