import { z } from 'zod'
import type { IncidentRecord } from '#storage/incidents.ts'
import { applyIncidentChanges, findIncidents, incidentsForMerge } from '#storage/incidents.ts'
import type { Store } from '#storage/open.ts'
import { ParseError } from '../../src/errors.ts'
import type { FeedSpec } from '../../src/feeds.ts'
import type { Incident, Update } from '../../src/incident.ts'
import { type MergeContext, merge } from '../../src/poll/merge.ts'
import { defineSource, type Reading, replyTo } from '../../src/source-kit/source.ts'

/** Minutes after noon of a fixed day, ISO. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 2, 12) + minutes * 60_000).toISOString()
}

export function update(id: string, minutes: number | null, text: string, fields = {}): Update {
  return {
    id,
    status: 'investigating',
    at: minutes === null ? null : at(minutes),
    text,
    ...fields,
  }
}

export function incident(id: string, fields: Partial<Incident> = {}): Incident {
  return {
    id,
    url: `https://status.example/${id}`,
    title: `Trouble ${id}`,
    kind: 'incident',
    status: 'investigating',
    impact: 'minor',
    impactLabel: 'minor',
    startedAt: at(0),
    resolvedAt: null,
    postedAt: at(0),
    updatedAt: at(0),
    services: [],
    components: [],
    regions: [],
    updates: [update(`${id}-1`, 0, `We look into ${id}.`)],
    postmortem: null,
    stated: null,
    ...fields,
  }
}

export function context(minutes: number, fields: Partial<MergeContext> = {}): MergeContext {
  return {
    feed: 'test:page',
    now: at(minutes),
    firstRead: false,
    lastRead: at(minutes - 5),
    wholeTimeline: true,
    reach: { since: null, open: false },
    replyHash: `hash-${minutes}`,
    fetchedAt: at(minutes),
    serviceIdsOf: () => ['desk'],
    ...fields,
  }
}

/** One reading merged into a real database; the number of changes. */
export async function mergeInto(
  store: Store,
  read: readonly Incident[],
  seen: MergeContext,
): Promise<number> {
  return store.write(async (trx) => {
    const ids = read.map((i) => i.id)
    const changes = merge(await incidentsForMerge(trx, seen.feed, ids), read, seen)
    await applyIncidentChanges(trx, changes)
    return changes.length
  })
}

/** Merges readings one after the other, five minutes apart; the number of changes of the last. */
export async function mergeAll(
  store: Store,
  fields: Partial<MergeContext>,
  ...readings: Incident[][]
): Promise<number> {
  let last = 0
  for (const [i, list] of readings.entries())
    last = await mergeInto(store, list, context(100 + i * 5, fields))
  return last
}

/** The one stored incident. */
export async function onlyIncident(store: Store): Promise<IncidentRecord> {
  const found = await findIncidents(store.db)
  if (found.length !== 1) throw new Error(`${found.length} incidents are stored`)
  return found[0]!
}

/** The same without a database: what would stand in it afterwards. */
export function mergeInMemory(
  stored: readonly IncidentRecord[],
  read: readonly Incident[],
  seen: MergeContext,
): IncidentRecord[] {
  const next = new Map(stored.map((s) => [s.key, s]))
  for (const { before, after } of merge(stored, read, seen)) {
    const key = before?.key ?? next.size + 1
    next.set(key, { ...after, key })
  }
  return [...next.values()]
}

/** A source of which everything is known: the document is the reading, as JSON. */
export const testSource = defineSource({
  id: 'test',
  name: 'Test',
  summary: 'Reads JSON that says what a reading is.',
  site: 'https://status.example',
  examples: [],
  gives: {
    impact: 'stated',
    components: true,
    regions: true,
    updates: 'all',
    maintenance: true,
    postmortems: true,
    history: 'all',
  },
  options: z.strictObject({}),
  filters: [],
  recognises: () => false,
  detects: () => null,
  asks: ({ url }, replies) => (replies.length > 0 ? [] : [{ url }]),
  read({ url }, replies) {
    try {
      return JSON.parse(Buffer.from(replyTo(replies, url)!.body).toString()) as Reading
    } catch (cause) {
      throw new ParseError('This is not JSON.', { cause })
    }
  },
})

export function reading(fields: Partial<Reading> = {}): Reading {
  const reach = { since: null, open: false }
  return { incidents: [], articles: [], skipped: [], reach, notes: [], ...fields }
}

export function spec(url: string, id = 'test:page'): FeedSpec {
  return {
    id,
    source: 'test',
    url,
    options: {},
    services: [{ id: 'desk', filters: {} }],
    kind: 'status',
    disabled: null,
    line: 1,
  }
}
