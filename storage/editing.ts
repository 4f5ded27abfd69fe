import type { Selectable } from 'kysely'
import { StorageError } from '../src/errors.ts'
import { editionByWeek } from './editions.ts'
import type { Db } from './open.ts'
import type { DecisionTable, EditionVersionTable } from './schema.ts'

export type DecisionRow = Selectable<DecisionTable>
export type VersionRow = EditionVersionTable

/** Another editor was faster: nothing was written. */
export class EditedMeanwhile extends StorageError {
  override name = 'EditedMeanwhile'
}

/** Throws EditedMeanwhile unless the edition was edited as often as `seen` says. */
export async function mustHaveSeen(db: Db, week: string, seen: number | undefined): Promise<void> {
  if (seen === undefined || seen === (await editsOf(db, week))) return
  throw new EditedMeanwhile('Somebody else has edited this section in the meantime.', {
    hint: 'Look at it again, then decide.',
  })
}

/** What was decided on an edition and not taken back, oldest first. */
export async function decisionsOf(db: Db, week: string): Promise<DecisionRow[]> {
  return db
    .selectFrom('decisions')
    .selectAll()
    .where('week', '=', week)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** How often an edition was edited, decisions and what was taken back alike: a mark for "nobody was faster". */
export async function editsOf(db: Db, week: string): Promise<number> {
  const row = await db
    .selectFrom('decisions')
    .select((e) => [e.fn.countAll().as('taken'), e.fn.count('undone_at').as('undone')])
    .where('week', '=', week)
    .executeTakeFirst()
  return Number(row?.taken ?? 0) + Number(row?.undone ?? 0)
}

/**
 * Adds a decision; `seen` is how often the edition was edited as far as its author knew. Throws EditedMeanwhile when another
 * editor decided something since, so that nobody overwrites what they have not seen.
 */
export async function addDecision(
  db: Db,
  decision: Omit<DecisionTable, 'id' | 'undone_at'>,
  seen?: number,
): Promise<number> {
  await mustHaveSeen(db, decision.week, seen)
  const row = await db
    .insertInto('decisions')
    .values({ ...decision, undone_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Takes back one decision, or the newest; null when there is none. */
export async function undoDecision(
  db: Db,
  week: string,
  at: string,
  id?: number,
): Promise<DecisionRow | null> {
  const standing = await decisionsOf(db, week)
  const chosen = id === undefined ? standing.at(-1) : standing.find((d) => d.id === id)
  if (!chosen) return null
  await db.updateTable('decisions').set({ undone_at: at }).where('id', '=', chosen.id).execute()
  return chosen
}

/** Every printed version of an edition, the first one first. */
export async function versionsOf(db: Db, week: string): Promise<VersionRow[]> {
  return db
    .selectFrom('edition_versions')
    .selectAll()
    .where('week', '=', week)
    .orderBy('version')
    .execute()
}

/** The version in force of a frozen edition, or undefined while it is not frozen. */
export async function frozenVersion(db: Db, week: string): Promise<VersionRow | undefined> {
  return db
    .selectFrom('edition_versions')
    .selectAll()
    .where('week', '=', week)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * Prints an edition for good: version 1 freezes it, later ones correct it. Earlier versions are
 * never touched. What it tells counts as told from then on.
 */
export async function addVersion(
  db: Db,
  version: Omit<EditionVersionTable, 'version'>,
  told: { urls: string[]; incidentKeys: number[] },
): Promise<number> {
  const edition = await editionByWeek(db, version.week)
  if (!edition) throw new StorageError(`There is no edition ${version.week} to freeze.`)
  const number = ((await frozenVersion(db, version.week))?.version ?? 0) + 1
  await db
    .insertInto('edition_versions')
    .values({ ...version, version: number })
    .execute()
  await db
    .updateTable('editions')
    .set({
      frozen_at: edition.frozen_at ?? version.made_at,
      content: version.content,
      urls: JSON.stringify(told.urls),
      incident_keys: JSON.stringify(told.incidentKeys),
    })
    .where('week', '=', version.week)
    .execute()
  return number
}
