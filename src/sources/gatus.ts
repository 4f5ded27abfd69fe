import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { isoTime, latestOf } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, incidentOf } from '../source-kit/reading.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { bodyText, oneLine } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const resultShape = z.looseObject({
  success: z.boolean(),
  timestamp: z.string(),
  errors: z.array(z.string()).nullish(),
})
const eventShape = z.looseObject({ type: z.string(), timestamp: z.string() })
/** An endpoint or a suite (TwiN/gatus, api/endpoint_status.go and suite_status.go, 2026). */
const endpointShape = z.looseObject({
  name: z.string().nullish(),
  group: z.string().nullish(),
  key: z.string(),
  results: z.array(z.unknown()).nullish(),
  events: z.array(z.unknown()).nullish(),
})
const announcementShape = z.looseObject({
  timestamp: z.string(),
  type: z.string(),
  message: z.string(),
  archived: z.boolean().nullish(),
})
const configShape = z.looseObject({
  oidc: z.boolean(),
  authenticated: z.boolean().optional(),
  announcements: z.array(z.unknown()).nullish(),
})
/** The zero time of Go: never checked. */
const never = '0001-01-01T00:00:00Z'
const tail = /\/api\/v1\/(?:endpoints\/.*|suites\/.*|statuses|config)$/

export const source = defineSource({
  id: 'gatus',
  name: 'Gatus',
  summary:
    'Failing checks of a Gatus dashboard as incidents, told from its results, and the announcements of its operators.',
  site: 'https://gatus.io',
  examples: ['https://status.twin.sh'],
  gives: {
    impact: 'none',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: false,
    postmortems: false,
    history: 'as far as the results listed, usually the last 20 to 100 checks',
  },
  options: z.strictObject({ component: z.union([z.string(), z.array(z.string())]).optional() }),
  filters: ['component'],
  probes: ['/api/v1/config', '/api/v1/endpoints/statuses'],
  recognises: ({ hostname, pathname }) =>
    hostname === 'status.twin.sh' || /\/api\/v1\/(?:endpoints|suites)\/statuses$/.test(pathname),
  detects,
  asks: (feed, replies): Ask[] => {
    const root = rootOf(feed.url)
    return [
      { url: `${root}/api/v1/endpoints/statuses?pageSize=100` },
      { url: `${root}/api/v1/config`, optional: true },
    ].filter(({ url }) => !wasAsked(replies, url))
  },
  read,
})

function rootOf(address: string): string {
  const { origin, pathname } = new URL(address)
  return origin + pathname.replace(tail, '').replace(/\/+$/, '')
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const root = rootOf(feed.url)
  const whole = replies.filter((r) => r.status === 200)
  const found = whole.flatMap((reply) => {
    const json = attempt(() => readJson(reply), reading.notes)
    if (json === undefined) return []
    const read = configShape.safeParse(json).success
      ? announcementsIn(json, reply, root, reading)
      : attempt(() => endpointsIn(json, reply, root, reading), reading.notes)
    return read ? [read] : []
  })
  if (found.length === 0) refuse(reading.notes[0] ?? `${feed.url}: no reply to read`)
  reading.incidents = oneEach(found.flat())
  const told = whole.some((r) => /statuses/.test(r.url))
  reading.reach = { since: null, open: told && reading.skipped.length + reading.notes.length === 0 }
  return reading
}

/** A list; in old releases an object by key; for one endpoint the endpoint alone. */
function endpointsIn(json: unknown, reply: Reply, root: string, { skipped }: Reading): Incident[] {
  const alone = endpointShape.safeParse(json).success
  const shape = z.union([
    z.array(z.unknown()),
    z.record(z.string(), endpointShape).transform((all) => Object.values(all) as unknown[]),
  ])
  const list = alone ? [json] : shaped(json, shape, reply.url)
  return eachShaped(list, endpointShape, 'endpoint', skipped).flatMap((endpoint) => {
    const results = eachShaped(endpoint.results, resultShape, `result of ${endpoint.key}`, skipped)
    const events = eachShaped(endpoint.events, eventShape, `event of ${endpoint.key}`, skipped)
    return runsOf(endpoint, results, events, root)
  })
}

type Result = z.output<typeof resultShape>

/**
 * Each run of failed checks is one incident, from its first failure to the first success after it.
 * A run that was under way before the first result listed has no beginning that is known, unless an
 * event tells it.
 */
function runsOf(
  endpoint: z.output<typeof endpointShape>,
  results: readonly Result[],
  events: readonly z.output<typeof eventShape>[],
  root: string,
): Incident[] {
  const runs: { from: Result; to: Result | null; last: Result; cut: boolean }[] = []
  for (const [index, result] of results.entries()) {
    const run = runs.at(-1)
    if (result.success) {
      if (run && !run.to) run.to = result
    } else if (run && !run.to) run.last = result
    else runs.push({ from: result, to: null, last: result, cut: index === 0 })
  }
  const name = [endpoint.group, endpoint.name ?? endpoint.key].filter(Boolean).join(' / ')
  return runs.map(({ from, to, last, cut }) => {
    const began = eventBefore(events, isoTime(last.timestamp))
    const startedAt = cut ? (isoTime(began?.timestamp) ?? null) : isoTime(from.timestamp)
    const error = bodyText((last.errors ?? []).join('\n'))
    const at = isoTime(last.timestamp)
    return incidentOf({
      id: `${endpoint.key}-${startedAt ?? 'ongoing'}`,
      url: `${root}/endpoints/${encodeURIComponent(endpoint.key)}`,
      title: `${name}: check fails`,
      status: to ? 'resolved' : 'investigating',
      startedAt,
      resolvedAt: isoTime(to?.timestamp),
      postedAt: startedAt,
      updatedAt: latestOf(at, isoTime(to?.timestamp)),
      components: [name],
      updates: error ? [{ id: `${at}`, status: 'investigating', at, text: error }] : [],
    })
  })
}

/** When an event says that the run which was under way at that time began. */
function eventBefore(events: readonly z.output<typeof eventShape>[], at: string | null) {
  const times = events.map((e) => ({ ...e, at: isoTime(e.timestamp) }))
  const last = times.findLast((e) => e.at !== null && at !== null && e.at <= at)
  return last?.type === 'UNHEALTHY' ? last : undefined
}

/** Announcements are plain texts with a time: archived ones are over, no end is told. */
function announcementsIn(
  json: unknown,
  { url }: Reply,
  root: string,
  { skipped }: Reading,
): Incident[] {
  const { announcements } = shaped(json, configShape, url)
  const kept = eachShaped(announcements, announcementShape, 'announcement', skipped)
  return kept
    .filter((a) => a.timestamp !== never)
    .map(({ timestamp, type, message, archived }) => {
      const at = isoTime(timestamp)
      const text = bodyText(message)
      const trouble = type === 'outage' || type === 'warning'
      const over = archived === true || type === 'operational'
      const status = over
        ? ('resolved' as const)
        : trouble
          ? ('investigating' as const)
          : ('unknown' as const)
      return incidentOf({
        id: `announcement-${at ?? oneLine(message).slice(0, 40)}`,
        url: root,
        title: oneLine(text).slice(0, 120) || `Announcement (${type})`,
        kind: trouble || type === 'operational' ? 'incident' : 'notice',
        status,
        impactLabel: type,
        startedAt: at,
        postedAt: at,
        updatedAt: at,
        updates: [{ id: at ?? 'announcement', status, at, text }],
      })
    })
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const url = rootOf(reply.url)
    const { pathname } = new URL(reply.url)
    const json = tail.test(pathname) ? attempt(() => readJson(reply), []) : undefined
    const list = z.array(endpointShape).min(1).safeParse(json)
    const config = pathname.endsWith('/config') && configShape.safeParse(json).success
    if (list.success || config)
      return { confidence: 0.9, why: `${reply.url} answers as Gatus does`, url }
    if (
      /<title>[^<]*\bGatus\b[^<]*<\/title>/i.test(
        (attempt(() => textOf(reply), []) ?? '').slice(0, 20_000),
      )
    ) {
      return { confidence: 0.7, why: `${reply.url} calls itself a Gatus dashboard`, url }
    }
  }
  return null
}
