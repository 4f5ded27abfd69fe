import { type RawBuilder, sql } from 'kysely'
import { incidentKinds, type StoredIncident } from '../src/incident.ts'
import { incidentsByKeys } from './incidents.ts'
import type { Db } from './open.ts'

/** Which stored incidents are wanted. */
export interface PublicQuery {
  service?: string
  keys?: number[]
  openOnly?: boolean
  maintenance?: boolean
  /** How many are enough, by when they were posted (default) or last changed. */
  newest?: number
  by?: 'posted' | 'changed'
}

const mostOpen = 1000
const mostNewest = 500

/** Incidents for the public documents: all that are asked for, and perhaps a few more; in no order. */
export async function publicIncidents(db: Db, query: PublicQuery): Promise<StoredIncident[]> {
  if (query.keys) return incidentsByKeys(db, query.keys.slice(0, mostOpen))
  const keys = query.openOnly ? await openKeys(db, query.service) : await newestKeys(db, query)
  return incidentsByKeys(db, [...new Set(keys)])
}

async function openKeys(db: Db, service: string | undefined): Promise<number[]> {
  return keysOf(
    db,
    service === undefined
      ? sql`select key from incidents where open = 1 order by created_at desc limit ${mostOpen}`
      : sql`select key from incident_services where service = ${service} and open = 1
          order by key desc limit ${mostOpen}`,
  )
}

/** So many of each kind that is wanted: each is one short walk through an index. */
async function newestKeys(db: Db, query: PublicQuery): Promise<number[]> {
  const { service, maintenance, newest = mostNewest, by } = query
  const limit = Math.min(Math.max(newest, 0), mostNewest)
  const table = sql.table(service === undefined ? 'incidents' : 'incident_services')
  const mine = service === undefined ? sql`1 = 1` : sql`service = ${service}`
  if (by === 'changed' && maintenance === undefined) {
    return keysOf(
      db,
      sql`select key from ${table} where ${mine} order by changed_at desc, key desc limit ${limit}`,
    )
  }
  const kinds = incidentKinds.filter(
    (k) => maintenance === undefined || (k === 'maintenance') === maintenance,
  )
  const time = sql.ref(by === 'changed' ? 'changed_at' : 'created_at')
  const found: number[] = []
  for (const kind of kinds) {
    found.push(
      ...(await keysOf(
        db,
        sql`select key from ${table} where ${mine} and kind = ${kind}
          order by ${time} desc limit ${limit}`,
      )),
    )
  }
  return found
}

async function keysOf(db: Db, query: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ key: number }>`${query}`.execute(db)
  return rows.map(({ key }) => key)
}

/**
 * What names each stored incident for good, by key; those after a key are those that are new since.
 * Of a million this takes seconds: keep what was read and ask for the rest.
 */
export async function incidentIdentities(
  db: Db,
  after = 0,
): Promise<Pick<StoredIncident, 'key' | 'feed' | 'id' | 'formerIds'>[]> {
  const rows = await db
    .selectFrom('incidents')
    .select(['key', 'feed', 'id', 'former_ids'])
    .where('key', '>', after)
    .orderBy('key')
    .execute()
  return rows.map(({ key, feed, id, former_ids }) => ({
    key,
    feed,
    id,
    formerIds: JSON.parse(former_ids) as string[],
  }))
}

/** Editions that were frozen, newest first, as they were last printed. */
export async function publishedEditions(
  db: Db,
  newest: number,
): Promise<{ week: string; content: string; publishedAt: string }[]> {
  const rows = await db
    .selectFrom('editions')
    .select(['week', 'content', 'frozen_at'])
    .where('frozen_at', 'is not', null)
    .orderBy('to_at', 'desc')
    .limit(newest)
    .execute()
  return rows.map((r) => ({ week: r.week, content: r.content, publishedAt: r.frozen_at! }))
}
