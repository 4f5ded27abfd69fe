import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { earliestOf } from '../source-kit/dates.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { readJson } from '../source-kit/json.ts'
import { emptyReading, incidentOf, isClosed } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  isSorryList,
  isSorryPage,
  type SorryComponent,
  type SorryDocument,
  sorryDocument,
  sorryImpact,
} from '../source-kit/sorry-shape.ts'
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

const knownHosts = new Set([
  'status.meistertask.com',
  'status.mist.com',
  'status.pingdom.com',
  'status.pipedrive.com',
  'status.postmarkapp.com',
  'status.sorryapp.com',
  'status.tapfiliate.com',
])
const mostDetails = 10
const powered =
  /<a\b[^>]*\bhref=["']https?:\/\/(?:www\.)?sorryapp\.com\b[^>]*>(?:\s|<[^>]*>)*powered by(?:\s|<[^>]*>)*sorry/i

export const source = defineSource({
  id: 'sorry',
  name: 'Sorry™',
  summary: 'Incidents, maintenance and notices of any page of Sorry, from its public API.',
  site: 'https://www.sorryapp.com',
  examples: ['https://status.postmarkapp.com', 'https://api.sorryapp.com/v1/pages/12903'],
  gives: {
    impact: 'none',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'newest 25; all messages of those that are not over',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  probes: ['/api/v1/status'],
  recognises: ({ hostname, pathname }) =>
    (hostname === 'api.sorryapp.com' && /^\/v1\/pages\/\w+/.test(pathname)) ||
    /^(?!(?:www|api|app|docs|help|blog)\.)[\w-]+\.sorryapp\.com$/.test(hostname) ||
    knownHosts.has(hostname),
  detects,
  asks,
  read,
})

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    const { origin, hostname } = new URL(reply.url)
    if (reply.status !== 200 || /^(?:www\.)?sorryapp\.com$/.test(hostname)) continue
    const json = attempt(() => readJson(reply), [])
    if (json !== undefined && (isSorryPage(json) || isSorryList(json))) {
      return { confidence: 0.95, why: `${reply.url} is an answer of Sorry's API`, url: origin }
    }
    const html = bodyOf(reply)
    if (json === undefined && powered.test(html)) {
      return { confidence: 0.7, why: `${reply.url} says that Sorry powers it`, url: origin }
    }
  }
  return null
}

function apiOf(feed: SourceFeed): string {
  const { origin, pathname } = new URL(feed.url)
  const page = /^\/v1\/pages\/\w+/.exec(pathname)?.[0]
  return page ? `${origin}${page}` : `${origin}/api/v1`
}

/** The lists, then what is open where the list goes on, then all messages of what is not over. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const api = apiOf(feed)
  const lists = [{ url: `${api}/notices` }, { url: `${api}/components`, optional: true }]
  const missing = lists.filter((ask) => !wasAsked(replies, ask.url))
  if (missing.length) return missing
  const documents = documentsOf(replies, feed, [], [])
  const present = `${api}/notices?filter[timeline_state_eq]=present`
  const more = documents.some((d) => d.part === 'notices' && d.more)
  if (more && !wasAsked(replies, present)) return [{ url: present, optional: true }]
  const listed = documents.flatMap((d) => (d.part === 'notices' ? d.notices : []))
  const now = listed.filter((n) => !isClosed(n.incident.status)).map((n) => n.incident.id)
  const held = feed.open.filter((id) => !id.startsWith('component:'))
  return [...new Set([...now, ...held])]
    .slice(0, mostDetails)
    .map((id) => ({ url: `${api}/notices/${encodeURIComponent(id)}`, optional: true }))
    .filter((ask) => !wasAsked(replies, ask.url))
}

function documentsOf(
  replies: readonly Reply[],
  feed: SourceFeed,
  skipped: Reading['skipped'],
  notes: string[],
): (SorryDocument & { url: string })[] {
  const root = new URL(feed.url).origin
  return replies
    .filter((r) => r.status === 200)
    .flatMap((r) => {
      const document = attempt(() => sorryDocument(r, root, skipped), notes)
      return document ? [{ ...document, url: r.url }] : []
    })
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const documents = documentsOf(replies, feed, skipped, notes)
  if (documents.length === 0) refuse(notes[0] ?? `${feed.url}: no document of Sorry to read`)
  const notices = documents.flatMap((d) => d.notices)
  const written = joined(notices.map((n) => n.incident))
  // A list names no components: then nobody knows which of them it is about.
  const named = new Set(notices.filter((n) => n.components).map((n) => n.incident.id))
  const open = written.filter((i) => !isClosed(i.status) && i.status !== 'scheduled')
  const known = open.every((i) => named.has(i.id))
  const components = documents.flatMap((d) => d.components)
  const lists = documents.filter((d) => d.part === 'notices')
  const alone = known && (lists.length > 0 || notices.length === 0)
  const failing = alone ? failures(components, open, new URL(feed.url).origin) : []
  reading.incidents = [...written, ...failing]
  reading.reach = reachOf(feed, replies, documents, skipped.length === 0)
  return reading
}

function reachOf(
  feed: SourceFeed,
  replies: readonly Reply[],
  documents: readonly (SorryDocument & { url: string })[],
  whole: boolean,
): Reading['reach'] {
  const lists = documents.filter((d) => d.part === 'notices')
  const main = lists.find((d) => !new URL(d.url).search)
  const present = `${apiOf(feed)}/notices?filter[timeline_state_eq]=present`
  const rest = !!replyTo(replies, present) && lists.some((d) => d.url === present && !d.more)
  if (!main || !whole) return { since: null, open: false }
  const oldest = earliestOf(...main.notices.map((n) => n.incident.postedAt))
  const open = !main.more || rest
  const components = documents.some((d) => d.part === 'components')
  return {
    since: main.more ? oldest : null,
    open,
    ...(open && components ? { openOnly: true } : {}),
  }
}

/** The copy with more messages, with the newer state. */
function joined(incidents: readonly Incident[]): Incident[] {
  const byId = new Map<string, Incident>()
  for (const incident of incidents) {
    const held = byId.get(incident.id)
    const fuller = held && held.updates.length > incident.updates.length ? held : incident
    const other = fuller === held ? incident : held
    const newer = other && (other.updatedAt ?? '') > (fuller.updatedAt ?? '') ? other : fuller
    const components = fuller.components.length ? fuller.components : (other?.components ?? [])
    byId.set(incident.id, { ...newer, updates: fuller.updates, components })
  }
  return [...byId.values()]
}

function failures(
  components: readonly SorryComponent[],
  open: readonly Incident[],
  root: string,
): Incident[] {
  const named = new Set(open.flatMap((i) => i.components))
  const failing = components.filter((c) => {
    return !named.has(oneLine(c.name)) && !['none', 'unknown'].includes(sorryImpact(c.state))
  })
  const ids = new Set<string>()
  return failing.flatMap((c) => {
    if (ids.has(c.id)) return []
    ids.add(c.id)
    const planned = sorryImpact(c.state) === 'maintenance'
    return [
      incidentOf({
        id: `component:${c.id}`,
        url: root,
        title: `${oneLine(c.name)}: ${oneLine(c.state)}`,
        kind: planned ? 'maintenance' : 'incident',
        status: planned ? 'in_progress' : 'unknown',
        impact: sorryImpact(c.state),
        impactLabel: oneLine(c.state),
        components: [oneLine(c.name)],
      }),
    ]
  })
}
