import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading } from '../source-kit/reading.ts'
import {
  type Ask,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'
import { trustIncidents, trustMaintenances } from '../source-kit/trust-incident.ts'
import {
  detectTrust,
  isTrustHost,
  pathOf,
  type TrustContext,
  trustApi,
  trustInstances,
  trustMaintenancesUrl,
  wordsFrom,
} from '../source-kit/trust-shape.ts'

const names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)]).optional()

/** Ids we hold open and no list shows are asked one by one, but not more than these. */
const mostDetails = 10

export const source = defineSource({
  id: 'salesforce',
  name: 'Salesforce Trust',
  summary: 'Incidents of all Salesforce products, by product or instance, from the Trust API.',
  site: 'https://status.salesforce.com',
  examples: [
    'https://status.salesforce.com',
    'https://status.salesforce.com/products/Marketing_Cloud',
    'https://api.status.salesforce.com/v1/incidents/active',
  ],
  defaultUrl: 'https://status.salesforce.com',
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: true,
    history: 'newest 50 of all products; maintenance only for a product or instance',
  },
  options: z.strictObject({ product: names, instance: names, service: names }),
  filters: ['service'],
  recognises: (url) => isTrustHost(url.hostname),
  detects: detectTrust,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const first = firstAsks(feed)
  if (!first.every((ask) => wasAsked(replies, ask.url))) return first
  const more = [...maintenanceAsks(feed, replies), ...detailAsks(feed, replies)]
  return more.filter((ask) => !wasAsked(replies, ask.url))
}

function firstAsks(feed: SourceFeed): Ask[] {
  const instances = wanted(feed, 'instance')
  const only = instances.length === 1 ? `&instance=${encodeURIComponent(instances[0]!)}` : ''
  return [
    { url: `${trustApi}/incidents/active` },
    {
      url: `${trustApi}/incidents?limit=50&offset=0&sort=startTime&order=desc${only}&locale=en`,
      optional: true,
    },
    { url: `${trustApi}/localizations?locale=en`, optional: true },
    ...wanted(feed, 'product').map((p) => ({ url: instancesUrl(p) })),
    ...instances.map((key) => ({
      url: `${trustApi}/instances/${encodeURIComponent(key)}/status`,
      optional: true,
    })),
  ]
}

/** The window needs a clock: the time of the first reply, to the day, so that the address keeps. */
function maintenanceAsks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const at = replies.find((r) => r.url === `${trustApi}/incidents/active`)?.at
  if (!at) return []
  return wanted(feed, 'product').map((product) => ({
    url: trustMaintenancesUrl(at, product),
    optional: true,
  }))
}

function detailAsks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  if (feed.open.length === 0) return []
  const context = { words: new Map<string, string>(), instances: null, skipped: [] }
  const whole = replies.filter((r) => r.status === 200)
  const found = whole.flatMap((r) => attempt(() => incidentsIn(r, context), []) ?? [])
  const listed = new Set(found.map((incident) => incident.id))
  return feed.open
    .filter((id) => !listed.has(id))
    .slice(0, mostDetails)
    .map((id) => ({ url: `${trustApi}/incidents/${encodeURIComponent(id)}`, optional: true }))
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const whole = replies.filter((r) => r.status === 200)
  const context: TrustContext = {
    words: wordsFrom(whole, reading.notes),
    instances: instancesOf(feed, whole),
    skipped: reading.skipped,
  }
  const lists = whole.filter(holdsIncidents).map((reply) => {
    const incidents = () => incidentsIn(reply, context)
    return isActive(reply) ? incidents() : attempt(incidents, reading.notes)
  })
  const read = lists.filter((list) => list !== undefined)
  if (read.length === 0) refuse(reading.notes[0] ?? 'Salesforce Trust: nothing to read')
  reading.incidents = oneEach(read.flat())
  // The list is ordered by start, and incidents are posted later than they start: `since` stays open.
  reading.reach = { since: null, open: whole.some(isActive) }
  return reading
}

function holdsIncidents(reply: Reply): boolean {
  return /\/v1\/(incidents|maintenances)(\/[^/]+)?$|\/instances\/[^/]+\/status$/.test(pathOf(reply))
}

function isActive(reply: Reply): boolean {
  return pathOf(reply).endsWith('/incidents/active')
}

function incidentsIn(reply: Reply, context: TrustContext): Incident[] {
  const path = pathOf(reply)
  if (/\/maintenances(\/|$)/.test(path)) return trustMaintenances(reply, context)
  if (/\/incidents(\/|$)/.test(path)) return trustIncidents(reply, context)
  if (!path.endsWith('/status')) return []
  return [...trustIncidents(reply, context), ...trustMaintenances(reply, context)]
}

/** The instances of the products and those named; null when the feed is for all of Salesforce. */
function instancesOf(feed: SourceFeed, replies: readonly Reply[]): Set<string> | null {
  const products = wanted(feed, 'product')
  const named = wanted(feed, 'instance')
  if (products.length + named.length === 0) return null
  const ofProducts = products.flatMap((product) => {
    const reply = replies.find((r) => r.url === instancesUrl(product))
    if (!reply) return refuse(`${instancesUrl(product)}: the instances are missing`)
    return trustInstances(reply)
  })
  return new Set([...ofProducts, ...named])
}

function instancesUrl(product: string): string {
  return `${trustApi}/instances?products=${encodeURIComponent(product)}`
}

/** From the options, else from an address such as `/products/Heroku` or `/instances/NA123`. */
function wanted(feed: SourceFeed, key: 'product' | 'instance'): string[] {
  const given = feed.options[key]
  if (given !== undefined) return [given].flat().map(String)
  const named = new RegExp(`/${key}s/([^/?#]+)`).exec(new URL(feed.url).pathname)?.[1]
  return named ? [new URLSearchParams(`name=${named.replaceAll('+', '%2B')}`).get('name')!] : []
}
