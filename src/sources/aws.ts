import { z } from 'zod'
import { awsCurrentEvents } from '../source-kit/aws-currentevents.ts'
import { awsIncidents, joinedEvents } from '../source-kit/aws-incident.ts'
import { awsRssEvents } from '../source-kit/aws-rss.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { emptyReading } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const page = 'https://health.aws.amazon.com/health/status'
const currentUrl = 'https://health.aws.amazon.com/public/currentevents'
const rssUrl = 'https://status.aws.amazon.com/rss/all.rss'
const hosts = ['health.aws.amazon.com', 'status.aws.amazon.com']

/**
 * AWS tells the same events twice, and each half lacks what the other has: the JSON list has the
 * permalink, the names and the end, but only what is open or has just closed; the RSS feed has the
 * newest fifty posts. Both are asked and one is enough.
 */
export const source = defineSource({
  id: 'aws',
  name: 'AWS Health Dashboard',
  summary:
    'Public events of Amazon Web Services, from its list of current events and its RSS feed.',
  site: page,
  examples: [page, currentUrl, rssUrl, 'https://status.aws.amazon.com/rss/ec2-us-east-1.rss'],
  defaultUrl: page,
  gives: {
    impact: 'stated',
    components: false,
    regions: true,
    updates: 'all',
    maintenance: false,
    postmortems: false,
    history: 'newest 50 posts',
  },
  options: z.strictObject({ service: filterNames, region: filterNames }),
  filters: ['service', 'region'],
  recognises: (url) => hosts.includes(url.hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  const own = replies.find((r) => hosts.includes(new URL(r.url).hostname))
  if (own) return { confidence: 0.95, why: `${own.url} is AWS's own`, url: addressFor(own.url) }
  const feed = replies.find(
    (r) => r.status === 200 && /AWS Service Health Dashboard RSS/.test(textIn(r)),
  )
  return feed
    ? { confidence: 0.7, why: `${feed.url} is made by AWS's RSS generator`, url: feed.url }
    : null
}

function textIn(reply: Reply): string {
  return bodyOf(reply).slice(0, 5000)
}

function addressFor(url: string): string {
  const { pathname } = new URL(url)
  return pathname.endsWith('.rss') && !pathname.endsWith('/all.rss') ? url : page
}

/** The address of one feed or list asks only that; any other one asks for both. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { pathname } = new URL(feed.url)
  const single = pathname.endsWith('.rss') || pathname.endsWith('/currentevents')
  const urls = single
    ? [{ url: feed.url }]
    : [currentUrl, rssUrl].map((url) => ({ url, optional: true }))
  return urls.filter((ask) => !wasAsked(replies, ask.url))
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const whole = replies.filter((r) => r.status === 200)
  const json = whole.find((r) => new URL(r.url).pathname.endsWith('/currentevents'))
  const xml = whole.find((r) => new URL(r.url).pathname.endsWith('.rss'))
  const current = json && attempt(() => awsCurrentEvents(json, skipped), notes)
  const openIsWhole = current !== undefined && skipped.length === 0
  const rss = xml && (await awsRssEvents(xml, skipped, notes))
  if (!current && !rss) return refuse(notes[0] ?? `${feed.url}: neither list nor feed to read`)
  const events = joinedEvents(current ?? [], rss?.events ?? [])
  reading.incidents = awsIncidents(events, feed.open, (json ?? xml)!.at, skipped)
  // What only the list told may never have stood in RSS: the feed's reach is not that of both.
  const since = xml?.url === feed.url ? (rss?.since ?? null) : null
  reading.reach = { since, open: openIsWhole }
  return reading
}
