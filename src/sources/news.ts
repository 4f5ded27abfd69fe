import { z } from 'zod'
import type { Article } from '../incident.ts'
import { epochTime, isoTime } from '../source-kit/dates.ts'
import { bodyOf, textOf } from '../source-kit/decode.ts'
import { type FeedItem, readFeed } from '../source-kit/feed.ts'
import { feedAddress } from '../source-kit/feed-probe.ts'
import { eachShaped, parseJson, shaped } from '../source-kit/json.ts'
import { emptyReading } from '../source-kit/reading.ts'
import {
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { oneLine, plainText, safeLink } from '../source-kit/text.ts'
import { refuse } from '../source-kit/tolerance.ts'

const longestSummary = 4000
const dayMs = 24 * 60 * 60 * 1000
const hosts =
  /^(?:hnrss\.org|hn\.algolia\.com|news\.google\.com|lobste\.rs|(?:www\.|old\.)?reddit\.com)$/

const hitShape = z.looseObject({
  objectID: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string().min(1),
  url: z.string().nullish(),
  story_text: z.string().nullish(),
  author: z.string().nullish(),
  created_at: z.string().nullish(),
  created_at_i: z.number().nullish(),
})

export const source = defineSource({
  id: 'news',
  name: 'News feed',
  summary: 'Any feed of articles, and the search of Hacker News at Algolia.',
  site: 'https://www.rssboard.org/rss-specification',
  examples: [
    'https://hnrss.org/newest?q=outage',
    'https://hn.algolia.com/api/v1/search_by_date?query=outage&tags=story',
    'https://news.google.com/rss/search?q=outage+when:7d&hl=en-US&gl=US&ceid=US:en',
    'https://www.theregister.com/headlines.atom',
  ],
  gives: {
    impact: 'none',
    components: false,
    regions: false,
    updates: 'none',
    maintenance: false,
    postmortems: false,
    history: 'what the feed holds, mostly the newest 15 to 100',
  },
  options: z.strictObject({}),
  filters: [],
  recognises: (url) => hosts.test(url.hostname),
  feedOf: (url) => url,
  detects,
  asks: (feed, replies) => (wasAsked(replies, feed.url) ? [] : [{ url: feed.url }]),
  read,
})

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reply = replyTo(replies, feed.url) ?? refuse(`${feed.url}: no reply`)
  const reading = emptyReading()
  const found = isSearch(reply) ? fromSearch(reply, reading) : await fromFeed(reply, reading)
  const believed = found.map((article) => dated(article, reply.at, reading))
  reading.articles = onceEach(believed)
  return reading
}

function isSearch(reply: Reply): boolean {
  return /^\s*\{/.test(bodyOf(reply)) ? new URL(reply.url).hostname === 'hn.algolia.com' : false
}

/** Stories of Hacker News. `updated_at` is when they were indexed again, and no date of theirs. */
function fromSearch(reply: Reply, reading: Reading): Article[] {
  const shape = z.looseObject({ hits: z.array(z.unknown()) })
  const { hits } = shaped(parseJson(textOf(reply), reply.url), shape, reply.url)
  return eachShaped(hits, hitShape, 'hit', reading.skipped).map((hit) => ({
    id: hit.objectID,
    url:
      safeLink(hit.url) ??
      `https://news.ycombinator.com/item?id=${encodeURIComponent(hit.objectID)}`,
    title: oneLine(hit.title),
    summary: cut(plainText(hit.story_text ?? ''), longestSummary),
    publishedAt: isoTime(hit.created_at) ?? epochTime((hit.created_at_i ?? 0) * 1000),
    updatedAt: null,
    publisher: oneLine(hit.author ?? '') || null,
  }))
}

async function fromFeed(reply: Reply, reading: Reading): Promise<Article[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  return feed.items.flatMap((item, index) => {
    const article = articleFrom(item)
    const why = whyNot(item, article)
    if (why) reading.skipped.push({ what: `item ${index + 1}`, why })
    return why ? [] : article
  })
}

/** A search of Reddit begins with the forums that fit: `t5_…`, years old and without a date. */
function whyNot(item: FeedItem, article: Article): string | null {
  if (/^t5_/.test(item.id ?? '')) return 'a forum, not a post'
  return article.title ? null : 'neither title nor text'
}

function articleFrom(item: FeedItem): Article {
  const text = plainText(item.summaryHtml || item.html)
  const title = headline(item) || cut(oneLine(text), 100)
  const published = item.publishedAt ?? (item.dateText ? null : item.updatedAt)
  return {
    id: item.id ?? item.link ?? `${title} ${published ?? ''}`.trim(),
    url: item.link,
    title,
    summary: fromGoogle(item.link) ? '' : cut(withoutCounts(text), longestSummary),
    publishedAt: published,
    updatedAt: item.updatedAt,
    publisher: item.publisher ?? item.author,
  }
}

/** Google News appends the publisher, whose name may hold ` - ` as headlines do. */
function headline(item: FeedItem): string {
  const end = ` - ${item.publisher ?? ''}`
  return item.publisher && item.title.endsWith(end) ? item.title.slice(0, -end.length) : item.title
}

/** Its descriptions repeat the title, or list other stories. */
function fromGoogle(link: string | null): boolean {
  return !!link && new URL(link).hostname === 'news.google.com'
}

/** Lines of hnrss and lobste.rs that hold no words, but numbers that change with every poll. */
function withoutCounts(text: string): string {
  return text
    .replace(/^(?:Article URL|Comments URL|Points|# Comments):[^\n]*$/gm, '')
    .replace(/^(?:Comments|-{20,})$/gm, '')
    .trim()
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const part = text.slice(0, most).toWellFormed()
  return `${part.slice(0, Math.max(part.lastIndexOf(' '), most / 2)).trimEnd()}…`
}

/** A date that has not come yet is a slip, and no date at all. */
function dated(article: Article, now: string, reading: Reading): Article {
  const limit = new Date(Date.parse(now) + dayMs).toISOString()
  const late = [article.publishedAt, article.updatedAt].find((date) => date && date > limit)
  if (!late) return article
  reading.notes.push(`"${article.title.slice(0, 80)}": its date ${late} lies in the future`)
  const past = (date: string | null) => (date && date <= limit ? date : null)
  return { ...article, publishedAt: past(article.publishedAt), updatedAt: past(article.updatedAt) }
}

/** Google News lists a story again under other ids: the oldest of one title and publisher stays. */
function onceEach(articles: readonly Article[]): Article[] {
  const kept = new Map<string, Article>()
  const ids = new Set<string>()
  for (const article of articles) {
    const story = fromGoogle(article.url) && `${article.title.toLowerCase()}\n${article.publisher}`
    const key = story || article.id
    const held = kept.get(key)
    if (ids.has(article.id) || (held && !isOlder(article, held))) continue
    ids.add(article.id)
    kept.set(key, article)
  }
  return [...kept.values()]
}

function isOlder(a: Article, b: Article): boolean {
  return !!a.publishedAt && (!b.publishedAt || a.publishedAt < b.publishedAt)
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies.filter((r) => r.status === 200)) {
    if (isSearch(reply))
      return { confidence: 0.9, why: 'the search of Hacker News', url: reply.url }
    const found = feedAddress(bodyOf(reply), reply.url)
    if (!found) continue
    const confidence = found.linked ? 0.2 : 0.3
    return { confidence, why: `${found.url} is a feed`, url: found.url }
  }
  return null
}
