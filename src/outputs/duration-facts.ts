import type { IncidentLine } from '../digest/digest.ts'
import { durationWords } from '../digest/duration.ts'

/**
 * How long an incident lasted, each duration with its basis: as posted, or as stated. Null when
 * nothing is known, or when the remark already holds the words that state it.
 */
export function durationFacts(incident: IncidentLine, remark: string | null): string | null {
  if (incident.open) return 'Still open when this edition closed.'
  const { quote } = incident.durations
  if (quote && remark?.includes(quote)) return null
  const words = lengthWords(incident)
  return words && `Lasted ${words}.`
}

/** `about 12 hours as stated, about 9 hours as posted`; null when nothing is known. */
export function lengthWords({ durations }: IncidentLine): string | null {
  const { posted, stated } = durations
  const told = [
    ...(stated === null ? [] : [`${durationWords(stated)} as stated`]),
    ...(posted === null ? [] : [`${durationWords(posted)} as posted`]),
  ]
  return told.length > 0 ? told.join(', ') : null
}
