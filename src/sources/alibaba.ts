import { z } from 'zod'
import type { Incident, IncidentKind, Status, Update } from '../incident.ts'
import { epochTime, latestOf } from '../source-kit/dates.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { byTime, oneEach, withUniqueIds } from '../source-kit/one-each.ts'
import { openState } from '../source-kit/open-state.ts'
import { emptyReading, incidentOf, isClosed, uniqueNames } from '../source-kit/reading.ts'
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
import { kindOf, stateOf } from '../source-kit/state-words.ts'
import { bodyText, oneLine } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const hosts = ['status.alibabacloud.com', 'status.aliyun.com']
const running = '/api/status/listEventInProgressInternational'
/** The pages for China ask this one (inferred from its name; answers at both hosts). */
const runningHere = '/api/status/listEventInProgress'
const history = '/api/status/listHistoryEvent'

const moment = z.union([z.number(), z.string()]).nullish()
const updateShape = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String).nullish(),
  content: z.string().nullish(),
  publishTime: moment,
})
/** Seen in recorded replies of 2026; `products`, `regions` and `eventUpdates` were null in all. */
const eventShape = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string(),
  eventType: z.string().nullish(),
  startTime: moment,
  endTime: moment,
  lastUpdateTime: moment,
  eventUpdates: z.array(z.unknown()).nullish(),
  products: z.array(z.unknown()).nullish(),
  regions: z.array(z.unknown()).nullish(),
})
const documentShape = z.looseObject({
  data: z.array(z.unknown()),
  code: z.number().nullish(),
  success: z.boolean(),
  info: z.string().nullish(),
})
type AlibabaEvent = z.output<typeof eventShape>

export const source = defineSource({
  id: 'alibaba',
  name: 'Alibaba Cloud',
  summary:
    'Events of Alibaba Cloud from the API of its status page, which tells their state in the title only.',
  site: 'https://status.alibabacloud.com',
  examples: [
    'https://status.alibabacloud.com',
    'https://status.alibabacloud.com/api/status/listHistoryEvent',
  ],
  defaultUrl: 'https://status.alibabacloud.com',
  gives: {
    impact: 'none',
    components: false,
    regions: true,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'a handful of events of the last months',
  },
  options: z.strictObject({ product: filterNames, region: filterNames }),
  filters: ['product', 'region'],
  recognises: ({ hostname }) => hosts.includes(hostname),
  detects,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin, hostname } = new URL(feed.url)
  const now = hostname.endsWith('aliyun.com') ? runningHere : running
  return [now, history]
    .map((path) => ({ url: origin + path, optional: true }))
    .filter(({ url }) => !wasAsked(replies, url))
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const lists = replies
    .filter((r) => r.status === 200)
    .flatMap((reply) => {
      const found = attempt(() => eventsIn(reply, skipped), notes)
      return found ? [{ found, now: isRunning(reply) }] : []
    })
  if (lists.length === 0) refuse(notes[0] ?? `${feed.url}: no reply to read`)
  reading.incidents = oneEach(lists.flatMap(({ found }) => found))
  const clean = skipped.length + notes.length === 0
  reading.reach.open = clean && lists.some(({ now }) => now)
  return reading
}

function isRunning(reply: Reply): boolean {
  return /\/listEventInProgress\w*$/.test(new URL(reply.url).pathname)
}

/** Errors come with status 200: `success` and `code` tell them. */
function eventsIn(reply: Reply, skipped: Skipped[]): Incident[] {
  const { data, code, success, info } = shaped(readJson(reply), documentShape, reply.url)
  if (!success || (code ?? 200) !== 200) {
    refuse(oneLine(`${reply.url}: reports a failure (${code}: ${info})`).slice(0, 300))
  }
  const page = `${new URL(reply.url).origin}/`
  return eachShaped(data, eventShape, 'event', skipped).map((event) =>
    incidentFrom(event, page, reply.at, skipped),
  )
}

function incidentFrom(
  event: AlibabaEvent,
  page: string,
  now: string,
  skipped: Skipped[],
): Incident {
  const title = oneLine(event.title)
  const [, label = '', rest = ''] = /^[[【]([^\]】]{1,60})[\]】]\s*(.*)$/u.exec(title) ?? []
  const said = stateOf(label)
  const kind = kindOf(title)
  const startedAt = epochTime(event.startTime)
  const end = epochTime(event.endTime)
  const over = end && end <= now && (!startedAt || end >= startedAt) ? end : null
  const told = updatesFrom(event, kind, skipped)
  const status = statusOf(said, kind, over, told)
  const updates = told.map((u, i) =>
    i === told.length - 1 && isClosed(status) ? { ...u, status } : u,
  )
  return incidentOf({
    id: event.id,
    url: page,
    title: (rest && isLabel(label, said) ? rest : title) || `Event ${event.id}`,
    kind,
    status,
    impact: kind === 'maintenance' ? kind : 'unknown',
    impactLabel: event.eventType ?? null,
    startedAt,
    resolvedAt: isClosed(status) ? over : null,
    postedAt: updates.find((u) => u.at)?.at ?? null,
    updatedAt: latestOf(epochTime(event.lastUpdateTime), ...updates.map((u) => u.at)),
    services: namesIn(event.products, ['productName', 'name', 'productCode']),
    regions: namesIn(event.regions, ['regionName', 'name', 'regionId']),
    updates,
    stated:
      startedAt && kind === 'incident'
        ? { from: startedAt, to: over, basis: 'startTime and endTime' }
        : null,
  })
}

/** `[Incident (Recovered)]` and `[Incident]` are labels, `[Singapore]` is part of the title. */
function isLabel(label: string, said: Status): boolean {
  return said !== 'unknown' || /^(?:incident|event|事件|故障)\b/iu.test(label)
}

/** The label of the title, else an end that has come, else the words of the last update. */
function statusOf(
  said: Status,
  kind: IncidentKind,
  over: string | null,
  updates: readonly Update[],
): Status {
  const planned = kind === 'maintenance'
  if (said === 'resolved' || said === 'completed' || (over && said === 'unknown')) {
    return planned ? 'completed' : 'resolved'
  }
  return said === 'unknown' ? (updates.at(-1)?.status ?? said) : said
}

function updatesFrom(event: AlibabaEvent, kind: IncidentKind, skipped: Skipped[]): Update[] {
  const list = eachShaped(event.eventUpdates, updateShape, `update of ${event.id}`, skipped)
  const entries = list.map(({ id, content, publishTime }) => {
    const at = epochTime(publishTime)
    return { id: id ?? at ?? 'undated', at, text: bodyText(content ?? '') }
  })
  let status: Status = 'unknown'
  const updates = byTime(entries).map(({ id, at, text }) => {
    if (kind === 'incident') status = openState(text, status)
    return { id, status, at, text }
  })
  return withUniqueIds(updates)
}

/** Names as they are, or of records; which key holds them is inferred, since no recording has any. */
function namesIn(list: readonly unknown[] | null | undefined, keys: readonly string[]): string[] {
  return uniqueNames(
    (list ?? []).map((value) => {
      if (typeof value === 'string') return value
      const record = z.record(z.string(), z.unknown()).safeParse(value).data ?? {}
      const found = keys.map((key) => record[key]).find((v) => typeof v === 'string' && v !== '')
      return typeof found === 'string' ? found : null
    }),
  )
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const { origin, hostname, pathname } = new URL(reply.url)
    const shape = documentShape.extend({ httpCode: z.number() })
    const json = attempt(() => readJson(reply), [])
    if (/^\/api\/status\/list\w*Event/.test(pathname) && shape.safeParse(json).success) {
      return {
        confidence: 0.95,
        why: `${reply.url} lists events as Alibaba Cloud does`,
        url: origin,
      }
    }
    if (hosts.includes(hostname)) {
      return { confidence: 0.8, why: `${hostname} is Alibaba Cloud's own status page`, url: origin }
    }
  }
  return null
}
