import { z } from 'zod'
import type { Incident, IncidentKind, Status } from '../incident.ts'
import { epochTime, monthNumber, zonedTime } from './dates.ts'
import { eachShaped } from './json.ts'
import { byTime } from './one-each.ts'
import { incidentOf, isClosed } from './reading.ts'
import type { Skipped } from './source.ts'
import { kindOf, stateOf } from './state-words.ts'
import { bodyText, oneLine } from './text.ts'

const text = z.string().nullish()
/**
 * `ts` in a capture of 2025-04, `timestamp` and `id` reported in 2026. `date`, `time` and `endDate`
 * are in the zone of the page, which is not told: only `timeGMT` and `endDateGMT` are read.
 */
const eventShape = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String).nullish(),
  type: text,
  eventType: text,
  label: text,
  monitor: z.unknown().optional(),
  icon: text,
  title: text,
  content: text,
  description: text,
  ts: z.union([z.number(), z.string()]).nullish(),
  timestamp: z.union([z.number(), z.string()]).nullish(),
  timeGMT: text,
  endDateGMT: text,
})
type Event = z.output<typeof eventShape>

/** A check that failed or works again. */
export interface Turn {
  monitor: string
  up: boolean
  at: string | null
  text: string
}

/** What the event feed tells: announcements, and turns of monitors. */
export function eventIncidents(
  list: readonly unknown[],
  page: string,
  now: string,
  skipped: Skipped[],
): Incident[] {
  const events = eachShaped(list, eventShape, 'event', skipped)
  const turns: Turn[] = []
  const told: Incident[] = []
  for (const event of events) {
    const turn = turnOf(event)
    if (turn) turns.push(turn)
    else if (event.title || event.content) told.push(announcementFrom(event, page, now))
  }
  return [...withOwnIds(told), ...turnIncidents(turns, page)]
}

function turnOf(event: Event): Turn | null {
  const words = [event.label, event.eventType, event.type].map((w) => w?.toLowerCase())
  const up = words.includes('up')
  if (!up && !words.includes('down')) return null
  const named = z.looseObject({ name: z.string() }).safeParse(event.monitor).data?.name
  const monitor = named ?? (typeof event.monitor === 'string' ? event.monitor : event.title)
  if (!monitor) return null
  return { monitor: oneLine(monitor), up, at: timeOf(event), text: bodyText(event.content ?? '') }
}

/** Each failure until the monitor works again; one without an end may be over, or may be cut off. */
export function turnIncidents(turns: readonly Turn[], page: string): Incident[] {
  const open = new Map<string, Incident>()
  const all: Incident[] = []
  for (const turn of byTime(turns)) {
    const held = open.get(turn.monitor)
    if (!turn.up && !held) {
      const incident = failureOf(turn, page)
      open.set(turn.monitor, incident)
      all.push(incident)
    } else if (turn.up && held) {
      const update = updateOf(turn, 'resolved')
      Object.assign(held, {
        status: 'resolved',
        resolvedAt: turn.at,
        updatedAt: turn.at ?? held.updatedAt,
        updates: [...held.updates, ...update],
      })
      open.delete(turn.monitor)
    }
  }
  return withOwnIds(all)
}

function failureOf(turn: Turn, page: string): Incident {
  return incidentOf({
    id: `${turn.monitor}-${turn.at ?? 'undated'}`,
    url: page,
    title: `${turn.monitor}: down`,
    impactLabel: 'down',
    startedAt: turn.at,
    postedAt: turn.at,
    updatedAt: turn.at,
    components: [turn.monitor],
    updates: updateOf(turn, 'unknown'),
  })
}

function updateOf(turn: Turn, status: Status) {
  return turn.text
    ? [{ id: `${turn.at ?? 'undated'}-${status}`, status, at: turn.at, text: turn.text }]
    : []
}

/** An announcement is one message; its number `status` is not read, since reports of it contradict. */
function announcementFrom(event: Event, page: string, now: string): Incident {
  const at = timeOf(event)
  const body = bodyText(event.content ?? event.description ?? '')
  const title = oneLine(event.title ?? '') || oneLine(body).slice(0, 100)
  const kind = kindIn(event, title, body)
  const end = gmt(event.endDateGMT)
  const over = end && end <= now && (!at || end >= at) ? end : null
  const status = over
    ? kind === 'maintenance'
      ? 'completed'
      : 'resolved'
    : wordIn(title, body, kind)
  return incidentOf({
    id: `event-${event.id ?? at ?? title}`,
    url: page,
    title,
    kind,
    status,
    impact: kind === 'maintenance' ? kind : 'unknown',
    // The window of planned work stands only in the text.
    startedAt: kind === 'maintenance' ? null : at,
    resolvedAt: isClosed(status) ? over : null,
    postedAt: at,
    updatedAt: at,
    updates: body
      ? [{ id: `${at ?? 'undated'}`, status: wordIn(title, body, kind), at, text: body }]
      : [],
  })
}

function kindIn({ type, eventType, icon }: Event, title: string, body: string): IncidentKind {
  const words = [type, eventType].map((w) => w?.toLowerCase() ?? '')
  if (words.includes('maintenance')) return 'maintenance'
  if (words.includes('incident')) return 'incident'
  const kind = kindOf(title)
  if (kind !== 'incident') return kind
  const trouble =
    icon === 'alert-triangle' || stateOf(title) !== 'unknown' || stateOf(body) !== 'unknown'
  return trouble ? 'incident' : 'notice'
}

function wordIn(title: string, body: string, kind: IncidentKind): Status {
  const said = [stateOf(title), stateOf(body)].find((s) => s !== 'unknown') ?? 'unknown'
  if (kind === 'maintenance') return said === 'resolved' ? 'completed' : said
  return said === 'completed' ? 'resolved' : said
}

function timeOf(event: Event): string | null {
  const seconds = Number(event.ts ?? event.timestamp ?? Number.NaN)
  return epochTime(seconds * 1000) ?? gmt(event.timeGMT)
}

/** `April 24, 2025, 23:38` or `Feb 5, 2026, 16:30`; null for a day alone. */
function gmt(value: string | null | undefined): string | null {
  const m = /^\s*([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?\s*$/.exec(
    value ?? '',
  )
  if (!m) return null
  const [day, year, hour, minute, second] = [m[2], m[3], m[4], m[5], m[6] ?? 0].map(Number)
  return zonedTime(year!, monthNumber(m[1]!), day!, hour!, minute!, second!, 'UTC')
}

function withOwnIds(incidents: readonly Incident[]): Incident[] {
  const taken = new Set<string>()
  return incidents.map((incident) => {
    let id = incident.id
    for (let n = 2; taken.has(id); n++) id = `${incident.id}-${n}`
    taken.add(id)
    return id === incident.id ? incident : { ...incident, id }
  })
}
