import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/statusio.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const id = '5b36dc6502d06804c08349f7'
const api = `https://api.status.io/1.0/status/${id}`
const page = 'https://status.gitlab.com'
const rss = `${page}/pages/${id}/rss`
const feed = { url: page, options: {}, open: [] as string[] }
const at = '2026-09-20T12:00:00.000Z'

async function readOne(fixture: string, url: string): Promise<Reading> {
  const { replies, feed: own } = loadFixture('statusio', fixture)
  return source.read(
    own,
    replies.filter((r) => r.url === url),
  )
}

function asked(url: string, ...replies: ReturnType<typeof replyOf>[]) {
  return source.asks({ ...feed, url }, replies).map((a) => a.url)
}

describe('statusio', () => {
  it('finds the page id in the address, a header, the script or the links of the page', () => {
    expect(asked(api)).toEqual([api, `https://status.io/pages/${id}/rss`])
    expect(asked(`${page}/pages/incident/${id}/65f1c0de0000000000000001`)).toEqual([api, rss])
    expect(asked(page)).toEqual([page])
    for (const reply of [
      replyOf(page, '<html></html>', at, { 'x-status-page-id': id }),
      replyOf(page, `<script>var statuspageId = '${id}'</script>`),
      replyOf(page, `<a href="/pages/history/${id}">History</a>`),
    ]) {
      expect(asked(page, reply)).toEqual([api, rss])
    }
    expect(
      asked(page, replyOf(page, `<a href="https://x.status.io/pages/history/${id}">`)),
    ).toEqual([])
  })

  it('reads each document alone, and marks only the JSON as a list of what is open', async () => {
    const json = await readOne('maintenance', api)
    expect(json.incidents.map((i) => i.status)).toEqual(['in_progress', 'scheduled'])
    expect(json.reach).toEqual({ since: null, open: true, openOnly: true })
    const told = await readOne('maintenance', rss)
    expect(told.incidents).toMatchObject([{ kind: 'maintenance', status: 'completed' }])
    expect(told.reach).toEqual({ since: '2026-09-01T16:00:05.000Z', open: false })
  })

  it('joins items of one id, as feeds with an item for each message have them', async () => {
    const item = (text: string, when: string, label: string) =>
      `<item><title>Late mail</title><description><![CDATA[<small>${when}</small><br /><b>${label}</b> - ${text}]]></description><link>https://status.io/pages/incident/${id}/7a</link><guid>7a</guid><pubDate>Sun, 20 Sep 2026 10:00:00 GMT</pubDate></item>`
    const body = `<rss version="2.0"><channel><title>T</title>${item('Over.', 'September 20, 2026 10:00 UTC', 'Resolved')}${item('Late.', 'September 20, 2026 09:00 UTC', 'Investigating')}</channel></rss>`
    const { incidents } = await source.read(feed, [replyOf(rss, body, at)])
    expect(incidents).toMatchObject([
      { id: '7a', status: 'resolved', resolvedAt: '2026-09-20T10:00:00.000Z' },
    ])
    expect(incidents[0]!.updates.map((u) => u.text)).toEqual(['Late.', 'Over.'])
  })

  it('does not call over what the feed has only just told of', async () => {
    const quiet = loadFixture('statusio', 'quiet').replies.find((r) => r.url === api)!
    const body = `<rss version="2.0"><channel><title>T</title><item><title>New</title><description><![CDATA[<small>September 20, 2026 10:20 UTC</small><br /><b>Investigating</b> - Look.]]></description><link>https://status.io/pages/incident/${id}/7b</link><guid>7b</guid></item></channel></rss>`
    const { incidents } = await source.read(feed, [quiet, replyOf(rss, body, at)])
    expect(incidents).toMatchObject([{ status: 'investigating', resolvedAt: null }])
  })

  it('refuses errors that come with 200, pages without data and feeds of a wrong id', async () => {
    for (const [url, body] of [
      [api, { error: 'status page not found' }],
      [api, ''],
      [api, { result: {} }],
      [api, '<html></html>'],
      [page, `<html><script>var statuspageId = '${id}'</script></html>`],
      [rss, '<!DOCTYPE html><html></html>'],
    ] as const) {
      await expect(source.read(feed, [replyOf(url, body, at)]), url).rejects.toThrow(ParseError)
    }
    const { notes } = await source.read(feed, [
      ...loadFixture('statusio', 'quiet').replies.filter((r) => r.url === api),
      replyOf(rss, '<!DOCTYPE html><html></html>', at),
    ])
    expect(notes).toHaveLength(1)
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('statusio')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const json = replies.filter((r) => r.url === api)
          const reading = await readOrRefuse(source, fixture.feed, json)
          for (const i of reading?.incidents ?? []) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 150 },
      )
    }
  })

  it('detects its pages, API and feeds, and no others', () => {
    const sure = (...replies: ReturnType<typeof replyOf>[]) => source.detects(replies)
    expect(sure(replyOf(`${page}/`, '<html>', at, { 'x-status-page-id': id }))).toMatchObject({
      confidence: 0.95,
      url: page,
    })
    for (const { replies } of loadFixtures('statusio').filter((f) => f.replies[0]!.url === api)) {
      expect(sure(replies[0]!)).toMatchObject({ confidence: 0.95, url: api })
    }
    for (const decoy of [
      replyOf(page, '<html>We moved away from status.io</html>'),
      replyOf(page, '<html></html>', at, {
        'x-status-page-id': '8f3d2c1a-1111-4222-8333-444455556666',
      }),
      replyOf(api, { error: 'status page not found' }),
      replyOf('https://status.io', '<html><img src="https://image.status.io/a.png"></html>'),
      replyOf(page, { page: { id: 'abc' }, result: { status: [] } }),
    ]) {
      expect(sure(decoy)).toBeNull()
    }
    for (const url of [
      'https://status.io',
      'https://kb.status.io',
      'https://example.statuspage.io',
    ]) {
      expect(source.recognises(new URL(url))).toBe(false)
    }
  })
})

const recorded = new URL('../../../shared/recordings/payloads/statusio/', import.meta.url)

describe.skipIf(!existsSync(recorded))('statusio, recorded payloads (skipped where absent)', () => {
  it('reads the planned maintenance with its five components', async () => {
    const body = readFileSync(
      new URL('gitlab-one-upcoming-maintenance-2023-06-29.json', recorded),
      'utf8',
    )
    const { incidents } = await source.read(feed, [replyOf(api, body, '2023-06-29T16:00:00.000Z')])
    expect(incidents).toMatchObject([
      {
        status: 'scheduled',
        startedAt: '2023-07-08T14:00:00.000Z',
        regions: ['Google Compute Engine'],
      },
    ])
    expect(incidents[0]!.components).toHaveLength(5)
  })
})
