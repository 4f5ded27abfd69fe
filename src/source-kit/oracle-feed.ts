import type { Incident, Status, Update } from '../incident.ts'
import { earliestOf, latestOf, monthNumber, zonedTime } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { incidentOf, isClosed, lastClosing } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { stateOf } from './state-words.ts'
import { plainText } from './text.ts'
import { readTimeline } from './timeline.ts'
import { attemptAsync } from './tolerance.ts'

/** Words in the place of a name where no one service or region is meant stay as they came. */
export interface OracleName {
  services: string[]
  regions: string[]
}

/**
 * `incident-summary.rss`: an item per incident, its guid the OCID, its title `Service | Region |
 * reference`, its body all updates newest first under `<small>Oct<var>04</var>…` (reported of the
 * live feed 2026-07 and 2026-10). Null and a note when it cannot be read.
 */
export async function oracleFeed(
  reply: Reply,
  reading: Reading,
): Promise<{ incidents: Incident[]; since: string | null } | null> {
  const document = await attemptAsync(() => readFeed(reply), reading.notes)
  if (!document) return null
  reading.notes.push(...document.notes)
  const incidents = document.items.flatMap((item, index) => {
    const id = ocidOf(item)
    if (id) return [incidentFrom(id, item, reply.at)]
    reading.skipped.push({ what: `item ${index + 1}`, why: 'no id of an incident' })
    return []
  })
  const dates = document.items.map((item) => item.publishedAt)
  return { incidents, since: dates.includes(null) ? null : earliestOf(...dates) }
}

/** The guid, else the end of the address: never the whole address, which differs by its fragment only. */
function ocidOf({ id, link }: FeedItem): string | null {
  const ocid = /ocid1\.[\w.-]+/.exec(`${id ?? ''} ${link ?? ''}`)?.[0]
  return ocid ?? /\/incidents\/([^/?#\s]+)/.exec(link ?? '')?.[1] ?? (id?.trim() || null)
}

function incidentFrom(id: string, item: FeedItem, now: string): Incident {
  const updates = updatesOf(item)
  const status = updates.at(-1)?.status ?? 'unknown'
  const text = updates.map((u) => u.text)
  const from = statedTime(text, /\bstart time\b/i)
  const to = statedTime(text, /\bend time\b/i)
  const posted = updates.find((u) => u.at)?.at ?? null
  const startedAt = from && from <= now ? from : posted
  const end = (to && to <= now ? to : null) ?? lastClosing(updates)
  return incidentOf({
    id,
    url: item.link,
    title: item.title || `OCI incident ${id}`,
    status,
    startedAt,
    resolvedAt: isClosed(status) && end && (!startedAt || end >= startedAt) ? end : null,
    postedAt: posted,
    updatedAt: latestOf(item.updatedAt, item.publishedAt, ...updates.map((u) => u.at)),
    ...namesIn(item.title),
    updates,
    stated: from && (!to || to >= from) ? { from, to, basis: 'Start Time and End Time' } : null,
  })
}

function namesIn(title: string): OracleName {
  const parts = title.split(' | ').map((part) => part.trim())
  if (parts.length < 2) return { services: [], regions: [] }
  return { services: parts[0] ? [parts[0]] : [], regions: parts[1] ? [parts[1]] : [] }
}

/** The day stands in an element of its own with no blank or comma around it. */
function updatesOf(item: FeedItem): Update[] {
  const html = item.html.replace(
    /\s*<var\b[^>]*>\s*(\d{1,2})\s*<\/var>\s*,?\s*<var\b[^>]*>\s*(\d{1,2}:\d{2})\s*<\/var>\s*/gi,
    ' $1, $2 ',
  )
  const told = readTimeline(html, item.publishedAt)
  if (told.length > 0) return dated(told, item.publishedAt)
  const text = plainText(html)
  if (!text) return []
  const label = /<(?:strong|b)>([^<]{1,40})<\/(?:strong|b)>/i.exec(html)?.[1] ?? ''
  const status: Status = stateOf(label)
  return [{ id: `${item.publishedAt ?? 'undated'}-${status}`, status, at: item.publishedAt, text }]
}

/** Where no update has a time of its own, the newest has that of its item. */
function dated(updates: readonly Update[], publishedAt: string | null): Update[] {
  if (updates.some((u) => u.at)) return [...updates]
  return updates.map((u, index) =>
    index === updates.length - 1
      ? { ...u, at: publishedAt, id: `${publishedAt ?? 'undated'}-${u.status}` }
      : u,
  )
}

/** `Start Time: January 17, 2021, 17:35 UTC`, as the newest update that has it says. */
function statedTime(texts: readonly string[], label: RegExp): string | null {
  for (const text of texts.toReversed()) {
    const at = label.exec(text)
    const m =
      at &&
      /^\W{1,6}([A-Z][a-z]{2,8})\.? (\d{1,2}),? (\d{4}),? (?:at )?(\d{1,2}):(\d{2}) ?(UTC|GMT)\b/.exec(
        text.slice(at.index + at[0].length).replace(/\s+/g, ' '),
      )
    if (!m) continue
    const [day, year, hour, minute] = [m[2], m[3], m[4], m[5]].map(Number)
    return zonedTime(year!, monthNumber(m[1]!), day!, hour!, minute!, 0, 'UTC')
  }
  return null
}
