import type { StoredIncident } from '../incident.ts'
import { isWithin } from './dates.ts'
import type { FollowUp, Trace } from './digest.ts'
import { wasOpenAt } from './duration.ts'
import type { Edition } from './edition.ts'
import { wasOver } from './place.ts'
import type { DraftSettings } from './settings.ts'
import { contentWords, substance } from './substance.ts'

/** A follow-up with what is needed to find those of one cause. */
export interface FollowUpDraft extends FollowUp {
  /** All its text: what is compared, and searched for other numbers. */
  whole: string
}

interface Piece {
  text: string
  at: string | null
  postmortem: boolean
  url: string | null
}

const rootCause = /\b(?:post[ -]?mortem|root cause|rca|incident report)\b/i
const fewestShared = 3

/**
 * What the provider published within the edition about an incident after its end; null when that is
 * nothing. `thisWeek`: the incident is one of this edition, so only what calls itself a postmortem
 * counts; the rest belongs to the outage itself.
 */
export function followUpOf(
  i: StoredIncident,
  edition: Edition,
  thisWeek: boolean,
  settings: DraftSettings,
): FollowUpDraft | null {
  const pieces = piecesOf(i, edition, thisWeek)
  if (pieces.length === 0) return null
  const latestFirst = pieces.toReversed()
  const texts = latestFirst.map((p) => p.text)
  const newest = latestFirst[0]!
  const named = pieces.some((p) => p.postmortem || rootCause.test(p.text))
  const links = [{ id: i.id, title: i.title, url: i.url }]
  return {
    incidents: [i.id],
    links,
    url: latestFirst.find((p) => p.url)?.url ?? i.url,
    title: i.title,
    text: substance(texts, settings.remarkLength) ?? i.title,
    at: newest.at,
    kind: named ? 'postmortem' : 'report',
    thisWeek,
    trace: traceOf(i),
    whole: texts.join('\n'),
  }
}

/** Published in the edition, oldest first; a postmortem that is also an update counts once. */
function piecesOf(i: StoredIncident, edition: Edition, thisWeek: boolean): Piece[] {
  const said: Piece[] = i.updates
    .filter((u) => isWithin(u.at, edition) && u.text.trim() !== '')
    .filter((u) => u.status === 'postmortem' || (!thisWeek && isNews(i, u.at!, edition)))
    .map((u) => ({ text: u.text, at: u.at, postmortem: u.status === 'postmortem', url: null }))
  const report = postmortemPiece(i, edition)
  if (!report) return said
  return [...said.filter((p) => p.text !== report.text), report]
}

/** Said after its end, or about one that goes on and was printed before. */
function isNews(i: StoredIncident, at: string, edition: Edition): boolean {
  return wasOver(i, at) || wasOpenAt(i, edition.to)
}

function postmortemPiece(i: StoredIncident, edition: Edition): Piece | null {
  if (!i.postmortem) return null
  const at = i.postmortem.at ?? i.updatedAt ?? (i.backfilled ? null : i.changedAt)
  if (!isWithin(at, edition)) return null
  const { text, url } = i.postmortem
  return { text: text ?? '', at: i.postmortem.at, postmortem: true, url }
}

export function traceOf(stored: { feed: string; fetchedAt: string; replyHash: string }): Trace {
  return { feed: stored.feed, fetchedAt: stored.fetchedAt, hash: stored.replyHash }
}

/**
 * Follow-ups of one service that tell of one cause become one line naming all their incidents: one
 * text names the number of the other, or they share most of their words. The words printed are
 * those that say least beyond what the others say, too. Kept in order of incident.
 */
export function toldTogether(all: readonly FollowUpDraft[], settings: DraftSettings): FollowUp[] {
  const groups: FollowUpDraft[][] = []
  for (const one of [...all].sort(byIncident)) {
    const group = groups.find((g) => g.some((other) => sameCause(one, other, settings.sharedCause)))
    if (group) group.push(one)
    else groups.push([one])
  }
  return groups.map(merged)
}

function merged(group: FollowUpDraft[]): FollowUp {
  const { whole: _, ...first } = group[0]!
  const latest = group.map((f) => f.at).filter((at) => at !== null)
  return {
    ...first,
    text: commonest(group),
    incidents: [...new Set(group.flatMap((f) => f.incidents))],
    links: group.flatMap((f) => f.links),
    at: latest.length > 0 ? latest.sort().at(-1)! : null,
  }
}

/** The text of which the largest share stands in the others as well; the first of equals. */
function commonest(group: readonly FollowUpDraft[]): string {
  const words = group.map((f) => contentWords(f.text))
  const share = (n: number) => {
    const others = words.filter((_, m) => m !== n)
    const shared = [...words[n]!].filter((w) => others.every((o) => o.has(w)))
    return words[n]!.size === 0 ? 0 : shared.length / words[n]!.size
  }
  const best = group.reduce((a, _, n) => (share(n) > share(a) ? n : a), 0)
  return group[best]!.text
}

function byIncident(a: FollowUpDraft, b: FollowUpDraft): number {
  const [x, y] = [a.incidents[0] ?? '', b.incidents[0] ?? '']
  if (/^\d+$/.test(x) && /^\d+$/.test(y) && x !== y) return Number(x) - Number(y)
  return order(a.at ?? '', b.at ?? '') || order(x, y) || order(a.url ?? '', b.url ?? '')
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function sameCause(a: FollowUpDraft, b: FollowUpDraft, share: number): boolean {
  if (a.kind === 'article' || b.kind === 'article' || a.thisWeek !== b.thisWeek) return false
  return names(a.whole, b.incidents) || names(b.whole, a.incidents) || overlap(a, b) >= share
}

/** Only numbers long enough not to be anything else, and ids that are no common words. */
function names(text: string, ids: readonly string[]): boolean {
  return ids.some(
    (id) =>
      /^(?=.*\d)[\w-]{3,}$/.test(id) && new RegExp(`(?<![\\w.:])${id}(?![\\w:]|\\.\\d)`).test(text),
  )
}

/** Words in common over the words of the shorter, of what is printed. */
function overlap(a: FollowUpDraft, b: FollowUpDraft): number {
  const [x, y] = [contentWords(a.text), contentWords(b.text)]
  const shared = [...x].filter((w) => y.has(w)).length
  return shared < fewestShared ? 0 : shared / Math.min(x.size, y.size)
}
