import { newestEdition } from '#storage/editions.ts'
import type { Desk as EditingDesk } from '../../digest/editing.ts'
import { type Edition, editionOfWeek, lastClosedEdition } from '../../digest/edition.ts'
import type { Desk } from '../parts.ts'
import { notThere } from './problem.ts'

/** The edition of a week. Throws a 404 when there is no such week. */
export function editionOf(desk: Desk, week: string): Edition {
  try {
    return editionOfWeek(week, desk.config().digest)
  } catch (e) {
    if (e instanceof RangeError) throw notThere(`There is no week ${week}.`)
    throw e
  }
}

/** The newest edition that was drawn up, else the newest that is closed. */
export async function latestEdition(desk: Desk): Promise<Edition> {
  const newest = await newestEdition(desk.store.db)
  return newest ? editionOf(desk, newest.week) : lastClosedEdition(desk.now(), desk.config().digest)
}

/** What drafting and deciding need. */
export function editingDesk(desk: Desk): EditingDesk {
  const { services, drafting } = desk.config()
  return { store: desk.store, services, settings: drafting }
}
