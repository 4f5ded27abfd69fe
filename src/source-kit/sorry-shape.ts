import { z } from 'zod'
import type { Impact, Incident, IncidentKind, Status, Update } from '../incident.ts'
import { isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { bodyText, oneLine, plainText, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish().catch(null)
const list = z.array(z.unknown()).nullish().catch(null)
const id = z.union([z.string().min(1), z.number()]).transform(String)
const updateShape = z.looseObject({
  id: id.nullish().catch(null),
  state: text,
  content: text,
  link: text,
  created_at: text,
})
const componentShape = z.looseObject({ id, name: z.string(), state: z.string() })
const noticeShape = z.looseObject({
  id,
  type: z.enum(['planned', 'unplanned', 'general']),
  state: text,
  timeline_state: text,
  subject: text,
  synopsis: text,
  url: text,
  link: text,
  began_at: text,
  ended_at: text,
  begins_at: text,
  ends_at: text,
  created_at: text,
  updated_at: text,
  latest_update: z.unknown().optional(),
  updates: list,
  components: list,
})
const pageShape = z.looseObject({
  page: z.looseObject({
    state: z.string(),
    links: z.looseObject({ components: z.unknown(), notices: z.unknown() }),
  }),
})
const metaShape = z.looseObject({ meta: z.looseObject({ next_page: z.unknown().optional() }) })
type Notice = z.output<typeof noticeShape>

export interface SorryComponent {
  id: string
  name: string
  state: string
}

export interface SorryDocument {
  part: 'notices' | 'notice' | 'components' | 'page'
  notices: { incident: Incident; timeline: string | null; components: boolean }[]
  components: SorryComponent[]
  /** The list goes on. */
  more: boolean
  whole: boolean
}

const states = new Map<string, Status>([
  ['investigating', 'investigating'],
  ['identified', 'identified'],
  ['recovering', 'monitoring'],
  ['resolved', 'resolved'],
  ['false_alarm', 'resolved'],
  ['scheduled', 'scheduled'],
  ['underway', 'in_progress'],
  ['complete', 'completed'],
  ['cancelled', 'completed'],
])
const impacts = new Map<string, Impact>([
  ['operational', 'none'],
  ['partially_degraded', 'minor'],
  ['degraded', 'minor'],
  ['outage', 'major'],
  ['maintenance', 'maintenance'],
  ['under_maintenance', 'maintenance'],
])

export function sorryImpact(state: string): Impact {
  return impacts.get(state.toLowerCase().replace(/[-\s]/g, '_')) ?? 'unknown'
}

/** True for the answer of a page's `/api/v1/status`, which names its own links. */
export function isSorryPage(json: unknown): boolean {
  const { success, data } = pageShape.safeParse(json)
  return success && 'components' in data.page.links && 'notices' in data.page.links
}

/** True for a list that has a notice only Sorry has. */
export function isSorryList(json: unknown): boolean {
  const values = (json as { notices?: unknown } | null)?.notices
  return (
    Array.isArray(values) &&
    values.some((v) => {
      const { success, data } = noticeShape.safeParse(v)
      return success && !!data.timeline_state && !!data.subject
    })
  )
}

/**
 * Documents of a page's public API (`notices`, `notice`, `components`, `page`) and of
 * api.sorryapp.com (`response`), by Sorry's own reference and clients of 2026. A list carries the
 * newest message only, a single notice all of them. Nothing tells a severity.
 */
export function sorryDocument(reply: Reply, root: string, skipped: Skipped[]): SorryDocument {
  const json = readJson(reply)
  const { part, values } = partOf(json, reply)
  const before = skipped.length
  const context = { root, now: reply.at, skipped }
  const noticed = part === 'notices' || part === 'notice'
  const notices = noticed ? noticesFrom(values, context) : []
  const components =
    part === 'components' ? eachShaped(values, componentShape, 'component', skipped) : []
  const meta = metaShape.safeParse(json)
  const more = meta.success && !!meta.data.meta.next_page
  return { part, notices, components, more, whole: skipped.length === before }
}

function partOf(
  json: unknown,
  reply: Reply,
): { part: SorryDocument['part']; values: readonly unknown[] } {
  const keys = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  const path = new URL(reply.url).pathname
  for (const part of ['notices', 'components'] as const) {
    const ofApi = path.endsWith(`/${part}`) || path.endsWith(`/${part}/`)
    const values = keys[part] ?? (ofApi ? keys.response : undefined)
    if (Array.isArray(values)) return { part, values }
  }
  const single = keys.notice ?? (/\/notices\/\w+\/?$/.test(path) ? keys.response : undefined)
  if (single) return { part: 'notice', values: [single] }
  return isSorryPage(json)
    ? { part: 'page', values: [] }
    : refuse(`${reply.url}: no document of Sorry`)
}

interface Context {
  root: string
  now: string
  skipped: Skipped[]
}

function noticesFrom(values: readonly unknown[], context: Context): SorryDocument['notices'] {
  return eachShaped(values, noticeShape, 'notice', context.skipped).map((raw) => ({
    incident: incidentFrom(raw, context),
    timeline: raw.timeline_state ?? null,
    components: Array.isArray(raw.components),
  }))
}

function incidentFrom(raw: Notice, { root, now, skipped }: Context): Incident {
  const kind: IncidentKind =
    raw.type === 'planned' ? 'maintenance' : raw.type === 'general' ? 'notice' : 'incident'
  const updates = updatesFrom(raw, skipped)
  const status = statusOf(raw, kind)
  const began = isoTime(raw.began_at)
  const ended = isoTime(raw.ended_at)
  const end = ended && ended <= now && raw.state !== 'cancelled' ? ended : null
  const planned = kind === 'maintenance'
  const startedAt = planned ? (isoTime(raw.begins_at) ?? began) : kind === 'notice' ? null : began
  const resolvedAt = isClosed(status) ? (end ?? closing(raw, updates)) : null
  const components = eachShaped(raw.components, componentShape, `component of ${raw.id}`, skipped)
  return incidentOf({
    id: raw.id,
    url: safeLink(raw.url) ?? safeLink(raw.link) ?? root,
    title: oneLine(raw.subject ?? '') || `Sorry notice ${raw.id}`,
    kind,
    status,
    impact: planned ? 'maintenance' : kind === 'notice' ? 'none' : 'unknown',
    startedAt: startedAt ?? (planned || kind === 'notice' ? null : isoTime(raw.created_at)),
    resolvedAt: resolvedAt && startedAt && resolvedAt < startedAt ? null : resolvedAt,
    postedAt: isoTime(raw.created_at) ?? updates[0]?.at ?? (planned ? null : began),
    updatedAt: isoTime(raw.updated_at) ?? latestOf(...updates.map((u) => u.at)),
    components: uniqueNames(components.map((c) => c.name)),
    updates,
  })
}

function closing(raw: Notice, updates: readonly Update[]): string | null {
  return raw.state === 'cancelled' ? null : lastClosing(updates)
}

/** General notices have no state that says they are over, but their place in the timeline does. */
function statusOf(raw: Notice, kind: IncidentKind): Status {
  const state = states.get(raw.state ?? '') ?? 'unknown'
  if (state !== 'unknown' || !/^past_/.test(raw.timeline_state ?? '')) return state
  return kind === 'maintenance' ? 'completed' : 'resolved'
}

/** Without the full list: the first message is the synopsis, the last one `latest_update`. */
function updatesFrom(raw: Notice, skipped: Skipped[]): Update[] {
  const full = eachShaped(raw.updates, updateShape, `update of ${raw.id}`, skipped)
  const newest = raw.latest_update ? [raw.latest_update] : []
  const latest = eachShaped(newest, updateShape, `update of ${raw.id}`, skipped)
  const told = (full.length ? full : latest).map((u) => ({ ...u, at: isoTime(u.created_at) }))
  let state: Status = 'unknown'
  const updates = byTime(told.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))).map(
    (u) => {
      state = states.get(u.state ?? '') ?? state
      const linked = /#update-(\w+)/.exec(u.link ?? '')?.[1]
      const own = u.id ?? linked ?? `${u.at ?? 'undated'}-${state}`
      return { id: own, status: state, at: u.at, text: plain(u.content) }
    },
  )
  return withUniqueIds([...first(raw, updates), ...updates])
}

function first(raw: Notice, updates: readonly Update[]): Update[] {
  const words = plain(raw.synopsis)
  const start = words.replace(/(?:\.{3}|…)$/, '')
  if (!words || updates.length > 1 || updates.some((u) => u.text.startsWith(start))) return []
  const at = isoTime(raw.created_at)
  const told = updates[0]?.at
  return [
    { id: 'synopsis', status: 'unknown', at: at && told && at > told ? null : at, text: words },
  ]
}

function plain(value: string | null | undefined): string {
  return /<[a-z/]/i.test(value ?? '') ? plainText(value ?? '') : bodyText(value ?? '')
}
