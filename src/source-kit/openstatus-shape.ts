import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { flightValues } from './instatus-flight.ts'
import { eachShaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { statuspageStatus } from './statuspage-incident.ts'
import { bodyText, oneLine, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish()
const list = z.array(z.unknown()).nullish()
const id = z.union([z.number(), z.string().min(1)]).transform(String)
const named = z.looseObject({ id, name: z.string(), status: text, monitorId: id.nullish() })

/** The model of a page: `/feed/json`, and what the page itself carries in its scripts. */
const modelShape = z.looseObject({
  statusReports: z.array(z.unknown()),
  maintenances: z.array(z.unknown()),
  monitors: list,
  pageComponents: list,
})

const updateShape = z.looseObject({
  status: text,
  message: text,
  date: text,
  statusReportUpdateToPageComponents: list,
})

const entryShape = z.looseObject({
  id,
  title: text,
  name: text,
  status: text,
  message: text,
  from: text,
  to: text,
  createdAt: text,
  updatedAt: text,
  monitors: list,
  pageComponents: list,
  statusReportUpdates: list,
  maintenanceUpdates: list,
  statusReportsToPageComponents: list,
  maintenancesToPageComponents: list,
})

type Entry = z.output<typeof entryShape>
const linkShape = z.looseObject({ pageComponent: z.looseObject({ name: z.string() }) })
const impactShape = z.looseObject({ impact: z.string() })

export interface OpenstatusModel {
  incidents: Incident[]
  /** Components with the page's word for their state now. */
  components: { name: string; word: string }[]
}

/** Words of components, as the page's own indicator ranks them. */
export const openstatusImpacts = new Map<string, Impact>([
  ['operational', 'none'],
  ['degraded_performance', 'minor'],
  ['degraded', 'minor'],
  ['partial_outage', 'major'],
  ['major_outage', 'major'],
  ['error', 'major'],
])

export function isModel(value: unknown): boolean {
  return modelShape.safeParse(value).success
}

/**
 * Reads the model of a page, with all that was ever reported and planned. Reports and maintenances
 * count their ids apart, so both get a word before them. Updates come newest first.
 */
export function readModel(
  value: unknown,
  root: string,
  now: string,
  skipped: Skipped[],
): OpenstatusModel {
  const model = modelShape.parse(value)
  const components = eachShaped(model.pageComponents, named, 'component', [])
  const monitors = eachShaped(model.monitors, named, 'monitor', [])
  const names = { components, monitors }
  const reports = eachShaped(model.statusReports, entryShape, 'incident', skipped)
  const planned = eachShaped(model.maintenances, entryShape, 'maintenance', skipped)
  return {
    incidents: [
      ...reports.map((raw) => reportFrom(raw, namesOf(raw, names), root, skipped)),
      ...planned.map((raw) => maintenanceFrom(raw, namesOf(raw, names), root, now, skipped)),
    ],
    components: statesOf(names),
  }
}

/** The model within the scripts of a page of Next.js; ParseError where there is none. */
export function modelInPage(html: string, url: string): unknown {
  const waiting = flightValues(html, url)
  for (let n = 0; n < 200_000 && waiting.length > 0; n++) {
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    if (isModel(value)) return value
    waiting.push(...Object.values(value))
  }
  return refuse(`${url}: a page without the data of OpenStatus`)
}

interface Names {
  components: z.output<typeof named>[]
  monitors: z.output<typeof named>[]
}

function statesOf({ components, monitors }: Names): OpenstatusModel['components'] {
  const own = components.flatMap((c) => (c.status ? [{ name: c.name, word: c.status }] : []))
  const watched = monitors.flatMap((m) => {
    const component = components.find((c) => c.monitorId === m.id)
    return m.status ? [{ name: component?.name ?? m.name, word: m.status }] : []
  })
  const known = new Set(own.map(({ name }) => name))
  return [...own, ...watched.filter(({ name }) => !known.has(name))]
}

/** Old pages name monitors only, newer ones their components too. */
function namesOf(raw: Entry, { components, monitors }: Names): string[] {
  const links = [
    ...(raw.statusReportsToPageComponents ?? []),
    ...(raw.maintenancesToPageComponents ?? []),
  ]
  const linked = eachShaped(links, linkShape, '', []).map((l) => l.pageComponent.name)
  const among = (all: Names['monitors'], ids: readonly unknown[] | null | undefined) =>
    (ids ?? []).flatMap((one) => all.find((c) => c.id === String(one))?.name ?? [])
  const own = [...linked, ...among(components, raw.pageComponents)]
  return uniqueNames(own.length ? own : among(monitors, raw.monitors))
}

function reportFrom(raw: Entry, names: string[], root: string, skipped: Skipped[]): Incident {
  const told = eachShaped(raw.statusReportUpdates, updateShape, `update of ${raw.id}`, skipped)
  const updates = updatesFrom(told.map((u) => ({ ...u, status: statuspageStatus(u.status) })))
  const status = statuspageStatus(raw.status)
  const first = earliestOf(...updates.map((u) => u.at))
  const end = isClosed(status) ? lastClosing(updates) : null
  return incidentOf({
    id: `report-${raw.id}`,
    url: safeLink(`${root}/events/report/${raw.id}`),
    title: oneLine(raw.title ?? '') || `Report ${raw.id}`,
    status,
    ...impactFrom(told),
    startedAt: first,
    resolvedAt: end && first && end >= first ? end : null,
    postedAt: isoTime(raw.createdAt) ?? first,
    updatedAt: isoTime(raw.updatedAt) ?? latestOf(...updates.map((u) => u.at)),
    components: names,
    updates,
  })
}

/** The worst that any update says of a component; only the page's own data has it. */
function impactFrom(
  told: z.output<typeof updateShape>[],
): Pick<Incident, 'impact' | 'impactLabel'> {
  const rows = told.flatMap((u) => u.statusReportUpdateToPageComponents ?? [])
  const words = eachShaped(rows, impactShape, '', []).map(({ impact }) => impact)
  const order = [...openstatusImpacts.keys()]
  const worst = words.sort((a, b) => order.indexOf(b) - order.indexOf(a))[0]
  return { impact: openstatusImpacts.get(worst ?? '') ?? 'unknown', impactLabel: worst ?? null }
}

/** A maintenance has a window and no state: it is over when its window is. */
function maintenanceFrom(
  raw: Entry,
  names: string[],
  root: string,
  now: string,
  skipped: Skipped[],
): Incident {
  const [from, to] = [isoTime(raw.from), isoTime(raw.to)]
  const status = windowStatus(from, to, now)
  const told = eachShaped(raw.maintenanceUpdates, updateShape, `update of ${raw.id}`, skipped)
  const first = isoTime(raw.createdAt)
  const only = { message: raw.message, date: first }
  const messages = told.length > 0 ? told : raw.message ? [only] : []
  const updates = updatesFrom(
    messages.map((u) => ({ ...u, status: windowStatus(from, to, isoTime(u.date) ?? first ?? '') })),
  )
  const posted = earliestOf(first, ...updates.map((u) => u.at))
  return incidentOf({
    id: `maintenance-${raw.id}`,
    url: safeLink(`${root}/events/maintenance/${raw.id}`),
    title: oneLine(raw.title ?? raw.name ?? '') || `Maintenance ${raw.id}`,
    kind: 'maintenance',
    status,
    impact: 'maintenance',
    startedAt: from,
    resolvedAt: status === 'completed' && from && to && to >= from ? to : null,
    postedAt: posted,
    updatedAt: isoTime(raw.updatedAt) ?? latestOf(...updates.map((u) => u.at)),
    components: names,
    updates,
  })
}

function windowStatus(from: string | null, to: string | null, at: string): Status {
  if (!from || !to || !at) return from && at && at < from ? 'scheduled' : 'unknown'
  if (at < from) return 'scheduled'
  return at <= to ? 'in_progress' : 'completed'
}

function updatesFrom(
  told: readonly { status: Status; message?: string | null; date?: string | null }[],
): Update[] {
  const newestFirst = told.map(({ status, message, date }) => {
    const at = isoTime(date)
    return { id: `${at ?? 'undated'}-${status}`, status, at, text: bodyText(message ?? '') }
  })
  return withUniqueIds(byTime(newestFirst.reverse()))
}
