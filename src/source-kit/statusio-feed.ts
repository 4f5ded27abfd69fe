import type { Incident, Status, Update } from '../incident.ts'
import { earliestOf, latestOf } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { stateOf } from './state-words.ts'
import { type StatusioPage, statusioLink, updateId } from './statusio-shape.ts'
import { plainText } from './text.ts'
import { readTimeline } from './timeline.ts'

/**
 * Incidents and maintenance of `/pages/<page id>/rss`: open and closed ones under the ids of the
 * JSON, with all their messages to the minute (`<small>June 4, 2026 05:15 PDT</small><br />
 * <b>Investigating</b> - …`), without impact, components or windows. The date of an item is that of
 * its last message. Seen in items of a page's feed of 2026-06; older clients report one item for
 * each message, so items of one id are joined. A wrong page id gets HTML with 200: a ParseError.
 */
export async function statusioFeed(
  reply: Reply,
  page: StatusioPage,
  reading: Reading,
): Promise<{ incidents: Incident[]; since: string | null }> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const groups = Map.groupBy(feed.items, (item) => idOf(item))
  const nameless = groups.get(null)?.length ?? 0
  if (nameless) reading.skipped.push({ what: `items without an id: ${nameless}`, why: 'no guid' })
  groups.delete(null)
  const dates = feed.items.map((item) => item.publishedAt)
  const sure = nameless === 0 && !feed.tolerant && !dates.includes(null)
  const incidents = [...groups].map(([id, items]) => incidentFrom(id!, items, page, reply.at))
  return { incidents, since: sure ? earliestOf(...dates) : null }
}

/** The id that the JSON has too: the end of the link, else the guid. */
function idOf(item: FeedItem): string | null {
  const linked = /\/pages\/(?:incident|maintenance)\/[^/]+\/([\w-]+)/.exec(item.link ?? '')?.[1]
  return linked ?? /^[\w-]+/.exec(item.id ?? '')?.[0] ?? null
}

function incidentFrom(
  id: string,
  items: readonly FeedItem[],
  page: StatusioPage,
  now: string,
): Incident {
  const newest = items
    .toSorted((a, b) => (a.publishedAt ?? '').localeCompare(b.publishedAt ?? ''))
    .at(-1)!
  const planned = items.some((item) => /\/pages\/maintenance\//.test(item.link ?? ''))
  const updates = updatesFrom(items, planned)
  const status = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  const first = earliestOf(...updates.map((u) => u.at))
  const begun = updates.find((u) => u.status === 'in_progress')?.at ?? null
  const startedAt = planned ? begun : first
  const end = isClosed(status) ? lastClosing(updates) : null
  return incidentOf({
    id,
    url: newest.link ?? statusioLink(page, planned ? 'maintenance' : 'incident', id),
    title: newest.title || `${planned ? 'Maintenance' : 'Incident'} ${id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : 'unknown',
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt: first,
    updatedAt: latestOf(...updates.map((u) => u.at)),
    updates,
  })
}

function updatesFrom(items: readonly FeedItem[], planned: boolean): Update[] {
  const all = items.flatMap((item) => messagesOf(item, planned))
  const distinct = new Map(all.map((u) => [JSON.stringify([u.at, u.status, u.text]), u]))
  return withUniqueIds(byTime([...distinct.values()]))
}

function messagesOf(item: FeedItem, planned: boolean): Update[] {
  // Planned work is `Active` while it goes on, which elsewhere says nothing.
  const html = planned ? item.html.replace(/(<(?:b|strong)>\s*)Active\b/gi, '$1Started') : item.html
  const told = readTimeline(html, item.publishedAt).map((u) => {
    const status = fitting(u.status, planned)
    return { ...u, status, id: updateId(u.at, status) }
  })
  if (told.length) return told
  const text = plainText(item.html)
  const status = fitting(
    [item.title, text].map(stateOf).find((s) => s !== 'unknown') ?? 'unknown',
    planned,
  )
  const at = item.publishedAt
  return text ? [{ id: updateId(at, status), status, at, text }] : []
}

function fitting(status: Status, planned: boolean): Status {
  if (planned) return status === 'resolved' ? 'completed' : status
  return status === 'completed' ? 'resolved' : status
}
