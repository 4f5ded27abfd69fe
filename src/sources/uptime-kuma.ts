import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { decodeText, textOf } from '../source-kit/decode.ts'
import { readFeed } from '../source-kit/feed.ts'
import { eachShaped, readJson, shaped } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading, incidentOf } from '../source-kit/reading.ts'
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
import { bodyText } from '../source-kit/text.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'
import { failingRuns, isSummed, type Monitor } from '../source-kit/uptime-kuma-beats.ts'
import { detectUptimeKuma, preloaded, slugOf, slugTold } from '../source-kit/uptime-kuma-page.ts'
import {
  maintenanceShape,
  monitorsIn,
  postFrom,
  postShape,
  workFrom,
} from '../source-kit/uptime-kuma-shape.ts'

const knownHosts = new Set(['status.ciii.club', 'easytier.gd.nkbpal.cn'])
const list = z.array(z.unknown()).nullish()
const documentShape = z.looseObject({
  config: z.looseObject({ slug: z.string() }).optional().catch(undefined),
  /** Version 1. */
  incident: z.looseObject({}).nullish(),
  /** Version 2, and its list of old ones. */
  incidents: list,
  publicGroupList: list,
  maintenanceList: list,
  heartbeatList: z.record(z.string(), z.array(z.unknown())).nullish(),
})
type KumaDocument = z.output<typeof documentShape> & { part: 'page' | 'beats' | 'history' }

export const source = defineSource({
  id: 'uptime-kuma',
  name: 'Uptime Kuma',
  summary:
    'Pinned posts, running maintenance and runs of failed checks of pages of Uptime Kuma 1 and 2.',
  site: 'https://uptime.kuma.pet',
  examples: [
    'https://status.ciii.club/status/codex',
    'https://easytier.gd.nkbpal.cn/status/easytier',
  ],
  gives: {
    impact: 'none',
    components: true,
    regions: false,
    updates: 'latest',
    maintenance: true,
    postmortems: false,
    history: 'what is open; the last 100 checks of each monitor; version 2: ten posts',
  },
  options: z.strictObject({ component: filterNames }),
  filters: ['component'],
  probes: ['/api/entry-page'],
  recognises: ({ hostname, pathname }) =>
    knownHosts.has(hostname) || /^\/api\/status-page\/[\w-]+/.test(pathname),
  detects: detectUptimeKuma,
  asks,
  read,
})

/** The page's own data comes with its HTML; with a slug in the address the API is asked instead. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const { origin } = new URL(feed.url)
  const named = slugOf(feed.url)
  const entry = `${origin}/api/entry-page`
  const page = replyTo(replies, feed.url)
  const told = named ?? (page && slugTold(page))
  if (!named && !wasAsked(replies, feed.url)) return [{ url: feed.url }]
  if (!told && !wasAsked(replies, entry)) return [{ url: entry, optional: true }]
  const entryReply = replyTo(replies, entry)
  const slug = told ?? (entryReply && slugTold(entryReply))
  if (!slug) return []
  const api = `${origin}/api/status-page/${slug}`
  const embedded = page && attempt(() => embeddedIn(page), [])
  const main = embedded ? [] : [{ url: api }]
  const asked = [...main, { url: `${origin}/api/status-page/heartbeat/${slug}`, optional: true }]
  const missing = asked.filter((ask) => !wasAsked(replies, ask.url))
  if (missing.length > 0) return missing
  const reply = replyTo(replies, api)
  const document = embedded ?? (reply && attempt(() => documentOf(reply), []))
  const history = { url: `${api}/incident-history`, optional: true }
  return document?.incidents && !wasAsked(replies, history.url) ? [history] : []
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const whole = replies.filter((r) => r.status === 200 && !isEntry(r))
  const rss = whole.find(isRss)
  const documents = whole
    .filter((r) => r !== rss)
    .flatMap((r) => attempt(() => documentOf(r), reading.notes) ?? [])
  const url = pageOf(feed, documents)
  if (documents.length === 0) {
    if (!rss) refuse(reading.notes[0] ?? `${feed.url}: no reply of Uptime Kuma to read`)
    reading.incidents = await fromRss(rss, url, reading)
    return reading
  }
  const at = whole[0]!.at
  const monitors = documents.flatMap((d) => monitorsIn(d.publicGroupList))
  reading.incidents = oneEach([
    ...documents.flatMap((d) => postsFrom(d, url, reading)),
    ...documents.flatMap((d) => worksFrom(d, url, at, reading)),
    ...documents.flatMap((d) => runsFrom(d, monitors, feed, url, reading)),
  ])
  reading.reach = reachOf(feed, documents, reading)
  return reading
}

function isEntry(reply: Reply): boolean {
  return new URL(reply.url).pathname === '/api/entry-page'
}

function isRss(reply: Reply): boolean {
  const head = decodeText(reply.body.subarray(0, 1000), reply.headers['content-type']).text
  return /<rss[\s>]/.test(head)
}

function embeddedIn(reply: Reply): KumaDocument | undefined {
  const html = textOf(reply)
  if (/^\s*[{[]/.test(html)) return undefined
  const data = preloaded(html, reply.url)
  return data === undefined ? undefined : partOf(shaped(data, documentShape, reply.url), reply.url)
}

function documentOf(reply: Reply): KumaDocument {
  const embedded = embeddedIn(reply)
  if (embedded) return embedded
  return partOf(shaped(readJson(reply), documentShape, reply.url), reply.url)
}

function partOf(document: z.output<typeof documentShape>, url: string): KumaDocument {
  if (document.heartbeatList) return { ...document, part: 'beats' }
  if (document.publicGroupList) return { ...document, part: 'page' }
  if (document.incidents) return { ...document, part: 'history' }
  return refuse(`${url}: neither groups, heartbeats nor incidents`)
}

function pageOf(feed: SourceFeed, documents: readonly KumaDocument[]): string {
  const slug = slugOf(feed.url) ?? documents.find((d) => d.config)?.config?.slug
  const { origin } = new URL(feed.url)
  return slug && slugOf(feed.url) ? `${origin}/status/${slug}` : feed.url
}

function postsFrom(document: KumaDocument, url: string, { skipped }: Reading): Incident[] {
  const all = [...(document.incident ? [document.incident] : []), ...(document.incidents ?? [])]
  return eachShaped(all, postShape, 'incident', skipped).map((raw) => postFrom(raw, url))
}

function worksFrom(document: KumaDocument, url: string, at: string, { skipped }: Reading) {
  const all = eachShaped(document.maintenanceList, maintenanceShape, 'maintenance', skipped)
  return all.filter((raw) => raw.status !== 'inactive').map((raw) => workFrom(raw, url, at))
}

function runsFrom(
  document: KumaDocument,
  monitors: readonly Monitor[],
  feed: SourceFeed,
  url: string,
  { notes }: Reading,
): Incident[] {
  return Object.entries(document.heartbeatList ?? {}).flatMap(([id, beats]) => {
    const name = monitors.find((m) => m.id === id)?.name ?? `Monitor ${id}`
    if (!isSummed(beats)) return failingRuns({ id, name }, beats, feed.open, url)
    const summed = `${feed.url}: shows checks summed up by time, so that no failure can be told`
    if (!notes.includes(summed)) notes.push(summed)
    return []
  })
}

/** Pinned posts and running work are listed while they last, and failures while they are shown. */
function reachOf(
  feed: SourceFeed,
  documents: readonly KumaDocument[],
  { skipped, notes }: Reading,
): Reading['reach'] {
  const failing = feed.open.some((id) => id.startsWith('monitor-'))
  const page = documents.some((d) => d.part === 'page')
  const beats = !failing || documents.some((d) => d.part === 'beats')
  const open = page && beats && skipped.length === 0 && notes.length === 0
  return { since: null, open, ...(open ? { openOnly: true } : {}) }
}

/**
 * The feed tells which monitors are down now, dated by their last check, which is no beginning;
 * and the posts of newer versions (`i7-<last change>`).
 */
async function fromRss(reply: Reply, url: string, reading: Reading): Promise<Incident[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const incidents = feed.items.map((item, index) => {
    const name = /^(.+) is down$/i.exec(item.title)?.[1]
    const number = /^i?(\d+)(?:-|$)/.exec(item.id ?? '')?.[1]
    const at = item.publishedAt
    const text = bodyText(item.html)
    const id = name ? `monitor-${number ?? name}` : (number ?? item.id ?? `item-${index + 1}`)
    return incidentOf({
      id,
      url,
      title: (name ? `${name}: down` : item.title) || `Incident ${id}`,
      impactLabel: name ? 'down' : null,
      startedAt: name ? null : at,
      postedAt: name ? null : at,
      updatedAt: at,
      components: name ? [name] : [],
      updates: text ? [{ id: 'description', status: 'unknown' as const, at, text }] : [],
    })
  })
  return oneEach(incidents)
}
