import type { Impact, Incident, Status, Update } from '../incident.ts'
import type { Clock } from './cachet-times.ts'
import type { CachetComponent, CachetEntry, CachetUpdate } from './cachet-types.ts'
import { earliestOf, latestOf } from './dates.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import { stateOf } from './state-words.ts'
import { bodyText, oneLine, safeLink } from './text.ts'

export interface CachetContext {
  root: string
  version: 2 | 3
  clock: Clock
  components: ReadonlyMap<string, CachetComponent>
}

const states: readonly Status[] = [
  'unknown',
  'investigating',
  'identified',
  'monitoring',
  'resolved',
]
const planStates: readonly Status[] = ['scheduled', 'in_progress', 'completed']
const impactOf = new Map<number, Impact>([
  [1, 'none'],
  [2, 'minor'],
  [3, 'major'],
  [4, 'critical'],
])

/** An incident of the API. Its message is its first update, in the status it was posted with. */
export function cachetIncident(raw: CachetEntry, context: CachetContext): Incident {
  const { clock } = context
  const status = statusOf(raw)
  const posted = clock(raw.created)
  const occurred = clock(raw.occurred) ?? posted
  const updates = updatesOf(raw, status, occurred, clock)
  const parts = raw.components.map((c) => partOf(c, context))
  const first = earliestOf(occurred, updates.find((u) => u.at)?.at)
  const end = isClosed(status) ? lastClosing(updates) : null
  const title = oneLine(raw.name) || `Incident ${raw.id}`
  const worst = isClosed(status) ? null : worstOf(parts.flatMap((p) => p.component ?? []))
  return incidentOf({
    id: raw.id,
    url: linkOf(raw, context),
    title,
    status,
    impact: worst?.impact ?? 'unknown',
    impactLabel: worst?.label ?? null,
    startedAt: first,
    resolvedAt: end && first && end < first ? null : end,
    postedAt: posted ?? occurred,
    updatedAt: latestOf(clock(raw.updated), updates.findLast((u) => u.at)?.at),
    components: uniqueNames(parts.map((p) => p.name)),
    updates,
  })
}

/** Planned work: `scheduled` is when it begins, `completed` when it was over. */
export function cachetSchedule(raw: CachetEntry, context: CachetContext): Incident {
  const { clock } = context
  const status = (raw.status === null ? undefined : planStates[raw.status]) ?? 'unknown'
  const startedAt = clock(raw.scheduled)
  const completed = status === 'completed' ? clock(raw.completed) : null
  const posted = clock(raw.created)
  const updates = updatesOf(raw, status, posted, clock)
  return incidentOf({
    id: raw.id,
    url: linkOf(raw, context),
    title: oneLine(raw.name) || `Maintenance ${raw.id}`,
    kind: 'maintenance',
    status,
    impact: 'maintenance',
    startedAt,
    resolvedAt: completed && startedAt && completed < startedAt ? null : completed,
    postedAt: posted,
    updatedAt: latestOf(clock(raw.updated), updates.findLast((u) => u.at)?.at),
    components: uniqueNames(raw.components.map((c) => partOf(c, context).name)),
    updates,
  })
}

/** Old versions keep planned work among the incidents, with status 0 and a time to come. */
export function cachetPlanned(raw: CachetEntry, context: CachetContext): Incident {
  return raw.id.startsWith('schedule-')
    ? cachetSchedule(raw, context)
    : cachetSchedule({ ...raw, status: 0 }, context)
}

/** A component that is not well and of which nothing is written; no time is told. */
export function cachetDerived(c: CachetComponent, { root, clock }: CachetContext): Incident {
  const label = oneLine(c.statusLabel ?? '') || `status ${c.status}`
  return incidentOf({
    id: `component-${c.id}`,
    url: root,
    title: oneLine(`${c.name}: ${label}`),
    status: c.status === 1 ? 'resolved' : 'unknown',
    impact: impactOf.get(c.status ?? 0) ?? 'unknown',
    impactLabel: label,
    updatedAt: clock(c.updated),
    components: [oneLine(c.name)],
  })
}

function statusOf(raw: CachetEntry): Status {
  if (raw.resolved === true) return 'resolved'
  if (raw.status === null) return stateOf(raw.statusLabel ?? '')
  return states[raw.status] ?? 'unknown'
}

function updatesOf(
  raw: CachetEntry,
  status: Status,
  posted: string | null,
  clock: Clock,
): Update[] {
  const later = (raw.updates ?? []).map((u) => updateFrom(u, raw.planned, clock))
  const text = bodyText(raw.message)
  const opening = text ? [{ id: 'message', status: firstOf(raw, status), at: posted, text }] : []
  return withUniqueIds([...opening, ...byTime(later.reverse())].sort(byPosting))
}

function byPosting(a: Update, b: Update): number {
  return a.at && b.at ? a.at.localeCompare(b.at) : 0
}

function updateFrom(u: CachetUpdate, planned: boolean, clock: Clock): Update {
  const known = u.status === null ? stateOf(u.statusLabel ?? '') : (states[u.status] ?? 'unknown')
  const status = planned && u.status === null ? 'unknown' : known
  return { id: u.id, status, at: clock(u.created), text: bodyText(u.message) }
}

/**
 * In which status the message was posted. Where it was edited to "fixed" later, or only the latest
 * status is told and there are updates, that is not known.
 */
function firstOf(raw: CachetEntry, status: Status): Status {
  if (raw.planned) return 'scheduled'
  const alone = raw.updates?.length === 0
  if (raw.firstStatus === null) return alone && !isClosed(status) ? status : 'unknown'
  const first = states[raw.firstStatus] ?? 'unknown'
  const edited = raw.updated !== null && raw.updated !== raw.created
  return isClosed(first) && edited ? 'unknown' : first
}

function partOf(
  ref: string,
  { components }: CachetContext,
): { name: string | null; component: CachetComponent | null } {
  if (!ref.startsWith('#')) return { name: ref, component: null }
  const component = components.get(ref.slice(1)) ?? null
  return { name: component?.name ?? null, component }
}

function worstOf(list: readonly CachetComponent[]): { impact: Impact; label: string } | null {
  const bad = list.filter((c) => (c.status ?? 0) >= 2 && (c.status ?? 0) <= 4)
  const worst = bad.sort((a, b) => (b.status ?? 0) - (a.status ?? 0))[0]
  if (!worst) return null
  return {
    impact: impactOf.get(worst.status!)!,
    label: oneLine(worst.statusLabel ?? '') || `${worst.status}`,
  }
}

function linkOf(raw: CachetEntry, { root }: CachetContext): string {
  if (raw.permalink) return safeLink(raw.permalink, root) ?? root
  if (raw.planned) return `${root}/schedules/${raw.id.replace('schedule-', '')}`
  return `${root}/incidents/${raw.guid ?? raw.id}`
}
