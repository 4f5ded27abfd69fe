import type { Impact, Incident, Status, Update } from '../incident.ts'
import { type AwsEvent, type AwsPost, keyParts, postTime, sortedPosts } from './aws-posts.ts'
import { latestOf } from './dates.ts'
import { withUniqueIds } from './one-each.ts'
import { openState } from './open-state.ts'
import { incidentOf, lastClosing, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { safeLink } from './text.ts'

const page = 'https://health.aws.amazon.com/health/status'
/** Seconds by which the stamps of one post may differ between RSS and JSON (31 in March 2023). */
const slack = 120

/**
 * The levels of AWS. Impact (or an informational message) and degradation are taken as minor,
 * disruption as major: AWS has no word for worse. Normal says nothing of what it was like before.
 */
const impacts: Impact[] = ['unknown', 'minor', 'minor', 'major']

/**
 * The events of the JSON list, each with its posts in RSS, and what only RSS has. A post in RSS
 * belongs to the newest event of its key that had begun and had not ended by then.
 */
export function joinedEvents(current: readonly AwsEvent[], rss: readonly AwsEvent[]): AwsEvent[] {
  const joined = [...current]
  const alone: AwsEvent[] = []
  for (const chain of rss) {
    const hosts = Map.groupBy(chain.posts, (post) => hostOf(post, chain.key, current))
    for (const [host, posts] of hosts) {
      if (host >= 0) joined[host] = withPosts(joined[host]!, posts)
      else alone.push({ ...chain, posts, closed: posts.at(-1)!.closing })
    }
  }
  return [...joined, ...alone]
}

function hostOf(post: AwsPost, key: string, events: readonly AwsEvent[]): number {
  let best = -1
  for (const [index, event] of events.entries()) {
    const end = event.closed ? endOf(event) + slack : Number.POSITIVE_INFINITY
    const during = firstOf(event) - slack <= post.epoch && post.epoch <= end
    if (event.key !== key || !during) continue
    if (best < 0 || firstOf(event) > firstOf(events[best]!)) best = index
  }
  return best
}

/** Of two copies of a post the one from RSS stays: it has words for its level. */
function withPosts(event: AwsEvent, added: readonly AwsPost[]): AwsEvent {
  const own = event.posts.filter(
    (post) => !added.some((other) => Math.abs(other.epoch - post.epoch) <= slack),
  )
  const posts = sortedPosts([...own, ...added])
  return { ...event, posts, closed: event.closed || (posts.at(-1)?.closing ?? false) }
}

/**
 * Incidents with ids that stay. An id is `<key>_<second of the first post>`, the same whichever of
 * the two sources told it. RSS forgets its oldest posts, so an event whose beginning has slid out
 * is known by the id under which it is held open (`open`): what was never said to be over goes on.
 * A closed one whose beginning may have slid out and which is not held open is left out and
 * counted: it has been read while it was open, and any id made from what is left would be new.
 */
export function awsIncidents(
  events: readonly AwsEvent[],
  open: readonly string[],
  at: string,
  skipped: Skipped[],
): Incident[] {
  const held = new Set(open)
  const incidents = new Map<string, Incident>()
  for (const event of [...events].sort((a, b) => firstOf(b) - firstOf(a))) {
    const known = heldId(event, held)
    const id = known ?? `${event.key}_${firstOf(event)}`
    held.delete(id)
    if (incidents.has(id)) skip(event, 'another event of the same key and second is listed')
    else if (known || event.startKnown || !event.closed) {
      incidents.set(id, incidentFrom(id, event, at))
    } else skip(event, 'closed, and its first posts are no longer listed')
  }
  return [...incidents.values()]

  function skip(event: AwsEvent, why: string) {
    skipped.push({ what: `event ${event.key}`, why })
  }
}

/** Among the ids held open the one nearest to the event's beginning that can be its own. */
function heldId(event: AwsEvent, held: ReadonlySet<string>): string | null {
  const from = event.current ? firstOf(event) - slack : event.after + 1
  const fitting = [...held].flatMap((id) => {
    const second = secondOf(id, event.key)
    const fits = second !== null && second >= from && second <= lastOf(event) + slack
    return fits ? [{ id, distance: Math.abs(second - firstOf(event)) }] : []
  })
  return fitting.sort((a, b) => a.distance - b.distance)[0]?.id ?? null
}

function secondOf(id: string, key: string): number | null {
  const rest = id.startsWith(`${key}_`) ? id.slice(key.length + 1) : ''
  return /^\d{9,11}$/.test(rest) ? Number(rest) : null
}

function incidentFrom(id: string, event: AwsEvent, at: string): Incident {
  const { key, current } = event
  const updates = updatesOf(event)
  const first = postTime(Math.min(secondOf(id, key) ?? firstOf(event), firstOf(event)))
  const startedAt = first && first <= at ? first : null
  const ended = event.closed ? (current?.endedAt ?? lastClosing(updates)) : null
  const { service, region } = keyParts(key)
  const place = region ?? current?.region
  const headline = current?.headline || event.posts.at(-1)!.headline
  return incidentOf({
    id,
    url: safeLink(current?.arn ? `${page}?eventID=${encodeURIComponent(current.arn)}` : page),
    title: headline || `AWS event in ${key}`,
    status: statusOf(event, updates),
    ...worstOf(event),
    startedAt,
    resolvedAt: ended && ended <= at && ended >= (startedAt ?? '') ? ended : null,
    postedAt: first,
    updatedAt: latestOf(postTime(lastOf(event)), current?.endedAt),
    services: uniqueNames([current?.service ?? service, ...(current?.impacted ?? [])]),
    regions: place ? [place] : [],
    updates,
  })
}

/** The finer open states are told by the words of the posts, as AWS has no field for them. */
function updatesOf(event: AwsEvent): Update[] {
  let state: Status = 'investigating'
  const updates = event.posts.map((post) => {
    state = post.closing ? 'resolved' : saidState(post.text, openBefore(state))
    return { id: `${post.epoch}`, status: state, at: postTime(post.epoch), text: post.text }
  })
  return withUniqueIds(updates.filter((update) => update.text !== ''))
}

/** Posts of large events tell of many parts that are restored: that alone is no all-clear. */
function saidState(text: string, before: Status): Status {
  const said = openState(text, before)
  return said === 'monitoring' && !/\bmonitor/i.test(text) ? before : said
}

function openBefore(state: Status): Status {
  return state === 'resolved' ? 'investigating' : state
}

function statusOf(event: AwsEvent, updates: readonly Update[]): Status {
  return event.closed ? 'resolved' : openBefore(updates.at(-1)?.status ?? 'investigating')
}

function worstOf(event: AwsEvent): Pick<Incident, 'impact' | 'impactLabel'> {
  const said = [...event.posts, ...(event.current ? [event.current] : [])]
  const rank = (level: number | null) => level ?? 0.5
  const worst = said.reduce((a, b) => (rank(b.level) > rank(a.level) ? b : a))
  if (worst.level === 0) return { impact: 'unknown', impactLabel: null }
  return { impact: impacts[worst.level ?? 0] ?? 'unknown', impactLabel: worst.label }
}

function firstOf(event: AwsEvent): number {
  return event.posts[0]!.epoch
}

function lastOf(event: AwsEvent): number {
  return event.posts.at(-1)!.epoch
}

function endOf(event: AwsEvent): number {
  const ended = event.current?.endedAt ? Date.parse(event.current.endedAt) / 1000 : 0
  return Math.max(ended, lastOf(event))
}
