import { z } from 'zod'
import type { Impact, Incident, Status } from '../incident.ts'
import { isoTime, latestOf } from './dates.ts'
import { textOf } from './decode.ts'
import { readFeed } from './feed.ts'
import { entryOf } from './feed-entries.ts'
import { eachShaped, parseJson } from './json.ts'
import { openState } from './open-state.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { kindOf } from './state-words.ts'
import { oneLine, plainText, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const text = z.string().nullish()
const yesNo = z.union([z.boolean(), z.string()]).nullish()
/** The list has camel case; the single issue of old versions has underscores and texts for booleans. */
const issueShape = z.looseObject({
  title: z.string(),
  createdAt: text,
  created_at: text,
  lastMod: text,
  permalink: text,
  severity: text,
  resolved: yesNo,
  informational: yesNo,
  resolvedAt: text,
  resolved_at: text,
  affected: z.array(z.unknown()).nullish().catch(null),
  filename: text,
  body: text,
})
export type CstateIssue = z.output<typeof issueShape>

const impactOf = new Map<string, Impact>([
  ['down', 'critical'],
  ['disrupted', 'major'],
  ['notice', 'minor'],
])

/** What one document tells. `all`: it lists every issue there ever was; `open`: every open one. */
export interface CstateDocument {
  issues: CstateIssue[]
  all: boolean
  open: boolean
}

/**
 * A time as Go prints it: `2025-04-10 13:00:00 +0000 UTC`; with an offset and any name behind it.
 * Null for `<no value>` and for times without an offset.
 */
export function goTime(value: string | null | undefined): string | null {
  const m = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)/.exec(
    value ?? '',
  )
  return m ? isoTime(`${m[1]}T${m[2]}${m[3]!.replace(/^(.\d\d)(\d\d)$/, '$1:$2')}`) : null
}

/** Reads index, list, system or single issue; one that is open stands under each system it affects. */
export function readIssues(reply: Reply, skipped: Skipped[], notes: string[]): CstateDocument {
  const document = tolerantJson(textOf(reply), reply.url, notes)
  if (typeof document !== 'object' || document === null) refuse(`${reply.url}: not of cState`)
  const of = document as Record<string, unknown>
  const own = (list: unknown) => eachShaped(arrayOf(list), issueShape, 'issue', skipped)
  if (Array.isArray(of.systems) && typeof of.cStateVersion === 'string') {
    const systems = of.systems.map((s) =>
      arrayOf((s as { unresolvedIssues?: unknown } | null)?.unresolvedIssues),
    )
    return { issues: own([...systems.flat(), ...arrayOf(of.pinnedIssues)]), all: false, open: true }
  }
  if (Array.isArray(of.pages) && typeof of.is === 'string') {
    const issues = of.pages.filter((page) => (page as { is?: unknown } | null)?.is !== 'page')
    return { issues: own(issues), all: of.is === 'issues', open: of.is === 'issues' }
  }
  if (typeof of.severity === 'string' && 'resolved' in of) {
    const permalink = of.permalink ?? reply.url.replace(/index\.json$/, '')
    return { issues: own([{ ...of, permalink }]), all: false, open: false }
  }
  return refuse(`${reply.url}: not a document of cState`)
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The template does not escape titles and descriptions: a quote in one spoils the document. */
function tolerantJson(body: string, url: string, notes: string[]): unknown {
  try {
    return parseJson(body, url)
  } catch (cause) {
    const text =
      /("(?:title|description|name)":\s*)"([^\n]*?)"(\s*,\s*"(?:createdAt|created_at|baseURL|languageCodeHTML|permalink|description|category|status|hideTitle|summaryStatus|severity|link|pages)"\s*:)/g
    const mended = body.replace(text, (_, key: string, value: string, next: string) => {
      return `${key}${JSON.stringify(unescaped(value))}${next}`
    })
    if (mended === body) throw cause
    const document = parseJson(mended, url)
    notes.push(`${url}: not valid JSON, read after quotes in its texts were mended`)
    return document
  }
}

function unescaped(value: string): string {
  try {
    return JSON.parse(`"${value}"`) as string
  } catch {
    return value.replaceAll('\\"', '"')
  }
}

/** The feed of all issues: bodies and ends, but neither severity nor systems. */
export async function readCstateFeed(reply: Reply, notes: string[]): Promise<CstateIssue[]> {
  const feed = await readFeed(reply)
  notes.push(...feed.notes)
  return feed.items.map(entryOf).map(({ item, title, status, endedAt }) => ({
    title,
    createdAt: item.publishedAt,
    permalink: item.link ?? item.id,
    resolved: status === 'resolved' || status === 'completed' || endedAt !== null,
    resolvedAt: endedAt,
    body: item.html,
  }))
}

/** What is told of the same issue elsewhere fills what is missing. */
export function mergedIssues(issues: readonly CstateIssue[]): CstateIssue[] {
  const byId = new Map<string, CstateIssue>()
  for (const issue of issues) {
    const id = idOf(issue)
    const held = byId.get(id)
    const told = Object.entries(held ?? {}).filter(
      ([, v]) => v !== null && v !== undefined && v !== '<no value>',
    )
    byId.set(id, { ...issue, ...Object.fromEntries(told), title: held?.title ?? issue.title })
  }
  return [...byId.values()]
}

function idOf(issue: CstateIssue): string {
  const slug = /\/([^/?#]+)\/?(?:[?#].*)?$/.exec(issue.permalink ?? '')?.[1]
  return slug ?? issue.filename?.replace(/\.\w+$/, '') ?? issue.title
}

/** cState tells no states but `resolved`; planned work is told by its title or a date ahead of `now`. */
export function issueIncident(issue: CstateIssue, now: string): Incident {
  const created = goTime(issue.createdAt ?? issue.created_at) ?? isoTime(issue.createdAt)
  const modified = goTime(issue.lastMod)
  const ahead = created !== null && created > now
  const planned = ahead || kindOf(issue.title) === 'maintenance'
  const over = isTrue(issue.resolved)
  const ended = over
    ? (goTime(issue.resolvedAt ?? issue.resolved_at) ?? isoTime(issue.resolvedAt))
    : null
  const text = plainText(issue.body ?? '')
  const status = statusOf(
    over,
    issue.resolved !== null && issue.resolved !== undefined,
    planned,
    ahead,
    text,
  )
  const severity = issue.severity && issue.severity !== '<no value>' ? issue.severity : null
  const kind = planned ? 'maintenance' : isTrue(issue.informational) ? 'notice' : 'incident'
  return incidentOf({
    id: idOf(issue),
    url: safeLink(issue.permalink),
    title: oneLine(issue.title) || idOf(issue),
    kind,
    status,
    impact: planned
      ? 'maintenance'
      : kind === 'notice'
        ? 'none'
        : (impactOf.get(severity ?? '') ?? 'unknown'),
    impactLabel: severity,
    startedAt: created,
    resolvedAt: ended && ended <= now && (!created || ended >= created) ? ended : null,
    postedAt: ahead ? null : created,
    updatedAt: latestOf(...[modified, ended, ahead ? null : created].filter((t) => t && t <= now)),
    components: uniqueNames((issue.affected ?? []).map((a) => (typeof a === 'string' ? a : null))),
    // One page is one text that grows, whole when the issue ends; its parts have no times with a zone.
    updates: text ? [{ id: 'page', status, at: over ? ended : ahead ? null : created, text }] : [],
  })
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

function statusOf(
  over: boolean,
  said: boolean,
  planned: boolean,
  ahead: boolean,
  text: string,
): Status {
  if (over) return planned ? 'completed' : 'resolved'
  if (!said) return 'unknown'
  if (planned) return ahead ? 'scheduled' : 'in_progress'
  return openState(text, 'investigating')
}
