import { type FeedRow, gapsOpen, listFeeds } from '#storage/feeds.ts'
import type { Db } from '#storage/open.ts'
import type { FeedFacts } from './findings.ts'

/** What the daemon knows of every feed, by id. */
export async function storedFacts(db: Db): Promise<Map<string, FeedFacts>> {
  const since = new Map((await gapsOpen(db)).map((g) => [g.feed, g.from]))
  return new Map(
    (await listFeeds(db)).map((row) => [row.id, factsOf(row, since.get(row.id) ?? null)]),
  )
}

function factsOf(row: FeedRow, failingSince: string | null): FeedFacts {
  const found =
    row.found_source && row.found_url
      ? {
          source: row.found_source,
          url: row.found_url,
          why: row.found_why ?? '',
          standIn: row.stand_in === 1,
        }
      : null
  return {
    lastReadAt: row.last_read_at,
    failingSince,
    failures: row.failures,
    errorKind: row.error_kind,
    error: row.error,
    movedTo: row.moved_to,
    entries: row.entries,
    mostEntries: row.most_entries,
    newestAt: row.newest_at,
    found,
    hash: null,
    doubts: [],
  }
}
