import { z } from 'zod'
import { ParseError } from '../errors.ts'
import { epochTime } from './dates.ts'
import type { RawFeed, RawItem } from './feed-raw.ts'
import { parseJson } from './json.ts'

/** A value of another kind than due counts as not given. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
/** A number is seconds or milliseconds since 1970. */
const date = z
  .union([z.string(), z.number().transform((n) => epochTime(n < 1e11 ? n * 1000 : n))])
  .nullish()
  .catch(null)
const list = z.array(z.unknown()).catch([]).default([])
const person = z.looseObject({ name: text }).nullish().catch(null)

const itemShape = z.looseObject({
  id: text,
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  date_published: date,
  date_modified: date,
  tags: list,
  author: person,
  authors: list,
})

const feedShape = z.looseObject({
  version: text,
  title: text,
  home_page_url: text,
  description: text,
  items: z.array(z.unknown()),
})

/** JSON Feed 1.0 and 1.1, leniently. Throws ParseError for JSON that is something else. */
export function jsonFeed(body: string, url: string): RawFeed {
  const feed = feedShape.safeParse(parseJson(body, url))
  const named = /jsonfeed\.org/i.test(feed.data?.version ?? '') || feed.data?.title != null
  if (!feed.success || !named) throw new ParseError(`${url}: JSON, but not a JSON Feed`)
  const items = feed.data.items.flatMap(itemFrom)
  return {
    format: 'json',
    title: feed.data.title ?? '',
    links: [feed.data.home_page_url ?? ''],
    generator: '',
    description: feed.data.description ?? '',
    dates: [],
    ttl: '',
    items,
    dropped: feed.data.items.length - items.length,
  }
}

function itemFrom(value: unknown): RawItem[] {
  const { data } = itemShape.safeParse(value)
  if (!data) return []
  const author = person.safeParse(data.authors[0]).data ?? data.author
  const plain = escaped(data.content_text ?? '')
  return [
    {
      id: data.id ?? '',
      links: [data.url, data.external_url].filter((link) => typeof link === 'string'),
      title: data.title ?? '',
      titleType: 'text',
      html: data.content_html || plain,
      summary: escaped(data.summary ?? '') || plain,
      published: data.date_published ? [data.date_published] : [],
      updated: data.date_modified ? [data.date_modified] : [],
      categories: data.tags.filter((tag) => typeof tag === 'string'),
      author: author?.name ?? '',
      publisher: '',
      extra: {},
    },
  ]
}

/** Text to HTML that shows the same. */
function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r?\n/g, '<br>')
}
