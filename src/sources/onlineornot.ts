import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { latestOf } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
import { parseJson } from '../source-kit/json.ts'
import {
  loadedIn,
  type OnlineornotDocument,
  onlineornotDocument,
  onlineornotFeed,
  summaryShape,
} from '../source-kit/onlineornot-documents.ts'
import { emptyReading, incidentOf, isClosed, uniqueNames } from '../source-kit/reading.ts'
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
import { impactOf } from '../source-kit/state-words.ts'
import { safeLink } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const makers = /^(?:(?:www|api|developers|docs|app)\.)?onlineornot\.com$/
const apiPath = /^\/v1\/status_pages\/([^/]+)\/summary$/

export const source = defineSource({
  id: 'onlineornot',
  name: 'OnlineOrNot',
  summary:
    'Incidents and maintenance of any page by OnlineOrNot, from its summary, its feed and the page.',
  site: 'https://onlineornot.com',
  examples: ['https://status.openrouter.ai', 'https://status.opencode.ai'],
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
  probes: ['/incidents.rss'],
  recognises: ({ hostname, pathname }) =>
    (hostname.endsWith('.onlineornot.com') && !makers.test(hostname)) ||
    (hostname === 'api.onlineornot.com' && apiPath.test(pathname)) ||
    ['status.openrouter.ai', 'status.opencode.ai'].includes(hostname),
  feedOf: (url) => `${rootOf(url)}/incidents.rss`,
  detects,
  asks,
  read,
})

function rootOf(address: string): string {
  const { origin, pathname, hostname } = new URL(address)
  const page = hostname === 'api.onlineornot.com' ? apiPath.exec(pathname)?.[1] : undefined
  if (!page) return origin
  return page.includes('.') ? `https://${page}` : `https://${page}.onlineornot.com`
}

/** The API knows a page by its subdomain or its own host. */
function summaryOf(root: string): string {
  const { hostname } = new URL(root)
  const page = hostname.replace(/\.onlineornot\.com$/, '')
  return `https://api.onlineornot.com/v1/status_pages/${page}/summary`
}

/** What is open from the API, what was said from the feed; the page where one of them is missing. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = rootOf(feed.url)
  const lists = [summaryOf(root), `${root}/incidents.rss`]
  const next = lists.filter((url) => !wasAsked(replies, url))
  if (next.length > 0) return next.map((url) => ({ url, optional: true }))
  const answers = lists.filter((url) => replyTo(replies, url))
  const page = `${root}/`
  if (answers.length === lists.length || wasAsked(replies, page)) return []
  return [{ url: page, optional: answers.length > 0 }]
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const root = rootOf(feed.url)
  const reading = emptyReading()
  const whole = replies.filter((r) => r.status === 200)
  const told = await firstFeed(whole.filter(isFeed), reading.notes, (reply) =>
    onlineornotFeed(reply, reading.notes),
  )
  const documents = whole
    .filter((r) => !isFeed(r))
    .flatMap(
      (r) => attempt(() => onlineornotDocument(r, root, reading.skipped), reading.notes) ?? [],
    )
  if (documents.length === 0 && !told) {
    refuse(reading.notes[0] ?? `${feed.url}: no reply of OnlineOrNot to read`)
  }
  const written = joined([...documents, ...(told ? [told] : [])])
  reading.incidents = [...written, ...silentOnes(documents, written, root)]
  const open = documents.find((d) => d.reach.open)
  reading.reach = { ...(open?.reach ?? { open: false }), since: told?.reach.since ?? null }
  return reading
}

function isFeed(reply: Reply): boolean {
  return /<(?:rss|feed)[\s>]/i.test(Buffer.from(reply.body.subarray(0, 600)).toString('latin1'))
}

function joined(documents: readonly OnlineornotDocument[]): Incident[] {
  const held = new Map<string, Incident>()
  for (const incident of documents.flatMap((d) => d.incidents)) {
    const first = held.get(incident.id)
    held.set(incident.id, first ? filled(first, incident) : incident)
  }
  return [...held.values()]
}

/** The API has the times and the impact, the feed the messages and the state. */
function filled(a: Incident, b: Incident): Incident {
  const ahead = (b.updates.at(-1)?.at ?? '') > (a.updates.at(-1)?.at ?? '')
  const planned = a.kind === 'maintenance' || b.kind === 'maintenance'
  const said = !isClosed(a.status) && b.status !== 'unknown' && (a.status === 'unknown' || ahead)
  const status = said ? b.status : a.status
  return {
    ...a,
    kind: planned ? 'maintenance' : a.kind,
    status: planned && status === 'resolved' ? 'completed' : status,
    impact: a.impact === 'unknown' ? b.impact : a.impact,
    impactLabel: a.impactLabel ?? b.impactLabel,
    startedAt: a.startedAt ?? b.startedAt,
    resolvedAt: isClosed(status) ? (a.resolvedAt ?? b.resolvedAt) : null,
    postedAt: a.postedAt ?? b.postedAt,
    updatedAt: latestOf(a.updatedAt, b.updatedAt),
    components: uniqueNames([...a.components, ...b.components]),
    updates: textsIn(b) > textsIn(a) || a.updates.length === 0 ? b.updates : a.updates,
  }
}

function textsIn(incident: Incident): number {
  return incident.updates.filter((u) => u.text).length
}

/** Components in trouble while no incident is open: since when is not said. */
function silentOnes(
  documents: readonly OnlineornotDocument[],
  written: readonly Incident[],
  root: string,
): Incident[] {
  if (written.some((i) => !isClosed(i.status) && i.status !== 'scheduled')) return []
  const states = documents.find((d) => d.components.length > 0)?.components ?? []
  const failing = states.filter(({ status }) => {
    return ['minor', 'major', 'critical'].includes(impactOf(status))
  })
  const each = new Map(failing.map((c) => [c.name, c]))
  return [...each.values()].map(({ name, status }) =>
    incidentOf({
      id: `component-${name}`,
      url: root,
      title: `${name}: ${status}`,
      impact: impactOf(status),
      impactLabel: status,
      components: [name],
    }),
  )
}

function detects(replies: readonly Reply[]): Detection | null {
  const found = replies.filter((r) => r.status === 200).flatMap((r) => detectionOf(r) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

function detectionOf(reply: Reply): Detection | null {
  const text = attempt(() => textOf(reply), [])
  if (!text) return null
  if (/^\s*\{/.test(text)) {
    const page = summaryShape.safeParse(attempt(() => parseJson(text, reply.url), [])).data?.result
      .status_page
    if (!page) return null
    const host = (page.custom_domain || `${page.subdomain}.onlineornot.com`).replace(
      /^https?:\/\//,
      '',
    )
    const url = new URL(safeLink(`https://${host}`) ?? reply.url).origin
    return { confidence: 0.95, why: `${reply.url} is a summary of OnlineOrNot`, url }
  }
  const { origin, hostname } = new URL(reply.url)
  if (makers.test(hostname)) return null
  if (isFeed(reply)) return feedDetection(text, reply.url, origin)
  const loaded = attempt(() => loadedIn(text, reply.url), []) ?? []
  const own = loaded.some((l) => l.components) && loaded.some((l) => l.incidents)
  if (!own) return null
  const confidence = /\bonlineornot\.com\b/.test(text) ? 0.95 : 0.75
  return { confidence, why: `${reply.url} carries the data of an OnlineOrNot page`, url: origin }
}

/** Statuspage's own feed has whole links and states with one capital. */
function feedDetection(xml: string, address: string, url: string): Detection | null {
  if (!/<description>Statuspage<\/description>/.test(xml)) return null
  const bare = /<link>(?!https?:)[\w.-]+(?:\/incidents\/[\w-]+)?<\/link>/.test(xml)
  const loud = /<strong>(?:RESOLVED|MONITORING|IDENTIFIED|INVESTIGATING|UPDATE)<\/strong>/.test(xml)
  if (!bare && !loud) return null
  return { confidence: bare && loud ? 0.95 : 0.8, why: `${address} is a feed of OnlineOrNot`, url }
}
