import type { Impact, IncidentKind, Status, Update } from '../incident.ts'
import { feedTime } from './dates.ts'
import type { FeedItem } from './feed.ts'
import { uniqueNames } from './reading.ts'
import { impactOf, kindOf, stateOf } from './state-words.ts'
import { manyLines, oneLine, plainText } from './text.ts'
import { readTimeline, scheduledWindow } from './timeline.ts'

/** One item of a status feed, with what its words say. */
export interface FeedEntry {
  item: FeedItem
  /** Without the state that stands before or after it. */
  title: string
  /** Lower case, without "went down" and "recovered": equal for items about one thing. */
  subject: string
  kind: IncidentKind
  status: Status
  /** The moment the item speaks for. */
  at: string | null
  updates: Update[]
  /** The updates come from a timeline within the body. */
  whole: boolean
  components: string[]
  impact: Impact
  impactLabel: string | null
  /** Window of a maintenance, as announced. */
  window: { from: string; to: string | null } | null
  /** An end that the item itself states. */
  endedAt: string | null
}

const down =
  /\s+(?:(?:has |have )?(?:went|gone|is|are|was) )(?:down|offline|unreachable|unavailable)[.!]?$/i
const up =
  /\s+(?:(?:has |have |is |are |came |went )*)(?:recovered|back up|back online|up again|up)[.!]?$/i
const planned: readonly Status[] = ['scheduled', 'verifying']
const stamp = /\b(?:\d{4}-\d\d-\d\d|\d{1,2}:\d\d)\b/

/** What an item says: a timeline in its body, else one update by label, title, category or words. */
export function entryOf(item: FeedItem): FeedEntry {
  const near = item.publishedAt ?? item.updatedAt
  const told = readTimeline(item.html, near)
  const updates = told.length ? told : readTimeline(item.summaryHtml, near)
  const whole = updates.length > 0
  const text = plainText(item.html)
  const title = bareTitle(item.title) || oneLine(text).slice(0, 100)
  const touched = affected(item)
  const kind = touched.impact === 'maintenance' ? 'maintenance' : entryKind(item, text, updates)
  const status = whole ? updates.at(-1)!.status : statusOf(item, text, kind)
  return {
    item,
    title,
    subject: title.replace(down, '').replace(up, '').toLowerCase(),
    kind,
    status,
    at: item.updatedAt ?? item.publishedAt,
    updates: whole ? updates : onlyUpdate(item, status, text),
    whole,
    ...touched,
    window: scheduledWindow(item.html, near),
    endedAt: item.categories.map(dateOf).find((date) => date !== null) ?? null,
  }
}

function onlyUpdate(item: FeedItem, status: Status, text: string): Update[] {
  const at = item.updatedAt ?? item.publishedAt
  const words = manyLines(text.replace(/^\s*(?:current )?status:[^\n]*\n?/i, '')) || item.title
  return [{ id: `${at ?? 'undated'}-${status}`, status, at, text: words }]
}

/** Most explicit first: `Status: X` in the body, the title, a category, the sentences of the body. */
function statusOf(item: FeedItem, text: string, kind: IncidentKind): Status {
  const line = /^\s*(?:current |incident )?(?:status|state):\s*([^\n]{1,60})/im.exec(text)?.[1]
  if (line) return stateOf(line)
  const title = stateOf(item.title)
  if (title !== 'unknown' && title !== 'scheduled') return title
  const words = stateOf(text)
  // Work that is completed ends a maintenance; within an incident it may be one step of many.
  const body = words === 'completed' && kind !== 'maintenance' ? 'unknown' : words
  const said = [...item.categories.map(stateOf), body].find((status) => status !== 'unknown')
  if (said) return said
  if (up.test(item.title)) return 'resolved'
  return down.test(item.title) ? 'investigating' : title
}

function entryKind(item: FeedItem, text: string, updates: readonly Update[]): IncidentKind {
  if ('maintenanceEndDate' in item.extra) return 'maintenance'
  if (updates.some((u) => planned.includes(u.status))) return 'maintenance'
  if (/^\W*this (?:is|was) a scheduled event/i.test(text)) return 'maintenance'
  const type = /^\s*type:\s*([^\n]{1,40})/im.exec(text)?.[1]
  const kinds = [item.title, ...item.categories, type ?? ''].map(kindOf)
  return kinds.find((kind) => kind !== 'incident') ?? 'incident'
}

/** `[Resolved] X`, `Resolved: X`, `X - Resolved`, `X (resolved)` are all X. */
export function bareTitle(title: string): string {
  const once = withoutState(title)
  return once === title ? title : bareTitle(once)
}

function withoutState(title: string): string {
  const known = (label: string) => !['unknown', 'scheduled'].includes(stateOf(label))
  const bare = title
    .replace(
      /^[\s\p{S}]*[[【［(]([^\])】］]{1,40})[\])】］]\s*[:：-]?\s*/u,
      (all, label: string) => (known(label) ? '' : all),
    )
    .replace(/^([^:：]{1,40})[:：]\s+/u, (all, label: string) => (known(label) ? '' : all))
    .replace(/^(.{1,40}?)\s[-–—]\s/u, (all, label: string) => (known(label) ? '' : all))
    .replace(/\s*(?:\s[-–—|]\s|[:：]\s*)([^:：|–—]{1,40})$/u, (all, label: string) =>
      known(label) ? '' : all,
    )
    .replace(/\s*[[(]([^\])]{1,40})[\])]$/u, (all, label: string) => (known(label) ? '' : all))
  return bare.trim() || title
}

type Affected = Pick<FeedEntry, 'components' | 'impact' | 'impactLabel'>

/** `Affected components` as a list with states (incident.io) or a line (Instatus), else categories. */
function affected(item: FeedItem): Affected {
  const html = `${item.summaryHtml}\n${item.html}`
  const listed = listedComponents(html)
  const line = /affected (?:components?|services?):(?:\s|<\/?\w+>)*([^\n<]*)/i.exec(html)?.[1] ?? ''
  const names = listed.length ? listed.map((c) => c.name) : plainText(line).split(/,\s*/)
  const categories = item.categories.filter(isName)
  const labels = [...listed.map((c) => c.state), ...item.categories, ...statedImpact(html)]
  const [impactLabel, impact] = worst(labels)
  return { components: uniqueNames([...names, ...categories]), impact, impactLabel }
}

function listedComponents(html: string): { name: string; state: string }[] {
  const list =
    /affected (?:components?|services?)[^<]{0,20}<\/(?:b|strong)>(?:\s|<br ?\/?>){0,20}<ul>([\s\S]{0,20000}?)<\/ul>/i
  const inner = list.exec(html.slice(0, 200_000))?.[1] ?? ''
  return [...inner.matchAll(/<li>([^<]{1,300})/gi)].map((m) => {
    const text = oneLine(plainText(m[1]!))
    const split = /^(.*?)\s*\(([^()]+)\)$/.exec(text)
    return split ? { name: split[1]!, state: split[2]! } : { name: text, state: '' }
  })
}

function statedImpact(html: string): string[] {
  const text = plainText(html.slice(0, 20_000))
  return [...text.matchAll(/^\s*(?:impact|severity):\s*([^\n]{1,60})/gim)].map((m) => m[1]!)
}

/** Categories name components unless they say a state, an impact, a kind or a date. */
function isName(category: string): boolean {
  const word = category.trim()
  if (stateOf(word) !== 'unknown' || impactOf(word) !== 'unknown' || stamp.test(word)) return false
  return !/^(?:incidents?|maintenances?|status|updates?|outages?|uncategorized|<no value>)$/i.test(
    word,
  )
}

const order: readonly Impact[] = ['maintenance', 'none', 'minor', 'major', 'critical']

function worst(labels: readonly string[]): [string | null, Impact] {
  const known = labels.map((label) => [label, impactOf(label)] as const)
  const best = known.filter(([, impact]) => impact !== 'unknown')
  best.sort((a, b) => order.indexOf(b[1]) - order.indexOf(a[1]))
  return best[0] ? [best[0][0], best[0][1]] : [null, 'unknown']
}

/** cState puts the time of the end into a category: `2025-04-10 15:00:00 +0000 UTC`. */
function dateOf(category: string): string | null {
  const m = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?([+-]\d\d):?(\d\d)/.exec(category)
  return m ? feedTime(`${m[1]}T${m[2]}${m[3]}:${m[4]}`) : feedTime(category)
}
