import { type Context, Hono } from 'hono'
import { type FeedFormat, type OutFeed, renderFeed } from '../outputs/feed-document.ts'
import { editionFeed, type FeedPlace, incidentFeed } from '../outputs/feeds.ts'
import { opmlOf } from '../outputs/opml.ts'
import { withoutSecrets } from './api/feeds.ts'
import { notThere, publicGet, publicUrl, strayed } from './public-get.ts'
import type { PublicParts } from './public-parts.ts'

export type FeedParts = Pick<
  PublicParts,
  'address' | 'services' | 'incidents' | 'editions' | 'subscriptions'
>

const maxAge = 60
const newest = 50

const types: Record<FeedFormat | 'opml', string> = {
  opml: 'text/x-opml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

/** Atom, RSS and JSON Feed of incidents and editions, and OPML of what is read, mounted at `/feeds`. */
export function feedRoutes(parts: FeedParts): Hono {
  const app = new Hono()
  const open = publicGet(maxAge)
  app.use('/:file{[a-z]+\\.(?:atom|rss|json|opml)}', ...open)
  app.use('/services/*', ...open)
  app.get('/:file{incidents\\.(?:atom|rss|json)}', async (c) => {
    const [services, incidents] = await Promise.all([
      parts.services(),
      parts.incidents({ newest, by: 'changed' }),
    ])
    return answerFeed(c, incidentFeed(incidents, services, placeOf(c, parts)))
  })
  app.get('/services/:file{[^/]+\\.(?:atom|rss|json)}', (c) => serviceFeed(c, parts))
  app.get('/:file{editions\\.(?:atom|rss|json)}', async (c) => {
    return answerFeed(c, editionFeed(await parts.editions(newest), placeOf(c, parts)))
  })
  app.get('/all.opml', (c) =>
    c.body(opmlOf(openSubscriptions(parts), 'Outage Desk'), 200, { 'content-type': types.opml }),
  )
  // Not `*`: that would take the page of feeds, which stands at the address itself.
  app.get('/:rest{.+}', (c) => strayed(c, parts.address, 'There is no such feed.'))
  return app
}

/** Without those whose address holds a key: this list is for everybody. */
function openSubscriptions({ subscriptions }: FeedParts) {
  return subscriptions().filter(({ url }) => withoutSecrets(url) === url)
}

async function serviceFeed(c: Context, parts: FeedParts): Promise<Response> {
  const services = await parts.services()
  const id = c.req.param('file')?.replace(/\.\w+$/, '')
  const service = services.find((s) => s.id === id)
  if (!service) return notThere(c, 'There is no such service.')
  const found = await parts.incidents({ service: service.id, newest, by: 'changed' })
  const own = found.filter((i) => i.serviceIds.includes(service.id))
  return answerFeed(c, incidentFeed(own, services, placeOf(c, parts), service))
}

/** In the format that the path ends in. */
export function answerFeed(c: Context, feed: OutFeed): Response {
  const format = c.req.path.slice(c.req.path.lastIndexOf('.') + 1) as FeedFormat
  return c.body(renderFeed(feed, format), 200, { 'content-type': types[format] })
}

export function placeOf(c: Context, { address }: Pick<FeedParts, 'address'>): FeedPlace {
  return {
    base: publicUrl(c, address, ''),
    selfUrl: publicUrl(c, address, new URL(c.req.url).pathname),
  }
}
