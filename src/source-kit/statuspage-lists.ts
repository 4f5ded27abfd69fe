import type { Incident, Update } from '../incident.ts'
import { earliestOf, latestOf } from './dates.ts'
import { bodyOf } from './decode.ts'
import { parseJson } from './json.ts'
import { byTime } from './one-each.ts'
import { isClosed, uniqueNames } from './reading.ts'
import type { Reach, Reply, Skipped } from './source.ts'
import { isHistory } from './statuspage-history.ts'
import type { StatuspageContext } from './statuspage-incident.ts'
import {
  type StatuspageDocument,
  type StatuspageList,
  statuspageDocument,
} from './statuspage-shape.ts'
import { attempt, refuse } from './tolerance.ts'

/** How many entries a page lists at most: 50 on Statuspage, 25 on incident.io. */
export interface ListCaps {
  incidents: number
  maintenances: number
}

/** The lists are newest first only to the day: hours out of order were seen at GitHub in 2026-07. */
const disorderMs = 24 * 3600 * 1000

/** Every incident of some documents once, in the order they came; copies of one are merged. */
export function mergedIncidents(documents: readonly StatuspageDocument[]): Incident[] {
  return mergeAll(
    documents.flatMap((d) => [
      ...(d.incidents?.incidents ?? []),
      ...(d.maintenances?.incidents ?? []),
    ]),
  )
}

/** One incident for each id: what the copy changed last says, and every update any copy has. */
export function mergeAll(incidents: readonly Incident[]): Incident[] {
  const merged = new Map<string, Incident>()
  for (const incident of incidents) {
    const held = merged.get(incident.id)
    merged.set(incident.id, held ? mergeCopies(held, incident) : incident)
  }
  return [...merged.values()]
}

function mergeCopies(a: Incident, b: Incident): Incident {
  const order = (a.updatedAt ?? '').localeCompare(b.updatedAt ?? '')
  const first = order > 0 || (order === 0 && a.updates.length >= b.updates.length)
  const [newer, older] = first ? [a, b] : [b, a]
  return {
    ...newer,
    startedAt: newer.kind === 'incident' ? earliestOf(a.startedAt, b.startedAt) : newer.startedAt,
    postedAt: earliestOf(a.postedAt, b.postedAt),
    components: uniqueNames([...newer.components, ...older.components]),
    updates: unionOf(newer.updates, older.updates),
    postmortem: newer.postmortem ?? older.postmortem,
  }
}

function unionOf(newer: readonly Update[], older: readonly Update[]): Update[] {
  const known = new Set(newer.map((update) => update.id))
  const missing = older.filter((update) => !known.has(update.id))
  return missing.length === 0 ? [...newer] : byTime([...missing, ...newer])
}

/**
 * How far the lists reach. One that holds fewer entries than the page would list is whole; a full
 * one reaches to a day after its oldest entry, see `disorderMs`. Nothing is claimed once a list is
 * missing or one of its entries could not be read.
 */
export function reachOf(
  documents: readonly StatuspageDocument[],
  caps: ListCaps,
  skipped: readonly Skipped[],
): Reach {
  if (skipped.some(({ what }) => /^(?:incident|maintenance) /.test(what))) {
    return { since: null, open: false }
  }
  const part = (name: StatuspageDocument['part']) => documents.find((d) => d.part === name)
  const ends = [
    listEnd(part('incidents')?.incidents ?? null, caps.incidents),
    listEnd(part('maintenances')?.maintenances ?? null, caps.maintenances),
  ]
  const whole = ends.every((end) => end === 'always')
  const summary = part('summary')
  const open = whole || (!!summary?.incidents && !!summary.maintenances)
  if (whole || ends.includes(null)) return { since: whole ? 'always' : null, open }
  return { since: latestOf(...ends.filter((end) => end !== 'always')), open }
}

function listEnd(list: StatuspageList | null, cap: number): Reach['since'] {
  if (!list) return null
  if (list.count < cap) return 'always'
  return list.oldest && new Date(Date.parse(list.oldest) + disorderMs).toISOString()
}

/**
 * Every JSON document that can be read; what cannot is noted. Half a list is no list: beside a whole
 * one it refuses the poll with a ParseError, since what it left out would look as if it were gone.
 */
export function readDocuments(
  replies: readonly Reply[],
  context: StatuspageContext,
  notes: string[],
): StatuspageDocument[] {
  const documents: StatuspageDocument[] = []
  const halves: string[] = []
  for (const reply of replies.filter(isDocument)) {
    const why: string[] = []
    const document = attempt(() => statuspageDocument(reply, context), why)
    if (document) documents.push(document)
    else (isDetail(reply) || !isHalf(reply) ? notes : halves).push(...why)
  }
  const listed = documents.some((d) => d.part !== 'detail')
  if (listed && halves[0]) refuse(halves[0])
  notes.push(...halves)
  return documents
}

function isDocument(reply: Reply): boolean {
  const path = new URL(reply.url).pathname
  return reply.status === 200 && path.endsWith('.json') && !isHistory(reply)
}

function isDetail(reply: Reply): boolean {
  return /\/incidents\/(?!unresolved\.)[^/]+\.json$/.test(new URL(reply.url).pathname)
}

/** True for an empty body or half a document: a slip of the moment, unlike a path that is not served. */
export function isSlip(reply: Reply): boolean {
  return reply.status === 200 && (textIn(reply) === '' || isHalf(reply))
}

function textIn(reply: Reply): string {
  const text = bodyOf(reply)
  return text.replace(/^\uFEFF/, '').trim()
}

function isHalf(reply: Reply): boolean {
  const json = textIn(reply)
  return /^[{[]/.test(json) && attempt(() => parseJson(json, reply.url), []) === undefined
}

/** A sentence for the maintainers when a page calls itself impaired and lists nothing open. */
export function indicatorNotes(documents: readonly StatuspageDocument[]): string[] {
  const indicator = documents.find((d) => d.part === 'summary')?.indicator ?? ''
  if (!['minor', 'major', 'critical'].includes(indicator)) return []
  const open = mergedIncidents(documents).some((incident) => !isClosed(incident.status))
  return open ? [] : [`the page says "${indicator}" and lists nothing that is open`]
}
