import { sql } from 'kysely'
import type { Impact, Incident, StatedWindow } from '../src/incident.ts'
import type { IncidentRecord } from './incident-record.ts'
import { weekBefore } from './incident-span.ts'
import { incidentsByKeys } from './incidents.ts'
import type { Db } from './open.ts'

export { articlesByKeys } from './articles.ts'
export { editionsPage } from './editions.ts'
export { type HeatDay, heatDays } from './heat-days.ts'
export { sourcesOf, type Timeline, timelineOf } from './timeline.ts'

export interface ServiceTally {
  /** Going on now by the provider's word. */
  open: number
  /** Begun in the last 7 and 365 days. */
  week: number
  year: number
  /** When the newest one began. */
  newestAt: string | null
}

const day = 86_400_000

/** Counts of incidents (no maintenance, no notices, none retracted) by service that ever had one. */
export async function serviceTallies(db: Db, now: string): Promise<Map<string, ServiceTally>> {
  const ago = (days: number) => new Date(Date.parse(now) - days * day).toISOString()
  const begun = (from: string) => sql`(select count(*) from incident_services c
    where c.service = s.service and c.counted = 1 and c.began_at >= ${from} and c.began_at <= ${now})`
  // `+ 0` keeps the open ones from being looked for among all that count.
  const { rows } = await sql<{ service: string } & Record<keyof ServiceTally, string | null>>`
    with recursive s (service) as (
      select min(service) from incident_services
      union all
      select (select min(n.service) from incident_services n where n.service > s.service)
      from s where s.service is not null)
    select s.service, ${begun(ago(7))} as week, ${begun(ago(365))} as year,
      (select count(*) from incident_services o
        where o.service = s.service and o.open = 1 and o.counted + 0 = 1) as open,
      (select max(m.began_at) from incident_services m
        where m.service = s.service and m.counted = 1 and m.began_at <= ${now}) as "newestAt"
    from s where s.service is not null`.execute(db)
  return new Map(
    rows.map(({ service, open, week, year, newestAt }) => [
      service,
      { open: Number(open), week: Number(week), year: Number(year), newestAt },
    ]),
  )
}

/** An incident as a picture needs it. */
export interface Span {
  key: number
  serviceId: string
  title: string
  kind: Incident['kind']
  status: Incident['status']
  impact: Impact
  startedAt: string | null
  postedAt: string | null
  resolvedAt: string | null
  stated: StatedWindow | null
  firstSeenAt: string
  /** When it was over as far as is known: resolved, else closed or last seen; null while it goes on. */
  endedAt: string | null
}

/** What was going on in `[from, to)`, without texts; at most `limit`, by impact, then by length. */
export async function spansBetween(
  db: Db,
  from: string,
  to: string,
  limit: number,
): Promise<Span[]> {
  const early = weekBefore(from)
  const { rows: keys } = await sql<{ key: number }>`
    select key from (
      select key, weight, began_at from incidents where began_at >= ${from} and began_at < ${to}
      union all
      select key, weight, began_at from incidents
        where began_at >= ${early} and began_at < ${from} and (ended_at is null or ended_at > ${from})
      union all
      select key, weight, began_at from incidents
        where lasting = 1 and began_at < ${early} and (ended_at is null or ended_at > ${from})
    ) as found order by weight desc, began_at, key limit ${limit}`.execute(db)
  const found = new Map<number, Span>()
  for (let i = 0; i < keys.length; i += 500) {
    const some = keys.slice(i, i + 500).map(({ key }) => key)
    for (const span of await spansOf(db, some)) found.set(span.key, span)
  }
  return keys.flatMap(({ key }) => found.get(key) ?? [])
}

async function spansOf(db: Db, keys: readonly number[]): Promise<Span[]> {
  const rows = await db
    .selectFrom('incidents')
    .select(['key', 'service_ids', 'title', 'kind', 'status', 'impact', 'stated'])
    .select(['started_at', 'posted_at', 'resolved_at', 'first_seen_at', 'ended_at'])
    .where('key', 'in', keys)
    .execute()
  return rows.map((r) => ({
    key: r.key,
    serviceId: (JSON.parse(r.service_ids) as string[])[0] ?? '',
    title: r.title,
    kind: r.kind as Incident['kind'],
    status: r.status as Incident['status'],
    impact: r.impact as Impact,
    startedAt: r.started_at,
    postedAt: r.posted_at,
    resolvedAt: r.resolved_at,
    stated: r.stated ? (JSON.parse(r.stated) as StatedWindow) : null,
    firstSeenAt: r.first_seen_at,
    endedAt: r.ended_at,
  }))
}

export async function incidentByKey(db: Db, key: number): Promise<IncidentRecord | undefined> {
  return (await incidentsByKeys(db, [key]))[0]
}
