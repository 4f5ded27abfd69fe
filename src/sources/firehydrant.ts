import { z } from 'zod'
import { earliestOf } from '../source-kit/dates.ts'
import { decodeText } from '../source-kit/decode.ts'
import { readFeed } from '../source-kit/feed.ts'
import { firehydrantIncidents, messageTitle } from '../source-kit/firehydrant-feed.ts'
import { emptyReading } from '../source-kit/reading.ts'
import {
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { refuse } from '../source-kit/tolerance.ts'

const knownHosts = new Set(['status.backblaze.com', 'status.redis.io'])
const path = '/data/rss.xml'

export const source = defineSource({
  id: 'firehydrant',
  name: 'FireHydrant',
  summary:
    'Incidents and maintenance of FireHydrant status pages from their feed, one message an item; where it names no milestone, their state is told from the words.',
  site: 'https://firehydrant.com',
  examples: ['https://status.redis.io', 'https://status.backblaze.com/data/rss.xml'],
  gives: {
    impact: 'inferred',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: true,
    history: 'what the feed holds',
  },
  options: z.strictObject({ component: z.union([z.string(), z.array(z.string())]).optional() }),
  filters: ['component'],
  probes: [path],
  recognises: ({ hostname }) => knownHosts.has(hostname),
  feedOf: (url) => `${rootOf(url)}${path}`,
  detects,
  asks: (feed, replies) => {
    const url = `${rootOf(feed.url)}${path}`
    return wasAsked(replies, url) ? [] : [{ url }]
  },
  read,
})

function rootOf(address: string): string {
  const { origin, pathname } = new URL(address)
  return (
    origin +
    pathname
      .replace(/\/(?:data\/(?:rss\.xml|payload\.json)|incidents\/.*)$/, '')
      .replace(/\/+$/, '')
  )
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const whole = replies.filter((r) => r.status === 200)
  const reply =
    whole.find((r) => new URL(r.url).pathname.endsWith(path)) ??
    whole[0] ??
    refuse(`${feed.url}: no reply to read`)
  const document = await readFeed(reply)
  const reading = { ...emptyReading(), notes: [...document.notes] }
  const items = document.items.filter((item, index) => {
    if (item.dateText)
      reading.notes.push(`item ${index + 1}: the date "${item.dateText}" cannot be read`)
    if (item.title || item.html) return true
    reading.skipped.push({ what: `item ${index + 1}`, why: 'neither title nor text' })
    return false
  })
  reading.incidents = firehydrantIncidents(items, `${rootOf(feed.url)}/`, reply.at)
  const dates = items.map((item) => item.publishedAt)
  const sure = reading.notes.length + reading.skipped.length === 0 && !dates.includes(null)
  reading.reach = { since: sure ? earliestOf(...dates) : null, open: false }
  return reading
}

/** The titles of its feed are its own; a page that loads files of FireHydrant is likely one. */
function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const { text } = decodeText(reply.body.subarray(0, 200_000), reply.headers['content-type'])
    const url = rootOf(reply.url)
    if (/<rss\b/i.test(text.slice(0, 1000)) && new URL(reply.url).pathname.endsWith(path)) {
      const own = titlesIn(text).some((title) => messageTitle.test(title))
      if (own)
        return { confidence: 0.9, why: `${reply.url} is a feed as FireHydrant writes it`, url }
      if (knownHosts.has(new URL(reply.url).hostname)) {
        return { confidence: 0.8, why: `${reply.url} is the feed of a known page`, url }
      }
    }
    const loads =
      /<(?:script|link|img)\b[^>]{0,500}\b(?:src|href)=["']https:\/\/(?:[\w-]+\.)*firehydrant\.(?:io|com)\//i
    if (loads.test(text) && /["'][^"']*\/data\/(?:rss\.xml|payload\.json)["']/.test(text)) {
      return { confidence: 0.7, why: `${reply.url} loads files of FireHydrant`, url }
    }
  }
  return null
}

function titlesIn(text: string): string[] {
  return [...text.matchAll(/<title>\s*(?:<!\[CDATA\[)?([^<]{1,300}?)(?:\]\]>)?\s*<\/title>/gi)].map(
    (m) => m[1]!.replaceAll('&quot;', '"').replaceAll('&#34;', '"').trim(),
  )
}
