import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { source } from '../../src/sources/statushub.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies } from './broken-json.ts'

const page = 'https://acme.statushub.io'
const feed = { url: page, options: {}, open: [] as string[] }

describe('statushub', () => {
  it('asks for the counters alone while nothing is wrong', () => {
    expect(source.asks(feed, [])).toEqual([{ url: `${page}/api/statuses` }])
    expect(source.asks(feed, loadFixture('statushub', 'quiet').replies)).toEqual([])
    const link = '<link type="application/rss+xml" rel="alternate" href="/feed.rss">'
    const replies = [loadFixture('statushub', 'open').replies[0]!, replyOf(`${page}/`, link)]
    expect(source.asks(feed, replies)).toEqual([{ url: `${page}/feed.rss`, optional: true }])
  })

  it('reads a feed alone, and does not close by the counters what it told', async () => {
    const rss = `<rss version="2.0"><channel><title>Acme</title><link>${page}</link><item><title>[Investigating] API slow</title><link>${page}/incidents/5</link><description>We look into it.</description><pubDate>Sun, 06 Sep 2026 12:00:00 GMT</pubDate></item></channel></rss>`
    const reading = await source.read(feed, [
      replyOf(`${page}/feed.rss`, rss, '2026-09-06T13:00:00.000Z'),
    ])
    expect(reading.incidents).toMatchObject([{ title: 'API slow', status: 'investigating' }])
    const held = { ...feed, open: [reading.incidents[0]!.id] }
    const { replies } = loadFixture('statushub', 'quiet')
    expect((await source.read(held, replies)).reach).toEqual({ since: null, open: false })
  })

  it('refuses errors, pages and counters that are not there', async () => {
    for (const body of [
      { error: 'x' },
      { counters: {} },
      { counters: { count_status_1: 3 } },
      '',
      '<html></html>',
    ]) {
      const reply = replyOf(`${page}/api/statuses`, body)
      await expect(source.read(feed, [reply])).rejects.toThrow(ParseError)
      expect(source.detects([reply])).toBeNull()
    }
    expect(source.detects(loadFixture('statushub', 'quiet').replies)).toMatchObject({ url: page })
    expect(source.recognises(new URL('https://app.statushub.io/my'))).toBe(false)
  })

  it('survives any broken document', async () => {
    for (const fixture of loadFixtures('statushub')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const outcome = await Promise.resolve(source.read(fixture.feed, replies)).catch(
            (e: unknown) => e,
          )
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError)
        }),
        { numRuns: 100 },
      )
    }
  })
})
