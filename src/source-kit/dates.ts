import { Temporal } from 'temporal-polyfill'

/** Earliest and latest instants taken for real: outside of them a date is a slip of the provider. */
const earliest = Date.UTC(1995, 0, 1)
const latest = Date.UTC(2100, 0, 1)

/** Zone abbreviations that providers print, as offsets. JavaScript's own Date rejects most of them. */
const zoneOffsets: Record<string, string> = {
  UTC: '+00:00',
  GMT: '+00:00',
  Z: '+00:00',
  UT: '+00:00',
  WET: '+00:00',
  PST: '-08:00',
  PDT: '-07:00',
  MST: '-07:00',
  MDT: '-06:00',
  CST: '-06:00',
  CDT: '-05:00',
  EST: '-05:00',
  EDT: '-04:00',
  AST: '-04:00',
  ADT: '-03:00',
  AKST: '-09:00',
  AKDT: '-08:00',
  HST: '-10:00',
  BST: '+01:00',
  WEST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  IST: '+05:30',
  SGT: '+08:00',
  AWST: '+08:00',
  HKT: '+08:00',
  JST: '+09:00',
  KST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  ACST: '+09:30',
  ACDT: '+10:30',
  NZST: '+12:00',
  NZDT: '+13:00',
  BRT: '-03:00',
  ART: '-03:00',
  SAST: '+02:00',
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * ISO 8601 with an offset (`2017-09-07T11:00:00-07:00`, `…Z`, nanoseconds too) to UTC milliseconds.
 * Null for anything else: a time without zone is not a time.
 */
export function isoTime(value: string | null | undefined): string | null {
  const text = value?.trim() ?? ''
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/i.test(text)) return null
  try {
    return checked(Temporal.Instant.from(text.replace(' ', 'T')).epochMilliseconds)
  } catch {
    return null
  }
}

/** Milliseconds since 1970 (number or digits) to ISO. Null outside 1995 to 2100. */
export function epochTime(ms: number | string | null | undefined): string | null {
  const n = typeof ms === 'string' && /^\d+(\.\d+)?$/.test(ms) ? Number(ms) : ms
  return typeof n === 'number' ? checked(n) : null
}

const rfc822 =
  /^(?:[a-z]{3,9},? )?(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{2,4}) (\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)? ?((?:GMT|UTC)?[+-]\d{1,2}:?(?:\d{2})?|[a-z]{1,5})$/i

/**
 * RFC 822 and its relatives in feeds: `Mon, 17 Aug 2026 21:01:19 PDT`, `Fri, 31 Jul 2026 00:12:00 Z`,
 * `Monday, 17-Aug-26 21:01:19 GMT+2`, comments behind the zone; also ISO, with a blank before its
 * zone or `UTC` for it. Null when the zone is missing or not known.
 */
export function feedTime(value: string | null | undefined): string | null {
  if (!value || value.length > 200) return null
  const text = value
    .replace(/\s+/g, ' ')
    .replace(/ ?\([^()]*\) ?$/, '')
    .trim()
  const iso = isoTime(
    text.replace(/(:\d{2}(?:\.\d+)?) ?(?:UTC|GMT)$/i, '$1Z').replace(/ ([+-]\d)/, '$1'),
  )
  if (iso) return iso
  const m = rfc822.exec(text)
  if (!m) return null
  const year = m[3]!.length === 2 ? 2000 + Number(m[3]) : Number(m[3])
  const [day, hour, minute, second] = [m[1], m[4], m[5], m[6] ?? 0].map(Number)
  return zonedTime(year, monthNumber(m[2]!), day!, hour!, minute!, second!, zoneOf(m[7]!))
}

/** `GMT+2`, `-7` and `+0530` as offsets; names stay. */
function zoneOf(text: string): string {
  const m = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(text)
  return m ? `${m[1]}${m[2]!.padStart(2, '0')}:${m[3] ?? '00'}` : text
}

/**
 * A wall-clock time in a zone: an abbreviation (`PDT`), an offset (`-07:00`) or an IANA name
 * (`America/Los_Angeles`). Null when any part is impossible or the zone unknown.
 */
export function zonedTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  zone: string,
): string | null {
  const timeZone =
    zoneOffsets[zone.toUpperCase()] ??
    (/^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone)
  try {
    const zoned = Temporal.ZonedDateTime.from(
      { year, month, day, hour, minute, second, timeZone },
      { overflow: 'reject' },
    )
    return checked(zoned.epochMilliseconds)
  } catch {
    return null
  }
}

/** 1..12 for an English month name or abbreviation, else 0. */
export function monthNumber(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

/** The offset of a zone abbreviation (`PDT` → `-07:00`), or undefined. */
export function zoneOffset(abbreviation: string): string | undefined {
  return zoneOffsets[abbreviation.toUpperCase()]
}

/** The earliest of some times, nulls ignored. */
export function earliestOf(...times: (string | null | undefined)[]): string | null {
  return times.filter((t): t is string => !!t).sort()[0] ?? null
}

/** The latest of some times, nulls ignored. */
export function latestOf(...times: (string | null | undefined)[]): string | null {
  return (
    times
      .filter((t): t is string => !!t)
      .sort()
      .at(-1) ?? null
  )
}

function checked(ms: number): string | null {
  return Number.isFinite(ms) && ms >= earliest && ms < latest ? new Date(ms).toISOString() : null
}
