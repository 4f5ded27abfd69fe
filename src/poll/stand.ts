import type { FeedRow } from '#storage/feeds.ts'
import type { FeedSpec } from '../feeds.ts'
import type { Sources } from '../registry.ts'
import type { Source } from '../source-kit/source.ts'

/** How a feed is read now: as feeds.yaml says, or as what its page turned out to be. */
export interface Stand {
  spec: FeedSpec
  source: Source
  /** Said with every reading while the page is not what feeds.yaml says; else null. */
  note: string | null
}

/** `source` is the one that feeds.yaml names. */
export function standFor(
  spec: FeedSpec,
  source: Source,
  row: FeedRow,
  sources: Sources | undefined,
): Stand {
  const other = row.stand_in === 1 && row.found_source ? sources?.get(row.found_source) : undefined
  if (!other || !row.found_url) return { spec, source, note: null }
  const note = `read as ${other.id} at ${row.found_url} since ${row.found_at?.slice(0, 10)}: ${row.found_why}`
  return {
    spec: { ...spec, source: other.id, url: row.found_url, options: {} },
    source: other,
    note,
  }
}
