import type { Incident, Status, Update } from '../incident.ts'
import { latestOf } from './dates.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { reportOf } from './google-incidents.ts'
import { isReport, plainPacificTime, runningState, titleFrom } from './google-words.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { plainText, safeLink } from './text.ts'

/** One entry: an update, and what it says about its incident at that time. */
interface Entry {
  incident: string
  update: string
  url: string | null
  at: string | null
  title: string
  over: boolean
  begin: string | null
  end: string | null
  products: string[]
  locations: string[]
  text: string
}

/**
 * Reads `feed.atom` of Google's status dashboards into `reading`: one entry for each update, with
 * ids `tag:…:feed:{incident}.{update}`. Form from a capture of 2022-04. It says less than
 * `incidents.json`: no impact, and nothing about how far it reaches.
 */
export async function readGoogleFeed(reply: Reply, reading: Reading): Promise<void> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const entries = feed.items.flatMap((item, index) => {
    const entry = entryOf(item, reply.at)
    if (!entry) reading.skipped.push({ what: `item ${index + 1}`, why: 'no incident id' })
    return entry ?? []
  })
  const incidents = Map.groupBy(entries, (entry) => entry.incident)
  reading.incidents = [...incidents.values()].map(incidentFrom)
}

function entryOf(item: FeedItem, now: string): Entry | null {
  const id = /:feed:([\w-]+)(?:\.([\w.-]+))?$/.exec(item.id ?? '')
  if (!id) return null
  const html = item.summaryHtml || item.html
  const at = item.updatedAt ?? item.publishedAt
  const title = /^(?:(resolved|update):\s*)?(.*)$/is.exec(item.title)!
  const end = timeIn(html, 'ended at')
  return {
    incident: id[1]!,
    update: id[2] ?? at ?? 'update',
    url: safeLink(item.link),
    at,
    title: title[2]!,
    over: title[1]?.toLowerCase() === 'resolved',
    begin: notAfter(timeIn(html, 'began at'), now),
    end: notAfter(end, now),
    products: namesIn(html, 'products'),
    locations: namesIn(html, 'locations'),
    text: plainText(messageIn(html)),
  }
}

function incidentFrom(entries: readonly Entry[]): Incident {
  const told = byTime(entries.toReversed())
  const newest = told.at(-1)!
  const updates = updatesFrom(told)
  const first = updates.find((u) => u.at)?.at ?? null
  const start = newest.begin ?? first
  const closing = updates.find((u) => u.status === 'resolved')?.at ?? null
  const end = newest.over ? (newest.end ?? closing) : null
  const backwards = !!start && !!end && end < start
  const report = reportOf(updates, newest.url)
  return incidentOf({
    id: newest.incident,
    url: newest.url,
    title: titleFrom(newest.title) || `Google: incident ${newest.incident}`,
    status: newest.over ? (report ? 'postmortem' : 'resolved') : openStatus(updates),
    startedAt: start,
    resolvedAt: backwards ? null : end,
    postedAt: first,
    updatedAt: latestOf(...updates.map((u) => u.at)),
    services: uniqueNames(told.flatMap((e) => e.products)),
    regions: uniqueNames(told.flatMap((e) => e.locations)),
    updates,
    postmortem: report,
    stated:
      newest.begin && !backwards && (newest.end || !newest.over)
        ? { from: newest.begin, to: end, basis: 'begin and end in the feed' }
        : null,
  })
}

function openStatus(updates: readonly Update[]): Status {
  return updates.findLast((u) => u.status !== 'postmortem')?.status ?? 'unknown'
}

function updatesFrom(told: readonly Entry[]): Update[] {
  // Google marks every entry of an incident as resolved or as update as it stood when it was written.
  let state: Status = 'unknown'
  const updates = told.map((entry) => {
    const open = () => runningState(entry.text, state === 'resolved' ? 'unknown' : state)
    const status = isReport(entry.text) ? 'postmortem' : entry.over ? 'resolved' : open()
    if (status !== 'postmortem') state = status
    return { id: entry.update, status, at: entry.at, text: entry.text }
  })
  return withUniqueIds(updates)
}

function notAfter(time: string | null, now: string): string | null {
  return time && time <= now ? time : null
}

/** The times carry no zone: the line says that all are US/Pacific, and is not believed without it. */
function timeIn(html: string, label: string): string | null {
  const head = plainText(html.slice(0, 1000)).slice(0, 400)
  if (!/US\/Pacific/i.test(head)) return null
  return plainPacificTime(
    new RegExp(`${label} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)`).exec(head)?.[1],
  )
}

function namesIn(html: string, what: string): string[] {
  const list = new RegExp(`<p>\\s*Affected ${what}:\\s*([^<]*)</p>`, 'i').exec(html)?.[1] ?? ''
  return uniqueNames(plainText(list).split(','))
}

/** Without the line of times before it and the lists after it. */
function messageIn(html: string): string {
  return html
    .replace(/^\s*<p>\s*Incident began at[\s\S]*?<\/p>/i, '')
    .replace(/<hr\s*\/?>\s*<p>\s*Affected (?:products|locations):[\s\S]*$/i, '')
}
