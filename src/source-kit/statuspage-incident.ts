import { z } from 'zod'
import { type Impact, type Incident, type Status, statuses, type Update } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { eachShaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { bodyText, oneLine, safeLink } from './text.ts'

/** What is needed beside a reply to read it. */
export interface StatuspageContext {
  /** Address of the page without a slash at its end, for permalinks. */
  root: string
  skipped: Skipped[]
}

const text = z.string().nullish()
const list = z.array(z.unknown()).nullish()
const id = z.union([z.string().min(1), z.number()]).transform(String)

const updateShape = z.looseObject({
  id: id.nullish(),
  status: text,
  body: text,
  created_at: text,
  updated_at: text,
  display_at: text,
  affected_components: list,
})

export const incidentShape = z.looseObject({
  id,
  name: text,
  status: text,
  impact: text,
  created_at: text,
  updated_at: text,
  started_at: text,
  resolved_at: text,
  scheduled_for: text,
  shortlink: text,
  incident_updates: list,
  components: list,
  postmortem_body: text,
  postmortem_published_at: text,
})

type RawIncident = z.output<typeof incidentShape>

const maintenanceWords: readonly Status[] = ['scheduled', 'in_progress', 'verifying', 'completed']
const impactWords: readonly string[] = ['none', 'minor', 'major', 'critical', 'maintenance']
/** Stands in the list of affected components of old payloads when it is empty. */
const nobody = 'No components were affected by this update.'

const componentShape = z.looseObject({ name: z.string(), group: z.boolean().nullish() })
const affectedShape = z.looseObject({ name: z.string() })

interface Message extends Update {
  createdAt: string | null
  affected: string[]
}

/** The status a Statuspage word stands for; a word never seen before is `unknown`, never over. */
export function statuspageStatus(word: string | null | undefined): Status {
  const key = (word ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  return statuses.find((status) => status === key) ?? 'unknown'
}

/** The impact a Statuspage word stands for; everything planned has impact `maintenance`. */
export function statuspageImpact(word: string | null | undefined, planned: boolean): Impact {
  if (planned) return 'maintenance'
  const key = (word ?? '').trim().toLowerCase()
  return impactWords.includes(key) ? (key as Impact) : 'unknown'
}

/** The page of one incident on the host of the feed, never that of the company. */
export function permalink(root: string, id: string): string | null {
  return safeLink(`${root}/incidents/${encodeURIComponent(id)}`)
}

/**
 * One incident or maintenance (`planned`: it stood in a list of maintenances) as of `now`. Begins
 * with the earliest of its times and ends with the display time of its last closing message, since
 * `started_at` can lie after messages, `resolved_at` before the start, and `monitoring_at` stays
 * set when it goes back. Nothing is said to have happened after `now`.
 */
export function incidentFrom(
  raw: RawIncident,
  planned: boolean,
  now: string,
  context: StatuspageContext,
): Incident {
  const messages = messagesOf(raw, context.skipped)
  const status = statuspageStatus(raw.status)
  const maintenance = planned || !!raw.scheduled_for || maintenanceWords.includes(status)
  const startedAt = maintenance ? windowStart(raw, messages) : earliestTime(raw, messages, now)
  const posted = [isoTime(raw.created_at), ...messages.map((m) => m.createdAt)]
  const url = permalink(context.root, raw.id) ?? safeLink(raw.shortlink)
  return incidentOf({
    id: raw.id,
    url,
    title: oneLine(raw.name ?? '') || `Incident ${raw.id}`,
    kind: maintenance ? 'maintenance' : 'incident',
    status,
    impact: statuspageImpact(raw.impact, maintenance),
    impactLabel: oneLine(raw.impact ?? '') || null,
    startedAt,
    resolvedAt: isClosed(status) ? endOf(raw, messages, startedAt, now) : null,
    postedAt: earliestOf(...posted.filter((at) => at !== null && at <= now)),
    updatedAt: isoTime(raw.updated_at) ?? latestOf(...messages.map((m) => m.at)),
    components: componentsOf(raw, messages),
    updates: withUniqueIds(messages.map(({ id, status, at, text }) => ({ id, status, at, text }))),
    postmortem: postmortemOf(raw, messages, url),
  })
}

/** Oldest first; the lists of Statuspage and its likes come newest first. */
function messagesOf(raw: RawIncident, skipped: Skipped[]): Message[] {
  const list = eachShaped(raw.incident_updates, updateShape, `update of ${raw.id}`, skipped)
  const messages = list.reverse().map((update) => {
    const createdAt = isoTime(update.created_at)
    const at = isoTime(update.display_at) ?? createdAt
    return {
      id: update.id ?? `${at ?? 'undated'}-${update.status ?? 'update'}`,
      status: statuspageStatus(update.status),
      at,
      text: bodyText(update.body ?? ''),
      createdAt,
      affected: namesIn(update.affected_components, affectedShape).map(({ name }) => name),
    }
  })
  return byTime(messages)
}

function earliestTime(raw: RawIncident, messages: readonly Message[], now: string): string | null {
  const said = messages.filter((m) => m.status !== 'postmortem').map((m) => m.at)
  const all = [...said, isoTime(raw.started_at), isoTime(raw.created_at)]
  return earliestOf(...all.filter((at) => at !== null && at <= now))
}

/** `started_at` of a maintenance is when it was announced. */
function windowStart(raw: RawIncident, messages: readonly Message[]): string | null {
  return isoTime(raw.scheduled_for) ?? messages.find((m) => m.status === 'in_progress')?.at ?? null
}

/** Of several closing messages in a row the one that `resolved_at` agrees with, else the last. */
function endOf(
  raw: RawIncident,
  messages: readonly Message[],
  start: string | null,
  now: string,
): string | null {
  const stamp = isoTime(raw.resolved_at)
  const told = messages.filter((m) => m.status !== 'postmortem')
  const open = told.findLastIndex((m) => !isClosed(m.status))
  const closing = told.slice(open + 1).map((m) => m.at)
  const last = told.findLast((m) => isClosed(m.status))?.at ?? null
  const agreed = closing.length === 0 || closing.includes(stamp)
  const end = agreed ? (stamp ?? last) : (last ?? stamp)
  return end && end <= now && (!start || end >= start) ? end : null
}

/** Names as they are now and as they were; those of messages may have their group before them. */
function componentsOf(raw: RawIncident, messages: readonly Message[]): string[] {
  const leaves = namesIn(raw.components, componentShape).filter((component) => !component.group)
  const own = leaves.map(({ name }) => oneLine(name))
  const affected = messages.flatMap((m) => m.affected).map(oneLine)
  const more = affected.filter((name) => !own.some((known) => name.endsWith(` - ${known}`)))
  return uniqueNames([...own, ...more]).filter((name) => name !== nobody)
}

function namesIn<T extends z.ZodType>(list: readonly unknown[] | null | undefined, shape: T) {
  return eachShaped(list, shape, '', [])
}

function postmortemOf(
  raw: RawIncident,
  messages: readonly Message[],
  url: string | null,
): Incident['postmortem'] {
  const message = messages.findLast((m) => m.status === 'postmortem')
  const text = bodyText(raw.postmortem_body ?? '') || message?.text || null
  const at = isoTime(raw.postmortem_published_at) ?? message?.at ?? null
  return text || message || at ? { url, text, at } : null
}
