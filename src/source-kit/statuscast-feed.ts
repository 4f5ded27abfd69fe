import type { Incident, IncidentKind, Status, Update } from '../incident.ts'
import { earliestOf, latestOf } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { kindOf, stateOf } from './state-words.ts'
import { plainText } from './text.ts'

const workDone = /\b(?:completed|finished|concluded) (?:our |the |this )?(?:\w+ )?maintenance\b/i

/**
 * The page's `/rss`: one item for each MESSAGE, linked to `/incident/<id>`, with the guid
 * `/<incident>/<message>` and the time of the message. There is no state but in the words (a
 * client's fixture of 2026-09).
 */
export async function statuscastFeed(
  reply: Reply,
  root: string,
  reading: Reading,
): Promise<{ incidents: Incident[]; since: string | null }> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const groups = Map.groupBy(feed.items, idOf)
  const nameless = groups.get(null)?.length ?? 0
  if (nameless) reading.skipped.push({ what: `items without an id: ${nameless}`, why: 'no link' })
  groups.delete(null)
  const dates = feed.items.map((item) => item.publishedAt)
  const sure = !feed.tolerant && !dates.includes(null) && nameless === 0
  const incidents = [...groups].map(([id, items]) => incidentFrom(id!, items, root, reply.at))
  return { incidents, since: sure ? earliestOf(...dates) : null }
}

function idOf(item: FeedItem): string | null {
  const linked = /\/incident\/(\w+)/i.exec(item.link ?? '')?.[1]
  return linked ?? /^\/(\w+)\/\w+$/.exec(item.id ?? '')?.[1] ?? null
}

function incidentFrom(id: string, items: readonly FeedItem[], root: string, now: string): Incident {
  const sorted = byTime(items.toReversed().map((item) => ({ item, at: item.publishedAt })))
  const newest = sorted.at(-1)!.item
  const kind = sorted.map(({ item }) => kindOf(item.title)).find((k) => k !== 'incident')
  const updates = updatesFrom(sorted, kind ?? 'incident', now)
  const status = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  const first = earliestOf(...updates.map((u) => u.at))
  const planned = kind === 'maintenance'
  const begun = updates.find((u) => u.status === 'in_progress')?.at ?? null
  return incidentOf({
    id,
    url: newest.link ?? `${root}/incident/${id}`,
    title: newest.title || `StatusCast incident ${id}`,
    kind: kind ?? 'incident',
    status,
    impact: planned ? 'maintenance' : 'unknown',
    startedAt: planned ? begun : first,
    resolvedAt: isClosed(status) ? lastClosing(updates) : null,
    postedAt: first,
    updatedAt: latestOf(...updates.map((u) => u.at)),
    updates,
  })
}

function updatesFrom(
  sorted: readonly { item: FeedItem; at: string | null }[],
  kind: IncidentKind,
  now: string,
): Update[] {
  let state: Status = 'unknown'
  const updates = sorted.map(({ item, at }) => {
    const text = plainText(item.html)
    const said = [stateOf(text), stateOf(item.title)].find((s) => s !== 'unknown') ?? 'unknown'
    const told = kind === 'maintenance' && workDone.test(text) ? 'completed' : fitting(said, kind)
    state = told === 'unknown' || (told === 'scheduled' && isClosed(state)) ? state : told
    const id = /^\/\w+\/(\w+)$/.exec(item.id ?? '')?.[1] ?? `${at ?? 'undated'}-${state}`
    return { id, status: state, at: at && at <= now ? at : null, text }
  })
  return withUniqueIds(updates)
}

function fitting(status: Status, kind: IncidentKind): Status {
  if (kind === 'maintenance') return status === 'resolved' ? 'completed' : status
  if (status === 'completed') return 'resolved'
  return status === 'scheduled' || status === 'in_progress' ? 'unknown' : status
}
