import { firstOf, type HeaderLists } from './exchange.ts'

const longestWait = 7 * 24 * 3600

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Seconds to wait by `Retry-After`: seconds or an HTTP date, the longest of several, clamped to
 * 0 .. 7 days. Null when the header is missing or says nothing that can be read. `now` in ms.
 */
export function retryAfter(headers: HeaderLists, now: number): number | null {
  const waits = (headers['retry-after'] ?? [])
    .flatMap((value) => [value, ...value.split(',')])
    .map((value) => waitOf(value.trim(), now))
    .filter((wait) => wait !== null)
  if (waits.length === 0) return null
  return Math.min(longestWait, Math.max(0, Math.ceil(Math.max(...waits))))
}

function waitOf(value: string, now: number): number | null {
  if (/^[+-]?\d+(\.\d+)?$/.test(value)) return Number(value)
  const at = httpDate(value)
  return at === null ? null : (at - now) / 1000
}

/**
 * Seconds a reply stays fresh by `Cache-Control: max-age` less `Age`, else by `Expires`; 0 for
 * `no-cache`, `no-store` and an unreadable `Expires` (RFC 9111, 5.3); at most `cap`. `s-maxage` is
 * meant for shared caches and ignored. Null when nothing is said. `now` in ms.
 */
export function freshFor(headers: HeaderLists, now: number, cap: number): number | null {
  const said = lifetime(headers, now)
  if (said === null) return null
  return Math.min(cap, Math.max(0, Math.floor(said - ageOf(headers))))
}

function lifetime(headers: HeaderLists, now: number): number | null {
  const directives = cacheDirectives(headers['cache-control'] ?? [])
  if (directives.get('no-cache') === '' || directives.has('no-store')) return 0
  const maxAge = directives.get('max-age')
  if (maxAge !== undefined && /^\d+$/.test(maxAge)) return Number(maxAge)
  const expires = headers.expires?.[0]
  if (expires === undefined) return null
  const at = httpDate(expires)
  if (at === null) return 0
  return (at - (httpDate(firstOf(headers, 'date') ?? '') ?? now)) / 1000
}

function ageOf(headers: HeaderLists): number {
  const age = firstOf(headers, 'age')?.trim() ?? ''
  return /^\d+$/.test(age) ? Number(age) : 0
}

/** The first word on each directive counts; a directive without value is ''. */
function cacheDirectives(values: readonly string[]): Map<string, string> {
  const directives = new Map<string, string>()
  const pattern = /([\w-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,"]*)))?/g
  for (const [, name, quoted, plain] of values.join(',').matchAll(pattern)) {
    const key = name!.toLowerCase()
    if (!directives.has(key)) directives.set(key, quoted ?? plain ?? '')
  }
  return directives
}

/**
 * The three forms of RFC 9110, 5.6.7, as milliseconds; null for anything else. `Date.parse` would
 * take the form without zone for local time, and half-dates for dates.
 */
export function httpDate(value: string): number | null {
  const text = value.trim()
  const fixed =
    /^(?:[a-z]{3,9}, ?)?(\d{1,2})[ -]([a-z]{3})[ -](\d{4}|\d{2}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC)$/i
  const asctime = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/i
  const a = fixed.exec(text)
  if (a) return utc(a[3]!, a[2]!, a[1]!, [a[4]!, a[5]!, a[6]!])
  const b = asctime.exec(text)
  return b ? utc(b[6]!, b[1]!, b[2]!, [b[3]!, b[4]!, b[5]!]) : null
}

function utc(yearText: string, monthName: string, dayText: string, clock: string[]): number | null {
  const short = Number(yearText)
  const year = yearText.length > 2 ? short : short + (short < 70 ? 2000 : 1900)
  const month = months.indexOf(monthName.toLowerCase())
  const day = Number(dayText)
  const [hour, minute, second] = clock.map(Number) as [number, number, number]
  if (month < 0 || hour > 23 || minute > 59 || second > 60) return null
  const at = new Date(0)
  at.setUTCFullYear(year, month, day)
  if (at.getUTCDate() !== day || at.getUTCMonth() !== month) return null
  return at.setUTCHours(hour, minute, second)
}
