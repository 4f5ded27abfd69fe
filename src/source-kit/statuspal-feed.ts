import type { Incident, IncidentKind, Status, Update } from '../incident.ts'
import { earliestOf, feedTime, latestOf } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { impactOf, kindOf } from './state-words.ts'
import { oneLine, plainText } from './text.ts'
import { readTimeline } from './timeline.ts'

interface Lead {
  label: string
  names: string[]
}

/**
 * The incidents of a page's `/history.rss` (or `.atom`), under the ids of the JSON. By the notes of a
 * client of 2026-10: the text begins with `<strong>Scheduled maintenance</strong> - CH-GVA-2, …`, its
 * messages follow with their times in `<small>`, newest first, and planned work has its window as
 * two categories (`event:start`, `event:end`).
 */
export async function statuspalFeed(reply: Reply, reading: Reading): Promise<Incident[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const incidents = feed.items.flatMap((item, index) => {
    const id = idOf(item)
    if (id) return incidentFrom(id, item, reply.at)
    reading.skipped.push({ what: `item ${index + 1}`, why: 'neither guid nor link' })
    return []
  })
  const dates = feed.items.map((item) => item.publishedAt)
  const sure = !feed.tolerant && !dates.includes(null) && incidents.length === feed.items.length
  reading.reach = { since: sure ? earliestOf(...dates) : null, open: false }
  return incidents
}

function idOf(item: FeedItem): string | null {
  const address = [item.link, item.id].map((a) => /\/incidents\/(\d+)/.exec(a ?? '')?.[1])
  return address.find(Boolean) ?? item.id ?? item.link
}

function incidentFrom(id: string, item: FeedItem, now: string): Incident {
  const { lead, rest } = leadOf(item.html)
  const window = item.categories
    .map(feedTime)
    .filter((time) => time !== null)
    .sort()
  const kind = kindOfItem(lead, item, window)
  const updates = updatesFrom(item, rest, kind)
  const status = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  const first = earliestOf(...updates.map((u) => u.at)) ?? item.publishedAt
  const startedAt = kind === 'maintenance' ? (window[0] ?? null) : (window[0] ?? first)
  const end = isClosed(status) ? lastClosing(updates) : null
  return incidentOf({
    id,
    url: item.link,
    title: item.title || `StatusPal ${kind} ${id}`,
    kind,
    status,
    impact: kind === 'maintenance' ? kind : lead ? impactOf(lead.label) : 'unknown',
    impactLabel: lead?.label ?? null,
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt: first,
    updatedAt: latestOf(item.updatedAt, ...updates.map((u) => u.at)),
    components: uniqueNames(lead?.names ?? []),
    updates,
  })
}

/** What stands in bold before the first message, and the names behind it. */
function leadOf(html: string): { lead: Lead | null; rest: string } {
  const from = html.search(/<small\b/i)
  const head = from < 0 ? '' : html.slice(0, from)
  const m = /<(strong|b)>([^<]{1,60})<\/\1>\s*(?:[-–—:]\s*([^<]{0,2000}))?/i.exec(head)
  if (!m) return { lead: null, rest: html }
  const names = plainText(m[3] ?? '').split(/,\s*/)
  return { lead: { label: oneLine(plainText(m[2]!)), names }, rest: html.slice(from) }
}

function kindOfItem(lead: Lead | null, item: FeedItem, window: readonly string[]): IncidentKind {
  const kinds = [lead?.label ?? '', item.title].map(kindOf)
  return kinds.find((kind) => kind !== 'incident') ?? (window.length ? 'maintenance' : 'incident')
}

function updatesFrom(item: FeedItem, rest: string, kind: IncidentKind): Update[] {
  const told = readTimeline(rest, item.publishedAt).map((update) => {
    return { ...update, status: fitting(update.status, kind) }
  })
  if (told.length) return told
  const text = plainText(item.html)
  const at = item.publishedAt
  return text ? [{ id: `${at ?? 'undated'}-unknown`, status: 'unknown', at, text }] : []
}

function fitting(status: Status, kind: IncidentKind): Status {
  if (kind === 'maintenance') return status === 'resolved' ? 'completed' : status
  return status === 'completed' ? 'resolved' : status
}
