import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { earliestOf } from '../source-kit/dates.ts'
import { type HerokuDocument, herokuDocument } from '../source-kit/heroku-shape.ts'
import { readJson } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, uniqueNames } from '../source-kit/reading.ts'
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
import { attempt, refuse } from '../source-kit/tolerance.ts'
import { trustIncidents, trustMaintenances } from '../source-kit/trust-incident.ts'
import {
  pathOf,
  type TrustContext,
  trustApi,
  trustInstances,
  trustMaintenancesUrl,
  wordsFrom,
} from '../source-kit/trust-shape.ts'

const mostDetails = 10

/** Heroku has counted to 2,960 since 2009; larger ids are Trust's. */
const firstTrustId = 10_000

const apis = [
  { api: '/api/v4', list: 'incidents' },
  { api: '/api/v3', list: 'issues' },
]

const trustAsks = [
  { url: `${trustApi}/instances?products=Heroku` },
  { url: `${trustApi}/incidents/active` },
  { url: `${trustApi}/localizations?locale=en`, optional: true },
]

export const source = defineSource({
  id: 'heroku',
  name: 'Heroku',
  summary: 'Incidents, maintenance and follow-ups of Heroku, from its own API or Salesforce Trust.',
  site: 'https://status.heroku.com',
  examples: ['https://status.heroku.com', 'https://status.heroku.com/incidents/2960'],
  defaultUrl: 'https://status.heroku.com',
  gives: {
    impact: 'stated',
    components: true,
    regions: true,
    updates: 'all',
    maintenance: true,
    postmortems: true,
    history: 'newest 50; open only while Salesforce Trust stands in',
  },
  options: z.strictObject({ service: filterNames, component: filterNames, region: filterNames }),
  filters: ['service', 'component', 'region'],
  recognises: (url) => url.hostname === 'status.heroku.com',
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  const api = replies.find((r) => r.status === 200 && attempt(() => isHeroku(r), []))
  const page = replies.find((r) => new URL(r.url).hostname === 'status.heroku.com')
  const url = new URL((api ?? page)?.url ?? 'https://status.heroku.com').origin
  if (api) return { confidence: 0.95, why: `${api.url} answers as Heroku's status API does`, url }
  return page ? { confidence: 0.8, why: `${page.url} is Heroku's own status page`, url } : null
}

function isHeroku(reply: Reply): boolean {
  const list = z.array(z.looseObject({ system: z.string(), status: z.string() })).min(1)
  return z.looseObject({ status: list }).safeParse(readJson(reply)).success
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = new URL(feed.url).origin
  for (const { api, list } of apis) {
    const lists = [`${root}${api}/current-status`, `${root}${api}/${list}?limit=50`]
    if (!lists.every((url) => wasAsked(replies, url))) return optional(lists)
    const documents = documentsOf(replies, api, emptyReading())
    if (documents.length === 0) continue
    const urls = unlisted(feed, documents).map((id) => detailUrl(`${root}${api}/${list}`, id))
    return optional(urls.filter((url) => !wasAsked(replies, url)))
  }
  // The window needs a clock: the time of the first reply, which stays the same in every round.
  const maintenances = optional(
    replies.slice(0, 1).map((r) => trustMaintenancesUrl(r.at, 'Heroku')),
  )
  return [...trustAsks, ...maintenances].filter((ask) => !wasAsked(replies, ask.url))
}

function optional(urls: readonly string[]): Ask[] {
  return urls.map((url) => ({ url, optional: true }))
}

function unlisted(feed: SourceFeed, documents: readonly HerokuDocument[]): string[] {
  const lists = documents.filter((d) => d.part !== 'detail')
  const listed = new Set(lists.flatMap((d) => d.incidents.map((i) => i.id)))
  return feed.open.filter((id) => !listed.has(id)).slice(0, mostDetails)
}

/** An incident that came by Trust is followed there once Heroku's own API answers again. */
function detailUrl(list: string, id: string): string {
  return `${Number(id) >= firstTrustId ? `${trustApi}/incidents` : list}/${encodeURIComponent(id)}`
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  for (const { api } of apis) {
    const documents = documentsOf(replies, api, reading)
    if (documents.length === 0) continue
    const own = documents.flatMap((d) => d.incidents)
    reading.incidents = oneEach([...own, ...trustDetails(replies, reading)])
    reading.reach = reachOf(documents)
    return reading
  }
  return fromTrust(feed, replies, reading)
}

function documentsOf(replies: readonly Reply[], api: string, reading: Reading): HerokuDocument[] {
  return replies
    .filter((r) => r.status === 200 && pathOf(r).startsWith(`${api}/`))
    .flatMap((r) => attempt(() => herokuDocument(r, reading.skipped), reading.notes) ?? [])
}

function reachOf(documents: readonly HerokuDocument[]): Reading['reach'] {
  const listed = documents.filter((d) => d.part === 'list').flatMap((d) => d.incidents)
  const since = earliestOf(...listed.map((incident) => incident.postedAt))
  return { since, open: documents.some((d) => d.part === 'current') }
}

function trustDetails(replies: readonly Reply[], reading: Reading): Incident[] {
  const context = { words: new Map(), instances: null, skipped: reading.skipped }
  return replies
    .filter((r) => r.status === 200 && /\/v1\/incidents\/\d+$/.test(pathOf(r)))
    .flatMap((r) => attempt(() => trustIncidents(r, context), reading.notes) ?? [])
    .map(asHeroku)
}

/** Reach stays unknown: what Heroku's own API listed has other ids here, and has not vanished. */
function fromTrust(feed: SourceFeed, replies: readonly Reply[], reading: Reading): Reading {
  const whole = replies.filter((r) => r.status === 200)
  const active = whole.find((r) => pathOf(r).endsWith('/v1/incidents/active'))
  const instances = whole.find((r) => pathOf(r).endsWith('/v1/instances'))
  if (!active || !instances) {
    return refuse(reading.notes[0] ?? `${feed.url}: no reply of Heroku or Salesforce Trust to read`)
  }
  reading.notes.push(`read from Salesforce Trust, since ${feed.url} gave nothing readable`)
  const context: TrustContext = {
    words: wordsFrom(whole, reading.notes),
    instances: new Set(trustInstances(instances)),
    skipped: reading.skipped,
  }
  const planned = whole.find((r) => pathOf(r).endsWith('/v1/maintenances'))
  const work = planned && attempt(() => trustMaintenances(planned, context), reading.notes)
  reading.incidents = oneEach([...trustIncidents(active, context), ...(work ?? [])]).map(asHeroku)
  return reading
}

/** In the words of Heroku's own API, so that a filter holds for both. */
function asHeroku(incident: Incident): Incident {
  return {
    ...incident,
    services: uniqueNames(incident.services.map(systemOf)),
    components: incident.services,
    regions: uniqueNames(incident.components.map(regionOf)),
  }
}

function systemOf(key: string): string {
  if (/apps/i.test(key)) return 'Apps'
  if (/data/i.test(key)) return 'Data'
  return /^(?:heroku ?)?(?:cli|dashboard|platform ?api|tools)$/i.test(key) ? 'Tools' : key
}

/** From the instance's key: its `location` puts London in North America. */
function regionOf(instance: string): string {
  if (/north america/i.test(instance)) return 'NA'
  if (/europe|london/i.test(instance)) return 'EMEA'
  return /tokyo|asia/i.test(instance) ? 'APAC' : instance
}
