import { counted, dayWords } from '../digest/dates.ts'
import type { FoldedLine, IncidentLine } from '../digest/digest.ts'
import { durationWords } from '../digest/duration.ts'

const most = 5

/**
 * `5 times between 14 and 15 July (eu-1 and eu-2), 47 minutes in all as posted.` for incidents told
 * in one line; days in the time zone.
 */
export function foldedFacts({ durations, ...incident }: IncidentLine, timezone: string): string {
  const folded = incident.folded ?? []
  const { posted, stated } = durations
  const [minutes, basis] = stated === null ? [posted, 'posted'] : [stated, 'stated']
  const total = minutes === null ? '' : `, ${durationWords(minutes)} in all as ${basis}`
  const times = folded.length === 2 ? 'Twice' : capital(counted(folded.length, 'time'))
  return `${times}${daysOf(folded, timezone)}${differences(folded)}${total}.`
}

function daysOf(folded: readonly FoldedLine[], timezone: string): string {
  const at = folded.flatMap((f) => f.startedAt ?? []).sort()
  const ends = folded.flatMap((f) => f.resolvedAt ?? f.startedAt ?? []).sort()
  if (at.length === 0) return ''
  const [first, last] = [at[0]!, ends.at(-1)!].map((t) => dayAndMonth(t, timezone)) as [
    string,
    string,
  ]
  if (first === last) return ` on ${first}`
  const [day, month] = first.split(' ')
  return ` between ${last.endsWith(` ${month}`) ? day : first} and ${last}`
}

function dayAndMonth(at: string, timezone: string): string {
  return dayWords(at, timezone).replace(/ \d+$/, '')
}

function differences(folded: readonly FoldedLine[]): string {
  const all = [...new Set(folded.flatMap((f) => f.differs ?? []))]
  const shown = all.slice(0, most)
  const rest = all.length - shown.length
  if (shown.length === 0) return ''
  if (rest > 0) return ` (${shown.join(', ')} and ${rest} more)`
  const last = shown.pop()!
  return ` (${shown.length > 0 ? `${shown.join(', ')} and ` : ''}${last})`
}

function capital(words: string): string {
  return `${words[0]!.toUpperCase()}${words.slice(1)}`
}
