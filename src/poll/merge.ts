import type { IncidentChange, IncidentRecord, Replaced } from '#storage/incidents.ts'
import type { Incident, IncidentState } from '../incident.ts'
import { isClosed } from '../source-kit/reading.ts'
import type { Reach } from '../source-kit/source.ts'
import { mergeUpdates, oneEach } from './merge-updates.ts'
import { sameIncident, textKey } from './same.ts'

/** What the merge must know beside the two lists. */
export interface MergeContext {
  feed: string
  now: string
  /** The feed was never read before. */
  firstRead: boolean
  /** When it was last read, if ever. */
  lastRead: string | null
  /** Whether a reading's updates are the whole timeline, so that a missing one was withdrawn. */
  wholeTimeline: boolean
  reach: Reach
  replyHash: string
  fetchedAt: string
  serviceIdsOf(incident: Incident): string[]
}

/**
 * What is stored against what was read: the changes, and nothing for what is equal. Nothing is ever
 * taken away: what the provider removed is marked, what it rewrote is kept as an earlier version.
 */
export function merge(
  stored: readonly IncidentRecord[],
  read: readonly Incident[],
  context: MergeContext,
): IncidentChange[] {
  const byId = new Map(stored.map((s) => [s.id, s]))
  const byFormerId = new Map(stored.flatMap((s) => s.formerIds.map((id) => [id, s] as const)))
  const readIds = new Set(read.map((i) => i.id))
  const taken = new Set<number>()
  const changes: IncidentChange[] = []
  const pending: Incident[] = []
  for (const incident of oneEach(read)) {
    const former = byFormerId.get(incident.id)
    // Listed together, the old id and the new one are two incidents after all.
    const known = byId.get(incident.id) ?? (former && readIds.has(former.id) ? undefined : former)
    if (!known || taken.has(known.key)) {
      pending.push(incident)
      continue
    }
    taken.add(known.key)
    const change = changeOf(known, incident, context)
    if (change) changes.push(change)
  }
  const missing = stored.filter((s) => !taken.has(s.key) && !readIds.has(s.id))
  for (const incident of pending) {
    const republished = missing.find((s) => !taken.has(s.key) && sameIncident(s, incident))
    if (republished) taken.add(republished.key)
    const change = republished
      ? changeOf(republished, incident, context)
      : newIncident(incident, context)
    if (change) changes.push(change)
  }
  for (const gone of missing) {
    if (!taken.has(gone.key) && gone.listed) changes.push(noLongerListed(gone, context))
  }
  return changes
}

function newIncident(read: Incident, context: MergeContext): IncidentChange {
  const incident = { ...read, updates: mergeUpdates([], read.updates, false) }
  const serviceIds = context.serviceIdsOf(incident)
  const after = {
    ...incident,
    feed: context.feed,
    service: serviceIds[0] ?? '',
    serviceIds,
    firstSeenAt: context.now,
    lastSeenAt: context.now,
    changedAt: context.now,
    state: stateOf(incident),
    listed: true,
    backfilled: context.firstRead && isClosed(incident.status),
    reopened: 0,
    edits: 0,
    formerIds: [],
    replyHash: context.replyHash,
    fetchedAt: context.fetchedAt,
  }
  return { before: null, after, replaced: [] }
}

function changeOf(
  before: IncidentRecord,
  incident: Incident,
  context: MergeContext,
): IncidentChange | null {
  if (isOlderCopy(before, incident)) return relisted(before, context)
  const updates = mergeUpdates(before.updates, incident.updates, context.wholeTimeline)
  const serviceIds = context.serviceIdsOf(incident)
  const content: Incident = {
    ...incident,
    title: textKey(before.title) === textKey(incident.title) ? before.title : incident.title,
    impact: incident.impact === 'unknown' ? before.impact : incident.impact,
    impactLabel: incident.impactLabel ?? before.impactLabel,
    startedAt: incident.startedAt ?? before.startedAt,
    resolvedAt:
      incident.resolvedAt ??
      (isClosed(incident.status) && isClosed(before.status) ? before.resolvedAt : null),
    postedAt: earlier(before.postedAt, incident.postedAt),
    updatedAt: incident.updatedAt ?? before.updatedAt,
    services: kept(incident.services, before.services),
    components: kept(incident.components, before.components),
    regions: kept(incident.regions, before.regions),
    postmortem: incident.postmortem ?? before.postmortem,
    stated: incident.stated ?? before.stated,
    updates,
  }
  const replaced = replacedBy(before, content)
  const reopened =
    isClosed(before.status) && !isClosed(content.status) && content.status !== 'unknown'
  const edits = replaced.filter((r) => r.part !== 'fields').length
  const after = {
    ...content,
    feed: before.feed,
    service: serviceIds[0] ?? before.service,
    serviceIds: serviceIds.length ? serviceIds : before.serviceIds,
    firstSeenAt: before.firstSeenAt,
    lastSeenAt: before.lastSeenAt,
    changedAt: context.now,
    state: stateOf(content),
    listed: true,
    backfilled: before.backfilled,
    reopened: before.reopened + (reopened ? 1 : 0),
    edits: before.edits + edits,
    formerIds:
      before.id === content.id || before.formerIds.includes(content.id)
        ? before.formerIds
        : [...before.formerIds, before.id],
    replyHash: context.replyHash,
    fetchedAt: context.fetchedAt,
  }
  if (before.formerIds.includes(content.id)) after.id = before.id
  return contentKey(before) === contentKey(after) ? null : { before, after, replaced }
}

/** A server behind the others serves yesterday's copy: no news, no flapping. */
function isOlderCopy(before: IncidentRecord, incident: Incident): boolean {
  return (
    !!before.updatedAt &&
    !!incident.updatedAt &&
    incident.updatedAt < before.updatedAt &&
    incident.updates.every((u) => before.updates.some((b) => b.id === u.id || b.text === u.text))
  )
}

function relisted(before: IncidentRecord, context: MergeContext): IncidentChange | null {
  if (before.listed) return null
  const after = { ...before, listed: true, state: stateOf(before), changedAt: context.now }
  return { before, after, replaced: [] }
}

function endsByLeaving({ id, status }: IncidentRecord, { open: whole, openOnly }: Reach): boolean {
  const open = whole && !isClosed(status) && status !== 'scheduled'
  return open && (typeof openOnly === 'string' ? id.startsWith(openOnly) : openOnly === true)
}

/** Between two polls no further apart than this, the end is known well enough to be given a time. */
const closeEnough = 2 * 3_600_000

/** On a platform that lists open ones only, leaving the list is how it says that it is over. */
function over(before: IncidentRecord, { lastRead, now }: MergeContext): IncidentChange {
  const watched = lastRead !== null && Date.parse(now) - Date.parse(lastRead) <= closeEnough
  const after = {
    ...before,
    status: before.kind === 'maintenance' ? ('completed' as const) : ('resolved' as const),
    resolvedAt: watched ? now : null,
    listed: false,
    lastSeenAt: lastRead ?? before.lastSeenAt,
    changedAt: now,
  }
  return { before, after, replaced: replacedBy(before, after) }
}

/**
 * It left the list. Where the list reaches back far enough, or holds everything open and this is
 * open, the provider took it away: vanished. Else it only grew old.
 */
function noLongerListed(before: IncidentRecord, context: MergeContext): IncidentChange {
  const { reach, lastRead, now } = context
  if (endsByLeaving(before, reach)) {
    return over(before, context)
  }
  const posted = before.postedAt ?? before.startedAt ?? before.firstSeenAt
  const reached = reach.since === 'always' || (reach.since !== null && posted >= reach.since)
  const vanished = reached || (reach.open && !isClosed(before.status))
  const after = {
    ...before,
    listed: false,
    state: vanished && before.state === 'present' ? ('vanished' as const) : before.state,
    lastSeenAt: lastRead ?? before.lastSeenAt,
    changedAt: vanished ? now : before.changedAt,
  }
  return { before, after, replaced: [] }
}

function replacedBy(before: IncidentRecord, after: Incident): Replaced[] {
  const replaced: Replaced[] = []
  if (textKey(before.title) !== textKey(after.title))
    replaced.push({ part: 'title', value: before.title })
  if (before.postmortem && JSON.stringify(before.postmortem) !== JSON.stringify(after.postmortem)) {
    replaced.push({ part: 'postmortem', value: JSON.stringify(before.postmortem) })
  }
  for (const old of before.updates) {
    const now = after.updates.find((u) => u.id === old.id)
    if (!now || textKey(now.text) !== textKey(old.text)) {
      replaced.push({ part: `update:${old.id}`, value: JSON.stringify(old) })
    }
  }
  const fields = JSON.stringify(fieldsOf(before))
  if (fields !== JSON.stringify(fieldsOf(after))) replaced.push({ part: 'fields', value: fields })
  return replaced
}

const fieldNames = [
  'kind',
  'status',
  'impact',
  'impactLabel',
  'startedAt',
  'resolvedAt',
  'postedAt',
  'services',
  'components',
  'regions',
] as const

function fieldsOf(i: Incident) {
  return Object.fromEntries(fieldNames.map((name) => [name, i[name]]))
}

/** Everything whose change is worth a write; times of ours and the traces are not. */
function contentKey(i: Omit<IncidentRecord, 'key'>): string {
  const { feed, id, url, title, updates, postmortem, stated, state, listed, serviceIds, reopened } =
    i
  const texts = updates.map((u) => [u.id, u.status, u.at, u.text])
  return JSON.stringify([
    fieldsOf(i),
    feed,
    id,
    url,
    title,
    i.updatedAt,
    texts,
    postmortem,
    stated,
    state,
    listed,
    serviceIds,
    reopened,
  ])
}

/** A provider that publishes again does not move the first posting. */
function earlier(a: string | null, b: string | null): string | null {
  return a && b ? (a < b ? a : b) : (a ?? b)
}

function kept(now: string[], before: string[]): string[] {
  return now.length > 0 ? now : before
}

const takenBack =
  /\b(posted|published|created|opened|declared|sent) (in error|by mistake|by accident|erroneously|accidentally)\b|\bfalse (alarm|positive)\b|\bplease (ignore|disregard) this (incident|post|message|notice)\b/i

/** The provider's own words decide: "posted in error", "false alarm". */
function stateOf(i: Pick<Incident, 'title' | 'updates' | 'status'>): IncidentState {
  const last = i.updates.at(-1)?.text ?? ''
  return isClosed(i.status) && takenBack.test(`${i.title}\n${last}`) ? 'retracted' : 'present'
}
