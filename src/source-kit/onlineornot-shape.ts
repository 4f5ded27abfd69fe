import { z } from 'zod'
import type { Incident, Status, Update } from '../incident.ts'
import { isoTime, latestOf } from './dates.ts'
import { eachShaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { impactOf } from './state-words.ts'
import { statuspageStatus } from './statuspage-incident.ts'
import { bodyText, oneLine, safeLink } from './text.ts'

const text = z.string().nullish()
const list = z.array(z.unknown()).nullish()
const id = z.union([z.string().min(1), z.number()]).transform(String)

export const componentShape = z.looseObject({ name: z.string(), status: z.string() })

/** The text's key is not documented for reading: `description` is that of writing. */
const updateShape = z.looseObject({
  id: id.nullish(),
  status: text,
  description: text,
  content: text,
  body: text,
  message: text,
  date_happened: text,
  dateHappened: text,
  created_at: text,
  createdAt: text,
})

const entryShape = z.looseObject({
  id,
  title: text,
  impact: text,
  started: text,
  ended: text,
  created_at: text,
  createdAt: text,
  updated_at: text,
  updatedAt: text,
  latest_update: updateShape.nullish().catch(null),
  updates: list,
  components: list,
  scheduled_maintenance: z
    .looseObject({ start_date: text, duration_minutes: z.number().nullish() })
    .nullish()
    .catch(null),
})

type Entry = z.output<typeof entryShape>

/** Incidents in the words of the API and of the page's own data; `now` is when they were fetched. */
export function incidentsFrom(
  entries: readonly unknown[],
  root: string,
  now: string,
  skipped: Skipped[],
): Incident[] {
  return eachShaped(entries, entryShape, 'incident', skipped).map((raw) =>
    incidentFrom(raw, root, now, skipped),
  )
}

function incidentFrom(raw: Entry, root: string, now: string, skipped: Skipped[]): Incident {
  const planned = !!raw.scheduled_maintenance || impactOf(raw.impact ?? '') === 'maintenance'
  const updates = updatesOf(raw, planned, skipped)
  const startedAt = isoTime(raw.scheduled_maintenance?.start_date) ?? isoTime(raw.started)
  const ended = isoTime(raw.ended)
  const over = ended !== null && ended <= now
  const told = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  const window = planned ? windowStatus(raw, startedAt, now) : told
  const status = over ? (planned ? 'completed' : 'resolved') : window
  const first = updates[0]?.at ?? null
  const end = isClosed(status) ? (ended ?? lastClosing(updates)) : null
  const begun = startedAt ?? (planned ? null : first)
  return incidentOf({
    id: raw.id,
    url: safeLink(`${root}/incidents/${encodeURIComponent(raw.id)}`),
    title: oneLine(raw.title ?? '') || `Incident ${raw.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : impactOf(raw.impact ?? ''),
    impactLabel: raw.impact ?? null,
    startedAt: begun,
    resolvedAt: end && begun && end < begun ? null : end,
    postedAt: isoTime(raw.created_at ?? raw.createdAt) ?? first,
    updatedAt:
      isoTime(raw.updated_at ?? raw.updatedAt) ?? latestOf(...updates.map((u) => u.at), end),
    components: uniqueNames(namesIn(raw.components)),
    updates,
  })
}

function namesIn(components: Entry['components']): string[] {
  const own = z.looseObject({ name: z.string() })
  return eachShaped(components, own, '', []).map(({ name }) => oneLine(name))
}

/** Work has a start and a length, and is over once the platform says when it ended. */
function windowStatus(raw: Entry, startedAt: string | null, now: string): Status {
  if (!startedAt) return 'unknown'
  if (now < startedAt) return 'scheduled'
  const minutes = raw.scheduled_maintenance?.duration_minutes
  const late = minutes && Date.parse(now) > Date.parse(startedAt) + minutes * 60_000
  return late ? 'unknown' : 'in_progress'
}

/** `UPDATE` keeps the state before it. Of `latest_update` the API tells no text. */
function updatesOf(raw: Entry, planned: boolean, skipped: Skipped[]): Update[] {
  const told = eachShaped(raw.updates, updateShape, `update of ${raw.id}`, skipped)
  const all = told.length > 0 || !raw.latest_update ? told : [raw.latest_update]
  const timed = all.map((u) => ({
    id: u.id,
    at: isoTime(u.date_happened ?? u.dateHappened ?? u.created_at ?? u.createdAt),
    word: u.status ?? '',
    text: bodyText(u.description ?? u.content ?? u.body ?? u.message ?? ''),
  }))
  const [first, last] = [timed[0]?.at ?? '', timed.at(-1)?.at ?? '']
  let state: Status = 'unknown'
  const updates = byTime(first > last ? timed.reverse() : timed).map(({ id, at, word, text }) => {
    const said = statuspageStatus(word)
    const fits = planned && said === 'resolved' ? 'completed' : said
    state = /^update$/i.test(word) ? state : fits
    return { id: id ?? `${at ?? 'undated'}-${state}`, status: state, at, text }
  })
  return withUniqueIds(updates)
}
