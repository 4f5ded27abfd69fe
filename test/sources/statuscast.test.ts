import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/statuscast.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const page = 'https://status.example.com'
const feed = { url: page, options: {}, open: [] as string[] }
const at = '2026-09-06T13:00:00.000Z'
const open = { Id: 7, Title: 'T', Status: 'InProgress', IncidentType: 'ServiceUnavailable' }

describe('statuscast', () => {
  it('asks for the page only where neither the summary nor the RSS answers', () => {
    expect(source.asks(feed, []).map((a) => a.url)).toEqual([`${page}/summary.json`, `${page}/rss`])
    expect(source.asks(feed, loadFixture('statuscast', 'quiet').replies)).toEqual([])
    const refused = loadFixture('statuscast', 'html-only').replies.slice(0, 2)
    expect(source.asks(feed, refused)).toEqual([{ url: `${page}/` }])
  })

  it('reads each document alone', async () => {
    const [summary, rss] = loadFixture('statuscast', 'open').replies
    expect((await source.read(feed, [summary!])).incidents).toMatchObject([
      { id: '706835', status: 'unknown', updates: [] },
    ])
    const told = (await source.read(feed, [rss!])).incidents
    expect(told).toMatchObject([{ id: '706835', status: 'monitoring' }])
    expect(told[0]!.updates).toHaveLength(2)
    const list = replyOf(
      `${page}/incidents.json`,
      [open, { ...open, Id: 8, Status: 'Resolved' }],
      at,
    )
    expect((await source.read(feed, [list])).incidents.map((i) => i.status)).toEqual([
      'unknown',
      'resolved',
    ])
    const status = {
      StatusText: 'Down',
      Status: 'Unavailable',
      InEffectSince: '2026-09-06T12:00:00',
    }
    expect(
      (await source.read(feed, [replyOf(`${page}/status.json`, status, at)])).incidents,
    ).toMatchObject([{ id: 'page', impact: 'critical', startedAt: null }])
    const none = replyOf(`${page}/incidents.json`, [], at)
    expect((await source.read(feed, [none])).incidents).toEqual([])
  })

  it('keeps open what the summary lists as open, whatever the last words say', async () => {
    const [, rss] = loadFixture('statuscast', 'resolved').replies
    const summary = replyOf(
      `${page}/summary.json`,
      {
        PageName: 'X',
        Status: 'Degraded',
        UnresolvedIncidents: [{ ...open, Id: 690000 }],
        UpcomingIncidents: [],
      },
      at,
    )
    const { incidents } = await source.read(feed, [summary, rss!])
    expect(incidents.find((i) => i.id === '690000')).toMatchObject({
      status: 'monitoring',
      resolvedAt: null,
    })
  })

  it('refuses errors, the shell of unknown paths, and lists of other platforms', async () => {
    for (const body of [
      { error: 'x' },
      [{ id: 1, name: 'x' }],
      '',
      '<!DOCTYPE html><html><body><app-root></app-root></body></html>',
      { page: { id: 'x' }, incidents: [] },
    ]) {
      const reply = replyOf(`${page}/summary.json`, body, at)
      await expect(source.read(feed, [reply])).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('statuscast')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          for (const i of reading?.incidents ?? [])
            if (i.updates.length === 0) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 150 },
      )
    }
  })

  it('detects its summary, RSS and page, and no others', () => {
    const { replies } = loadFixture('statuscast', 'quiet')
    for (const reply of replies)
      expect(source.detects([reply])).toMatchObject({ confidence: 0.95, url: page })
    const html = loadFixture('statuscast', 'html-only').replies[2]!
    expect(source.detects([html])).toMatchObject({ confidence: 0.75, url: page })
    for (const decoy of [
      replyOf('https://statuscast.com/', '<html><div class="sc-hero">StatusCast</div></html>'),
      replyOf(page, '<html><body>Powered by StatusCast<app-root></app-root></body></html>'),
      replyOf(`${page}/summary.json`, { page: { name: 'X' }, activeIncidents: [] }),
      replyOf(`${page}/status.json`, { indicator: 'up', uptime: '100%' }),
      replyOf(`${page}/rss`, '<rss version="2.0"><channel><title>X</title></channel></rss>'),
    ]) {
      expect(source.detects([decoy])).toBeNull()
    }
    for (const url of ['https://www.statuscast.com', 'https://statuscast.com/features'])
      expect(source.recognises(new URL(url))).toBe(false)
  })
})
