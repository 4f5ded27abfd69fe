import { unpack } from './body.ts'
import {
  type Client,
  type Exchange,
  type FetchRequest,
  firstOf,
  type Validators,
} from './exchange.ts'
import { Fault, failureOf } from './failures.ts'
import { follow } from './follow.ts'
import { type Recorded, readHar } from './har.ts'
import { defaultFetchSettings } from './settings.ts'

/** Replies recorded over time, to be asked again. */
export interface Recording {
  /** When there are new replies: ISO 8601 UTC, ascending, distinct. */
  moments: string[]
  /** Addresses with a new reply at exactly that moment, spelled as recorded. */
  addressesAt(moment: string): string[]
  /** Every address, spelled as recorded. */
  addresses: ReadonlySet<string>
  /**
   * A client that lives at `moment()`: the newest reply at or before it answers, through the same
   * rules as a live one. An address without one answers 404.
   */
  clientAt(moment: () => string): Client
}

/** Opens HAR 1.2 files as one recording. Within one instant the later entry wins, files in order. */
export async function openRecording(files: string[]): Promise<Recording> {
  const replies = (await Promise.all(files.map(readHar))).flat()
  replies.sort((a, b) => a.at - b.at)
  const byMoment = Map.groupBy(replies, (reply) => new Date(reply.at).toISOString())
  const exact = Map.groupBy(replies, (reply) => reply.url)
  const alike = Map.groupBy(replies, (reply) => normalAddress(reply.url))

  function history(url: string, now: number): Recorded[] {
    const until = (list: Recorded[] = []) => list.filter((reply) => reply.at <= now)
    const found = until(exact.get(url))
    return found.length > 0 ? found : until(alike.get(normalAddress(url)))
  }

  return {
    moments: [...byMoment.keys()],
    addresses: new Set(exact.keys()),
    addressesAt(moment) {
      const iso = new Date(moment).toISOString()
      return [...new Set((byMoment.get(iso) ?? []).map((reply) => reply.url))]
    },
    clientAt: (moment) => ({
      get: (request) => replay(request, Date.parse(moment()), history),
      close: async () => {},
    }),
  }
}

function replay(
  request: FetchRequest,
  now: number,
  history: (url: string, now: number) => Recorded[],
) {
  const rules = { ...defaultFetchSettings, now: () => now }
  return follow(request, rules, async (url) => {
    const asked = url.href === normalised(request.url) ? request.url : url.href
    try {
      return answerOf(history(asked, now), request.validators ?? null)
    } catch (error) {
      throw failureOf(request.url, url.host, error)
    }
  })
}

function normalised(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url
}

/** What the recorded server would have said to these validators. `history` oldest first. */
function answerOf(history: readonly Recorded[], sent: Validators | null): Exchange {
  const newest = history.at(-1)
  if (!newest) return { status: 404, headers: {}, body: new Uint8Array(), wireBytes: 0 }
  if (newest.status === 0) throw new Fault('network', 'gave no reply when it was recorded')
  if (newest.status === 200 && isKnown(newest, sent)) return { ...bodiless(newest), status: 304 }
  if (newest.status === 304 && !sent?.etag && !sent?.lastModified) {
    // Its server had been told a version that we do not hold; to us it would have sent the body.
    const whole = history.findLast((reply) => reply.status === 200)
    return whole ? exchangeOf(whole) : bodiless(newest)
  }
  return exchangeOf(newest)
}

/** As RFC 9110, 13.1: the entity tag decides, the date only where one side has no tag. */
function isKnown(reply: Recorded, sent: Validators | null): boolean {
  const etag = firstOf(reply.headers, 'etag')
  const lastModified = firstOf(reply.headers, 'last-modified')
  if (sent?.etag && etag) return sent.etag === etag
  return !!sent?.lastModified && sent.lastModified === lastModified
}

function exchangeOf(reply: Recorded): Exchange {
  const wire = bytesOf(reply)
  const body = unpack(wire, [], firstOf(reply.headers, 'content-type'), defaultFetchSettings)
  return { status: reply.status, headers: reply.headers, body, wireBytes: wire.byteLength }
}

function bodiless({ status, headers }: Recorded): Exchange {
  return { status, headers, body: new Uint8Array(), wireBytes: 0 }
}

/**
 * HAR text is decoded already while the headers and the XML declaration still name the old charset:
 * a byte order mark says what the bytes are now.
 */
function bytesOf({ text, base64, headers }: Recorded): Uint8Array {
  if (base64) return Buffer.from(text, 'base64')
  const charset =
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(firstOf(headers, 'content-type') ?? '')?.[1] ??
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(text.slice(0, 200))?.[1]
  const foreign = charset && !/^(utf-?8|us-ascii)$/i.test(charset) && !text.startsWith('\uFEFF')
  return Buffer.from(foreign ? `\uFEFF${text}` : text, 'utf8')
}

/**
 * One spelling for one address: default port, fragment, credentials and needless percent-encoding
 * dropped, an empty path as `/`; the query is kept in its order.
 */
export function normalAddress(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  return `${url.protocol}//${url.host}${spelled(url.pathname)}${spelled(url.search)}`
}

function spelled(part: string): string {
  return part
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => {
      const char = String.fromCharCode(Number.parseInt(hex, 16))
      return /[A-Za-z0-9._~-]/.test(char) ? char : `%${hex.toUpperCase()}`
    })
    .replace(/[^A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]/g, (char) =>
      char === "'" ? '%27' : encodeURIComponent(char),
    )
}
