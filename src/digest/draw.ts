import { newestEdition, saveEdition } from '#storage/editions.ts'
import { listFeeds } from '#storage/feeds.ts'
import type { Store } from '#storage/open.ts'
import type { Service } from '../incident.ts'
import type { Digest } from './digest.ts'
import { draft } from './draft.ts'
import { type Edition, type EditionSettings, editionAfter, lastClosedEdition } from './edition.ts'
import { gather } from './gather.ts'

/** The section of an edition as the database has it now. */
export async function digestOf(
  store: Store,
  edition: Edition,
  services: readonly Service[],
  lines?: number,
): Promise<Digest> {
  return draft(edition, await gather(store.db, edition), services, lines ? { lines } : {})
}

/**
 * Draws up every edition that has closed and was not drawn yet, oldest first: after a week off, the
 * missed ones too. Nothing is drawn for weeks before the first feed was read.
 */
export async function drawClosedEditions(
  store: Store,
  services: readonly Service[],
  settings: EditionSettings & { lines?: number | undefined },
  now: string,
): Promise<Edition[]> {
  const drawn: Edition[] = []
  for (const edition of await undrawn(store, settings, now)) {
    const digest = await digestOf(store, edition, services, settings.lines)
    const row = {
      week: edition.week!,
      number: edition.number,
      from_at: edition.from,
      to_at: edition.to,
      timezone: edition.timezone,
      drawn_at: now,
      frozen_at: null,
      content: JSON.stringify(digest),
      urls: JSON.stringify(printedUrls(digest)),
      incident_keys: JSON.stringify(digest.entries.flatMap((e) => e.incidents.map((i) => i.key))),
    }
    if (await store.write((trx) => saveEdition(trx, row))) drawn.push(edition)
  }
  return drawn
}

async function undrawn(store: Store, settings: EditionSettings, now: string): Promise<Edition[]> {
  const last = lastClosedEdition(now, settings)
  const newest = await newestEdition(store.db)
  if (newest && newest.to_at >= last.to) return []
  const begun = (await listFeeds(store.db)).flatMap((f) => f.first_read_at ?? []).sort()[0]
  if (!begun || begun >= last.to) return []
  const missing: Edition[] = []
  let edition = lastClosedEdition(newest?.to_at ?? begun, settings)
  while (edition.to < last.to && missing.length < 520) {
    edition = editionAfter(edition, settings)
    if (!newest || edition.to > newest.to_at) missing.push(edition)
  }
  return missing
}

function printedUrls(digest: Digest): string[] {
  return digest.entries.flatMap((e) =>
    [...e.articles.map((a) => a.url), ...e.incidents.map((i) => i.url)].filter((u) => u !== null),
  )
}
