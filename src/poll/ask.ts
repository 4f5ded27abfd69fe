import { bodyOf } from '#storage/archive.ts'
import { type AskRow, asksOf } from '#storage/feeds.ts'
import type { Db } from '#storage/open.ts'
import { FetchError } from '../errors.ts'
import type { Client, Fetched } from '../fetch/client.ts'
import type { Ask, Reply, Source, SourceFeed } from '../source-kit/source.ts'
import { ttlOf } from './ttl.ts'

/** What a feed's addresses answered in one poll. */
export interface Answers {
  replies: Reply[]
  /** The whole ones that came new, with validators. */
  fetched: Fetched[]
  /** Every whole reply has the body it had last time. */
  unchanged: boolean
  /** The failures of optional addresses. */
  failures: FetchError[]
  freshFor: number | null
  movedTo: string | null
}

const mostRounds = 20
const mostAsks = 150

/** Asks a feed's addresses until the source wants no more. A required one that fails is thrown. */
export async function askAll(
  db: Db,
  client: Client,
  source: Source,
  feed: SourceFeed,
  id: string,
  readBefore: boolean,
  signal?: AbortSignal,
): Promise<Answers> {
  const known = new Map(readBefore ? (await asksOf(db, id)).map((a) => [a.url, a]) : [])
  const answers: Answers = {
    replies: [],
    fetched: [],
    unchanged: readBefore,
    failures: [],
    freshFor: null,
    movedTo: null,
  }
  for (let round = 0; round < mostRounds; round++) {
    const asks = source
      .asks(feed, answers.replies)
      .filter((a) => !answers.replies.some((r) => r.url === a.url))
    if (asks.length === 0 || answers.replies.length + asks.length > mostAsks) break
    for (const ask of asks) await askOne(db, client, ask, known.get(ask.url), answers, signal)
  }
  return answers
}

async function askOne(
  db: Db,
  client: Client,
  ask: Ask,
  known: AskRow | undefined,
  answers: Answers,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const { fetched, reply } = await ifModified(db, client, ask.url, known, signal)
    answers.replies.push(reply)
    answers.fetched.push(fetched)
    if (!known || (fetched.status === 200 && fetched.hash !== known.hash)) answers.unchanged = false
    const hints = [answers.freshFor, fetched.freshFor, ttlOf(reply.body)]
    answers.freshFor = Math.max(...hints.map((h) => h ?? 0)) || null
    answers.movedTo ??= fetched.movedTo
  } catch (e) {
    if (!(e instanceof FetchError) || !ask.optional || e.kind === 'local' || e.kind === 'dns')
      throw e
    answers.failures.push(e)
    if (known) answers.unchanged = false
    answers.replies.push({
      url: ask.url,
      status: e.status ?? 599,
      headers: {},
      body: new Uint8Array(),
      at: new Date(0).toISOString(),
    })
  }
}

/** A conditional request; when the body of a 304 is no longer in the archive, an unconditional one. */
async function ifModified(
  db: Db,
  client: Client,
  url: string,
  known: AskRow | undefined,
  signal?: AbortSignal,
): Promise<{ fetched: Fetched; reply: Reply }> {
  const body = known ? await bodyOf(db, known.hash) : null
  const validators = known && body ? { etag: known.etag, lastModified: known.last_modified } : null
  const fetched = await client.get({ url, validators, ...(signal ? { signal } : {}) })
  if (fetched.status === 200) {
    return {
      fetched,
      reply: { url, status: 200, headers: fetched.headers, body: fetched.body, at: fetched.at },
    }
  }
  const headers = JSON.parse(known!.headers) as Record<string, string>
  return { fetched, reply: { url, status: 200, headers, body: body!, at: fetched.at } }
}
