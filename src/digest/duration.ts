import { closedStatuses, type StoredIncident } from '../incident.ts'
import { minuteMs, ms } from './dates.ts'
import type { Durations } from './digest.ts'
import { statedDuration } from './stated-window.ts'

/** When it began: as said, else as posted, else the time of its first message. Null without any. */
export function beganAt(i: StoredIncident): string | null {
  return i.startedAt ?? i.postedAt ?? i.updates.find((u) => u.at)?.at ?? null
}

/** When it ended, null where that is not known. */
export function endedAt(i: StoredIncident): string | null {
  if (i.resolvedAt) return i.resolvedAt
  if (!isClosed(i)) return null
  return i.updates.findLast((u) => u.status === 'resolved' || u.status === 'completed')?.at ?? null
}

export function isClosed(i: StoredIncident): boolean {
  return closedStatuses.includes(i.status) || i.resolvedAt !== null
}

/** The provider said at that instant that it goes on. Unknown states and vanished ones do not count. */
export function wasOpenAt(i: StoredIncident, at: string): boolean {
  const end = ms(endedAt(i))
  if (end !== null) return end >= ms(at)!
  return !isClosed(i) && i.status !== 'unknown' && i.state === 'present'
}

/**
 * Both durations in minutes. As posted: from the first post to the close. As stated: a window in
 * structured fields, else one in the texts, the latest text first.
 */
export function durationsOf(i: StoredIncident, texts: readonly string[]): Durations {
  const posted = minutesBetween(i.postedAt, endedAt(i))
  const window = i.stated && minutesBetween(i.stated.from, i.stated.to)
  if (i.stated && window)
    return { posted, stated: window, statedBasis: i.stated.basis, quote: null }
  for (const text of texts) {
    const said = statedDuration(text)
    if (said) return { posted, stated: said.minutes, statedBasis: said.basis, quote: said.quote }
  }
  return { posted, ...fromEdges(i) }
}

/** Begin and end without any time of posting are a statement about the impact. */
function fromEdges(i: StoredIncident): Omit<Durations, 'posted'> {
  const minutes = i.postedAt ? null : minutesBetween(i.startedAt, i.resolvedAt)
  const statedBasis = minutes ? 'begin and end as given' : null
  return { stated: minutes, statedBasis, quote: null }
}

function minutesBetween(from: string | null, to: string | null): number | null {
  const [a, b] = [ms(from), ms(to)]
  if (a === null || b === null) return null
  const minutes = Math.round((b - a) / minuteMs)
  return minutes > 0 ? minutes : null
}

/** The duration that says most about the impact, or null. */
export function bestMinutes(d: Durations): number | null {
  return d.stated ?? d.posted
}

/** As people say it: `12 minutes`, `73 minutes`, `about 2½ hours`, `about 3 days`. */
export function durationWords(minutes: number): string {
  if (minutes < 100 && minutes !== 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`
  if (minutes < 36 * 60) return hourWords(minutes)
  const days = halves(minutes / 1440)
  return approximately(minutes, 1440, `${days} ${days === '1' ? 'day' : 'days'}`)
}

function hourWords(minutes: number): string {
  const hours = minutes < 6 * 60 ? halves(minutes / 60) : String(Math.round(minutes / 60))
  return approximately(minutes, 60, hours === '1' ? '1 hour' : `${hours} hours`)
}

/** Nothing is "about" a whole number of hours that it is exactly. */
function approximately(minutes: number, unit: number, words: string): string {
  return minutes % unit === 0 ? words : `about ${words}`
}

function halves(n: number): string {
  const rounded = Math.round(n * 2) / 2
  return Number.isInteger(rounded) ? String(rounded) : `${Math.floor(rounded)}½`
}
