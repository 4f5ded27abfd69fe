import { z } from 'zod'
import type { Impact, Incident, IncidentKind, Status } from '../incident.ts'
import { eachShaped, readJson } from './json.ts'
import { incidentOf } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { oneLine, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish().catch(null)
const id = z.union([z.string().min(1), z.number()]).transform(String)
const incidentShape = z.looseObject({
  Id: id,
  Title: text,
  Status: text,
  ShortUrl: text,
  IncidentType: text,
})
const componentShape = z.looseObject({ id, text: z.string(), CurrentStatus: z.string() })
const summaryShape = z.looseObject({
  PageName: z.string(),
  Status: text,
  StatusText: text,
  UnresolvedIncidents: z.array(z.unknown()),
  UpcomingIncidents: z.array(z.unknown()).nullish(),
})
const statusShape = z.looseObject({ Status: z.string(), StatusText: text, InEffectSince: text })

export type StatuscastDocument = {
  part: 'summary' | 'status' | 'incidents' | 'components'
  incidents: Incident[]
  /** Status of the whole page, in the platform's word. */
  state: string | null
  name: string | null
  /** No entry was skipped. */
  whole: boolean
}

const impactBy = new Map<string, Impact>([
  ['available', 'none'],
  ['operational', 'none'],
  ['normal', 'none'],
  ['informational', 'none'],
  ['monitoring', 'minor'],
  ['degraded', 'minor'],
  ['degradedperformance', 'minor'],
  ['performancedegradation', 'minor'],
  ['partialoutage', 'major'],
  ['disruption', 'major'],
  ['servicedisruption', 'major'],
  ['unavailable', 'critical'],
  ['majoroutage', 'critical'],
  ['outage', 'critical'],
  ['maintenance', 'maintenance'],
  ['undermaintenance', 'maintenance'],
  ['scheduledmaintenance', 'maintenance'],
])
const closed = /^(?:resolved|closed|complete[d]?|ended|past|finished)$/i
const ahead = /^(?:future|scheduled|upcoming|planned|pending)$/i

export function statuscastImpact(word: string): Impact {
  return impactBy.get(word.replace(/[\s_-]/g, '').toLowerCase()) ?? 'unknown'
}

/**
 * Kind and status by `IncidentType` and `Status` (PascalCase in JSON, lower case in the classes of
 * the page). `InProgress` of an incident tells no finer state.
 */
export function statuscastState(
  type: string,
  status: string,
): { kind: IncidentKind; status: Status } {
  const kind = /maintenance/i.test(type)
    ? 'maintenance'
    : /^information/i.test(type)
      ? 'notice'
      : 'incident'
  const planned = kind === 'maintenance'
  if (closed.test(status)) return { kind, status: planned ? 'completed' : 'resolved' }
  if (ahead.test(status)) return { kind, status: 'scheduled' }
  if (/^monitoring$/i.test(status)) return { kind, status: 'monitoring' }
  const begun = planned && /^in-?progress$/i.test(status)
  return { kind, status: begun ? 'in_progress' : 'unknown' }
}

/** Which document of StatusCast this is, by its shape; null for anything else. */
export function statuscastPart(json: unknown): StatuscastDocument['part'] | null {
  if (summaryShape.safeParse(json).success) return 'summary'
  const status = statusShape.safeParse(json)
  if (status.success && 'InEffectSince' in status.data) return 'status'
  if (!Array.isArray(json)) return null
  if (json.some((entry) => componentShape.safeParse(entry).success)) return 'components'
  return json.some((e) => incidentShape.safeParse(e).success && 'Title' in e) ? 'incidents' : null
}

/**
 * `/summary.json`, `/incidents.json`, `/components.json` and `/status.json` of a page, with the keys
 * that clients of 2026 read. They hold no text, and times without a zone, which are not taken.
 */
export function statuscastDocument(
  reply: Reply,
  root: string,
  skipped: Skipped[],
): StatuscastDocument {
  const json = readJson(reply)
  const list = /\/(incidents|components)\.json$/.exec(new URL(reply.url).pathname)?.[1]
  const empty = Array.isArray(json) && json.length === 0 && list
  const part = empty ? (list as 'incidents' | 'components') : statuscastPart(json)
  const before = skipped.length
  const document = { part: part!, incidents: [], state: null, name: null, whole: true }
  if (part === 'summary') {
    const raw = summaryShape.parse(json)
    const open = incidentsFrom(raw.UnresolvedIncidents, false, root, skipped)
    const upcoming = incidentsFrom(raw.UpcomingIncidents ?? [], true, root, skipped)
    const { Status: state = null, PageName: name } = raw
    const whole = skipped.length === before
    return { part, incidents: [...open, ...upcoming], state, name, whole }
  }
  if (part === 'status') return { ...document, state: statusShape.parse(json).Status }
  if (!part) return refuse(`${reply.url}: no document of StatusCast`)
  const values = json as unknown[]
  const incidents =
    part === 'components'
      ? failuresFrom(values, root, skipped)
      : incidentsFrom(values, false, root, skipped)
  return { ...document, incidents, whole: skipped.length === before }
}

function incidentsFrom(
  values: readonly unknown[],
  upcoming: boolean,
  root: string,
  skipped: Skipped[],
): Incident[] {
  return eachShaped(values, incidentShape, 'incident', skipped).map((raw) => {
    const type = oneLine(raw.IncidentType ?? '')
    const told = statuscastState(type, raw.Status ?? '')
    const kind = upcoming && told.kind === 'incident' ? 'maintenance' : told.kind
    return incidentOf({
      id: raw.Id,
      url: safeLink(raw.ShortUrl) ?? safeLink(`${root}/incident/${raw.Id}`),
      title: oneLine(raw.Title ?? '') || `StatusCast incident ${raw.Id}`,
      kind,
      status: upcoming && told.status === 'unknown' ? 'scheduled' : told.status,
      impact: kind === 'maintenance' ? 'maintenance' : kind === 'notice' ? 'none' : 'unknown',
      impactLabel: type || null,
    })
  })
}

function failuresFrom(values: readonly unknown[], root: string, skipped: Skipped[]): Incident[] {
  return eachShaped(values, componentShape, 'component', skipped).flatMap((raw) => {
    const name = oneLine(raw.text)
    const impact = statuscastImpact(raw.CurrentStatus)
    if (impact === 'unknown') {
      const why = `"${oneLine(raw.CurrentStatus)}" is no known status`
      skipped.push({ what: `component ${raw.id}`, why })
    }
    if (impact === 'none' || impact === 'unknown') return []
    return [statuscastFailure(`component:${raw.id}`, name, raw.CurrentStatus, root, [name])]
  })
}

/** A component, or the page as a whole, that fails while nothing is written. */
export function statuscastFailure(
  id: string,
  name: string,
  word: string,
  root: string,
  components: string[],
): Incident {
  const impact = statuscastImpact(word)
  const planned = impact === 'maintenance'
  return incidentOf({
    id,
    url: root,
    title: `${name}: ${oneLine(word)}`,
    kind: planned ? 'maintenance' : 'incident',
    status: planned ? 'in_progress' : /monitoring/i.test(word) ? 'monitoring' : 'unknown',
    impact,
    impactLabel: oneLine(word),
    components,
  })
}
