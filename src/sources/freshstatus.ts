import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { bodyOf } from '../source-kit/decode.ts'
import { feedIncidents } from '../source-kit/feed-incidents.ts'
import { isFeedText } from '../source-kit/feed-probe.ts'
import { firstFeed } from '../source-kit/first-feed.ts'
import {
  type FreshstatusDocument,
  failingComponents,
  freshstatusDocument,
  freshstatusIncidents,
} from '../source-kit/freshstatus-shape.ts'
import { parseJson } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, isClosed } from '../source-kit/reading.ts'
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

const api = 'https://public-api.freshstatus.io/v1'
const mostOpen = 10
/** Pages on hosts of their own, with the account where it is known. */
const knownHosts = new Map<string, string | null>([['updates.freshservice.com', '3616']])
const pageShape = z.looseObject({
  props: z.looseObject({
    pageProps: z.looseObject({
      accountDetails: z.looseObject({ branding_data: z.looseObject({}) }),
    }),
  }),
})

export const source = defineSource({
  id: 'freshstatus',
  name: 'Freshstatus',
  summary:
    'Incidents, planned work and failing components of a Freshstatus page; states follow from their ends.',
  site: 'https://www.freshworks.com/status-page/',
  examples: [
    'https://updates.freshservice.com',
    'https://freshsales.freshstatus.io',
    'https://public-api.freshstatus.io/v1/public-incidents/?account_id=3616',
  ],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'the first page of the list',
  },
  options: z.strictObject({
    /** Number of the account, for a page that does not tell it. */
    account: z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).optional(),
    component: filterNames,
  }),
  filters: ['component'],
  recognises: (url) =>
    knownHosts.has(url.hostname) ||
    (url.hostname === 'public-api.freshstatus.io'
      ? url.searchParams.has('account_id')
      : /^(?!(?:www|cdn|api|support)\.)[\w-]+\.freshstatus\.io$/.test(url.hostname)),
  detects,
  asks,
  read,
})

/** Dead names still answer 200, with an error in the place of the account: those are not pages. */
function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const { origin, hostname } = new URL(reply.url)
    if (isFreshPage(bodyOf(reply), reply.url)) {
      return {
        confidence: 0.9,
        why: `${reply.url} has the data of a page of Freshstatus`,
        url: origin,
      }
    }
    if (hostname !== 'public-api.freshstatus.io') continue
    if (attempt(() => freshstatusDocument(reply, []), [])) {
      return {
        confidence: 0.95,
        why: `${reply.url} answers as the API of Freshstatus`,
        url: reply.url,
      }
    }
  }
  return null
}

function isFreshPage(html: string, url: string): boolean {
  const script = /<script\b[^>]*\bid=["']__NEXT_DATA__["'][^>]*>([\s\S]*?)<\/script>/i.exec(
    html,
  )?.[1]
  const data = script && attempt(() => parseJson(script, url), [])
  return pageShape.safeParse(data).success && /freshstatus/i.test(html)
}

function accountOf(feed: SourceFeed, replies: readonly Reply[]): string | null {
  const url = new URL(feed.url)
  const told =
    feed.options.account ?? url.searchParams.get('account_id') ?? knownHosts.get(url.hostname)
  if (told) return /^\d+$/.test(`${told}`) ? `${told}` : null
  const page = replyTo(replies, feed.url)
  return (
    /["']?account_?id["'\\]*\s*[:=]\s*["'\\]*(\d+)/i.exec(page ? bodyOf(page) : '')?.[1] ?? null
  )
}

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const account = accountOf(feed, replies)
  if (!account && !wasAsked(replies, feed.url)) return [{ url: feed.url, optional: true }]
  const lists = account
    ? ['public-incidents', 'public-components'].map(
        (part) => `${api}/${part}/?account_id=${account}`,
      )
    : []
  const missing = lists.filter((url) => !wasAsked(replies, url))
  if (missing.length) return missing.map((url) => ({ url, optional: true }))
  const listed = lists[0] ? replyTo(replies, lists[0]) : undefined
  if (listed) return singleAsks(feed, replies, listed, account!)
  const root = rootOf(feed)
  const rss = `${root}/rss/`
  return root && !wasAsked(replies, rss) ? [{ url: rss }] : []
}

/** What we hold open and the list has no longer. */
function singleAsks(
  feed: SourceFeed,
  replies: readonly Reply[],
  list: Reply,
  account: string,
): Ask[] {
  const values = attempt(() => freshstatusDocument(list, []).incidents, []) ?? []
  const ids = new Set(values.map((v) => `${(v as { id?: unknown } | null)?.id}`))
  return feed.open
    .filter((id) => /^\d+$/.test(id) && !ids.has(id))
    .slice(0, mostOpen)
    .map((id) => ({ url: `${api}/public-incidents/${id}/?account_id=${account}`, optional: true }))
    .filter(({ url }) => !wasAsked(replies, url))
}

function rootOf(feed: SourceFeed): string | null {
  const { origin, hostname } = new URL(feed.url)
  return hostname === 'public-api.freshstatus.io' ? null : origin
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const { notes, skipped } = reading
  const answers = replies.filter((r) => r.status === 200)
  const feeds = answers.filter(
    (r) => isFeedText(bodyOf(r)) || /\/rss\/?$/.test(new URL(r.url).pathname),
  )
  const rest = answers.filter(
    (r) =>
      !feeds.includes(r) && !(answers.length > 1 && r.url === feed.url && /^\s*</.test(bodyOf(r))),
  )
  notes.push(...answers.filter((r) => isCut(r)).map((r) => `${r.url}: the page was cut off`))
  const documents = rest.flatMap(
    (r) => attempt(() => ({ ...freshstatusDocument(r, skipped), at: r.at }), notes) ?? [],
  )
  // The feed says nowhere that something is over: its items stay as they were first told.
  const fed = (r: Reply) => feedIncidents(r, notes).then((f) => f.incidents)
  const told = documents.some((d) => d.incidents) ? [] : await firstFeed(feeds, notes, fed)
  if (documents.length === 0 && !told)
    refuse(notes[0] ?? `${feed.url}: no document of Freshstatus to read`)
  reading.incidents = oneEach([...incidentsOf(documents, rootOf(feed), reading), ...(told ?? [])])
  return reading
}

function isCut(reply: Reply): boolean {
  const html = bodyOf(reply)
  return /^\s*<(?:!doctype )?html/i.test(html) && !/<\/html>\s*$/i.test(html)
}

function incidentsOf(
  documents: readonly (FreshstatusDocument & { at: string })[],
  root: string | null,
  reading: Reading,
): Incident[] {
  const components = documents.flatMap((d) => d.components ?? [])
  const before = reading.skipped.length
  const found = documents.flatMap((d) =>
    freshstatusIncidents(d.incidents ?? [], components, root, d.at, reading.skipped),
  )
  const current = found.filter((f) => !isClosed(f.incident.status))
  const covered = new Set(current.flatMap((f) => f.affected))
  const whole = reading.skipped.length === before
  const open = whole && documents.some((d) => d.incidents && !d.more)
  // A component that is well again only leaves: for those, leaving is the end.
  const openOnly = open && components.length > 0
  reading.reach = { since: null, open, ...(openOnly ? { openOnly } : {}) }
  const loose = whole ? failingComponents(components, covered, root) : []
  return [...found.map((f) => f.incident), ...loose]
}
