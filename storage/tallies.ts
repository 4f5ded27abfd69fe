import { sql } from 'kysely'
import { closedStatuses, type Impact, impacts } from '../src/incident.ts'
import type { Db } from './open.ts'

export const feedHealths = ['ok', 'failing', 'unread', 'resting'] as const
export type FeedHealthWord = (typeof feedHealths)[number]

/** Incidents the providers list as open now (no maintenance, no notices), by impact. */
export async function openIncidentsByImpact(db: Db): Promise<Record<Impact, number>> {
  const rows = await db
    .selectFrom('incidents')
    .select((e) => ['impact', e.fn.countAll().as('count')])
    .where('kind', '=', 'incident')
    .where('listed', '=', 1)
    .where('resolved_at', 'is', null)
    .where('status', 'not in', [...closedStatuses])
    .groupBy('impact')
    .execute()
  const counts = new Map(rows.map((r) => [r.impact, Number(r.count)]))
  return Object.fromEntries(impacts.map((i) => [i, counts.get(i) ?? 0])) as Record<Impact, number>
}

/** Feeds that can be read, cannot, were never read yet, or are disabled or out of feeds.yaml. */
export async function feedsByHealth(db: Db): Promise<Record<FeedHealthWord, number>> {
  const { rows } = await sql<{ health: string; count: number | string }>`
    select case
      when active = 0 then 'resting'
      when error is not null then 'failing'
      when last_read_at is null then 'unread'
      else 'ok' end as health, count(*) as count
    from feeds group by 1`.execute(db)
  const counts = new Map(rows.map((r) => [r.health, Number(r.count)]))
  return Object.fromEntries(feedHealths.map((h) => [h, counts.get(h) ?? 0])) as Record<
    FeedHealthWord,
    number
  >
}

/** When the feed that waits longest for its poll was due; null when none is active. */
export async function earliestCheck(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('feeds')
    .select((e) => e.fn.min('next_check_at').as('at'))
    .where('active', '=', 1)
    .executeTakeFirst()
  return row?.at ?? null
}
