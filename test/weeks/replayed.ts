import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { openStore, type Store } from '#storage/open.ts'
import { replayInto } from '../../src/commands/replay.ts'
import { type Feeds, loadFeeds } from '../../src/feeds.ts'
import { openRecording } from '../../src/fetch/recorded.ts'
import type { ReplaySummary } from '../../src/poll/replay.ts'
import { loadSources } from '../../src/registry.ts'

export interface Replayed {
  feeds: Feeds
  store: Store
  summary: ReplaySummary
  /** Replays the same recording once more into the same database. */
  again(): Promise<ReplaySummary>
}

const shipped = fileURLToPath(new URL('../../feeds.yaml', import.meta.url))

/** A recording replayed with the shipped feeds.yaml into a database of its own, gone after the test. */
export async function replayed(file: URL): Promise<Replayed> {
  const folder = await mkdtemp(join(tmpdir(), 'outage-desk-'))
  const sources = await loadSources()
  const feeds = await loadFeeds(shipped, sources)
  const store = await openStore(`sqlite:${join(folder, 'replay.db')}`)
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const recording = await openRecording([fileURLToPath(file)])
  const run = () => replayInto({ feeds, sources, store }, recording)
  return { feeds, store, summary: await run(), again: run }
}
