import { z } from 'zod'
import type { Impact, Incident } from '../incident.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { feedIncidents, oldestIn } from '../source-kit/feed-incidents.ts'
import { isFeedText } from '../source-kit/feed-probe.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
import { readJson, shaped } from '../source-kit/json.ts'
import { emptyReading, incidentOf } from '../source-kit/reading.ts'
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

const ownHost = /^(?!(?:www|app|app-eu1|api|docs|help|blog)\.)[\w-]+\.statushub\.(?:io|com)$/
const alternate = /<link\b[^>]*\btype=["']application\/(?:atom|rss)\+xml["'][^>]*>/i
const count = z.number().int().nonnegative()
/** Services that work, are affected, and are down. */
const countersShape = z.looseObject({
  counters: z.looseObject({
    count_status_1: count,
    count_status_2: count,
    count_status_3: count,
  }),
})

export const source = defineSource({
  id: 'statushub',
  name: 'StatusHub',
  summary: 'Whether services of a StatusHub page are affected or down, and the feed it links to.',
  site: 'https://statushub.com',
  examples: ['https://propay.statushub.io'],
  gives: {
    impact: 'inferred',
    components: false,
    regions: false,
    updates: 'latest',
    maintenance: false,
    postmortems: false,
    history: 'open only; more where the page links to a feed',
  },
  options: z.strictObject({}),
  filters: [],
  probes: ['/api/statuses'],
  recognises: ({ hostname }) => ownHost.test(hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const json = attempt(() => readJson(reply), [])
    if (countersShape.safeParse(json).success) {
      const why = `${reply.url} counts services as StatusHub does`
      return { confidence: 0.95, why, url: new URL(reply.url).origin }
    }
  }
  return null
}

/** The page is asked only for the feed it may link to, and only while something is wrong. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin } = new URL(feed.url)
  const [counters, page] = [`${origin}/api/statuses`, `${origin}/`]
  if (!wasAsked(replies, counters)) return [{ url: counters }]
  const answer = replyTo(replies, counters)
  const quiet = answer && attempt(() => failing(answer, origin).length === 0, [])
  if (quiet && feed.open.length === 0) return []
  if (!wasAsked(replies, page)) return [{ url: page, optional: true }]
  const html = replyTo(replies, page)
  const link = html && alternate.exec(bodyOf(html))?.[0]
  const href = safeLink(/\bhref=["']([^"']+)["']/i.exec(link ?? '')?.[1], page)
  const own = href && new URL(href).origin === origin
  return own && !wasAsked(replies, href) ? [{ url: href, optional: true }] : []
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes } = reading
  const root = new URL(feed.url).origin
  const whole = replies.filter((r) => r.status === 200)
  const feeds = whole.filter((r) => isFeedText(bodyOf(r)))
  const jsons = whole.filter((r) => !/^\s*</.test(bodyOf(r)) || whole.length === 1)
  const counted = jsons
    .filter((r) => !feeds.includes(r))
    .flatMap((r) => {
      const incidents = attempt(() => failing(r, root), notes)
      return incidents ? [incidents] : []
    })
  const told = await firstFeed(feeds, notes, (r) => fromFeed(r, reading))
  if (counted.length === 0 && !told) refuse(notes[0] ?? `${feed.url}: no document of StatusHub`)
  reading.incidents = [...(told?.incidents ?? []), ...(counted[0] ?? [])]
  // Counters know nothing of what the feed told before.
  const sure = feed.open.every((id) => id.startsWith('services:'))
  const open = counted.length > 0 && sure
  reading.reach = { since: told?.since ?? null, open, ...(open ? { openOnly: true } : {}) }
  return reading
}

/**
 * `/api/statuses`: `{counters: {count_status_1, count_status_2, count_status_3}}`, all that the page
 * says without a key (two clients). One incident for those affected and one for those down: their
 * names and times are not told, so the id is the same each time.
 */
function failing(reply: Reply, root: string): Incident[] {
  const { counters } = shaped(readJson(reply), countersShape, reply.url)
  const { hostname } = new URL(root)
  const states: [number, string, Impact][] = [
    [counters.count_status_3, 'down', 'critical'],
    [counters.count_status_2, 'affected', 'minor'],
  ]
  return states
    .filter(([services]) => services > 0)
    .map(([, word, impact]) =>
      incidentOf({
        id: `services:${word}`,
        url: root,
        title: `${hostname}: services ${word}`,
        impact,
        impactLabel: word,
      }),
    )
}

async function fromFeed(
  reply: Reply,
  reading: Reading,
): Promise<{ incidents: Incident[]; since: string | null }> {
  const { document, incidents } = await feedIncidents(reply, reading.notes)
  return { incidents, since: oldestIn(document) }
}
