import { decisionsOf, frozenVersion } from '#storage/editing.ts'
import { type EditionRow, newestEdition, saveEdition } from '#storage/editions.ts'
import { listFeeds } from '#storage/feeds.ts'
import type { Db, Store } from '#storage/open.ts'
import type { Service } from '../incident.ts'
import { type Decided, decisionShape } from './decisions.ts'
import type { Digest, Entry, FoldedLine } from './digest.ts'
import { draft } from './draft.ts'
import { type Edition, type EditionSettings, editionAfter, lastClosedEdition } from './edition.ts'
import { gather } from './gather.ts'
import { type DraftingSettings, type DraftSettings, draftingOf } from './settings.ts'

/** The section of an edition: as it was printed once it is frozen, before that as the database has it now. */
export async function digestOf(
  store: Store,
  edition: Edition,
  services: readonly Service[],
  settings: Partial<DraftSettings> = {},
): Promise<Digest> {
  const frozen = edition.week ? await frozenVersion(store.db, edition.week) : undefined
  if (frozen) return JSON.parse(frozen.content) as Digest
  return draftOf(store, edition, services, settings)
}

/** The section as the database and the editor's decisions have it now, frozen or not. */
export async function draftOf(
  store: Store,
  edition: Edition,
  services: readonly Service[],
  settings: Partial<DraftSettings> = {},
): Promise<Digest> {
  const decided = edition.week ? await decidedOn(store.db, edition.week) : []
  return draft(edition, await gather(store.db, edition), services, settings, decided)
}

/** Decisions that can still be understood; a line of a newer program is passed over. */
async function decidedOn(db: Db, week: string): Promise<Decided[]> {
  return (await decisionsOf(db, week)).flatMap(({ decision, reason }) => {
    const read = decisionShape.safeParse(JSON.parse(decision))
    return read.success ? [{ decision: read.data, reason }] : []
  })
}

/** An edition as a row, its section in it. */
export function editionRow(edition: Edition, digest: Digest, now: string): EditionRow {
  return {
    week: edition.week!,
    number: edition.number,
    from_at: edition.from,
    to_at: edition.to,
    timezone: edition.timezone,
    drawn_at: now,
    frozen_at: null,
    content: JSON.stringify(digest),
    urls: JSON.stringify(printedUrls(digest)),
    incident_keys: JSON.stringify(printedKeys(digest)),
  }
}

/** Keys of all incidents that are told of, also in the line of another or beside a name. */
export function printedKeys({ entries }: Pick<Digest, 'entries'>): number[] {
  const keys = entries.flatMap((e) => [
    ...e.incidents.flatMap((i) => [i.key, ...(i.folded ?? []).map((f) => f.key)]),
    ...toldBeside(e).map((t) => t.key),
  ])
  return [...new Set(keys)]
}

function toldBeside(entry: Entry): FoldedLine[] {
  return entry.alsoAffected.flatMap((s) => s.told ?? [])
}

/**
 * Draws up every edition that has closed and was not drawn yet, oldest first: after a week off, the
 * missed ones too. Nothing is drawn for weeks before the first feed was read. `onDrawn` is called in the
 * transaction that keeps the section.
 */
export async function drawClosedEditions(
  store: Store,
  services: readonly Service[],
  settings: EditionSettings & DraftingSettings,
  now: string,
  onDrawn?: (trx: Db, digest: Digest, now: string) => Promise<void>,
): Promise<Edition[]> {
  const drawn: Edition[] = []
  for (const edition of await undrawn(store, settings, now)) {
    const digest = await digestOf(store, edition, services, draftingOf(settings))
    const row = editionRow(edition, digest, now)
    const saved = await store.write(async (trx) => {
      const fresh = await saveEdition(trx, row)
      if (fresh) await onDrawn?.(trx, digest, now)
      return fresh
    })
    if (saved) drawn.push(edition)
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

export function printedUrls(digest: Digest): string[] {
  return digest.entries.flatMap((e) =>
    [...e.articles, ...e.incidents, ...e.incidents.flatMap((i) => i.folded ?? []), ...toldBeside(e)]
      .map((line) => line.url)
      .filter((u) => u !== null),
  )
}
