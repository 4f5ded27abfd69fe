import { z } from 'zod'
import {
  commentAsks,
  incidentFromIssue,
  isIssues,
  issuesOf,
  issuesUrl,
  labelsOf,
  repositoryOf,
} from '../source-kit/github-issues-shape.ts'
import { readJson, shaped } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading } from '../source-kit/reading.ts'
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
import { attempt, refuse } from '../source-kit/tolerance.ts'

/** Single issues whose comments are asked in one poll: GitHub answers 60 requests an hour. */
const mostComments = 3

export const source = defineSource({
  id: 'github-issues',
  name: 'GitHub issues as a status page',
  summary:
    'Issues of a repository that serves as a status page: open is open, closed is over, comments are updates.',
  site: 'https://docs.github.com/en/rest/issues',
  examples: ['https://github.com/example/status/issues'],
  gives: {
    impact: 'none',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'newest 50',
  },
  options: z.strictObject({
    /** Only issues with all of these labels. */
    labels: filterNames,
    component: filterNames,
  }),
  filters: ['component'],
  recognises: (url) =>
    repositoryOf(url.href) !== null &&
    /\/issues\b/.test(url.pathname) &&
    url.hostname !== 'raw.githubusercontent.com',
  detects,
  asks,
  read,
})

function labelsFor({ options }: SourceFeed): string[] {
  return [(options.labels as string | string[] | undefined) ?? []].flat()
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const repository = repositoryOf(feed.url)
  const list = repository ? issuesUrl(repository, labelsFor(feed)) : feed.url
  if (!wasAsked(replies, list)) return [{ url: list }]
  return repository
    ? commentAsks(repository, replyTo(replies, list), feed, replies, mostComments)
    : []
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const lists = replies.filter((r) => r.status === 200 && isIssues(r))
  const wanted = new Set(labelsFor(feed).map((l) => l.toLowerCase()))
  const found = lists.flatMap((reply) => {
    const issues = attempt(() => issuesOf(reply, reading.skipped), reading.notes)
    return issues ? [issues] : []
  })
  if (found.length === 0) refuse(reading.notes[0] ?? `${feed.url}: no list of issues to read`)
  const comments = commentsThatRead(replies, reading)
  reading.incidents = oneEach(
    found.flat().map((issue) => {
      const components = labelsOf(issue).filter((l) => !wanted.has(l.toLowerCase()))
      return incidentFromIssue(issue, comments, reading.skipped, components)
    }),
  )
  const posted = reading.incidents.flatMap((i) => i.postedAt ?? []).sort()
  const whole = reading.skipped.length === 0 && reading.notes.length === 0
  const capped = found.flat().length >= 50
  reading.reach = {
    since: whole ? (capped ? (posted[0] ?? null) : 'always') : null,
    open: whole && !capped,
  }
  return reading
}

/** Comments that cannot be read are noted; the issue itself still tells whether it is over. */
function commentsThatRead(replies: readonly Reply[], reading: Reading): Reply[] {
  return replies.filter((r) => {
    if (r.status !== 200 || !/\/comments\b/.test(r.url)) return false
    const list = attempt(() => shaped(readJson(r), z.array(z.unknown()), r.url), [])
    if (list === undefined) reading.notes.push(`${r.url}: comments that cannot be read`)
    return list !== undefined
  })
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200 || !isIssues(reply)) continue
    const issues = attempt(() => issuesOf(reply, []), [])
    const repository = repositoryOf(reply.url)
    if (issues && issues.length > 0 && repository) {
      const url = `https://github.com/${repository}/issues`
      return { confidence: 0.55, why: `${reply.url} lists issues of ${repository}`, url }
    }
  }
  return null
}
