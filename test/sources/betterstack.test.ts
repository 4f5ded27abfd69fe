import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/betterstack.ts'
import { loadFixture, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.org'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-09-10T08:00:00.000Z'
const read = async (...replies: ReturnType<typeof replyOf>[]) => source.read(feed, replies)
const index = (...included: unknown[]) =>
  replyOf(
    `${root}/index.json`,
    {
      data: { id: '1', type: 'status_page', attributes: { aggregate_state: 'operational' } },
      included,
    },
    at,
  )
const report = (attributes: object) => ({
  id: '7',
  type: 'status_report',
  attributes: {
    title: 'T',
    report_type: 'manual',
    starts_at: '2026-09-10T06:00:00.000Z',
    ...attributes,
  },
})

describe('betterstack', () => {
  it('keeps a report open while nobody resolved it, and closed whatever ends_at says', async () => {
    const one = async (attributes: object) => (await read(index(report(attributes)))).incidents[0]
    expect(await one({ aggregate_state: 'downtime' })).toMatchObject({ status: 'investigating' })
    expect(await one({ aggregate_state: 'operational' })).toMatchObject({
      resolvedAt: null,
      status: 'investigating',
    })
    expect(await one({ aggregate_state: 'paused' })).toMatchObject({ status: 'unknown' })
    expect(await one({ aggregate_state: 'resolved', ends_at: null })).toMatchObject({
      status: 'resolved',
      resolvedAt: null,
    })
    const end = '2026-09-10T07:00:00.000Z'
    expect(await one({ aggregate_state: 'downtime', ends_at: end })).toMatchObject({
      status: 'resolved',
      resolvedAt: end,
    })
    const later = '2026-09-11T07:00:00.000Z'
    expect(await one({ aggregate_state: 'downtime', ends_at: later })).toMatchObject({
      resolvedAt: null,
    })
  })

  it('does not count what a monitor measures twice where document and feed tell of it', async () => {
    const item = `<item><title>Mail went down</title><guid>${root}/#f1</guid><link>${root}/</link><pubDate>Thu, 10 Sep 2026 06:00:40 -0000</pubDate></item>`
    const rss = replyOf(
      `${root}/feed`,
      `<rss version="2.0"><channel><title>X</title><link>${root}/</link>${item}</channel></rss>`,
      at,
    )
    const own = index(
      report({ title: 'Mail', report_type: 'automatic', aggregate_state: 'downtime' }),
    )
    expect((await read(own, rss)).incidents.map((i) => i.id)).toEqual(['7'])
    expect((await read(rss)).incidents).toHaveLength(1)
  })

  it('refuses errors, other documents and the page itself', async () => {
    for (const body of [
      '',
      '{"error":"x"}',
      '{"data":{"type":"monitor"}}',
      '<!DOCTYPE html><html></html>',
      '{}',
    ]) {
      await expect(read(replyOf(`${root}/index.json`, body))).rejects.toBeInstanceOf(ParseError)
    }
  })

  it('never resolves anything that was open, whatever is broken', async () => {
    const f = loadFixture('betterstack', 'open')
    await fc.assert(
      fc.asyncProperty(brokenReplies(f), async (replies) => {
        const reading = await readOrRefuse(source, feed, replies)
        const closed = reading?.incidents.filter((i) => closedStatuses.includes(i.status)) ?? []
        expect(closed.map((i) => i.id)).not.toContain('401')
      }),
      { numRuns: 200 },
    )
  })

  it('asks for one document, and for the feeds only where it does not come', () => {
    expect(askedWhenAllFails(source.asks, feed)).toEqual([
      `${root}/index.json`,
      `${root}/feed.rss`,
      `${root}/feed`,
    ])
    const quiet = loadFixture('betterstack', 'quiet')
    expect(source.asks(feed, quiet.replies)).toEqual([])
  })

  it('knows its document and its pages, and neither the makers nor the page under foreign paths', () => {
    expect(source.detects(loadFixture('betterstack', 'quiet').replies)).toMatchObject({
      confidence: 0.95,
      url: root,
    })
    const html =
      '<html><head><link href="https://uptime.betterstack.com/packs/css/status_page_v2-92a8d492.css"></head></html>'
    expect(source.detects([replyOf(`${root}/`, html)])).toMatchObject({
      confidence: 0.75,
      url: root,
    })
    const decoys = [
      replyOf('https://betterstack.com/', html),
      replyOf(`${root}/api/v2/summary.json`, html),
      replyOf(root, '<html>We moved here from Better Stack (betterstack.com)</html>'),
      replyOf(`${root}/index.json`, { is: 'index', cStateVersion: '6.0' }),
    ]
    for (const decoy of decoys) expect(source.detects([decoy])).toBeNull()
  })
})

const recorded = new URL('../../../shared/recordings/payloads/betterstack/', import.meta.url)

describe.skipIf(!existsSync(recorded))(
  'betterstack, recorded payloads (skipped where absent)',
  () => {
    it('reads the trimmed document and knows both pages', async () => {
      const of = (file: string, path: string) =>
        replyOf(root + path, readFileSync(new URL(file, recorded), 'utf8'), at)
      const reading = await read(of('vapi-index-trimmed-2026-09-06.json', '/index.json'))
      expect(reading.incidents).toEqual([])
      for (const file of ['buildjet-page-good.html', 'eyloo-page-major.html']) {
        expect(source.detects([of(file, '/')])?.confidence).toBe(0.75)
      }
    })
  },
)
