import { z } from 'zod'
import {
  type CstateDocument,
  type CstateIssue,
  issueIncident,
  mergedIssues,
  readCstateFeed,
  readIssues,
} from '../source-kit/cstate-issue.ts'
import { textOf } from '../source-kit/decode.ts'
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
import { attempt, attemptAsync, refuse } from '../source-kit/tolerance.ts'

const knownHosts = new Set(['status.torproject.org', 'status.civo.com', 'shortiostatus.com'])
const tail = /\/(?:index\.(?:json|xml|html)|issues(?:\/.*)?|affected(?:\/.*)?)$/

export const source = defineSource({
  id: 'cstate',
  name: 'cState',
  summary:
    'Issues of status pages built with cState, with their texts; as old as the last build of the page.',
  site: 'https://cstate.netlify.app',
  examples: ['https://status.torproject.org', 'https://status.civo.com'],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'all issues of the page',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  probes: ['/index.json'],
  recognises: ({ hostname }) => knownHosts.has(hostname),
  detects,
  asks,
  read,
})

function rootOf(address: string): string {
  const url = new URL(address)
  return url.origin + url.pathname.replace(tail, '').replace(/\/+$/, '')
}

/** The list has severity and systems, the feed the texts; the index only where there is no list. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = rootOf(feed.url)
  const [list, texts, index] = [
    `${root}/issues/index.json`,
    `${root}/index.xml`,
    `${root}/index.json`,
  ]
  const next = [list, texts].filter((url) => !wasAsked(replies, url))
  if (next.length > 0) return next.map((url) => ({ url, optional: true }))
  const reply = replyTo(replies, list)
  if (reply && attempt(() => readIssues(reply, [], []), [])) return []
  return wasAsked(replies, index) ? [] : [{ url: index, optional: !!replyTo(replies, texts) }]
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const documents: CstateDocument[] = []
  const texts: CstateIssue[] = []
  let fed = false
  const whole = replies.filter((r) => r.status === 200)
  for (const reply of whole) {
    const xml = attempt(() => /^\s*<(?:\?xml|rss)\b/i.test(textOf(reply)), reading.notes)
    if (xml) {
      const { notes } = reading
      const issues = await attemptAsync(() => readCstateFeed(reply, notes), notes)
      fed ||= issues !== undefined
      texts.push(...(issues ?? []))
    } else if (xml === false) {
      const document = attempt(
        () => readIssues(reply, reading.skipped, reading.notes),
        reading.notes,
      )
      if (document) documents.push(document)
    }
  }
  if (documents.length === 0 && !fed)
    refuse(reading.notes[0] ?? `${feed.url}: no reply of cState to read`)
  const issues = mergedIssues([...documents.flatMap((d) => d.issues), ...texts])
  const at = whole
    .map((r) => r.at)
    .sort()
    .at(-1)!
  reading.incidents = issues.map((issue) => issueIncident(issue, at))
  const sure = reading.skipped.length === 0
  const all = sure && reading.notes.length === 0 && documents.some((d) => d.all)
  reading.reach = { since: all ? 'always' : null, open: sure && documents.some((d) => d.open) }
  return reading
}

function detects(replies: readonly Reply[]): Detection | null {
  const found = replies.filter((r) => r.status === 200).flatMap((reply) => detectionOf(reply) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

function detectionOf(reply: Reply): Detection | null {
  const text = attempt(() => textOf(reply), []) ?? ''
  const url = rootOf(reply.url)
  if (/^\s*\{/.test(text) && /"cStateVersion"\s*:/.test(text.slice(0, 2000))) {
    return { confidence: 0.95, why: `${reply.url} names its cStateVersion`, url }
  }
  if (/^\s*<(?:\?xml|rss)\b/.test(text) && /<generator>github\.com\/cstate</.test(text)) {
    return { confidence: 0.95, why: `${reply.url} is a feed made by cState`, url }
  }
  const powered =
    /^\s*</.test(text) &&
    /href="?https:\/\/github\.com\/cstate\/cstate[^>]{0,80}>\s*cState/i.test(text)
  return powered ? { confidence: 0.7, why: `${reply.url} says it is powered by cState`, url } : null
}
