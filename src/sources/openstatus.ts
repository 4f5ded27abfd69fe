import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { type OpenstatusDocument, openstatusDocument } from '../source-kit/openstatus-documents.ts'
import { readOpenstatusFeed } from '../source-kit/openstatus-feed.ts'
import {
  detectOpenstatus,
  openstatusMakers,
  openstatusRoot,
} from '../source-kit/openstatus-page.ts'
import { openstatusImpacts } from '../source-kit/openstatus-shape.ts'
import { emptyReading, incidentOf, isClosed } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { attempt, attemptAsync, refuse } from '../source-kit/tolerance.ts'

const knownHosts = new Set(['status.cal.com', 'status.linkup.so'])

export const source = defineSource({
  id: 'openstatus',
  name: 'OpenStatus',
  summary:
    'Reports and maintenance of any page by OpenStatus, with their whole history, and components that fail without a report.',
  site: 'https://www.openstatus.dev',
  examples: ['https://status.openstatus.dev', 'https://status.cal.com', 'https://status.linkup.so'],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'all',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  probes: ['/api/status/summary.json'],
  recognises: ({ hostname, pathname }) =>
    (hostname.endsWith('.openstatus.dev') && !openstatusMakers.test(hostname)) ||
    (hostname === 'api.openstatus.dev' && /^\/public\/status\/./.test(pathname)) ||
    knownHosts.has(hostname),
  feedOf: (url) => `${openstatusRoot(url)}/feed/rss`,
  detects: detectOpenstatus,
  asks,
  read,
})

function summaryOf(root: string): string {
  const { origin, pathname } = new URL(root)
  return `${origin}/api/status${pathname.replace(/\/$/, '')}/summary.json`
}

/** `/feed/json` has all but the impact of a report, which only the page itself tells. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = openstatusRoot(feed.url)
  const [whole, summary, rss] = [`${root}/feed/json`, summaryOf(root), `${root}/feed/rss`]
  if (!wasAsked(replies, whole)) return [{ url: whole, optional: true }]
  const reply = replyTo(replies, whole)
  const model = reply && attempt(() => openstatusDocument(reply, root, []), [])
  if (model) {
    const open = model.incidents.filter((i) => i.kind === 'incident' && !isClosed(i.status))
    const wanted = open.length > 0 && !wasAsked(replies, `${root}/`)
    return wanted ? [{ url: `${root}/`, optional: true }] : []
  }
  if (!wasAsked(replies, summary)) return [{ url: summary, optional: true }]
  return replyTo(replies, summary) || wasAsked(replies, rss) ? [] : [{ url: rss }]
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const root = openstatusRoot(feed.url)
  const reading = emptyReading()
  const documents: OpenstatusDocument[] = []
  let told: Incident[] | null = null
  for (const reply of replies.filter((r) => r.status === 200)) {
    if (isFeed(reply))
      told = [
        ...(told ?? []),
        ...((await attemptAsync(() => readOpenstatusFeed(reply, reading), reading.notes)) ?? []),
      ]
    else {
      const found = attempt(() => openstatusDocument(reply, root, reading.skipped), reading.notes)
      if (found) documents.push(found)
    }
  }
  if (documents.length === 0 && !told?.length && reading.notes[0]) refuse(reading.notes[0])
  if (documents.length === 0 && !told) refuse(`${feed.url}: no reply of OpenStatus to read`)
  const written = joined([...documents.map((d) => d.incidents), told ?? []])
  reading.incidents = [...written, ...silentOnes(documents, written, root)]
  const whole = documents.find((d) => d.reach.since) ?? documents.find((d) => d.reach.open)
  reading.reach = whole?.reach ?? documents[0]?.reach ?? { since: null, open: false }
  return reading
}

function isFeed(reply: Reply): boolean {
  const head = Buffer.from(reply.body.subarray(0, 600)).toString('latin1')
  return /<(?:rss|feed)[\s>]/i.test(head)
}

/** One for each id; what a later document knows beyond the first fills what that one left open. */
function joined(lists: readonly Incident[][]): Incident[] {
  const held = new Map<string, Incident>()
  for (const incident of lists.flat()) {
    const first = held.get(incident.id)
    held.set(incident.id, first ? filled(first, incident) : incident)
  }
  return [...held.values()]
}

function filled(a: Incident, b: Incident): Incident {
  const later = (b.updatedAt ?? '') > (a.updatedAt ?? '') && b.updates.length > a.updates.length
  const [best, other] = later ? [b, a] : [a, b]
  const said = best.impact === 'unknown' ? other : best
  return {
    ...best,
    impact: said.impact,
    impactLabel: said.impactLabel,
    postedAt: best.postedAt ?? other.postedAt,
    startedAt: best.startedAt ?? other.startedAt,
    components: best.components.length ? best.components : other.components,
    updates: best.updates.length >= other.updates.length ? best.updates : other.updates,
  }
}

/** Components that fail and no open report is about: since when is not said. */
function silentOnes(
  documents: readonly OpenstatusDocument[],
  written: readonly Incident[],
  root: string,
): Incident[] {
  const open = written.filter((i) => !isClosed(i.status) && i.status !== 'scheduled')
  const reported = open.filter((i) => i.kind === 'incident')
  const about = new Set(open.flatMap((i) => i.components))
  const vague = documents.every((d) => d.vague) || reported.some((i) => i.components.length === 0)
  if (vague && reported.length > 0) return []
  const states = (documents.find((d) => d.components.length > 0) ?? documents[0])?.components ?? []
  const failing = states.flatMap(({ name, word }) => {
    const impact = openstatusImpacts.get(word.toLowerCase().replace(/\s+/g, '_'))
    return impact && impact !== 'none' && !about.has(name) ? [{ name, word, impact }] : []
  })
  const each = new Map(failing.map((f) => [f.name, f]))
  return [...each.values()].map(({ name, word, impact }) =>
    incidentOf({
      id: `component-${name}`,
      url: root,
      title: `${name}: ${word}`,
      impact,
      impactLabel: word,
      components: [name],
    }),
  )
}
