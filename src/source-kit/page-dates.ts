/** Which number comes first in 05/06/2026; null where nobody has said. */
export type DateOrder = 'day-first' | 'month-first' | null

/** A day within a line, and where it stands. `year` is null where it is left out. */
export interface DateMark {
  at: number
  end: number
  year: number | null
  month: number
  day: number
}

const isoDate = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g
const eastDate = /(?:(\d{4}) ?[年년] ?)?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/g
const dayMonth =
  /(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?: (?:of|de) | |-)?(\p{L}{3,12})\.?,?(?:(?: (?:of|de))?[ -](\d{4})(?![\d:]))?/gu
const monthDay = /(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,? (\d{4})(?![\d:]))?/gu
const numberDate = /(?<![\d:.])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})|\.)?(?![\d:])/g

/** The days that a line names, in their order. `months` as from `monthNames`. */
export function datesIn(
  line: string,
  months: ReadonlyMap<string, number>,
  order: DateOrder,
): DateMark[] {
  const named = (name: string) => months.get(name.toLowerCase()) ?? 0
  const marks = [
    ...marksBy(isoDate, line, (m) => [m[1], Number(m[2]), m[3]]),
    ...marksBy(eastDate, line, (m) => [m[1], Number(m[2]), m[3]]),
    ...marksBy(dayMonth, line, (m) => [m[3], named(m[2]!), m[1]]),
    ...marksBy(monthDay, line, (m) => [m[3], named(m[1]!), m[2]]),
    ...marksBy(numberDate, line, (m) => numbered(m, order)),
  ]
  const sorted = marks.sort((a, b) => a.at - b.at || b.end - a.end)
  return sorted.filter((mark, i) => !sorted.slice(0, i).some((other) => other.end > mark.at))
}

type Parts = [year: string | undefined, month: number, day: string | undefined]

function marksBy(
  pattern: RegExp,
  line: string,
  read: (m: RegExpExecArray) => Parts | null,
): DateMark[] {
  return [...line.matchAll(pattern)].flatMap((m) => {
    const given = read(m)
    if (!given) return []
    const [year, month, day] = given
    if (month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return []
    const full = year === undefined ? null : Number(year) + (year.length === 2 ? 2000 : 0)
    return [{ at: m.index, end: m.index + m[0].length, year: full, month, day: Number(day) }]
  })
}

/** With dots the day comes first; with slashes or hyphens only the page can tell. */
function numbered(m: RegExpExecArray, order: DateOrder): Parts | null {
  const known = order ?? (m[2] === '.' ? 'day-first' : null)
  if (!known || (!m[4] && m[2] === '-') || (!m[4] && m[2] === '.' && !m[0].endsWith('.')))
    return null
  return known === 'day-first' ? [m[4], Number(m[3]), m[1]] : [m[4], Number(m[1]), m[3]]
}

const known = new Map<string | null, ReadonlyMap<string, number>>()

/** Names and short names of the months in English and one other language, in small letters. */
export function monthNames(language: string | null): ReadonlyMap<string, number> {
  const names = known.get(language) ?? namesIn([language ?? 'en', 'en'])
  if (known.size < 50) known.set(language, names)
  return names
}

function namesIn(locales: readonly string[]): Map<string, number> {
  const forms = [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }] as const
  const names = new Map([['sept', 9]])
  for (const locale of locales) {
    for (const form of forms) {
      for (let month = 1; month <= 12; month++) names.set(monthName(locale, form, month), month)
    }
  }
  return names
}

function monthName(locale: string, form: Intl.DateTimeFormatOptions, month: number): string {
  try {
    const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' })
    const part = format.formatToParts(Date.UTC(2026, month - 1, 2)).find((p) => p.type === 'month')
    return (part?.value ?? '').toLowerCase().replace(/\.$/, '')
  } catch {
    return ''
  }
}
