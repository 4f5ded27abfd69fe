import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/site24x7.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const page = 'https://status.example.com'
const feed = { url: page, options: {}, open: [] as string[] }
const at = '2026-09-06T12:00:00.000Z'
const summary = `${page}/sp/api/u/summary_details`

describe('site24x7', () => {
  it('asks for one document where the summary answers', () => {
    const { replies } = loadFixture('site24x7', 'open')
    expect(source.asks(feed, [])).toEqual([{ url: summary, optional: true }])
    expect(source.asks(feed, replies)).toEqual([])
  })

  it('does not let the RSS close an incident that it cannot show', async () => {
    const rss = loadFixture('site24x7', 'rss-of-components').replies.slice(3)
    expect((await source.read(feed, rss)).reach).toMatchObject({ open: true, openOnly: true })
    const held = { ...feed, open: ['inc-1'] }
    expect((await source.read(held, rss)).reach).toEqual({ since: null, open: false })
  })

  it('reads the history of outages alone, one incident for those that share its id', async () => {
    const outage = {
      start_time: '2026-09-05T10:00:00+0000',
      end_time: '2026-09-05T11:00:00+0000',
      ongoing: false,
      status: 5,
      associated_incident_info: { enc_inc_id: 'inc-0', inc_title: 'High error rate' },
    }
    const of = (name: string, more: object) => ({
      display_name: name,
      status_history: {
        day_wise_status_history: [{ date: at, outage_list: [{ ...outage, ...more }] }],
      },
    })
    const later = { end_time: '2026-09-05T11:30:00+0000', status: 6 }
    const list = [of('API', {}), of('Web', later)]
    const loose = of('Mail', { associated_incident_info: null, ongoing: true, end_time: null })
    const body = { code: 0, message: 'success', data: { resource_list: [...list, loose] } }
    const url = `${page}/sp/api/public/status_history/abc=?timezone=UTC&period=27&page=1`
    const { incidents } = await source.read(feed, [replyOf(url, body, at)])
    expect(incidents).toMatchObject([
      {
        id: 'inc-0',
        title: 'High error rate',
        impact: 'critical',
        components: ['API', 'Web'],
        startedAt: '2026-09-05T10:00:00.000Z',
        resolvedAt: '2026-09-05T11:30:00.000Z',
      },
      { title: 'Mail: Partial Outage', status: 'unknown', resolvedAt: null },
    ])
  })

  it('reads no component as no incident, and an unknown status as skipped', async () => {
    const rss = (items: string) =>
      `<rss xmlns:site24x7="https://www.site24x7.com/rssdefinitions.do#" version="2.0"><channel><title>X</title><link>${page}</link>${items}</channel></rss>`
    expect((await source.read(feed, [replyOf(`${page}/rss`, rss(''), at)])).incidents).toEqual([])
    const odd = replyOf(`${page}/rss`, rss('<item><title>API - Betriebsbereit</title></item>'), at)
    expect(await source.read(feed, [odd])).toMatchObject({
      incidents: [],
      skipped: [{ what: 'item 1' }],
      reach: { open: false },
    })
  })

  it('refuses errors and pages', async () => {
    for (const body of [
      { code: 1015, message: 'Unauthorized' },
      { code: 0, data: {} },
      { error: 'x' },
      '',
      '<!DOCTYPE html><html></html>',
    ]) {
      await expect(source.read(feed, [replyOf(summary, body, at)])).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('site24x7')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          for (const i of reading?.incidents ?? [])
            if (['inc-1', 'm-1'].includes(i.id)) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 150 },
      )
    }
  })

  it('detects its summary, RSS and page, and no others', () => {
    const quiet = loadFixture('site24x7', 'quiet').replies
    expect(source.detects(quiet)).toMatchObject({ confidence: 0.95, url: page })
    const [, html, , rss] = loadFixture('site24x7', 'rss-of-components').replies
    expect(source.detects([rss!])).toMatchObject({ confidence: 0.95, url: page })
    expect(source.detects([html!])).toMatchObject({ confidence: 0.8, url: page })
    for (const decoy of [
      replyOf(
        'https://www.site24x7.com/statusiq/',
        '<html>encodedStatuspageId = "abcdefgh"</html>',
      ),
      replyOf(page, '<html>We left StatusIQ by Site24x7.</html>'),
      replyOf(`${page}/rss`, '<rss version="2.0"><channel><title>X</title></channel></rss>'),
      replyOf(summary, { code: 0, data: {} }),
    ]) {
      expect(source.detects([decoy])).toBeNull()
    }
    for (const url of ['https://www.site24x7.com', 'https://www.statusiq.com'])
      expect(source.recognises(new URL(url))).toBe(false)
  })
})

const recorded = new URL('../../../shared/recordings/payloads/site24x7-statusiq/', import.meta.url)

describe.skipIf(!existsSync(recorded))('site24x7, recorded payloads (skipped where absent)', () => {
  it('reads each of them as quiet', async () => {
    for (const file of readdirSync(recorded)) {
      const body = readFileSync(new URL(file, recorded), 'utf8')
      const reading = await source.read(feed, [replyOf(`${page}/rss`, body, at)])
      expect(reading, file).toMatchObject({ incidents: [], skipped: [], notes: [] })
    }
  })
})
