import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/uptimerobot.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const page = 'https://status.example.com'
const list = `${page}/api/getMonitorList/key1`
const events = `${page}/api/getEventFeed/key1`
const feed = { url: page, options: {}, open: [] as string[] }
const at = '2026-05-20T12:00:00.000Z'

async function event(fields: object) {
  const body = { status: true, results: [fields] }
  return (await source.read(feed, [replyOf(events, body, at)])).incidents[0]!
}

describe('uptimerobot', () => {
  it('finds the API in the page, relative or not, and asks for all pages of monitors', () => {
    const html = `<script>window.pspApiPath = '/api/getMonitorList/key1';</script>`
    expect(source.asks(feed, []).map((a) => a.url)).toEqual([page])
    expect(source.asks(feed, [replyOf(page, html)]).map((a) => a.url)).toEqual([list])
    const first = { status: 'ok', psp: { monitors: [], perPage: 10, totalMonitors: 900 } }
    const more = source.asks(feed, [replyOf(page, html), replyOf(list, first)])
    expect(more.map((a) => a.url)).toEqual([2, 3, 4, 5].map((n) => `${list}?page=${n}`))
    expect(source.asks({ ...feed, url: list }, []).map((a) => a.url)).toEqual([list, events])
  })

  it('never reads a time of the page’s zone, and no number for a state', async () => {
    const local = {
      type: 'incident',
      title: 'T',
      date: 'Feb 5, 2026',
      time: '16:30',
      endDate: 'Feb 5, 2026, 17:00',
    }
    expect(await event(local)).toMatchObject({
      startedAt: null,
      resolvedAt: null,
      status: 'unknown',
    })
    expect((await event({ ...local, timeGMT: 'Feb 5, 2026, 15:30' })).startedAt).toBe(
      '2026-02-05T15:30:00.000Z',
    )
    for (const status of [0, 1, 2])
      expect((await event({ ...local, status })).status).toBe('unknown')
  })

  it('pairs failures with recoveries of the same monitor', async () => {
    const turn = (label: string, monitor: string, ts: number) => ({ label, monitor, ts })
    const results = [
      turn('up', 'API', 1779177900),
      turn('down', 'Docs', 1779177700),
      turn('down', 'API', 1779177600),
    ]
    const { incidents } = await source.read(feed, [replyOf(events, { status: true, results }, at)])
    expect(incidents.map((i) => [i.title, i.status])).toEqual([
      ['API: down', 'resolved'],
      ['Docs: down', 'unknown'],
    ])
  })

  it('notes a class never seen, and promises nothing then', async () => {
    const monitors = [{ monitorId: 1, name: 'A', statusClass: 'purple' }]
    const reading = await source.read(feed, [replyOf(list, { status: 'ok', data: monitors })])
    expect(reading).toMatchObject({ incidents: [], reach: { open: false } })
    expect(reading.notes).toHaveLength(1)
  })

  it('refuses the page alone, errors with status 200 and foreign documents', async () => {
    const html = `<script>window.pspApiPath = '${list}';</script>`
    for (const reply of [
      replyOf(page, html),
      ...[
        '',
        '<html>',
        {},
        { status: 'error' },
        { status: 'ok' },
        { status: 'ok', data: null },
      ].map((body) => replyOf(list, body)),
      ...['', {}, { status: false, results: [] }, { status: true }].map((body) =>
        replyOf(events, body),
      ),
    ]) {
      await expect(async () => source.read(feed, [reply])).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('uptimerobot', 'open').name
    for (const fixture of loadFixtures('uptimerobot')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          if (fixture.name !== open) return
          for (const i of reading?.incidents ?? []) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 60 },
      )
    }
  })

  it('is detected by its page and its list, and not by a mention', () => {
    const { replies } = loadFixture('uptimerobot', 'open')
    expect(source.detects([replies[0]!])).toMatchObject({ confidence: 0.95, url: replies[0]!.url })
    expect(source.detects([replies[1]!])).toMatchObject({
      confidence: 0.95,
      url: 'https://stats.uptimerobot.com/AbCdEf1234',
    })
    const decoys = [
      replyOf(page, '<a href="https://stats.uptimerobot.com/x">UptimeRobot</a>'),
      replyOf(page, '<script>var pspApiPath = "/campaigns"</script>'),
      replyOf(list, { status: 'ok', data: [] }),
      replyOf('https://uptimerobot.com', '<title>UptimeRobot: Free Monitoring</title>'),
    ]
    for (const decoy of decoys) expect(source.detects([decoy])).toBeNull()
    expect(source.recognises(new URL('https://uptimerobot.com/pricing'))).toBe(false)
    expect(source.recognises(new URL('https://stats.uptimerobot.com/'))).toBe(false)
  })
})
