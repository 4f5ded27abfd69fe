import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { Store } from '#storage/open.ts'
import { type IncidentQuery, searchIncidents } from '#storage/search.ts'
import type { StoredIncident } from '../../incident.ts'

const columns = [
  'key',
  'id',
  'service',
  'feed',
  'url',
  'title',
  'kind',
  'status',
  'impact',
  'impactLabel',
  'startedAt',
  'resolvedAt',
  'postedAt',
  'updatedAt',
  'firstSeenAt',
  'lastSeenAt',
  'state',
] as const

const batch = 200
const mostRows = 10_000

/** The incidents of a list as CSV, at most 10,000: page by page, so that none waits in memory. */
export function incidentsCsv(c: Context, store: Store, query: IncidentQuery): Response {
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', 'attachment; filename="incidents.csv"')
  return stream(c, async (out) => {
    await out.write(`${columns.join(',')}\r\n`)
    let cursor: string | null = null
    for (let rows = 0; rows < mostRows && !out.aborted; rows += batch) {
      const paging: IncidentQuery = cursor ? { cursor, limit: batch } : { limit: batch }
      const found = await searchIncidents(store, { ...query, ...paging })
      await out.write(found.incidents.map(line).join(''))
      cursor = found.next
      if (cursor === null) break
    }
  })
}

function line(incident: StoredIncident): string {
  return `${columns.map((column) => cell(incident[column])).join(',')}\r\n`
}

/** Quoted where needed; what a spreadsheet would take for a formula gets an apostrophe. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
