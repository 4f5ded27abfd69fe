import { dayMs, type UrlDate, urlDate } from './dates.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const year = '((?:19|20)\\d\\d)'
const compactDay = /[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/
const shortDay = /\/(?:story\/|article\.pl\?sid=)(\d\d)\/(\d\d)\/(\d\d)\//
const folderYear = /\/((?:19|20)\d\d)\/(?!\d{4,})[^/]/
const slugMonth = new RegExp(`[-_/](${monthNames})[-_]${year}(?![\\d-])`, 'i')

/** A date in an address in any form: a day, a month, or only a year; null when there is none. */
export function addressDate(url: string | null): UrlDate | null {
  const plain = urlDate(url)
  if (plain || !url || !URL.canParse(url)) return plain
  const { pathname, search } = new URL(url)
  const path = `${pathname}${search}`.slice(0, 500)
  const [day, short] = [compactDay.exec(pathname), shortDay.exec(path)]
  const slug = slugMonth.exec(pathname)
  const folder = folderYear.exec(pathname)
  return (
    (day && urlDate(`https://x/${day[1]}/${day[2]}/${day[3]}/`)) ??
    (short && urlDate(`https://x/20${short[1]}/${short[2]}/${short[3]}/`)) ??
    (slug && urlDate(`https://x/${slug[2]}/${monthOf(slug[1]!)}/`)) ??
    (folder && wholeYear(Number(folder[1])))
  )
}

function wholeYear(year: number): UrlDate {
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1) - 1]
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    words: `the year ${year}`,
  }
}

function monthOf(name: string): string {
  return String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1).padStart(2, '0')
}

const spelled = `(?:(?:(${monthNames})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? ${year})|(?:(\\d{1,2})(?:st|nd|rd|th)? (${monthNames})\\.?,? ${year})|(?:${year}-(\\d\\d)-(\\d\\d)))`
const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? )?'
const stated = new RegExp(
  `(?:^\\s*|\\b(?:first |originally )?(?:published|posted|written|dated|released)(?: on| at|:)* )${weekday}${spelled}(?!\\d)`,
  'i',
)

/** The day that a text states as its own: "Published on 2 September 2009", or a dateline. */
export function statedDay(text: string): UrlDate | null {
  const m = stated.exec(text.slice(0, 2000))
  if (!m) return null
  const [y, month, day] = m[3]
    ? [m[3], monthOf(m[1]!), m[2]!]
    : m[6]
      ? [m[6], monthOf(m[5]!), m[4]!]
      : [m[7]!, m[8]!, m[9]!]
  return urlDate(`https://x/${y}/${month}/${day.padStart(2, '0')}/`)
}

const own = new RegExp(
  `[([](?:(?:${monthNames})\\.? (?:\\d{1,2},? )?|\\d{1,2} (?:${monthNames}) )?${year}[)\\]]`,
  'gi',
)

/** Years in brackets, as forums mark old pages: "The night the mail went down (2009) [pdf]". */
export function bracketedYears(title: string): number[] {
  return [...title.slice(0, 500).matchAll(own)].map((m) => Number(m[1]))
}

/** Whether a span ended more than some days before an instant. */
export function endedBefore(date: UrlDate, at: number, days: number): boolean {
  return Date.parse(date.to) < at - days * dayMs
}
