/** One end of a stated window: a time of day, with what stands around it. */
export interface Endpoint {
  hour: number
  minute: number
  /** `am`, `pm` or null */
  half: string | null
  zone: string | null
  /** Day as days since 1970 (year 0 when none is given), null without a date. */
  day: number | null
  hasYear: boolean
  /** It was written with minutes, so that it cannot be a mere number. */
  clock: boolean
}

const monthNames = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const month = `(?:${monthNames})[a-z]*\\.?`
const nth = '(?<![\\d:])\\d{1,2}(?:st|nd|rd|th)?'
const date = `(?:(?:\\w+day,?\\s+)?(?:${month}\\s+${nth}(?:,?\\s+\\d{4})?|${nth}\\s+(?:of\\s+)?${month}(?:,?\\s+\\d{4})?|\\d{4}-\\d\\d-\\d\\d))`
/** Minutes east of UTC. `IST`, `BST` and `CST` mean several zones and are left out. */
const offsets: Record<string, number> = {
  utc: 0,
  gmt: 0,
  z: 0,
  pst: -480,
  pdt: -420,
  mst: -420,
  mdt: -360,
  est: -300,
  edt: -240,
  cdt: -300,
  cet: 60,
  cest: 120,
  jst: 540,
  aest: 600,
  aedt: 660,
}
const zone = `(?:${Object.keys(offsets).join('|')}|pt|et|ct|mt|cst|bst|ist)\\b`
const time = `(?:\\d{1,2}:\\d\\d(?::\\d\\d)?|\\d{1,2}\\.\\d\\d(?=\\s*[ap]\\.?m)|\\d{4}(?=\\s*(?:utc|gmt|z)\\b)|\\d{1,2}(?![\\d.,%:]))(?:\\s*[ap]\\.?m\\b\\.?)?(?:\\s*(?:\\(${zone}\\)|${zone}))?`
const again = `\\s*[/(]\\s*(\\d{1,2}:\\d\\d(?:\\s*[ap]\\.?m\\b\\.?)?\\s*${zone})\\)?`

/** A date and a time in either order, with a second zone after a slash: source of a RegExp. */
export const endpointPattern = `(?:${date}(?:,|\\s+at|\\s*[-–])?\\s+)?(?:~|about |approximately |around |at )?${time}(?:${again.replace('(\\d', '(?:\\d')})?(?:,?\\s+(?:on\\s+)?${date})?`

const timeParts = new RegExp(
  `(\\d{1,2}):?\\.?(\\d\\d)?(?::\\d\\d)?\\s*(?:([ap])\\.?m\\b\\.?)?\\s*\\(?(${zone})?`,
  'i',
)
const dateIn = new RegExp(date, 'i')
const againIn = new RegExp(again, 'i')

/** Null when the words hold no time of day that exists. A time given in two zones counts as in the second. */
export function readEndpoint(words: string): Endpoint | null {
  const day = dateIn.exec(words)
  const rest = day ? words.replace(day[0], ' ') : words
  const m = timeParts.exec(againIn.exec(rest)?.[1] ?? rest)
  if (!m) return null
  const [hour, minute] = [Number(m[1]), Number(m[2] ?? 0)]
  const half = m[3] ? `${m[3].toLowerCase()}m` : null
  if (hour > (half ? 12 : 24) || minute > 59 || (half && hour === 0)) return null
  const dated = day ? readDay(day[0]) : { day: null, hasYear: false }
  if (!dated) return null
  return { hour, minute, half, zone: m[4]?.toLowerCase() ?? null, ...dated, clock: !!m[2] }
}

/** Minutes from one to the other; null where they cannot be set against each other. */
export function clockMinutes(a: Endpoint, b: Endpoint): number | null {
  if (!isTime(a, b) || (a.hasYear !== b.hasYear && a.day !== null && b.day !== null)) {
    return a.day !== null && b.day !== null && isTime(a, b) ? yearless(a, b) : null
  }
  const shift = zoneShift(a.zone, b.zone)
  const days = dayDifference(a, b)
  if (shift === null || days === null) return null
  const [start, end] = minutesOf(a, b)
  const minutes = end - start + days * 1440 + shift
  return minutes <= 0 && (a.day === null || b.day === null) ? minutes + 1440 : minutes
}

/** Two bare numbers are no times; one of them may be, next to a time with minutes or am/pm. */
function isTime(a: Endpoint, b: Endpoint): boolean {
  if (a.clock && b.clock) return true
  const marked = (e: Endpoint) => e.clock || e.half !== null
  return marked(b) && (marked(a) || b.half !== null)
}

/** "July 13, 14:05 to July 14, 2026, 02:00": the year of one holds for both. */
function yearless(a: Endpoint, b: Endpoint): number | null {
  const year = Math.max(yearOf(a.day!), yearOf(b.day!))
  const dated = (e: Endpoint): Endpoint => {
    const at = new Date(e.day! * 86_400_000)
    return { ...e, day: daysOf(year, at.getUTCMonth(), at.getUTCDate()), hasYear: true }
  }
  return clockMinutes(dated(a), dated(b))
}

function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear()
}

function dayDifference(a: Endpoint, b: Endpoint): number | null {
  if (a.day === null || b.day === null) return 0
  const [start, end] = [a.day, b.day].map((d) => new Date(d * 86_400_000)) as [Date, Date]
  // Without a year nobody knows whether there was a 29 February in between.
  if (!a.hasYear && start.getUTCMonth() < 2 && end.getUTCMonth() >= 2) return null
  return b.day - a.day
}

function zoneShift(a: string | null, b: string | null): number | null {
  if (a === null || b === null || a === b) return 0
  const [from, to] = [offsets[a], offsets[b]]
  return from === undefined || to === undefined ? null : from - to
}

/** Minutes of the day; without am or pm the start takes that of the end, where that fits. */
function minutesOf(a: Endpoint, b: Endpoint): [number, number] {
  const end = dayMinutes(b, b.half)
  if (a.half !== null || b.half === null) return [dayMinutes(a, a.half), end]
  const same = dayMinutes(a, b.half)
  if (same < end || a.day !== null) return [same, end]
  return [dayMinutes(a, b.half === 'pm' ? 'am' : 'pm'), end]
}

function dayMinutes(e: Endpoint, half: string | null): number {
  const hour = half === null ? e.hour : (e.hour % 12) + (half === 'pm' ? 12 : 0)
  return hour * 60 + e.minute
}

function readDay(words: string): { day: number; hasYear: boolean } | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(words)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const name = new RegExp(`\\b(${monthNames})`, 'i').exec(words.replace(/\w+day,?\s/i, ''))
  const day = /\b(\d{1,2})(?!\d)/.exec(words)
  const year = /\b(\d{4})\b/.exec(words)
  if (!name || !day) return null
  const at = monthNames.split('|').indexOf(name[1]!.toLowerCase())
  return dayOf(year ? Number(year[1]) : null, at, Number(day[1]))
}

function dayOf(year: number | null, month: number, day: number) {
  // A leap year that is nobody's, so that a 29 February can be read.
  const days = daysOf(year ?? 1904, month, day)
  const real = new Date(days * 86_400_000).getUTCMonth() === month
  return real ? { day: days, hasYear: year !== null } : null
}

function daysOf(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month, day) / 86_400_000)
}
