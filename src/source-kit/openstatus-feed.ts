import type { Incident, Status, Update } from '../incident.ts'
import { feedTime, latestOf } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { statuspageStatus } from './statuspage-incident.ts'
import { manyLines } from './text.ts'

const states: Record<string, Status> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
}
const stated = /^(investigating|identified|monitoring|resolved): /i
const dated = /^(\d{4}-\d\d-\d\dT[\d:.]+Z): /

/**
 * `/feed/rss` and `/feed/atom` of OpenStatus: an item for each report and maintenance, oldest first,
 * its date that of the last change. The messages of a report have a state and no times, newest
 * first, each with a full stop of the feed's own behind it; those of a maintenance have times
 * (from the platform's source of 2026). Throws ParseError when it is no feed.
 */
export async function readOpenstatusFeed(reply: Reply, reading: Reading): Promise<Incident[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  return feed.items.flatMap((item, index) => {
    const key = /\/events\/(report|maintenance)\/(\w+)\/?$/.exec(item.link ?? item.id ?? '')
    const old = /\/events\?filter=maintenances$/.test(item.link ?? '')
    if (key) return [incidentFrom(`${key[1]}-${key[2]}`, item)]
    reading.skipped.push({
      what: `item ${index + 1}`,
      why: old ? 'a maintenance without an address of its own' : 'no link to a report',
    })
    return []
  })
}

function incidentFrom(id: string, item: FeedItem): Incident {
  const planned = id.startsWith('maintenance-')
  const at = item.updatedAt ?? item.publishedAt
  const title = item.title.replace(/^(?:[a-z]+) - /i, '')
  const word = /^([a-z]+) - /i.exec(item.title)?.[1] ?? ''
  const updates = planned ? messagesOf(item) : reportUpdates(item, at)
  const status = planned ? 'unknown' : statuspageStatus(word)
  const alone = updates.length === 1 ? updates[0]!.at : null
  return incidentOf({
    id,
    url: item.link,
    title: title || item.title || id,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : 'unknown',
    startedAt: planned ? null : alone,
    resolvedAt: isClosed(status) && updates.at(-1)?.status === status ? updates.at(-1)!.at : null,
    postedAt: planned ? (updates[0]?.at ?? null) : alone,
    updatedAt: at ?? latestOf(...updates.map((u) => u.at)),
    updates,
  })
}

/** Blank lines part the messages, and stand within them too. */
function partsOf(item: FeedItem, begins: RegExp): string[] {
  const parts: string[] = []
  for (const part of item.html.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    if (begins.test(part) || parts.length === 0) parts.push(part)
    else parts.push(`${parts.pop()}\n\n${part}`)
  }
  return parts.filter((part) => part.trim())
}

/** Only the newest can have the time of the last change. */
function reportUpdates(item: FeedItem, changedAt: string | null): Update[] {
  const newestFirst = partsOf(item, stated).map((part, index) => {
    const status = states[stated.exec(part)?.[1]?.toLowerCase() ?? ''] ?? 'unknown'
    const at = index === 0 ? changedAt : null
    const text = manyLines(part.replace(stated, '').replace(/\.$/, ''))
    return { id: `${at ?? 'undated'}-${status}`, status, at, text }
  })
  return withUniqueIds(newestFirst.reverse())
}

function messagesOf(item: FeedItem): Update[] {
  const newestFirst = partsOf(item, dated).map((part) => {
    const at = feedTime(dated.exec(part)?.[1])
    const text = manyLines(part.replace(dated, ''))
    return { id: `${at ?? 'undated'}-update`, status: 'unknown' as const, at, text }
  })
  return withUniqueIds(byTime(newestFirst.reverse()))
}
