import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { feedIncidents, oldestIn } from '../source-kit/feed-incidents.ts'
import { isFeedText } from '../source-kit/feed-probe.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
import { hundPage, isHundPage } from '../source-kit/hund-page.ts'
import { hundStream, isHundStream } from '../source-kit/hund-stream.ts'
import { emptyReading } from '../source-kit/reading.ts'
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
import { safeLink } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const ownHost =
  /^(?!(?:www|api|app|libraries|cdn|assets|status-js|blog|help|docs)\.)[\w-]+\.hund\.io$/
const knownHosts = new Set([
  'status.bitwarden.com',
  'status.everhour.com',
  'status.freee.co.jp',
  'status.sherlock.stanford.edu',
  'www.syncrostatus.com',
])
const alternate = /<link\b[^>]*\btype=["']application\/(?:atom|rss)\+xml["'][^>]*>/i

export const source = defineSource({
  id: 'hund',
  name: 'Hund',
  summary:
    'What goes on at any page of Hund, from its notices, the feed it links to or its stream.',
  site: 'https://hund.io',
  examples: ['https://bluebeam.hund.io', 'https://status.bitwarden.com'],
  gives: {
    impact: 'inferred',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'open ones; more where the page links to a feed',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  recognises: ({ hostname }) => ownHost.test(hostname) || knownHosts.has(hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    const { origin, hostname } = new URL(reply.url)
    if (reply.status !== 200 || /^(?:www\.)?hund\.io$/.test(hostname)) continue
    const body = bodyOf(reply)
    if (isHundStream(body)) {
      return { confidence: 0.95, why: `${reply.url} is a stream of Hund`, url: origin }
    }
    const named = ownHost.test(hostname) || /\bhund\.io\b/i.test(body)
    if (!isFeedText(body) && isHundPage(body) && named) {
      return { confidence: 0.85, why: `${reply.url} is made as pages of Hund are`, url: origin }
    }
  }
  return null
}

/** The stream never ends, so it is not asked unless it is the feed's own address. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin, pathname } = new URL(feed.url)
  if (/^\/live(?:\/|$)/.test(pathname))
    return wasAsked(replies, feed.url) ? [] : [{ url: feed.url }]
  const page = `${origin}/`
  if (!wasAsked(replies, page)) return [{ url: page }]
  const html = replyTo(replies, page)
  const link = html && alternate.exec(bodyOf(html))?.[0]
  const href = safeLink(/\bhref=["']([^"']+)["']/i.exec(link ?? '')?.[1], page)
  const own = href && new URL(href).origin === origin
  return own && !wasAsked(replies, href) ? [{ url: href, optional: true }] : []
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const root = new URL(feed.url).origin
  const whole = replies.filter((r) => r.status === 200)
  const feeds = whole.filter((r) => isFeedText(bodyOf(r)))
  const rest = whole.filter((r) => !feeds.includes(r))
  const now = rest.flatMap((r) => {
    const isPage = /^\s*</.test(bodyOf(r))
    const read = () => (isPage ? hundPage(r, skipped) : hundStream(r, root, skipped))
    const incidents = attempt(read, notes)
    return incidents ? [incidents] : []
  })
  const told = await firstFeed(feeds, notes, (r) => fromFeed(r, root, reading))
  if (now.length === 0 && !told) refuse(notes[0] ?? `${feed.url}: no document of Hund to read`)
  reading.incidents = joined([...now.flat(), ...(told?.incidents ?? [])])
  const open = now.length > 0 && skipped.length === 0
  reading.reach = { since: told?.since ?? null, open, ...(open ? { openOnly: true } : {}) }
  return reading
}

async function fromFeed(
  reply: Reply,
  root: string,
  reading: Reading,
): Promise<{ incidents: Incident[]; since: string | null }> {
  const { document, incidents: told } = await feedIncidents(reply, reading.notes, root)
  const incidents = told.map((incident) => {
    const id = /\/issues\/([\w-]+)/.exec(incident.id)?.[1] ?? incident.id
    return { ...incident, id }
  })
  return { incidents, since: oldestIn(document) }
}

/** Where several tell of one, the first (nearest to now) says how it stands, the longest what was said. */
function joined(incidents: readonly Incident[]): Incident[] {
  const byId = new Map<string, Incident>()
  for (const incident of incidents) {
    const held = byId.get(incident.id)
    const fuller = held && incident.updates.length > held.updates.length
    const { updates } = fuller || !held ? incident : held
    const startedAt = held?.startedAt ?? incident.startedAt
    const postedAt = held?.postedAt ?? incident.postedAt
    const components = held?.components.length ? held.components : incident.components
    byId.set(incident.id, { ...(held ?? incident), updates, startedAt, postedAt, components })
  }
  return [...byId.values()]
}
