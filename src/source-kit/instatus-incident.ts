import type { Incident, StatedWindow, Status, Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import {
  type InstatusComponent,
  type InstatusData,
  type InstatusNotice,
  type InstatusOutage,
  updateShape,
  wordsOf,
} from './instatus-shape.ts'
import { eachShaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { impactOf } from './state-words.ts'
import { bodyText, oneLine, plainText, safeLink } from './text.ts'

const statusOf = new Map<string, Status>([
  ['INVESTIGATING', 'investigating'],
  ['IDENTIFIED', 'identified'],
  ['MONITORING', 'monitoring'],
  ['RESOLVED', 'resolved'],
  ['NOTSTARTEDYET', 'scheduled'],
  ['INPROGRESS', 'in_progress'],
  ['VERIFYING', 'verifying'],
  ['COMPLETED', 'completed'],
])

/** A notice as Instatus tells it; `root` is the page its own addresses are seen from. */
export function noticeIncident(
  notice: InstatusNotice,
  data: InstatusData,
  root: string,
  skipped: Skipped[],
): Incident {
  const { planned } = notice
  const updates = updatesOf(notice, skipped)
  const status = stateOf(notice.status, planned)
  const startedAt = isoTime(notice.start) ?? isoTime(notice.started) ?? updates[0]?.at ?? null
  const end = isClosed(status) ? (isoTime(notice.resolved) ?? lastClosing(updates)) : null
  const posted = isoTime(notice.createdAt) ?? updates[0]?.at ?? null
  return incidentOf({
    id: notice.id,
    url:
      safeLink(notice.url) ??
      safeLink(`${root}/${planned ? 'maintenance' : 'incident'}/${notice.id}`),
    title: oneLine(wordsOf(notice.name)) || `${planned ? 'Maintenance' : 'Incident'} ${notice.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : impactOf(notice.impact ?? ''),
    impactLabel: notice.impact || null,
    startedAt,
    resolvedAt: end && startedAt && end < startedAt ? null : end,
    // Planned work is dated by the start of its window, which says nothing of its posting.
    postedAt: posted ?? (planned ? null : startedAt),
    updatedAt: isoTime(notice.updatedAt) ?? latestOf(...updates.map((u) => u.at), end),
    components: componentsOf(notice, data),
    updates,
    stated: planned ? null : statedOf(notice.id, data, isClosed(status)),
  })
}

function stateOf(word: string | null | undefined, planned: boolean): Status {
  const status = statusOf.get(word?.toUpperCase() ?? '') ?? 'unknown'
  if (planned) return status === 'resolved' ? 'completed' : status
  return status === 'completed' ? 'resolved' : status
}

function updatesOf(notice: InstatusNotice, skipped: Skipped[]): Update[] {
  const raw = eachShaped(notice.updates, updateShape, `update of ${notice.id}`, skipped)
  const timed = raw.map((update) => ({
    at: isoTime(update.started) ?? isoTime(update.createdAt),
    update,
  }))
  const updates = byTime(timed).map(({ at, update }, index) => {
    const status = stateOf(update.status, notice.planned)
    const html = wordsOf(update.messageHtml)
    const text = html ? plainText(html) : bodyText(wordsOf(update.message))
    return { id: update.id || `${at ?? `update-${index + 1}`}-${status}`, status, at, text }
  })
  return withUniqueIds(updates)
}

function componentsOf(notice: InstatusNotice, data: InstatusData): string[] {
  const own = (notice.components ?? []).map((entry) => {
    if (typeof entry === 'string') return data.names.get(entry) ?? null
    const component = entry as { id?: unknown; name?: never } | null
    return wordsOf(component?.name) || (data.names.get(String(component?.id)) ?? null)
  })
  const told = (data.components ?? []).filter((c) => c.notices.includes(notice.id))
  return uniqueNames([...own, ...told.map((c) => c.name)])
}

/** An outage that nobody closed says nothing of when an incident that is over ended. */
function statedOf(id: string, data: InstatusData, over: boolean): StatedWindow | null {
  const window = outageWindow(data.outages.filter((o) => o.noticeId === id))
  return over && window?.to === null ? null : window
}

/** How long components were worse than operational, as the page keeps it for each. */
function outageWindow(outages: readonly InstatusOutage[]): StatedWindow | null {
  const bad = outages.filter((o) => o.status !== 'OPERATIONAL')
  const from = earliestOf(...bad.map((o) => isoTime(o.from)))
  if (!from) return null
  const ends = bad.map((o) => isoTime(o.to))
  const to = ends.includes(null) ? null : latestOf(...ends)
  return to && to < from ? null : { from, to, basis: 'outages of its components' }
}

const isFine = /^(?:OPERATIONAL|UNDERMAINTENANCE)$/i

/** What is down although nothing was written about it. Instatus does not say since when. */
export function silentOutages(components: readonly InstatusComponent[], root: string): Incident[] {
  return components
    .filter(
      (c) => !isFine.test(c.status) && c.notices.length === 0 && impactOf(c.status) !== 'unknown',
    )
    .map((c) =>
      incidentOf({
        id: `component-${c.id}`,
        url: safeLink(root),
        title: oneLine(`${c.name || c.id}: ${c.status}`),
        impact: impactOf(c.status),
        impactLabel: c.status,
        components: uniqueNames([c.name]),
      }),
    )
}
