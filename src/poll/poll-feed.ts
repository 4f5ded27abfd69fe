import { createHash } from 'node:crypto'
import { saveReply } from '#storage/archive.ts'
import { saveArticles } from '#storage/articles.ts'
import { closeGap, type FeedRow, feedRow, openGap, saveAsk, updateFeed } from '#storage/feeds.ts'
import {
  applyIncidentChanges,
  type IncidentChange,
  incidentsForMerge,
  openIncidentIds,
} from '#storage/incidents.ts'
import type { Db, Store } from '#storage/open.ts'
import { describeError, type FailureKind, FetchError, ParseError, StorageError } from '../errors.ts'
import type { FeedSpec } from '../feeds.ts'
import type { Client } from '../fetch/client.ts'
import type { Incident } from '../incident.ts'
import { titleKey } from '../news/title-key.ts'
import type { Sources } from '../registry.ts'
import { latestOf } from '../source-kit/dates.ts'
import { newestIn } from '../source-kit/reading.ts'
import { selects } from '../source-kit/select.ts'
import type { Reading, Source } from '../source-kit/source.ts'
import { type Answers, askAll } from './ask.ts'
import { askRow, packedReplies } from './keep-replies.ts'
import { merge } from './merge.ts'
import { nextCheck, type Pace } from './next-check.ts'
import { standFor } from './stand.ts'

export interface PollTools {
  store: Store
  client: Client
  /** The clock, as ISO text: the recording's own in a replay. */
  now(): string
  pace: Pace
  /** Part of what decides whether a stored reading is still good: the program's version. */
  version: string
  /** Platforms that a page may turn out to be; without them it is read as feeds.yaml says. */
  sources?: Sources
  /** Told of changed incidents in the transaction that writes them. */
  onChanges?(trx: Db, changes: readonly IncidentChange[], now: string): Promise<void>
  signal?: AbortSignal
}

export interface PollResult {
  feed: string
  outcome: 'unchanged' | 'read' | 'failed'
  /** Incidents and articles written. */
  changed: number
  skipped: number
  failure: FailureKind | null
  error: string | null
}

/**
 * One poll from start to end. The next check must have been claimed before (`storage/feeds.ts`).
 * Everything the poll learned is written in one transaction; a failure leaves the last state as it
 * was and opens a gap. A page that turned out to be another platform is read as that.
 */
export async function pollFeed(
  named: FeedSpec,
  namedSource: Source,
  tools: PollTools,
): Promise<PollResult> {
  const { store, now } = tools
  const row = await feedRow(store.db, named.id)
  if (!row) throw new StorageError(`The feed ${named.id} is not in the database.`)
  const { spec, source, note } = standFor(named, namedSource, row, tools.sources)
  const reader = readerOf(spec, tools.version)
  try {
    const open = await openIncidentIds(store.db, spec.id)
    const feed = { url: spec.url, options: spec.options, open }
    const answers = await askAll(
      store.db,
      tools.client,
      source,
      feed,
      spec.id,
      row.reader === reader,
      tools.signal,
    )
    if (answers.unchanged && answers.fetched.length > 0)
      return await recordUnchanged(row, open.length > 0, answers, tools)
    const read = await readAnswers(source, feed, answers)
    const reading = note ? cautious(read, note) : read
    return await recordReading(spec, source, row, reader, answers, reading, tools)
  } catch (e) {
    // We were told to stop: that says nothing about the feed.
    if (tools.signal?.aborted)
      return {
        feed: spec.id,
        outcome: 'unchanged',
        changed: 0,
        skipped: 0,
        failure: null,
        error: null,
      }
    return recordFailure(row, e, tools, now())
  }
}

/** Read as another platform than feeds.yaml says: the note says so, and no absence is taken for a sign. */
function cautious(reading: Reading, note: string): Reading {
  return { ...reading, reach: { since: null, open: false }, notes: [note, ...reading.notes] }
}

async function readAnswers(
  source: Source,
  feed: Parameters<Source['read']>[0],
  answers: Answers,
): Promise<Reading> {
  const whole = answers.replies.some((r) => r.status === 200)
  // Without any whole reply the fault is the network's or the server's, not the document's.
  if (!whole && answers.failures[0]) throw answers.failures[0]
  return source.read(feed, answers.replies)
}

async function recordUnchanged(
  row: FeedRow,
  open: boolean,
  answers: Answers,
  tools: PollTools,
): Promise<PollResult> {
  const now = tools.now()
  const hints = {
    feed: row.id,
    open,
    failures: 0,
    failure: null,
    retryAfter: null,
    freshFor: answers.freshFor,
  }
  await tools.store.write(async (trx) => {
    if (row.error !== null) await closeGap(trx, row.id, now)
    await updateFeed(trx, row.id, {
      last_read_at: now,
      next_check_at: nextCheck(now, hints, tools.pace),
      failures: 0,
      error_kind: null,
      error: null,
      moved_to: answers.movedTo,
    })
    for (const f of answers.fetched) await refreshValidators(trx, row.id, f)
  })
  return { feed: row.id, outcome: 'unchanged', changed: 0, skipped: 0, failure: null, error: null }
}

async function refreshValidators(
  db: Db,
  feed: string,
  f: Answers['fetched'][number],
): Promise<void> {
  await db
    .updateTable('asks')
    .set({ etag: f.etag, last_modified: f.lastModified })
    .where('feed', '=', feed)
    .where('url', '=', f.url)
    .where((e) =>
      e.or([
        e('etag', 'is distinct from', f.etag),
        e('last_modified', 'is distinct from', f.lastModified),
      ]),
    )
    .execute()
}

async function recordReading(
  spec: FeedSpec,
  source: Source,
  row: FeedRow,
  reader: string,
  answers: Answers,
  reading: Reading,
  tools: PollTools,
): Promise<PollResult> {
  const now = tools.now()
  const packed = await packedReplies(spec.id, answers)
  const hash = packed[0]?.hash ?? answers.fetched[0]?.hash ?? ''
  const changed = await tools.store.write(async (trx) => {
    const stored = await incidentsForMerge(
      trx,
      spec.id,
      reading.incidents.map((i) => i.id),
    )
    const changes = merge(stored, reading.incidents, {
      feed: spec.id,
      now,
      firstRead: row.first_read_at === null,
      lastRead: row.last_read_at,
      wholeTimeline: source.gives.updates === 'all' && reading.notes.length === 0,
      reach: reading.reach,
      replyHash: hash,
      fetchedAt: now,
      serviceIdsOf: (incident) => serviceIds(spec, incident),
    })
    await applyIncidentChanges(trx, changes)
    await tools.onChanges?.(trx, changes, now)
    const articles = reading.articles.map((a) => ({ ...a, titleKey: titleKey(a.title) }))
    const seen = { at: now, hash, firstRead: row.first_read_at === null }
    const written = changes.length + (await saveArticles(trx, spec.id, articles, seen))
    for (const reply of packed) await saveReply(trx, reply)
    for (const f of answers.fetched) if (f.status === 200) await saveAsk(trx, askRow(spec.id, f))
    if (row.error !== null) await closeGap(trx, spec.id, now)
    const open = (await openIncidentIds(trx, spec.id)).length > 0
    const hints = {
      feed: spec.id,
      open,
      failures: 0,
      failure: null,
      retryAfter: null,
      freshFor: answers.freshFor,
    }
    await updateFeed(trx, spec.id, {
      first_read_at: row.first_read_at ?? now,
      last_read_at: now,
      last_changed_at: written > 0 ? now : row.last_changed_at,
      next_check_at: nextCheck(now, hints, tools.pace),
      failures: 0,
      error_kind: null,
      error: null,
      moved_to: answers.movedTo,
      reader,
      notes: notesOf(reading),
      ...tallyOf(reading, row),
    })
    return written
  })
  return {
    feed: spec.id,
    outcome: 'read',
    changed,
    skipped: reading.skipped.length,
    failure: null,
    error: null,
  }
}

async function recordFailure(
  row: FeedRow,
  cause: unknown,
  tools: PollTools,
  now: string,
): Promise<PollResult> {
  if (cause instanceof StorageError) throw cause
  const failure = failureKindOf(cause)
  const error = describeError(cause)
  const failures = failure === 'local' ? row.failures : row.failures + 1
  const retryAfter = cause instanceof FetchError ? cause.retryAfter : null
  const next = nextCheck(
    now,
    { feed: row.id, open: false, failures, failure, retryAfter, freshFor: null },
    tools.pace,
  )
  await tools.store.write(async (trx) => {
    await openGap(trx, row.id, row.last_read_at ?? now, error)
    await updateFeed(trx, row.id, { failures, error_kind: failure, error, next_check_at: next })
  })
  return { feed: row.id, outcome: 'failed', changed: 0, skipped: 0, failure, error }
}

function failureKindOf(cause: unknown): FailureKind {
  if (cause instanceof FetchError) return cause.kind
  return cause instanceof ParseError ? 'parse' : 'local'
}

/** Ids of our services an incident belongs to: the one part that it hit first; of several parts the whole comes first. */
export function serviceIds(spec: Pick<FeedSpec, 'services'>, incident: Incident): string[] {
  const narrow = spec.services.filter((s) => Object.keys(s.filters).length > 0)
  const wide = spec.services.filter((s) => Object.keys(s.filters).length === 0)
  const parts = narrow.filter((s) => selects(s.filters, incident))
  return (parts.length > 1 ? [...wide, ...parts] : [...parts, ...wide]).map((s) => s.id)
}

function readerOf(spec: FeedSpec, version: string): string {
  const told = JSON.stringify([spec.source, spec.url, spec.options, spec.services, version])
  return createHash('sha256').update(told).digest('hex').slice(0, 16)
}

/** How much a feed lists, for telling one that collapsed or fell silent. */
function tallyOf(reading: Reading, row: FeedRow) {
  const entries = reading.incidents.length + reading.articles.length
  return {
    entries,
    most_entries: Math.max(entries, row.most_entries ?? 0),
    newest_at: latestOf(newestIn(reading), row.newest_at),
  }
}

function notesOf(reading: Reading): string {
  const skipped = reading.skipped.slice(0, 5).map((s) => `skipped ${s.what}: ${s.why}`)
  return [...reading.notes, ...skipped].join('; ').slice(0, 1000)
}
