import { Temporal } from 'temporal-polyfill'
import { daysOfWeek, type Edition } from './edition.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const small = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

export const minuteMs = 60_000
export const dayMs = 86_400_000

/** Milliseconds since 1970; null for null and for what is no time. */
export function ms(iso: string | null | undefined): number | null {
  const at = iso ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : at
}

/** Whether an instant lies in `[from - slackDays, to)`. */
export function isWithin(at: string | null, edition: Edition, slackDays = 0): boolean {
  const t = ms(at)
  return t !== null && t >= ms(edition.from)! - slackDays * dayMs && t < ms(edition.to)!
}

/** `2 September 2009`, in the time zone. */
export function dayWords(at: string, timezone: string): string {
  return plainDayWords(local(at, timezone).toPlainDate())
}

/** `Tuesday 10:05`, in the time zone: for moments within one edition. */
export function momentWords(at: string, timezone: string): string {
  const time = local(at, timezone)
  const clock = [time.hour, time.minute].map((n) => String(n).padStart(2, '0')).join(':')
  return `${weekdays[time.dayOfWeek - 1]} ${clock}`
}

/** `4–10 September 2017`: the days of the ISO week, or those that free edges touch. */
export function editionDays(edition: Edition): string {
  if (edition.week) {
    const { monday, sunday } = daysOfWeek(edition.week)
    return rangeWords(monday, sunday)
  }
  const last = new Date(ms(edition.to)! - 1).toISOString()
  return rangeWords(
    local(edition.from, edition.timezone).toPlainDate(),
    local(last, edition.timezone).toPlainDate(),
  )
}

/** `eight years`, `3 months`… as people say it; the larger unit, rounded down. */
export function distanceWords(from: string, to: string): string {
  const [a, b] = [from, to].map((at) => local(at, 'UTC').toPlainDate()) as [
    Temporal.PlainDate,
    Temporal.PlainDate,
  ]
  const span = a.until(b, { largestUnit: 'years' })
  if (span.years > 0) return counted(span.years, 'year')
  if (span.months > 1) return counted(span.months, 'month')
  return counted(a.until(b).days, 'day')
}

/** `one day`, `3 feeds`: small numbers in words. */
export function counted(n: number, unit: string): string {
  return `${small[n] ?? n} ${unit}${n === 1 ? '' : 's'}`
}

/** A date read from an address: `/2017/09/07/`, `/2017-09-07-`, `/2017/sep/07/`, `/2017/09/`. */
export interface UrlDate {
  /** First and last instant it may mean, UTC. */
  from: string
  to: string
  /** `7 September 2017` or `September 2017` */
  words: string
}

const urlDay =
  /[/._-]((?:19|20)\d\d)([/_-])(0?[1-9]|1[0-2]|[a-z]{3})\2(0?[1-9]|[12]\d|3[01])(?![\d])/i
const urlMonth = /\/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:\/|$)/

/** The date that the path of an address holds; null when there is none or it does not exist. */
export function urlDate(url: string | null): UrlDate | null {
  const path = pathOf(url)
  const day = urlDay.exec(path)
  const dated = day && urlDateOf(Number(day[1]), monthNumber(day[3]!), Number(day[4]))
  if (dated) return dated
  const month = urlMonth.exec(path)
  return month && urlDateOf(Number(month[1]), Number(month[2]), null)
}

function urlDateOf(year: number, month: number, day: number | null): UrlDate | null {
  const from = Date.UTC(year, month - 1, day ?? 1)
  const to = day ? from + dayMs - 1 : Date.UTC(year, month, 1) - 1
  if (month < 1 || new Date(from).getUTCMonth() !== month - 1) return null
  const words = `${months[month - 1]} ${year}`
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    words: day ? `${day} ${words}` : words,
  }
}

function monthNumber(text: string): number {
  if (/^\d/.test(text)) return Number(text)
  return months.findIndex((m) => m.slice(0, 3).toLowerCase() === text.toLowerCase()) + 1
}

function pathOf(url: string | null): string {
  try {
    return url ? new URL(url).pathname : ''
  } catch {
    return ''
  }
}

function rangeWords(a: Temporal.PlainDate, b: Temporal.PlainDate): string {
  if (a.equals(b)) return plainDayWords(a)
  if (a.year !== b.year) return `${plainDayWords(a)} – ${plainDayWords(b)}`
  if (a.month !== b.month) return `${a.day} ${months[a.month - 1]} – ${plainDayWords(b)}`
  return `${a.day}–${plainDayWords(b)}`
}

function plainDayWords(date: Temporal.PlainDate): string {
  return `${date.day} ${months[date.month - 1]} ${date.year}`
}

function local(at: string, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms(at) ?? 0).toZonedDateTimeISO(timezone)
}
