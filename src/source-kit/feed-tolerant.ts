import { type AtomFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith'
import { ParseError } from '../errors.ts'
import type { RawFeed, RawItem } from './feed-raw.ts'

/** Reads with feedsmith what newsreaders take although it is not well-formed. Throws ParseError. */
export function tolerantFeed(xml: string, url: string): RawFeed {
  const text = withQuotes(xml)
  try {
    const { format, feed } = parseFeed(text)
    if (format === 'atom') return fromAtom(feed)
    if (format === 'rdf') return fromRss(feed)
    if (format === 'rss') return withEnds(fromRss(feed), text)
  } catch (cause) {
    throw new ParseError(`${url}: not a feed that can be read`, { cause })
  }
  throw new ParseError(`${url}: neither RSS, Atom nor JSON Feed`)
}

/** Attributes without quotes would be lost, and with them the links of Atom. */
function withQuotes(xml: string): string {
  const attribute = /(\s[\w:.-]+\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+?(?=\s|\/?>))/g
  return xml.replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(attribute, (_, name: string, value: string) =>
      /^["']/.test(value) ? `${name}${value}` : `${name}"${value}"`,
    ),
  )
}

function fromRss(feed: RssFeed.Feed<string> | RdfFeed.Feed<string>): RawFeed {
  const rss = feed as RssFeed.Feed<string>
  return {
    format: 'rss',
    title: feed.title ?? '',
    links: given(feed.link),
    generator: rss.generator ?? '',
    description: feed.description ?? '',
    dates: given(rss.lastBuildDate, rss.pubDate, ...(feed.dc?.dates ?? [])),
    ttl: `${rss.ttl ?? ''}`,
    items: (feed.items ?? []).map((item) => rssItem(item as RssFeed.Item<string>)),
    dropped: 0,
  }
}

function rssItem(item: RssFeed.Item<string> & Pick<RdfFeed.Item<string>, 'rdf'>): RawItem {
  const id = item.guid?.value ?? item.rdf?.about ?? ''
  const permanent = item.guid?.isPermaLink !== false && /^https?:\/\//i.test(id)
  const author = item.authors?.[0]
  return {
    id,
    links: given(item.link, permanent ? id : ''),
    title: item.title ?? '',
    titleType: '',
    html: item.content?.encoded ?? '',
    summary: item.description ?? '',
    published: given(item.pubDate, ...(item.dc?.dates ?? []), ...(item.dcterms?.created ?? [])),
    updated: given(item.atom?.updated, ...(item.dcterms?.modified ?? [])),
    categories: given(...(item.categories ?? []).map((c) => c.name)),
    author: author?.name ?? author?.email ?? item.dc?.creators?.[0] ?? '',
    publisher: item.source?.title ?? '',
    extra: item.comments ? { comments: item.comments } : {},
  }
}

function fromAtom(feed: AtomFeed.Feed<string>): RawFeed {
  return {
    format: 'atom',
    title: feed.title?.value ?? '',
    links: linksOf(feed.links),
    generator: feed.generator?.text ?? '',
    description: feed.subtitle?.value ?? '',
    dates: given(feed.updated),
    ttl: '',
    items: (feed.entries ?? []).map(atomItem),
    dropped: 0,
  }
}

function atomItem(entry: AtomFeed.Entry<string>): RawItem {
  return {
    id: entry.id ?? '',
    links: [...linksOf(entry.links), ...(/^https?:\/\//i.test(entry.id ?? '') ? [entry.id!] : [])],
    title: entry.title?.value ?? '',
    titleType: entry.title?.type ?? '',
    html: entry.content?.value ?? '',
    summary: entry.summary?.value ?? '',
    published: given(entry.published),
    updated: given(entry.updated),
    categories: given(...(entry.categories ?? []).map((c) => c.label ?? c.term)),
    author: entry.authors?.[0]?.name ?? '',
    publisher: entry.source?.title?.value ?? '',
    extra: {},
  }
}

function linksOf(links: AtomFeed.Link<string>[] | undefined): string[] {
  const usable = (links ?? []).filter((l) => (l.rel ?? 'alternate').toLowerCase() === 'alternate')
  const html = usable.filter((l) => /html|^$/.test(l.type ?? ''))
  return given(...html.map((l) => l.href), ...usable.map((l) => l.href))
}

/** Feedsmith drops elements it does not know; this one tells maintenance from incidents. */
function withEnds(feed: RawFeed, xml: string): RawFeed {
  const parts = xml.split(/<item[\s>]/i).slice(1)
  if (parts.length !== feed.items.length || !/<maintenanceEndDate>/i.test(xml)) return feed
  const items = feed.items.map((item, index) => {
    const end = /<maintenanceEndDate>([^<]+)</i.exec(parts[index]!)?.[1]?.trim()
    return end ? { ...item, extra: { ...item.extra, maintenanceEndDate: end } } : item
  })
  return { ...feed, items }
}

function given(...values: (string | undefined)[]): string[] {
  return values.filter((v): v is string => !!v?.trim())
}
