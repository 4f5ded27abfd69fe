import { readGoogleFeed } from './google-feed.ts'
import { isGoogleList, readGoogleIncidents } from './google-incidents.ts'
import { readOldJson, readOldRss } from './google-old-dashboard.ts'
import { readJson } from './json.ts'
import { emptyReading } from './reading.ts'
import { type Ask, type Reading, type Reply, type SourceFeed, wasAsked } from './source.ts'
import { attempt, refuse } from './tolerance.ts'

const pages =
  /\/(?:incidents\.json|products\.json|incidents\.schema\.json|summary|(?:[a-z]{2}(?:-[A-Z]{2})?\/)?feed\.atom|incidents?\/.+|products\/.+)$/

/** The address of a dashboard, without a slash at the end, from that of any of its pages. */
export function dashboardRoot(address: string): string {
  const url = new URL(address)
  return url.origin + url.pathname.replace(pages, '').replace(/\/+$/, '')
}

/**
 * `incidents.json`, and in its place, where there is none, the first of `feeds` that answers. A
 * failure of another kind is no reason to read a feed that says less: the poll fails.
 */
export function dashboardAsks(
  root: string,
  feeds: readonly string[],
  replies: readonly Reply[],
): Ask[] {
  const last = feeds.length - 1
  const chain = [`${root}/incidents.json`, ...feeds].map((url, index) =>
    index > last ? { url } : { url, optional: true },
  )
  for (const ask of chain) {
    if (!wasAsked(replies, ask.url)) return [ask]
    if (!isAbsent(replies.find((r) => r.url === ask.url))) return []
  }
  return []
}

/** Reads whichever of a dashboard's documents came. */
export async function readDashboard(
  feed: SourceFeed,
  root: string,
  replies: readonly Reply[],
): Promise<Reading> {
  const reading = emptyReading()
  const reply = replies.find((r) => r.status === 200)
  if (!reply) {
    const first = replies[0]
    return refuse(`${first?.url ?? feed.url}: could not be fetched (status ${first?.status ?? 0})`)
  }
  const path = new URL(reply.url).pathname
  if (path.endsWith('/incidents.json')) readGoogleIncidents(reply, root, reading)
  else if (path.includes('/appsstatus/rss/')) await readOldRss(reply, reading)
  else if (path.includes('/appsstatus/json/')) readOldJson(reply, reading)
  else await readGoogleFeed(reply, reading)
  return reading
}

/** The reply that is a list of incidents of this engine, if one is. */
export function googleList(replies: readonly Reply[]): Reply | undefined {
  return replies.find((r) => r.status === 200 && attempt(() => isGoogleList(readJson(r)), []))
}

function isAbsent(reply: Reply | undefined): boolean {
  return reply?.status === 404 || reply?.status === 410
}
