import { z } from 'zod'
import type { Impact, Incident } from '../incident.ts'
import { textOf } from '../source-kit/decode.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { oracleFeed } from '../source-kit/oracle-feed.ts'
import { emptyReading, incidentOf, uniqueNames } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type Skipped,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { impactOf } from '../source-kit/state-words.ts'
import { oneLine } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

/** Oracle's public realms: commercial and government. */
const hosts =
  /^(?:ocistatus\.oraclecloud\.com|(?:www\.)?ocistatus\.com|gov\.ocistatus\.com|ocistatus\.oraclegovcloud\.com)$/
const text = z.string().nullish()
const mentionShape = z.looseObject({ incidentId: z.string().min(1), severity: text })
const serviceShape = z.looseObject({
  serviceName: z.string().min(1),
  serviceCanonicalName: text,
  serviceStatus: text,
  incidents: z.array(z.unknown()).nullish(),
})
const regionShape = z.looseObject({
  regionName: z.string().min(1),
  regionCanonicalName: text,
  serviceHealthReports: z.array(z.unknown()),
})
const componentsShape = z.looseObject({ regionHealthReports: z.array(z.unknown()) })
const statusShape = z.looseObject({
  page: z.looseObject({}),
  status: z.looseObject({ indicator: z.string(), description: text }),
})

/** The words of `severity` and `serviceStatus` (docs.oracle.com, status service). */
const severities = new Map<string, Impact>([
  ['normalperformance', 'none'],
  ['informational', 'none'],
  ['servicedisruption', 'major'],
  ['servicedown', 'critical'],
])

export const source = defineSource({
  id: 'oracle',
  name: 'Oracle Cloud Infrastructure',
  summary:
    'Incidents of Oracle Cloud Infrastructure with updates, services and regions, from the feed and the health reports of its status page.',
  site: 'https://ocistatus.oraclecloud.com',
  examples: [
    'https://ocistatus.oraclecloud.com',
    'https://ocistatus.oraclecloud.com/api/v2/incident-summary.rss',
  ],
  defaultUrl: 'https://ocistatus.oraclecloud.com',
  gives: {
    impact: 'stated',
    components: false,
    regions: true,
    updates: 'all',
    maintenance: false,
    postmortems: false,
    history: 'what the feed holds',
  },
  options: z.strictObject({ service: filterNames, region: filterNames }),
  filters: ['service', 'region'],
  feedOf: (url) => `${new URL(url).origin}/api/v2/incident-summary.rss`,
  recognises: ({ hostname }) => hosts.test(hostname),
  detects,
  asks: (feed, replies): Ask[] =>
    ['incident-summary.rss', 'components.json']
      .map((name) => ({ url: `${new URL(feed.url).origin}/api/v2/${name}`, optional: true }))
      .filter(({ url }) => !wasAsked(replies, url)),
  read,
})

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const found = {
    feed: null as Incident[] | null,
    health: null as Incident[] | null,
    status: false,
  }
  for (const reply of replies.filter((r) => r.status === 200)) {
    if (isFeed(reply)) {
      const told = await oracleFeed(reply, reading)
      if (told) found.feed = [...(found.feed ?? []), ...told.incidents]
      reading.reach.since = skipped.length + notes.length === 0 ? (told?.since ?? null) : null
    } else if (isStatus(reply, notes)) found.status = true
    else {
      const reports = attempt(() => healthIn(reply, skipped), notes)
      if (reports) found.health = [...(found.health ?? []), ...reports]
    }
  }
  if (!found.feed && !found.health && !found.status) {
    refuse(notes[0] ?? `${feed.url}: no reply to read`)
  }
  reading.incidents = merged(found.feed ?? [], found.health ?? [])
  reading.reach.open = !!found.health && !!found.feed && skipped.length + notes.length === 0
  return reading
}

function isFeed(reply: Reply): boolean {
  const text = attempt(() => textOf(reply), []) ?? ''
  return /\.(?:rss|xml|atom)$/.test(new URL(reply.url).pathname) || /^\s*<\?xml/.test(text)
}

/** `status.json` has one word for all: that something is wrong is noted, it is no incident. */
function isStatus(reply: Reply, notes: string[]): boolean {
  const { success, data } = statusShape.safeParse(attempt(() => readJson(reply), []))
  if (!success) return false
  const { indicator, description } = data.status
  notes.push(oneLine(`${reply.url}: says only "${description ?? indicator}"`))
  return true
}

/**
 * Health reports name incidents by id and severity for each service of each region, and nothing
 * else of them; a service that is not well and names none is an incident of its own.
 */
function healthIn(reply: Reply, skipped: Skipped[]): Incident[] {
  const { regionHealthReports } = shaped(readJson(reply), componentsShape, reply.url)
  const { origin } = new URL(reply.url)
  const regions = eachShaped(regionHealthReports, regionShape, 'region', skipped)
  const known = new Map<string, Incident>()
  for (const region of regions) {
    const reports = eachShaped(region.serviceHealthReports, serviceShape, 'service', skipped)
    for (const report of reports) {
      const mentions = eachShaped(report.incidents, mentionShape, 'incident', skipped)
      const told = mentions.map((m) => mentioned(m, origin))
      const own = mentions.length === 0 ? unwell(report, region, origin) : null
      for (const incident of own ? [own] : told) {
        const held = known.get(incident.id) ?? incident
        known.set(incident.id, {
          ...worse(held, incident),
          services: uniqueNames([...held.services, report.serviceName]),
          regions: uniqueNames([...held.regions, region.regionName]),
        })
      }
    }
  }
  return [...known.values()]
}

function mentioned({ incidentId, severity }: z.output<typeof mentionShape>, origin: string) {
  return incidentOf({
    id: incidentId,
    url: `${origin}/#/incidents/${incidentId}`,
    title: `OCI incident ${incidentId}`,
    impact: impactIn(severity),
    impactLabel: severity ?? null,
  })
}

function unwell(
  report: z.output<typeof serviceShape>,
  region: z.output<typeof regionShape>,
  origin: string,
): Incident | null {
  const word = report.serviceStatus
  if (!word || ['normalperformance', 'informational'].includes(bare(word))) return null
  const ids = [
    region.regionCanonicalName ?? region.regionName,
    report.serviceCanonicalName ?? report.serviceName,
  ]
  return incidentOf({
    id: ids.join('/'),
    url: `${origin}/`,
    title: oneLine(`${report.serviceName}, ${region.regionName}: ${word}`),
    impact: impactIn(word),
    impactLabel: word,
  })
}

function impactIn(word: string | null | undefined): Impact {
  const spaced = (word ?? '').replace(/([a-z])([A-Z])/g, '$1 $2')
  return severities.get(bare(word ?? '')) ?? impactOf(spaced)
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '')
}

const order: readonly Impact[] = ['unknown', 'none', 'minor', 'major', 'critical']

function worse(a: Incident, b: Incident): Incident {
  return order.indexOf(b.impact) > order.indexOf(a.impact) ? b : a
}

/** The feed tells the story, the reports how bad it is and for whom. */
function merged(feed: readonly Incident[], health: readonly Incident[]): Incident[] {
  const reports = new Map(health.map((incident) => [incident.id, incident]))
  const told = feed.map((incident) => {
    const report = reports.get(incident.id)
    reports.delete(incident.id)
    if (!report) return incident
    return {
      ...incident,
      impact: report.impact,
      impactLabel: report.impactLabel,
      services: uniqueNames([...incident.services, ...report.services]),
      regions: uniqueNames([...incident.regions, ...report.regions]),
    }
  })
  const ids = new Map(told.map((incident) => [incident.id, incident]))
  return [...ids.values(), ...reports.values()]
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200 || reply.body.length === 0) continue
    const { origin, hostname } = new URL(reply.url)
    const head = { ...reply, body: reply.body.subarray(0, 20_000) }
    const body = attempt(() => textOf(head), []) ?? ''
    if (/ocid1\.oraclecloudincident\./.test(body) && /<rss\b/i.test(body.slice(0, 1000))) {
      return { confidence: 0.95, why: `${reply.url} is the feed of OCI incidents`, url: origin }
    }
    if (/^\s*\{/.test(body) && /"regionHealthReports"\s*:/.test(body) && /"realm"\s*:/.test(body)) {
      return {
        confidence: 0.95,
        why: `${reply.url} reports the health of OCI regions`,
        url: origin,
      }
    }
    if (hosts.test(hostname)) {
      return { confidence: 0.8, why: `${hostname} is Oracle's own status page`, url: origin }
    }
  }
  return null
}
