import type { StoredIncident } from '../incident.ts'
import { dayMs, dayWords, isWithin, ms } from './dates.ts'
import { beganAt, endedAt, isClosed, wasOpenAt } from './duration.ts'
import type { Edition } from './edition.ts'
import { maintenanceTrouble, saysInError } from './maintenance.ts'
import type { Material } from './material.ts'
import type { DraftSettings } from './settings.ts'

/**
 * What an incident is to an edition: one of its outages, something earlier about which at most
 * follow-ups can be told, something that happened outside it, or left out.
 */
export type Place =
  | { as: 'outage'; reasons: string[] }
  | { as: 'earlier'; reason: string | null }
  | { as: 'left-out'; reason: string }
  | { as: 'elsewhere' }

export function placeOf(
  i: StoredIncident,
  edition: Edition,
  earlier: Material['earlier'],
  settings: DraftSettings,
): Place {
  const timed = timePlace(i, edition, settings)
  if (timed.as === 'elsewhere' || timed.as === 'left-out') return timed
  if (i.state === 'retracted') return leftOut('the provider withdrew it')
  if (timed.as === 'outage' && saysInError(i)) {
    return leftOut('the provider says that it was posted in error')
  }
  if (i.kind === 'notice') return leftOut('a notice, not an incident')
  if (i.kind === 'maintenance' || i.impact === 'maintenance') return maintenancePlace(i, timed)
  return timed.as === 'outage' ? unlessPrinted(i, timed, earlier) : timed
}

function leftOut(reason: string): Place {
  return { as: 'left-out', reason }
}

function maintenancePlace(i: StoredIncident, timed: Place): Place {
  const trouble = timed.as === 'outage' ? maintenanceTrouble(i) : null
  if (timed.as !== 'outage' || !trouble) return leftOut('planned maintenance')
  return { as: 'outage', reasons: [...timed.reasons, `maintenance that went wrong: “${trouble}”`] }
}

function unlessPrinted(i: StoredIncident, timed: Place, earlier: Material['earlier']): Place {
  const printed = earlier.findLast((e) => e.incidentKeys.includes(i.key))
  return printed ? { as: 'earlier', reason: `already printed in ${nameOf(printed)}` } : timed
}

/** How an earlier edition is called in a reason. */
export function nameOf(e: Material['earlier'][number]): string {
  if (e.edition !== null) return `edition ${e.edition}`
  return e.week ? `the edition of ${e.week}` : 'an earlier edition'
}

function timePlace(i: StoredIncident, edition: Edition, settings: DraftSettings): Place {
  const began = beganAt(i)
  if (began === null) return undatedPlace(i, edition)
  if (isWithin(began, edition)) return { as: 'outage', reasons: [] }
  if (ms(began)! >= ms(edition.to)!) return { as: 'elsewhere' }
  const day = dayWords(began, edition.timezone)
  const late = isWithin(began, edition, settings.lateDays)
  if (isWithin(i.postedAt, edition) && late) {
    return { as: 'outage', reasons: [`began on ${day}, but was first posted this week`] }
  }
  if (wasOpenAt(i, edition.from)) return openPlace(i, edition, day, settings)
  return { as: 'earlier', reason: null }
}

/** Never dated by guess: first seen is only said to be that, and history read late has no week. */
function undatedPlace(i: StoredIncident, edition: Edition): Place {
  if (!isWithin(i.firstSeenAt, edition)) return { as: 'elsewhere' }
  if (i.backfilled) return leftOut('carries no date, and was there when its page was first read')
  const day = dayWords(i.firstSeenAt, edition.timezone)
  return { as: 'outage', reasons: [`the provider gives no time; first seen on ${day}`] }
}

/** It began before the edition and lasted into it. */
function openPlace(
  i: StoredIncident,
  edition: Edition,
  day: string,
  settings: DraftSettings,
): Place {
  const still = wasOpenAt(i, edition.to)
  const words = still ? `open since ${day}` : `began on ${day} and lasted into this week`
  const fresh = isWithin(beganAt(i), edition, settings.slackDays)
  const told = i.updates.some((u) => isWithin(u.at, edition)) || isWithin(endedAt(i), edition)
  if (fresh || told) return { as: 'outage', reasons: [words] }
  return leftOut(`${words}, but nothing new was said this week`)
}

/** Closed so long before that what is said now is a follow-up, not its end. */
export function wasOver(i: StoredIncident, at: string): boolean {
  const end = ms(endedAt(i))
  if (end !== null) return ms(at)! - end > dayMs / 24
  return isClosed(i) && ms(beganAt(i)) !== null && ms(at)! - ms(beganAt(i))! > dayMs
}
