import { z } from 'zod'
import { emptyReading } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { readStatuspageFeed } from '../source-kit/statuspage-feed.ts'
import { codesOf, historyNotes, nextPages } from '../source-kit/statuspage-history.ts'
import {
  indicatorNotes,
  isSlip,
  mergeAll,
  mergedIncidents,
  reachOf,
  readDocuments,
} from '../source-kit/statuspage-lists.ts'
import { detectStatuspage, pageRoot } from '../source-kit/statuspage-page.ts'
import { listedIds } from '../source-kit/statuspage-shape.ts'
import { refuse } from '../source-kit/tolerance.ts'

const caps = { incidents: 50, maintenances: 50 }
/** Single incidents asked for in one poll: those we hold open, and those of a backfill. */
const mostOpen = 10
const mostOld = 100
/** Pages of three months each: `history: true`, and the most that can be set. */
const defaultPages = 8
const mostPages = 40

/** Well-known pages on hosts of their own. */
const knownHosts = new Set([
  'discordstatus.com',
  'metastatuspage.com',
  'status.circleci.com',
  'status.claude.com',
  'status.datadoghq.com',
  'status.digitalocean.com',
  'status.dropbox.com',
  'status.figma.com',
  'status.hubspot.com',
  'status.linode.com',
  'status.mongodb.com',
  'status.newrelic.com',
  'status.npmjs.org',
  'status.python.org',
  'status.rubygems.org',
  'status.segment.com',
  'status.sendgrid.com',
  'status.snowflake.com',
  'status.twilio.com',
  'status.zoom.us',
  'www.cloudflarestatus.com',
  'www.githubstatus.com',
  'www.netlifystatus.com',
  'www.notion-status.com',
  'www.redditstatus.com',
  'www.vercel-status.com',
  'www.vimeostatus.com',
])

export const source = defineSource({
  id: 'statuspage',
  name: 'Atlassian Statuspage',
  summary: 'Incidents, maintenance and postmortems of any page hosted by Atlassian Statuspage.',
  site: 'https://www.atlassian.com/software/statuspage',
  examples: [
    'https://www.githubstatus.com',
    'https://www.cloudflarestatus.com',
    'https://dnsimple.statuspage.io',
    'https://status.atlassian.com',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: true,
    history: 'newest 50; with `history`, all that the page lists',
  },
  options: z.strictObject({
    /** Walk back through the page's history too: `true` for two years, or a number of quarters. */
    history: z.union([z.boolean(), z.number().int().min(1).max(mostPages)]).optional(),
    component: filterNames,
  }),
  filters: ['component'],
  probes: ['/api/v2/summary.json', '/history.atom'],
  recognises: ({ hostname }) =>
    /(^|\.)(statuspage\.io|status\.atlassian\.com)$/.test(hostname) || knownHosts.has(hostname),
  feedOf: (url) => `${pageRoot(url)}/history.atom`,
  detects: detectStatuspage,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = pageRoot(feed.url)
  const lists = ['summary', 'incidents', 'scheduled-maintenances'].map((n) => apiUrl(root, n))
  if (!lists.every((url) => wasAsked(replies, url))) return optional(lists, replies)
  const come = lists.flatMap((url) => replyTo(replies, url) ?? []).map(listedIds)
  if (!come.some((ids) => ids.incidents)) return feedAsks(root, replies)
  const listed = new Set(come.flatMap((ids) => [...(ids.incidents ?? []), ...(ids.planned ?? [])]))
  const missing = (ids: readonly string[]) => ids.filter((id) => !listed.has(id))
  const open = missing(feed.open).slice(0, mostOpen)
  const pages = historyPages(feed, root)
  const next = nextPages(pages, replies)
  if (next.length > 0) return optional([...open.map((id) => detailUrl(root, id)), ...next], replies)
  const old = missing(pages.flatMap((url) => codesOf(replies, url))).slice(0, mostOld)
  return optional(
    [...new Set([...open, ...old])].map((id) => detailUrl(root, id)),
    replies,
  )
}

function optional(urls: readonly string[], replies: readonly Reply[]): Ask[] {
  return urls.filter((url) => !wasAsked(replies, url)).map((url) => ({ url, optional: true }))
}

function apiUrl(root: string, name: string): string {
  return `${root}/api/v2/${name}.json`
}

function detailUrl(root: string, id: string): string {
  return apiUrl(root, `incidents/${encodeURIComponent(id)}`)
}

/**
 * The feeds are asked one after the other; the last one must answer. Not after a slip of the lists:
 * for one poll the feed would take back what is known of impact and components.
 */
function feedAsks(root: string, replies: readonly Reply[]): Ask[] {
  if (replies.some(isSlip)) return []
  const [atom, rss] = [`${root}/history.atom`, `${root}/history.rss`]
  if (!wasAsked(replies, atom)) return [{ url: atom, optional: true }]
  const answered = replies.some((r) => r.url === atom && r.status === 200)
  return answered || wasAsked(replies, rss) ? [] : [{ url: rss }]
}

function historyPages(feed: SourceFeed, root: string): string[] {
  const wanted = feed.options.history
  const count = wanted === true ? defaultPages : typeof wanted === 'number' ? wanted : 0
  const capped = Math.min(count, mostPages)
  return Array.from({ length: capped }, (_, n) => `${root}/history.json?page=${n + 1}`)
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const root = pageRoot(feed.url)
  const reading = emptyReading()
  const context = { root, skipped: reading.skipped }
  const documents = readDocuments(replies, context, reading.notes)
  reading.incidents = mergedIncidents(documents)
  reading.reach = reachOf(documents, caps, reading.skipped)
  reading.notes.push(...historyNotes(replies), ...indicatorNotes(documents))
  const history = [`${root}/history.atom`, `${root}/history.rss`]
  const feedReply = history.map((url) => replyTo(replies, url)).find((reply) => reply)
  if (feedReply && !documents.some((d) => d.incidents && d.part !== 'detail')) {
    reading.notes.push(`read from ${feedReply.url}, since no list of incidents could be read`)
    const fromFeed = await readStatuspageFeed(feedReply, root, reading)
    reading.incidents = mergeAll([...reading.incidents, ...fromFeed])
  } else if (documents.length === 0) {
    refuse(reading.notes[0] ?? `${feed.url}: no reply of Statuspage to read`)
  }
  return reading
}
