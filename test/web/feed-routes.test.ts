import { describe, expect, it } from 'vitest'
import { readFeed } from '../../src/source-kit/feed.ts'
import type { PublicParts } from '../../src/web/public-parts.ts'
import { incident } from '../digest/make.ts'
import { digest, entry } from '../outputs/make.ts'
import { appOf, hostile, partsOf, watched } from './public.ts'

const services = [watched('github', 'GitHub'), watched('gmail', 'Gmail')]
const incidents = [incident(1), incident(2, { serviceIds: ['gmail'], title: hostile })]
const section = { digest: digest([entry()]), publishedAt: '2017-09-11T00:00:00.000Z' }
const endings = ['atom', 'rss', 'json'] as const
const kinds = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
}
const names = ['incidents', 'services/github', 'services/gmail', 'editions']
const paths = names.flatMap((name) =>
  endings.map((ending) => [`${name}.${ending}`, ending] as const),
)

function app(more: Partial<PublicParts> = {}) {
  return appOf(partsOf(incidents, services, { editions: async () => [section], ...more }))
}

/** Through our own reader. */
async function feedAt(path: string, parts?: Partial<PublicParts>) {
  const response = await app(parts).request(`http://desk.example/feeds/${path}`)
  const body = new Uint8Array(await response.arrayBuffer())
  const headers = Object.fromEntries(response.headers)
  const at = '2017-09-11T00:00:00.000Z'
  const url = `http://desk.example/feeds/${path}`
  return { response, feed: await readFeed({ url, status: response.status, headers, body, at }) }
}

describe('the feeds', () => {
  it.each(paths)('answer with their own type and can be read: %s', async (path, ending) => {
    const { response, feed } = await feedAt(path)
    expect(response.headers.get('content-type')).toBe(`${kinds[ending]}; charset=utf-8`)
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(feed).toMatchObject({ format: ending, tolerant: false })
    expect(feed.items).toHaveLength(path.startsWith('incidents') ? 2 : 1)
  })

  it.each(paths)('answer 304 to their own ETag: %s', async (path) => {
    const first = await app().request(`/feeds/${path}`)
    const tag = first.headers.get('etag')!
    const again = await app().request(`/feeds/${path}`, { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    const changed = incidents.map((i) => ({ ...i, changedAt: '2017-09-10T00:00:00.000Z' }))
    const parts = partsOf(changed, services)
    const other = await appOf(parts).request(`/feeds/${path}`, {
      headers: { 'if-none-match': tag },
    })
    expect(other.status).toBe(200)
  })

  it.each(paths)('are whole before anything was read: %s', async (path) => {
    const none = { incidents: async () => [], editions: async () => [] }
    expect((await feedAt(path, none)).feed.items).toEqual([])
  })

  it('tell of one service only what is its own', async () => {
    const everything = { incidents: async () => incidents }
    const { feed } = await feedAt('services/github.atom', everything)
    expect(feed.title).toBe('GitHub: incidents')
    expect(feed.items.map((i) => i.categories[0])).toEqual(['GitHub'])
  })

  it.each(['services/nobody.atom', 'services/github.xml', 'incidents', 'incidents.exe', 'x/y.rss'])(
    'answer 404 as a problem: %s',
    async (path) => {
      const response = await app().request(`/feeds/${path}`)
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(await response.json()).toMatchObject({ status: 404, type: 'about:blank' })
    },
  )

  it('name themselves by the configured address', async () => {
    const address = 'https://desk.example/outages/'
    const response = await app({ address }).request('http://10.0.0.1/feeds/incidents.json')
    expect(await response.json()).toMatchObject({
      home_page_url: address,
      feed_url: 'https://desk.example/outages/feeds/incidents.json',
    })
  })
})
