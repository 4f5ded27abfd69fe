import type { Impact, Incident, Status, Update } from '../incident.ts'
import { earliestOf, feedTime, latestOf } from './dates.ts'
import type { FeedItem } from './feed.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import { impactOf, stateOf } from './state-words.ts'
import { plainText } from './text.ts'

/** `New incident: "X"`, `Update for incident "X"`, `Note on incident "X"` (status.redis.io, 2026-10). */
export const messageTitle =
  /^(New incident|Update (?:for|on|to) incident|Note (?:on|for) incident)\s*:?\s*["“](.+)["”]\s*$/i
const plannedTitle = /^Scheduled Maintenance:\s*(.+)$/i
const window =
  /scheduled maintenance window:\s*(.{10,60}?)\s+[-–]\s+(\w{3}, \d{1,2} \w{3} \d{4} [\d:]+ (?:[+-]\d{4}|[A-Z]{2,4}))/i
const condition =
  /^[ \t*-]*([^:\n]{1,80}): ((?:operational|degraded|unavailable|offline|partial|major|full|under)\b[^\n]{0,40})$/gim

/** Milestones are the platform's own; customers see them in quotes. */
const milestones = new Map<string, Status>([
  ['started', 'investigating'],
  ['detected', 'investigating'],
  ['acknowledged', 'investigating'],
  ['investigating', 'investigating'],
  ['identified', 'identified'],
  ['mitigated', 'monitoring'],
  ['monitoring', 'monitoring'],
  ['resolved', 'resolved'],
  ['closed', 'resolved'],
  ['postmortem', 'postmortem'],
  ['postmortem_started', 'resolved'],
  ['postmortem_completed', 'postmortem'],
])
const impacts = new Map<string, Impact>([
  ['degraded', 'minor'],
  ['unavailable', 'major'],
  ['offline', 'major'],
])
const order: readonly Impact[] = ['none', 'minor', 'major', 'critical']

/**
 * The incidents of `/data/rss.xml`: one item for each message, told apart by the address
 * `/incidents/<id>`; where there is none (status.backblaze.com) each item is one.
 */
export function firehydrantIncidents(
  items: readonly FeedItem[],
  page: string,
  now: string,
): Incident[] {
  const groups = Map.groupBy(items, (item) => idOf(item))
  return [...groups].map(([id, group]) => {
    const own = byTime(group.map((item) => ({ item, at: item.publishedAt }))).map(
      ({ item }) => item,
    )
    return incidentFrom(id, own, page, now)
  })
}

function idOf({ id, link, title, publishedAt }: FeedItem): string {
  const named = /\/(?:incidents?|maintenances?)\/([^/?#\s]+)/i.exec(
    `${link ?? ''} ${id ?? ''}`,
  )?.[1]
  return named ?? id ?? `${title}@${publishedAt ?? 'undated'}`
}

function incidentFrom(id: string, items: readonly FeedItem[], page: string, now: string): Incident {
  const first = items[0]!
  const texts = items.map((item) => plainText(item.html))
  const planned = items.some((item) => plannedTitle.test(item.title))
  const updates = updatesOf(items, texts, planned)
  const { components, impact, impactLabel } = touched(texts)
  const posted = earliestOf(...updates.map((u) => u.at))
  const common = {
    id,
    url: first.link ?? page,
    title: titleOf(items.at(-1)!) || `Incident ${id}`,
    postedAt: posted,
    updatedAt: latestOf(...updates.map((u) => u.at)),
    components,
    updates,
  }
  if (planned)
    return incidentOf({
      ...common,
      ...plannedIn(texts, now),
      kind: 'maintenance',
      impact: 'maintenance',
      impactLabel,
    })
  const status = updates.at(-1)?.status ?? 'unknown'
  return incidentOf({
    ...common,
    status,
    impact,
    impactLabel,
    startedAt: posted,
    resolvedAt: isClosed(status) ? endOf(updates) : null,
    postmortem: postmortemOf(updates, first.link),
  })
}

/** Notes that follow the end do not move it. */
function endOf(updates: readonly Update[]): string | null {
  const lastOpen = updates.findLastIndex((u) => !isClosed(u.status))
  return updates.slice(lastOpen + 1).find((u) => u.status === 'resolved')?.at ?? null
}

function postmortemOf(updates: readonly Update[], url: string | null): Incident['postmortem'] {
  const last = updates.findLast((u) => u.status === 'postmortem')
  return last ? { url, text: last.text || null, at: last.at } : null
}

function titleOf({ title }: FeedItem): string {
  return messageTitle.exec(title)?.[2] ?? plannedTitle.exec(title)?.[1] ?? title
}

/** Planned work has a window and no state: it is where the clock of the reply stands. */
function plannedIn(texts: readonly string[], now: string) {
  const m = texts.map((text) => window.exec(text)).findLast((found) => found !== null)
  const [from, to] = [feedTime(m?.[1]), feedTime(m?.[2])]
  if (!from) return { status: 'unknown' as const }
  if (now < from) return { status: 'scheduled' as const, startedAt: from }
  if (!to || now < to || to < from) return { status: 'in_progress' as const, startedAt: from }
  return { status: 'completed' as const, startedAt: from, resolvedAt: to }
}

function updatesOf(
  items: readonly FeedItem[],
  texts: readonly string[],
  planned: boolean,
): Update[] {
  let state: Status = planned ? 'scheduled' : 'unknown'
  const updates = items.map((item, index) => {
    const text = texts[index]!
    if (!planned) state = stateIn(item.title, text, state)
    const at = item.publishedAt
    return { id: `${at ?? 'undated'}-${state}`, status: state, at, text }
  })
  return withUniqueIds(updates)
}

function stateIn(title: string, text: string, before: Status): Status {
  const milestone = /milestone is now ['‘"]([\w -]+)['’"]/i.exec(text)?.[1]
  if (milestone) return milestones.get(milestone.toLowerCase().replace(/[ -]/g, '_')) ?? 'unknown'
  const said = stateOf(text)
  if (said === 'completed') return 'resolved'
  if (said !== 'unknown') return said
  return /^New incident\b/i.test(title) ? 'investigating' : before
}

/** Lines such as `EU Central Region: Degraded Performance`. */
function touched(
  texts: readonly string[],
): Pick<Incident, 'components' | 'impact' | 'impactLabel'> {
  const lines = texts.flatMap((text) =>
    [...text.matchAll(condition)].map((m) => [m[1]!.trim(), m[2]!.trim()] as const),
  )
  const hit = lines.filter(([, word]) => !/^operational/i.test(word))
  const rated = hit.map(([, label]) => ({ label, impact: rate(label) }))
  rated.sort((a, b) => order.indexOf(b.impact) - order.indexOf(a.impact))
  return {
    components: uniqueNames(hit.map(([name]) => name)),
    impact: rated[0]?.impact ?? 'unknown',
    impactLabel: rated[0]?.label ?? null,
  }
}

function rate(label: string): Impact {
  return impacts.get(label.toLowerCase().split(/\s/)[0]!) ?? impactOf(label)
}
