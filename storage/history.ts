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

const began = sql<string>`coalesce(started_at, posted_at, first_seen_at)`

/** Who is asked about: services with a feed that tells of them. */
export type Asked = readonly { feed: string; serviceIds: readonly string[] }[]

/**
 * What is known of services from incidents that began before `to`, those in `[from, to)` counted. A
 * service of whose feeds nothing older is known is not in it. Feeds are looked up through their
 * index, so a long memory of other feeds costs nothing.
 */
export async function serviceHistory(
  db: Db,
  asked: Asked,
  { from, to }: { from: string; to: string },
): Promise<ServiceHistory[]> {
  const feeds = [...new Set(asked.map((a) => a.feed))].sort()
  if (feeds.length === 0) return []
  const rows = await db
    .selectFrom('incidents')
    .select((e) => [
      'feed',
      'service_ids',
      sql<string>`min(${began})`.as('since'),
      e.fn
        .sum<number | string>(
          sql`case when ${began} >= ${from} and impact in ('major', 'critical', 'unknown') then 1 else 0 end`,
        )
        .as('serious'),
    ])
    .where('feed', 'in', feeds)
    .where('kind', '=', 'incident')
    .where('state', '!=', 'retracted')
    .where(began, '<', to)
    .groupBy(['feed', 'service_ids'])
    .execute()
  return summed(rows, asked, from)
}

interface Row {
  feed: string
  service_ids: string
  since: string
  serious: number | string
}

/** A feed that reaches back tells of all of its services, also of one that never failed before. */
function summed(rows: readonly Row[], asked: Asked, from: string): ServiceHistory[] {
  const reach = new Map<string, string>()
  for (const { feed, since } of rows) {
    if (since < (reach.get(feed) ?? '~')) reach.set(feed, since)
  }
  const found = new Map<string, ServiceHistory>()
  for (const { feed, serviceIds } of asked) {
    const oldest = reach.get(feed)
    if (!oldest) continue
    const since = oldest < from ? from : oldest
    for (const service of serviceIds) {
      const known = found.get(service) ?? { service, serious: 0, since }
      found.set(service, since < known.since ? { ...known, since } : known)
    }
  }
  for (const { service_ids, serious } of rows) {
    for (const service of JSON.parse(service_ids) as string[]) {
      const known = found.get(service)
      if (known) known.serious += Number(serious)
    }
  }
  return [...found.values()].sort((a, b) => (a.service < b.service ? -1 : 1))
}
