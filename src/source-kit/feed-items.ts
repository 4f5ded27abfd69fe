import RssParser from 'rss-parser'
import type { RawFeed, RawItem } from './feed-raw.ts'

type Element = string | { _?: unknown; $?: Record<string, unknown>; [child: string]: unknown }
type Fields = Record<string, Element[] | undefined>

/** All that rss-parser must find by name; everything else is renamed so that it reaches us as it came. */
const structure = new Set(['rss', 'rdf:RDF', 'feed', 'channel', 'item', 'entry'])
const wanted = [
  'title',
  'link',
  'atom:link',
  'atom10:link',
  'generator',
  'description',
  'subtitle',
  'tagline',
  'lastBuildDate',
  'pubDate',
  'updated',
  'modified',
  'ttl',
  'guid',
  'id',
  'content:encoded',
  'content',
  'summary',
  'dc:date',
  'dcterms:created',
  'dcterms:modified',
  'atom:updated',
  'atom:published',
  'published',
  'issued',
  'created',
  'category',
  'dc:subject',
  'author',
  'dc:creator',
  'source',
  'dc:publisher',
  'maintenanceEndDate',
  'comments',
]

/**
 * rss-parser reads dates with `new Date`, refuses a feed for one bad date, and cuts snippets with
 * patterns that hostile text can slow down: none of it happens under names it does not know.
 */
function parser(): RssParser<Fields, Fields> {
  const fields = wanted.map((name) => [`raw:${name}`, name, { keepArray: true }])
  return new RssParser({
    xml2js: { tagNameProcessors: [(name: string) => (structure.has(name) ? name : `raw:${name}`)] },
    customFields: { feed: fields as never, item: fields as never },
  })
}

/** Well-formed RSS or Atom by rss-parser. Rejects with its error otherwise. */
export async function strictFeed(xml: string, root: string): Promise<RawFeed> {
  const output = await parser().parseString(xml)
  const feed = output as unknown as Fields
  return {
    format: root === 'feed' ? 'atom' : 'rss',
    title: first(feed.title),
    links: [...linksOf(feed.link), ...linksOf(feed['atom:link'])],
    generator: first(feed.generator),
    description: first(feed.description) || first(feed.subtitle) || first(feed.tagline),
    dates: texts(feed, [
      'lastBuildDate',
      'pubDate',
      'updated',
      'atom:updated',
      'dc:date',
      'modified',
    ]),
    ttl: first(feed.ttl),
    items: output.items.map((item) => itemFrom(item as unknown as Fields)),
    dropped: 0,
  }
}

function itemFrom(item: Fields): RawItem {
  const summary = first(item.description) || first(item.summary)
  const about = item['rdf:about'] as unknown
  const id = first(item.guid) || first(item.id) || (typeof about === 'string' ? about : '')
  const permalink = attribute(item.guid?.[0], 'isPermaLink').toLowerCase()
  return {
    id,
    links: [...linksOf(item.link), ...linksOf(item['atom:link']), ...permalinks(id, permalink)],
    title: first(item.title),
    titleType: attribute(item.title?.[0], 'type'),
    html: first(item['content:encoded']) || first(item.content),
    summary,
    published: texts(item, [
      'pubDate',
      'published',
      'atom:published',
      'dc:date',
      'dcterms:created',
      'issued',
      'created',
    ]),
    updated: texts(item, ['updated', 'atom:updated', 'dcterms:modified', 'modified']),
    categories: [...(item.category ?? []).map(categoryOf), ...texts(item, ['dc:subject'])],
    author: nameOf(item.author?.[0]) || first(item['dc:creator']),
    publisher: nameOf(item.source?.[0]) || first(item['dc:publisher']),
    extra: extraOf(item, permalink),
  }
}

function extraOf(item: Fields, permalink: string): Record<string, string> {
  const values = [
    ['maintenanceEndDate', first(item.maintenanceEndDate)],
    ['comments', first(item.comments)],
    ['permalink', permalink],
  ]
  return Object.fromEntries(values.filter(([, value]) => value))
}

/** A guid is a link unless it says that it is none; only whole addresses are trusted. */
function permalinks(id: string, permalink: string): string[] {
  return permalink !== 'false' && /^https?:\/\//i.test(id.trim()) ? [id] : []
}

/** `rel=alternate` first, then links that say nothing; never those to itself or to attachments. */
function linksOf(elements: Element[] | undefined): string[] {
  const links = (elements ?? []).map((e) => ({
    href: attribute(e, 'href') || text(e),
    rel: attribute(e, 'rel').toLowerCase() || 'alternate',
    html: /html|^$/.test(attribute(e, 'type')),
  }))
  const usable = links.filter((l) => l.href.trim() && l.rel === 'alternate')
  return [...usable.filter((l) => l.html), ...usable.filter((l) => !l.html)].map((l) => l.href)
}

function categoryOf(element: Element): string {
  return attribute(element, 'label') || attribute(element, 'term') || text(element)
}

/** `<author><name>…`, `<source><title>…` in Atom; plain text in RSS. */
function nameOf(element: Element | undefined): string {
  if (typeof element !== 'object') return element ?? ''
  const child = element['raw:name'] ?? element['raw:title']
  return text(element).trim() || (Array.isArray(child) ? text(child[0] as Element) : '')
}

function texts(fields: Fields, names: readonly string[]): string[] {
  return names
    .flatMap((name) => fields[name] ?? [])
    .map(text)
    .filter((t) => t.trim())
}

function first(elements: Element[] | undefined): string {
  return (elements ?? []).map(text).find((t) => t.trim()) ?? ''
}

function text(element: Element | undefined): string {
  if (typeof element === 'string') return element
  return typeof element?._ === 'string' ? element._ : ''
}

function attribute(element: Element | undefined, name: string): string {
  const value = typeof element === 'object' ? element.$?.[name] : undefined
  return typeof value === 'string' ? value : ''
}
