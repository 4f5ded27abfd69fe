import { z } from 'zod'
import type { Incident, Status, Update } from '../incident.ts'
import { epochTime, isoTime, latestOf } from './dates.ts'
import { textOf } from './decode.ts'
import { hundImpact, hundKind, hundStatus, worstHundState } from './hund-words.ts'
import { eachShaped, parseJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { oneLine, plainText, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish().catch(null)
const list = z.array(z.unknown()).nullish()
const flag = z.boolean().nullish().catch(null)
/** Seconds since 1970. */
const moment = z.union([z.number(), z.string()]).nullish().catch(null)
const updateShape = z.looseObject({ id: text, body: text, label: text, created_at: moment })
/** Older pages name components by their name alone, the first version one of them. */
const componentShape = z.union([
  z.string().transform((name) => ({ id: null, name, state: null })),
  z.looseObject({ id: text, name: z.string(), state: text }),
])
const issueShape = z.looseObject({
  id: z.string().min(1),
  title: text,
  body: text,
  label: text,
  url: text,
  component: text,
  components: list,
  standing: flag,
  scheduled: flag,
  created_at: moment,
  starts_at: moment,
  updates: list,
})
const eventShape = z.looseObject({
  state: z.string(),
  issues: z.array(z.unknown()),
  groups: z.array(z.looseObject({ components: list })).nullish(),
})
type Issue = z.output<typeof issueShape>

/** True for the first event of a stream, judged by its shape. */
export function isHundStream(body: string): boolean {
  return /^(?:\s*(?:id|retry):[^\n]*\n|\s*:[^\n]*\n)*\s*event: ?init_event\b/.test(body)
}

/**
 * The `init_event` of `/live/v2/status_page` (server-sent events; the data alone is read too): what
 * is open and planned, by the platform's documentation and its own widget. Newest message first,
 * the issue's own body is the first of them. Resolved ones are not in it.
 */
export function hundStream(reply: Reply, root: string, skipped: Skipped[]): Incident[] {
  const event = shaped(
    parseJson(dataOf(textOf(reply), reply.url), reply.url),
    eventShape,
    reply.url,
  )
  const issues = eachShaped(event.issues, issueShape, 'issue', skipped).map((raw) =>
    issueFrom(raw, root, reply.at, skipped),
  )
  const groups = (event.groups ?? []).flatMap((group) => group.components ?? [])
  const named = new Set(issues.filter((i) => !isClosed(i.status)).flatMap((i) => i.components))
  const components = eachShaped(groups, componentShape, 'component', skipped)
  const failing = components.filter((c) => isFailing(c.state) && !named.has(oneLine(c.name)))
  const own = new Map(failing.map((c) => [c.id ?? c.name, c]))
  const loose = [...own].map(([id, c]) =>
    failure(`component:${id}`, oneLine(c.name), c.state!, root, [oneLine(c.name)]),
  )
  const silent = issues.length + loose.length === 0 && isFailing(event.state)
  const page = silent ? [failure('page', new URL(root).hostname, event.state, root, [])] : []
  return [...issues, ...loose, ...page]
}

function isFailing(state: string | null | undefined): boolean {
  return !['none', 'unknown'].includes(hundImpact(state))
}

function dataOf(body: string, url: string): string {
  if (/^\s*\{/.test(body)) return body
  const event = body.split(/\r?\n\r?\n/).find((part) => /^event: ?init_event\s*$/m.test(part))
  const lines = (event ?? '').split(/\r?\n/).filter((line) => line.startsWith('data:'))
  if (lines.length === 0) return refuse(`${url}: no init_event of Hund`)
  return lines.map((line) => line.slice(5)).join('\n')
}

function issueFrom(raw: Issue, root: string, now: string, skipped: Skipped[]): Incident {
  const first = raw.label ?? ''
  const kind = hundKind(first, raw.scheduled === true)
  const updates = updatesFrom(raw, kind, skipped)
  const parts = eachShaped(
    [...(raw.components ?? []), ...(raw.component ? [raw.component] : [])],
    componentShape,
    `component of ${raw.id}`,
    skipped,
  )
  const worst = worstHundState(parts.flatMap((c) => c.state ?? []))
  const planned = kind === 'maintenance'
  const posted = timeOf(raw.created_at)
  const begun = planned ? (timeOf(raw.starts_at) ?? null) : kind === 'notice' ? null : posted
  const status = statusOf(raw, planned, updates, begun, now)
  return incidentOf({
    id: raw.id,
    url: safeLink(raw.url, root) ?? safeLink(`${root}/issues/${raw.id}`),
    title: oneLine(raw.title ?? '') || `Hund issue ${raw.id}`,
    kind,
    status,
    impact: planned ? 'maintenance' : kind === 'notice' ? 'none' : worst.impact,
    impactLabel: worst.word,
    startedAt: begun,
    resolvedAt: isClosed(status) && kind !== 'notice' ? lastClosing(updates) : null,
    postedAt: posted ?? updates[0]?.at ?? null,
    updatedAt: latestOf(...updates.map((u) => u.at)),
    components: uniqueNames(parts.map((c) => c.name)),
    updates,
  })
}

/** `standing` is whether it goes on; a label that is a page's own tells nothing of it. */
function statusOf(
  raw: Issue,
  planned: boolean,
  updates: readonly Update[],
  begun: string | null,
  now: string,
): Status {
  const said = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  if (planned && raw.scheduled && raw.standing === false && !isClosed(said)) {
    return begun && begun <= now ? 'unknown' : 'scheduled'
  }
  if (planned && raw.standing && ['unknown', 'scheduled'].includes(said)) return 'in_progress'
  return raw.standing && isClosed(said) ? 'monitoring' : said
}

function updatesFrom(raw: Issue, kind: Incident['kind'], skipped: Skipped[]): Update[] {
  const later = eachShaped(raw.updates, updateShape, `update of ${raw.id}`, skipped).toReversed()
  const own = { id: raw.id, body: raw.body, label: raw.label, created_at: raw.created_at }
  const timed = [own, ...later].map((u) => ({ ...u, at: timeOf(u.created_at) }))
  const begins = raw.scheduled ? timeOf(raw.starts_at) : null
  let state: Status = 'unknown'
  const updates = byTime(timed).map((u) => {
    const named = u.label ? hundStatus(u.label, kind) : 'unknown'
    const early = named === 'in_progress' && begins && u.at && u.at < begins
    const said = early ? 'scheduled' : named
    state = said === 'unknown' ? state : said
    const text = plainText(u.body ?? '') || oneLine(u.label ?? '')
    return { id: u.id || `${u.at ?? 'undated'}-${state}`, status: state, at: u.at, text }
  })
  return withUniqueIds(updates.filter((u) => u.text))
}

function timeOf(value: string | number | null | undefined): string | null {
  return typeof value === 'number' ? epochTime(value * 1000) : isoTime(value)
}

function failure(
  id: string,
  name: string,
  state: string,
  root: string,
  components: string[],
): Incident {
  const impact = hundImpact(state)
  const planned = impact === 'maintenance'
  return incidentOf({
    id,
    url: root,
    title: `${name}: ${oneLine(state)}`,
    kind: planned ? 'maintenance' : 'incident',
    status: planned ? 'in_progress' : 'unknown',
    impact,
    impactLabel: oneLine(state),
    components,
  })
}
