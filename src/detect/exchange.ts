import { FetchError } from '../errors.ts'
import type { Client } from '../fetch/client.ts'
import type { Ask, Reply, Source, SourceFeed } from '../source-kit/source.ts'

/** One address asked while looking at a page. */
export interface Asked {
  reply: Reply
  /** Where redirects led; equals the address asked where there were none. */
  finalUrl: string
  /** Where permanent redirects led; null where there were none. */
  movedTo: string | null
  /** Why there is no document; null when there is one. */
  failure: FetchError | null
}

/** Asks once for each address and remembers the answer, so that looking and confirming share requests. */
export interface Asker {
  ask(url: string): Promise<Asked>
  /** Everything asked so far, in order. */
  all(): readonly Asked[]
}

export function createAsker(client: Pick<Client, 'get'>, signal?: AbortSignal): Asker {
  const asked = new Map<string, Asked>()
  return {
    async ask(url) {
      const known = asked.get(url)
      if (known) return known
      const answer = await answerOf(client, url, signal)
      asked.set(url, answer)
      return answer
    },
    all: () => [...asked.values()],
  }
}

async function answerOf(
  client: Pick<Client, 'get'>,
  url: string,
  signal?: AbortSignal,
): Promise<Asked> {
  try {
    const got = await client.get({ url, ...(signal ? { signal } : {}) })
    const reply = { url, status: got.status, headers: got.headers, body: got.body, at: got.at }
    return { reply, finalUrl: got.finalUrl, movedTo: got.movedTo, failure: null }
  } catch (e) {
    if (!(e instanceof FetchError) || e.kind === 'local') throw e
    const none = { url, status: e.status ?? 599, headers: {}, body: new Uint8Array() }
    const reply = { ...none, at: new Date(0).toISOString() }
    return { reply, finalUrl: url, movedTo: null, failure: e }
  }
}

/**
 * Asks what a source wants, round by round as a poll does, at most `most` addresses. Ends early at an
 * answer after which nothing more is worth asking, and says which.
 */
export async function askFor(
  source: Source,
  feed: SourceFeed,
  asker: Asker,
  most: number,
  isEnd: (ask: Ask, answer: Asked) => boolean = () => false,
): Promise<{ answers: Asked[]; endedBy: Asked | null }> {
  const answers: Asked[] = []
  for (;;) {
    const replies = answers.map((a) => a.reply)
    const asks = source.asks(feed, replies).filter((a) => !replies.some((r) => r.url === a.url))
    if (asks.length === 0 || answers.length >= most) return { answers, endedBy: null }
    for (const ask of asks.slice(0, most - answers.length)) {
      const answer = await asker.ask(ask.url)
      answers.push(answer)
      if (isEnd(ask, answer)) return { answers, endedBy: answer }
    }
  }
}
