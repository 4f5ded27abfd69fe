import type { Store } from '#storage/open.ts'
import { type IncidentQuery, searchIncidents } from '#storage/search.ts'
import type { StoredIncident } from '../../incident.ts'
import { Problem } from './problem.ts'

export interface Page {
  incidents: StoredIncident[]
  next: string | null
  last: string | null
}

/** As many as asked for, in as many steps as the storage needs. Throws a 400 for a strange cursor. */
export async function pageOf(
  store: Store,
  query: IncidentQuery & { limit: number },
): Promise<Page> {
  const incidents: StoredIncident[] = []
  let cursor = query.cursor
  for (;;) {
    const step = await found(store, { ...query, cursor, limit: query.limit - incidents.length })
    incidents.push(...step.incidents)
    if (!step.next || incidents.length >= query.limit) return { ...step, incidents }
    cursor = step.next
  }
}

async function found(store: Store, query: IncidentQuery) {
  try {
    return await searchIncidents(store, query)
  } catch (e) {
    if (!(e instanceof RangeError)) throw e
    const message = 'not a cursor of this order; begin without one'
    const errors = [{ path: 'cursor', message }]
    throw new Problem(400, 'Invalid request', `cursor: ${message}`, { errors })
  }
}
