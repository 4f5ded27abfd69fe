import { Temporal } from 'temporal-polyfill'
import type { Status } from '../incident.ts'
import { monthNumber, zonedTime } from './dates.ts'
import { openState } from './open-state.ts'
import { bodyText, oneLine } from './text.ts'

const pacific = 'America/Los_Angeles'
const longestTitle = 200
const longestText = 100_000
const notATag =
  /<(?!\/?(?:a|b|br|code|div|em|h[1-6]|hr|i|iframe|img|li|ol|p|pre|script|span|strong|style|table|tbody|td|th|thead|tr|u|ul)\b(?!-))(?=[a-z!/])/gi

const reportName =
  '(?:(?:preliminary|mini|final|full|interim|updated|public)\\s+)*incident\\s+(?:report|analysis)\\b'
const report = new RegExp(
  `^(?:[ \\t#*\\\\]*[#*][ \\t#*\\\\]*${reportName}|[ \\t]*${reportName}[ \\t]*$)`,
  'im',
)
const summaryHeading = /^[ \t#*\\]*issue summary[ \t#*:]*$/im
const miniOpening = /\bprovide some information about this incident below\b/i
const preliminary = /^[\s#*\\]*(?:preliminary|mini|interim)\b|based on our best knowledge/i
const underWay =
  /\b(?:mitigation|restoration|recovery|roll-?back|repair)s?\b[^.\n]{0,60}\b(?:under ?way|in progress|ongoing)\b|\bworking\b[^.\n]{0,60}\bto (?:safely )?(?:restore|restart|bring)\b/i

/**
 * True when an update is one of Google's incident reports. Headings vary: `# Incident Report`,
 * `## \# Incident Report`, "Preliminary …" (seen 2026), "Mini …" (reported), none at all (seen 2022).
 */
export function isReport(text: string): boolean {
  const start = text.slice(0, 1000)
  return report.test(start) || summaryHeading.test(start) || miniOpening.test(start)
}

/** True for a report that a fuller one is to follow. */
export function isPreliminary(text: string): boolean {
  return preliminary.test(text.slice(0, 1000))
}

/**
 * The state an update of a running incident speaks of, `before` where it says nothing. Never a
 * closed one. Google speaks of several products at once: what is still being repaired counts.
 */
export function runningState(text: string, before: Status): Status {
  return underWay.test(text) ? 'identified' : openState(text, before)
}

/** Markdown as text: real tags go, what only looks like one (`<project>`, `<https://…>`) stays. */
export function markdownText(text: string): string {
  return bodyText(text.slice(0, longestText).replace(notATag, '&lt;'))
}

/**
 * A title out of a description that may be Markdown of several lines: the first line with words
 * that is no label such as `**Summary**`, and of a long one the first sentence, at most 200 characters.
 */
export function titleFrom(description: string): string {
  const lines = markdownText(description.slice(0, 2000))
    .split('\n')
    .map(withoutMarks)
    .filter(Boolean)
  const line = lines.find((l) => !/^(?:summary|description|title|issue)\s*:?$/i.test(l)) ?? ''
  if (line.length <= longestTitle) return line
  const sentence = /^.{20,200}?[.!?](?=\s)/.exec(line)?.[0]
  return sentence ?? `${line.slice(0, longestTitle - 1).replace(/\s+\S*$/, '')}…`
}

/** `March 3, 2020 11:42:00 PM PST`, as Google's old dashboard writes its times. */
export function proseTime(text: string): string | null {
  const m =
    /([a-z]{3,9})\.? (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))? ?([ap])\.?m\.?(?: (p[sd]t))?/i.exec(
      text.replace(/\s+/g, ' '),
    )
  if (!m || Number(m[4]) < 1 || Number(m[4]) > 12) return null
  const hour = (Number(m[4]) % 12) + (m[7]!.toLowerCase() === 'p' ? 12 : 0)
  const day = [Number(m[3]), monthNumber(m[1]!), Number(m[2])] as const
  return pacificTime(...day, hour, Number(m[5]), Number(m[6] ?? 0), m[8])
}

/** `2022-03-31 08:30` without zone, of which Google says "all times are US/Pacific". */
export function plainPacificTime(text: string | undefined): string | null {
  const m = /^\s*(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?\s*$/.exec(text ?? '')
  if (!m) return null
  const [year, month, day, hour, minute, second] = m.slice(1).map((part) => Number(part ?? 0))
  return pacificTime(year!, month!, day!, hour!, minute!, second!)
}

/** The label only settles the hour that occurs twice: Google writes `PST` in July as well. */
function pacificTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  label?: string,
): string | null {
  const local = zonedTime(year, month, day, hour, minute, second, pacific)
  const literal = label ? zonedTime(year, month, day, hour, minute, second, label) : null
  if (!local || !literal) return local
  const shown = Temporal.Instant.from(literal).toZonedDateTimeISO(pacific)
  return shown.hour === hour && shown.minute === minute ? literal : local
}

function withoutMarks(line: string): string {
  return oneLine(
    line
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/^[\s#>*\\-]+|\*\*|__|`/g, '')
      .replace(/\\(?=[\W_])/g, '')
      .replace(/[\s*\\]+$/, ''),
  )
}
