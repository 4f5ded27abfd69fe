import { closedStatuses, heaviness } from '../src/incident.ts'
import type { IncidentRecord } from './incident-record.ts'

const hour = 3_600_000
/** Incidents longer than this are few, and looked for on their own in any window. */
const longest = 7 * 24 * hour
/** Before it a year would be written with a sign. */
const earliest = Date.parse('0001-01-01T00:00:00.000Z')

/** What is derived from an incident, so that lists, pictures and counts have indexes. */
export interface IncidentSpan {
  began_at: string
  /** null while it goes on, as far as is known. */
  ended_at: string | null
  /** When it was first known of: posted, else begun or first seen. */
  created_at: string
  /** 1 while neither said to be over nor taken off the page. */
  open: number
  /** 1 when it goes on or lasted more than a week. */
  lasting: number
  /** The heaviest first: by impact, then by hours. */
  weight: number
}

type Lived = Pick<
  IncidentRecord,
  | 'kind'
  | 'status'
  | 'impact'
  | 'state'
  | 'listed'
  | 'startedAt'
  | 'postedAt'
  | 'resolvedAt'
  | 'updatedAt'
  | 'firstSeenAt'
  | 'lastSeenAt'
>

export function spanOf(i: Lived): IncidentSpan {
  const began = i.startedAt ?? i.postedAt ?? i.firstSeenAt
  const ended = endOf(i, began)
  const ms = ended === null ? null : Date.parse(ended) - Date.parse(began)
  return {
    began_at: began,
    ended_at: ended,
    created_at: createdAt(i),
    open: isOpen(i) ? 1 : 0,
    lasting: ms === null || !(ms <= longest) ? 1 : 0,
    weight: weightOf(i, ms),
  }
}

function isOpen({ status, state, resolvedAt }: Lived): boolean {
  return state === 'present' && resolvedAt === null && !closedStatuses.includes(status)
}

/** One that dropped off its list unclosed went on for as long as it was listed: more is not known. */
function endOf(i: Lived, began: string): string | null {
  const ended = i.resolvedAt ?? (closedStatuses.includes(i.status) ? i.updatedAt : unlistedAt(i))
  if (ended === null && closedStatuses.includes(i.status)) return began
  return ended !== null && ended < began ? began : ended
}

function unlistedAt({ listed, state, lastSeenAt }: Lived): string | null {
  return listed && state === 'present' ? null : lastSeenAt
}

function createdAt({ kind, postedAt, startedAt, firstSeenAt }: Lived): string {
  if (postedAt) return postedAt
  const begun = kind !== 'maintenance' && startedAt && startedAt < firstSeenAt
  return begun ? startedAt : firstSeenAt
}

function weightOf({ kind, state, impact }: Lived, ms: number | null): number {
  if (kind !== 'incident' || state === 'retracted') return 0
  const hours = ms === null ? 99 : Math.min(99, Math.floor(ms / hour))
  return heaviness[impact] * 100 + (Number.isFinite(hours) ? hours : 0)
}

/** The earliest start of what still went on at `at` without being marked as lasting. */
export function weekBefore(at: string): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? at : new Date(Math.max(ms - longest, earliest)).toISOString()
}
