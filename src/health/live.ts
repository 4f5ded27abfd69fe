import { createHash } from 'node:crypto'
import pLimit from 'p-limit'
import { doubtsIn } from '../detect/doubts.ts'
import { type Asked, type Asker, askFor, createAsker } from '../detect/exchange.ts'
import { recognise } from '../detect/recognise.ts'
import { describeError, FetchError, ParseError } from '../errors.ts'
import type { FeedSpec } from '../feeds.ts'
import type { Client } from '../fetch/client.ts'
import type { Sources } from '../registry.ts'
import { newestIn } from '../source-kit/reading.ts'
import type { Ask, Reading, Reply, Source } from '../source-kit/source.ts'
import type { FeedFacts } from './findings.ts'

export interface LiveTools {
  client: Client
  sources: Sources
  concurrency: number
  /** ISO text; asked anew for every feed. */
  now(): string
  signal?: AbortSignal
  onDone?(done: number, total: number): void
}

const mostAsks = 6

/**
 * Asks every feed once as a poll would, without a database. A page that cannot be read is looked at
 * anew, so that the remedy can name what it is now. Never throws for a feed.
 */
export async function liveFacts(
  specs: readonly FeedSpec[],
  tools: LiveTools,
): Promise<Map<string, FeedFacts>> {
  const asked = specs.filter((s) => s.disabled === null)
  const limit = pLimit(tools.concurrency)
  const facts = new Map<string, FeedFacts>()
  let done = 0
  const check = async (spec: FeedSpec) => {
    if (!tools.signal?.aborted) facts.set(spec.id, await factsNow(spec, tools))
    tools.onDone?.(++done, asked.length)
  }
  await Promise.all(asked.map((spec) => limit(() => check(spec))))
  return facts
}

const unknown: FeedFacts = {
  lastReadAt: null,
  failingSince: null,
  failures: 0,
  errorKind: null,
  error: null,
  movedTo: null,
  entries: null,
  mostEntries: null,
  newestAt: null,
  found: null,
  hash: null,
  doubts: [],
}

async function factsNow(spec: FeedSpec, tools: LiveTools): Promise<FeedFacts> {
  const source = tools.sources.get(spec.source)!
  const now = tools.now()
  // What is asked for reading is not asked again for a second look.
  const asker = createAsker(tools.client, tools.signal)
  try {
    const { reading, replies, movedTo } = await readOnce(spec, source, asker)
    return {
      ...unknown,
      lastReadAt: now,
      movedTo,
      entries: reading.incidents.length + reading.articles.length,
      newestAt: newestIn(reading),
      hash: hashOf(replies),
      doubts: spec.kind === 'status' ? doubtsIn(replies) : [],
    }
  } catch (e) {
    const kind = e instanceof FetchError ? e.kind : e instanceof ParseError ? 'parse' : 'local'
    const failed = { ...unknown, failures: 1, errorKind: kind, error: describeError(e) }
    const lost = spec.kind === 'status' && ['parse', 'http', 'gone'].includes(kind)
    return lost ? { ...failed, found: await foundAt(spec, asker, tools) } : failed
  }
}

/** Asks and reads once. A required address that fails is thrown, as in a poll. */
async function readOnce(
  spec: FeedSpec,
  source: Source,
  asker: Asker,
): Promise<{ reading: Reading; replies: Reply[]; movedTo: string | null }> {
  const feed = { url: spec.url, options: spec.options, open: [] }
  const isLost = (ask: Ask, { failure }: Asked) =>
    failure !== null && (!ask.optional || failure.kind === 'dns')
  const { answers, endedBy } = await askFor(source, feed, asker, mostAsks, isLost)
  const replies = answers.map((a) => a.reply)
  const failures = answers.flatMap((a) => a.failure ?? [])
  if (endedBy) {
    throw htmlInstead(replies) ?? failures.find((f) => f.kind === 'gone') ?? endedBy.failure
  }
  if (failures[0] && !replies.some((r) => r.status === 200)) throw failures[0]
  const movedTo = answers.find((a) => a.movedTo)?.movedTo ?? null
  return { reading: await source.read(feed, replies), replies, movedTo }
}

/** A page that sends HTML for its JSON tells more than the address that failed in the end. */
function htmlInstead(replies: readonly Reply[]): ParseError | null {
  const page = replies.find(
    (r) =>
      r.status === 200 &&
      new URL(r.url).pathname.endsWith('.json') &&
      /^\s*</.test(Buffer.from(r.body.subarray(0, 200)).toString('latin1')),
  )
  return page ? new ParseError(`${page.url}: HTML where JSON was due`) : null
}

async function foundAt(
  spec: FeedSpec,
  asker: Asker,
  tools: LiveTools,
): Promise<FeedFacts['found']> {
  try {
    const found = await recognise(new URL(spec.url), tools.sources, asker, tools.now())
    if (!found.source || !found.url || found.source === spec.source || found.confidence < 0.5) {
      return null
    }
    return { source: found.source, url: found.url, why: found.why, standIn: false }
  } catch {
    return null
  }
}

function hashOf(replies: readonly Reply[]): string | null {
  const first = replies.find((r) => r.status === 200)
  return first && first.body.byteLength > 200
    ? createHash('sha256').update(first.body).digest('hex')
    : null
}
