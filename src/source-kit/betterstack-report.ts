import { z } from 'zod'
import type { Impact, Incident, Status, Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { openState } from './open-state.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { bodyText, oneLine, safeLink } from './text.ts'

const text = z.string().nullish()
const id = z.union([z.string().min(1), z.number()]).transform(String)
const affected = z
  .array(z.looseObject({ status_page_resource_id: id, status: z.string() }))
  .nullish()
  .catch(null)
const reportShape = z.looseObject({
  id,
  attributes: z.looseObject({
    title: text,
    report_type: text,
    starts_at: text,
    ends_at: text,
    aggregate_state: text,
    affected_resources: affected,
  }),
  relationships: z
    .looseObject({
      status_updates: z.looseObject({ data: z.array(z.looseObject({ id })).nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
})
const updateShape = z.looseObject({
  id,
  attributes: z.looseObject({ message: text, published_at: text, affected_resources: affected }),
})
const resourceShape = z.looseObject({
  id,
  attributes: z.looseObject({ public_name: text, status: text, explicit_status: text }),
})
const documentShape = z.looseObject({
  data: z.looseObject({
    type: z.literal('status_page'),
    attributes: z.looseObject({ aggregate_state: text }),
  }),
  included: z.array(z.unknown()).nullish(),
})
type Report = z.output<typeof reportShape>
type ReportUpdate = z.output<typeof updateShape>
type Resource = z.output<typeof resourceShape>

const impacts: readonly (readonly [string, Impact])[] = [
  ['downtime', 'major'],
  ['degraded', 'minor'],
]

/**
 * The incidents of `index.json`: all reports with their updates, and what is down without a report.
 * `root` is the page's address. Documented by Better Stack; that `ends_at` stays null on reports
 * that are resolved was seen on several live pages in 2026.
 */
export function reportsIn(reply: Reply, root: string, skipped: Skipped[]): Incident[] {
  const { included } = shaped(readJson(reply), documentShape, reply.url)
  const of = (type: string) => (included ?? []).filter((entry) => typeIn(entry) === type)
  const updates = eachShaped(of('status_update'), updateShape, 'update', skipped)
  const resources = eachShaped(of('status_page_resource'), resourceShape, 'resource', skipped)
  const names = new Map(resources.map((r) => [r.id, r.attributes.public_name ?? '']))
  const reports = eachShaped(of('status_report'), reportShape, 'report', skipped)
  const told = reports.map((report) => incidentFrom(report, updates, names, root, reply.at))
  return [...told, ...silent(resources, told, root)]
}

/** True for the document that only a page of Better Stack has. */
export function isStatusPage(reply: Reply): boolean {
  return documentShape.safeParse(readJson(reply)).success
}

function typeIn(entry: unknown): unknown {
  return (entry as { type?: unknown } | null)?.type
}

function incidentFrom(
  report: Report,
  all: readonly ReportUpdate[],
  names: ReadonlyMap<string, string>,
  root: string,
  now: string,
): Incident {
  const { attributes } = report
  const planned = attributes.report_type === 'maintenance'
  const own = new Set(report.relationships?.status_updates?.data?.map((ref) => ref.id))
  const raw = all.filter((update) => own.has(update.id))
  const starts = isoTime(attributes.starts_at)
  const ended = isoTime(attributes.ends_at)
  const past = ended && ended <= now ? ended : null
  const over = attributes.aggregate_state === 'resolved' || past !== null
  const updates = updatesOf(raw, planned, over, starts)
  const first = updates[0]?.at ?? null
  const last = updates.findLast((u) => u.at)?.at ?? null
  const end = over ? (past ?? last) : null
  const [impactLabel, impact] = peakOf(report, raw)
  const touched = [report, ...raw].flatMap((r) => r.attributes.affected_resources ?? [])
  const startedAt = planned ? starts : earliestOf(starts ?? first)
  return incidentOf({
    id: report.id,
    url: safeLink(`${root}/incident/${encodeURIComponent(report.id)}`),
    title: oneLine(attributes.title ?? '') || `Report ${report.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status: planned ? plannedStatus(over, starts, now) : statusOf(report, over, updates),
    impact: planned ? 'maintenance' : impact,
    impactLabel: impactLabel ?? attributes.aggregate_state ?? null,
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt: first ?? (planned ? null : starts),
    updatedAt: latestOf(last, past),
    components: uniqueNames(touched.map((r) => names.get(r.status_page_resource_id))),
    updates,
  })
}

function plannedStatus(over: boolean, starts: string | null, now: string): Status {
  if (over) return 'completed'
  if (!starts) return 'unknown'
  return starts > now ? 'scheduled' : 'in_progress'
}

/** `operational` of a report that nobody resolved says how things are, not that it is over. */
function statusOf(report: Report, over: boolean, updates: readonly Update[]): Status {
  if (over) return 'resolved'
  const state = report.attributes.aggregate_state ?? ''
  if (!/^(?:downtime|degraded|operational|maintenance)$/.test(state)) return 'unknown'
  const last = updates.at(-1)?.status ?? 'investigating'
  return last === 'resolved' ? 'monitoring' : last
}

/** Updates have no state of their own: it is told by their resources, their words, and the report's end. */
function updatesOf(
  raw: readonly ReportUpdate[],
  planned: boolean,
  over: boolean,
  starts: string | null,
): Update[] {
  const timed = byTime(
    raw.map((update) => ({ at: isoTime(update.attributes.published_at), update })),
  )
  let state: Status = planned ? 'scheduled' : 'investigating'
  const updates = timed.map(({ at, update }, index) => {
    const words = bodyText(update.attributes.message ?? '')
    const list = update.attributes.affected_resources ?? []
    const done = list.length > 0 && list.every((r) => r.status === 'resolved')
    if (done || (over && index === timed.length - 1)) state = planned ? 'completed' : 'resolved'
    else if (planned) state = starts && at && at >= starts ? 'in_progress' : 'scheduled'
    else
      state = openState(words.replace(/[*_`]/g, ''), state === 'resolved' ? 'investigating' : state)
    return { id: update.id, status: state, at, text: words }
  })
  return withUniqueIds(updates)
}

/** The worst any resource was: once it is over, the report itself only says `resolved`. */
function peakOf(report: Report, raw: readonly ReportUpdate[]): [string | null, Impact] {
  const lists = [report, ...raw].flatMap((r) => r.attributes.affected_resources ?? [])
  const words = new Set([report.attributes.aggregate_state, ...lists.map((r) => r.status)])
  const worst = impacts.find(([word]) => words.has(word))
  return worst ? [worst[0], worst[1]] : [null, 'unknown']
}

/** Resources that are down while no open report speaks of them. Since when is not said. */
function silent(
  resources: readonly Resource[],
  told: readonly Incident[],
  root: string,
): Incident[] {
  const open = told.filter((i) => !['resolved', 'completed', 'scheduled'].includes(i.status))
  const named = new Set(open.flatMap((i) => i.components))
  // A report that names no resource may be about any of them.
  if (open.some((i) => i.kind === 'incident' && i.components.length === 0)) return []
  return resources.flatMap(({ id: key, attributes }) => {
    // The operator's own word stands above what the monitor measures.
    const word = attributes.explicit_status || attributes.status || ''
    const impact = impacts.find(([w]) => w === word)?.[1]
    const name = oneLine(attributes.public_name ?? '')
    if (!impact || named.has(name)) return []
    return incidentOf({
      id: `resource-${key}`,
      url: safeLink(root),
      title: `${name || key}: ${word}`,
      impact,
      impactLabel: word,
      components: uniqueNames([name]),
    })
  })
}
