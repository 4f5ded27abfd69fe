import { sql } from 'kysely'
import type { Db } from './open.ts'

/** How often a service failed before an edition. */
export interface ServiceHistory {
  service: string
  /** Incidents of major, critical or unknown impact that began in the span. */
  serious: number
  /** When the oldest incident began that we know of its feeds; the span itself when that is older. */
  since: string
}

/** Who is asked about: services with a feed that tells of them. */
export type Asked = readonly { feed: string; serviceIds: readonly string[] }[]

const chunk = 200

/**
 * What is known of services from incidents that began before `to`, those in `[from, to)` counted. A
 * service of whose feeds nothing older is known is not in it. Two walks through an index for each.
 */
export async function serviceHistory(
  db: Db,
  asked: Asked,
  span: { from: string; to: string },
): Promise<ServiceHistory[]> {
  const services = [...new Set(asked.flatMap((a) => a.serviceIds))].sort()
  const rows: Row[] = []
  for (let i = 0; i < services.length; i += chunk) {
    rows.push(...(await rowsOf(db, services.slice(i, i + chunk), span)))
  }
  return summed(rows, asked, span.from)
}

interface Row {
  service: string
  /** When its oldest incident began; null when none did before the span's end. */
  since: string | null
  serious: number | string
}

async function rowsOf(
  db: Db,
  services: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Row[]> {
  const values = sql.join(services.map((s) => sql`(cast(${s} as text))`))
  const { rows } = await sql<Row>`
    select v.column1 as service,
      (select min(began_at) from incident_services i
        where i.service = v.column1 and counted = 1 and began_at < ${to}) as since,
      (select count(*) from incident_services i
        where i.service = v.column1 and counted = 1 and began_at >= ${from} and began_at < ${to}
          and impact in ('major', 'critical', 'unknown')) as serious
    from (values ${values}) as v`.execute(db)
  return rows
}

/** A feed that reaches back tells of all of its services, also of one that never failed before. */
function summed(rows: readonly Row[], asked: Asked, from: string): ServiceHistory[] {
  const known = new Map(rows.map((r) => [r.service, r]))
  const reach = new Map<string, string>()
  for (const { feed, serviceIds } of asked) {
    for (const since of serviceIds.flatMap((id) => known.get(id)?.since ?? [])) {
      if (since < (reach.get(feed) ?? '~')) reach.set(feed, since)
    }
  }
  const found = new Map<string, ServiceHistory>()
  for (const { feed, serviceIds } of asked) {
    const oldest = reach.get(feed)
    if (!oldest) continue
    const since = oldest < from ? from : oldest
    for (const service of serviceIds) {
      const old = found.get(service)
      const serious = Number(known.get(service)?.serious ?? 0)
      if (!old || since < old.since) found.set(service, { service, serious, since })
    }
  }
  return [...found.values()].sort((a, b) => (a.service < b.service ? -1 : 1))
}
