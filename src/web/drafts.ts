import { editsOf, frozenVersion } from '#storage/editing.ts'
import type { Store } from '#storage/open.ts'
import { contentStamp } from '#storage/tallies.ts'
import type { Digest } from '../digest/digest.ts'
import { digestOf } from '../digest/draw.ts'
import type { Edition } from '../digest/edition.ts'
import type { DeskConfig } from './parts.ts'

interface Kept {
  config: DeskConfig
  /** What editors did, which is never shown late. */
  edits: string
  /** What was read. */
  content: string
  digest: Promise<Digest>
  madeAt: number
  /** Milliseconds that making it took; null while it is made. */
  took: number | null
}

const mostKept = 12
/** A draft that took longer to make, in ms, is shown a little late while the new one is made. */
const slow = 250
/** How late at most, in ms. */
const mostLate = 60_000

/**
 * Sections as the database has them now. One that was made is given again as long as nothing it was
 * made from has changed: feeds.yaml, what was decided or frozen, and what was read. Of a week so full
 * that drafting it takes long, what was read in the last minute may be missing for one showing.
 */
export function createDrafts(store: Store, config: () => DeskConfig) {
  const kept = new Map<string, Kept>()

  function make(edition: Edition, week: string, facts: Omit<Kept, 'digest' | 'madeAt' | 'took'>) {
    const madeAt = performance.now()
    const digest = digestOf(store, edition, facts.config.services, facts.config.drafting)
    const made: Kept = { ...facts, digest, madeAt, took: null }
    kept.delete(week)
    kept.set(week, made)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    digest.then(
      () => {
        made.took = performance.now() - madeAt
      },
      () => kept.delete(week),
    )
    return made
  }

  return async (edition: Edition): Promise<Digest> => {
    const week = edition.week ?? `${edition.from}/${edition.to}`
    const facts = { config: config(), ...(await factsOf(store, edition)) }
    const known = kept.get(week)
    const same = known?.config === facts.config && known.edits === facts.edits
    if (same && known.content === facts.content) return known.digest
    const made = make(edition, week, facts)
    const mayBeLate = same && known.took !== null && known.took > slow
    return mayBeLate && made.madeAt - known.madeAt < mostLate ? known.digest : made.digest
  }
}

async function factsOf({ db }: Store, { week }: Edition) {
  const content = await contentStamp(db)
  if (week === null) return { content, edits: '' }
  const frozen = (await frozenVersion(db, week))?.version ?? 0
  return { content, edits: `${await editsOf(db, week)} ${frozen}` }
}
