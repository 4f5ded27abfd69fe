import { z } from 'zod'
import type { Incident } from '../incident.ts'
import {
  type CachetContext,
  cachetDerived,
  cachetIncident,
  cachetPlanned,
} from '../source-kit/cachet-incident.ts'
import { cachetRoot, detectCachet, isFeed } from '../source-kit/cachet-page.ts'
import { cachetDocument } from '../source-kit/cachet-shape.ts'
import { clockOf, entryIdOf, offsetByFeed } from '../source-kit/cachet-times.ts'
import type { CachetComponent, CachetDocument } from '../source-kit/cachet-types.ts'
import { earliestOf } from '../source-kit/dates.ts'
import { type FeedDocument, readFeed } from '../source-kit/feed.ts'
import { entryOf } from '../source-kit/feed-entries.ts'
import { foldEntries } from '../source-kit/feed-incidents.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, isClosed } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { attempt, attemptAsync, refuse } from '../source-kit/tolerance.ts'

const knownHosts = new Set([
  'www.clevercloudstatus.com',
  'status.opensuse.org',
  'status.sonassi.com',
  'status.enrichlayer.com',
  'status.bluestonepim.com',
])
/** Newest first; its order is not promised without being asked for. */
const lists = {
  2: [
    '/api/v1/incidents?sort=id&order=desc&per_page=50',
    '/api/v1/components?per_page=100',
    '/api/v1/schedules?sort=id&order=desc&per_page=20',
  ],
  3: [
    '/api/incidents?include=updates,components&per_page=50',
    '/api/components?per_page=100',
    '/api/schedules?include=updates,components&per_page=20',
  ],
}

export const source = defineSource({
  id: 'cachet',
  name: 'Cachet',
  summary:
    'Incidents, schedules and failing components of pages run with Cachet 2 or 3; the impact is that of the component.',
  site: 'https://cachethq.io',
  examples: ['https://www.clevercloudstatus.com', 'https://status.opensuse.org'],
  gives: {
    impact: 'inferred',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'newest 50',
  },
  options: z.strictObject({
    component: filterNames,
    /** Zone of the server's clock, where neither feed nor page tells it: `Europe/Paris`. */
    timezone: z
      .string()
      .refine((zone) => clockOf(zone)('2026-01-01 00:00:00') !== null, 'no such time zone')
      .optional(),
  }),
  filters: ['component'],
  probes: ['/api/v1/ping', '/api/ping'],
  recognises: ({ hostname }) => knownHosts.has(hostname),
  detects: detectCachet,
  asks,
  read,
})

/** Version 2 first, then 3; the feed tells the zone of the times, and stands in where no API is. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = cachetRoot(feed.url)
  const at = (path: string) => `${root}${path}`
  const next = (paths: readonly string[]) =>
    paths.filter((p) => !wasAsked(replies, at(p))).map((p) => ({ url: at(p), optional: true }))
  const [first, ...others] = lists[2]
  const came = (path: string) => replies.some((r) => r.url === at(path) && readable(r))
  if (!wasAsked(replies, at(first!))) return next([first!])
  if (came(first!)) return next([...others, ...clockAsks(feed)])
  const [third, ...more] = lists[3]
  if (!wasAsked(replies, at(third!))) return next([third!])
  if (came(third!)) return next([...more, ...clockAsks(feed)])
  if (!wasAsked(replies, at('/atom'))) return next(['/atom'])
  const atom = replies.some((r) => r.url === at('/atom') && r.status === 200 && isFeed(r))
  return atom || wasAsked(replies, at('/rss')) ? [] : [{ url: at('/rss') }]
}

function clockAsks(feed: SourceFeed): string[] {
  return feed.options.timezone ? [] : ['/rss']
}

function readable(reply: Reply): boolean {
  return reply.status === 200 && !!attempt(() => cachetDocument(reply, []), [])
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const whole = replies.filter((r) => r.status === 200)
  const documents = whole
    .filter((r) => !isFeed(r))
    .flatMap((r) => attempt(() => cachetDocument(r, reading.skipped), reading.notes) ?? [])
  const feeds = await feedsOf(whole.filter(isFeed), reading.notes)
  const list = documents.filter((d) => d.kind !== 'components' && d.kind !== 'updates')
  if (documents.length === 0 && feeds.length === 0) {
    refuse(reading.notes[0] ?? `${feed.url}: no reply of Cachet to read`)
  }
  const context = contextOf(feed, documents, feeds, reading.notes)
  const told = list.flatMap((d) => d.entries)
  const incidents = told.map((e) => (e.planned ? cachetPlanned : cachetIncident)(e, context))
  const listed = list.some((d) => d.kind === 'incidents')
  const fed = listed ? [] : feeds.flatMap((f) => fromFeed(f.document, f.reply))
  const derived = derivedFrom(feed, context, incidents)
  reading.incidents = oneEach([...incidents, ...fed, ...derived])
  reading.reach = reachOf(feed, documents, reading)
  return reading
}

interface CachetFeed {
  document: FeedDocument
  reply: Reply
}

async function feedsOf(replies: readonly Reply[], notes: string[]): Promise<CachetFeed[]> {
  const feeds: CachetFeed[] = []
  for (const reply of replies) {
    const document = await attemptAsync(() => readFeed(reply), notes)
    if (document) feeds.push({ document, reply })
  }
  return feeds
}

function contextOf(
  feed: SourceFeed,
  documents: readonly CachetDocument[],
  feeds: readonly CachetFeed[],
  notes: string[],
): CachetContext {
  const entries = documents.flatMap((d) => d.entries)
  const items = feeds.flatMap((f) => f.document.items)
  const set = feed.options.timezone
  const zone = typeof set === 'string' ? set : offsetByFeed(entries, items)
  if (!zone && entries.length > 0) {
    notes.push(`${feed.url}: times have no zone and are read as UTC; the option timezone sets one`)
  }
  const components = new Map<string, CachetComponent>()
  const known = [...documents].sort(
    (a, b) => Number(b.kind === 'components') - Number(a.kind === 'components'),
  )
  for (const c of known.flatMap((d) => d.components))
    if (!components.has(c.id)) components.set(c.id, c)
  return {
    root: cachetRoot(feed.url),
    version: documents[0]?.version ?? 2,
    clock: clockOf(zone ?? 'UTC'),
    components,
  }
}

/** The feed has titles and messages only: it opens an incident and never says that it is over. */
function fromFeed(document: FeedDocument, reply: Reply): Incident[] {
  const entries = document.items.map(entryOf).filter((e) => e.title)
  return foldEntries(entries, document, reply.url, reply.at).map((incident) => {
    const id = entryIdOf(incident.url) ?? incident.id
    return { ...incident, id }
  })
}

/** Failing components without an open incident, and those held open that are well again. */
function derivedFrom(
  feed: SourceFeed,
  context: CachetContext,
  incidents: readonly Incident[],
): Incident[] {
  const told = new Set(incidents.filter((i) => !isClosed(i.status)).flatMap((i) => i.components))
  const bad = ({ status }: CachetComponent) => status !== null && status >= 2 && status <= 4
  const held = (c: CachetComponent) => c.status === 1 && feed.open.includes(`component-${c.id}`)
  return [...context.components.values()]
    .filter((c) => c.enabled && (held(c) || (bad(c) && !told.has(c.name))))
    .map((c) => cachetDerived(c, context))
}

function reachOf(
  feed: SourceFeed,
  documents: readonly CachetDocument[],
  { incidents, skipped, notes }: Reading,
): Reading['reach'] {
  const list = documents.find((d) => d.kind === 'incidents')
  const needed = feed.open.some((id) => id.startsWith('component-')) ? ['components'] : []
  if (feed.open.some((id) => id.startsWith('schedule-'))) needed.push('schedules')
  const have = (kind: string) => documents.some((d) => d.kind === kind && d.whole)
  const faulty = skipped.length > 0 || notes.some((n) => !n.includes('no zone'))
  if (!list || faulty) return { since: null, open: false }
  const open = list.whole && needed.every(have)
  const own = incidents.filter((i) => i.kind === 'incident').map((i) => i.postedAt)
  return { since: open ? earliestOf(...own) : null, open }
}
