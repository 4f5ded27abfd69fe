import { z } from 'zod'
import type { Incident, Update } from '../incident.ts'
import { latestOf } from '../source-kit/dates.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
import { byTime, withUniqueIds } from '../source-kit/one-each.ts'
import { emptyReading, isClosed } from '../source-kit/reading.ts'
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
import { statusioFeed } from '../source-kit/statusio-feed.ts'
import {
  isStatusioDocument,
  type StatusioPage,
  statusioDocument,
} from '../source-kit/statusio-shape.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const api = 'https://api.status.io/1.0/status'
const pagePath =
  /\/(?:1\.0\/status|pages(?:\/(?:incident|maintenance|history))?)\/([0-9a-f]{24})(?=[/?#]|$)/i
/** What the feed still shows as open an hour after its last message, and the JSON does not, is over. */
const graceMs = 60 * 60 * 1000

/** Hosts of Status.io that are no status pages. */
const ownHosts = ['www.status.io', 'app.status.io', 'kb.status.io', 'image.status.io']
const knownHosts = new Set([
  'neonstatus.com',
  'status.clickup.com',
  'status.coreweave.com',
  'status.dashlane.com',
  'status.databricks.com',
  'status.denic.de',
  'status.devcycle.com',
  'status.discourse.org',
  'status.eu.onelogin.com',
  'status.gitlab.com',
  'status.loopreturns.com',
  'status.roblox.com',
  'status.sumologic.com',
  'status.us.onelogin.com',
  'status.us.ovhcloud.com',
])

export const source = defineSource({
  id: 'statusio',
  name: 'Status.io',
  summary:
    'What is open or planned on a page of Status.io, and the ends of it from the page’s RSS.',
  site: 'https://status.io',
  examples: [
    'https://status.gitlab.com',
    'https://letsencrypt.status.io',
    'https://api.status.io/1.0/status/5b36dc6502d06804c08349f7',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: true,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'open ones; closed ones as long as the RSS lists them, without impact',
  },
  options: z.strictObject({ component: filterNames, region: filterNames }),
  filters: ['component', 'region'],
  recognises,
  detects,
  asks,
  read,
})

function recognises(url: URL): boolean {
  if (pagePath.test(url.pathname)) return true
  if (ownHosts.includes(url.hostname) || url.hostname === 'api.status.io') return false
  return /\.status\.io$/.test(url.hostname) || knownHosts.has(url.hostname)
}

function detects(replies: readonly Reply[]): Detection | null {
  const found = replies.filter((r) => r.status === 200).flatMap((r) => detectionOf(r) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

function detectionOf(reply: Reply): Detection | null {
  const { origin, hostname, pathname } = new URL(reply.url)
  if (isStatusioDocument(reply)) {
    return { confidence: 0.95, why: `${reply.url} answers as the API of Status.io`, url: reply.url }
  }
  const url = hostname === 'status.io' ? `${origin}${pathname}` : origin
  if (/^[0-9a-f]{24}$/i.test(reply.headers['x-status-page-id'] ?? '')) {
    return { confidence: 0.95, why: `${reply.url} has the header x-status-page-id`, url }
  }
  if (ownHosts.includes(hostname)) return null
  const html = bodyOf(reply)
  const marked = /\bstatuspageId\s*=\s*["'][0-9a-f]{24}["']/i.test(html) ? 0.85 : 0.7
  if (idInHtml(html, reply.url)) {
    return { confidence: marked, why: `${reply.url} names its page id of Status.io`, url }
  }
  const feed =
    /<rss\b/i.test(html) &&
    /<link>\s*https:\/\/status\.io\/pages\/(?:incident|maintenance)\//.test(html)
  return feed
    ? { confidence: 0.9, why: `${reply.url} is a feed of Status.io`, url: reply.url }
    : null
}

/** From the page's script, else from its own links to its history; links to other hosts say nothing. */
function idInHtml(html: string, address: string): string | null {
  const script = /\bstatuspageId\s*=\s*["']([0-9a-f]{24})["']/i.exec(html)?.[1]
  if (script) return script
  const { host } = new URL(address)
  const links = html.matchAll(
    /\bhref\s*=\s*["'](?:https?:)?(?:\/\/([\w.:-]+))?\/pages\/(?:history|incident|maintenance)\/([0-9a-f]{24})/gi,
  )
  return [...links].find((m) => !m[1] || m[1] === host)?.[2] ?? null
}

/** The page id stands in the feed's address, else in a header or script of the page. */
function pageOf(feed: SourceFeed, replies: readonly Reply[]): StatusioPage {
  const url = new URL(feed.url)
  const root = url.hostname === 'api.status.io' ? 'https://status.io' : url.origin
  const answers = replies.filter((r) => r.status === 200)
  const inAddress = [feed.url, ...answers.map((r) => r.url)].map((u) => pagePath.exec(u)?.[1])
  const inPage = answers.map((r) => {
    const id = r.headers['x-status-page-id'] ?? ''
    return /^[0-9a-f]{24}$/i.test(id) ? id : idInHtml(bodyOf(r), r.url)
  })
  const id = [...inAddress, ...inPage].find(Boolean)
  return { root, id: id?.toLowerCase() ?? null }
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { root, id } = pageOf(feed, replies)
  const wanted: Ask[] = id
    ? [`${api}/${id}`, `${root}/pages/${id}/rss`].map((url) => ({ url, optional: true }))
    : [{ url: feed.url }]
  return wanted.filter(({ url }) => !wasAsked(replies, url))
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const page = pageOf(feed, replies)
  const reading = emptyReading()
  const { notes, skipped } = reading
  const answers = replies.filter((r) => r.status === 200)
  const feeds = answers.filter((r) => isFeed(r))
  notes.push(...answers.filter((r) => isCut(r)).map((r) => `${r.url}: the page was cut off`))
  const rest = answers.filter((r) => !feeds.includes(r) && !isPage(r, feed, answers))
  const json = rest.flatMap(
    (r) => attempt(() => ({ ...statusioDocument(r, page, skipped), at: r.at }), notes) ?? [],
  )[0]
  const told = await firstFeed(feeds, reading.notes, (r) => statusioFeed(r, page, reading))
  if (!json && !told) refuse(notes[0] ?? `${feed.url}: no document of Status.io to read`)
  reading.incidents = joined(
    json?.incidents ?? [],
    told?.incidents ?? [],
    json?.whole ? json.at : null,
  )
  const open = json?.whole ?? false
  reading.reach = { since: told?.since ?? null, open, ...(open ? { openOnly: true } : {}) }
  return reading
}

function isFeed(reply: Reply): boolean {
  return (
    /\/rss\/?$/.test(new URL(reply.url).pathname) ||
    /^\s*(?:<\?xml[^>]*>\s*)?<rss\b/i.test(bodyOf(reply))
  )
}

function isCut(reply: Reply): boolean {
  const text = bodyOf(reply)
  return /^\s*<(?:!doctype )?html/i.test(text) && !/<\/html>\s*$/i.test(text)
}

/** The page itself only tells its id; alone, it cannot be read. */
function isPage(reply: Reply, feed: SourceFeed, all: readonly Reply[]): boolean {
  const others = all.some((r) => r !== reply)
  return others && reply.url === feed.url && /^\s*</.test(bodyOf(reply))
}

/** The JSON's word counts for what is open; the feed adds messages, and what has been closed. */
function joined(listed: Incident[], told: Incident[], openAt: string | null): Incident[] {
  const byId = new Map(listed.map((incident) => [incident.id, incident]))
  for (const incident of told) {
    const held = byId.get(incident.id)
    byId.set(incident.id, held ? withMessages(held, incident.updates) : settled(incident, openAt))
  }
  return [...byId.values()]
}

function withMessages(held: Incident, more: readonly Update[]): Incident {
  const same = (a: Update, b: Update) =>
    a.id.slice(0, 16) === b.id.slice(0, 16) && a.status === b.status
  const fresh = more.filter((update) => !held.updates.some((known) => same(known, update)))
  if (fresh.length === 0) return held
  const updates = withUniqueIds(byTime([...held.updates, ...fresh]))
  return { ...held, updates, updatedAt: latestOf(held.updatedAt, updates.at(-1)!.at) }
}

/** Leaving the list of open ones is how Status.io says that something is over. */
function settled(incident: Incident, openAt: string | null): Incident {
  const { status, updatedAt, kind } = incident
  if (!openAt || !updatedAt || isClosed(status) || status === 'scheduled') return incident
  if (Date.parse(openAt) - Date.parse(updatedAt) < graceMs) return incident
  return {
    ...incident,
    status: kind === 'maintenance' ? 'completed' : 'resolved',
    resolvedAt: null,
  }
}
