import type { Incident, Status, Update } from '../incident.ts'
import { earliestOf, latestOf } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { incidentOf, isClosed, lastClosing } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { permalink, statuspageStatus } from './statuspage-incident.ts'
import { plainText } from './text.ts'
import { readTimeline, scheduledWindow } from './timeline.ts'

const maintenanceWords: readonly Status[] = ['scheduled', 'in_progress', 'verifying', 'completed']

/**
 * Adds what `history.atom` or `history.rss` of a Statuspage tells to a reading: the 25 incidents and
 * maintenances with the newest messages, under the ids the JSON lists use, to the minute and without
 * impact or components (seen in recorded feeds of 2022 to 2026). Throws ParseError when it is no feed.
 */
export async function readStatuspageFeed(
  reply: Reply,
  root: string,
  reading: Reading,
): Promise<Incident[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const incidents: Incident[] = []
  for (const [index, item] of feed.items.entries()) {
    const code = codeOf(item)
    if (code) incidents.push(incidentFrom(code, item, root, reply.at))
    else reading.skipped.push({ what: `item ${index + 1}`, why: 'no link to an incident' })
  }
  const published = feed.items.map((item) => item.publishedAt)
  const sorted = !published.includes(null) && reading.skipped.length === 0
  if (sorted) reading.reach = { since: earliestOf(...published), open: false }
  return incidents
}

/** The `<id>` of Atom is a number that the JSON never shows; the address ends in the code. */
function codeOf(item: FeedItem): string | null {
  const address = item.link ?? item.id ?? ''
  return /\/incidents\/+([\w-]+)\/?(?:[?#]|$)/.exec(address)?.[1] ?? null
}

function incidentFrom(code: string, item: FeedItem, root: string, now: string): Incident {
  const near = earliestOf(item.updatedAt ?? item.publishedAt, now) ?? now
  const { updates, dated } = updatesOf(item, near)
  const status = updates.at(-1)?.status ?? 'unknown'
  const planned = isPlanned(item, updates)
  const first = dated ? earliestOf(...updates.map((u) => u.at)) : null
  const startedAt = planned ? windowStart(item, updates, near) : first
  const end = isClosed(status) ? lastClosing(updates) : null
  const postmortem = updates.findLast((u) => u.status === 'postmortem')
  const url = permalink(root, code)
  return incidentOf({
    id: code,
    url,
    title: item.title || `Incident ${code}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : 'unknown',
    startedAt,
    resolvedAt: end && end <= now && (!startedAt || end >= startedAt) ? end : null,
    postedAt: first,
    updatedAt: item.updatedAt ?? latestOf(...updates.map((u) => u.at)),
    updates,
    postmortem: postmortem ? { url, text: postmortem.text || null, at: postmortem.at } : null,
  })
}

/**
 * The messages of a timeline. Where a copy of the feed has lost times, the first one is not known;
 * where it says no state either, the whole body is one message.
 */
function updatesOf(item: FeedItem, near: string): { updates: Update[]; dated: boolean } {
  const told = readTimeline(item.html, near)
  const last = told.at(-1)
  const dated = told.every((update) => update.at)
  if (last && dated && last.status !== 'unknown') return { updates: told, dated }
  const status = stateBelow(item.html)
  const at = last?.at ?? item.publishedAt
  if (last && (dated || status !== 'unknown')) {
    return { updates: [...told.slice(0, -1), { ...last, at, status }], dated }
  }
  const text = plainText(item.html)
  const only = { id: `${at ?? 'undated'}-${status}`, status, at, text }
  return { updates: text ? [only] : [], dated: false }
}

/** "Update" does not say a state: it is that of the next label further down. */
function stateBelow(html: string): Status {
  const labels = [...html.matchAll(/<(strong|b)>\s*([^<]{1,20}?)\s*<\/\1>/g)].map((m) => m[2] ?? '')
  return statuspageStatus(labels.find((label) => !/^updated?$/i.test(label)))
}

function isPlanned(item: FeedItem, updates: readonly Update[]): boolean {
  const marked = Object.keys(item.extra).some((key) => /^maintenanceEndDate$/i.test(key))
  const told = updates.some((update) => maintenanceWords.includes(update.status))
  return marked || told || /THIS IS A SCHEDULED EVENT/.test(item.html)
}

/** The date of an item is the start of the window until work begins, then that of its last message. */
function windowStart(item: FeedItem, updates: readonly Update[], near: string): string | null {
  const window = scheduledWindow(item.html, item.publishedAt ?? near)
  const begun = updates.find((u) => u.status !== 'scheduled' && u.status !== 'unknown')
  const work = begun?.status === 'in_progress' ? begun.at : null
  return window?.from ?? (begun ? work : item.publishedAt)
}
