import { z } from 'zod'
import {
  type AwsEvent,
  type AwsPost,
  levelLabels,
  postTime,
  sortedPosts,
  titleParts,
} from './aws-posts.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { bodyText, oneLine } from './text.ts'

const text = z.string().nullish()
/** Seconds since 1970, as a number or as digits. */
const second = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .transform(Number)
  .refine((n) => postTime(n) !== null, 'not a time')
const level = z.union([z.number(), z.string()]).nullish()

const logShape = z.looseObject({ summary: text, message: text, status: level, timestamp: second })
const eventShape = z.looseObject({
  date: second,
  end_time: z.union([second, z.literal('')]).nullish(),
  arn: text,
  service: z.string().trim().min(1),
  service_name: text,
  region_name: text,
  status: level,
  summary: text,
  event_log: z.union([z.array(z.unknown()), z.string()]).nullish(),
  impacted_services: z.record(z.string(), z.unknown()).nullish(),
})
const impactedShape = z.looseObject({ service_name: text, max: level })
type RawEvent = z.output<typeof eventShape>

/**
 * The events of `health.aws.amazon.com/public/currentevents`: open ones, and closed ones for a
 * while. UTF-16 big-endian with a mark; numbers come as strings or numbers and `event_log` as a
 * list or as JSON in a string (seen March 2023; reported up to 2026). `date`, `timestamp` and
 * `end_time` say when AWS posted, not when it happened.
 */
export function awsCurrentEvents(reply: Reply, skipped: Skipped[]): AwsEvent[] {
  const list = shaped(readJson(reply), z.array(z.unknown()), reply.url)
  return eachShaped(list, eventShape, 'event', skipped).map((raw) => eventFrom(raw, skipped))
}

function eventFrom(raw: RawEvent, skipped: Skipped[]): AwsEvent {
  const summary = titleParts(raw.summary ?? '')
  const endedAt = raw.end_time ? postTime(raw.end_time) : null
  const closed = summary.closing || endedAt !== null || `${raw.status}` === '0'
  const impacted = impactedOf(raw)
  const own = levelOf(closed ? Math.max(0, ...impacted.map((s) => s.max)) : raw.status)
  const posts = sortedPosts(logOf(raw, skipped))
  const only = { ...summary, ...own, closing: closed, text: '', epoch: raw.date }
  return {
    key: raw.service.toLowerCase(),
    posts: posts.length > 0 ? posts : [only],
    after: Number.NEGATIVE_INFINITY,
    startKnown: true,
    closed,
    current: {
      ...own,
      arn: oneLine(raw.arn ?? '') || null,
      headline: summary.headline,
      endedAt,
      service: oneLine(raw.service_name ?? '') || null,
      impacted: uniqueNames(impacted.map((s) => s.name)).sort(),
      region: oneLine(raw.region_name ?? '') || null,
    },
  }
}

function impactedOf(raw: RawEvent): { name: string; max: number }[] {
  return Object.values(raw.impacted_services ?? {}).flatMap((value) => {
    const { success, data } = impactedShape.safeParse(value)
    const max = Number(data?.max ?? 0)
    return success
      ? [{ name: oneLine(data.service_name ?? ''), max: Number.isFinite(max) ? max : 0 }]
      : []
  })
}

function logOf(raw: RawEvent, skipped: Skipped[]): AwsPost[] {
  const what = `post of ${raw.service}`
  return eachShaped(listOf(raw.event_log, what, skipped), logShape, what, skipped).map((entry) => {
    const title = titleParts(entry.summary ?? raw.summary ?? '')
    const { level, label } = levelOf(entry.status)
    const closing = title.closing || level === 0
    return {
      ...title,
      text: bodyText(entry.message ?? ''),
      epoch: entry.timestamp,
      level,
      label,
      closing,
    }
  })
}

function listOf(log: RawEvent['event_log'], what: string, skipped: Skipped[]): unknown[] {
  if (typeof log !== 'string') return log ?? []
  try {
    const list: unknown = JSON.parse(log)
    if (Array.isArray(list)) return list
  } catch {}
  if (log.trim()) skipped.push({ what, why: 'event_log is neither a list nor JSON of one' })
  return []
}

function levelOf(status: string | number | null | undefined): Pick<AwsPost, 'level' | 'label'> {
  const word = oneLine(`${status ?? ''}`)
  const known = /^[0-3]$/.test(word) ? Number(word) : null
  if (known !== null) return { level: known, label: levelLabels[known] ?? null }
  return { level: null, label: word ? `status ${word}`.slice(0, 40) : null }
}
