import { z } from 'zod'
import { earliestOf } from '../source-kit/dates.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { type FeedDocument, readFeed } from '../source-kit/feed.ts'
import { entryOf, type FeedEntry } from '../source-kit/feed-entries.ts'
import { foldEntries } from '../source-kit/feed-incidents.ts'
import { feedAddress } from '../source-kit/feed-probe.ts'
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
import { refuse } from '../source-kit/tolerance.ts'

const statusWords =
  /status|incident|outage|maintenance|availability|service health|störung|panne|incidencia|障害/i

/** `API - Operational`: some pages list their components, not incidents. */
const component = /^(.+) - (operational|available|up|informational)$/i

export const source = defineSource({
  id: 'rss',
  name: 'RSS, Atom or JSON Feed',
  summary: 'The feed of any status page that has no source of its own.',
  site: 'https://www.rssboard.org/rss-specification',
  examples: [
    'https://status.hetzner.com/en.atom',
    'https://www.paypal-status.com/feed/rss',
    'https://cloud.ibm.com/status/api/notifications/feed.rss',
  ],
  gives: {
    impact: 'inferred',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: true,
    history: 'what the feed holds, mostly the newest 25 to 50',
  },
  options: z.strictObject({ component: z.union([z.string(), z.array(z.string())]).optional() }),
  filters: ['component'],
  recognises: () => false,
  feedOf: (url) => url,
  detects,
  asks: (feed, replies) => (wasAsked(replies, feed.url) ? [] : [{ url: feed.url }]),
  read,
})

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reply = replyTo(replies, feed.url) ?? refuse(`${feed.url}: no reply`)
  const document = await readFeed(reply)
  const reading = { ...emptyReading(), notes: [...document.notes] }
  const entries = entriesOf(document, reading)
  reading.incidents = foldEntries(entries, document, feed.url, reply.at)
  reading.reach = { since: reachOf(document, entries, reading), open: false }
  return reading
}

function entriesOf(document: FeedDocument, reading: Reading): FeedEntry[] {
  return document.items.flatMap((item, index) => {
    const what = `item ${index + 1}`
    const entry = entryOf(item)
    if (!entry.title) {
      reading.skipped.push({ what, why: 'neither title nor text' })
      return []
    }
    if (item.dateText) reading.notes.push(`${what}: the date "${item.dateText}" cannot be read`)
    return component.test(item.title) && !entry.whole ? [] : [entry]
  })
}

/** As far back as the oldest item, if all have dates: feeds are sorted by them and cut. */
function reachOf(document: FeedDocument, entries: readonly FeedEntry[], reading: Reading) {
  const dates = entries.map((e) => e.item.publishedAt ?? e.item.updatedAt)
  const whole = !document.tolerant && reading.skipped.length === 0 && document.notes.length === 0
  const sure = whole && !dates.includes(null)
  return sure ? earliestOf(...dates) : null
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    const text = bodyOf(reply)
    const found = reply.status === 200 ? feedAddress(text, reply.url) : null
    if (!found) continue
    const about = statusWords.test(found.title) || statusWords.test(new URL(found.url).hostname)
    const why = `${found.url} is a feed${about ? ` that calls itself "${found.title}"` : ''}`
    return { confidence: (about ? 0.45 : 0.1) - (found.linked ? 0.1 : 0), why, url: found.url }
  }
  return null
}
