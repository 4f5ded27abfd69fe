import { listFeeds } from '#storage/feeds.ts'
import { incidentIdentities, publicIncidents, publishedEditions } from '#storage/public.ts'
import type { Digest } from '../digest/digest.ts'
import type { Service } from '../incident.ts'
import type { DeskFeed, DeskParts } from './parts.ts'
import type { PublicParts, WatchedService } from './public-parts.ts'
import { idIndex } from './statuspage-ids.ts'

/** The public documents over the database and feeds.yaml as it is now. */
export function publicParts(parts: DeskParts): PublicParts {
  const { store, config } = parts
  return {
    address: parts.address,
    services: async () => {
      const rows = await listFeeds(store.db)
      return watchedServices(config().services, config().feeds, rows)
    },
    incidents: (query) => publicIncidents(store.db, query),
    // What an incident was called first never changes, so only new ones are asked for.
    keysNamed: idIndex((key) => incidentIdentities(store.db, key)),
    editions: async (newest) =>
      (await publishedEditions(store.db, newest)).map((row) => ({
        digest: JSON.parse(row.content) as Digest,
        publishedAt: row.publishedAt,
      })),
    subscriptions: parts.subscriptions,
    now: parts.now,
  }
}

interface FeedState {
  id: string
  first_read_at: string | null
  last_read_at: string | null
  error: string | null
}

/** Each service with the best that is known of its status feeds; news tell nothing of health. */
function watchedServices(
  services: readonly Service[],
  feeds: readonly DeskFeed[],
  rows: readonly FeedState[],
): WatchedService[] {
  const known = new Map(rows.map((r) => [r.id, r]))
  const polled = feeds.filter((f) => f.kind === 'status' && f.disabled === null)
  const statesOf = new Map<string, FeedState[]>()
  for (const feed of polled) {
    const state = known.get(feed.id)
    if (!state) continue
    for (const id of feed.services) statesOf.set(id, [...(statesOf.get(id) ?? []), state])
  }
  return services.map((service) => {
    const states = statesOf.get(service.id) ?? []
    const firsts = states.flatMap((s) => s.first_read_at ?? []).sort()
    const lasts = states.flatMap((s) => s.last_read_at ?? []).sort()
    return {
      ...service,
      firstReadAt: firsts[0] ?? null,
      lastReadAt: lasts.at(-1) ?? null,
      error: states.find((s) => s.error !== null)?.error ?? null,
    }
  })
}
