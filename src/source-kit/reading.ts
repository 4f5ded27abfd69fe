import type { Incident, Update } from '../incident.ts'
import { closedStatuses } from '../incident.ts'
import { latestOf } from './dates.ts'
import { byTime } from './one-each.ts'
import type { Reading } from './source.ts'

/** A reading of nothing, to be filled. */
export function emptyReading(): Reading {
  return {
    incidents: [],
    articles: [],
    skipped: [],
    reach: { since: null, open: false },
    notes: [],
  }
}

/** An incident with every field at its "not said" value; `fields` fill it. */
export function incidentOf(fields: Partial<Incident> & Pick<Incident, 'id' | 'title'>): Incident {
  const defaults: Omit<Incident, 'id' | 'title'> = {
    url: null,
    kind: 'incident',
    status: 'unknown',
    impact: 'unknown',
    impactLabel: null,
    startedAt: null,
    resolvedAt: null,
    postedAt: null,
    updatedAt: null,
    services: [],
    components: [],
    regions: [],
    updates: [],
    postmortem: null,
    stated: null,
  }
  return Object.assign({ id: '', url: null, title: '' }, defaults, fields)
}

/** Oldest first; equal times keep the order they came in, undated ones stay behind their neighbour. */
export function inOrder(updates: readonly Update[]): Update[] {
  return byTime(updates)
}

/** When an update says that it is over, the time of the last one that does; else null. */
export function lastClosing(updates: readonly Update[]): string | null {
  return updates.findLast((u) => u.status === 'resolved' || u.status === 'completed')?.at ?? null
}

/** Time of the newest thing that was said: of an incident its last change, of an article its date. */
export function newestIn({
  incidents,
  articles,
}: Pick<Reading, 'incidents' | 'articles'>): string | null {
  return latestOf(
    ...incidents.map((i) => i.updatedAt ?? i.startedAt ?? i.postedAt),
    ...articles.map((a) => a.publishedAt),
  )
}

export function isClosed(status: Incident['status']): boolean {
  return closedStatuses.includes(status)
}

/** Names without blanks at the ends, without repeats, in the order they came. */
export function uniqueNames(names: readonly (string | null | undefined)[]): string[] {
  return [...new Set(names.map((n) => n?.replace(/\s+/g, ' ').trim() ?? '').filter(Boolean))]
}
