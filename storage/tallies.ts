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

/** Changes whenever what digests are made from does: what was read, gaps, decisions taken back. */
export async function contentStamp(db: Db): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`
    select (select max(last_changed_at) from feeds) as feeds,
      (select count(*) from feeds where active = 1) as active,
      (select max(id) from gaps) as gaps,
      (select count(*) from gaps where to_at is null) as open,
      (select max(undone_at) from decisions) as undone,
      (select max(drawn_at) from editions) as drawn`.execute(db)
  return JSON.stringify(rows[0])
}

/** How well the schedule does its work: active feeds, those without an error, and signs of life. */
export interface Readiness {
  active: number
  readable: number
  /** `readable` of `active`, 0 to 1; 1 when there are none. */
  share: number
  /** When any feed was last asked; null before the first time. */
  newestAttempt: string | null
  /** Seconds by which the feed that waits longest is late; 0 when none is. */
  late: number
}

export async function readiness(db: Db, now: string): Promise<Readiness> {
  const { rows } = await sql<Record<'active' | 'readable', number | string> & Times>`
    select count(*) as active,
      sum(case when error is null and last_read_at is not null then 1 else 0 end) as readable,
      max(last_attempt_at) as attempt, min(next_check_at) as due
    from feeds where active = 1`.execute(db)
  const { attempt = null, due = null, ...counts } = rows[0] ?? { active: 0, readable: 0 }
  const active = Number(counts.active)
  const readable = Number(counts.readable ?? 0)
  return {
    active,
    readable,
    share: active === 0 ? 1 : readable / active,
    newestAttempt: attempt,
    late: due === null ? 0 : Math.max(0, (Date.parse(now) - Date.parse(due)) / 1000),
  }
}

interface Times {
  attempt: string | null
  due: string | null
}
