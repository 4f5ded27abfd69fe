import { FetchError } from '../errors.ts'
import type { Client } from '../fetch/client.ts'
import type { Reply } from '../source-kit/source.ts'

/** One address asked while looking at a page. */
export interface Asked {
  reply: Reply
  /** Where redirects led; equals the address asked where there were none. */
  finalUrl: string
  /** Why there is no document; null when there is one. */
  failure: string | null
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
    return { reply, finalUrl: got.finalUrl, failure: null }
  } catch (e) {
    if (!(e instanceof FetchError) || e.kind === 'local') throw e
    const none = { url, status: e.status ?? 599, headers: {}, body: new Uint8Array() }
    return { reply: { ...none, at: new Date(0).toISOString() }, finalUrl: url, failure: e.message }
  }
}
