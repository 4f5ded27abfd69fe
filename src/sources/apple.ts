import { z } from 'zod'
import type { Impact, Incident, IncidentKind, Status } from '../incident.ts'
import { appleDate } from '../source-kit/apple-dates.ts'
import { epochTime } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { eachShaped, parseJson, shaped } from '../source-kit/json.ts'
import { jsonpText } from '../source-kit/jsonp.ts'
import { emptyReading, incidentOf, isClosed, uniqueNames } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { bodyText, oneLine } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const data = 'https://www.apple.com/support/systemstatus/data'
const consumerUrl = `${data}/system_status_en_US.js`
const developerUrl = `${data}/developer/system_status_en_US.js`
const consumerPage = 'https://www.apple.com/support/systemstatus/'
const developerPage = 'https://developer.apple.com/system-status/'

const text = z.string().nullish()
const epoch = z.union([z.number(), z.string()]).nullish()
const eventShape = z.looseObject({
  messageId: z.union([z.string().trim().min(1), z.number()]).transform(String),
  statusType: text,
  eventStatus: text,
  usersAffected: text,
  message: text,
  datePosted: text,
  startDate: text,
  endDate: text,
  epochStartDate: epoch,
  epochEndDate: epoch,
  affectedServices: z.array(z.string()).nullish(),
})
const serviceShape = z.looseObject({ serviceName: z.string(), events: z.array(z.unknown()) })
const documentShape = z.looseObject({
  services: z.array(z.unknown()).min(1),
  drpost: z.boolean().nullish(),
  drMessage: text,
})
type AppleEvent = z.output<typeof eventShape>
type AppleDocument = z.output<typeof documentShape>

/** One service's copy of an event: the same event stands under every service it touches. */
interface Copy {
  service: string
  event: AppleEvent
}

const impactOf = new Map<string, Impact>([
  ['available', 'none'],
  ['outage', 'major'],
  ['issue', 'minor'],
  ['performance', 'minor'],
  ['maintenance', 'maintenance'],
])

export const source = defineSource({
  id: 'apple',
  name: 'Apple System Status',
  summary: 'Outages, issues and maintenance of Apple’s services, for consumers or for developers.',
  site: consumerPage,
  examples: [consumerPage, developerPage, developerUrl],
  defaultUrl: consumerUrl,
  gives: {
    impact: 'stated',
    components: false,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'open ones, and closed ones for some days',
  },
  options: z.strictObject({ service: filterNames }),
  filters: ['service'],
  recognises: (url) => pageOf(url) !== null,
  detects,
  asks: (feed, replies) => {
    const url = addressOf(feed)
    return wasAsked(replies, url) ? [] : [{ url }]
  },
  read,
})

function pageOf(url: URL): string | null {
  if (url.hostname === 'developer.apple.com') {
    return /^\/system-?status\b/.test(url.pathname) ? developerPage : null
  }
  const path = /^(?:www\.)?apple\.com$/.test(url.hostname) ? url.pathname : ''
  if (!/^(?:\/[\w-]{2,8})?\/support\/systemstatus\b/.test(path)) return null
  return path.includes('/developer') ? developerPage : consumerPage
}

/** A page stands for its data; an address of a data file is taken as it is, whatever its locale. */
function addressOf(feed: SourceFeed): string {
  const url = new URL(feed.url)
  const page = pageOf(url)
  if (!page || url.pathname.endsWith('.js')) return feed.url
  return page === developerPage ? developerUrl : consumerUrl
}

function detects(replies: readonly Reply[]): Detection | null {
  const listed = replies.find((r) => r.status === 200 && attempt(() => isStatus(r), []))
  if (listed) {
    const url = pageOf(new URL(listed.url)) ?? listed.url
    return { confidence: 0.95, why: `${listed.url} lists services and events as Apple does`, url }
  }
  const url = replies.map((r) => pageOf(new URL(r.url))).find((page) => page !== null)
  return url ? { confidence: 0.9, why: `${url} is Apple's own status page`, url } : null
}

function isStatus(reply: Reply): boolean {
  return documentFrom(reply).services.some((s) => serviceShape.safeParse(s).success)
}

function documentFrom(reply: Reply): AppleDocument {
  return shaped(parseJson(jsonpText(textOf(reply)), reply.url), documentShape, reply.url)
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const url = addressOf(feed)
  const reply = replyTo(replies, url) ?? refuse(`${url}: no reply to read`)
  const document = documentFrom(reply)
  const link = pageOf(new URL(url)) ?? consumerPage
  const groups = Map.groupBy(copiesFrom(document, reading), (copy) => copy.event.messageId)
  reading.incidents = [
    ...[...groups.values()].map((copies) => incidentFrom(copies, link, reply)),
    ...noticeFrom(document, link),
  ]
  reading.reach = { since: null, open: reading.skipped.length === 0 }
  return reading
}

function copiesFrom(document: AppleDocument, reading: Reading): Copy[] {
  const services = eachShaped(document.services, serviceShape, 'service', reading.skipped)
  if (services.length === 0) refuse('none of the services can be read')
  return services.flatMap(({ serviceName, events }) =>
    eachShaped(events, eventShape, `event of ${oneLine(serviceName)}`, reading.skipped).map(
      (event) => ({ service: oneLine(serviceName), event }),
    ),
  )
}

/**
 * One incident for each `messageId`. `datePosted` is rewritten whenever Apple publishes the event
 * again, so it is the last posting; the first is known only to those who watched. Apple's page
 * shows neither a permalink nor a history (seen in recorded developer payloads 2017 to 2020).
 */
function incidentFrom(copies: readonly Copy[], link: string, reply: Reply): Incident {
  const open = copies.find(({ event }) => !isClosed(statusOf(event)))
  const event = (open ?? copies[0]!).event
  const kind = kindOf(event)
  const status = statusOf(event)
  const startedAt = startOf(event, kind, reply)
  const resolvedAt = isClosed(status) ? endOf(event, startedAt, reply) : null
  const posted = appleDate(event.datePosted, reply.url)
  const services = uniqueNames(
    copies.flatMap((copy) => [copy.service, ...(copy.event.affectedServices ?? []).map(oneLine)]),
  )
  return incidentOf({
    id: event.messageId,
    url: link,
    title: titleOf(services, event),
    kind,
    status,
    impact: impactOf.get(word(event.statusType)) ?? 'unknown',
    impactLabel: oneLine(event.statusType ?? '') || null,
    startedAt,
    resolvedAt,
    postedAt: posted,
    updatedAt: posted,
    services,
    // Named by its state: what Apple rewrites on resolution does not replace what it said before.
    updates: [
      { id: word(event.eventStatus) || 'unknown', status, at: posted, text: textFrom(event) },
    ],
    stated:
      kind === 'incident' && startedAt
        ? { from: startedAt, to: resolvedAt, basis: 'start and end of the event' }
        : null,
  })
}

function kindOf(event: AppleEvent): IncidentKind {
  const planned = word(event.statusType) === 'maintenance' || word(event.eventStatus) === 'upcoming'
  return planned ? 'maintenance' : 'incident'
}

/** Apple says `ongoing` and nothing finer: taken as `investigating`, the first of the open states. */
function statusOf(event: AppleEvent): Status {
  const planned = kindOf(event) === 'maintenance'
  switch (word(event.eventStatus)) {
    case 'ongoing':
      return planned ? 'in_progress' : 'investigating'
    case 'upcoming':
      return 'scheduled'
    case 'resolved':
    case 'completed':
      return planned ? 'completed' : 'resolved'
    default:
      return 'unknown'
  }
}

function startOf(event: AppleEvent, kind: IncidentKind, reply: Reply): string | null {
  const start = epochTime(event.epochStartDate) ?? appleDate(event.startDate, reply.url)
  return start && kind === 'incident' && start > reply.at ? null : start
}

/** An end that is still to come, or lies before the start, is none. */
function endOf(event: AppleEvent, start: string | null, reply: Reply): string | null {
  const end = epochTime(event.epochEndDate) ?? appleDate(event.endDate, reply.url)
  return end && end <= reply.at && end >= (start ?? '') ? end : null
}

/** Apple gives no titles: the services and the type, no word more. */
function titleOf(services: readonly string[], event: AppleEvent): string {
  const type = word(event.statusType) === 'performance' ? 'performance issue' : event.statusType
  const more = services.length > 4 ? ` and ${services.length - 3} more` : ''
  const shown = services.slice(0, more ? 3 : 4).join(', ') || 'Apple'
  return oneLine([`${shown}${more}`, type?.toLowerCase()].filter(Boolean).join(': '))
}

function textFrom(event: AppleEvent): string {
  return [event.usersAffected, event.message]
    .map((part) => bodyText(part ?? ''))
    .filter(Boolean)
    .join('\n')
}

/** The notice above the whole page. It has no date and no id: known by how it begins. */
function noticeFrom(document: AppleDocument, link: string): Incident[] {
  const notice = bodyText(document.drMessage ?? '')
  if (!notice || document.drpost === false) return []
  const title = oneLine(notice).slice(0, 120)
  const slug = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  const id = `drMessage-${slug.slice(0, 60).replace(/^-+|-+$/g, '')}`
  const updates = [{ id: 'drMessage', status: 'unknown' as const, at: null, text: notice }]
  return [incidentOf({ id, url: link, title, kind: 'notice', updates })]
}

function word(value: string | null | undefined): string {
  return oneLine(value ?? '').toLowerCase()
}
