import type { Db } from './open.ts'
import type { EditionTable } from './schema.ts'

export type EditionRow = EditionTable

/** Keeps an edition as it was drawn, once: a second drawing of the same week changes nothing. */
export async function saveEdition(db: Db, edition: EditionRow): Promise<boolean> {
  const result = await db
    .insertInto('editions')
    .values(edition)
    .onConflict((c) => c.column('week').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

export async function newestEdition(db: Db): Promise<EditionRow | undefined> {
  return db.selectFrom('editions').selectAll().orderBy('to_at', 'desc').limit(1).executeTakeFirst()
}

export async function editionByWeek(db: Db, week: string): Promise<EditionRow | undefined> {
  return db.selectFrom('editions').selectAll().where('week', '=', week).executeTakeFirst()
}

export async function editionByNumber(db: Db, number: number): Promise<EditionRow | undefined> {
  return db.selectFrom('editions').selectAll().where('number', '=', number).executeTakeFirst()
}

/** The editions that closed at or before `from`, newest first. */
export async function editionsBefore(db: Db, from: string, limit: number): Promise<EditionRow[]> {
  return db
    .selectFrom('editions')
    .selectAll()
    .where('to_at', '<=', from)
    .orderBy('to_at', 'desc')
    .limit(limit)
    .execute()
}

/** Editions newest first, those that closed before `before` (a `to_at`) when it is given. */
export async function editionsPage(db: Db, limit: number, before = '9999'): Promise<EditionRow[]> {
  return db
    .selectFrom('editions')
    .selectAll()
    .where('to_at', '<', before)
    .orderBy('to_at', 'desc')
    .limit(limit)
    .execute()
}
