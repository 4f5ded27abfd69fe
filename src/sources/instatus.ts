import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { earliestOf } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { noticeIncident, silentOutages } from '../source-kit/instatus-incident.ts'
import { isFeed, joinHistory, readDocument, readHistory } from '../source-kit/instatus-page.ts'
import { emptyData, type InstatusData, isPageStatus } from '../source-kit/instatus-shape.ts'
import { readJson } from '../source-kit/json.ts'
import { emptyReading, isClosed } from '../source-kit/reading.ts'
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
import { attempt, attemptAsync, refuse } from '../source-kit/tolerance.ts'

const makers = new Set([
  'instatus.com',
  'www.instatus.com',
  'dashboard.instatus.com',
  'api.instatus.com',
])

/** Well-known pages on hosts of their own. */
const knownHosts = new Set([
  'denostatus.com',
  'descopestatus.com',
  'instat.us',
  'status.attio.com',
  'status.bitmovin.com',
  'status.fal.ai',
  'status.koyeb.com',
  'status.mastodon.social',
  'status.mollie.com',
  'status.northflank.com',
  'status.paystack.com',
  'status.perplexity.com',
  'status.sketch.com',
  'status.stytch.com',
  'status.todoist.net',
  'status.zed.dev',
  'wherebystatus.com',
])

export const source = defineSource({
  id: 'instatus',
  name: 'Instatus',
  summary:
    'Incidents and maintenance of any page hosted by Instatus, joined from its summary, page and feed.',
  site: 'https://instatus.com',
  examples: [
    'https://status.mastodon.social',
    'https://status.northflank.com',
    'https://typesense.instatus.com',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'what the feed holds',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  probes: ['/summary.json'],
  recognises: ({ hostname }) =>
    (hostname.endsWith('.instatus.com') && !makers.has(hostname)) || knownHosts.has(hostname),
  detects,
  asks,
  read,
})

const tail =
  /\/(?:(?:api\/)?v\d\/.*|(?:incident|maintenance)s?\/.*|history.*|summary\.json|components\.json)$/

function rootOf(address: string): string {
  const url = new URL(address)
  return url.origin + url.pathname.replace(tail, '').replace(/\/+$/, '')
}

/**
 * Summary and feed tell all that is quiet or long over. What is open has its messages, components
 * and impact only in the page; the impact of what we hold open and is over stands there too.
 */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = rootOf(feed.url)
  const lists = [`${root}/summary.json`, `${root}/history.rss`]
  const next = lists.filter((url) => !wasAsked(replies, url))
  if (next.length > 0) return next.map((url) => ({ url, optional: true }))
  const [summary, history] = lists.map((url) => replyTo(replies, url))
  const data = emptyData()
  const read = summary && attempt(() => readDocument(summary, data, []) ?? true, [])
  const page = `${root}/`
  const wanted = !read || data.notices.size > 0 || feed.open.length > 0
  if (wanted && !wasAsked(replies, page)) return [{ url: page, optional: !!(read || history) }]
  const components = `${root}/v3/components.json`
  const silent = data.pageStatus !== null && !isQuiet(data.pageStatus) && data.notices.size === 0
  return silent && !wasAsked(replies, components) ? [{ url: components, optional: true }] : []
}

function isQuiet(word: string): boolean {
  return word === 'UP' || word.includes('UNDERMAINTENANCE')
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const data = emptyData()
  let history: Incident[] | null = null
  let documents = 0
  for (const reply of replies.filter((r) => r.status === 200)) {
    const isHistory = attempt(() => isFeed(reply), reading.notes)
    if (isHistory)
      history = [
        ...(history ?? []),
        ...((await attemptAsync(() => readHistory(reply, reading.notes), reading.notes)) ?? []),
      ]
    else if (isHistory === false) {
      const read = attempt(() => readDocument(reply, data, reading.skipped) ?? true, reading.notes)
      if (read) documents++
    }
  }
  if (documents === 0 && !history?.length && reading.notes.length) refuse(reading.notes[0]!)
  if (documents === 0 && !history) refuse(`${feed.url}: no reply of Instatus to read`)
  reading.incidents = incidentsOf(feed, data, history ?? [], reading)
  reading.reach = reachOf(data, history, reading)
  return reading
}

function incidentsOf(
  feed: SourceFeed,
  data: InstatusData,
  history: readonly Incident[],
  reading: Reading,
): Incident[] {
  const root = data.root && URL.canParse(data.root) ? rootOf(data.root) : rootOf(feed.url)
  const told = [...data.notices.values()].map((n) => noticeIncident(n, data, root, reading.skipped))
  const incidents = joinHistory(told, history)
  const written = incidents.some((i) => i.kind === 'incident' && !isClosed(i.status))
  return written ? incidents : [...incidents, ...silentOutages(data.components ?? [], root)]
}

/** The feed is sorted by the start; planned work ahead of us says nothing of how far it reaches. */
function reachOf(
  data: InstatusData,
  history: Incident[] | null,
  reading: Reading,
): Reading['reach'] {
  const whole = history && reading.notes.length === 0 && reading.skipped.length === 0
  const since = whole ? earliestOf(...history.map((i) => i.postedAt)) : null
  return { since, open: data.listsOpen && reading.skipped.length === 0, openOnly: 'component-' }
}

function detects(replies: readonly Reply[]): Detection | null {
  const found = replies.filter((r) => r.status === 200).flatMap((reply) => detectionOf(reply) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

function detectionOf(reply: Reply): Detection | null {
  if (makers.has(new URL(reply.url).hostname)) return null
  const text = attempt(() => textOf(reply), [])
  if (!text) return null
  const url = rootOf(reply.url)
  if (/^\s*\{/.test(text)) {
    const page = attempt(
      () => readJson(reply) as { page?: Record<string, unknown> } | null,
      [],
    )?.page
    const own = isPageStatus(page?.status) && page.id === undefined
    return own
      ? { confidence: 0.95, why: `${reply.url} says its page is ${page.status}`, url }
      : null
  }
  const sub = /https:\/\/([\w-]+)\.instatus\.com\/api\/og\b/.exec(text)?.[1]
  const site = /\\"subdomain\\":\\"[^"\\]+\\"/.test(text) && /lang\.instatus\.com/.test(text)
  if (site)
    return { confidence: 0.95, why: `${reply.url} carries the data of an Instatus page`, url }
  if (!sub || sub === 'www') return null
  return { confidence: 0.7, why: `${reply.url} has the picture of ${sub}.instatus.com`, url }
}
