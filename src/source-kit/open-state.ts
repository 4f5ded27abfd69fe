import type { Status } from '../incident.ts'

/** From here to the end of the sentence it is denied, promised or made a condition. */
const notYet =
  /(?:\b(?:not|never|yet to|until|once|when|if|will|should|expect(?:ed|s)?|appears?|seems?|may|might|unable|work(?:ing)? to|aim(?:ing)? to)\b|n['’]t\b|['’]ll\b).*/i
const partly =
  /\b(?:partial(?:ly)?|some|most|phase|first|mostly)\b|\b(?!100\b)\d+ ?(?:%|percent\b)/i
const over =
  /\b(?:is|are|was|were|been|now|has|have|fully|successfully|we) (?:\w+ ){0,2}?(?:resolved|restored|recovered|mitigated|completed?|concluded|finished|functioning as expected|operating normally|back to normal)\b/i
const overWord = /\b(?:resolved|restored|recovered|completed?|concluded|finished)\b/i
const identified = /\b(?:we|have|has|been|was|team|teams|engineers) (?:\w+ ){0,2}?identified\b/i
const followUp =
  /^[\W_]*(?:public |incident )?(?:follow(?:ing)?[ -]?up|post[ -]?mortem|root cause analysis|incident report|rca)\b/i

/**
 * The state that a message of an incident still open speaks of, for providers who give none in a
 * field; `before` where it says nothing. Never a closed state: words alone do not close anything,
 * a message that calls it over makes it `monitoring`.
 */
export function openState(text: string, before: Status): Status {
  if (/\bmonitoring\b|\bcontinu\w+ to (?:\w+ )?monitor\b/i.test(text)) return 'monitoring'
  if (sentences(text).some((s) => identified.test(s.replace(notYet, '')))) return 'identified'
  if (/\binvestigat(?:e|ing)\b/i.test(text)) return 'investigating'
  return saysOver(text) ? 'monitoring' : before
}

/** True when a sentence says that all is over or done: not denied, not promised, not in part. */
export function saysOver(text: string): boolean {
  return sentences(text).some((sentence) => {
    const said = sentence.replace(notYet, '')
    return (over.test(said) || (sentence.length < 40 && overWord.test(said))) && !partly.test(said)
  })
}

/** True when a title or text begins by calling itself a follow-up, postmortem or report. */
export function saysFollowUp(text: string): boolean {
  return followUp.test(text.slice(0, 200))
}

function sentences(text: string): string[] {
  return text.split(/[.!?\n]+(?:\s|$)/).filter(Boolean)
}
