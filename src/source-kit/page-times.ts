import { epochTime, isoTime, zonedTime, zoneOffset } from './dates.ts'
import { type DateMark, type DateOrder, datesIn, monthNames } from './page-dates.ts'

/** What the readers of a page know and its times do not say. */
export interface PageClock {
  /** When it was fetched, ISO 8601 UTC: years that are left out are found from it. */
  near: string
  /** Zone of times that name none. */
  timezone: string | null
  /** Which number comes first in 05/06/2026. */
  order: DateOrder
  /** Language of month names beside English, such as `de`. */
  language: string | null
  /** A heading that holds the day for times that stand without one. */
  day: string | null
  /** Planned work may lie ahead; what has happened cannot. */
  ahead: boolean
}

/** The first time of a text and, in "22:00 - 02:00", the last; `fault` says why there is none. */
export interface PageTimes {
  first: string | null
  last: string | null
  fault: string | null
}

interface ClockMark {
  at: number
  end: number
  hour: number
  minute: number
  second: number
  zone: string | null
}

interface HalfMark {
  hour: number
  minute: number
  half: string | null
}

const dayMs = 24 * 60 * 60 * 1000
const clock =
  /(?<![\d:.])(\d{1,2})(?:(?:[:h時时시] ?|\.(?=\d{2} ?Uhr))(\d{2})(?!\d)[分분]?(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?([ap])\.?m\b\.?)?| ?([ap])\.?m\b\.?)/gi
const zoneAfter =
  /^ ?(?:Uhr\b ?)?[([]?(?:((?:UTC|GMT) ?[+-]\d{1,2}(?::?\d{2})?)(?!\d)|([+-]\d{2}:?\d{2})(?!\d)|([A-Z][A-Za-z]+\/[A-Za-z_]+)|(?!AM\b|PM\b)([A-Z]{1,5})(?![A-Za-z]))/
/** Said of more than one zone; `EST` is also printed all summer. */
const ambiguous = new Set(['AST', 'BST', 'CDT', 'CST', 'EDT', 'EST', 'IST', 'MST', 'PST'])

/**
 * Reads the times a page prints for people: `19 January 2023, 23:05 UTC`, `Jul 20, 2:05 PM`,
 * `20.07.2026 14:05`, `2026-07-20 22:00 - 02:00`, 10 or 13 digits. Nothing is guessed: without a
 * zone, a day or a time of day there is no time.
 */
export function pageTimes(text: string, context: PageClock): PageTimes {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 300)
  const whole = isoTime(line) ?? stampTime(line)
  if (whole) return { first: whole, last: null, fault: null }
  const months = monthNames(context.language)
  const clocks = clocksIn(line)
  if (clocks.length === 0) return none('no time of day')
  const dates = datesIn(line, months, context.order)
  const heading = context.day
    ? datesIn(context.day.replace(/\s+/g, ' '), months, context.order)
    : []
  if (dates.length === 0 && heading.length === 0) return none(noDay(line, context))
  return timesOf(clocks, dates, heading[0], context)
}

function none(fault: string): PageTimes {
  return { first: null, last: null, fault }
}

function noDay(line: string, { order }: PageClock): string {
  const numbers = /\d{1,2}[/-]\d{1,2}/.test(line)
  return numbers && !order ? 'say dates: day-first or month-first' : 'no day'
}

function stampTime(line: string): string | null {
  if (!/^(?:\d{10}|\d{13})$/.test(line)) return null
  return epochTime(Number(line) * (line.length === 10 ? 1000 : 1))
}

function timesOf(
  clocks: readonly ClockMark[],
  dates: readonly DateMark[],
  heading: DateMark | undefined,
  context: PageClock,
): PageTimes {
  const times: (string | null)[] = []
  let fault: string | null = null
  let date = heading
  const clockFirst = dates.length > 0 && clocks[0]!.at < dates[0]!.at
  for (const [index, mark] of clocks.entries()) {
    const own = dateFor(index, clocks, dates, clockFirst)
    date = own ?? date
    const zone = zoneFor(clocks, index, context.timezone)
    if (!zone) fault ??= noZone(clocks, index)
    const before = times.findLast((t) => t !== null) ?? null
    times.push(date && zone ? instant(date, mark, zone, before, !own && index > 0, context) : null)
  }
  const [first = null] = times
  if (first === null && !fault) fault = 'no such day or time'
  return { first, last: times.length > 1 ? times.at(-1)! : null, fault }
}

/** `Jul 20, 14:05` has its day before it, `14:05 Jul 20` behind it. */
function dateFor(
  index: number,
  clocks: readonly ClockMark[],
  dates: readonly DateMark[],
  clockFirst: boolean,
): DateMark | undefined {
  const { at, end } = clocks[index]!
  if (!clockFirst) {
    const after = clocks[index - 1]?.end ?? 0
    return dates.findLast((d) => d.at >= after && d.end <= at)
  }
  const before = clocks[index + 1]?.at ?? Infinity
  return (
    dates.find((d) => d.at >= end && d.at < before) ?? dates.find((d) => index === 0 && d.at >= end)
  )
}

/** Its own, that of a later one (`22:00 - 02:00 UTC`), of an earlier one, of the page. */
function zoneFor(
  clocks: readonly ClockMark[],
  index: number,
  timezone: string | null,
): string | null {
  const named =
    clocks.slice(index).find((c) => c.zone)?.zone ??
    clocks.slice(0, index).findLast((c) => c.zone)?.zone
  if (!named) return timezone
  const fixed = /^(?:UTC|GMT)([+-])(\d{1,2}):?(\d{2})?$/.exec(named.replace(' ', ''))
  if (fixed) return `${fixed[1]}${fixed[2]!.padStart(2, '0')}:${fixed[3] ?? '00'}`
  if (/[+\-/]/.test(named)) return named
  if (timezone && (ambiguous.has(named) || !zoneOffset(named))) return timezone
  return zoneOffset(named) ? named : null
}

function noZone(clocks: readonly ClockMark[], index: number): string {
  const named = clocks.slice(index).find((c) => c.zone)?.zone
  return named ? `the zone ${named} is not known: say timezone` : 'it names no zone: say timezone'
}

function instant(
  date: DateMark,
  mark: ClockMark,
  zone: string,
  before: string | null,
  inherited: boolean,
  { near, ahead }: PageClock,
): string | null {
  const on = (year: number) =>
    zonedTime(year, date.month, date.day, mark.hour, mark.minute, mark.second, zone)
  if (date.year === null)
    return withYear(on, before ?? near, before ? 'after' : ahead ? 'near' : 'past')
  const time = on(date.year)
  if (!time || !inherited || !before || time >= before) return time
  return new Date(Date.parse(time) + dayMs).toISOString()
}

/** The nearest year; for what has happened the last one, for the end of a span the next one. */
function withYear(
  on: (year: number) => string | null,
  near: string,
  how: 'past' | 'near' | 'after',
): string | null {
  const year = Number(near.slice(0, 4))
  const times = [year - 1, year, year + 1].map(on).filter((t) => t !== null)
  const gap = (time: string) => Date.parse(time) - Date.parse(near)
  if (how === 'past') return times.findLast((t) => gap(t) <= dayMs) ?? null
  if (how === 'near') {
    return times.sort((a, b) => Math.abs(gap(a)) - Math.abs(gap(b)))[0] ?? null
  }
  const later = times.find((t) => gap(t) >= 0) ?? null
  const sameDay = times.find((t) => gap(t) < 0 && gap(t) > -dayMs)
  return sameDay ? new Date(Date.parse(sameDay) + dayMs).toISOString() : later
}

function clocksIn(line: string): ClockMark[] {
  const found = [...line.matchAll(clock)].flatMap((m) => {
    const [given, minute, second] = [m[1], m[2] ?? 0, m[3] ?? 0].map(Number) as [
      number,
      number,
      number,
    ]
    const half = (m[4] ?? m[5])?.toLowerCase() ?? null
    const wrong = half ? given < 1 || given > 12 : given > 23
    if (wrong || minute > 59 || second > 59) return []
    const behind = m.index + m[0].length
    const { zone, end } = zoneBehind(line, m.index, behind, m[3] !== undefined)
    return [{ at: m.index, end, hour: given, half, minute, second, zone }]
  })
  const marks = found.filter((mark, i) => !found.slice(0, i).some((other) => other.end > mark.at))
  const last = /[ (]([A-Z]{3,5})\)?$/.exec(line)?.[1]
  const behindDay = last && zoneOffset(last) ? last : null
  return marks.map((mark, i) => ({
    ...mark,
    hour: hourOf(mark, marks[i + 1]),
    zone: mark.zone ?? (i === marks.length - 1 ? behindDay : null),
  }))
}

/** `1:00 - 2:30 PM` begins at 13:00, `11:00 - 1:00 PM` at 11:00. */
function hourOf(mark: HalfMark, next: HalfMark | undefined): number {
  if (mark.half) return (mark.hour % 12) + (mark.half === 'p' ? 12 : 0)
  if (!next?.half || mark.hour < 1 || mark.hour > 12) return mark.hour
  const end = hourOf(next, undefined) * 60 + next.minute
  const same = hourOf({ ...mark, half: next.half }, undefined)
  return same * 60 + mark.minute <= end ? same : (same + 12) % 24
}

/** `22:00-02:00` is a span, unless an ISO date or seconds say that an offset is meant. */
function zoneBehind(line: string, start: number, end: number, seconds: boolean) {
  const m = zoneAfter.exec(line.slice(end, end + 60))
  if (!m) return { zone: null, end }
  const isOffset = m[2] && isOffsetHere(m[2], line.slice(0, start), seconds)
  const more = zoneAfter.exec(line.slice(end + m[0].length))
  if (m[2] && (!isOffset || (m[2].includes(':') && more))) return { zone: null, end }
  return { zone: m[1] ?? m[2] ?? m[3] ?? m[4] ?? null, end: end + m[0].length }
}

function isOffsetHere(offset: string, before: string, seconds: boolean): boolean {
  if (Number(offset.slice(1, 3)) > 14 || !/(?:00|15|30|45)$/.test(offset)) return false
  return !offset.includes(':') || seconds || /\d{4}-\d{2}-\d{2}[T ]$/.test(before)
}
