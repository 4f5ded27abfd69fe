import { type FeedRow, feedRow, nothingFound, updateFeed } from '#storage/feeds.ts'
import { sameOwner } from '../detect/address.ts'
import { createAsker } from '../detect/exchange.ts'
import { type Recognition, recognise } from '../detect/recognise.ts'
import { FetchError } from '../errors.ts'
import type { FeedSpec } from '../feeds.ts'
import type { Sources } from '../registry.ts'
import type { PollResult, PollTools } from './poll-feed.ts'

/** Failures in a row after which a page is looked at anew, and how long until it may be again. */
const enough = 3
const pauseMs = 24 * 3_600_000
/** Kinds of failure that a page which became something else shows. */
const telling: readonly (string | null)[] = ['parse', 'http', 'gone']
const oneSided = 0.9

/**
 * Looks at a page that can no longer be read: what is found is noted for the maintainers. Where the
 * evidence is one-sided (sure, readable, same owner, no doubt, and no trace of the old platform)
 * the feed is read as that from then on.
 */
export async function secondLook(
  spec: FeedSpec,
  result: PollResult,
  tools: PollTools & { sources: Sources },
): Promise<Recognition | null> {
  if (spec.kind !== 'status' || result.outcome !== 'failed' || !telling.includes(result.failure)) {
    return null
  }
  const now = tools.now()
  const row = await feedRow(tools.store.db, spec.id)
  if (!row || row.failures < enough || isRecent(row.found_at, now)) return null
  try {
    const asker = createAsker(tools.client, tools.signal)
    const found = await recognise(new URL(spec.url), tools.sources, asker, now)
    await tools.store.write((trx) => updateFeed(trx, spec.id, fieldsOf(found, spec, now)))
    return found
  } catch (e) {
    if (e instanceof FetchError) return null
    throw e
  }
}

function fieldsOf(found: Recognition, spec: FeedSpec, now: string): Partial<FeedRow> {
  const other = found.source !== null && found.source !== spec.source && found.confidence >= 0.5
  if (!other) return { ...nothingFound, found_at: now }
  const { source, url, why } = found
  const found_why = [why, ...found.doubts].join(' ').slice(0, 500)
  const fields = { found_source: source, found_url: url, found_why, found_at: now }
  return isOneSided(found, spec)
    ? { ...fields, stand_in: 1, failures: 0, next_check_at: now }
    : { ...fields, stand_in: 0 }
}

/** Whether a page is so clearly another platform's now that it may be read as that unasked. */
export function isOneSided(
  found: Pick<Recognition, 'url' | 'confidence' | 'incidents' | 'doubts' | 'others'>,
  spec: Pick<FeedSpec, 'url' | 'source'>,
): boolean {
  const left = found.others.some((o) => o.source === spec.source && o.confidence >= 0.3)
  const [here, there] = [new URL(spec.url), found.url ? new URL(found.url) : null]
  return (
    found.confidence >= oneSided &&
    found.incidents > 0 &&
    !left &&
    there !== null &&
    sameOwner(here.hostname, there.hostname) &&
    found.doubts.length === 0
  )
}

function isRecent(at: string | null, now: string): boolean {
  return at !== null && Date.parse(now) - Date.parse(at) < pauseMs
}
