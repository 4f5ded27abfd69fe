import {
  addDecision,
  addVersion,
  type DecisionRow,
  decisionsOf,
  frozenVersion,
  mustHaveSeen,
  undoDecision,
} from '#storage/editing.ts'
import { editionByWeek, saveEdition } from '#storage/editions.ts'
import type { Store } from '#storage/open.ts'
import type { Service } from '../incident.ts'
import { type Decision, decisionShape } from './decisions.ts'
import type { Digest } from './digest.ts'
import { digestOf, draftOf, editionRow, printedKeys, printedUrls } from './draw.ts'
import { corrected, itemsIn } from './edited.ts'
import type { Edition } from './edition.ts'
import type { DraftSettings } from './settings.ts'

/** Who decides, why and when (ISO text). `seen` is how often the edition was edited as far as the editor knew. */
export interface Author {
  editor: string
  reason: string
  now: string
  seen?: number
}

/** What an edition is drafted from, beside the database. */
export interface Desk {
  store: Store
  services: readonly Service[]
  settings?: Partial<DraftSettings> | undefined
}

/** Why a decision was not taken, in a sentence. */
export class EditError extends Error {
  override name = 'EditError'
}

/** Takes a decision on an edition, frozen or not; on a frozen one it becomes a corrected version. */
export async function decide(
  desk: Desk,
  edition: Edition,
  decision: Decision,
  author: Author,
): Promise<Digest> {
  const week = weekOf(edition)
  const checked = decisionShape.parse(decision)
  const before = await digestOf(desk.store, edition, desk.services, desk.settings)
  refuseUnknown(checked, before)
  const frozen = await frozenVersion(desk.store.db, week)
  if (frozen && !author.reason) {
    throw new EditError(
      `The edition ${week} is frozen: a correction needs a reason, which is printed.`,
    )
  }
  const { editor, reason, now, seen } = author
  const row = { week, decided_at: now, editor, decision: JSON.stringify(checked), reason }
  await desk.store.write((trx) => addDecision(trx, row, seen))
  const fresh = await draftOf(desk.store, edition, desk.services, desk.settings)
  if (!frozen) return fresh
  const after = corrected(before, fresh, [{ decision: checked, reason }], { at: now, reason })
  await print(desk.store, week, after, author)
  return after
}

/** Takes the newest decision back, or that one. On a frozen edition nothing can be taken back. */
export async function undo(
  desk: Desk,
  edition: Edition,
  now: string,
  id?: number,
): Promise<DecisionRow | null> {
  const week = weekOf(edition)
  if (await frozenVersion(desk.store.db, week)) {
    throw new EditError(`The edition ${week} is frozen: correct it by another decision.`)
  }
  return desk.store.write((trx) => undoDecision(trx, week, now, id))
}

/** Prints the section for good. A second freezing changes nothing and says so. */
export async function freeze(desk: Desk, edition: Edition, author: Author): Promise<Digest> {
  const week = weekOf(edition)
  if (await frozenVersion(desk.store.db, week)) {
    throw new EditError(`The edition ${week} is frozen already.`)
  }
  const digest = await draftOf(desk.store, edition, desk.services, desk.settings)
  if (!(await editionByWeek(desk.store.db, week))) {
    await desk.store.write((trx) => saveEdition(trx, editionRow(edition, digest, author.now)))
  }
  await print(desk.store, week, digest, author, author.seen)
  return digest
}

/** Decisions that stand, with what they say. */
export async function standing(desk: Desk, edition: Edition) {
  const rows = await decisionsOf(desk.store.db, weekOf(edition))
  return rows.map(({ id, decided_at, editor, decision, reason }) => ({
    id,
    at: decided_at,
    editor,
    reason,
    decision: JSON.parse(decision) as Decision,
  }))
}

async function print(
  store: Store,
  week: string,
  digest: Digest,
  author: Author,
  seen?: number,
): Promise<void> {
  const { editor, reason, now } = author
  const version = { week, made_at: now, editor, reason, content: JSON.stringify(digest) }
  const told = { urls: printedUrls(digest), incidentKeys: printedKeys(digest) }
  await store.write(async (trx) => {
    await mustHaveSeen(trx, week, seen)
    await addVersion(trx, version, told)
  })
}

function weekOf(edition: Edition): string {
  if (edition.week) return edition.week
  throw new EditError('Only editions of a week can be edited, not a stretch of days.')
}

/** Decisions about what is not there would wait for ever: they are refused, with what there is. */
function refuseUnknown(decision: Decision, digest: Digest): void {
  const entries = new Set([
    ...digest.entries.map((e) => e.service.id),
    ...digest.leftOut.flatMap((l) => l.entry ?? []),
  ])
  const items = new Set([...digest.leftOut.flatMap((l) => l.item ?? []), ...printedItems(digest)])
  for (const id of entriesOf(decision)) {
    if (entries.has(id)) continue
    throw new EditError(
      `There is no entry "${id}". There are: ${[...entries].join(', ') || 'none'}.`,
    )
  }
  for (const item of 'items' in decision
    ? decision.items
    : 'item' in decision
      ? [decision.item]
      : []) {
    if (!items.has(item)) throw new EditError(`This edition has no ${item} to decide on.`)
  }
}

function printedItems(digest: Digest): string[] {
  return digest.entries.flatMap(itemsIn)
}

function entriesOf(decision: Decision): string[] {
  if (decision.do === 'merge') return [decision.from, decision.into]
  if (decision.do === 'order') return decision.entries
  return 'entry' in decision ? [decision.entry] : []
}
