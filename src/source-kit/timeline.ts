import type { Status, Update } from '../incident.ts'
import { monthNumber, zonedTime } from './dates.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { stateOf } from './state-words.ts'
import { plainText } from './text.ts'

/** A heading within a body: when and in which state, and the text that follows it. */
interface Mark {
  when: string
  label: string
  text: string
}

const htmlMark =
  /(?:<small\b[^>]{0,200}>((?:(?!<\/?small)[\s\S]){1,300}?)<\/small>(?:\s|<br ?\/?>|<\/?p>){0,20})?<(?:strong|b)>([^<]{1,60})<\/(?:strong|b)>\s{0,9}(?:([-–—:])\s)?/gi
const plainMark =
  /([A-Z][a-z]{2,8} {1,3}\d{1,2}, \d{1,2}:\d{2}(?::\d{2})? (?:GMT[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})) - (\p{L}[\p{L} ]{2,40}) (-) /gu
const dateText =
  /(\p{L}{3,9})\.? +(\d{1,2})(?:,? +(\d{4}))?(?:,| -)? +(\d{1,2}):(\d{2})(?::(\d{2}))? *(?:(?:GMT|UTC)([+-]\d{1,2}(?::?\d{2})?)|([A-Z]{2,5})|([+-]\d{2}:?\d{2}))\s*$/u
const saysNothing =
  /^(?:updated?|aktualisierung|mise à jour|actualización|atualização|aggiornamento|bijgewerkt|aktualizacja|обновление|更新|アップデート|업데이트)$/iu
const dayMs = 24 * 60 * 60 * 1000
const yearMs = 366 * dayMs

/**
 * The updates in a body as Statuspage writes it into its feeds (newest first, times without a year:
 * `<small>Oct <var>5</var>, <var>05:00</var> UTC</small><br><strong>Resolved</strong> - text`), and
 * as Instatus imitates it (oldest first, escaped twice, or as plain text). Seen in recorded feeds of
 * 2021 to 2026. `near` is an instant near which they lie, the item's own stamp (ISO 8601 UTC):
 * years are found from it, without it times stay null. "Update" keeps the state before it. Oldest
 * first; empty when the body holds no such headings.
 */
export function readTimeline(html: string, near: string | null): Update[] {
  const { marks, newestFirst } = inDocument(marksIn(html.slice(0, 400_000)))
  const oldestFirst = newestFirst ? marks.toReversed() : marks
  const times = withYears(oldestFirst, near)
  const entries = byTime(oldestFirst.map((mark, index) => ({ ...mark, at: times[index] ?? null })))
  let state: Status = 'unknown'
  const updates = entries.map(({ label, text, at }) => {
    const said = stateOf(label)
    state = said === 'unknown' && saysNothing.test(label.trim()) ? state : said
    return { id: `${at ?? 'undated'}-${state}`, status: state, at, text }
  })
  return withUniqueIds(updates)
}

function marksIn(html: string): Mark[] {
  const whole = marksBy(htmlMark, html, plainText)
  if (whole.some((mark) => mark.when)) return whole
  if (whole.length) return hasOtherHeadings(html) ? [] : whole
  if (/&lt;small/i.test(html)) {
    const once = html.replace(/&(lt|gt|quot|amp|#0?39);/g, (_, name: string) => entities[name]!)
    return marksBy(htmlMark, once, (text) => plainText(text).replace(/\.( ?\.)$/, '.'))
  }
  const plain = /[<&]/.test(html) ? plainText(html) : html.replace(/\s+/g, ' ')
  return marksBy(plainMark, plain, (text) => text.trim())
}

const entities: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  '#39': "'",
  '#039': "'",
}

function marksBy(pattern: RegExp, html: string, clean: (text: string) => string): Mark[] {
  const found = [...html.matchAll(pattern)].filter(isHeading)
  return found.map((m, index) => ({
    when: plainText(m[1] ?? '').replace(/\s+/g, ' '),
    label: plainText(m[2]!),
    text: clean(html.slice(m.index + m[0].length, found[index + 1]?.index)),
  }))
}

/** Bold words are headings if they stand beside a time, or name a state and a dash follows. */
function isHeading(m: RegExpExecArray): boolean {
  if (m[0].startsWith('<') && m[1] !== undefined) return true
  const label = plainText(m[2]!)
  return m[3] !== undefined && (saysNothing.test(label) || stateOf(label) !== 'unknown')
}

/** Without times, a heading of unknown meaning could be the newest state: none is taken then. */
function hasOtherHeadings(html: string): boolean {
  return [...html.matchAll(htmlMark)].some((m) => m[3] !== undefined && !isHeading(m))
}

/** Newest first, unless read the other way round they lie closer together (years are not told). */
function inDocument(marks: Mark[]): { marks: Mark[]; newestFirst: boolean } {
  const times = marks.map((mark) => timeIn(mark.when, 2000)).filter((t) => t !== null)
  const steps = times.slice(1).map((t, index) => Date.parse(t) - Date.parse(times[index]!))
  const span = (sign: 1 | -1) => steps.reduce((sum, s) => sum + ((sign * s + yearMs) % yearMs), 0)
  return { marks, newestFirst: span(-1) <= span(1) }
}

/** From the one that lies nearest to `near`, the others follow backwards and forwards in time. */
function withYears(marks: readonly Mark[], near: string | null): (string | null)[] {
  const closest = marks.map((mark) => (near ? closestTime(mark.when, near) : timeIn(mark.when, 0)))
  if (!near) return closest
  const distances = closest.map((t) => (t ? Math.abs(Date.parse(t) - Date.parse(near)) : Infinity))
  const anchor = distances.indexOf(Math.min(...distances))
  const times = [...closest]
  for (let i = anchor - 1, last = closest[anchor]; i >= 0; i--) {
    times[i] = yearBy(marks[i]!.when, last, (t, limit) => t <= limit + dayMs, -1)
    last = times[i] ?? last
  }
  for (let i = anchor + 1, last = closest[anchor]; i < marks.length; i++) {
    times[i] = yearBy(marks[i]!.when, last, (t, limit) => t >= limit - dayMs, 1)
    last = times[i] ?? last
  }
  return times
}

/** The year nearest to `last` on its proper side. */
function yearBy(
  when: string,
  last: string | null | undefined,
  fits: (time: number, limit: number) => boolean,
  direction: 1 | -1,
): string | null {
  if (!last) return null
  const year = Number(last.slice(0, 4))
  const years = [year - direction, year, year + direction]
  const times = years.map((y) => timeIn(when, y)).filter((t) => t !== null)
  return times.find((t) => fits(Date.parse(t), Date.parse(last))) ?? null
}

function closestTime(when: string, near: string): string | null {
  const year = Number(near.slice(0, 4))
  const gap = (time: string) => Math.abs(Date.parse(time) - Date.parse(near))
  const times = [year - 1, year, year + 1].map((y) => timeIn(when, y)).filter((t) => t !== null)
  return times.sort((a, b) => gap(a) - gap(b))[0] ?? null
}

/** `Oct 5, 05:00 UTC` in the given year; the year it prints itself comes first. Null if not a time. */
function timeIn(when: string, year: number): string | null {
  const m = dateText.exec(when)
  if (!m) return null
  const zone = m[8] ?? offsetOf(m[7] ?? m[9]!)
  const [month, day] = [monthNumber(m[1]!), Number(m[2])]
  const [hour, minute, second] = [Number(m[4]), Number(m[5]), Number(m[6] ?? 0)]
  return zonedTime(Number(m[3] ?? year), month, day, hour, minute, second, zone)
}

/** `+0`, `-7`, `+530`, `+05:30` to `+05:30`. */
function offsetOf(text: string): string {
  const m = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text)!
  return `${m[1]}${m[2]!.padStart(2, '0')}:${m[3] ?? '00'}`
}

/**
 * The window that Statuspage puts before the updates of a maintenance ("THIS IS A SCHEDULED EVENT
 * Jan 16, 22:00 - Jan 17, 02:00 UTC"), or null. `near` as in `readTimeline`.
 */
export function scheduledWindow(
  html: string,
  near: string | null,
): { from: string; to: string | null } | null {
  const lead =
    /THIS (?:IS|WAS) A SCHEDULED EVENT((?:(?!<small|<\/p>|<\/strong>)[\s\S]){1,500})/i.exec(html)
  if (!lead || !near) return null
  const m =
    /^\s*(\p{L}{3,9} +\d{1,2}), +(\d{1,2}:\d{2})(?: +-(?: +(\p{L}{3,9} +\d{1,2}),)? +(\d{1,2}:\d{2}))? +([A-Z]{2,5}|GMT[+-]\d+)/u.exec(
      plainText(lead[1]!).replace(/\s+/g, ' '),
    )
  if (!m) return null
  const from = closestTime(`${m[1]}, ${m[2]} ${m[5]}`, near)
  if (!from) return null
  const to = m[4]
    ? yearBy(`${m[3] ?? m[1]}, ${m[4]} ${m[5]}`, from, (t, start) => t >= start, 1)
    : null
  return { from, to }
}
