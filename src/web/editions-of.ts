import { newestEdition } from '#storage/editions.ts'
import type { Desk as Workplace } from '../digest/editing.ts'
import { type Edition, editionOfWeek, lastClosedEdition } from '../digest/edition.ts'
import type { DeskParts } from './parts.ts'

/** The edition of a week, or null when there is no such week. */
export function editionNamed(week: string, desk: DeskParts): Edition | null {
  // No page looks back so far, and the week before the first one of all has no name.
  if (week < '1970') return null
  try {
    return editionOfWeek(week, desk.config().digest)
  } catch (e) {
    if (e instanceof RangeError) return null
    throw e
  }
}

/** The newest edition drawn up, or the last that closed. */
export async function newestOf(desk: DeskParts): Promise<Edition> {
  const { digest } = desk.config()
  const drawn = await newestEdition(desk.store.db)
  return drawn ? editionOfWeek(drawn.week, digest) : lastClosedEdition(desk.now(), digest)
}

/** What drafting and deciding need. */
export function workplaceOf({ store, config }: DeskParts): Workplace {
  const { services, drafting } = config()
  return { store, services, settings: drafting }
}
