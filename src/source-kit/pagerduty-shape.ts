import { z } from 'zod'
import type { Impact, Incident, Postmortem, Update } from '../incident.ts'
import { earliestOf, epochTime, isoTime, latestOf } from './dates.ts'
import { eachShaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { type PagerdutyEnums, pagerdutyImpact, pagerdutyStatus, wordOf } from './pagerduty-enums.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { oneLine, plainText } from './text.ts'

const text = z.string().nullish().catch(null)
const list = z.array(z.unknown()).nullish().catch(null)
/** ISO 8601 in the page's own data, milliseconds since 1970 in the API. */
const moment = z.union([z.string(), z.number()]).nullish().catch(null)
const impactShape = z.looseObject({
  name: text,
  service_id: text,
  severity: text,
  severity_id: text,
})
const updateShape = z.looseObject({
  id: z.string().min(1),
  message: text,
  reported_at: moment,
  created_at: moment,
  updated_at: moment,
  severity: text,
  severity_id: text,
  status: text,
  status_id: text,
  impacted_business_services: list,
  impacts: list,
})
const postmortemShape = z.looseObject({ message: text, reported_at: moment, created_at: moment })
const postShape = z.looseObject({
  id: z.string().min(1),
  title: text,
  post_type: text,
  starts_at: moment,
  ends_at: moment,
  first_update_at: moment,
  last_update_at: moment,
  latest_update: z.unknown().optional(),
  updates: list,
  postmortem: z.unknown().optional(),
})
type Post = z.output<typeof postShape>
type RawUpdate = z.output<typeof updateShape>

export interface PagerdutyContext {
  /** Address of the page without a path. */
  root: string
  enums: PagerdutyEnums
  /** Names by the ids that impacts use. */
  services: ReadonlyMap<string, string>
  now: string
  skipped: Skipped[]
  /** Path of a post's own page. */
  path: '/posts/' | '/posts/details/'
}

export interface PagerdutyPost {
  incident: Incident
  /** Ids of the services that its updates name. */
  serviceIds: string[]
  /** All updates were there, not only the latest. */
  whole: boolean
}

/** Incidents and maintenance as PagerDuty's page data and its API give them. */
export function pagerdutyPosts(
  values: readonly unknown[] | null | undefined,
  context: PagerdutyContext,
  over = false,
): PagerdutyPost[] {
  return eachShaped(values, postShape, 'post', context.skipped).map((post) => {
    return postFrom(post, context, over)
  })
}

function postFrom(post: Post, context: PagerdutyContext, over: boolean): PagerdutyPost {
  const { enums, root, now } = context
  const raws = rawUpdates(post, context.skipped)
  const planned = isPlanned(post, raws, enums)
  const updates = updatesFrom(raws, planned, enums)
  const first = earliestOf(...updates.map((u) => u.at))
  const said = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  const status = over && !isClosed(said) ? (planned ? 'completed' : 'resolved') : said
  const startedAt = planned ? timeOf(post.starts_at) : (timeOf(post.first_update_at) ?? first)
  const end = isClosed(status) ? lastClosing(updates) : null
  const peak = planned ? null : peakOf(raws, enums)
  const url = `${root}${context.path}${encodeURIComponent(post.id)}`
  const names = namesIn(raws, context)
  const incident = incidentOf({
    id: post.id,
    url,
    title: oneLine(post.title ?? '') || `PagerDuty post ${post.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : (peak?.impact ?? 'unknown'),
    impactLabel: peak?.label ?? null,
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt: earliestOf(timeOf(post.first_update_at), first),
    updatedAt: latestOf(...updates.map((u) => u.at), ...raws.map((u) => timeOf(u.updated_at))),
    components: names,
    regions: uniqueNames(names.map((name) => /\(([A-Z]{2,4})\)$/.exec(name)?.[1])),
    updates,
    postmortem: postmortemOf(post, url),
  })
  return { incident, serviceIds: serviceIdsIn(raws), whole: !!post.updates?.length }
}

/** The latest one stands alone in lists, and cut short; in a single post it repeats one of all. */
function rawUpdates(post: Post, skipped: Skipped[]): RawUpdate[] {
  const all = eachShaped(post.updates, updateShape, `update of ${post.id}`, skipped)
  const latest = post.latest_update ? [post.latest_update] : []
  const more = eachShaped(latest, updateShape, `update of ${post.id}`, skipped)
  return [...all.reverse(), ...more.filter((u) => !all.some((known) => known.id === u.id))]
}

/** The page's own data does not say the type of a post: only work is scheduled or completed. */
function isPlanned(post: Post, raws: readonly RawUpdate[], enums: PagerdutyEnums): boolean {
  if (post.post_type) return post.post_type === 'maintenance'
  const severities = raws.map((u) => pagerdutyImpact(enums, u.severity ?? u.severity_id))
  const states = raws.map((u) => pagerdutyStatus(enums, u.status ?? u.status_id, true))
  return severities.includes('maintenance') || states.includes('scheduled')
}

function updatesFrom(
  raws: readonly RawUpdate[],
  planned: boolean,
  enums: PagerdutyEnums,
): Update[] {
  const timed = raws.map((raw) => ({ raw, at: timeOf(raw.reported_at) ?? timeOf(raw.created_at) }))
  const updates = byTime(timed).map(({ raw, at }) => {
    const status = pagerdutyStatus(enums, raw.status ?? raw.status_id, planned)
    return {
      id: raw.id,
      status,
      at,
      text: plainText((raw.message ?? '').replace(/<\/?[a-z]*$/i, '')),
    }
  })
  return withUniqueIds(updates)
}

const order: readonly Impact[] = ['none', 'minor', 'major', 'critical']

/** The worst severity that any update has; the last one is "all good" where it is over. */
function peakOf(raws: readonly RawUpdate[], enums: PagerdutyEnums) {
  const all = raws.flatMap((u) => {
    const value = u.severity ?? u.severity_id
    return value ? [{ label: wordOf(enums, value), impact: pagerdutyImpact(enums, value) }] : []
  })
  const ranked = all.toSorted((a, b) => order.indexOf(b.impact) - order.indexOf(a.impact))
  const unknown = all.find((s) => s.impact === 'unknown')
  return ranked[0]?.impact === 'none' && unknown ? unknown : ranked[0]
}

function impactsIn(raws: readonly RawUpdate[]) {
  const values = raws.flatMap((u) => [
    ...(u.impacted_business_services ?? []),
    ...(u.impacts ?? []),
  ])
  return eachShaped(values, impactShape, 'impact', [])
}

function namesIn(raws: readonly RawUpdate[], { services }: PagerdutyContext): string[] {
  const names = impactsIn(raws).map((i) => i.name ?? services.get(i.service_id ?? ''))
  return uniqueNames(names.map((name) => oneLine(name ?? '')))
}

function serviceIdsIn(raws: readonly RawUpdate[]): string[] {
  return impactsIn(raws).flatMap((i) => (i.service_id ? [i.service_id] : []))
}

function postmortemOf(post: Post, url: string): Postmortem | null {
  const parsed = postmortemShape.safeParse(post.postmortem)
  if (!parsed.success || !parsed.data.message) return null
  const { message, reported_at, created_at } = parsed.data
  return { url, text: plainText(message) || null, at: timeOf(reported_at) ?? timeOf(created_at) }
}

function timeOf(value: string | number | null | undefined): string | null {
  return isoTime(typeof value === 'string' ? value : null) ?? epochTime(value)
}
