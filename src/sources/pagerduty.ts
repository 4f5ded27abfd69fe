import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { earliestOf, epochTime } from '../source-kit/dates.ts'
import {
  type PagerdutyDocument,
  pagerdutyDocument,
  pagerdutyProof,
  readPosts,
} from '../source-kit/pagerduty-documents.ts'
import { emptyReading } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reach,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Of the history, a week and a day: each post of it costs a request, and a year is refused. */
const windowDays = 8
/** Single posts asked for in one poll: lists have their latest message only, and cut short. */
const mostPosts = 15
const featured = '/api/posts?is_featured=true&limit=500'

const knownHosts = new Set(['status.pagerduty.com', 'status.respond.io', 'status.kick.com'])

export const source = defineSource({
  id: 'pagerduty',
  name: 'PagerDuty status pages',
  summary:
    'Incidents, maintenance and postmortems of pages hosted by PagerDuty, old and new layout.',
  site: 'https://www.pagerduty.com/platform/business-ops/status-pages/',
  examples: [
    'https://status.pagerduty.com',
    'https://status.respond.io',
    'https://cape-status.trust.pagerduty.com',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: true,
    updates: 'all',
    maintenance: true,
    postmortems: true,
    history: 'new layout: eight days; old layout: newest 80',
  },
  options: z.strictObject({ component: filterNames, region: filterNames }),
  filters: ['component', 'region'],
  probes: ['/api/post_enums'],
  recognises: ({ hostname }) =>
    /\.trust\.pagerduty\.com$/.test(hostname) || knownHosts.has(hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    const confidence = reply.status === 200 ? pagerdutyProof(reply) : 0
    if (!confidence) continue
    const why = `${reply.url} has the data of a status page of PagerDuty`
    return { confidence, why, url: new URL(reply.url).origin }
  }
  return null
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = new URL(feed.url).origin
  const first = [featured, '/api/post_enums', '/api/services'].map((path) => root + path)
  if (!first.every((url) => wasAsked(replies, url))) return optional(first, replies)
  const open = replyTo(replies, root + featured)
  const page = `${root}/`
  if (!open || !attempt(() => pagerdutyDocument(open).posts, [])) {
    return wasAsked(replies, page) ? [] : [{ url: page }]
  }
  const history = historyUrl(root, open.at)
  if (!wasAsked(replies, history)) return [{ url: history, optional: true }]
  const listed = [open, replyTo(replies, history)].flatMap((r) => (r ? idsIn(r) : []))
  const wanted = [...new Set([...feed.open, ...listed])].filter((id) => /^[A-Z\d]+$/i.test(id))
  return optional(
    wanted.slice(0, mostPosts).map((id) => `${root}/api/posts/${id}`),
    replies,
  )
}

function optional(urls: readonly string[], replies: readonly Reply[]): Ask[] {
  return urls.filter((url) => !wasAsked(replies, url)).map((url) => ({ url, optional: true }))
}

/** Whole days, so that the address stays the same for a day. */
function historyUrl(root: string, at: string): string {
  const today = Math.floor(Date.parse(at) / dayMs) * dayMs
  const [since, until] = [today - windowDays * dayMs, today + dayMs]
  return `${root}/api/posts?since=${since}&until=${until}&limit=500`
}

function idsIn(reply: Reply): string[] {
  const posts = attempt(() => pagerdutyDocument(reply).posts, []) ?? []
  return posts.flatMap((post) => {
    const parsed = z.looseObject({ id: z.string() }).safeParse(post)
    return parsed.success ? [parsed.data.id] : []
  })
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const answers = replies.filter((r) => r.status === 200)
  const documents = answers.flatMap((r) => attempt(() => pagerdutyDocument(r), notes) ?? [])
  if (!documents.some((d) => d.summary || d.posts || d.single)) {
    refuse(notes[0] ?? `${feed.url}: no posts to read`)
  }
  if (documents.some((d) => d.posts) && !documents.some((d) => d.enums)) {
    notes.push(`${feed.url}: without its enums the states of posts are not known`)
  }
  const { incidents, partial } = readPosts(documents, new URL(feed.url).origin, skipped)
  if (partial)
    notes.push(`${feed.url}: posts known from a list only, by their latest message: ${partial}`)
  reading.incidents = incidents
  reading.reach = skipped.length ? { since: null, open: false } : reachOf(documents, incidents)
  return reading
}

function reachOf(documents: readonly PagerdutyDocument[], incidents: readonly Incident[]): Reach {
  if (documents.some((d) => d.summary)) {
    // Newest 80: what was posted after the oldest of them last changed is among them.
    return { since: earliestOf(...incidents.map((i) => i.updatedAt)), open: true }
  }
  const lists = documents.filter((d) => d.posts && !d.more)
  const history = lists.find((d) => new URL(d.reply.url).searchParams.has('since'))
  const since = history && epochTime(new URL(history.reply.url).searchParams.get('since'))
  const open = lists.some((d) => d.reply.url.includes('is_featured=true'))
  return { since: since ?? null, open, ...(open && !history ? { openOnly: true } : {}) }
}
