import type { Incident } from '../incident.ts'
import { earliestOf, feedTime } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { kenerStatus } from './kener-shape.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { bodyText } from './text.ts'

/** `Status: X`, the window and the monitors come first, a text behind a blank line. */
const layout = /^\s*Status: ([A-Z_]+)(?:\n([\s\S]*?))?(?:\n\n([\s\S]*))?$/

/**
 * `rss.xml` of Kener: ninety days, the newest fifty, from its source of 2026. An incident is dated by
 * its newest comment, the only one that is told, or by its start where it has none; a maintenance
 * by the start of its window. Throws ParseError when it is no feed.
 */
export async function readKenerFeed(reply: Reply, reading: Reading): Promise<Incident[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const incidents = feed.items.flatMap((item, index) => {
    const key = /^(incident|maintenance)-\d+$/.exec(item.id ?? '')
    if (key) return [incidentFrom(item, key[1] === 'maintenance', reply.at)]
    reading.skipped.push({ what: `item ${index + 1}`, why: 'no id of Kener' })
    return []
  })
  // Incidents of less than ninety days are cut only by the number of items.
  const dates = feed.items.map((item) => item.publishedAt)
  const whole = !feed.tolerant && feed.notes.length === 0 && !dates.includes(null)
  const full = feed.items.length >= 50
  if (whole && reading.skipped.length === 0) {
    reading.reach = { since: full ? null : earliestOf(...dates), open: false }
  }
  return incidents
}

function incidentFrom(item: FeedItem, planned: boolean, now: string): Incident {
  const [, word = '', facts = '', body = ''] = layout.exec(item.html.replace(/\r\n?/g, '\n')) ?? []
  const status = kenerStatus(word, planned)
  const at = planned ? null : item.publishedAt
  const text = bodyText(body)
  const { from, to } = windowIn(facts)
  const told = !planned && !text ? at : null
  const end = planned ? to : text ? at : null
  const over = isClosed(status) && word !== 'CANCELLED'
  const kind = planned ? 'maintenance' : 'incident'
  return incidentOf({
    id: item.id!,
    url: item.link,
    title: item.title.replace(/^\[(?:Incident|Maintenance)\]\s*/, '') || item.id!,
    kind,
    status,
    impact: planned ? 'maintenance' : 'unknown',
    startedAt: planned ? (from ?? item.publishedAt) : told,
    resolvedAt: over && end && end <= now ? end : null,
    updatedAt: at,
    components: componentsIn(facts),
    updates: text
      ? [
          {
            id: `${at ?? 'undated'}-${planned ? 'scheduled' : status}`,
            status: planned ? 'scheduled' : status,
            at,
            text,
          },
        ]
      : [],
  })
}

function componentsIn(facts: string): string[] {
  const names = /^Affected: (.+)$/m.exec(facts)?.[1] ?? ''
  return names === 'All monitors' ? [] : uniqueNames(names.split(', '))
}

function windowIn(facts: string): { from: string | null; to: string | null } {
  const m = /^Scheduled: (.+?) → (.+)$/m.exec(facts)
  return { from: feedTime(m?.[1]), to: feedTime(m?.[2]) }
}
