import { sentencesOf } from './sentences.ts'
import { clockMinutes, type Endpoint, endpointPattern, readEndpoint } from './stated-clock.ts'

/** How long a text says the impact lasted: whole minutes, and the words that say so. */
export interface StatedDuration {
  minutes: number
  basis: 'text'
  quote: string
}

const longestMinutes = 60 * 24 * 60
const longestSentence = 1000
const endpoint = endpointPattern
const between = new RegExp(
  `(?:\\b(?:between|from|starting|beginning)\\b\\s+)(${endpoint})\\s*(?:\\bto\\b|\\buntil(?:\\s+\\w+\\s+at)?\\b|\\btill\\b|\\bthrough(?:\\s+to)?\\b|\\band\\b|-|–|—)\\s*(${endpoint})`,
  'i',
)
const bare = new RegExp(`(?<![\\w:])(${endpoint})\\s*(?:\\bto\\b|-|–|—)\\s*(${endpoint})`, 'i')
const beganEnded = new RegExp(
  `\\b(?:began|started|starting|beginning)\\s+(?:at|around|on)?\\s*(${endpoint}).{0,120}?\\b(?:ended|ending|resolved|recovered|mitigated|restored|until)\\s+(?:at|by|around)?\\s*(${endpoint})`,
  'i',
)

const numbers: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  'forty-five': 45,
  half: 0.5,
}
const number = `\\d+(?:\\.\\d+)?|half an|(?:${Object.keys(numbers).join('|')})`
const amount = `(?:${number})[\\s-]*(?:and a half[\\s-]+)?(?:minutes?|mins?|hours?|hrs?|days?)\\b`
const total = `${amount}(?:(?:,|\\s+and)?\\s+(?:${amount}))?`
const approx =
  '(?:about|approximately|approx\\.?|around|roughly|nearly|almost|over|more than|just over|just under|under|less than|at least|up to|a total of|~)'
const lasted = new RegExp(
  `(?:\\b(?:for|lasted|lasting|lasts|duration(?: of| was|:)?)\\s+(?:${approx}\\s*)?|(?:\\b|(?=~))${approx}\\s*)(${total})`,
  'i',
)
const ofLength = new RegExp(
  `(?:^|\\s)(${number})[\\s-](minutes?|hours?|days?)[\\s-](?:long )?(?:outage|disruption|interruption|incident|downtime)`,
  'i',
)

/** Of what is promised, planned, habitual or a habit of posting, no impact is stated. */
const notImpact =
  /\b(?:will|we'll|scheduled|planned|maintenance window|next|every|please|retention|within|expected? to|should|may take|can take|might take|recommend|allow up to|monitor(?:ed|ing)? (?:it |this |closely )?for|ago|older than|last deployed)\b/i
const impact =
  /\b(?:fail\w*|errors?|unavailab\w*|down(?:time)?|outage|degrad\w*|disrupt\w*|interrupt\w*|unable|could not|couldn['’]t|experienc\w+|affect\w*|impact\w*|elevated|delay\w*|slow\w*|latency|incident|issue|problem|lost|loss|offline|timeouts?|timed out|inaccessible|reduced|intermittent|stopped|unreachable|\d\d\d errors)\b/i

/**
 * The duration of an impact as a text states it: a window of two clock times of one sentence, else
 * a length in words. Only in sentences that speak of an impact and not of plans. Null when nothing
 * is stated or the times cannot be set against each other; no date is ever made up.
 */
export function statedDuration(text: string): StatedDuration | null {
  const said = sentencesOf(text).filter((s) => s.length <= longestSentence && !notImpact.test(s))
  for (const sentence of said) {
    const window = windowIn(sentence)
    if (window) return window
  }
  for (const sentence of said) {
    const length = impact.test(sentence) ? lengthIn(sentence) : null
    if (length) return length
  }
  return null
}

function windowIn(sentence: string): StatedDuration | null {
  for (const pattern of [between, beganEnded, bare]) {
    const m = pattern.exec(sentence)
    if (!m) continue
    const [start, end] = [readEndpoint(m[1]!), readEndpoint(m[2]!)]
    const minutes = windowMinutes(start, end)
    const sure = pattern === bare ? !!(start?.zone ?? end?.zone ?? end?.half) : true
    if (minutes !== null && sure && impact.test(sentence)) return stated(minutes, m[0])
  }
  return null
}

function windowMinutes(start: Endpoint | null, end: Endpoint | null): number | null {
  if (!start || !end) return null
  const minutes = clockMinutes(start, end)
  return minutes !== null && minutes > 0 && minutes <= longestMinutes ? minutes : null
}

function lengthIn(sentence: string): StatedDuration | null {
  const m = lasted.exec(sentence)
  if (m) return stated(amountMinutes(m[1]!), m[0])
  const long = ofLength.exec(sentence)
  return long ? stated(amountMinutes(`${long[1]} ${long[2]}`), long[0].trim()) : null
}

function amountMinutes(words: string): number {
  const part = new RegExp(
    `(${number})[\\s-]*(and a half[\\s-]+)?(minutes?|mins?|hours?|hrs?|days?)\\b`,
    'gi',
  )
  let minutes = 0
  for (const [, count, half, unit] of words.matchAll(part)) {
    minutes += (countOf(count!) + (half ? 0.5 : 0)) * unitMinutes(unit!)
  }
  return Math.round(minutes)
}

function countOf(word: string): number {
  const key = word.toLowerCase()
  return key === 'half an' ? 0.5 : (numbers[key] ?? Number(key))
}

function unitMinutes(unit: string): number {
  if (/^d/i.test(unit)) return 24 * 60
  return /^h/i.test(unit) ? 60 : 1
}

function stated(minutes: number, words: string): StatedDuration | null {
  const quote = words.replace(/\s+/g, ' ').trim()
  return minutes > 0 && minutes <= longestMinutes ? { minutes, basis: 'text', quote } : null
}
