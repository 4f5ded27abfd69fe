import { z } from 'zod'
import type { Incident, Status } from '../incident.ts'
import { isoTime, zonedTime } from './dates.ts'
import { openState } from './open-state.ts'
import { incidentOf } from './reading.ts'
import { kindOf } from './state-words.ts'
import { bodyText, oneLine } from './text.ts'
import { kumaTime, type Monitor } from './uptime-kuma-beats.ts'

const text = z.string().nullish()
const id = z.union([z.string().min(1), z.number()]).transform(String)
const flag = z.union([z.boolean(), z.number()]).nullish()

export const postShape = z.looseObject({
  id,
  style: text,
  title: z.string(),
  content: text,
  pin: flag,
  active: flag,
  createdDate: text,
  lastUpdatedDate: text,
})
export const maintenanceShape = z.looseObject({
  id,
  title: z.string(),
  description: text,
  strategy: text,
  status: text,
  timezone: text,
  timezoneOffset: text,
  timeslotList: z.array(z.unknown()).nullish(),
})
const slotShape = z.looseObject({
  startDate: text,
  endDate: text,
  serverTimezoneOffset: text,
})
const groupShape = z.looseObject({ monitorList: z.array(z.unknown()) })
const monitorShape = z.looseObject({ id, name: z.string().min(1) })

type Post = z.output<typeof postShape>
type Work = z.output<typeof maintenanceShape>

/** The monitors that a page shows, of all its groups. */
export function monitorsIn(groups: readonly unknown[] | null | undefined): Monitor[] {
  return (groups ?? [])
    .flatMap((group) => groupShape.safeParse(group).data?.monitorList ?? [])
    .flatMap((monitor) => monitorShape.safeParse(monitor).data ?? [])
    .map(({ id: own, name }) => ({ id: own, name: oneLine(name) }))
}

/**
 * A post pinned to the page. It has a colour and no state: open while `active`. In the list of old
 * ones `active: false` means that it was resolved, which is what its last change was (read in the
 * source of version 2).
 */
export function postFrom(raw: Post, url: string): Incident {
  const postedAt = kumaTime(raw.createdDate)
  const changed = kumaTime(raw.lastUpdatedDate)
  const over = raw.active === false || raw.active === 0
  const content = bodyText(raw.content ?? '')
  const open = openState(`${raw.title}\n${content}`, 'unknown')
  const title = oneLine(raw.title) || `Incident ${raw.id}`
  const kind = kindOf(title) === 'maintenance' ? 'maintenance' : 'incident'
  const planned = kind === 'maintenance'
  const status: Status = over ? (planned ? 'completed' : 'resolved') : planned ? 'unknown' : open
  return incidentOf({
    id: raw.id,
    url,
    title,
    kind,
    status,
    impact: planned ? 'maintenance' : 'unknown',
    impactLabel: raw.style ?? null,
    startedAt: planned ? null : postedAt,
    resolvedAt: over && changed && (!postedAt || changed >= postedAt) ? changed : null,
    postedAt,
    updatedAt: changed ?? postedAt,
    updates: content
      ? [{ id: 'content', status: planned ? 'unknown' : open, at: postedAt, text: content }]
      : [],
  })
}

const workStates = new Map<string, Status>([
  ['scheduled', 'scheduled'],
  ['under-maintenance', 'in_progress'],
  ['ended', 'completed'],
])

interface Slot {
  from: string | null
  to: string | null
}

/** Work that recurs is one maintenance for each of its slots; the one `now` lies in is meant. */
export function workFrom(raw: Work, url: string, now: string): Incident {
  const slots = (raw.timeslotList ?? []).flatMap((s) => slotFrom(s, raw) ?? [])
  const running = slots.find((s) => s.from && s.to && s.from <= now && now < s.to)
  const slot = running ?? slots[0] ?? { from: null, to: null }
  const status = workStates.get(raw.status ?? '') ?? 'unknown'
  const recurs = /^(?:recurring|cron)/.test(raw.strategy ?? '') && slot.from
  const description = bodyText(raw.description ?? '')
  const over = status === 'completed' && slot.to && slot.to <= now
  return incidentOf({
    id: recurs ? `maintenance-${raw.id}-${slot.from}` : `maintenance-${raw.id}`,
    url,
    title: oneLine(raw.title) || `Maintenance ${raw.id}`,
    kind: 'maintenance',
    status,
    impact: 'maintenance',
    impactLabel: raw.status ?? null,
    startedAt: slot.from,
    resolvedAt: over ? slot.to : null,
    updates: description ? [{ id: 'description', status, at: null, text: description }] : [],
  })
}

/** Single work has local times of its zone, recurring work ISO, version 1.18 UTC beside an offset. */
function slotFrom(value: unknown, work: Work): Slot | null {
  const raw = slotShape.safeParse(value).data
  if (!raw) return null
  const zone = raw.serverTimezoneOffset ? 'UTC' : (work.timezone ?? work.timezoneOffset ?? null)
  return { from: timeIn(raw.startDate, zone), to: timeIn(raw.endDate, zone) }
}

const local = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/

function timeIn(time: string | null | undefined, zone: string | null): string | null {
  const m = local.exec(time?.trim() ?? '')
  if (!m || !zone) return isoTime(time)
  const [year, month, day, hour, minute, second] = m.slice(1).map((n) => Number(n ?? 0))
  return zonedTime(year!, month!, day!, hour!, minute!, second!, zone)
}
