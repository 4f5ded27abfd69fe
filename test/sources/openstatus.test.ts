import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reply } from '../../src/source-kit/source.ts'
import { source as incidentio } from '../../src/sources/incidentio.ts'
import { source } from '../../src/sources/openstatus.ts'
import { source as statuspage } from '../../src/sources/statuspage.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.com'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-08-20T12:00:00.000Z'
const page = { name: 'Example', url: root, updated_at: at }
const status = { indicator: 'major', description: 'Major Outage' }
const summary = { page, status, incidents: [], scheduled_maintenances: [] }
const down = { name: 'API', status: 'major_outage' }

const read = async (path: string, body: unknown) =>
  source.read(feed, [replyOf(`${root}${path}`, body, at)])

describe('openstatus', () => {
  it('makes an incident of a component that fails without a report, and none beside an open one', async () => {
    const silent = await read('/api/status/summary.json', { ...summary, components: [down] })
    expect(silent.incidents).toMatchObject([
      { id: 'component-API', title: 'API: major_outage', status: 'unknown', startedAt: null },
    ])
    expect(silent.reach).toEqual({ since: null, open: true, openOnly: true })
    const report = { id: '1', name: 'Down', status: 'identified', incident_updates: [] }
    const written = { ...summary, components: [down], incidents: [report] }
    const { incidents } = await read('/api/status/summary.json', written)
    expect(incidents.map((i) => i.id)).toEqual(['report-1'])
  })

  it('reads the page’s one word where nothing else is given', async () => {
    const current = await read('/api/status/current.json', { page, status })
    expect(current.incidents.map((i) => i.title)).toEqual(['Example: Major Outage'])
    const quiet = { page, status: { indicator: 'none', description: 'All Systems Operational' } }
    expect((await read('/api/status/current.json', quiet)).incidents).toEqual([])
    const word = replyOf('https://api.openstatus.dev/public/status/acme', {
      status: 'degraded_performance',
    })
    expect((await source.read(feed, [word])).incidents[0]?.title).toBe('acme: degraded_performance')
  })

  it('gives a report one id in all documents, and keeps the fullest', async () => {
    const { feed: own, replies } = loadFixture('openstatus', 'open')
    const whole = await source.read(own, replies)
    const [json, html] = replies as [Reply, Reply]
    for (const list of [[html], [html, json]]) {
      const found = (await source.read(own, list)).incidents.find((i) => i.id === 'report-8')
      expect(found).toMatchObject({ impact: 'major', components: ['Docs'] })
      expect(found?.updates).toEqual(whole.incidents[0]?.updates)
    }
  })

  it('asks for one document, and for the page only while a report is open', () => {
    const urls = (replies: Reply[]) => source.asks(feed, replies).map((a) => a.url)
    expect(urls([])).toEqual([`${root}/feed/json`])
    expect(urls(loadFixture('openstatus', 'resolved').replies)).toEqual([])
    expect(urls(loadFixture('openstatus', 'open').replies.slice(0, 1))).toEqual([`${root}/`])
    const failed = { ...replyOf(`${root}/feed/json`, ''), status: 404 }
    expect(urls([failed])).toEqual([`${root}/api/status/summary.json`])
    const path = { ...feed, url: 'https://self.example.com/api/status/acme/summary.json' }
    expect(source.asks(path, [])[0]?.url).toBe('https://self.example.com/acme/feed/json')
  })

  it('refuses errors, other HTML and nothing', async () => {
    for (const body of ['', '<html></html>', { error: 'Not Found' }, [], 'null', { page: {} }]) {
      const reply = replyOf(`${root}/api/status/summary.json`, body)
      await expect(Promise.resolve().then(() => source.read(feed, [reply]))).rejects.toThrow(
        ParseError,
      )
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('openstatus')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          const ids = reading?.incidents.map((i) => i.id) ?? []
          expect(ids).toEqual([...new Set(ids)])
          const open = reading?.incidents.find((i) => i.id === 'report-8')
          if (open) expect(closedStatuses).not.toContain(open.status)
        }),
        { numRuns: 80 },
      )
    }
  })

  it('detects its JSON, feeds and pages; Statuspage and incident.io leave them alone', () => {
    for (const fixture of loadFixtures('openstatus')) {
      expect(source.detects(fixture.replies)?.confidence, fixture.name).toBeGreaterThan(0.9)
      expect(statuspage.detects(fixture.replies), fixture.name).toBeNull()
      expect(incidentio.detects(fixture.replies), fixture.name).toBeNull()
    }
    expect(source.detects(loadFixture('openstatus', 'summary-below-a-path').replies)?.url).toBe(
      'https://self.example.com/acme',
    )
  })

  it('refuses what only looks like it', () => {
    const other = { ...summary, page: { ...page, id: 'abc' }, components: [{ ...down, id: 'x' }] }
    const decoys = [
      replyOf(`${root}/api/status/summary.json`, other),
      replyOf(`${root}/api/v2/summary.json`, summary),
      replyOf(root, '<a href="https://www.openstatus.dev">Powered by OpenStatus</a>'),
      replyOf(
        'https://www.openstatus.dev',
        '<link rel="alternate" href="/api/status/summary.json">',
      ),
    ]
    for (const decoy of decoys) expect(source.detects([decoy]), decoy.url).toBeNull()
    expect(source.recognises(new URL('https://www.openstatus.dev'))).toBe(false)
    expect(source.recognises(new URL('https://acme.openstatus.dev'))).toBe(true)
  })
})
