import { z } from 'zod'
import type { Impact, Incident } from '../incident.ts'
import { decodeText } from '../source-kit/decode.ts'
import { eachShaped } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, incidentOf } from '../source-kit/reading.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type Skipped,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { oneLine, plainText } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'
import { eventIncidents } from '../source-kit/uptimerobot-events.ts'
import { accountFeed, isXml } from '../source-kit/uptimerobot-rss.ts'
import {
  eventsIn,
  monitorShape,
  monitorsIn,
  pageFrom,
  pageOfApi,
  type UptimeRobotPage,
} from '../source-kit/uptimerobot-shape.ts'

/** Well-known pages on hosts of their own. */
const knownHosts = new Set([
  'dc.status.playit.gg',
  'status.appmax.com.br',
  'status.archlinux.org',
  'status.bsky.app',
  'status.cloudcart.com',
  'status.heyreach.io',
  'status.simkl.com',
  'status.trakt.tv',
  'status.uptimerobot.com',
])
const mostPages = 5

/** Classes of monitors that do not work; their colours stand for Down and Seems down. */
const failing = new Map<string, Impact>([
  ['danger', 'major'],
  ['warning', 'minor'],
])
const harmless = new Set(['success', 'black', 'paused', 'info'])

export const source = defineSource({
  id: 'uptimerobot',
  name: 'UptimeRobot',
  summary:
    'Announcements of an UptimeRobot page, and the monitors that are down as incidents of their own, told from their state.',
  site: 'https://uptimerobot.com',
  examples: ['https://stats.uptimerobot.com/M90zYt5gGx', 'https://status.bsky.app'],
  gives: {
    impact: 'inferred',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'what is down now; announcements of about a week',
  },
  options: z.strictObject({ component: z.union([z.string(), z.array(z.string())]).optional() }),
  filters: ['component'],
  recognises: ({ hostname, pathname }) =>
    knownHosts.has(hostname) ||
    (/^(?:stats|rss)\.uptimerobot\.com$/.test(hostname) && pathname.length > 1),
  detects,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const known = pageOfApi(feed.url)
  if (!known && !wasAsked(replies, feed.url)) return [{ url: feed.url }]
  const reply = replyTo(replies, feed.url)
  const page = known ?? (reply ? pageFrom(reply) : null)
  if (!page) return []
  const first = replyTo(replies, page.monitors)
  const pages = first ? (attempt(() => monitorsIn(first), [])?.pages ?? 1) : 1
  const more = Array.from({ length: Math.min(pages, mostPages) - 1 }, (_, n) => n + 2)
  const asked: Ask[] = [
    { url: page.monitors },
    ...(page.events ? [{ url: page.events, optional: true }] : []),
    ...more.map((n) => ({ url: `${page.monitors}?page=${n}`, optional: true })),
  ]
  return asked.filter(({ url }) => !wasAsked(replies, url))
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const page = pageOf(feed, replies)
  const found: Incident[][] = []
  const told = { monitors: 0, pages: 1, events: false }
  for (const reply of replies.filter((r) => r.status === 200)) {
    if (pageFrom(reply)) continue
    if (isXml(reply)) found.push(...(await accountFeed(reply, page, reading)))
    else if (/\/getEventFeed\//.test(reply.url)) {
      const events = attempt(() => eventsIn(reply), notes)
      if (events) found.push(eventIncidents(events, page, reply.at, skipped))
      told.events ||= events !== undefined
    } else {
      const list = attempt(() => monitorsIn(reply), notes)
      if (!list) continue
      found.push(downIn(list.monitors, page, reading))
      Object.assign(told, { monitors: told.monitors + 1, pages: Math.max(told.pages, list.pages) })
    }
  }
  if (found.length === 0) refuse(notes[0] ?? `${feed.url}: the page tells nothing without its API`)
  reading.incidents = oneEach(found.flat())
  const missed = replies.some((r) => /\/getEventFeed\//.test(r.url)) && !told.events
  const whole = told.monitors >= told.pages && skipped.length + notes.length === 0
  reading.reach = {
    since: null,
    open: whole && !missed,
    ...(whole && !missed ? { openOnly: true } : {}),
  }
  return reading
}

/** The address for people; monitors have one of their own below it. */
function pageOf(feed: SourceFeed, replies: readonly Reply[]): string {
  const html = replies.map(pageFrom).find((page) => page !== null)
  const api: UptimeRobotPage | null | undefined = [feed.url, ...replies.map((r) => r.url)]
    .map(pageOfApi)
    .find((page) => page !== null)
  return (html?.page ?? api?.page ?? feed.url).replace(/\/+$/, '')
}

/**
 * A monitor that is down is one incident for as long as it is: the list has neither its beginning
 * (`lastDowntime` is in a zone that is not told, and may be an earlier one) nor its end.
 */
function downIn(list: readonly unknown[], page: string, { skipped, notes }: Reading): Incident[] {
  return eachShaped(list, monitorShape, 'monitor', skipped).flatMap((monitor) => {
    const word = monitor.statusClass
    const impact = failing.get(word)
    if (!impact) {
      if (!harmless.has(word)) notes.push(oneLine(`monitor ${monitor.monitorId} is "${word}"`))
      return []
    }
    const name = oneLine(plainText(monitor.name ?? '')) || `Monitor ${monitor.monitorId}`
    return incidentOf({
      id: `monitor-${monitor.monitorId}`,
      url: `${page}/${monitor.monitorId}`,
      title: `${name}: ${word === 'danger' ? 'down' : word}`,
      impact,
      impactLabel: word,
      components: [name],
    })
  })
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    if (pageFrom(reply)) {
      return { confidence: 0.95, why: `${reply.url} names its API of UptimeRobot`, url: reply.url }
    }
    const api = pageOfApi(reply.url)
    if (api && listsMonitors(reply)) {
      return {
        confidence: 0.95,
        why: `${reply.url} lists monitors as UptimeRobot does`,
        url: api.page,
      }
    }
    const { text } = decodeText(reply.body.subarray(0, 200_000), reply.headers['content-type'])
    if (/(?:src|href)=["'](?:https?:)?\/\/psp-logos\.uptimerobot\.com\//i.test(text)) {
      return { confidence: 0.7, why: `${reply.url} has its logo at UptimeRobot`, url: reply.url }
    }
  }
  return null
}

function listsMonitors(reply: Reply): boolean {
  const none: Skipped[] = []
  const list = attempt(() => monitorsIn(reply).monitors, [])
  return (list?.length ?? 0) > 0 && eachShaped(list, monitorShape, 'monitor', none).length > 0
}
