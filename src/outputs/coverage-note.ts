import { everyFeed } from '../digest/coverage.ts'
import { dayMs, dayWords, momentWords, ms } from '../digest/dates.ts'
import type { Coverage, Digest } from '../digest/digest.ts'

const shownGaps = 3
const longestError = 60

/** One line on what could not be read, the longest gaps first; null when all could. */
export function coverageNote({ coverage, edition }: Digest): string | null {
  const { gaps, feeds, readAllWeek } = coverage
  if (gaps.length === 0) return null
  const shown = gaps.slice(0, shownGaps).map((gap) => gapWords(gap, edition))
  const rest = gaps.length - shown.length
  const more = rest > 0 ? `; and ${rest} more` : ''
  const whole = `Read without a gap: ${readAllWeek} of ${feeds} feeds.`
  return `Not read all week: ${shown.join('; ')}${more}. ${whole} Times: ${edition.timezone}.`
}

function gapWords(gap: Coverage['gaps'][number], edition: Digest['edition']): string {
  const who = gap.feed === everyFeed ? 'every feed' : gap.feed
  const from = words(gap.from, edition)
  const span =
    gap.to === null ? `since ${from}` : `from ${from} to ${endWords(gap.to, from, edition)}`
  const why = gap.error.trim().slice(0, longestError)
  return why ? `${who} ${span} (${why})` : `${who} ${span}`
}

/** The day is said once when it is the same. */
function endWords(to: string, from: string, edition: Digest['edition']): string {
  const end = words(to, edition)
  const day = from.slice(0, -5)
  return end.startsWith(day) ? end.slice(day.length) : end
}

/** Weekdays say which day only within a week. */
function words(at: string, edition: Digest['edition']): string {
  const moment = momentWords(at, edition.timezone)
  const long = ms(edition.to)! - ms(edition.from)! > 7 * dayMs + dayMs / 12
  return long ? `${dayWords(at, edition.timezone)} ${moment.split(' ')[1]}` : moment
}
