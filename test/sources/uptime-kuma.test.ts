import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/uptime-kuma.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const host = 'https://status.example.com'
const feed = { url: `${host}/status/shop`, options: {}, open: [] as string[] }
const api = `${host}/api/status-page/shop`

describe('uptime-kuma', () => {
  it('tells no failures from checks summed up by time', async () => {
    const beat = (status: number) => ({ status, time: '2026-03-02T10:00:00.000Z', ping: null })
    for (const list of [
      [0, beat(1), beat(0), beat(1)],
      [beat(1), beat(0), beat(1)],
    ]) {
      const url = `${host}/api/status-page/heartbeat/shop`
      const body = { heartbeatList: { 3: list }, uptimeList: {} }
      const reading = await source.read(feed, [replyOf(url, body)])
      expect(reading).toMatchObject({ incidents: [], reach: { open: false } })
      expect(reading.notes).toHaveLength(1)
    }
  })

  it('reads the feed alone: who is down now, by no beginning', async () => {
    const item =
      '<item><title>API is down</title><link>https://x.example/status/shop</link><guid>3-2026-03-02 10:00:00</guid>' +
      '<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>API has been down since 2026-03-02 10:00:00</description></item>'
    const rss = `<rss version="2.0"><channel><title>uptime kuma rss feed</title>${item}</channel></rss>`
    const { incidents } = await source.read(feed, [replyOf(`${feed.url}/rss`, rss)])
    expect(incidents).toMatchObject([{ id: 'monitor-3', status: 'unknown', startedAt: null }])
  })

  it('refuses what is neither page, heartbeats nor history', async () => {
    const bodies = ['', '<html></html>', {}, { ok: false, msg: 'Status Page Not Found' }, 'null']
    for (const body of bodies) {
      await expect(source.read(feed, [replyOf(api, body)])).rejects.toThrow(ParseError)
    }
  })

  it('finds the slug by the entry page where the host does not carry it', () => {
    const root = { ...feed, url: `${host}/` }
    const shell = replyOf(root.url, '<html><title>Uptime Kuma</title></html>')
    expect(source.asks(root, [shell]).map((a) => a.url)).toEqual([`${host}/api/entry-page`])
    const entry = { type: 'entryPage', entryPage: 'statusPage-shop' }
    const asked = source.asks(root, [shell, replyOf(`${host}/api/entry-page`, entry)])
    expect(asked[0]?.url).toBe(api)
  })

  it('survives any broken document, and resolves nothing by it', async () => {
    for (const fixture of loadFixtures('uptime-kuma')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          const post = (reading as Reading | undefined)?.incidents.find((i) => i.id === '7')
          if (post && fixture.name === 'uptime-kuma/page') expect(post.resolvedAt).toBeNull()
        }),
        { numRuns: 60 },
      )
    }
  })

  it('is told by its data, manifest, API and entry page, and not by an empty shell', () => {
    const detect = (path: string, body: unknown) => source.detects([replyOf(host + path, body)])
    const page = loadFixture('uptime-kuma', 'page').fixture.replies[0]!.body
    expect(detect('/', page)).toMatchObject({ confidence: 0.95, url: feed.url })
    const quiet = loadFixture('uptime-kuma', 'quiet').fixture.replies[0]!.body
    expect(detect('/api/status-page/shop', quiet)?.url).toBe(feed.url)
    const entry = { type: 'statusPageMatchedDomain', statusPageSlug: 'shop' }
    expect(detect('/api/entry-page', entry)?.url).toBe(feed.url)
    expect(detect('/api/entry-page', { type: 'entryPage', entryPage: 'dashboard' })).toBeNull()
    expect(detect('/', '<html><title>Uptime Kuma</title><div id="app"></div></html>')).toBeNull()
    expect(detect('/', '<html>Powered by Uptime Kuma</html>')).toBeNull()
  })
})

const recorded = new URL(
  '../../../shared/recordings/payloads/uptime-kuma/v1-status-page-no-incident-2025-09.json',
  import.meta.url,
)

describe.skipIf(!existsSync(recorded))('uptime-kuma, recorded (skipped where absent)', () => {
  it('reads a page without incidents', async () => {
    const reading = await source.read(feed, [replyOf(api, readFileSync(recorded, 'utf8'))])
    expect(reading).toMatchObject({ incidents: [], notes: [], reach: { open: true } })
  })
})
