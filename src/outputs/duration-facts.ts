import type { IncidentLine } from '../digest/digest.ts'
import { durationWords } from '../digest/duration.ts'

/**
 * How long an incident lasted, each duration with its basis: as posted, or as stated. Null when
 * nothing is known, or when the remark already holds the words that state it.
 */
export function durationFacts(incident: IncidentLine, remark: string | null): string | null {
  if (incident.open) return 'Still open when this edition closed.'
  const { posted, stated, statedBasis, quote } = incident.durations
  if (quote && remark?.includes(quote)) return null
  if (stated === null) return posted === null ? null : `Lasted ${durationWords(posted)} as posted.`
  const basis = statedBasis === 'text' ? 'in its text' : `by ${statedBasis}`
  const impact = `Stated impact: ${durationWords(stated)} (${basis})`
  return posted === null ? `${impact}.` : `${impact}; ${durationWords(posted)} as posted.`
}
