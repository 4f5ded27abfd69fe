import type { LookupFunction } from 'node:net'
import { request as send } from 'undici'
import { allowedBy } from './addresses.ts'
import { sample } from './body.ts'
import { openNetwork } from './connect.ts'
import { openDeadline } from './deadline.ts'
import type { HeaderLists } from './exchange.ts'
import { Fault, failureOf } from './failures.ts'
import { retryAfter } from './hints.ts'
import type { FetchSettings } from './settings.ts'

/** Enough of an answer to see what the receiver complains about. */
const answerBytes = 1024

export interface PostRequest {
  headers: Record<string, string>
  body: string
  signal?: AbortSignal
}

export interface PostAnswer {
  status: number
  /** Seconds the receiver asked to wait; null when it did not say. */
  retryAfter: number | null
  /** The beginning of what it answered, as it came. */
  text: string
}

export interface Poster {
  /**
   * Posts once: no redirect is followed and nothing is tried again. Any status is an answer; no
   * answer is a FetchError, which names the host and never the path, for that may be a secret.
   */
  post(url: string, request: PostRequest): Promise<PostAnswer>
  /** Stops what is under way and closes every socket. */
  close(): Promise<void>
}

export interface PostSeams {
  /** Instead of the system's; called with `all: true`. */
  lookup?: LookupFunction
  /** Wall clock in ms, for dates in headers. */
  now?: () => number
}

/** Sends messages under the same address guard and time limits as the client that fetches. */
export function createPoster(settings: FetchSettings, seams: PostSeams = {}): Poster {
  const network = openNetwork(settings, seams.lookup)
  const mayBePlain = allowedBy(settings.allowHosts)
  const closing = new AbortController()
  const now = seams.now ?? Date.now

  async function exchange(url: URL, request: PostRequest, signal: AbortSignal) {
    const response = await send(url, {
      method: 'POST',
      dispatcher: network.dispatcher,
      headers: request.headers,
      body: request.body,
      signal,
      headersTimeout: settings.headersTimeout * 1000,
      bodyTimeout: settings.bodyTimeout * 1000,
      reset: network.crowded(),
    })
    // A body that fails while nobody reads it must not take the process down.
    response.body.on('error', () => {})
    const text = Buffer.from(await sample(response.body, answerBytes)).toString('utf8')
    const headers: HeaderLists = { 'retry-after': [response.headers['retry-after'] ?? []].flat() }
    return { status: response.statusCode, retryAfter: retryAfter(headers, now()), text }
  }

  return {
    async post(address, request) {
      const url = URL.canParse(address) ? new URL(address) : null
      if (!url) throw failureOf('', 'The target', new Fault('local', 'has no usable address'))
      const deadline = openDeadline(settings.totalTimeout, [request.signal, closing.signal])
      try {
        checkScheme(url, mayBePlain)
        return await deadline.spend(() => exchange(url, request, deadline.signal))
      } catch (error) {
        const { signal } = deadline
        throw failureOf(url.origin, url.host, signal.aborted ? signal.reason : error)
      } finally {
        deadline.release()
      }
    },
    async close() {
      closing.abort()
      await network.close()
    },
  }
}

/** Messages go out encrypted, except to hosts of the operator's own. */
function checkScheme(url: URL, mayBePlain: (host: string, port: number) => boolean): void {
  if (url.protocol === 'https:') return
  if (url.protocol === 'http:' && mayBePlain(url.hostname, Number(url.port || 80))) return
  throw new Fault('address', 'is not sent to without https')
}
