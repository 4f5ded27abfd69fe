import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { readIncidentioFeed } from '../source-kit/incidentio-feed.ts'
import { mergeFaces } from '../source-kit/incidentio-merge.ts'
import { detectIncidentio } from '../source-kit/incidentio-page.ts'
import {
  type IncidentioContext,
  incidentioIncidents,
  incidentioNames,
  isNative,
} from '../source-kit/incidentio-shape.ts'
import { incidentioWidget } from '../source-kit/incidentio-widget.ts'
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
import {
  indicatorNotes,
  isSlip,
  mergeAll,
  mergedIncidents,
  reachOf,
  readDocuments,
} from '../source-kit/statuspage-lists.ts'
import { pageRoot } from '../source-kit/statuspage-page.ts'
import { listedIds } from '../source-kit/statuspage-shape.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const caps = { incidents: 25, maintenances: 25 }

/** Well-known pages; incident.io has no host name of its own for them. */
const knownHosts = new Set([
  'groqstatus.com',
  'linearstatus.com',
  'resend-status.com',
  'status.aiven.io',
  'status.brevo.com',
  'status.codeclimate.com',
  'status.cohere.com',
  'status.elevenlabs.io',
  'status.hashicorp.com',
  'status.incident.io',
  'status.miro.com',
  'status.onesignal.com',
  'status.openai.com',
  'status.rollbar.com',
  'status.stability.ai',
  'status.zapier.com',
  'www.gocardless-status.com',
  'www.intercomstatus.com',
  'www.posthogstatus.com',
])

export const source = defineSource({
  id: 'incidentio',
  name: 'incident.io',
  summary: 'Incidents and maintenance of status pages hosted by incident.io, with impact windows.',
  site: 'https://incident.io/status-pages',
  examples: [
    'https://status.openai.com',
    'https://linearstatus.com',
    'https://status.hashicorp.com',
    'https://status.miro.com/us',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: true,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'newest 25; about 90 where the page serves its own model',
  },
  options: z.strictObject({ component: filterNames, service: filterNames, region: filterNames }),
  filters: ['component', 'service', 'region'],
  probes: ['/api/v2/summary.json'],
  recognises: (url) => knownHosts.has(url.hostname),
  feedOf: (url) => `${pageRoot(url)}/feed.atom`,
  detects: detectIncidentio,
  asks,
  read,
})

interface Addresses {
  root: string
  compat: string[]
  native: string
  nativeIncidents: string
  history: string
}

function addressesOf(feed: SourceFeed): Addresses {
  const root = pageRoot(feed.url)
  const { origin, host } = new URL(root)
  const native = `${origin}/proxy/${host}${root.slice(origin.length)}`
  return {
    root,
    compat: ['summary', 'incidents'].map((name) => `${root}/api/v2/${name}.json`),
    native,
    nativeIncidents: `${native}/incidents`,
    history: `${root}/history.atom`,
  }
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { compat, native, nativeIncidents, history } = addressesOf(feed)
  const first = [...compat, native, nativeIncidents].filter((url) => !wasAsked(replies, url))
  if (first.length > 0) return first.map((url) => ({ url, optional: true }))
  const listed = compat.some((url) => {
    const reply = replyTo(replies, url)
    return reply && listedIds(reply).incidents
  })
  const told = [native, nativeIncidents].some((url) => {
    const reply = replyTo(replies, url)
    return reply && isNative(reply)
  })
  const done = listed || told || replies.some(isSlip) || wasAsked(replies, history)
  return done ? [] : [{ url: history }]
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const addresses = addressesOf(feed)
  const reading = emptyReading()
  const context = { root: addresses.root, skipped: reading.skipped }
  const documents = readDocuments(replies, context, reading.notes)
  const native = nativeIncidents(addresses, replies, reading)
  reading.incidents = mergeFaces(mergedIncidents(documents), native)
  // How far back the page lists completed maintenance is not known.
  reading.reach = { since: null, open: reachOf(documents, caps, reading.skipped).open }
  reading.notes.push(...indicatorNotes(documents))
  if (documents.length > 0 || replies.some((r) => r.status === 200 && isNative(r))) return reading
  const rest = await fromElsewhere(addresses, replies, reading)
  reading.incidents = rest ?? refuse(reading.notes[0] ?? `${feed.url}: no reply that can be read`)
  return reading
}

function nativeIncidents(
  { root, native, nativeIncidents }: Addresses,
  replies: readonly Reply[],
  reading: Reading,
): Incident[] {
  const summary = replyTo(replies, native)
  const context: IncidentioContext = {
    root,
    names: (summary && attempt(() => incidentioNames(summary), [])) ?? new Map(),
    skipped: reading.skipped,
  }
  const found = [nativeIncidents, native].flatMap((url) => {
    const reply = replyTo(replies, url)
    return (reply && attempt(() => incidentioIncidents(reply, context), reading.notes)) ?? []
  })
  return mergeAll(found)
}

/** The widget's summary, where a reply of it is at hand, or the feed. */
async function fromElsewhere(
  { root, history }: Addresses,
  replies: readonly Reply[],
  reading: Reading,
): Promise<Incident[] | null> {
  const widget = replies.find((r) => r.status === 200 && /\/api\/v1\/summary$/.test(r.url))
  if (widget) return incidentioWidget(widget, root, reading.skipped)
  const feed = replyTo(replies, history) ?? replies.find((r) => /\.(?:atom|rss)$/.test(r.url))
  if (!feed) return null
  reading.notes.push(`read from ${feed.url}, since no list of incidents could be read`)
  return readIncidentioFeed(feed, root, reading)
}
