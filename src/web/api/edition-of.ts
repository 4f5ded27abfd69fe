import type { Edition } from '../../digest/edition.ts'
import { editionNamed } from '../editions-of.ts'
import type { Desk } from '../parts.ts'
import { notThere } from './problem.ts'

/** The edition of a week. Throws a 404 when there is no such week. */
export function editionOf(desk: Desk, week: string): Edition {
  const edition = editionNamed(week, desk)
  if (!edition) throw notThere(`There is no week ${week}.`)
  return edition
}
