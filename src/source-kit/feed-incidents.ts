import type { Incident, Status, Update } from '../incident.ts'
import { earliestOf, feedTime, latestOf } from './dates.ts'
import { type FeedDocument, readFeed } from './feed.ts'
import { entryOf, type FeedEntry } from './feed-entries.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, lastClosing, uniqueNames } from './reading.ts'
import type { Reply } from './source.ts'

/** Longer silence between items that only share a title means another incident. */
const silenceMs = 30 * 24 * 60 * 60 * 1000

/** A feed with the incidents its items tell of. What was said of reading it goes to `notes`. */
export async function feedIncidents(
  reply: Reply,
  notes: string[],
  page = reply.url,
): Promise<{ document: FeedDocument; incidents: Incident[] }> {
  const document = await readFeed(reply)
  notes.push(...document.notes)
  const entries = document.items.map(entryOf).filter((entry) => entry.title)
  return { document, incidents: foldEntries(entries, document, page, reply.at) }
}

/** The oldest date of a feed whose every item has one and that needed no mending; else null. */
export function oldestIn({ items, tolerant }: FeedDocument): string | null {
  const dates = items.map((item) => item.publishedAt ?? item.updatedAt)
  return tolerant || dates.includes(null) ? null : earliestOf(...dates)
}

/**
 * The incidents that the items of a status feed tell of. Items with the same address or guid are one;
 * an address or guid that is the page itself, or that everything shares, tells nothing apart: then
 * the title decides, and a new opening after an end begins a new incident. `now` is when the feed was
 * fetched: nothing but planned work lies after it.
 */
export function foldEntries(
  entries: readonly FeedEntry[],
  feed: Pick<FeedDocument, 'link'>,
  url: string,
  now: string,
): Incident[] {
  const shared = sharedByAll(entries)
  const pages = [url, feed.link].filter((page) => page !== null).map(bare)
  const keyed = entries.map((entry) => ({ entry, ...keyOf(entry, shared, pages) }))
  const groups = Map.groupBy(keyed, ({ key }) => key)
  const incidents = [...groups.values()].flatMap((group) => {
    const own = byTime(group.map(({ entry }) => ({ ...entry, entry }))).map(({ entry }) => entry)
    if (group[0]!.strong) return [incidentFrom(group[0]!.key, own, now)]
    return parted(own).map((part) => {
      return incidentFrom(`${group[0]!.key}@${part[0]!.at ?? 'undated'}`, part, now)
    })
  })
  return withOwnIds(incidents)
}

/** Addresses and guids that three or more items of different subjects all carry. */
function sharedByAll(entries: readonly FeedEntry[]): Set<string> {
  const subjects = new Set(entries.map((e) => e.subject))
  if (entries.length < 3 || subjects.size < 2) return new Set()
  const [first, ...rest] = entries
  const marks = [first!.item.id, first!.item.link].filter((mark) => mark !== null)
  const common = marks.filter((m) => rest.every((e) => e.item.id === m || e.item.link === m))
  return new Set(common.filter((mark) => !namesOne(mark)))
}

/** `…/incidents/4711` is one incident however many items carry it. */
function namesOne(address: string): boolean {
  return /\/(?:incidents?|maintenances?|notices?|events?|issues?|posts?)\/+[^/?#]+/i.test(address)
}

/** The address, else the guid, else guid without its changing end, else the title. */
function keyOf(
  { item, subject, at }: FeedEntry,
  shared: ReadonlySet<string>,
  pages: readonly string[],
): { key: string; strong: boolean } {
  const page = (mark: string) => shared.has(mark) || pages.includes(bare(mark)) || isRoot(mark)
  if (item.link && !page(item.link)) return { key: withoutAnchor(item.link), strong: true }
  if (item.id && !page(item.id)) {
    const stem = item.id.replace(/[-_:@](?:\d{10,13}|\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?)$/, '')
    return { key: stem, strong: stem === item.id || !/[#/]/.test(stem) }
  }
  return { key: subject || (at ?? 'untitled'), strong: false }
}

function bare(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .toLowerCase()
}

/** The front of a site, whose anchor at most names a language. */
function isRoot(mark: string): boolean {
  return /^https?:\/\/[^/?#]+\/?(?:#[^\d/]{0,12})?$/i.test(mark)
}

/** `/incidents/5#update-3` is an update of `/incidents/5`; behind a root the anchor is all there is. */
function withoutAnchor(link: string): string {
  return /^https?:\/\/[^/]+\/[^#?]+/.test(link) ? link.replace(/#.*$/, '') : link
}

/** Cuts items of one title, oldest first, where something new begins after an end or long silence. */
function parted(entries: readonly FeedEntry[]): FeedEntry[][] {
  const parts: FeedEntry[][] = []
  for (const entry of entries) {
    const before = parts.at(-1)?.at(-1)
    const over = before && isClosed(before.status) && !isClosed(entry.status)
    const gap = before?.at && entry.at ? Date.parse(entry.at) - Date.parse(before.at) : 0
    if (!before || over || gap > silenceMs) parts.push([entry])
    else parts.at(-1)!.push(entry)
  }
  return parts
}

function incidentFrom(id: string, entries: readonly FeedEntry[], now: string): Incident {
  const newest = entries.at(-1)!
  const maintenance = entries.some((e) => e.kind === 'maintenance')
  const kind = maintenance ? 'maintenance' : newest.kind
  const told = (time: string | null | undefined) => (time && time <= soon(now) ? time : null)
  const updates = updatesOf(entries).map((u) => {
    return { ...u, at: told(u.at), status: fitting(u.status, maintenance) }
  })
  const status = updates.findLast((u) => u.status !== 'unknown')?.status ?? 'unknown'
  const postmortem = updates.findLast((u) => u.status === 'postmortem')
  const impactEntry = entries.findLast((e) => e.impact !== 'unknown')
  const { startedAt, resolvedAt, postedAt } = timesOf(entries, updates, status, maintenance, now)
  return incidentOf({
    id,
    url: newest.item.link,
    title: entries[0]!.title === newest.title ? newest.title : titleOf(entries),
    kind,
    status,
    impact: maintenance ? 'maintenance' : (impactEntry?.impact ?? 'unknown'),
    impactLabel: impactEntry?.impactLabel ?? null,
    startedAt,
    resolvedAt,
    postedAt,
    updatedAt: told(newest.item.updatedAt) ?? latestOf(...updates.map((u) => u.at), resolvedAt),
    components: uniqueNames(entries.flatMap((e) => e.components)),
    updates,
    postmortem:
      (postmortem && {
        url: newest.item.link,
        text: postmortem.text || null,
        at: postmortem.at,
      }) ||
      null,
  })
}

/** A message dated later than this carries the start of planned work, or a slip. */
function soon(now: string): string {
  return new Date(Date.parse(now) + 60 * 60 * 1000).toISOString()
}

/** The newest title, but what went down rather than that it recovered. */
function titleOf(entries: readonly FeedEntry[]): string {
  const same = entries.every((e) => e.subject === entries[0]!.subject)
  return (same ? entries[0]! : entries.at(-1)!).title
}

/** A timeline in the newest body is the whole story; else every item is an update. */
function updatesOf(entries: readonly FeedEntry[]): Update[] {
  const told = entries.findLast((e) => e.whole)
  const loose = entries.filter((e) => !e.whole).flatMap((e) => e.updates)
  const all = byTime(told ? [...told.updates, ...loose] : loose)
  let state: Status = 'unknown'
  const updates = all.map((update) => {
    state = update.status === 'unknown' ? state : update.status
    return { ...update, status: state }
  })
  return withUniqueIds(updates)
}

/** `Completed` of an incident is resolved, `Resolved` of a maintenance completed. */
function fitting(status: Status, maintenance: boolean): Status {
  if (maintenance) return status === 'resolved' ? 'completed' : status
  if (status === 'completed') return 'resolved'
  return status === 'in_progress' ? 'investigating' : status
}

type Times = Pick<Incident, 'startedAt' | 'resolvedAt' | 'postedAt'>

function timesOf(
  entries: readonly FeedEntry[],
  updates: readonly Update[],
  status: Status,
  maintenance: boolean,
  now: string,
): Times {
  const past = (time: string | null | undefined) => (time && time <= now ? time : null)
  const postedAt = past(firstPosting(entries))
  const startedAt = maintenance ? plannedStart(entries, updates) : postedAt
  const end = isClosed(status) ? past(endOf(entries, updates)) : null
  return { postedAt, startedAt, resolvedAt: end && startedAt && end < startedAt ? null : end }
}

/** An item that carries only its latest state does not tell when it was first posted. */
function firstPosting(entries: readonly FeedEntry[]): string | null {
  const first = entries[0]!
  const told = entries.find((e) => e.whole)
  if (told) return earliestOf(...told.updates.map((u) => u.at), first.item.publishedAt)
  if (first.item.publishedAt) return first.item.publishedAt
  const latestOnly = /^\s*(?:<[^>]*>\s*)*status:/i.test(first.item.html)
  const later = isClosed(first.status) || (latestOnly && first.status !== 'investigating')
  return later ? null : first.at
}

/** Statuspage dates a planned item by the start of its window, later by its last message. */
function plannedStart(entries: readonly FeedEntry[], updates: readonly Update[]): string | null {
  const begun = updates.find((u) => u.status === 'in_progress')
  if (begun?.at) return begun.at
  const window = entries.findLast((e) => e.window)?.window
  const { publishedAt, extra } = entries.at(-1)!.item
  const end = feedTime(extra.maintenanceEndDate)
  return window?.from ?? (end && publishedAt && publishedAt > end ? null : publishedAt)
}

/** The date of a lone item may be that of its opening: only a second item or a stamp dates the end. */
function endOf(entries: readonly FeedEntry[], updates: readonly Update[]): string | null {
  const stated = entries.findLast((e) => e.endedAt)?.endedAt
  if (stated) return stated
  const lone = entries.length === 1 && !entries[0]!.whole
  if (lone && !entries[0]!.item.updatedAt) return null
  return lastClosing(updates)
}

function withOwnIds(incidents: readonly Incident[]): Incident[] {
  const taken = new Set<string>()
  return incidents.map((incident) => {
    let id = incident.id
    for (let n = 2; taken.has(id); n++) id = `${incident.id}@${n}`
    taken.add(id)
    return id === incident.id ? incident : { ...incident, id }
  })
}
