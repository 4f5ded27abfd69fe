import { opinionsOn } from '../detect/probe.ts'
import type { FeedSpec } from '../feeds.ts'
import type { Client } from '../fetch/client.ts'
import { normalAddress, type Recording } from '../fetch/recorded.ts'
import type { Sources } from '../registry.ts'
import type { Reply } from '../source-kit/source.ts'

/** How sure a source must be before a recorded page that no feed asks is read through it. */
const sureEnough = 0.6

/**
 * Feeds for recorded pages that feeds.yaml does not have, each under the name of its host, so that a
 * recording is read whole. A page that answers as a known one does (an alias) is left alone.
 */
export async function adoptUnclaimed(
  recording: Recording,
  unclaimed: readonly string[],
  claimed: ReadonlySet<string>,
  sources: Sources,
): Promise<FeedSpec[]> {
  let moment = recording.moments[0] ?? ''
  const client = recording.clientAt(() => moment)
  const known = new Set<string>()
  const replies: Reply[] = []
  for (moment of recording.moments) {
    const fresh = recording.addressesAt(moment)
    for (const url of fresh)
      if (claimed.has(normalAddress(url))) known.add(await hashAt(client, url))
    for (const url of fresh) {
      if (!unclaimed.includes(url) || replies.some((r) => r.url === url)) continue
      const got = await client.get({ url }).catch(() => null)
      if (got && !known.has(got.hash))
        replies.push({ url, status: 200, headers: got.headers, body: got.body, at: got.at })
    }
  }
  const byHost = Map.groupBy(replies, (r) => new URL(r.url).host)
  return [...byHost].flatMap(([host, some]) => adopt(host, some, sources))
}

async function hashAt(client: Client, url: string): Promise<string> {
  return (await client.get({ url }).catch(() => null))?.hash ?? ''
}

function adopt(host: string, replies: Reply[], sources: Sources): FeedSpec[] {
  const found = opinionsOn(replies, sources).find(
    (c) => c.confidence >= sureEnough && c.source !== 'news',
  )
  const id = host.replace(/^(www|status)\./, '').replace(/[^a-z0-9]+/g, '-')
  const spec = { options: {}, disabled: null, line: 0 }
  if (found)
    return [
      {
        ...spec,
        id: `${found.source}:${host}`,
        source: found.source,
        url: found.url,
        kind: 'status',
        services: [{ id, filters: {} }],
      },
    ]
  const feeds = replies.filter((r) =>
    /<(rss|feed|rdf:RDF)\b/.test(Buffer.from(r.body.subarray(0, 1000)).toString('latin1')),
  )
  return feeds.map((r) => ({
    ...spec,
    id: `news:${host}`,
    source: 'news',
    url: r.url,
    kind: 'news',
    services: [],
  }))
}
