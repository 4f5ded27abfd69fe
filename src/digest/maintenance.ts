import type { StoredIncident } from '../incident.ts'
import { sentencesOf } from './sentences.ts'

const overran =
  /\b(?:overr[ua]n|overrunning|longer than (?:\w+ )?(?:planned|expected|anticipated|scheduled)|(?:exceeded|exceeding|beyond|outside) (?:of )?(?:the|its|our) (?:\w+ )?(?:maintenance )?window|(?:maintenance|window) (?:has been|was|is being|had to be) extended|extend(?:ed|ing) (?:the|this|our) (?:maintenance|window))\b/i
const broke =
  /\b(?:unexpected(?:ly)?|unplanned|unintended|unforeseen|caused|causing|led to|resulted in|rolled back|rolling back|went wrong)\b.*\b(?:impact\w*|outages?|issues?|problems?|errors?|failures?|fail\w*|downtime|disruption|unavailab\w*|degrad\w*|down|offline|back|wrong)\b/i
const notHappened =
  /\b(?:no|not|without|may|might|could|can|should|will|would|if|in case|any|expect(?:ed)? (?:to|no)|n['’]t|unlikely|aim|prevent|potential(?:ly)?|possible)\b/i

/**
 * The sentence in which a maintenance is said to have overrun or broken something; null where none
 * says so. Warnings beforehand ("may cause errors") do not count.
 */
export function maintenanceTrouble(i: StoredIncident): string | null {
  const later = i.updates.filter((u) => u.status !== 'scheduled')
  const said = later.flatMap((u) => sentencesOf(u.text))
  return said.find((s) => (overran.test(s) || broke.test(s)) && !denied(s)) ?? null
}

/** "longer than expected to" must not count as a denial: only what stands outside the match does. */
function denied(sentence: string): boolean {
  return notHappened.test(sentence.replace(overran, ' ').replace(/\brolled back\b/gi, ' '))
}

const inError =
  /\b(?:(?:posted|created|published|opened|raised|reported|sent) (?:in|by) (?:error|mistake)|false (?:alarm|positive|alert)|(?:was|is) not an (?:actual |real )?(?:incident|outage)|(?:accidentally|mistakenly|erroneously) (?:posted|created|published|opened))\b/i

/** The provider itself says that it was none. Only the last words count. */
export function saysInError(i: StoredIncident): boolean {
  const last = i.updates.findLast((u) => u.text.trim() !== '')
  return inError.test(i.title) || (last !== undefined && inError.test(last.text))
}
