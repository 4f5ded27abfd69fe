import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { stateOf } from './state-words.ts'
import { bodyText, oneLine } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish().catch(null)
const code = z.coerce.number().int().nullish().catch(null)
const list = z.array(z.unknown()).nullish()
const named = z.looseObject({ _id: text, id: text, name: z.string() })
const messageShape = z.looseObject({
  details: text,
  state: z.union([z.number(), z.string()]).nullish(),
  status: code,
  datetime: text,
})
const incidentShape = z
  .looseObject({
    _id: text,
    id: text,
    name: text,
    status: text,
    status_code: code,
    datetime_open: text,
    datetime_resolved: text,
    datetime_planned_start: text,
    datetime_planned_end: text,
    messages: list,
    components_affected: list,
    containers_affected: list,
  })
  .refine((raw) => raw._id || raw.id, { message: 'no id' })
const componentShape = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  status: text,
  status_code: code,
  updated: text,
  containers: list,
})
const documentShape = z.looseObject({
  result: z.looseObject({
    status_overall: z.looseObject({ status: text, status_code: code }),
    status: z.array(z.unknown()),
    incidents: z.array(z.unknown()),
    maintenance: z.looseObject({ active: list, upcoming: list }).nullish(),
  }),
})
type Raw = z.output<typeof incidentShape>
type Component = z.output<typeof componentShape>
export type StatusioList = 'incidents' | 'active' | 'upcoming'

/** Codes of Status.io's public API; operators rename the labels beside them. 600 says no severity. */
const impacts = new Map<number, Impact>([
  [100, 'none'],
  [200, 'maintenance'],
  [300, 'minor'],
  [400, 'major'],
  [500, 'critical'],
  [600, 'unknown'],
])
const words = new Map<number, string>([
  [300, 'Degraded Performance'],
  [400, 'Partial Service Disruption'],
  [500, 'Service Disruption'],
  [600, 'Security Event'],
])
const incidentStates = new Map<string, Status>([
  ['100', 'investigating'],
  ['200', 'identified'],
  ['300', 'monitoring'],
  ['400', 'resolved'],
])
const maintenanceStates = new Map<string, Status>([
  ['100', 'scheduled'],
  ['200', 'in_progress'],
  ['300', 'completed'],
])

export interface StatusioPage {
  /** Of the public page, without a slash at the end. */
  root: string
  /** 24 hex digits, or null when no address tells it. */
  id: string | null
}

/** True for the document of `api.status.io/1.0/status/<id>`, judged by its shape. */
export function isStatusioDocument(reply: Reply): boolean {
  try {
    return documentShape.safeParse(readJson(reply)).success
  } catch {
    return false
  }
}

/**
 * What is open or planned, from `/1.0/status/<page id>`; an error comes as HTTP 200 with `{"error"}`
 * and is a ParseError. `whole`: no entry of a list was skipped.
 */
export function statusioDocument(
  reply: Reply,
  page: StatusioPage,
  skipped: Skipped[],
): { incidents: Incident[]; whole: boolean } {
  const json = readJson(reply)
  const error = z.looseObject({ error: z.string() }).safeParse(json)
  if (error.success) refuse(`${reply.url}: answers the error "${oneLine(error.data.error)}"`)
  const { result } = shaped(json, documentShape, reply.url)
  const components = eachShaped(result.status, componentShape, 'component', skipped)
  const before = skipped.length
  const read = (from: StatusioList, values: readonly unknown[] | null | undefined) =>
    eachShaped(values, incidentShape, from, skipped).map((raw) => {
      return { raw, incident: incidentFrom(raw, from, page, components, skipped) }
    })
  const open = [
    ...read('incidents', result.incidents),
    ...read('active', result.maintenance?.active),
  ]
  const planned = read('upcoming', result.maintenance?.upcoming)
  const whole = skipped.length === before
  const loose = whole
    ? unexplained(
        components,
        open.map((o) => o.raw),
        page,
      )
    : []
  return { incidents: [...open, ...planned].map((o) => o.incident).concat(loose), whole }
}

function incidentFrom(
  raw: Raw,
  from: StatusioList,
  page: StatusioPage,
  components: readonly Component[],
  skipped: Skipped[],
): Incident {
  const planned = from !== 'incidents'
  const id = (raw._id || raw.id)!
  const messages = eachShaped(raw.messages, messageShape, `message of ${id}`, skipped)
  const updates = updatesFrom(messages, planned)
  const opened = isoTime(raw.datetime_open)
  const status = statusOf(raw, from, updates)
  const startedAt = planned
    ? isoTime(raw.datetime_planned_start)
    : (opened ?? updates[0]?.at ?? null)
  const end = isoTime(raw.datetime_resolved) ?? lastClosing(updates)
  const worst = planned ? null : worstCode([raw.status_code, ...messages.map((m) => m.status)])
  return incidentOf({
    id,
    url: statusioLink(page, planned ? 'maintenance' : 'incident', id),
    title: oneLine(raw.name ?? '') || `${planned ? 'Maintenance' : 'Incident'} ${id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned
      ? 'maintenance'
      : worst === null
        ? 'unknown'
        : (impacts.get(worst) ?? 'unknown'),
    impactLabel: planned ? null : labelOf(worst, raw, components),
    startedAt,
    resolvedAt: isClosed(status) && end && (!startedAt || end >= startedAt) ? end : null,
    postedAt: earliestOf(opened, updates[0]?.at),
    updatedAt: latestOf(...updates.map((u) => u.at), isoTime(raw.datetime_resolved)),
    components: namesIn(raw.components_affected),
    regions: namesIn(raw.containers_affected),
    updates,
  })
}

function updatesFrom(messages: z.output<typeof messageShape>[], planned: boolean): Update[] {
  const timed = messages.map((m) => ({ ...m, at: isoTime(m.datetime) }))
  const updates = byTime(timed).map((m) => {
    const status = stateFrom(m.state, planned)
    return { id: updateId(m.at, status), status, at: m.at, text: bodyText(m.details ?? '') }
  })
  return withUniqueIds(updates)
}

/** To the minute, as the RSS gives times: a message keeps its id when only the RSS still has it. */
export function updateId(at: string | null, status: Status): string {
  return `${at?.slice(0, 16) ?? 'undated'}-${status}`
}

function stateFrom(state: string | number | null | undefined, planned: boolean): Status {
  const known = (planned ? maintenanceStates : incidentStates).get(`${state ?? ''}`.trim())
  return known ?? stateOf(typeof state === 'string' ? state : '')
}

/** The list says what the newest message may have left out: work that is active has begun. */
function statusOf(raw: Raw, from: StatusioList, updates: readonly Update[]): Status {
  const said = updates.findLast((u) => u.status !== 'unknown')?.status
  if (from === 'incidents')
    return raw.datetime_resolved && isoTime(raw.datetime_resolved)
      ? 'resolved'
      : (said ?? 'unknown')
  if (from === 'upcoming') return said ?? 'scheduled'
  return said && said !== 'scheduled' ? said : 'in_progress'
}

function worstCode(codes: readonly (number | null | undefined)[]): number | null {
  const known = codes.filter((c): c is number => typeof c === 'number')
  return known.length ? Math.max(...known) : null
}

function labelOf(worst: number | null, raw: Raw, components: readonly Component[]): string | null {
  if (worst === null) return null
  if (raw.status && raw.status_code === worst) return oneLine(raw.status)
  const own = components.find((c) => c.status_code === worst)?.status
  return oneLine(own ?? '') || words.get(worst) || null
}

function namesIn(values: readonly unknown[] | null | undefined): string[] {
  return uniqueNames(eachShaped(values, named, 'name', []).map((v) => oneLine(v.name)))
}

/** The permalink that Status.io's own feeds and webhooks use; null without the id of the page. */
export function statusioLink(page: StatusioPage, kind: string, id: string): string {
  if (!page.id || !/^[\w-]+$/.test(id)) return page.root
  return `${page.root}/pages/${kind}/${page.id}/${id}`
}

/** Components that are not well though nothing was posted about them: one incident each, undated. */
function unexplained(
  components: readonly Component[],
  open: readonly Raw[],
  page: StatusioPage,
): Incident[] {
  const lists = open.map((raw) => eachShaped(raw.components_affected, named, 'name', []))
  if (lists.some((affected) => affected.length === 0)) return []
  const covered = new Set(lists.flat().flatMap((c) => [c._id ?? c.id, oneLine(c.name)]))
  return components
    .filter(
      (c) => (c.status_code ?? 0) >= 300 && !covered.has(c.id) && !covered.has(oneLine(c.name)),
    )
    .map((c) => failureOf(c, page))
}

function failureOf(component: Component, page: StatusioPage): Incident {
  const { id, name, status_code } = component
  const containers = eachShaped(component.containers, componentShape, 'container', [])
  const label = oneLine(component.status ?? '') || words.get(status_code!) || `${status_code}`
  return incidentOf({
    id: `component-${id}`,
    url: page.root,
    title: `${oneLine(name)}: ${label}`,
    impact: impacts.get(status_code!) ?? 'unknown',
    impactLabel: label,
    updatedAt: isoTime(component.updated),
    components: uniqueNames([oneLine(name)]),
    regions: uniqueNames(
      containers.filter((c) => (c.status_code ?? 0) >= 300).map((c) => oneLine(c.name)),
    ),
  })
}
