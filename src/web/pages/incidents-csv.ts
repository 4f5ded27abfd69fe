import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { Store } from '#storage/open.ts'
import { type IncidentQuery, searchIncidents } from '#storage/search.ts'
import type { StoredIncident } from '../../incident.ts'
import { csvCell, incidentColumns } from '../../outputs/csv.ts'

const columns = ['key', ...incidentColumns] as const
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
  return `${columns.map((column) => csvCell(incident[column])).join(',')}\r\n`
}
