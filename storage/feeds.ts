import { type Selectable, sql } from 'kysely'
import type { Gap } from '../src/incident.ts'
import type { Db } from './open.ts'
import type { AskTable, FeedTable } from './schema.ts'

export type FeedRow = Selectable<FeedTable>
export type AskRow = AskTable

/** Of a feed whose page is what feeds.yaml says. */
export const nothingFound = {
  found_source: null,
  found_url: null,
  found_why: null,
  found_at: null,
  stand_in: 0,
}

/** Makes the table say what feeds.yaml says: new feeds are due at once, missing ones rest. */
export async function syncFeeds(
  db: Db,
  specs: readonly {
    id: string
    source: string
    url: string
    kind: 'status' | 'news'
    disabled: string | null
  }[],
  now: string,
  others: 'rest' | 'keep others' = 'rest',
): Promise<void> {
  const known = new Map((await listFeeds(db)).map((f) => [f.id, f]))
  const fresh = specs.filter((s) => !known.has(s.id))
  for (let i = 0; i < fresh.length; i += 500) {
    const rows = fresh.slice(i, i + 500).map((s) => ({
      id: s.id,
      source: s.source,
      url: s.url,
      kind: s.kind,
      active: s.disabled ? 0 : 1,
      next_check_at: now,
      failures: 0,
      notes: '',
    }))
    await db
      .insertInto('feeds')
      .values(rows)
      .onConflict((c) => c.column('id').doNothing())
      .execute()
  }
  const wanted = new Map(specs.map((s) => [s.id, s]))
  for (const row of known.values()) {
    const spec = wanted.get(row.id)
    if (!spec && others === 'keep others') continue
    const active = spec && !spec.disabled ? 1 : 0
    if (row.active === active && (!spec || (row.source === spec.source && row.url === spec.url)))
      continue
    await db
      .updateTable('feeds')
      .set({
        active,
        ...(spec ? { source: spec.source, url: spec.url, ...nothingFound } : {}),
        ...(active ? { next_check_at: now } : {}),
      })
      .where('id', '=', row.id)
      .execute()
  }
}

export async function listFeeds(db: Db): Promise<FeedRow[]> {
  return db.selectFrom('feeds').selectAll().orderBy('id').execute()
}

export async function feedRow(db: Db, id: string): Promise<FeedRow | undefined> {
  return db.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Takes up to `limit` due feeds and moves their next check to `leaseUntil` before anything is asked:
 * a crash or a second process never asks them again at once. A next check further off than
 * `farthest` (a clock that jumped back) counts as due. `dueAt` is when each should have been asked.
 */
export async function claimDueFeeds(
  db: Db,
  now: string,
  leaseUntil: string,
  farthest: string,
  limit: number,
): Promise<{ id: string; dueAt: string }[]> {
  const isDue = sql<boolean>`active = 1 and (next_check_at <= ${now} or next_check_at > ${farthest})`
  const due = await db
    .selectFrom('feeds')
    .select(['id', 'next_check_at as dueAt'])
    .where(isDue)
    .orderBy('next_check_at')
    .limit(limit)
    .execute()
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  const taken = await db
    .updateTable('feeds')
    .set({ next_check_at: leaseUntil, last_attempt_at: now })
    .where('id', 'in', ids)
    // Another process may have been faster.
    .where(isDue)
    .returning('id')
    .execute()
  const mine = new Set(taken.map(({ id }) => id))
  return due.filter(({ id }) => mine.has(id))
}

/** Takes one feed for a poll outside the schedule. */
export async function claimFeed(
  db: Db,
  id: string,
  now: string,
  leaseUntil: string,
): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ next_check_at: leaseUntil, last_attempt_at: now })
    .where('id', '=', id)
    .execute()
}

export async function updateFeed(
  db: Db,
  id: string,
  fields: Partial<Omit<FeedRow, 'id'>>,
): Promise<void> {
  await db.updateTable('feeds').set(fields).where('id', '=', id).execute()
}

export async function asksOf(db: Db, feed: string): Promise<AskRow[]> {
  return db.selectFrom('asks').selectAll().where('feed', '=', feed).execute()
}

export async function saveAsk(db: Db, ask: AskRow): Promise<void> {
  const { feed: _feed, url: _url, ...fields } = ask
  await db
    .insertInto('asks')
    .values(ask)
    .onConflict((c) => c.columns(['feed', 'url']).doUpdateSet(fields))
    .execute()
}

/** Notes that a feed (or `*`, the collector) cannot be read since `from`; nothing if that is known. */
export async function openGap(db: Db, feed: string, from: string, error: string): Promise<void> {
  const open = await db
    .selectFrom('gaps')
    .select('id')
    .where('feed', '=', feed)
    .where('to_at', 'is', null)
    .executeTakeFirst()
  if (!open)
    await db.insertInto('gaps').values({ feed, from_at: from, to_at: null, error }).execute()
}

export async function closeGap(db: Db, feed: string, to: string): Promise<void> {
  await db
    .updateTable('gaps')
    .set({ to_at: to })
    .where('feed', '=', feed)
    .where('to_at', 'is', null)
    .execute()
}

/** A gap whose both ends are known: the collector was not running. */
export async function addGap(db: Db, gap: Gap): Promise<void> {
  await db
    .insertInto('gaps')
    .values({ feed: gap.feed, from_at: gap.from, to_at: gap.to, error: gap.error })
    .execute()
}

/** Gaps that overlap `[from, to)`, oldest first. */
export async function gapsBetween(db: Db, from: string, to: string): Promise<Gap[]> {
  const rows = await db
    .selectFrom('gaps')
    .selectAll()
    .where('from_at', '<', to)
    .where((e) => e.or([e('to_at', 'is', null), e('to_at', '>', from)]))
    .orderBy('from_at')
    .orderBy('feed')
    .execute()
  return rows.map((r) => ({ feed: r.feed, from: r.from_at, to: r.to_at, error: r.error }))
}

/** Gaps that last still. */
export async function gapsOpen(db: Db): Promise<Gap[]> {
  const rows = await db.selectFrom('gaps').selectAll().where('to_at', 'is', null).execute()
  return rows.map((r) => ({ feed: r.feed, from: r.from_at, to: null, error: r.error }))
}
