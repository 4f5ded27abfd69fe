import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/instatus.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.org'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-09-10T08:00:00.000Z'
const read = async (...replies: ReturnType<typeof replyOf>[]) =>
  (await source.read(feed, replies)) as Reading
const notice = { id: 'cl1', name: 'T', started: '2026-09-10T06:00:00Z', status: 'INVESTIGATING' }
const summary = (body: object, path = '/summary.json') =>
  replyOf(root + path, { page: { name: 'X', url: root, status: 'HASISSUES' }, ...body }, at)

describe('instatus', () => {
  it('reads each document of an exchange alone, under the same ids', async () => {
    const f = loadFixture('instatus', 'open')
    for (const reply of f.replies) {
      const { incidents } = await read(reply)
      expect(incidents.map((i) => i.id)).toContain('cmv1b5pf4026zxderxh5yval0')
    }
  })

  it('takes the same body from the address that Statuspage uses', async () => {
    const reading = await read(summary({ activeIncidents: [notice] }, '/api/v2/summary.json'))
    expect(reading.incidents).toMatchObject([{ id: 'cl1', status: 'investigating' }])
    expect(source.detects([summary({}, '/api/v2/summary.json')])).toMatchObject({ url: root })
  })

  it('finds the id in the address where an old summary gives none', async () => {
    const { id: _, ...old } = notice
    const url = `${root}/incident/cl4a8n3070721qtmzvts760c4`
    const reading = await read(summary({ activeIncidents: [{ ...old, url }] }))
    expect(reading.incidents).toMatchObject([{ id: 'cl4a8n3070721qtmzvts760c4', url }])
  })

  it('names components by the incidents that components.json lists for each', async () => {
    const body = {
      components: [{ id: 'c', name: 'Shop', status: 'MAJOROUTAGE', activeIncidents: [notice] }],
    }
    const reading = await read(
      summary({ activeIncidents: [notice] }),
      replyOf(`${root}/v3/components.json`, body),
    )
    expect(reading.incidents).toMatchObject([{ id: 'cl1', components: ['Shop'] }])
  })

  it('reads the Atom feed, where planned work may pass through the states of an incident', async () => {
    const mark = (time: string, word: string) =>
      `&lt;p&gt;&lt;small&gt;Aug &lt;var data-var='date'&gt; 26&lt;/var&gt;, &lt;var data-var='time'&gt;${time}&lt;/var&gt; GMT+0&lt;/small&gt;&lt;br /&gt;&lt;strong&gt;${word}&lt;/strong&gt; - Words.&lt;/p&gt;`
    const body = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>X</title><entry><id>tag:status.example.org,2005:Maintenance/cm7</id><title>Engine work</title><published>2026-08-26T04:00:00.000+00:00</published><link href="${root}/cm7"/><content type="html">&lt;p&gt;&lt;strong&gt;Type:&lt;/strong&gt; Maintenance&lt;/p&gt;${mark('04:00:00', 'Identified')}${mark('07:42:00', 'Completed')}</content></entry></feed>`
    const reading = await read(replyOf(`${root}/history.atom`, body, at))
    expect(reading.incidents).toMatchObject([
      {
        id: 'cm7',
        kind: 'maintenance',
        status: 'completed',
        resolvedAt: '2026-08-26T07:42:00.000Z',
      },
    ])
  })

  it('does not let an outage that nobody closed last beyond the incident', async () => {
    const site = { subdomain: 'x', status: 'UP' }
    const over = { ...notice, status: 'RESOLVED', resolved: '2026-09-10T07:00:00Z' }
    const outage = { noticeId: 'cl1', from: notice.started, to: null, status: 'MAJOROUTAGE' }
    const page = { site, notices: { cl1: over }, componentsUptime: { c: { outages: [outage] } } }
    expect((await read(replyOf(root, page))).incidents).toMatchObject([{ stated: null }])
  })

  it('refuses what only looks like an answer', async () => {
    for (const body of [{ error: 'not found' }, '', '<html><body>Hello</body></html>', [], {}]) {
      if (Array.isArray(body)) continue
      await expect(read(replyOf(`${root}/summary.json`, body))).rejects.toBeInstanceOf(ParseError)
    }
  })

  it('never resolves anything that was open, whatever is broken', async () => {
    for (const name of ['open', 'silent'] as const) {
      const f = loadFixture('instatus', name)
      const before = new Set(
        f.fixture.expect.incidents
          .filter((i) => closedStatuses.includes(i.status))
          .map((i) => i.id),
      )
      await fc.assert(
        fc.asyncProperty(brokenReplies(f), async (replies) => {
          const reading = await readOrRefuse(source, feed, replies)
          const closed = reading?.incidents.filter((i) => closedStatuses.includes(i.status)) ?? []
          for (const { id } of closed) expect(before).toContain(id)
        }),
        { numRuns: 150 },
      )
    }
  })

  it('asks for the page only when something is open, and must have one of three', () => {
    expect(askedWhenAllFails(source.asks, feed)).toEqual([
      `${root}/summary.json`,
      `${root}/history.rss`,
      `${root}/`,
    ])
    const quiet = loadFixture('instatus', 'quiet')
    expect(source.asks(quiet.feed, quiet.replies)).toEqual([])
    expect(source.asks({ ...quiet.feed, open: ['cl1'] }, quiet.replies)).toHaveLength(1)
  })

  it('knows its page and summary, and no page of the makers or of others', () => {
    const all = loadFixtures('instatus').flatMap((f) => f.replies)
    const page = all.find((r) => r.url === `${root}/`)!
    expect(source.detects([page])).toMatchObject({ confidence: 0.95, url: root })
    const decoys = [
      { ...page, url: 'https://instatus.com/' },
      replyOf(
        root,
        '<html><head><title>Status</title></head><a href="https://instatus.com">Get a page with Instatus</a></html>',
      ),
      replyOf(`${root}/summary.json`, { page: { id: 'abc', status: 'UP' } }),
      replyOf(`${root}/api/v2/summary.json`, {
        page: { id: 'kctbh9vrtdwd', name: 'GitHub' },
        status: {},
      }),
    ]
    for (const decoy of decoys) expect(source.detects([decoy])).toBeNull()
  })
})

const recorded = new URL('../../../shared/recordings/payloads/instatus/', import.meta.url)

describe.skipIf(!existsSync(recorded))('instatus, recorded payloads (skipped where absent)', () => {
  it('reads page, its data alone, and feed', async () => {
    const of = (file: string) =>
      replyOf(`${root}/`, readFileSync(new URL(file, recorded), 'utf8'), at)
    const page = await read(of('mastodonsocial-page-major.html'))
    const data = await read(of('mastodonsocial-major-embedded.json'))
    expect(page.incidents.map((i) => [i.status, i.impact, i.updates.length])).toEqual([
      ['monitoring', 'none', 2],
      ['resolved', 'critical', 0],
    ])
    expect(data.incidents).toEqual(page.incidents)
    const history = await read(of('northflank-history-2026-10.rss.xml'))
    expect(history.incidents.map((i) => i.updates.length)).toEqual([2, 2, 3])
    expect(source.detects([of('mastodonsocial-page-major.html')])?.confidence).toBe(0.95)
  })
})
