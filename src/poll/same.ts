import type { IncidentRecord } from '#storage/incidents.ts'
import type { Incident } from '../incident.ts'

/** Text as compared: white space folded, since providers rewrite it without saying anything new. */
export function textKey(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** How far apart two postings of one incident may say it began. */
const near = 3_600_000

/**
 * Is this new id an old incident published again? Only with the same title and kind and a start (or
 * posting) within an hour; two updates that say the same make it sure where a start is missing.
 * Or with a message of the same id about the same service and region (AWS, whose feed forgets).
 */
export function sameIncident(stored: IncidentRecord, read: Incident): boolean {
  if (stored.kind !== read.kind) return false
  if (sharesUpdates(stored, read)) return true
  if (textKey(stored.title).toLowerCase() !== textKey(read.title).toLowerCase()) return false
  const a = stored.startedAt ?? stored.postedAt
  const b = read.startedAt ?? read.postedAt
  if (a && b) return Math.abs(Date.parse(a) - Date.parse(b)) <= near
  const texts = new Set(stored.updates.map((u) => textKey(u.text)))
  return read.updates.some((u) => u.text !== '' && texts.has(textKey(u.text)))
}

/** The time must agree too: some providers name their messages only `ongoing` and `resolved`. */
function sharesUpdates(stored: IncidentRecord, read: Incident): boolean {
  const about = (i: Incident) => JSON.stringify([i.services, i.regions])
  if (about(stored) !== about(read)) return false
  return read.updates.some(
    (u) => u.at && stored.updates.some((s) => s.id === u.id && s.at === u.at),
  )
}
