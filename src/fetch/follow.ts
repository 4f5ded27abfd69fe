import type { FetchError } from '../errors.ts'
import {
  type Exchange,
  type Fetched,
  type FetchRequest,
  firstOf,
  type HeaderLists,
} from './exchange.ts'
import { bareUrl, failure } from './failures.ts'
import { retryAfter } from './hints.ts'
import { outcomeOf } from './outcome.ts'

export interface FollowRules {
  maxRedirects: number
  /** Seconds. */
  maxFreshness: number
  /** ms */
  now: () => number
}

const redirects = [301, 302, 303, 307, 308]
const permanent = [301, 308]

/**
 * Asks, follows redirects, and returns or throws what the last answer means. Only http(s), never
 * from https to http, never in a circle, and not while `Retry-After` asks to wait.
 */
export async function follow(
  request: FetchRequest,
  rules: FollowRules,
  ask: (url: URL) => Promise<Exchange>,
): Promise<Fetched> {
  const seen = new Set<string>()
  let url = addressOf(request.url)
  let moved = true
  for (;;) {
    seen.add(url.href)
    const exchange = await ask(url)
    const target = targetOf(exchange, url, request, rules.now())
    if (!target) {
      const { maxFreshness } = rules
      moved &&= seen.size > 1
      return outcomeOf(exchange, { request, finalUrl: url, moved, now: rules.now(), maxFreshness })
    }
    if (seen.has(target.href)) throw stray(request, url, 'redirects in a circle')
    if (seen.size > rules.maxRedirects) {
      throw stray(request, url, `redirects more than ${rules.maxRedirects} times`)
    }
    moved &&= permanent.includes(exchange.status)
    url = target
  }
}

/** The address to ask, without credentials and fragment. */
function addressOf(asked: string): URL {
  const url = URL.canParse(asked) ? bare(new URL(asked)) : null
  if (url && /^https?:$/.test(url.protocol)) return url
  throw failure('protocol', asked, `${bareUrl(asked).slice(0, 200)} is no http(s) address`)
}

function bare(url: URL): URL {
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}

/** Where an answer sends us; null when it is no redirect. */
function targetOf(exchange: Exchange, from: URL, request: FetchRequest, now: number): URL | null {
  const { status, headers } = exchange
  if (!redirects.includes(status)) return null
  const wait = retryAfter(headers, now)
  if (wait) {
    const asks = `${from.host} answered ${status} and asks to wait ${wait} s`
    throw failure('http', request.url, asks, { status, retryAfter: wait })
  }
  const location = locationOf(headers)
  if (!location) throw stray(request, from, `answered ${status} without saying where to go`, status)
  if (!URL.canParse(location, from.href))
    throw stray(request, from, 'redirects to no address', status)
  const target = bare(new URL(location, from))
  if (!/^https?:$/.test(target.protocol)) {
    throw stray(request, from, 'redirects to what is no http(s) address', status)
  }
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw stray(request, from, 'redirects from https to http', status)
  }
  return target
}

/** Some servers send the bytes of UTF-8 where only ASCII is allowed. */
function locationOf(headers: HeaderLists): string | null {
  const location = firstOf(headers, 'location')
  if (!location || !/[\x80-\xff]/.test(location) || /[^\0-\xff]/.test(location)) return location
  const text = Buffer.from(location, 'latin1').toString('utf8')
  return text.includes('\uFFFD') ? location : text
}

function stray(request: FetchRequest, from: URL, what: string, status?: number): FetchError {
  return failure('redirect', request.url, `${from.host} ${what}`, status ? { status } : {})
}
