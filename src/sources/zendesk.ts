import { z } from 'zod'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { safeLink } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'
import { zendeskIncident } from '../source-kit/zendesk-incident.ts'
import { textIn, type ZendeskDocument, zendeskDocument } from '../source-kit/zendesk-shape.ts'

const host = 'status.zendesk.com'
const history = '/api/ssp/incidents.json'
const active = '/api/incidents/active'
const planned = '/api/incidents/maintenance'
/** The API takes ten requests a minute. */
const mostDetails = 4

export const source = defineSource({
  id: 'zendesk',
  name: 'Zendesk',
  summary:
    'Incidents and maintenance of Zendesk with services and updates, from the JSON:API of its status page.',
  site: 'https://status.zendesk.com',
  examples: ['https://status.zendesk.com', 'https://status.zendesk.com/api/incidents/active'],
  defaultUrl: 'https://status.zendesk.com',
  gives: {
    impact: 'stated',
    components: false,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: true,
    history: 'recent days; open only where the documented API has to answer alone',
  },
  options: z.strictObject({ service: filterNames }),
  filters: ['service'],
  recognises: ({ hostname }) => hostname === host,
  detects,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin } = new URL(feed.url)
  const lists = [history, planned].map((path) => ({ url: origin + path, optional: true }))
  const next = lists.filter(({ url }) => !wasAsked(replies, url))
  if (next.length > 0) return next
  const told = readable(replies).some(({ url }) => pathOf(url) === history)
  const spare = `${origin}${active}`
  if (!told && !wasAsked(replies, spare)) return [{ url: spare }]
  const listed = readable(replies).flatMap((document) => document.incidents.map((i) => i.id))
  return feed.open
    .filter((id) => !listed.includes(id))
    .slice(0, mostDetails)
    .map((id) => ({ url: `${origin}/api/incidents/${encodeURIComponent(id)}`, optional: true }))
    .filter(({ url }) => !wasAsked(replies, url))
}

function readable(replies: readonly Reply[]): ZendeskDocument[] {
  return replies
    .filter((r) => r.status === 200)
    .flatMap((r) => attempt(() => zendeskDocument(r, []), []) ?? [])
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '')
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const whole = replies.filter((r) => r.status === 200)
  const documents = whole.flatMap((reply) => {
    const document = attempt(() => zendeskDocument(reply, skipped), notes)
    return document ? [{ ...document, at: reply.at }] : []
  })
  if (documents.length === 0) refuse(notes[0] ?? `${feed.url}: no reply to read`)
  const services = new Map(
    documents
      .flatMap((d) => [...d.services, ...d.included.filter((r) => r.type === 'service')])
      .map((s) => [s.id, textIn(s, 'name', 'title', 'slug')]),
  )
  const page = safeLink(new URL(feed.url).origin)
  reading.incidents = oneEach(
    documents.flatMap((d) =>
      d.incidents.map((raw) =>
        zendeskIncident(raw, d.included, {
          services,
          page,
          at: d.at,
          planned: pathOf(d.url) === planned,
        }),
      ),
    ),
  )
  const lists = documents.filter((d) => d.incidents.length > 0 || d.services.length === 0)
  if (lists.length === 0) notes.push('only services were given, which say nothing of incidents')
  reading.reach = reachOf(lists, skipped.length + notes.length === 0)
  return reading
}

/** Planned work has a list of its own; a past `as_of_date` does not list what is open now. */
function reachOf(documents: readonly (ZendeskDocument & { at: string })[], clean: boolean) {
  const sure = documents.filter((d) => d.whole && clean)
  const recent = sure.some(({ url, at }) => {
    const day = new URL(url).searchParams.get('as_of_date')
    return pathOf(url) === history && (day === null || day >= at.slice(0, 10))
  })
  const now = sure.some(({ url }) => pathOf(url) === active)
  const work = sure.some(({ url }) => pathOf(url) === planned)
  const open = work && (recent || now)
  return { since: null, open, ...(open && !recent ? { openOnly: true } : {}) }
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const { origin, hostname } = new URL(reply.url)
    const document = attempt(() => zendeskDocument(reply, []), [])
    if (document && isOwn(document)) {
      return { confidence: 0.95, why: `${reply.url} lists incidents as Zendesk does`, url: origin }
    }
    if (hostname === host) {
      return { confidence: 0.8, why: `${host} is Zendesk's own status page`, url: origin }
    }
  }
  return null
}

/** Incidents tied to services by records of their own, or the catalogue of services. */
function isOwn({ incidents, services, url }: ZendeskDocument): boolean {
  const tied = incidents.some((i) => i.related.has('incidentservice'))
  return tied || (services.length > 0 && pathOf(url).endsWith('/api/ssp/services.json'))
}
