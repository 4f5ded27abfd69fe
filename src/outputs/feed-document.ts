import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { clean, safeUrl } from './clean.ts'
import { plainField } from './plain-field.ts'

export const feedFormats = ['atom', 'rss', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/** Times are ISO 8601 UTC. */
export interface OutItem {
  /** A `tag:` URI, the same for ever. */
  id: string
  /** Where it leads; anything but http(s) becomes the home page. */
  url: string | null
  /** Plain text; cleaned here. */
  title: string
  /** Markup of ours with everything foreign in it escaped. */
  html: string
  publishedAt: string
  /** When what it says last changed. */
  updatedAt: string
  tags: string[]
}

export interface OutFeed {
  id: string
  title: string
  description: string
  /** The page for people. */
  homeUrl: string
  /** The address of the feed itself. */
  selfUrl: string
  /** Newest change first. */
  items: OutItem[]
}

const author = 'Outage Desk'
const ttlMinutes = 5
/** Atom demands a time: an empty feed was never changed. */
const never = '1970-01-01T00:00:00.000Z'

const writers: Record<FeedFormat, (feed: OutFeed) => string> = {
  atom: atomOf,
  rss: rssOf,
  json: jsonOf,
}

/** A feed in one format. Same feed, same bytes. */
export function renderFeed(feed: OutFeed, format: FeedFormat): string {
  // Two characters that XML cannot hold.
  return writers[format](feed).replace(/[\uFFFE\uFFFF]/g, '')
}

function atomOf(feed: OutFeed): string {
  return generateAtomFeed(
    {
      id: feed.id,
      title: { value: titleOf(feed), type: 'text' },
      subtitle: { value: clean(feed.description), type: 'text' },
      updated: new Date(changedAt(feed) ?? never),
      authors: [{ name: author }],
      generator: { text: author },
      links: [
        { href: feed.selfUrl, rel: 'self', type: 'application/atom+xml' },
        { href: feed.homeUrl, rel: 'alternate', type: 'text/html' },
      ],
      entries: feed.items.map((item) => ({
        id: item.id,
        title: { value: titleOf(item), type: 'text' },
        published: new Date(item.publishedAt),
        updated: new Date(item.updatedAt),
        links: [{ href: linkOf(item, feed), rel: 'alternate' }],
        content: { value: item.html, type: 'html' },
        categories: tagsOf(item).map((term) => ({ term })),
      })),
    },
    { strict: true },
  )
}

/** RSS has no time of change: `pubDate` is when the item last changed, as on Statuspage's own feeds. */
function rssOf(feed: OutFeed): string {
  const changed = changedAt(feed)
  return generateRssFeed(
    {
      title: plainField(titleOf(feed)),
      link: feed.homeUrl,
      description: plainField(clean(feed.description)),
      language: 'en',
      generator: author,
      ttl: ttlMinutes,
      ...(changed ? { lastBuildDate: new Date(changed) } : {}),
      atom: { links: [{ href: feed.selfUrl, rel: 'self', type: 'application/rss+xml' }] },
      items: feed.items.map((item) => ({
        title: plainField(titleOf(item)),
        link: linkOf(item, feed),
        description: item.html,
        guid: { value: item.id, isPermaLink: false },
        pubDate: new Date(item.updatedAt),
        categories: tagsOf(item).map((name) => ({ name })),
      })),
    },
    { strict: true },
  )
}

function jsonOf(feed: OutFeed): string {
  const items = feed.items.map((item) => ({
    id: item.id,
    url: linkOf(item, feed),
    title: titleOf(item),
    content_html: item.html,
    date_published: new Date(item.publishedAt),
    date_modified: new Date(item.updatedAt),
    tags: tagsOf(item),
  }))
  const written = generateJsonFeed({
    title: titleOf(feed),
    description: clean(feed.description),
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    language: 'en',
    authors: [{ name: author }],
    items,
  }) as object
  // The generator leaves out an empty list, which JSON Feed demands.
  return `${JSON.stringify({ items: [], ...written }, null, 2)}\n`
}

function titleOf({ title }: { title: string }): string {
  return clean(title).trim() || 'Without a title'
}

function tagsOf({ tags }: OutItem): string[] {
  return [...new Set(tags.map((tag) => clean(tag).trim()))].filter(Boolean)
}

function linkOf(item: OutItem, feed: OutFeed): string {
  return safeUrl(item.url) ?? feed.homeUrl
}

function changedAt(feed: OutFeed): string | null {
  const times = feed.items.map((item) => item.updatedAt).sort()
  return times.at(-1) ?? null
}

/** A `tag:` URI (RFC 4151) under the host of `address`; `names` in any characters. */
export function tagUri(address: string, ...names: readonly string[]): string {
  const host = new URL(address).hostname.replace(/[^a-z0-9.-]/g, '') || 'localhost'
  return `tag:${host},2026:${names.map(tagPart).join('/')}`
}

/** `encodeURIComponent` throws on half a surrogate pair. */
function tagPart(name: string): string {
  return encodeURIComponent(name.toWellFormed())
}
