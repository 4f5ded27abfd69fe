import { editsOf, frozenVersion } from '#storage/editing.ts'
import type { Store } from '#storage/open.ts'
import { contentStamp } from '#storage/tallies.ts'
import type { Digest } from '../digest/digest.ts'
import { digestOf } from '../digest/draw.ts'
import type { Edition } from '../digest/edition.ts'
import type { DeskConfig } from './parts.ts'

interface Kept {
  config: DeskConfig
  stamp: string
  digest: Promise<Digest>
}

const mostKept = 12

/**
 * Sections as the database has them now. One that was made is given again as long as nothing it was
 * made from has changed: feeds.yaml, what was read, what was decided, what was frozen.
 */
export function createDrafts(store: Store, config: () => DeskConfig) {
  const kept = new Map<string, Kept>()
  return async (edition: Edition): Promise<Digest> => {
    const now = config()
    const week = edition.week ?? `${edition.from}/${edition.to}`
    const stamp = await stampOf(store, edition)
    const known = kept.get(week)
    if (known?.config === now && known.stamp === stamp) return known.digest
    const digest = digestOf(store, edition, now.services, now.drafting)
    kept.delete(week)
    kept.set(week, { config: now, stamp, digest })
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    digest.catch(() => kept.delete(week))
    return digest
  }
}

async function stampOf({ db }: Store, { week }: Edition): Promise<string> {
  if (week === null) return contentStamp(db)
  const [content, decision, frozen] = [
    await contentStamp(db),
    await editsOf(db, week),
    await frozenVersion(db, week),
  ]
  return JSON.stringify([content, decision, frozen?.version ?? 0])
}
