import type { Db } from './open.ts'
import type { ProcessTable } from './schema.ts'

/** A running daemon says every few seconds that it lives. After this many ms of silence it does not. */
export const silence = 60_000

/** The daemon that was here last, alive or not. */
export async function lastProcess(db: Db, name: string): Promise<ProcessTable | undefined> {
  return db.selectFrom('processes').selectAll().where('name', '=', name).executeTakeFirst()
}

export async function enterProcess(db: Db, row: ProcessTable): Promise<void> {
  const { name: _name, ...fields } = row
  await db
    .insertInto('processes')
    .values(row)
    .onConflict((c) => c.column('name').doUpdateSet(fields))
    .execute()
}

export async function heartbeat(db: Db, name: string, now: string): Promise<void> {
  await db.updateTable('processes').set({ seen_at: now }).where('name', '=', name).execute()
}

/** Leaves the row (when we were last alive tells the gap) but no longer claims the place. */
export async function leaveProcess(db: Db, name: string, now: string): Promise<void> {
  await db.updateTable('processes').set({ pid: 0, seen_at: now }).where('name', '=', name).execute()
}
