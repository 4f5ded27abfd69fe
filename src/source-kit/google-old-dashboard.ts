import { z } from 'zod'
import type { Incident, Status, Update } from '../incident.ts'
import { epochTime } from './dates.ts'
import { textOf } from './decode.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { proseTime, runningState, titleFrom } from './google-words.ts'
import { eachShaped, parseJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, lastClosing } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { oneLine, plainText } from './text.ts'
import { refuse } from './tolerance.ts'

/** Permalinks there were none. */
const page = 'https://www.google.com/appsstatus'
const icons = /<img\b[^>]{0,300}?\/img\/(\w{1,40})\.gif["'][^>]{0,200}>/gi
const dayMs = 24 * 60 * 60 * 1000

/** One message about one product. */
interface Publication {
  /** The same in every item that repeats it. */
  key: string
  at: string | null
  state: 'open' | 'over' | 'unknown'
  text: string
}

interface Event {
  product: string
  publications: Map<string, Publication>
}

const messageShape = z.looseObject({
  service: z.union([z.string(), z.number()]).transform(String),
  time: z.number(),
  message: z.string().nullish(),
  resolved: z.boolean(),
  additionals: z.array(z.unknown()).nullish().catch(null),
  workarounds: z.array(z.unknown()).nullish().catch(null),
})
const serviceShape = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  name: z.string().min(1),
})
const documentShape = z.looseObject({
  services: z.array(z.unknown()),
  messages: z.array(z.unknown()),
})

/**
 * Reads the RSS of the Google Apps / G Suite dashboard (2009 to 2021) into `reading`: one item for
 * each update and product, whose body repeats all earlier updates. An incident is a product and the
 * publications that items share: guids are shared by products (2020) or by everything (2014).
 * Form from captures of 2014-11 and 2020-04. Throws ParseError when it is no feed.
 */
export async function readOldRss(reply: Reply, reading: Reading): Promise<void> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  let events: Event[] = []
  for (const [index, item] of feed.items.entries()) {
    const product = oneLine(item.title)
    if (product) events = joined(events, product, publicationsOf(item))
    else reading.skipped.push({ what: `item ${index + 1}`, why: 'no product' })
  }
  reading.incidents = incidentsFrom(events, reading)
}

/**
 * Reads the JSONP of the same dashboard, `dashboard.jsonp(…);`, into `reading`. Form as reported by
 * its users and one message of 2009-04. Throws ParseError for anything else.
 */
export function readOldJson(reply: Reply, reading: Reading): void {
  const call = textOf(reply).trim().replace(/;$/, '').trimEnd()
  const start = call.indexOf('(') + 1
  if (!/^[\w.$]+$/.test(call.slice(0, start - 1)) || !call.endsWith(')')) {
    refuse(`${reply.url}: not the expected JSONP, perhaps cut off`)
  }
  const document = shaped(parseJson(call.slice(start, -1), reply.url), documentShape, reply.url)
  const services = eachShaped(document.services, serviceShape, 'service', reading.skipped)
  const messages = eachShaped(document.messages, messageShape, 'message', reading.skipped)
  const groups = Map.groupBy(messages, (message) => message.service)
  const events = [...groups].flatMap(([id, own]) => {
    const product = services.find((s) => s.id === id)?.name ?? `Service ${id}`
    return eventsOf(oneLine(product), own)
  })
  reading.incidents = incidentsFrom(events, reading)
}

/** Joins with every event of the product that shares a publication; the newest text of one stays. */
function joined(events: readonly Event[], product: string, told: readonly Publication[]): Event[] {
  const event: Event = { product, publications: new Map() }
  const others: Event[] = []
  for (const other of events) {
    const same = other.product === product && told.some((p) => other.publications.has(p.key))
    if (!same) others.push(other)
    else for (const [key, p] of other.publications) event.publications.set(key, p)
  }
  for (const p of told) if (!event.publications.has(p.key)) event.publications.set(p.key, p)
  return [...others, event]
}

/** An icon, a time and a text for each, newest first; the item's own date is that of the newest. */
function publicationsOf(item: FeedItem): Publication[] {
  const html = item.html || item.summaryHtml
  const marks = [...html.matchAll(icons)]
  if (marks.length === 0) {
    const text = plainText(html)
    return [{ key: item.publishedAt ?? text, at: item.publishedAt, state: 'unknown', text }]
  }
  return marks.map((mark, index) => {
    const part = html.slice(mark.index + mark[0].length, marks[index + 1]?.index)
    const [head = '', ...rest] = plainText(part).split('\n')
    const at = proseTime(head) ?? (index === 0 ? item.publishedAt : null)
    const text = (proseTime(head) ? rest : [head, ...rest]).join('\n').trim()
    return { key: at ?? text, at, state: stateOfIcon(mark[1]!), text }
  })
}

function stateOfIcon(icon: string): Publication['state'] {
  if (icon.toLowerCase() === 'blue') return 'over'
  return icon.toLowerCase() === 'yellow' ? 'open' : 'unknown'
}

/** A message a day or more after the end, or an open one, begins another event. */
function eventsOf(product: string, messages: readonly z.output<typeof messageShape>[]): Event[] {
  const events: Event[] = []
  let last: Publication | null = null
  for (const publication of byTime(messages.map(publicationFrom))) {
    if (!last || startsAnew(last, publication)) events.push({ product, publications: new Map() })
    events.at(-1)!.publications.set(publication.key, publication)
    last = publication
  }
  return events
}

function startsAnew(last: Publication, next: Publication): boolean {
  if (last.state !== 'over') return false
  const later = Date.parse(next.at ?? '') - Date.parse(last.at ?? '')
  return next.state !== 'over' || later >= dayMs
}

function publicationFrom(message: z.output<typeof messageShape>): Publication {
  const more = [...(message.additionals ?? []), ...(message.workarounds ?? [])]
  const parts = [message.message, ...more].filter((part) => typeof part === 'string')
  const at = epochTime(message.time)
  const text = parts.map(plainText).filter(Boolean).join('\n\n')
  return { key: `${at}-${text}`, at, state: message.resolved ? 'over' : 'open', text }
}

function incidentsFrom(events: readonly Event[], reading: Reading): Incident[] {
  return events.flatMap((event) => {
    const told = byTime([...event.publications.values()].reverse())
    const first = told.find((p) => p.at)?.at
    if (first) return [incidentFrom(event.product, first, told)]
    reading.skipped.push({ what: `event of ${event.product}`, why: 'no time' })
    return []
  })
}

function incidentFrom(product: string, first: string, told: readonly Publication[]): Incident {
  const updates = updatesFrom(told)
  const status = updates.at(-1)!.status
  const words = told.find((p) => p.text)?.text.split(/\n|(?<=[.!?])\s/, 1)[0]
  return incidentOf({
    id: `${product.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}-${first}`,
    url: page,
    title: titleFrom(words ? `${product}: ${words}` : product),
    status,
    startedAt: first,
    resolvedAt: status === 'resolved' ? lastClosing(updates) : null,
    postedAt: first,
    updatedAt: updates.findLast((u) => u.at)?.at ?? null,
    services: [product],
    updates,
  })
}

function updatesFrom(told: readonly Publication[]): Update[] {
  let state: Status = 'unknown'
  const updates = told.map(({ at, state: said, text }, index) => {
    if (said === 'over') state = 'resolved'
    else if (said === 'unknown') state = 'unknown'
    else state = runningState(text, state === 'resolved' ? 'unknown' : state)
    return { id: at ?? `update-${index + 1}`, status: state, at, text }
  })
  return withUniqueIds(updates)
}
