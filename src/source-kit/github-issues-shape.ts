import { z } from 'zod'
import type { Incident, Status, Update } from '../incident.ts'
import { isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { openState } from './open-state.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import { type Ask, type Reply, type Skipped, type SourceFeed, wasAsked } from './source.ts'
import { stateOf } from './state-words.ts'
import { manyLines, oneLine, safeLink } from './text.ts'
import { attempt } from './tolerance.ts'

const label = z.union([z.string(), z.looseObject({ name: z.string().nullish() })])

/** An issue of GitHub's REST API (docs.github.com/rest/issues). Pull requests come among them. */
const issueShape = z.looseObject({
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  html_url: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  closed_at: z.string().nullish(),
  comments: z.number().int().nullish(),
  labels: z.array(label).nullish(),
  pull_request: z.unknown().optional(),
})
export type GithubIssue = z.output<typeof issueShape>

const commentShape = z.looseObject({
  id: z.union([z.number(), z.string()]).transform(String),
  body: z.string().nullish(),
  created_at: z.string().nullish(),
})

/** `owner/name` of a repository's page, its API or one of its raw files; null for any other address. */
export function repositoryOf(address: string): string | null {
  const { hostname, pathname } = new URL(address)
  const parts = pathname.split('/').filter((p) => p !== '')
  const at = hostname === 'api.github.com' && parts[0] === 'repos' ? 1 : 0
  const known = ['github.com', 'www.github.com', 'raw.githubusercontent.com', 'api.github.com']
  const [owner, name] = parts.slice(at)
  if (!known.includes(hostname) || !owner || !name || (hostname === 'api.github.com' && at === 0))
    return null
  return `${owner}/${name}`
}

export function issuesUrl(repository: string, labels: readonly string[]): string {
  const url = new URL(`https://api.github.com/repos/${repository}/issues`)
  url.searchParams.set('state', 'all')
  url.searchParams.set('per_page', '50')
  if (labels.length > 0) url.searchParams.set('labels', labels.join(','))
  return url.href
}

function commentsUrl(repository: string, number: number): string {
  return `https://api.github.com/repos/${repository}/issues/${number}/comments?per_page=100`
}

/** Comments worth asking for: those of open issues and of those we hold open, at most so many. */
export function commentAsks(
  repository: string,
  list: Reply | undefined,
  feed: SourceFeed,
  replies: readonly Reply[],
  most: number,
): Ask[] {
  const issues = list ? (attempt(() => issuesOf(list, []), []) ?? []) : []
  return issues
    .filter((i) => (i.comments ?? 0) > 0)
    .filter((i) => i.state === 'open' || feed.open.includes(`${i.number}`))
    .slice(0, most)
    .map((i) => ({ url: commentsUrl(repository, i.number), optional: true }))
    .filter(({ url }) => !wasAsked(replies, url))
}

/** Issues of a reply (a list, or one), pull requests left out. Throws ParseError. */
export function issuesOf(reply: Reply, skipped: Skipped[]): GithubIssue[] {
  const json = readJson(reply)
  const one = issueShape.safeParse(json)
  const list = one.success ? [json] : shaped(json, z.array(z.unknown()), reply.url)
  return eachShaped(list, issueShape, 'issue', skipped).filter((i) => i.pull_request === undefined)
}

export function isIssues(reply: Reply): boolean {
  return /\/repos\/[^/]+\/[^/]+\/issues(?:\/\d+)?(?:\?|$)/.test(reply.url)
}

/** Comments of the issue with that number among the replies, oldest first. */
function commentsOn(number: number, replies: readonly Reply[], skipped: Skipped[]) {
  const reply = replies.find(
    (r) => r.status === 200 && r.url.includes(`/issues/${number}/comments`),
  )
  if (!reply) return []
  const list = shaped(readJson(reply), z.array(z.unknown()), reply.url)
  return eachShaped(list, commentShape, `comment on ${number}`, skipped)
}

export function labelsOf(issue: GithubIssue): string[] {
  return uniqueNames((issue.labels ?? []).map((l) => (typeof l === 'string' ? l : l.name)))
}

const planned = /\b(?:maintenance|scheduled|planned)\b/i
const comment = /<!--([\s\S]{0,1000}?)-->/g

const noWindow = { start: undefined, end: undefined }

/** What a comment of HTML says as `start:` and `end:`. */
function windowIn(body: string): { start: string | undefined; end: string | undefined } {
  for (const [, text = ''] of body.matchAll(comment)) {
    const start = /start:\s*(\S+)/i.exec(text)?.[1]
    const end = /end:\s*(\S+)/i.exec(text)?.[1]
    if (start && end) return { start, end }
  }
  return noWindow
}

/**
 * An issue as an incident: open is open, closed is over, comments are its messages. Work is told by
 * its label, with its window in a comment of HTML as Upptime documents it.
 */
export function incidentFromIssue(
  issue: GithubIssue,
  replies: readonly Reply[],
  skipped: Skipped[],
  components: readonly string[],
): Incident {
  const maintenance = labelsOf(issue).some((l) => planned.test(l))
  const { start, end } = maintenance ? windowIn(issue.body ?? '') : noWindow
  const over = issue.state === 'closed'
  const created = isoTime(issue.created_at)
  const updates = updatesOf(issue, replies, skipped, maintenance)
  const closed = over ? isoTime(issue.closed_at) : null
  const begins = isoTime(start) ?? created
  const status = statusOf(issue, updates, maintenance, begins)
  return incidentOf({
    id: `${issue.number}`,
    url: safeLink(issue.html_url),
    title: oneLine(issue.title) || `Issue ${issue.number}`,
    kind: maintenance ? 'maintenance' : 'incident',
    status,
    impact: maintenance ? 'maintenance' : 'unknown',
    startedAt: begins,
    resolvedAt: closed && (!begins || closed >= begins) ? closed : null,
    postedAt: created,
    updatedAt: latestOf(isoTime(issue.updated_at), ...updates.map((u) => u.at)),
    components: [...components],
    updates,
    ...(maintenance && isoTime(start)
      ? { stated: { from: isoTime(start)!, to: isoTime(end), basis: 'start and end of the work' } }
      : {}),
  })
}

function statusOf(
  issue: GithubIssue,
  updates: readonly Update[],
  maintenance: boolean,
  begins: string | null,
): Status {
  if (issue.state === 'closed') return maintenance ? 'completed' : 'resolved'
  if (issue.state !== 'open') return 'unknown'
  if (maintenance) {
    const newest = isoTime(issue.updated_at)
    return begins !== null && newest !== null && begins <= newest ? 'in_progress' : 'scheduled'
  }
  return updates.at(-1)?.status ?? 'investigating'
}

function updatesOf(
  issue: GithubIssue,
  replies: readonly Reply[],
  skipped: Skipped[],
  maintenance: boolean,
): Update[] {
  const body = { id: 'body', at: isoTime(issue.created_at), text: plain(issue.body) }
  const comments = commentsOn(issue.number, replies, skipped).map((c) => ({
    id: c.id,
    at: isoTime(c.created_at),
    text: plain(c.body),
  }))
  let state: Status = maintenance ? 'scheduled' : 'investigating'
  const said = byTime([body, ...comments]).filter((m) => m.text !== '')
  const updates = said.map((message, n) => {
    const word = stateOf(message.text)
    const last = n === said.length - 1 && n > 0 && issue.state === 'closed'
    if (last) state = maintenance ? 'completed' : 'resolved'
    else if (!maintenance) state = openState(message.text, state)
    else if (word === 'in_progress') state = word
    return { ...message, status: state }
  })
  return withUniqueIds(updates)
}

/** Markdown as it reads: without comments of HTML, links without their address. */
function plain(markdown: string | null | undefined): string {
  const bare = (markdown ?? '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]{1,3}([^*_`\n]+)[*_`]{1,3}/g, '$1')
  return manyLines(bare)
}
