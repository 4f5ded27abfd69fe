import { z } from 'zod'
import type { Impact, Incident, IncidentKind, Status, Update } from '../incident.ts'
import { earliestOf, epochTime, isoTime, latestOf } from '../source-kit/dates.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { byTime, oneEach, withUniqueIds } from '../source-kit/one-each.ts'
import { openState } from '../source-kit/open-state.ts'
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
import { bodyText, oneLine, plainText, safeLink } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const hosts = ['slack-status.com', 'www.slack-status.com', 'status.slack.com']
const text = z.string().nullish()
/** ISO with an offset; seconds since 1970 in the legacy API. */
const moment = z.union([z.string(), z.number()]).nullish()
const noteShape = z.looseObject({ body: text, date_created: moment })
const incidentShape = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: text,
  type: text,
  status: text,
  url: text,
  services: z.array(z.unknown()).nullish(),
  notes: z.array(z.unknown()).nullish(),
  date_created: moment,
  date_updated: moment,
})
const currentShape = z.looseObject({
  status: z.string(),
  active_incidents: z.array(z.unknown()).nullish(),
  title: text,
})
type SlackIncident = z.output<typeof incidentShape>

/** No severity is published: the impact is judged by the type, as the clients of this API do. */
const impactOf = new Map<string, Impact>([
  ['incident', 'minor'],
  ['outage', 'major'],
  ['notice', 'none'],
])

export const source = defineSource({
  id: 'slack',
  name: 'Slack',
  summary: 'Incidents of Slack with all their notes, from its own status API.',
  site: 'https://slack-status.com',
  examples: ['https://slack-status.com', 'https://status.slack.com/api/v2.0.0/current'],
  defaultUrl: 'https://slack-status.com',
  gives: {
    impact: 'inferred',
    components: false,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'about six months (some forty incidents)',
  },
  options: z.strictObject({ service: filterNames }),
  filters: ['service'],
  recognises: (url) => hosts.includes(url.hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const current = attempt(() => shaped(readJson(reply), currentShape, reply.url), [])
    const url = new URL(reply.url).origin
    if (current?.active_incidents) {
      return { confidence: 0.9, why: `${reply.url} lists active_incidents as Slack does`, url }
    }
    if (hosts.includes(new URL(reply.url).hostname)) {
      return { confidence: 0.8, why: `${url} is Slack's own status page`, url }
    }
  }
  return null
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = new URL(feed.url).origin
  return ['current', 'history']
    .map((part) => ({ url: `${root}/api/v2.0.0/${part}`, optional: true }))
    .filter((ask) => !wasAsked(replies, ask.url))
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const whole = replies.filter((r) => r.status === 200)
  const current = whole.find((r) => isPart(r, 'current'))
  const history = whole.find((r) => isPart(r, 'history'))
  const open = current && attempt(() => currentFrom(current, skipped, notes), notes)
  const past = history && attempt(() => historyFrom(history, skipped), notes)
  if (!open && !past) refuse(notes[0] ?? `${feed.url}: neither current nor history could be read`)
  reading.incidents = oneEach([...(open?.incidents ?? []), ...(past ?? [])])
  reading.reach = {
    since: earliestOf(...(past ?? []).map((incident) => incident.postedAt)),
    open: open?.whole ?? false,
  }
  return reading
}

function isPart(reply: Reply, part: string): boolean {
  return new URL(reply.url).pathname.endsWith(`/${part}`)
}

/** `whole`: the list and its own headline agree, so that what is not listed is not open. */
function currentFrom(
  reply: Reply,
  skipped: Skipped[],
  notes: string[],
): { incidents: Incident[]; whole: boolean } {
  const document = shaped(readJson(reply), currentShape, reply.url)
  const { status, active_incidents } = document
  // The legacy API has no list: the one incident stands at the top, its dates are integers.
  const legacy = !active_incidents && document.title ? [document] : null
  const list = active_incidents ?? legacy
  if (!list && status !== 'ok') refuse(`${reply.url}: says "${status}" and lists nothing`)
  const agrees = status === 'ok' || (status === 'active' && (list?.length ?? 0) > 0)
  if (!agrees) notes.push(`${reply.url}: says "${oneLine(status)}" and lists ${list?.length ?? 0}`)
  return { incidents: incidentsFrom(list, skipped), whole: agrees && !legacy }
}

function historyFrom(reply: Reply, skipped: Skipped[]): Incident[] {
  return incidentsFrom(shaped(readJson(reply), z.array(z.unknown()), reply.url), skipped)
}

function incidentsFrom(list: readonly unknown[] | null, skipped: Skipped[]): Incident[] {
  return eachShaped(list, incidentShape, 'incident', skipped).map((raw) =>
    incidentFrom(raw, skipped),
  )
}

function incidentFrom(raw: SlackIncident, skipped: Skipped[]): Incident {
  const kind = kindOf(raw)
  const updates = updatesFrom(raw, kind, skipped)
  const first = updates[0]?.at ?? null
  const last = updates.findLast((u) => u.at)?.at ?? null
  return incidentOf({
    id: raw.id,
    url: safeLink(raw.url),
    title: oneLine(raw.title ?? '') || `Slack ${kind} ${raw.id}`,
    kind,
    status: statusOf(raw, kind, updates),
    impact: kind === 'maintenance' ? kind : (impactOf.get(raw.type ?? '') ?? 'unknown'),
    impactLabel: raw.type ?? null,
    // The window of planned work stands only in the text.
    startedAt: kind === 'maintenance' ? null : earliestOf(timeOf(raw.date_created), first),
    // Slack has no end: its last note tells it. date_updated has moved up to 19 hours later.
    resolvedAt: isOver(raw) ? last : null,
    postedAt: timeOf(raw.date_created) ?? first,
    updatedAt: latestOf(timeOf(raw.date_updated), last),
    services: uniqueNames((raw.services ?? []).map((s) => (typeof s === 'string' ? s : null))),
    updates,
  })
}

/** Work that is planned comes as a notice with a status only such work can have. */
function kindOf(raw: SlackIncident): IncidentKind {
  const planned = raw.status === 'scheduled' || raw.status === 'completed'
  if (raw.type === 'maintenance' || planned) return 'maintenance'
  if (raw.type === 'notice') return raw.status === 'cancelled' ? 'maintenance' : 'notice'
  return 'incident'
}

/**
 * Slack says only `active`; a finer state is told by the notes, `investigating` where they tell
 * none. `cancelled` is closed for certain: planned work as `completed` without an end, since none
 * took place, anything else as `resolved`.
 */
function statusOf(raw: SlackIncident, kind: IncidentKind, updates: readonly Update[]): Status {
  const planned = kind === 'maintenance'
  if (raw.status === 'active') {
    return planned ? 'in_progress' : (updates.at(-1)?.status ?? 'investigating')
  }
  if (raw.status === 'scheduled') return 'scheduled'
  if (!isOver(raw) && raw.status !== 'cancelled') return 'unknown'
  return planned ? 'completed' : 'resolved'
}

function isOver(raw: SlackIncident): boolean {
  return raw.status === 'resolved' || raw.status === 'completed'
}

/** Notes have no state of their own: told by their words, and the last one by the incident's. */
function updatesFrom(raw: SlackIncident, kind: IncidentKind, skipped: Skipped[]): Update[] {
  const notes = eachShaped(raw.notes, noteShape, `note of ${raw.id}`, skipped)
  const timed = byTime(notes.map((n) => ({ at: timeOf(n.date_created), text: noteText(n.body) })))
  const planned = kind === 'maintenance'
  const known = raw.status === 'active' || isOver(raw)
  let state: Status = planned ? 'scheduled' : known ? 'investigating' : 'unknown'
  const updates = timed.map(({ at, text }, index) => {
    if (index === timed.length - 1 && isOver(raw)) state = planned ? 'completed' : 'resolved'
    else if (!planned) state = openState(text, state)
    return { id: at ?? `note-${index + 1}`, status: state, at, text }
  })
  return withUniqueIds(updates)
}

function noteText(body: string | null | undefined): string {
  return /<[a-z/]/i.test(body ?? '') ? plainText(body ?? '') : bodyText(body ?? '')
}

function timeOf(value: string | number | null | undefined): string | null {
  return typeof value === 'number' ? epochTime(value < 1e11 ? value * 1000 : value) : isoTime(value)
}
