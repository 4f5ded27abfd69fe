import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadFixtures } from '../fixture.ts'
import { recognised, siteOf } from './pages.ts'

const root = 'https://status.example.com'

const summary = {
  page: {
    id: 'a1b2c3d4e5f6',
    name: 'Example',
    url: root,
    time_zone: 'Etc/UTC',
    updated_at: '2026-07-01T00:00:00Z',
  },
  status: { indicator: 'none', description: 'All Systems Operational' },
  components: [],
  incidents: [],
  scheduled_maintenances: [],
}
const incident = {
  id: 'k1k1k1k1k1k1',
  name: 'API is slow',
  status: 'resolved',
  impact: 'minor',
  created_at: '2026-07-02T10:00:00Z',
  updated_at: '2026-07-02T11:00:00Z',
  resolved_at: '2026-07-02T11:00:00Z',
  incident_updates: [
    {
      id: 'u1',
      status: 'resolved',
      body: 'Over.',
      created_at: '2026-07-02T11:00:00Z',
      display_at: '2026-07-02T11:00:00Z',
    },
  ],
}
const lists = {
  [`${root}/api/v2/summary.json`]: summary,
  [`${root}/api/v2/incidents.json`]: { page: summary.page, incidents: [incident] },
}

describe('a page', () => {
  test.each([root, `${root}/incidents/k1k1k1k1k1k1`, `${root}/history.atom`, 'status.example.com'])(
    'is recognised from %s',
    async (address) => {
      const found = await recognised(address, lists)
      expect(found).toMatchObject({
        source: 'statuspage',
        url: root,
        name: 'Example',
        incidents: 1,
        doubts: [],
      })
      expect(found.confidence).toBeGreaterThan(0.9)
      expect(found.latest.map((i) => i.title)).toEqual(['API is slow'])
      expect(found.polls).toContain(`${root}/api/v2/summary.json`)
      expect(found.requests).toBeLessThanOrEqual(8)
    },
  )

  test('that moved to another host is followed, and says so', async () => {
    const moved = { status: 301, redirectURL: `${root}/`, headers: { location: `${root}/` } }
    const found = await recognised('https://old.example.org/', {
      'https://old.example.org/': moved,
      ...lists,
      [`${root}/`]: '<title>Example Status</title>',
    })
    expect(found).toMatchObject({ source: 'statuspage', url: root })
    expect(found.doubts.join()).toMatch(/old\.example\.org redirects to status\.example\.com/)
  })

  test('that nothing knows is nobody’s, after asking for every platform once', async () => {
    const found = await recognised(root, { [`${root}/`]: '<title>Welcome</title><p>All good.' })
    expect(found).toMatchObject({ source: null, confidence: 0, url: null, latest: [] })
    expect(found.requests).toBeLessThanOrEqual(28)
  })

  test('that is gone says why', async () => {
    const found = await recognised(root, { [`${root}/`]: { status: 410 } })
    expect(found.source).toBeNull()
    expect(found.failures.join()).toMatch(/gone/)
  })
})

describe('a decoy', () => {
  test('that answers every address with one page is no platform’s', async () => {
    const shell = '<!doctype html><title>Example</title><div id="app"></div>'
    const paths = [
      '/',
      '/api/v2/summary.json',
      '/summary.json',
      '/index.json',
      '/api/status/summary.json',
      '/no-such-page-4f1c9a.json',
    ]
    const found = await recognised(
      root,
      Object.fromEntries(paths.map((p) => [`${root}${p}`, shell])),
    )
    expect(found.source).toBeNull()
    expect(found.doubts.join()).toMatch(/every address with the same page/)
  })

  test('that answers every address with one JSON document is no platform’s', async () => {
    const paths = [
      '/',
      '/api/v2/summary.json',
      '/summary.json',
      '/index.json',
      '/no-such-page-4f1c9a.json',
    ]
    const found = await recognised(
      root,
      Object.fromEntries(paths.map((p) => [`${root}${p}`, { ok: true }])),
    )
    expect(found.source).toBeNull()
  })

  test('that leads to the maker of the platform was never claimed', async () => {
    const address = 'https://nobody.statuspage.io/'
    const location = 'https://www.atlassian.com/software/statuspage'
    const found = await recognised(address, {
      [address]: { status: 302, redirectURL: location, headers: { location } },
      [location]:
        '<title>Statuspage</title><script src="https://dka575ofm4ao0.cloudfront.net/a.js"></script>',
    })
    expect(found.source).toBeNull()
    expect(found.doubts.join()).toMatch(/never claimed/)
  })

  test('filled with "(example)" components is doubted', async () => {
    const components = [{ id: 'c1', name: 'Management Portal (example)', status: 'operational' }]
    const found = await recognised(root, {
      ...lists,
      [`${root}/api/v2/summary.json`]: { ...summary, components },
    })
    expect(found.source).toBe('statuspage')
    expect(found.doubts.join()).toMatch(/template that nobody filled in/)
  })

  test('whose newest incident is years old is doubted', async () => {
    const old = JSON.parse(JSON.stringify(incident).replaceAll('2026', '2019'))
    const found = await recognised(root, {
      ...lists,
      [`${root}/api/v2/incidents.json`]: { page: summary.page, incidents: [old] },
    })
    expect(found.doubts.join()).toMatch(/newest incident is of 2019-07-02/)
  })

  test('that only looks like a platform is not believed when it cannot be read', async () => {
    const page =
      '<title>Example</title><script src="https://dka575ofm4ao0.cloudfront.net/a.js"></script>'
    const found = await recognised(root, {
      [`${root}/`]: page,
      [`${root}/api/v2/summary.json`]: { page: {}, hello: 'world' },
      [`${root}/history.atom`]: '<html>nothing</html>',
      [`${root}/history.rss`]: '<html>nothing</html>',
    })
    expect(found.confidence).toBeLessThan(0.5)
    expect(found.doubts.join()).toMatch(/cannot be read/)
  })
})

const own = loadFixtures().filter((f) => !['news', 'rss', 'html'].includes(f.source))
test.each(own.map((f) => [f.name, f] as const))('recognises the page of %s', async (name, f) => {
  const addresses = [f.feed.url, ...f.replies.filter((r) => r.status === 200).map((r) => r.url)]
  const found = await Promise.all(
    [...new Set(addresses)].slice(0, 4).map((a) => recognised(a, siteOf(f))),
  )
  if (couldBeAny.includes(name)) return
  expect(found.map((r) => r.source)).toContain(f.source)
  for (const other of found) {
    if (other.source !== f.source && other.source !== 'salesforce')
      expect(other.confidence).toBeLessThan(0.6)
  }
})

/** Quiet or broken documents that other platforms might have written as well. */
const couldBeAny = [
  'betterstack/feed',
  'cachet/feed-only',
  'cachet/quiet',
  'sorry/quiet',
  'statuspage/empty-incidents-body',
]

const shared = new URL('../../../shared/recordings/payloads/', import.meta.url)
const named: Record<string, string> = {
  'google-news': '',
  'site24x7-statusiq': 'site24x7',
  'apple-developer': 'apple',
  github: 'statuspage',
  fastly: 'statuscast',
}

describe.skipIf(!existsSync(shared))(
  'recorded payloads (skipped: the folder of recordings is not there)',
  () => {
    const manifest = existsSync(shared) ? readFileSync(new URL('MANIFEST.tsv', shared), 'utf8') : ''
    const rows = manifest
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter(
        ([file, platform, url]) => file && platform && /^https?:\/\/[^<>\s]+$/.test(url ?? ''),
      )
    test.each(rows.map(([file, platform, url]) => [file!, named[platform!] ?? platform!, url!]))(
      'of %s is %s’s',
      async (file, platform, url) => {
        const text = readFileSync(new URL(file, shared)).toString('base64')
        const found = await recognised(url, { [url]: { text, encoding: 'base64' } })
        expect(found.source ?? '').toBe(platform)
      },
    )
  },
)
