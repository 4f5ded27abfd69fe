import { z } from 'zod'
import type { Incident, Status } from '../incident.ts'
import { isoTime } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, incidentOf, isClosed, uniqueNames } from '../source-kit/reading.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { impactOf, stateOf } from '../source-kit/state-words.ts'
import { bodyText, oneLine, safeLink } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const component = z.union([z.string(), z.looseObject({ name: z.string() })])
const incidentShape = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string(),
  phase: z.string().nullish(),
  impact: z.string().nullish(),
  started_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  url: z.string().nullish(),
  last_update: z.looseObject({ at: z.string().nullish(), message: z.string().nullish() }).nullish(),
  affected_components: z.array(component).nullish(),
})
/** The widget’s summary, witnessed by a client of DeepSeek’s page, 2026. */
const summaryShape = z.looseObject({
  schema_version: z.union([z.string(), z.number()]),
  poll_after_seconds: z.number(),
  page: z.looseObject({ name: z.string().nullish() }).nullish(),
  ongoing_incidents: z.array(z.unknown()),
  ongoing_maintenances: z.array(z.unknown()).nullish(),
  scheduled_maintenances: z.array(z.unknown()).nullish(),
})
const path = '/api/widget/v1/summary.json'

export const source = defineSource({
  id: 'flashduty',
  name: 'Flashduty',
  summary:
    'Open incidents of status pages by Flashduty, from the widget’s summary; its form is known from clients only.',
  site: 'https://flashcat.cloud',
  examples: ['https://status.deepseek.com'],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'open only',
  },
  options: z.strictObject({ component: z.union([z.string(), z.array(z.string())]).optional() }),
  filters: ['component'],
  probes: [path],
  recognises: ({ hostname }) => hostname === 'status.deepseek.com',
  detects,
  asks: (feed, replies): Ask[] => {
    const url = `${rootOf(feed.url)}${path}`
    return wasAsked(replies, url) ? [] : [{ url }]
  },
  read,
})

function rootOf(address: string): string {
  const { origin, pathname } = new URL(address)
  return origin + pathname.replace(path, '').replace(/\/(?:feed\.\w+|incidents?\/.*)?$/, '')
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reply = replies.find((r) => r.status === 200) ?? refuse(`${feed.url}: no reply to read`)
  const summary = shaped(readJson(reply), summaryShape, reply.url)
  const reading = emptyReading()
  const planned = [
    ...(summary.ongoing_maintenances ?? []),
    ...(summary.scheduled_maintenances ?? []),
  ]
  const read = (list: unknown[], kind: 'incident' | 'maintenance') =>
    eachShaped(list, incidentShape, kind, reading.skipped).map((raw) =>
      incidentFrom(raw, kind, feed.url),
    )
  reading.incidents = oneEach([
    ...read(summary.ongoing_incidents, 'incident'),
    ...read(planned, 'maintenance'),
  ])
  reading.reach = { since: null, open: reading.skipped.length === 0, openOnly: true }
  return reading
}

function incidentFrom(
  raw: z.output<typeof incidentShape>,
  kind: 'incident' | 'maintenance',
  page: string,
): Incident {
  const planned = kind === 'maintenance'
  const status = statusOf(raw.phase ?? '', planned)
  const at = isoTime(raw.last_update?.at) ?? isoTime(raw.updated_at)
  const text = bodyText(raw.last_update?.message ?? '')
  const startedAt = isoTime(raw.started_at)
  return incidentOf({
    id: raw.id,
    url: safeLink(raw.url, page),
    title: oneLine(raw.title) || `Incident ${raw.id}`,
    kind,
    status,
    impact: planned ? 'maintenance' : impactOf((raw.impact ?? '').replace(/_/g, ' ')),
    impactLabel: raw.impact ?? null,
    startedAt,
    resolvedAt: isClosed(status) ? at : null,
    postedAt: startedAt,
    updatedAt: isoTime(raw.updated_at) ?? at,
    components: uniqueNames(
      (raw.affected_components ?? []).map((c) => (typeof c === 'string' ? c : c.name)),
    ),
    updates: text ? [{ id: at ?? 'latest', status, at, text }] : [],
  })
}

function statusOf(phase: string, planned: boolean): Status {
  const status = stateOf(phase.replace(/_/g, ' '))
  if (planned) return status === 'resolved' ? 'completed' : status
  return status
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const url = rootOf(reply.url)
    const own =
      reply.url.endsWith(path) &&
      attempt(() => shaped(readJson(reply), summaryShape, reply.url), [])
    if (own)
      return { confidence: 0.95, why: `${reply.url} answers as Flashduty’s widget does`, url }
    const text = attempt(() => textOf(reply), []) ?? ''
    if (
      /^\s*</.test(text) &&
      /(?:src|href)=["']https?:\/\/[\w.-]*(?:flashcat\.cloud|flashduty\.com)\//.test(text)
    ) {
      return { confidence: 0.6, why: `${reply.url} loads files of Flashduty`, url }
    }
  }
  return null
}
