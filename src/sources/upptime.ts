import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { textOf } from '../source-kit/decode.ts'
import {
  commentAsks,
  incidentFromIssue,
  isIssues,
  issuesOf,
  issuesUrl,
  labelsOf,
  repositoryOf,
} from '../source-kit/github-issues-shape.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, incidentOf, isClosed, uniqueNames } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { oneLine } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

/** One site of `history/summary.json` (recorded from ClouDesire/status, 2025-09). */
const siteShape = z.looseObject({
  name: z.string(),
  slug: z.string(),
  status: z.string(),
  url: z.string().nullish(),
  uptime: z.string().nullish(),
  dailyMinutesDown: z.record(z.string(), z.number()).nullish(),
})
type Site = z.output<typeof siteShape>
const tail = /\/history\/summary\.json$/
const mostComments = 2

export const source = defineSource({
  id: 'upptime',
  name: 'Upptime',
  summary:
    'Sites watched by Upptime: what is down now, from history/summary.json, and the issues of its repository as incidents.',
  site: 'https://upptime.js.org',
  examples: ['https://github.com/upptime/upptime', 'https://github.com/ClouDesire/status'],
  gives: {
    impact: 'inferred',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'newest 50 issues',
  },
  options: z.strictObject({
    /** The branch that holds `history`, where it is not master. */
    branch: z
      .string()
      .regex(/^[\w./-]+$/)
      .optional(),
    component: filterNames,
  }),
  filters: ['component'],
  recognises: ({ hostname, pathname }) =>
    (hostname === 'raw.githubusercontent.com' && tail.test(pathname)) ||
    (/^(?:www\.)?github\.com$/.test(hostname) &&
      /^\/(?:upptime\/upptime|ClouDesire\/status)\/?$/i.test(pathname)),
  detects,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const repository = repositoryFor(feed, replies)
  if (!repository) return wasAsked(replies, feed.url) ? [] : [{ url: feed.url }]
  const issues = issuesUrl(repository, ['status'])
  const first = [...summaryAsks(feed, repository, replies), { url: issues, optional: true }]
  const left = first.filter(({ url }) => !wasAsked(replies, url))
  if (left.length > 0) return left
  const list = replyTo(replies, issues)
  return commentAsks(repository, list, feed, replies, mostComments)
}

/** The branch is master on older repositories and main on newer ones. */
function summaryAsks(feed: SourceFeed, repository: string, replies: readonly Reply[]): Ask[] {
  if (tail.test(new URL(feed.url).pathname)) return [{ url: feed.url }]
  const on = (branch: string) =>
    `https://raw.githubusercontent.com/${repository}/${branch}/history/summary.json`
  const { branch } = feed.options as { branch?: string }
  if (branch) return [{ url: on(branch) }]
  const missing = replies.some((r) => r.url === on('master') && r.status !== 200)
  return [{ url: on('master'), optional: true }, ...(missing ? [{ url: on('main') }] : [])]
}

/** From the address, else from the page on its own host, which links to its repository. */
function repositoryFor(feed: SourceFeed, replies: readonly Reply[]): string | null {
  const page = replies.find((r) => r.url === feed.url && r.status === 200)
  return repositoryOf(feed.url) ?? (page ? (attempt(() => repositoryIn(page), []) ?? null) : null)
}

function repositoryIn(page: Reply): string | null {
  const text = textOf(page)
  if (!/upptime/i.test(text)) return null
  const raw = /raw\.githubusercontent\.com\/([\w.-]+\/[\w.-]+)\//.exec(text)
  return (
    raw?.[1] ??
    /github\.com\/((?!upptime\/)[\w.-]+\/[\w.-]+)/.exec(text)?.[1]?.replace(/\.git$/, '') ??
    null
  )
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const { skipped, notes } = reading
  const whole = replies.filter((r) => r.status === 200)
  const summaries = whole.filter((r) => tail.test(new URL(r.url).pathname))
  const sites = summaries.flatMap((r) => {
    const found = attempt(() => sitesIn(r, skipped), notes)
    return found ? [found] : []
  })
  const lists = whole.filter(isIssues).flatMap((r) => {
    const found = attempt(() => issuesOf(r, skipped), notes)
    return found ? [found] : []
  })
  if (sites.length === 0 && lists.length === 0) {
    refuse(notes[0] ?? `${feed.url}: neither a summary nor issues of Upptime to read`)
  }
  const bySlug = new Map(sites.flat().map((s) => [s.slug, s.name]))
  const comments = whole.filter(
    (r) => /\/comments\b/.test(r.url) && attempt(() => readJson(r), notes),
  )
  const posts = lists.flat().map((issue) => {
    const parts = labelsOf(issue).filter((l) => l !== 'status' && l !== 'maintenance')
    return incidentFromIssue(
      issue,
      comments,
      skipped,
      uniqueNames(parts.map((l) => bySlug.get(l) ?? l)),
    )
  })
  const open = new Set(posts.filter((p) => !isClosed(p.status)).flatMap((p) => p.components))
  const page = pageOf(feed)
  const silent = sites.flat().flatMap((site) => (open.has(site.name) ? [] : failure(site, page)))
  reading.incidents = oneEach([...posts, ...silent])
  const sure = skipped.length === 0 && notes.length === 0
  reading.reach = {
    since: null,
    open: sure && sites.length > 0 && lists.length > 0,
    openOnly: 'component-',
  }
  return reading
}

function pageOf({ url }: SourceFeed): string {
  const repository = repositoryOf(url)
  return repository ? `https://github.com/${repository}` : url
}

function sitesIn(reply: Reply, skipped: Reading['skipped']): Site[] {
  const list = shaped(readJson(reply), z.array(z.unknown()), reply.url)
  return eachShaped(list, siteShape, 'site', skipped)
}

/** A site that is down and of which nobody wrote; the summary does not say since when. */
function failure(site: Site, page: string): Incident[] {
  if (site.status === 'up') return []
  const known = site.status === 'down' || site.status === 'degraded'
  return [
    incidentOf({
      id: `component-${site.slug}`,
      url: page,
      title: `${oneLine(site.name)}: ${oneLine(site.status)}`,
      status: known ? 'investigating' : 'unknown',
      impact: site.status === 'down' ? 'major' : site.status === 'degraded' ? 'minor' : 'unknown',
      impactLabel: site.status,
      components: [oneLine(site.name)],
    }),
  ]
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const sites = tail.test(new URL(reply.url).pathname)
      ? attempt(() => sitesIn(reply, []), [])
      : undefined
    const full = sites?.some((s) => s.uptime && s.dailyMinutesDown)
    if (full) {
      const repository = repositoryOf(reply.url)
      const url = repository ? `https://github.com/${repository}` : reply.url
      return { confidence: 0.95, why: `${reply.url} lists sites as Upptime does`, url }
    }
    const text = attempt(() => textOf(reply), []) ?? ''
    if (
      /^\s*</.test(text) &&
      /upptime/i.test(text) &&
      repositoryIn(reply) &&
      /href="[^"]*upptime/i.test(text)
    ) {
      return {
        confidence: 0.75,
        why: `${reply.url} is built by Upptime`,
        url: new URL(reply.url).origin,
      }
    }
  }
  return null
}
