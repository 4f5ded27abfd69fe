import type { CachetEntry } from './cachet-types.ts'
import { isoTime, zonedTime } from './dates.ts'
import type { FeedItem } from './feed.ts'

/** Turns `2015-08-01 12:00:00` of one server into ISO 8601 UTC; null where it is not a time. */
export type Clock = (time: string | null) => string | null

const naive = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?$/
const quarter = 15 * 60 * 1000
const furthest = 14 * 60 * 60 * 1000

/** A clock of a zone: an IANA name or an offset. A time that carries its own offset keeps it. */
export function clockOf(zone: string): Clock {
  return (time) => {
    const own = isoTime(time)
    const m = own ? null : naive.exec(time?.trim() ?? '')
    if (!m) return own
    const [year, month, day, hour, minute, second] = m.slice(1).map(Number)
    return zonedTime(year!, month!, day!, hour!, minute!, second!, zone)
  }
}

/**
 * The offset of a server's clock (`+02:00`), told by its feed: the feed dates an incident with its
 * offset, the API the same incident without. The newest one that both hold decides.
 */
export function offsetByFeed(
  entries: readonly CachetEntry[],
  items: readonly FeedItem[],
): string | null {
  const utc = clockOf('UTC')
  for (const entry of entries) {
    const item = items.find((i) => entryIdOf(i.link) === (entry.guid ?? entry.id))
    const exact = item?.publishedAt ?? item?.updatedAt
    if (!exact) continue
    for (const time of [entry.created, entry.occurred]) {
      const shown = utc(time)
      const ahead = shown ? Date.parse(shown) - Date.parse(exact) : Number.NaN
      if (Math.abs(ahead) <= furthest && ahead % quarter === 0) return offsetText(ahead)
    }
  }
  return null
}

/** `…/incidents/7` → `7`; null for any other address. */
export function entryIdOf(link: string | null): string | null {
  return /\/incidents?\/([\w-]+)\/?(?:[?#].*)?$/.exec(link ?? '')?.[1] ?? null
}

function offsetText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
