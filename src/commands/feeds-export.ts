import type { Feeds } from '../feeds.ts'
import { loadFeeds } from '../feeds.ts'
import { opmlOf, type Subscription } from '../outputs/opml.ts'
import { loadSources, type Sources } from '../registry.ts'
import { type CommonOptions, print } from './context.ts'

/** Every feed as OPML, for feed readers and other trackers. */
export async function feedsExportCommand(options: CommonOptions): Promise<void> {
  const sources = await loadSources()
  print(opmlOf(subscriptionsOf(await loadFeeds(options.config, sources), sources), 'Outage Desk'))
}

/** One subscription for each feed that is not disabled, under the name of its first service. */
export function subscriptionsOf(feeds: Feeds, sources: Sources): Subscription[] {
  const services = new Map(feeds.services.map((s) => [s.id, s]))
  return feeds.feeds
    .filter((f) => f.disabled === null)
    .map(({ id, kind, source, url, services: members }) => {
      const first = services.get(members[0]?.id ?? '')
      return {
        name: kind === 'news' ? id : (first?.name ?? id),
        category: kind === 'news' ? 'news' : (first?.category ?? null),
        url,
        feedUrl: sources.get(source)?.feedOf?.(url) ?? null,
      }
    })
}
