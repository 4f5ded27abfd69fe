import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { turboValue } from '../../src/source-kit/turbo-stream.ts'
import { source as incidentio } from '../../src/sources/incidentio.ts'
import { source } from '../../src/sources/onlineornot.ts'
import { source as statuspage } from '../../src/sources/statuspage.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.com'
const api = 'https://api.onlineornot.com/v1/status_pages'
const feed = { url: root, options: {}, open: [] as string[] }

describe('onlineornot', () => {
  it('reads each document alone', async () => {
    const { replies } = loadFixture('onlineornot', 'open')
    const [summary, rss] = await Promise.all(replies.map((reply) => source.read(feed, [reply])))
    expect(summary?.incidents).toMatchObject([
      { id: 'RJ0mNKO5Arwy', status: 'unknown', startedAt: '2026-09-03T11:00:00.000Z', updates: [] },
    ])
    expect(rss?.incidents.map((i) => [i.id, i.status, i.updates.length])).toEqual([
      ['RJ0mNKO5Arwy', 'monitoring', 2],
      ['Lng0utage-1', 'resolved', 3],
    ])
    expect(rss?.reach.open).toBe(false)
  })

  it('asks the page only where summary or feed is missing', () => {
    const { replies } = loadFixture('onlineornot', 'open')
    expect(source.asks(feed, replies)).toEqual([])
    const failed = replies.map((r) => ({ ...r, status: 404, body: new Uint8Array() }))
    expect(source.asks(feed, failed)).toEqual([{ url: `${root}/`, optional: false }])
    const hosted = { ...feed, url: `${api}/acme/summary` }
    expect(source.asks(hosted, []).map((a) => a.url)).toEqual([
      `${api}/acme/summary`,
      'https://acme.onlineornot.com/incidents.rss',
    ])
  })

  it('follows the places of a flat list, dates and cycles too', () => {
    const flat = [
      { _1: 2, _3: 4, _5: 0, _6: -5 },
      'at',
      ['D', 1788440400000],
      'list',
      [7],
      'self',
      'none',
      'x',
    ]
    const html = `<script>window.__reactRouterContext.streamController.enqueue(${JSON.stringify(`${JSON.stringify(flat)}\n`)});</script>`
    const value = turboValue(html, root) as Record<string, unknown>
    expect(value).toMatchObject({ at: '2026-09-03T13:00:00.000Z', list: ['x'], none: null })
    expect(value.self).toBe(value)
  })

  it('refuses errors, other HTML and nothing', async () => {
    const error = { success: false, result: null, errors: [{ code: 10001 }] }
    for (const body of ['', '<html></html>', error, { success: true, result: {} }, '[]']) {
      const reply = replyOf(`${api}/status.example.com/summary`, body)
      await expect(source.read(feed, [reply]), JSON.stringify(body)).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = ['RJ0mNKO5Arwy', 'sm-one']
    for (const fixture of loadFixtures('onlineornot')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          const ids = reading?.incidents.map((i) => i.id) ?? []
          expect(ids).toEqual([...new Set(ids)])
          for (const i of reading?.incidents ?? []) {
            if (open.includes(i.id)) expect(closedStatuses).not.toContain(i.status)
          }
        }),
        { numRuns: 80 },
      )
    }
  })

  it('detects its documents; Statuspage and incident.io leave them alone', () => {
    for (const fixture of loadFixtures('onlineornot')) {
      for (const reply of fixture.replies) {
        if (reply.url.endsWith('.rss') && fixture.name.endsWith('/quiet')) continue
        expect(source.detects([reply]), `${fixture.name} ${reply.url}`).toMatchObject({
          confidence: 0.95,
          url: root,
        })
      }
      expect(statuspage.detects(fixture.replies), fixture.name).toBeNull()
      expect(incidentio.detects(fixture.replies), fixture.name).toBeNull()
    }
  })

  it('refuses the feed of Statuspage and pages that only name it', () => {
    const link = `<link>${root}/incidents/abc</link>`
    const body = '&lt;strong&gt;Resolved&lt;/strong&gt;'
    const rss = `<rss><channel><link>${root}</link><description>Statuspage</description><item>${link}<description>${body}</description></item></channel></rss>`
    expect(source.detects([replyOf(`${root}/history.rss`, rss)])).toBeNull()
    const mention = '<a href="https://onlineornot.com">Powered by OnlineOrNot</a>'
    expect(source.detects([replyOf(root, mention)])).toBeNull()
    expect(source.recognises(new URL('https://onlineornot.com/status-pages'))).toBe(false)
    expect(source.recognises(new URL('https://acme.onlineornot.com'))).toBe(true)
  })
})
