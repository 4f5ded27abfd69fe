import { Temporal } from 'temporal-polyfill'

/** One weekly section. Half-open: what happens at `to` belongs to the next one. */
export interface Edition {
  number: number | null
  /** ISO week in which it closes, such as `2017-W36`; null for free edges. */
  week: string | null
  /** ISO 8601 UTC with milliseconds. */
  from: string
  to: string
  timezone: string
}

export interface EditionSettings {
  /** When an edition closes, as weekly cron: `minute hour * * weekday` (0 and 7 are Sunday). */
  at: string
  /** IANA time zone of `at`. */
  timezone: string
  /** Where the numbering begins; null: editions have no numbers. */
  first: { week: string; number: number } | null
}

/**
 * The edition that closes within an ISO week; it begins where that of the week before closes.
 * Across a change of the clock it has an hour more or less. Throws RangeError when the week does
 * not exist, the cron is not weekly or the time zone is unknown.
 */
export function editionOfWeek(week: string, settings: EditionSettings): Edition {
  return editionFrom(mondayOf(week), settings)
}

/** The newest edition that is closed at `now`. */
export function lastClosedEdition(now: string, settings: EditionSettings): Edition {
  const instant = Temporal.Instant.from(now)
  let monday = mondayBefore(instant.toZonedDateTimeISO(settings.timezone).toPlainDate())
  monday = monday.add({ weeks: 1 })
  while (Temporal.Instant.compare(drawnIn(monday, settings), instant) > 0) {
    monday = monday.subtract({ weeks: 1 })
  }
  return editionFrom(monday, settings)
}

/** The edition of the week after; after free edges, the weekly edition that holds their end. */
export function editionAfter(edition: Edition, settings: EditionSettings): Edition {
  const before = edition.week ?? lastClosedEdition(edition.to, settings).week!
  return editionFrom(mondayOf(before).add({ weeks: 1 }), settings)
}

/** An edition with free edges, without number. Throws RangeError unless `from` is before `to`. */
export function editionBetween(from: string, to: string, timezone: string): Edition {
  const edges = [Temporal.Instant.from(from), Temporal.Instant.from(to)] as const
  if (Temporal.Instant.compare(edges[0], edges[1]) >= 0) {
    throw new RangeError(`an edition must begin before it ends, not ${from} .. ${to}`)
  }
  edges[0].toZonedDateTimeISO(timezone)
  return { number: null, week: null, from: stamp(edges[0]), to: stamp(edges[1]), timezone }
}

/** The edition that an instant falls into. */
export function editionAt(at: string, settings: EditionSettings): Edition {
  return editionAfter(lastClosedEdition(at, settings), settings)
}

/** The next instant after `now` at which an edition closes. */
export function nextDrawing(now: string, settings: EditionSettings): string {
  return editionAt(now, settings).to
}

/** Monday and Sunday of an ISO week. Throws RangeError when the week does not exist. */
export function daysOfWeek(week: string): {
  monday: Temporal.PlainDate
  sunday: Temporal.PlainDate
} {
  const monday = mondayOf(week)
  return { monday, sunday: monday.add({ days: 6 }) }
}

function editionFrom(monday: Temporal.PlainDate, settings: EditionSettings): Edition {
  return {
    number: numberOf(monday, settings.first),
    week: weekOf(monday),
    from: stamp(drawnIn(monday.subtract({ weeks: 1 }), settings)),
    to: stamp(drawnIn(monday, settings)),
    timezone: settings.timezone,
  }
}

/** A time the clock skips is taken after the gap, one it shows twice is the first. */
function drawnIn(monday: Temporal.PlainDate, settings: EditionSettings): Temporal.Instant {
  const { minute, hour, weekday } = weeklyTime(settings.at)
  return monday
    .add({ days: weekday - 1 })
    .toPlainDateTime({ hour, minute })
    .toZonedDateTime(settings.timezone, { disambiguation: 'compatible' })
    .toInstant()
}

function weeklyTime(cron: string): { minute: number; hour: number; weekday: number } {
  const m = /^(\d{1,2}) +(\d{1,2}) +\* +\* +([0-7])$/.exec(cron.trim())
  const [minute, hour, day] = [Number(m?.[1]), Number(m?.[2]), Number(m?.[3])]
  if (!m || minute > 59 || hour > 23) {
    throw new RangeError(`not a weekly time ("minute hour * * weekday"): ${cron}`)
  }
  return { minute, hour, weekday: day === 0 ? 7 : day }
}

function numberOf(monday: Temporal.PlainDate, first: EditionSettings['first']): number | null {
  if (!first) return null
  const weeks = mondayOf(first.week).until(monday, { largestUnit: 'weeks' }).weeks
  const number = first.number + weeks
  return number >= 1 ? number : null
}

function mondayOf(week: string): Temporal.PlainDate {
  const m = /^(\d{4})-W(\d{2})$/.exec(week)
  const start = m && mondayBefore(Temporal.PlainDate.from({ year: Number(m[1]), month: 1, day: 4 }))
  const monday = start?.add({ weeks: Number(m![2]) - 1 })
  if (!monday || weekOf(monday) !== week) throw new RangeError(`no such ISO week: ${week}`)
  return monday
}

function mondayBefore(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 })
}

function weekOf(monday: Temporal.PlainDate): string {
  const year = String(monday.yearOfWeek).padStart(4, '0')
  return `${year}-W${String(monday.weekOfYear).padStart(2, '0')}`
}

function stamp(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 })
}
