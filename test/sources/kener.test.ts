import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reply } from '../../src/source-kit/source.ts'
import { source as incidentio } from '../../src/sources/incidentio.ts'
import { source } from '../../src/sources/kener.ts'
import { source as statuspage } from '../../src/sources/statuspage.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.com'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-08-20T12:00:00.000Z'

describe('kener', () => {
  it('reads each document alone, under the same ids', async () => {
    const [rss, data] = loadFixture('kener', 'open').replies as [Reply, Reply]
    const told = await source.read(feed, [rss])
    expect(told.incidents[0]).toMatchObject({ id: 'incident-5', startedAt: null })
    const known = await source.read(feed, [data])
    expect(known.incidents).toMatchObject([
      { id: 'incident-5', status: 'identified', impact: 'major', components: ['API', 'Store'] },
    ])
    expect(known.reach).toEqual({ since: null, open: true })
  })

  it('takes the date of an incident without a comment for its start', async () => {
    const { feed: own, replies } = loadFixture('kener', 'resolved')
    const body = Buffer.from(replies[0]!.body)
      .toString()
      .replace(/\n\nAll[^\]]*/, '')
    const { incidents } = await source.read(own, [replyOf(replies[0]!.url, body, at)])
    expect(incidents[0]).toMatchObject({
      startedAt: '2026-08-10T11:30:00.000Z',
      resolvedAt: null,
      updates: [],
    })
  })

  it('reads the API with all comments, leaving out those that were withdrawn', async () => {
    const comment = (id: number, status: string) => ({
      id,
      comment: `Comment ${id}`,
      commented_at: 1787224200 + id,
      state: 'RESOLVED',
      status,
    })
    const incident = {
      id: 9,
      title: 'Down',
      start_date_time: 1787224200,
      end_date_time: 1787227800,
      state: 'RESOLVED',
      comments: [comment(2, 'ACTIVE'), comment(1, 'INACTIVE')],
      monitors: [{ monitor_tag: 'api', impact: 'DOWN' }],
    }
    const reply = replyOf(`${root}/api/v4/incidents/9`, { incident }, '2026-08-21T00:00:00.000Z')
    expect((await source.read(feed, [reply])).incidents).toMatchObject([
      {
        id: 'incident-9',
        resolvedAt: new Date(1787227800000).toISOString(),
        components: ['api'],
        updates: [{ text: 'Comment 2' }],
      },
    ])
  })

  it('asks for the page’s data only while something is open', () => {
    const urls = (name: string, count: number) => {
      const { feed: own, replies } = loadFixture('kener', name)
      return source.asks(own, replies.slice(0, count)).map((a) => a.url)
    }
    expect(urls('open', 1)).toEqual([`${root}/__data.json`])
    expect(urls('resolved', 1)).toEqual([])
    expect(urls('resolved', 0)).toEqual(['https://example.com/status/rss.xml'])
  })

  it('refuses errors, other HTML and nothing', async () => {
    const error = { type: 'error', error: { message: 'Not found' }, status: 404 }
    for (const body of ['', '<html></html>', error, { error: 'Unauthorized' }, 'null']) {
      const reply = replyOf(`${root}/__data.json`, body)
      await expect(source.read(feed, [reply]), JSON.stringify(body)).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('kener')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          const ids = reading?.incidents.map((i) => i.id) ?? []
          expect(ids).toEqual([...new Set(ids)])
          const open = reading?.incidents.find((i) => i.id === 'incident-5')
          if (open) expect(closedStatuses).not.toContain(open.status)
        }),
        { numRuns: 80 },
      )
    }
  })

  it('detects its feed and pages; Statuspage and incident.io leave them alone', () => {
    for (const fixture of loadFixtures('kener')) {
      const { url } = fixture.feed
      expect(source.detects(fixture.replies), fixture.name).toMatchObject({ confidence: 0.95, url })
      expect(statuspage.detects(fixture.replies), fixture.name).toBeNull()
      expect(incidentio.detects(fixture.replies), fixture.name).toBeNull()
    }
    const page = '<main class="kener-public status-page-app svelte-1"></main>'
    expect(source.detects([replyOf(root, page)])?.confidence).toBe(0.85)
    expect(source.detects([replyOf('https://kener.ing/docs/home', page)])).toBeNull()
    expect(source.detects([replyOf(root, '<p>Status page by Kener, kener-public</p>')])).toBeNull()
    const rss = '<rss><channel><title>A — Incidents</title></channel></rss>'
    expect(source.detects([replyOf(`${root}/rss.xml`, rss)])).toBeNull()
  })
})
