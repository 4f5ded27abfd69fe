import { readFileSync } from 'node:fs'
import type { LookupFunction } from 'node:net'
import { request as send } from 'undici'
import { collect, sample, unpack, wireCap } from './body.ts'
import { type Network, openNetwork } from './connect.ts'
import { openDeadline } from './deadline.ts'
import {
  type Client,
  type Exchange,
  type FetchRequest,
  firstOf,
  type HeaderLists,
  type Validators,
} from './exchange.ts'
import { codeOf, failureOf } from './failures.ts'
import { follow } from './follow.ts'
import { createLimits } from './limits.ts'
import type { FetchSettings } from './settings.ts'

export type { Client, Fetched, FetchRequest, Validators } from './exchange.ts'
export { outcomeOf } from './outcome.ts'

/** Enough of an error page to see who wrote it. */
const errorBytes = 16 * 1024
/** More than this of an answer nobody reads, and the connection is dropped instead. */
const idleBytes = 64 * 1024

type Response = Awaited<ReturnType<typeof send>>

export interface ClientSeams {
  /** Instead of the system's; called with `all: true`. */
  lookup?: LookupFunction
  /** Wall clock in ms, for `at` and for dates in headers. */
  now?: () => number
  /** For the User-Agent; the version of package.json unless given. */
  version?: string
}

/** The one way to the network. Keep one client for the life of the process. */
export function createClient(settings: FetchSettings, seams: ClientSeams = {}): Client {
  const { maxRedirects, maxFreshness } = settings
  const rules = { maxRedirects, maxFreshness, now: seams.now ?? Date.now }
  const network = openNetwork(settings, seams.lookup)
  const limits = createLimits(settings)
  const agent = userAgent(seams.version ?? ownVersion(), settings.contact)
  const closing = new AbortController()

  async function get(request: FetchRequest) {
    const deadline = openDeadline(settings.totalTimeout, [request.signal, closing.signal])
    const { signal } = deadline
    const headers = requestHeaders(agent, request.validators)
    const ask = async (url: URL) => {
      const task = () => deadline.spend(() => exchange(network, settings, url, headers, signal))
      try {
        return await limits.run(url.hostname, signal, task)
      } catch (error) {
        throw failureOf(request.url, url.host, signal.aborted ? signal.reason : error)
      }
    }
    try {
      return await follow(request, rules, ask)
    } finally {
      deadline.release()
    }
  }

  return {
    get,
    async close() {
      closing.abort()
      await network.close()
    },
  }
}

/** One request, its answer read as far as its status makes it worth. */
async function exchange(
  network: Network,
  settings: FetchSettings,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Exchange> {
  const options = {
    dispatcher: network.dispatcher,
    headers,
    signal,
    headersTimeout: settings.headersTimeout * 1000,
    bodyTimeout: settings.bodyTimeout * 1000,
  }
  const once = () => send(url, { ...options, reset: network.crowded() })
  const response = await onceMoreIfStale(network, url.origin, once)
  // A body that fails while nobody reads it must not take the process down.
  response.body.on('error', () => {})
  const lists = headerLists(response.headers)
  const { statusCode: status } = response
  if (status === 200)
    return { status, headers: lists, ...(await readWhole(response, lists, settings)) }
  return { status, headers: lists, body: await readError(response, lists), wireBytes: 0 }
}

/**
 * A server may close an idle connection at the moment we use it again. Only then, and only once, it
 * is asked again at once: on a new connection the same failure is the server's own.
 */
async function onceMoreIfStale(
  network: Network,
  origin: string,
  once: () => Promise<Response>,
): Promise<Response> {
  const before = network.opened(origin)
  try {
    return await once()
  } catch (error) {
    const reset = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error) ?? '')
    if (reset && network.opened(origin) === before) return once()
    throw error
  }
}

async function readWhole({ body }: Response, headers: HeaderLists, settings: FetchSettings) {
  const contentType = firstOf(headers, 'content-type')
  const wire = await collect(body, wireCap(contentType, settings))
  const encodings = headers['content-encoding'] ?? []
  return { body: unpack(wire, encodings, contentType, settings), wireBytes: wire.byteLength }
}

async function readError(
  { statusCode, body }: Response,
  headers: HeaderLists,
): Promise<Uint8Array> {
  if (![403, 429, 503].includes(statusCode)) {
    await body.dump({ limit: idleBytes }).catch(() => {})
    return new Uint8Array()
  }
  const wire = await sample(body, errorBytes)
  const caps = { maxBytes: idleBytes, maxXmlBytes: idleBytes }
  try {
    return unpack(wire, headers['content-encoding'] ?? [], null, caps)
  } catch {
    return new Uint8Array()
  }
}

function headerLists(headers: Response['headers']): HeaderLists {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat()]),
  )
}

/** What we send, and all of it: validators unchanged, no `Cache-Control`, no cookies, no referrer. */
function requestHeaders(agent: string, validators: Validators | null | undefined) {
  const headers: Record<string, string> = {
    'user-agent': agent,
    accept: '*/*',
    'accept-encoding': 'gzip, br, zstd',
  }
  const { etag, lastModified } = validators ?? {}
  if (etag && isSendable(etag)) headers['if-none-match'] = etag
  if (lastModified && isSendable(lastModified)) headers['if-modified-since'] = lastModified
  return headers
}

function isSendable(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]+$/.test(value)
}

function userAgent(version: string, contact: string): string {
  return `OutageDesk/${version} (+${contact})`.replace(/[^\x20-\x7e]/g, '?')
}

function ownVersion(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
