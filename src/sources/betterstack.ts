import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { isStatusPage, reportsIn } from '../source-kit/betterstack-report.ts'
import { earliestOf } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { feedIncidents } from '../source-kit/feed-incidents.ts'
import { byTime } from '../source-kit/one-each.ts'
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
import { attempt, attemptAsync, refuse } from '../source-kit/tolerance.ts'

const makers = /^(?:(?:www|uptime|app|logs|telemetry)\.)?(?:betterstack|betteruptime)\.com$/
/** Files that only the pages load; the makers' own site and pages that mention them do not. */
const assets =
  /https:\/\/(?:uptime\.betterstack|(?:uptime\.)?betteruptime)\.com\/(?:assets\/status_pages|packs\/(?:css|js)\/status_page)/

/** Well-known pages on hosts of their own. */
const knownHosts = new Set([
  'status.baserow.org',
  'status.browserless.io',
  'status.chainguard.dev',
  'status.feedly.com',
  'status.fireworks.ai',
  'status.huggingface.co',
  'status.keygen.sh',
  'status.meilisearch.com',
  'status.modal.com',
  'status.plausible.io',
  'status.polar.sh',
  'status.qdrant.io',
  'status.raindrop.io',
  'status.together.ai',
  'status.turso.tech',
  'status.vapi.ai',
  'www.framerstatus.com',
])

export const source = defineSource({
  id: 'betterstack',
  name: 'Better Stack',
  summary:
    'Reports, maintenance and failing monitors of any page hosted by Better Stack (Better Uptime).',
  site: 'https://betterstack.com',
  examples: [
    'https://status.huggingface.co',
    'https://status.vapi.ai',
    'https://teamretro.betteruptime.com',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'all reports the page lists',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  probes: ['/index.json'],
  recognises: ({ hostname }) =>
    (/\.(?:betterstack|betteruptime)\.com$/.test(hostname) && !makers.test(hostname)) ||
    knownHosts.has(hostname),
  detects,
  asks,
  read,
})

/** The document tells everything; the feeds are for pages that do not give it. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin } = new URL(feed.url)
  const index = `${origin}/index.json`
  if (!wasAsked(replies, index)) return [{ url: index, optional: true }]
  const reply = replyTo(replies, index)
  if (reply && attempt(() => isStatusPage(reply), [])) return []
  const [documented, linked] = [`${origin}/feed.rss`, `${origin}/feed`]
  if (!wasAsked(replies, documented)) return [{ url: documented, optional: true }]
  const fed = replyTo(replies, documented)
  if (fed && attempt(() => isFeed(fed), [])) return []
  return wasAsked(replies, linked) ? [] : [{ url: linked }]
}

function isFeed(reply: Reply): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed)[\s>]/i.test(textOf(reply).slice(0, 2000))
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { origin } = new URL(feed.url)
  const whole = replies.filter((r) => r.status === 200)
  const feeds = whole.filter((r) => attempt(() => isFeed(r), []))
  const told: Incident[][] = []
  for (const reply of whole.filter((r) => !feeds.includes(r))) {
    const reports = attempt(() => reportsIn(reply, origin, reading.skipped), reading.notes)
    if (reports) told.push(reports)
  }
  const listed = told.length > 0
  for (const reply of feeds) {
    const fed = await attemptAsync(() => fromFeed(reply, reading.notes), reading.notes)
    if (fed) told.push(fed)
  }
  if (told.length === 0) refuse(reading.notes[0] ?? `${feed.url}: no reply of Better Stack to read`)
  reading.incidents = told.reduce(joined)
  const sure = reading.skipped.length === 0 && reading.notes.length === 0
  const posted = told[0]!.filter((i) => i.kind === 'incident').map((i) => i.postedAt)
  const since = sure ? earliestOf(...posted) : null
  reading.reach = { since, open: listed && sure, openOnly: 'resource-' }
  return reading
}

async function fromFeed(reply: Reply, notes: string[]): Promise<Incident[]> {
  const { incidents } = await feedIncidents(reply, notes)
  return incidents.map((i) => ({ ...i, id: reportId(i) ?? i.id }))
}

function reportId(incident: Incident): string | null {
  return /\/incidents?\/(\d+)(?:[/?#]|$)/.exec(incident.url ?? '')?.[1] ?? null
}

/** The document says more of a report than the feed; a monitor's failure has no id in both. */
function joined(told: readonly Incident[], fed: readonly Incident[]): Incident[] {
  const byId = new Map(fed.map((incident) => [incident.id, incident]))
  const both = told.map((incident) => {
    const other = byId.get(incident.id)
    const seen = new Set(incident.updates.map((u) => u.at?.slice(0, 19)))
    const extra = other?.updates.filter((u) => u.at && !seen.has(u.at.slice(0, 19))) ?? []
    return extra.length
      ? { ...incident, updates: byTime([...incident.updates, ...extra]) }
      : incident
  })
  const more = fed.filter((f) => !told.some((t) => t.id === f.id || isSame(t, f)))
  return [...both, ...more]
}

const twoMinutes = 120_000

function isSame(report: Incident, fed: Incident): boolean {
  if (!report.startedAt || !fed.startedAt) return false
  const gap = Math.abs(Date.parse(report.startedAt) - Date.parse(fed.startedAt))
  return (
    gap < twoMinutes && [report.title, ...report.components].some((n) => n && fed.title.includes(n))
  )
}

/** Unknown paths lead to the page itself: only HTML asked as a page, and never as JSON, counts. */
function detects(replies: readonly Reply[]): Detection | null {
  const whole = replies.filter((r) => r.status === 200 && !makers.test(new URL(r.url).hostname))
  const index = whole.find((r) => attempt(() => isStatusPage(r), []))
  if (index) {
    const why = `${index.url} calls itself a status_page in the form of Better Stack`
    return { confidence: 0.95, why, url: new URL(index.url).origin }
  }
  const page = whole.find((r) => !/\.\w+$/.test(new URL(r.url).pathname) && hasAssets(r))
  if (!page) return null
  const why = `${page.url} loads the files of Better Stack's pages`
  return { confidence: 0.75, why, url: new URL(page.url).origin }
}

function hasAssets(reply: Reply): boolean {
  return attempt(() => assets.test(textOf(reply).slice(0, 20_000)), []) ?? false
}
