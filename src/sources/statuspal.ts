import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { isFeedText } from '../source-kit/feed-probe.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
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
import { statuspalFeed } from '../source-kit/statuspal-feed.ts'
import {
  isStatuspalSummary,
  type StatuspalDocument,
  statuspalDocument,
} from '../source-kit/statuspal-shape.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const ownHost =
  /^(?!(?:www|app|api|docs|blog|help|support|demo)\.)([a-z\d-]+)\.statuspal\.(io|eu)$/i
const apiPath = /^\/api\/v2\/status_pages\/([\w-]+)(?:\/|$)/
const inHtml =
  /\b(?!(?:www|app|api|docs|blog|help|support|cdn|assets|static)\.)([a-z\d][a-z\d-]*)\.statuspal\.(io|eu)\b/i
const powered = /<a\b[^>]*\bhref\s*=\s*["']https?:\/\/(?:www\.)?statuspal\.(?:io|eu)\b[^>]*>/i
const classes = /\bclass\s*=\s*["'][^"']*\bsystem-status\b[^"']*\btype-[a-z-]+/i

/** Pages on hosts of their own; the address of the API where it is known. */
const knownHosts = new Map<string, string | null>([
  ['exoscalestatus.com', 'https://statuspal.eu/api/v2/status_pages/exoscalestatus'],
  ['www.exoscalestatus.com', 'https://statuspal.eu/api/v2/status_pages/exoscalestatus'],
  ['status.appuio.cloud', null],
  ['status.booxi.com', null],
  ['status.chartmogul.com', null],
  ['status.unity.com', null],
])

export const source = defineSource({
  id: 'statuspal',
  name: 'StatusPal',
  summary: 'Incidents, maintenance and notices of any page of StatusPal, from its v2 API or RSS.',
  site: 'https://www.statuspal.io',
  examples: [
    'https://exoscalestatus.com',
    'https://dakboard.statuspal.io',
    'https://statuspal.eu/api/v2/status_pages/exoscalestatus/summary',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'open and planned ones, and the newest 20 of the list',
  },
  options: z.strictObject({
    /** Name of the page at StatusPal, for a page on a host of its own that does not tell it. */
    subdomain: z
      .string()
      .regex(/^[\w-]+$/)
      .optional(),
    component: filterNames,
  }),
  filters: ['component'],
  recognises: (url) =>
    ownHost.test(url.hostname) ||
    (/^(?:www\.)?statuspal\.(?:io|eu)$/.test(url.hostname) && apiPath.test(url.pathname)) ||
    knownHosts.has(url.hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    if (isStatuspalSummary(reply)) {
      return { confidence: 0.95, why: `${reply.url} is a summary of StatusPal`, url: reply.url }
    }
    const { origin, hostname } = new URL(reply.url)
    if (/^(?:www\.)?statuspal\.(?:io|eu)$/.test(hostname)) continue
    const html = bodyOf(reply)
    const marks = [
      classes.test(html),
      powered.test(html) && /powered by\s+(?:<[^>]*>\s*)*statuspal/i.test(html),
    ]
    const confidence = marks[0] && marks[1] ? 0.85 : marks[0] ? 0.7 : marks[1] ? 0.6 : 0
    if (confidence)
      return { confidence, why: `${reply.url} is made as pages of StatusPal are`, url: origin }
  }
  return null
}

/** Where the API has the page: by the address, the option, or what the page itself links to. */
function apiOf(feed: SourceFeed, replies: readonly Reply[]): string | null {
  const url = new URL(feed.url)
  const path = apiPath.exec(url.pathname)
  if (path)
    return `https://statuspal.${/\.eu$/.test(url.hostname) ? 'eu' : 'io'}/api/v2/status_pages/${path[1]}`
  const page = replyTo(replies, feed.url)
  const found = ownHost.exec(url.hostname) ?? (page ? inHtml.exec(bodyOf(page)) : null)
  const { subdomain } = feed.options
  if (typeof subdomain === 'string') return addressOf(subdomain, found?.[2] ?? 'io')
  return found ? addressOf(found[1]!, found[2]!) : (knownHosts.get(url.hostname) ?? null)
}

function addressOf(subdomain: string, end: string): string {
  return `https://statuspal.${end.toLowerCase()}/api/v2/status_pages/${subdomain}`
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin, hostname } = new URL(feed.url)
  const known = apiOf(feed, replies)
  if (!known && !wasAsked(replies, feed.url)) return [{ url: feed.url, optional: true }]
  const lists = known ? [`${known}/summary`, `${known}/incidents`] : []
  const missing = lists.filter((url) => !wasAsked(replies, url))
  if (missing.length) return missing.map((url) => ({ url, optional: true }))
  const rss = `${origin}/history.rss`
  const answered = lists.some((url) => replyTo(replies, url))
  if (answered || /^statuspal\./.test(hostname) || wasAsked(replies, rss)) return []
  return [{ url: rss }]
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const answers = replies.filter((r) => r.status === 200)
  const feeds = answers.filter(
    (r) => isFeedText(bodyOf(r)) || /\.(?:rss|atom)$/.test(new URL(r.url).pathname),
  )
  const rest = answers.filter(
    (r) =>
      !feeds.includes(r) && !(answers.length > 1 && r.url === feed.url && /^\s*</.test(bodyOf(r))),
  )
  const documents = rest.flatMap((r) => attempt(() => statuspalDocument(r, skipped), notes) ?? [])
  const told = await firstFeed(feeds, notes, (r) => statuspalFeed(r, reading))
  if (documents.length === 0 && !told)
    refuse(notes[0] ?? `${feed.url}: no document of StatusPal to read`)
  reading.incidents = joined(documents, told ?? [])
  if (documents.length) reading.reach = reachOf(documents)
  return reading
}

function reachOf(documents: readonly StatuspalDocument[]): Reading['reach'] {
  const open = documents.some((d) => d.summary && d.whole)
  return { since: null, open, ...(open ? { openOnly: true } : {}) }
}

/** The summary knows names and what goes on; the list and the feed add what is over. */
function joined(documents: readonly StatuspalDocument[], told: readonly Incident[]): Incident[] {
  const sorted = documents.toSorted((a, b) => Number(b.summary) - Number(a.summary))
  const byId = new Map<string, Incident>()
  for (const incident of [...sorted.flatMap((d) => d.incidents), ...told]) {
    const held = byId.get(incident.id)
    if (!held) byId.set(incident.id, incident)
    else if ((incident.updatedAt ?? '') > (held.updatedAt ?? '') && !told.includes(incident)) {
      byId.set(incident.id, {
        ...incident,
        components: incident.components.length ? incident.components : held.components,
      })
    }
  }
  return [...byId.values()]
}
