import { createHash } from 'node:crypto'
import { closedStatuses, type Impact, type StoredIncident } from '../incident.ts'
import { weights } from './settings.ts'
import type { Rules } from './targets.ts'

export type SeenIncident = Omit<StoredIncident, 'key'>

/**
 * `opened` is the first that is told; `worse` also when the impact only now reaches the threshold;
 * `withdrawn`: it left the provider's list while it was open, which is no word that it is over.
 */
export type What = 'opened' | 'reopened' | 'changed' | 'worse' | 'ended' | 'withdrawn'

export interface OutageEvent {
  what: What
  /** What must not be told twice. */
  key: string
  /** The incident, over all its ids. */
  about: string
  before: SeenIncident | null
  after: SeenIncident
}

/** What had no sign of life for so long is no news, however new it is to us. ms */
const longestSilence = 7 * 86_400_000
const longestKey = 200

/**
 * What a target with these rules should hear of a change: one event at most. `told` says that it
 * heard of the incident before; then it hears the end too, whatever the impact is by then. Never
 * of maintenance, notices, and what was over when its feed was read for the first time.
 */
export function eventsOf(
  before: SeenIncident | null,
  after: SeenIncident,
  rules: Rules,
  told = false,
): OutageEvent[] {
  if (after.kind !== 'incident' || (!before && after.backfilled)) return []
  if (rules.services && !after.serviceIds.some((id) => rules.services!.includes(id))) return []
  if (!told && (!isHeavy(after.impact, rules) || isStale(after))) return []
  const what = before ? whatChanged(before, after) : whatAppeared(after)
  if (!what) return []
  const about = aboutOf(after)
  return [{ what, key: shortened(`${about}:${what}:${markOf(what, after)}`), about, before, after }]
}

/** What ties the messages about one incident together. */
export function aboutOf(incident: Pick<SeenIncident, 'feed' | 'id' | 'formerIds'>): string {
  return shortened(`outage:${incident.feed}:${incident.formerIds[0] ?? incident.id}`)
}

function whatAppeared(after: SeenIncident): What | null {
  if (after.state !== 'present') return null
  return isOver(after) ? 'ended' : 'opened'
}

function whatChanged(before: SeenIncident, after: SeenIncident): What | null {
  const [was, is] = [isOver(before), isOver(after)]
  if (is) return was ? null : 'ended'
  if (was) return after.status === 'unknown' ? null : 'reopened'
  if (before.state === 'present' && after.state === 'vanished') return 'withdrawn'
  if (isWorse(before.impact, after.impact)) return 'worse'
  return before.status !== after.status && after.status !== 'unknown' ? 'changed' : null
}

/**
 * Tells two events of one kind apart: by the newest update, so that a server that serves old and
 * new copies in turn does not ring twice, or by what else is known.
 */
function markOf(what: What, after: SeenIncident): string {
  if (what === 'opened') return ''
  const newest = after.updates.at(-1)?.id ?? `r${after.reopened}`
  return what === 'worse' ? `${after.impact}:${newest}` : `${after.status}:${newest}`
}

function isHeavy(impact: Impact, rules: Rules): boolean {
  if (impact === 'unknown') return rules.unstated
  return rank(impact) >= rank(rules.impact)
}

function isWorse(before: Impact, after: Impact): boolean {
  return rank(after) > 0 && rank(after) > rank(before)
}

/** -1 for what stands outside the order. */
function rank(impact: Impact): number {
  return (weights as readonly string[]).indexOf(impact)
}

function isOver({ status, resolvedAt }: SeenIncident): boolean {
  return closedStatuses.includes(status) || resolvedAt !== null
}

/** Without any time of its own it is as new as our sight of it. */
function isStale(after: SeenIncident): boolean {
  const ownTime = after.updatedAt ?? after.updates.at(-1)?.at ?? after.postedAt ?? after.startedAt
  const life = after.resolvedAt ?? ownTime
  return life !== null && Date.parse(after.changedAt) - Date.parse(life) > longestSilence
}

/** Ids of providers can be as long as they like; an index cannot. */
function shortened(text: string): string {
  if (text.length <= longestKey) return text
  const hash = createHash('sha256').update(text).digest('base64url')
  return `${text.slice(0, longestKey - 50).toWellFormed()}~${hash}`
}
