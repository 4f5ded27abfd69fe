import { z } from 'zod'
import type { Incident, Status, Update } from '../incident.ts'
import { latestOf } from '../source-kit/dates.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { type FeedDocument, type FeedItem, readFeed } from '../source-kit/feed.ts'
import { byTime, withUniqueIds } from '../source-kit/one-each.ts'
import { emptyReading, incidentOf, isClosed, uniqueNames } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { kindOf, stateOf } from '../source-kit/state-words.ts'
import { bodyText } from '../source-kit/text.ts'
import { refuse } from '../source-kit/tolerance.ts'

const page = 'https://azure.status.microsoft/en-us/status'
const feedUrl = `${page}/feed/`
/** The page has moved often; old addresses are still found in lists of feeds. */
const hosts = [
  'azure.status.microsoft',
  'rssfeed.azure.status.microsoft',
  'status.azure.com',
  'azurestatuscdn.azureedge.net',
]
/** The feed is built anew every minute: a day without is a copy that somebody forgot. */
const stale = 24 * 3600 * 1000

/**
 * The feed lists ONLY what is active and is empty when all is well: an incident leaves it without
 * saying why. Two whole empty feeds of 2026 were seen; the items are read by the rules of RSS,
 * since none was.
 */
export const source = defineSource({
  id: 'azure',
  name: 'Azure status',
  summary: 'Wide incidents of Microsoft Azure while they last, from its RSS feed.',
  site: page,
  examples: [page, feedUrl, 'https://rssfeed.azure.status.microsoft/en-us/status/feed/'],
  defaultUrl: feedUrl,
  gives: {
    impact: 'none',
    components: false,
    regions: true,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'open only',
  },
  options: z.strictObject({ service: filterNames, region: filterNames }),
  filters: ['service', 'region'],
  recognises: isAzure,
  detects,
  asks,
  read,
})

function isAzure(url: URL): boolean {
  const old = url.hostname === 'azure.microsoft.com' && /\/status(?:\/|$)/.test(url.pathname)
  return hosts.includes(url.hostname) || old
}

function detects(replies: readonly Reply[]): Detection | null {
  const feed = replies.find((r) => r.status === 200 && isFeed(r))
  const own = replies.find((r) => isAzure(new URL(r.url)))
  if (!feed && !own) return null
  const why = feed
    ? `${feed.url} is a feed titled Azure Status`
    : `${own!.url} is Azure's status page`
  return { confidence: feed && own ? 0.95 : 0.85, why, url: feed && !own ? feed.url : feedUrl }
}

function isFeed(reply: Reply): boolean {
  const text = bodyOf(reply).slice(0, 2000)
  return /<rss\b/i.test(text) && /<title>\s*Azure Status\s*<\/title>/i.test(text)
}

function addressOf(feed: SourceFeed): string {
  return new URL(feed.url).pathname.includes('/feed') ? feed.url : feedUrl
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const url = addressOf(feed)
  return wasAsked(replies, url) ? [] : [{ url }]
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const url = addressOf(feed)
  const reply = replyTo(replies, url) ?? refuse(`${url}: no reply to read`)
  const document = await readFeed(reply)
  const reading = emptyReading()
  reading.notes.push(...document.notes)
  const isStale = ageOf(document, reply) > stale
  if (isStale) reading.notes.push(`${url}: built ${document.builtAt}, more than a day before`)
  const items = document.items.filter((item, index) => {
    if (item.title) return true
    reading.skipped.push({ what: `item ${index + 1}`, why: 'it has no title' })
    return false
  })
  const groups = Map.groupBy(items, (item) => idOf(item, feed.open))
  reading.incidents = [...groups].map(([id, own]) => incidentFrom(id, own, reply.at))
  reading.reach = { since: null, open: !isStale && reading.skipped.length === 0 }
  return reading
}

function ageOf(document: FeedDocument, reply: Reply): number {
  return document.builtAt ? Date.parse(reply.at) - Date.parse(document.builtAt) : 0
}

/**
 * The tracking id of a link, else the guid, else the title and the day. Addresses count without
 * their query; one that is no more than the page itself tells nothing.
 */
function idOf(item: FeedItem, open: readonly string[]): string {
  for (const value of [item.link, item.id]) {
    const tracked = /[?&]trackingid=([\w-]{4,40})/i.exec(value ?? '')?.[1]
    if (tracked) return tracked.toUpperCase()
  }
  for (const value of [item.id, item.link]) {
    const own = value && ownPart(value)
    if (own) return own
  }
  const words = item.title.replace(label, '').toLowerCase()
  const slug = words.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  const held = open.find((id) => id.startsWith(`${slug}_`))
  return held ?? `${slug}_${item.publishedAt?.slice(0, 10) ?? 'undated'}`
}

function ownPart(value: string): string | null {
  if (!/^https?:/i.test(value)) return value.slice(0, 200)
  const parts = /^https?:\/\/([^?#]*)(?:\?[^#]*)?(#.+)?$/i.exec(value)
  const address = parts?.[1]?.replace(/\/+$/, '') ?? ''
  const isPage = !address.includes('/') || /\/(?:status|history|feed)$/i.test(address)
  return isPage && !parts?.[2] ? null : `${address}${parts?.[2] ?? ''}`.slice(0, 200)
}

/** `Mitigated- Several services` was seen in a title of the history page. */
const label =
  /^\W*(?:active|investigating|identified|monitoring|mitigated|resolved)\s*[\])]?\s*[-–—:]\s*/i

function incidentFrom(id: string, items: readonly FeedItem[], at: string): Incident {
  const timed = byTime(items.map((item) => ({ at: timeOf(item), item })))
  const newest = timed.at(-1)!.item
  const updates = updatesOf(timed.map(({ item }) => item))
  const status = updates.at(-1)?.status ?? 'unknown'
  const published = items.map((item) => item.publishedAt).filter((time) => time !== null)
  const postedAt = published.sort()[0] ?? null
  const kind = kindOf(newest.title) === 'maintenance' ? 'maintenance' : 'incident'
  const startedAt = kind === 'incident' && postedAt && postedAt <= at ? postedAt : null
  const end = isClosed(status) ? closedAt(newest, items.length) : null
  const categories = uniqueNames(items.flatMap((item) => item.categories))
  return incidentOf({
    id,
    url: newest.link ?? page,
    title: newest.title,
    kind,
    status,
    impact: kind === 'maintenance' ? 'maintenance' : 'unknown',
    startedAt,
    resolvedAt: end && end <= at && end >= (startedAt ?? '') ? end : null,
    postedAt,
    updatedAt: latestOf(...items.map(timeOf)),
    services: categories.filter((name) => !isRegion(name)),
    regions: categories.filter(isRegion),
    updates,
  })
}

/** The date of an item that was never changed, and is the only one, is that of its beginning. */
function closedAt(newest: FeedItem, count: number): string | null {
  return newest.updatedAt ?? (count > 1 ? newest.publishedAt : null)
}

/** Named by their state: an item whose text or date is rewritten stays one update. */
function updatesOf(items: readonly FeedItem[]): Update[] {
  return withUniqueIds(
    items.map((item) => {
      const status = statusOf(item)
      return { id: status, status, at: timeOf(item), text: bodyText(item.html) }
    }),
  )
}

function timeOf(item: FeedItem): string | null {
  return item.updatedAt ?? item.publishedAt
}

/**
 * What is listed is active: `investigating` where title and text say nothing finer. Only a title
 * can close; a text that calls it over, while it is still listed, makes it `monitoring`.
 */
function statusOf(item: FeedItem): Status {
  if (/\bPIR\b|\bpost[- ]incident review\b/i.test(item.title)) return 'postmortem'
  const titled = stateOf(item.title.replace(/^(\w+)\s*[-–—]\s*/, '$1: '))
  if (titled !== 'unknown') return titled
  const told = stateOf(bodyText(item.html))
  if (isClosed(told)) return 'monitoring'
  return told === 'identified' || told === 'monitoring' ? told : 'investigating'
}

const compass = '(?:north|south|east|west|central|northeast|northwest|southeast|southwest)'
const lands =
  '(?:us|usgov|uk|europe|asia|africa|australia|austria|belgium|brazil|canada|chile|china|denmark|finland|france|germany|india|indonesia|israel|italy|japan|jio india|korea|malaysia|mexico|new zealand|norway|poland|qatar|spain|sweden|switzerland|taiwan|uae)'
const region = new RegExp(
  `^(?:global|non-regional|(?:${compass} )*${lands}(?: (?:${compass}|gov|dod|arizona|texas|virginia))*(?: \\d)?)$`,
  'i',
)

/** Categories hold both services and regions; regions are known by how Azure forms their names. */
function isRegion(name: string): boolean {
  return region.test(name)
}
