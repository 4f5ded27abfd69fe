import { rmSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
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

interface Original {
  feeds: Feeds
  summary: ReplaySummary
  /** Copies the database to a file. */
  copyTo(file: string): Promise<void>
}

const shipped = fileURLToPath(new URL('../../feeds.yaml', import.meta.url))
const originals = new Map<string, Promise<Original>>()

/** A recording replayed with the shipped feeds.yaml into a database of its own, gone after the test. */
export async function replayed(file: URL): Promise<Replayed> {
  const original = originals.get(file.href) ?? replayOnce(file)
  originals.set(file.href, original)
  const { feeds, summary, copyTo } = await original
  const folder = await mkdtemp(join(tmpdir(), 'outage-desk-'))
  await copyTo(join(folder, 'replay.db'))
  const store = await openStore(`sqlite:${join(folder, 'replay.db')}`)
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  return {
    feeds,
    store,
    summary,
    again: async () => {
      const sources = await loadSources()
      return replayInto({ feeds, sources, store }, await openRecording([fileURLToPath(file)]))
    },
  }
}

/** The real replay, once for all tests of a worker: the others get copies of what came of it. */
async function replayOnce(file: URL): Promise<Original> {
  const sources = await loadSources()
  const feeds = await loadFeeds(shipped, sources)
  const folder = await mkdtemp(join(tmpdir(), 'outage-desk-original-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const store = await openStore(`sqlite:${join(folder, 'replay.db')}`)
  const recording = await openRecording([fileURLToPath(file)])
  const summary = await replayInto({ feeds, sources, store }, recording)
  await store.backup(join(folder, 'copy.db'))
  await store.close()
  return { feeds, summary, copyTo: (target) => copyFile(join(folder, 'copy.db'), target) }
}
