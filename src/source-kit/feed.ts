import { feedTime } from './dates.ts'
import { decodeText, textOf } from './decode.ts'
import { strictFeed } from './feed-items.ts'
import { jsonFeed } from './feed-json.ts'
import type { RawFeed, RawItem } from './feed-raw.ts'
import { type FeedText, feedText } from './feed-text.ts'
import { tolerantFeed } from './feed-tolerant.ts'
import { uniqueNames } from './reading.ts'
import type { Reply } from './source.ts'
import { oneLine, plainText, safeLink } from './text.ts'

export interface FeedItem {
  /** The guid or Atom id as it came. */
  id: string | null
  /** Absolute http(s) address, or null. */
  link: string | null
  /** Plain text of one line; may be empty. */
  title: string
  /** The fullest body, raw HTML. */
  html: string
  /** The description or summary, raw HTML; may be the same as `html`. */
  summaryHtml: string
  publishedAt: string | null
  updatedAt: string | null
  /** The date as it came, when it could not be read; else null. */
  dateText: string | null
  categories: string[]
  author: string | null
  /** `<source>` of RSS: who published it first. */
  publisher: string | null
  /** Other plain values by element name: `maintenanceEndDate`, `comments`, `permalink`. */
  extra: Record<string, string>
}

export interface FeedDocument {
  format: 'rss' | 'atom' | 'json'
  title: string
  link: string | null
  generator: string | null
  description: string
  builtAt: string | null
  ttlMinutes: number | null
  /** In the order they came: newest first is the custom, not a rule. */
  items: FeedItem[]
  /** True when only the second, tolerant reader took it. */
  tolerant: boolean
  /** A sentence for each fault that was overlooked. */
  notes: string[]
}

/**
 * Reads RSS 0.9 to 2.0, RSS 1.0, Atom and JSON Feed. What the first reader refuses but every
 * newsreader takes (a bare `&`, unquoted attributes, a warning before the XML) is read by a
 * tolerant one and noted. Throws ParseError for an empty body, HTML, anything else that is no feed,
 * and a document that was cut off. A date without a zone that is known stays null: see `dateText`.
 */
export async function readFeed(reply: Reply): Promise<FeedDocument> {
  const text = textOf(reply).replace(/^\uFEFF/, '')
  const { damaged } = decodeText(reply.body, reply.headers['content-type'])
  const notes = damaged ? [`${reply.url}: some bytes do not fit its character set`] : []
  if (/^\s*[{[]/.test(text)) return finished(jsonFeed(text, reply.url), reply.url, false, notes)
  const checked = feedText(text, reply.url)
  const { raw, fault } = await readXml(checked, reply.url)
  const why = fault ?? checked.untidy
  if (why) notes.push(`${reply.url}: not well-formed, read by the tolerant reader (${why})`)
  return finished(raw, reply.url, why !== null, notes)
}

async function readXml(
  { text, root, items }: FeedText,
  url: string,
): Promise<{ raw: RawFeed; fault: string | null }> {
  let raw: RawFeed
  try {
    raw = await strictFeed(text, root)
  } catch (cause) {
    return { raw: tolerantFeed(text, url), fault: faultOf(cause) }
  }
  if (raw.items.length >= items) return { raw, fault: null }
  const more = tolerantFeed(text, url)
  const best = more.items.length > raw.items.length ? more : raw
  const fault = `${raw.items.length} of ${items} items stand where they should`
  return { raw: { ...best, dropped: items - best.items.length }, fault }
}

/** First line only: the parsers add line, column and the offending character. */
function faultOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  return oneLine(message.split('\n')[0] ?? '').slice(0, 120) || 'unknown fault'
}

function finished(raw: RawFeed, url: string, tolerant: boolean, notes: string[]): FeedDocument {
  const link = linkOf(raw.links, [url])
  if (raw.dropped > 0) notes.push(`${url}: items that could not be read: ${raw.dropped}`)
  const bases = [link, url].filter((base) => base !== null)
  return {
    format: raw.format,
    title: titleOf(raw.title, ''),
    link,
    generator: oneLine(raw.generator) || null,
    description: titleOf(raw.description, ''),
    builtAt: firstTime(raw.dates),
    ttlMinutes: minutes(raw.ttl),
    items: raw.items.map((item) => itemFrom(item, bases)),
    tolerant,
    notes,
  }
}

function itemFrom(raw: RawItem, bases: readonly string[]): FeedItem {
  const publishedAt = firstTime(raw.published)
  const updatedAt = firstTime(raw.updated)
  const read = raw.published.length ? publishedAt : updatedAt
  const dateText = oneLine(raw.published[0] ?? raw.updated[0] ?? '')
  return {
    id: raw.id.trim() || null,
    link: linkOf(raw.links, bases),
    title: titleOf(raw.title, raw.titleType),
    html: raw.html.trim() ? raw.html : raw.summary,
    summaryHtml: raw.summary,
    publishedAt,
    updatedAt,
    dateText: read === null && dateText ? dateText : null,
    categories: uniqueNames(raw.categories.map((c) => titleOf(c, ''))),
    author: oneLine(raw.author) || null,
    publisher: oneLine(raw.publisher) || null,
    extra: raw.extra,
  }
}

const markup = /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);|<\/?(?:a|b|br|code|em|i|img|p|small|span|strong)\b/i

/** Titles are text by the book and HTML in practice. */
function titleOf(title: string, type: string): string {
  return oneLine(type !== 'text' && markup.test(title) ? plainText(title) : title)
}

function firstTime(dates: readonly string[]): string | null {
  for (const date of dates) {
    const time = feedTime(date.trim())
    if (time) return time
  }
  return null
}

function minutes(ttl: string): number | null {
  const n = Number(ttl)
  return ttl.trim() && Number.isFinite(n) && n > 0 ? n : null
}

/** The first that is an address, relative ones seen from `bases`. */
function linkOf(links: readonly string[], bases: readonly string[]): string | null {
  for (const link of links) {
    const found = link.trim() ? safeLink(withScheme(link.trim(), bases), bases[0]) : null
    if (found) return found
  }
  return null
}

/** `status.example.com/x` is the host again, not a folder of it. */
function withScheme(link: string, bases: readonly string[]): string {
  const host = /^[\w-]+(?:\.[\w-]+)+(?=[/?#]|$)/.exec(link)?.[0].toLowerCase()
  if (!host) return link
  return bases.some((base) => new URL(base).hostname === host) ? `https://${link}` : link
}
