import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { isFeedText } from '../source-kit/feed-probe.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
import { readJson } from '../source-kit/json.ts'
import { emptyReading, isClosed } from '../source-kit/reading.ts'
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
import { statuscastFeed } from '../source-kit/statuscast-feed.ts'
import { isStatuscastPage, statuscastPage } from '../source-kit/statuscast-page.ts'
import {
  type StatuscastDocument,
  statuscastDocument,
  statuscastFailure,
  statuscastImpact,
  statuscastPart,
} from '../source-kit/statuscast-shape.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const ownHost =
  /^(?!(?:www|app|api|docs|help|support|blog|info)\.)[\w-]+\.(?:statuscast\.com|status\.page)$/
const knownHosts = new Set([
  'status.8x8.com',
  'status.airship.com',
  'status.airship.eu',
  'status.campaignmonitor.com',
  'status.quickbase.com',
  'www.fastlystatus.com',
])

export const source = defineSource({
  id: 'statuscast',
  name: 'StatusCast',
  summary: 'Incidents and maintenance of any StatusCast page, from its JSON, RSS or HTML.',
  site: 'https://statuscast.com',
  examples: ['https://status.statuscast.com', 'https://www.fastlystatus.com'],
  gives: {
    impact: 'stated',
    components: false,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'what the RSS holds',
  },
  options: z.strictObject({}),
  filters: [],
  probes: ['/summary.json', '/rss'],
  recognises: ({ hostname }) => ownHost.test(hostname) || knownHosts.has(hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    const { origin, hostname } = new URL(reply.url)
    if (reply.status !== 200 || /^(?:www\.)?statuscast\.com$/.test(hostname)) continue
    const body = bodyOf(reply)
    const json = /^\s*[[{]/.test(body) ? attempt(() => readJson(reply), []) : undefined
    const part = json === undefined ? null : statuscastPart(json)
    if (part === 'summary' || part === 'status') {
      return { confidence: 0.95, why: `${reply.url} is a ${part} of StatusCast`, url: origin }
    }
    if (isFeedText(body) && /xmlns:sc=["']http:\/\/statuscast\.com/.test(body.slice(0, 3000))) {
      return { confidence: 0.95, why: `${reply.url} is a feed of StatusCast`, url: origin }
    }
    if (!isFeedText(body) && isStatuscastPage(body)) {
      return { confidence: 0.75, why: `${reply.url} is made as pages of StatusCast`, url: origin }
    }
  }
  return null
}

/** What is open by the summary, the texts by the RSS; the page only where neither answers. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin } = new URL(feed.url)
  const [summary, rss] = [`${origin}/summary.json`, `${origin}/rss`]
  const missing = [summary, rss].filter((url) => !wasAsked(replies, url))
  if (missing.length) return missing.map((url) => ({ url, optional: true }))
  const answer = replyTo(replies, summary)
  const told = answer && attempt(() => statuscastDocument(answer, origin, []), [])
  const components = `${origin}/components.json`
  if (told?.part === 'summary') {
    const loose = told.incidents.length === 0 && isFailing(told.state)
    return loose && !wasAsked(replies, components) ? [{ url: components, optional: true }] : []
  }
  const answered = replyTo(replies, rss)
  if (answered && isFeedText(bodyOf(answered))) return []
  return wasAsked(replies, `${origin}/`) ? [] : [{ url: `${origin}/` }]
}

function isFailing(state: string | null): boolean {
  return !['none', 'unknown'].includes(statuscastImpact(state ?? ''))
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const root = new URL(feed.url).origin
  const whole = replies.filter((r) => r.status === 200)
  const feeds = whole.filter((r) => isFeedText(bodyOf(r)))
  const pages = whole.filter((r) => /^\s*</.test(bodyOf(r)) && !feeds.includes(r))
  const jsons = whole.filter((r) => !feeds.includes(r) && !pages.includes(r))
  const documents = jsons.flatMap(
    (r) => attempt(() => statuscastDocument(r, root, skipped), notes) ?? [],
  )
  const shown = pages.flatMap((r) => {
    const incidents = attempt(() => statuscastPage(r, skipped), notes)
    return incidents ? [incidents] : []
  })
  const told = await firstFeed(feeds, notes, (r) => statuscastFeed(r, root, reading))
  if (documents.length === 0 && shown.length === 0 && !told) {
    refuse(notes[0] ?? `${feed.url}: no document of StatusCast to read`)
  }
  const summary = documents.find((d) => d.part === 'summary')
  const written = documents.filter((d) => d.part !== 'components').flatMap((d) => d.incidents)
  const listed = joined([...written, ...shown.flat()])
  const open = new Set(summary?.incidents.map((i) => i.id))
  // An entry whose number cannot be told may be any of the feed's.
  const numbered = !!summary?.whole && summary.incidents.every((i) => /^\d+$/.test(i.id))
  const fromFeed = told?.incidents.map((i) => (numbered ? settled(i, open) : i)) ?? []
  reading.incidents = [...withTexts(listed, fromFeed), ...failures(documents, listed, root)]
  const complete = !!summary?.whole && skipped.length === 0
  reading.reach = {
    since: told?.since ?? null,
    open: complete,
    ...(complete ? { openOnly: true } : {}),
  }
  return reading
}

/** The newest words seldom say that it is over: what the summary does not list as open is. */
function settled(incident: Incident, open: ReadonlySet<string>): Incident {
  if (open.has(incident.id) || isClosed(incident.status)) return incident
  return { ...incident, status: incident.kind === 'maintenance' ? 'completed' : 'resolved' }
}

/** Components that fail, else the page as a whole, where nothing is written. */
function failures(
  documents: readonly StatuscastDocument[],
  listed: readonly Incident[],
  root: string,
): Incident[] {
  if (listed.some((i) => !isClosed(i.status) && i.status !== 'scheduled')) return []
  const components = documents.filter((d) => d.part === 'components')
  if (components.length) return components.flatMap((d) => d.incidents)
  const page = documents.find((d) => d.state !== null)
  if (!page || !isFailing(page.state)) return []
  return [statuscastFailure('page', page.name ?? new URL(root).hostname, page.state!, root, [])]
}

function joined(incidents: readonly Incident[]): Incident[] {
  const byId = new Map<string, Incident>()
  for (const incident of incidents) {
    const held = byId.get(incident.id)
    if (!held) byId.set(incident.id, incident)
    else {
      const { impact, impactLabel } = held.impact === 'unknown' ? incident : held
      const startedAt = held.startedAt ?? incident.startedAt
      const postedAt = held.postedAt ?? incident.postedAt
      byId.set(incident.id, { ...held, impact, impactLabel, startedAt, postedAt })
    }
  }
  return [...byId.values()]
}

/** Kind, impact and openness as listed, texts and times as the feed has them. */
function withTexts(listed: readonly Incident[], told: readonly Incident[]): Incident[] {
  const texts = new Map(told.map((incident) => [incident.id, incident]))
  const both = listed.map((incident) => {
    const text = texts.get(incident.id)
    if (!text) return incident
    texts.delete(incident.id)
    const { kind, impact, impactLabel, url, title, status } = incident
    const finer =
      status === 'unknown' ? (isClosed(text.status) ? 'monitoring' : text.status) : status
    const resolvedAt = isClosed(finer) ? text.resolvedAt : null
    const startedAt = incident.startedAt ?? (kind === 'maintenance' ? null : text.startedAt)
    const label = impactLabel ?? text.impactLabel
    const own = { kind, impact, impactLabel: label, url, title, status: finer }
    return { ...text, ...own, startedAt, resolvedAt }
  })
  return [...both, ...texts.values()]
}
