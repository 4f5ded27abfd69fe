import { z } from 'zod'
import type { Impact, Incident, Status } from '../incident.ts'
import { isoTime } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { bodyText, oneLine } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish().catch(null)
const list = z.array(z.unknown()).nullish()
const number = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String)
const affectedShape = z.looseObject({ component: number, new_status: text })
const incidentShape = z.looseObject({
  id: number,
  title: z.string(),
  description: text,
  is_planned: z.boolean().nullish().catch(null),
  start_time: text,
  end_time: text,
  scheduled_start_time: text,
  scheduled_end_time: text,
  updated_at: text,
  affected_components: list,
})
const componentShape = z.looseObject({
  id: number,
  name: z.string(),
  status: text,
  display_options: z
    .looseObject({ ignore_overall_status: z.unknown().optional() })
    .nullish()
    .catch(null),
  components: list,
})
const listShape = z.looseObject({ results: z.array(z.unknown()), next: text })
const treeShape = z.looseObject({ components: z.array(z.unknown()) })
type Raw = z.output<typeof incidentShape>

export interface FreshstatusComponent {
  id: string
  name: string
  status: string | null
  leaf: boolean
  /** The page's own verdict leaves it out: it may stand at `MO` for ever. */
  ignored: boolean
}

export interface FreshstatusDocument {
  incidents: readonly unknown[] | null
  /** More follow on a further page of the list. */
  more: boolean
  components: FreshstatusComponent[] | null
}

/** The codes of components, with the impact of each. */
const codes = new Map<string, [word: string, impact: Impact]>([
  ['OP', ['Operational', 'none']],
  ['PD', ['Performance degraded', 'minor']],
  ['PO', ['Partial outage', 'major']],
  ['MO', ['Major outage', 'critical']],
  ['UM', ['Under maintenance', 'maintenance']],
])

/** A list of incidents, a single one, or the tree of components, judged by its shape. */
export function freshstatusDocument(reply: Reply, skipped: Skipped[]): FreshstatusDocument {
  const json = shaped(readJson(reply), z.looseObject({}), reply.url)
  if ('error' in json || 'detail' in json) refuse(`${reply.url}: answers an error`)
  const listed = listShape.safeParse(json)
  if (listed.success) {
    const { results } = listed.data
    const fits = results.some((value) => incidentShape.safeParse(value).success)
    if (results.length > 0 && !fits) refuse(`${reply.url}: no entry is an incident of Freshstatus`)
    return { incidents: listed.data.results, more: !!listed.data.next, components: null }
  }
  if ('start_time' in json && incidentShape.safeParse(json).success)
    return { incidents: [json], more: true, components: null }
  const { components } = shaped(json, treeShape, reply.url)
  const fits = components.some((value) => componentShape.safeParse(value).success)
  if ('page' in json || (components.length > 0 && !fits)) refuse(`${reply.url}: not of Freshstatus`)
  return { incidents: null, more: false, components: flat(components, skipped) }
}

function flat(values: readonly unknown[], skipped: Skipped[]): FreshstatusComponent[] {
  return eachShaped(values, componentShape, 'component', skipped).flatMap((raw) => {
    const children = flat(raw.components ?? [], skipped)
    const ignored = `${raw.display_options?.ignore_overall_status}` === 'true'
    const own = { id: raw.id, name: oneLine(raw.name), status: raw.status ?? null, ignored }
    return [{ ...own, leaf: children.length === 0 }, ...children]
  })
}

export function freshstatusIncidents(
  values: readonly unknown[],
  components: readonly FreshstatusComponent[],
  root: string | null,
  now: string,
  skipped: Skipped[],
): { incident: Incident; affected: string[] }[] {
  return eachShaped(values, incidentShape, 'incident', skipped).map((raw) => {
    return incidentFrom(raw, components, root, now)
  })
}

/**
 * The API has no state: what has no end yet goes on. Planned work has its window in `scheduled_…`.
 * Messages after the first are in no answer of this API that was seen, so the description is all.
 */
function incidentFrom(
  raw: Raw,
  components: readonly FreshstatusComponent[],
  root: string | null,
  now: string,
) {
  const planned = raw.is_planned === true
  const window = isoTime(raw.scheduled_start_time)
  const begun = isoTime(raw.start_time)
  const startedAt = planned ? (window ?? begun) : begun
  const ended = isoTime(raw.end_time)
  const over = ended !== null && ended <= now
  const status = statusOf(planned, over, startedAt, now)
  const affected = eachShaped(raw.affected_components, affectedShape, 'component', [])
  const ids = affected.map((a) => a.component)
  const worst = worstOf(affected.map((a) => a.new_status))
  const description = bodyText(raw.description ?? '')
  const at = planned ? null : begun
  const incident = incidentOf({
    id: raw.id,
    url: root && `${root}/incident/${raw.id}`,
    title: oneLine(raw.title) || `Freshstatus incident ${raw.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : (worst?.[1] ?? 'unknown'),
    impactLabel: planned ? null : (worst?.[0] ?? null),
    startedAt,
    resolvedAt: isClosed(status) && ended && (!startedAt || ended >= startedAt) ? ended : null,
    postedAt: at,
    updatedAt: isoTime(raw.updated_at),
    components: uniqueNames(components.filter((c) => ids.includes(c.id)).map((c) => c.name)),
    updates: description ? [{ id: 'description', status: 'unknown', at, text: description }] : [],
  })
  return { incident, affected: ids }
}

function statusOf(planned: boolean, over: boolean, startedAt: string | null, now: string): Status {
  if (over) return planned ? 'completed' : 'resolved'
  if (!planned) return 'unknown'
  return startedAt && startedAt <= now ? 'in_progress' : 'scheduled'
}

const order: readonly Impact[] = ['maintenance', 'none', 'minor', 'major', 'critical']

function worstOf(values: readonly (string | null | undefined)[]): [string, Impact] | null {
  const known = values.flatMap((code): [string, Impact][] => {
    const entry = codes.get(code ?? '')
    return entry ? [[code!, entry[1]]] : []
  })
  return known.toSorted((a, b) => order.indexOf(b[1]) - order.indexOf(a[1]))[0] ?? null
}

/** Components that are not well though no open incident names them: one incident each, undated. */
export function failingComponents(
  components: readonly FreshstatusComponent[],
  covered: ReadonlySet<string>,
  root: string | null,
): Incident[] {
  return components.flatMap((component) => {
    const [word, impact] = codes.get(component.status ?? '') ?? ['', 'none' as const]
    const { id, name, leaf, ignored } = component
    if (!leaf || ignored || covered.has(id) || ['none', 'maintenance'].includes(impact)) return []
    const impactLabel = component.status
    return incidentOf({
      id: `component-${id}`,
      url: root,
      title: `${name}: ${word}`,
      impact,
      impactLabel,
      components: [name],
    })
  })
}
