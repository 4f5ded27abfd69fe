import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openStore } from '#storage/open.ts'
import { replayInto } from '../../src/commands/replay.ts'
import { digestOf } from '../../src/digest/draw.ts'
import { editionOfWeek } from '../../src/digest/edition.ts'
import { draftingOf } from '../../src/digest/settings.ts'
import type { Feeds } from '../../src/feeds.ts'
import { openRecording } from '../../src/fetch/recorded.ts'
import { renderDigest } from '../../src/outputs/render.ts'
import type { Sources } from '../../src/registry.ts'

/** Recorded weeks (`2026-W29.har`) in a folder of the newsletter's data, or beside it. */
export function recordedWeeks(folder: string): string[] {
  const places = ['weeks', 'recordings/weeks', '../recordings/weeks'].map((p) => join(folder, p))
  const place = places.find((p) => existsSync(p))
  if (!place) return []
  const files = readdirSync(place).filter((f) => /^\d{4}-W\d\d\.har$/.test(f))
  return files.sort().map((f) => join(place, f))
}

/** The section of a recorded week in Markdown: replayed into a database that is gone afterwards. */
export async function sectionOf(file: string, feeds: Feeds, sources: Sources): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'outage-desk-eval-'))
  const store = await openStore(`sqlite:${join(folder, 'week.db')}`)
  try {
    await replayInto({ feeds, sources, store }, await openRecording([file]))
    const edition = editionOfWeek(basename(file, '.har'), feeds.digest)
    const digest = await digestOf(store, edition, feeds.services, draftingOf(feeds.digest))
    return renderDigest(digest, 'markdown').trim()
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}
