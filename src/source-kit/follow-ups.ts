import type { Status, Update } from '../incident.ts'
import { openState, saysFollowUp, saysOver } from './open-state.ts'

/** A message whose provider says what kind it is, but not in our words. */
export interface Entry {
  id: string
  at: string | null
  text: string
  kind: 'opening' | 'update' | 'resolved' | 'follow-up'
}

export interface Timeline {
  updates: Update[]
  /** When it was last closed; null while open or where that message has no time. */
  closedAt: string | null
  /** The messages say it is over. */
  over: boolean
  /** The latest text published after the end about what had happened. */
  followUp: Update | null
}

/** A word added so soon after the end belongs to it and is no follow-up. */
const afterwordMs = 60 * 60 * 1000

/**
 * Tells a follow-up (status `postmortem`) from a reopening, for providers who append both to the
 * same incident. `entries` oldest first; `closed` is the provider's own word on whether it is over
 * now, null when it gives none. A follow-up never moves the end and never reopens: what comes after
 * the end is a reopening only if it is open now or was closed again later.
 */
export function timelineOf(entries: readonly Entry[], closed: boolean | null): Timeline {
  const known = withClosing(entries, closed)
  const lastEnd = known.findLastIndex((e) => e.kind === 'resolved' && !isFollowUp(e))
  const updates: Update[] = []
  let end: Entry | null = null
  let state: Status = closed === null ? 'unknown' : 'investigating'
  for (const [index, entry] of known.entries()) {
    if (end && reopens(entry, index < lastEnd, closed)) end = null
    const late = closed === true && index > 0
    const status: Status = end ? afterEnd(entry, end) : beforeEnd(entry, state, late)
    if (!end && status === 'resolved') end = entry
    if (!end && status !== 'postmortem') state = status
    updates.push({ id: entry.id, status, at: entry.at, text: entry.text })
  }
  return {
    updates,
    closedAt: closed === false ? null : (end?.at ?? null),
    over: end !== null,
    followUp: updates.findLast((u) => u.status === 'postmortem') ?? null,
  }
}

/** `late`: it is over by now, so that a text which calls itself a follow-up is one. */
function beforeEnd(entry: Entry, state: Status, late: boolean): Status {
  if (entry.kind === 'follow-up') return 'postmortem'
  if (late && entry.kind === 'update' && isFollowUp(entry)) return 'postmortem'
  return entry.kind === 'resolved' ? 'resolved' : openState(entry.text, state)
}

function afterEnd(entry: Entry, end: Entry): Status {
  if (isFollowUp(entry) || !entry.at || !end.at) return 'postmortem'
  return Date.parse(entry.at) - Date.parse(end.at) <= afterwordMs ? 'resolved' : 'postmortem'
}

function reopens(entry: Entry, endsLater: boolean, closed: boolean | null): boolean {
  if (isFollowUp(entry) || entry.kind === 'resolved') return false
  if (closed === false || endsLater) return true
  return closed === null && entry.kind === 'opening'
}

/**
 * Closed, but no message is marked as the end: the last one that calls it over, else the last one
 * after the opening. What opened it is never its end.
 */
function withClosing(entries: readonly Entry[], closed: boolean | null): readonly Entry[] {
  const marked = entries.some((e) => e.kind === 'resolved' && !isFollowUp(e))
  if (closed !== true || marked) return entries
  const worded = entries.findLastIndex((e) => !isFollowUp(e) && saysOver(e.text))
  const later = (e: Entry, index: number) => index > 0 && e.kind === 'update' && !isFollowUp(e)
  const last = worded >= 0 ? worded : entries.findLastIndex(later)
  return entries.map((e, index) => (index === last ? { ...e, kind: 'resolved' } : e))
}

function isFollowUp(entry: Entry): boolean {
  return entry.kind === 'follow-up' || saysFollowUp(entry.text)
}
