import { type Selectable, sql } from 'kysely'
import type { Db } from './open.ts'
import type { DeliveryTable, StoppedTargetTable } from './schema.ts'

export type DeliveryRow = Selectable<DeliveryTable>
export type StoppedTarget = StoppedTargetTable

/** A message as it is queued. */
export type NewDelivery = Pick<
  DeliveryRow,
  'id' | 'target' | 'event' | 'about' | 'kind' | 'subject' | 'body'
>

const chunk = 100

/** Queues messages, due at once; what a target was told or is about to be told already is passed over. */
export async function queueDeliveries(
  db: Db,
  messages: readonly NewDelivery[],
  now: string,
): Promise<number> {
  let queued = 0
  for (let i = 0; i < messages.length; i += chunk) {
    const rows = messages
      .slice(i, i + chunk)
      .map((m) => ({ ...m, created_at: now, next_try_at: now }))
    const result = await db
      .insertInto('deliveries')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    queued += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  return queued
}

/** Which target was ever told, or is about to be told, of these incidents: `target\nabout`. */
export async function toldOf(db: Db, about: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>()
  for (let i = 0; i < about.length; i += chunk) {
    const rows = await db
      .selectFrom('deliveries')
      .select(['target', 'about'])
      .where('about', 'in', about.slice(i, i + chunk))
      .execute()
    for (const row of rows) told.add(`${row.target}\n${row.about}`)
  }
  return told
}

/** Targets for which something is due: most of the time none, and then nothing has to be locked. */
export async function targetsWithDue(db: Db, now: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('deliveries')
    .select('target')
    .distinct()
    .where('next_try_at', '<=', now)
    .execute()
  return new Set(rows.map((r) => r.target))
}

/**
 * Takes the oldest due message of a target, counts the try and moves the next one to `leaseUntil`
 * before anything is sent: after a crash it is sent again under the same id. A message waits for
 * earlier ones about the same thing.
 */
export async function claimDelivery(
  db: Db,
  target: string,
  now: string,
  leaseUntil: string,
): Promise<DeliveryRow | undefined> {
  const { rows } = await sql<DeliveryRow>`
    update deliveries set next_try_at = ${leaseUntil}, tries = tries + 1
    where key = (
      select d.key from deliveries d
      where d.target = ${target} and d.next_try_at <= ${now} and not exists (
        select 1 from deliveries earlier
        where earlier.target = d.target and earlier.about = d.about
          and earlier.next_try_at is not null and earlier.key < d.key)
      order by d.key limit 1
    ) and next_try_at <= ${now}
    returning *`.execute(db)
  return rows[0]
}

export async function markDelivered(db: Db, key: number, now: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ done_at: now, next_try_at: null, last_error: null })
    .where('key', '=', key)
    .execute()
}

/** Notes a failed try; `next` null gives the message up. */
export async function markFailed(
  db: Db,
  key: number,
  error: string,
  next: string | null,
  now: string,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ last_error: error, next_try_at: next, given_up_at: next === null ? now : null })
    .where('key', '=', key)
    .where('done_at', 'is', null)
    .execute()
}

/** Nothing more for this target before `until`: it asked for a pause. */
export async function restTarget(db: Db, target: string, until: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_try_at: until })
    .where('target', '=', target)
    .where('next_try_at', '<', until)
    .execute()
}

/** Gives up what is waiting since before `created`, whatever became of its target; how many. */
export async function giveUpOlder(db: Db, created: string, now: string): Promise<number> {
  const result = await db
    .updateTable('deliveries')
    .set((e) => ({
      next_try_at: null,
      given_up_at: now,
      last_error: e.fn.coalesce('last_error', sql<string>`'its target is not in use any more'`),
    }))
    .where('next_try_at', '<=', now)
    .where('created_at', '<', created)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** The target said that it is gone: what waits for it is given up, and nothing more is queued. */
export async function stopTarget(db: Db, stopped: StoppedTarget): Promise<void> {
  const { target, ...fields } = stopped
  await db
    .insertInto('stopped_targets')
    .values(stopped)
    .onConflict((c) => c.column('target').doUpdateSet(fields))
    .execute()
  await db
    .updateTable('deliveries')
    .set({ next_try_at: null, given_up_at: stopped.stopped_at, last_error: stopped.reason })
    .where('target', '=', target)
    .where('next_try_at', 'is not', null)
    .execute()
}

export async function stoppedTargets(db: Db): Promise<StoppedTarget[]> {
  return db.selectFrom('stopped_targets').selectAll().orderBy('target').execute()
}

/** Lets a stopped target have messages again; those given up stay so. */
export async function resumeTarget(db: Db, target: string): Promise<void> {
  await db.deleteFrom('stopped_targets').where('target', '=', target).execute()
}

/** The newest messages, whatever became of them. */
export async function recentDeliveries(db: Db, limit: number): Promise<DeliveryRow[]> {
  return db.selectFrom('deliveries').selectAll().orderBy('key', 'desc').limit(limit).execute()
}

/** How many wait, were delivered, were given up. */
export async function deliveryTally(
  db: Db,
): Promise<{ waiting: number; delivered: number; givenUp: number }> {
  const row = await db
    .selectFrom('deliveries')
    .select((e) => [
      e.fn.count('next_try_at').as('waiting'),
      e.fn.count('done_at').as('delivered'),
      e.fn.count('given_up_at').as('givenUp'),
    ])
    .executeTakeFirstOrThrow()
  return {
    waiting: Number(row.waiting),
    delivered: Number(row.delivered),
    givenUp: Number(row.givenUp),
  }
}

/** Forgets what ended before `before`. From then on the same event could be told again. */
export async function pruneDeliveries(db: Db, before: string): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('next_try_at', 'is', null)
    .where((e) => e.or([e('done_at', '<', before), e('given_up_at', '<', before)]))
    .execute()
}
