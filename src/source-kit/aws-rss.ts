import { type AwsEvent, type AwsPost, postTime, sortedPosts, titleParts } from './aws-posts.ts'
import { type FeedItem, readFeed } from './feed.ts'
import type { Reply, Skipped } from './source.ts'
import { bodyText, oneLine } from './text.ts'
import { attemptAsync } from './tolerance.ts'

/** Seconds without a post after which another headline is another event. */
const longSilence = 24 * 3600
/** The feed holds the newest fifty posts, of whatever events (seen in July and August 2026). */
const most = 50

type KeyedPost = AwsPost & { key: string }

/** The events of a feed, and since when it holds every one that began. */
interface AwsFeed {
  events: AwsEvent[]
  since: string | null
}

/**
 * The events of `all.rss` or of one service's feed; null, and a note, when it cannot be read. An
 * item is ONE POST; its guid holds the key and the second of posting, never an event id. An event
 * of a key ends with a closing post, or before the first post after a day's silence that has
 * another headline. Silence alone ends nothing: two events of March 2026 went on in April under
 * the same headline.
 */
export async function awsRssEvents(
  reply: Reply,
  skipped: Skipped[],
  notes: string[],
): Promise<AwsFeed | null> {
  const feed = await attemptAsync(() => readFeed(reply), notes)
  if (!feed) return null
  notes.push(...feed.notes)
  return eventsFrom(feed.items, skipped)
}

function eventsFrom(items: readonly FeedItem[], skipped: Skipped[]): AwsFeed {
  const posts = items.flatMap((item, index) => postFrom(item, index, skipped))
  const oldest = Math.min(...posts.map((post) => post.epoch))
  const full = items.length >= most
  const surelyWhole = full ? oldest + longSilence : Number.NEGATIVE_INFINITY
  const events = [...Map.groupBy(posts, (post) => post.key)].flatMap(([key, own]) =>
    eventsOf(key, own, surelyWhole),
  )
  const since = postTime(full ? surelyWhole : oldest)
  return { events, since: posts.length === items.length ? since : null }
}

function postFrom(item: FeedItem, index: number, skipped: Skipped[]): KeyedPost[] {
  const m = /#([\w.-]+)_(\d{9,11})$/.exec(item.id ?? item.link ?? '')
  if (!m || !postTime(Number(m[2]))) {
    const why = `its guid tells no service and time: ${oneLine(item.id ?? '').slice(0, 80)}`
    skipped.push({ what: `item ${index + 1}`, why })
    return []
  }
  const text = bodyText(item.html)
  return [{ ...titleParts(item.title), text, key: m[1]!.toLowerCase(), epoch: Number(m[2]) }]
}

function eventsOf(key: string, posts: readonly KeyedPost[], surelyWhole: number): AwsEvent[] {
  const chains: AwsPost[][] = []
  for (const { key: _, ...post } of sortedPosts(posts) as KeyedPost[]) {
    const chain = chains.at(-1)
    if (chain && continues(chain.at(-1)!, post)) chain.push(post)
    else chains.push([post])
  }
  return chains.map((chain, index) => ({
    key,
    posts: chain,
    after: chains[index - 1]?.at(-1)?.epoch ?? Number.NEGATIVE_INFINITY,
    startKnown: index > 0 || chain[0]!.epoch > surelyWhole,
    closed: chain.at(-1)!.closing,
    current: null,
  }))
}

function continues(last: AwsPost, next: AwsPost): boolean {
  if (last.closing) return next.epoch === last.epoch
  const sameHeadline = last.headline.toLowerCase() === next.headline.toLowerCase()
  return sameHeadline || next.epoch - last.epoch <= longSilence
}
