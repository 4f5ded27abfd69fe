import { createHash } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { FetchError } from '../errors.ts'
import { type Exchange, type Fetched, type FetchRequest, firstOf } from './exchange.ts'
import { failure } from './failures.ts'
import { freshFor, retryAfter } from './hints.ts'

/** What is known of a request when its last answer is in. */
export interface Course {
  request: FetchRequest
  finalUrl: URL
  /** Every redirect on the way was permanent; false when there was none. */
  moved: boolean
  /** When the answer was complete, ms. */
  now: number
  /** Seconds. */
  maxFreshness: number
}

/**
 * What an answer that is no redirect means, for live and recorded ones alike: a Fetched for a whole
 * 200 or an expected 304, else a FetchError (`gone` for 410, `blocked` for a challenge page,
 * `protocol` for a 304 nobody asked for, `http` for the rest).
 */
export function outcomeOf(exchange: Exchange, course: Course): Fetched {
  if (isChallenge(exchange)) throw refusal('blocked', exchange, course, 'wants to see a browser')
  if (exchange.status === 200) return whole(exchange, course)
  if (exchange.status === 304) return unchanged(exchange, course)
  if (exchange.status === 410) throw refusal('gone', exchange, course, 'says it is gone for good')
  throw refusal('http', exchange, course, `answered ${exchange.status}`)
}

function whole(exchange: Exchange, course: Course): Fetched {
  return {
    ...common(exchange, course),
    status: 200,
    body: exchange.body,
    hash: createHash('sha256').update(exchange.body).digest('hex'),
    etag: firstOf(exchange.headers, 'etag'),
    lastModified: firstOf(exchange.headers, 'last-modified'),
  }
}

function unchanged(exchange: Exchange, course: Course): Fetched {
  const sent = course.request.validators
  if (!sent?.etag && !sent?.lastModified) {
    throw refusal('protocol', exchange, course, 'says unchanged though nothing was known before')
  }
  return {
    ...common(exchange, course),
    status: 304,
    body: new Uint8Array(),
    hash: '',
    etag: firstOf(exchange.headers, 'etag') ?? sent.etag,
    lastModified: firstOf(exchange.headers, 'last-modified') ?? sent.lastModified,
  }
}

function common(exchange: Exchange, course: Course) {
  const headers: Record<string, string> = {}
  for (const [name, values] of Object.entries(exchange.headers)) {
    if (values?.[0] !== undefined) headers[name] = values[0]
  }
  return {
    url: course.request.url,
    finalUrl: course.finalUrl.href,
    headers,
    freshFor: freshFor(exchange.headers, course.now, course.maxFreshness),
    movedTo: course.moved ? course.finalUrl.href : null,
    wireBytes: exchange.wireBytes,
    at: new Date(course.now).toISOString(),
  }
}

function refusal(
  kind: 'blocked' | 'gone' | 'protocol' | 'http',
  { status, headers }: Exchange,
  { request, finalUrl, now }: Course,
  what: string,
): FetchError {
  const wait = retryAfter(headers, now)
  const name = STATUS_CODES[status] ? `${status} ${STATUS_CODES[status]}` : `${status}`
  const asks = wait ? `, and asks to wait ${wait} s` : ''
  const sentence = kind === 'http' ? `answered ${name}` : `${what} (${status})`
  return failure(kind, request.url, `${finalUrl.host} ${sentence}${asks}`, {
    status,
    retryAfter: wait,
  })
}

/** Cloudflare's "are you human" page, which also comes with 200. */
function isChallenge({ status, headers, body }: Exchange): boolean {
  if (![200, 403, 429, 503].includes(status)) return false
  if (firstOf(headers, 'cf-mitigated')?.toLowerCase() === 'challenge') return true
  if (!/html/i.test(firstOf(headers, 'content-type') ?? '')) return false
  const head = Buffer.from(body.subarray(0, 4096)).toString('latin1')
  return /<title>\s*(just a moment|attention required! \| cloudflare)/i.test(head)
}
