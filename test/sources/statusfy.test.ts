import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/statusfy.ts'
import { loadFixture, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.org'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-09-10T08:00:00.000Z'
const read = async (...replies: ReturnType<typeof replyOf>[]) => source.read(feed, replies)

describe('statusfy', () => {
  it('reads the same list from a server, and a single incident', async () => {
    const list = loadFixture('statusfy', 'open').fixture.replies[0]!.body as {
      incidents: unknown[]
    }
    for (const [path, body] of [
      ['/api/v0/incidents?page=1', list],
      ['/static/content/api/v0/incidents/1a96284b.en.json', list.incidents[0]],
    ] as const) {
      const { incidents } = await read(replyOf(root + path, body, at))
      expect(incidents).toMatchObject([
        { id: '1a96284b', status: 'monitoring', updates: { length: 3 } },
      ])
    }
  })

  it('refuses errors, HTML and lists of others', async () => {
    for (const body of [
      '',
      '{"error":"x"}',
      '<!DOCTYPE html><html></html>',
      '{"status":{}}',
      '"x"',
    ]) {
      await expect(read(replyOf(`${root}/api/v0/incidents?page=1`, body))).rejects.toBeInstanceOf(
        ParseError,
      )
    }
  })

  it('never resolves anything that was open, whatever is broken', async () => {
    const f = loadFixture('statusfy', 'open')
    await fc.assert(
      fc.asyncProperty(brokenReplies(f), async (replies) => {
        // `true` is the platform's own word for "resolved".
        if (/"resolved":true/.test(Buffer.from(replies[0]!.body).toString())) return
        const reading = await readOrRefuse(source, feed, replies)
        for (const { status } of reading?.incidents ?? [])
          expect(closedStatuses).not.toContain(status)
      }),
      { numRuns: 200 },
    )
  })

  it('asks for files, then the API, then the feed, in the language that is set', () => {
    expect(askedWhenAllFails(source.asks, { ...feed, options: { language: 'es' } })).toEqual([
      `${root}/static/content/api/v0/incidents.page-1.es.json`,
      `${root}/api/v0/incidents?page=1`,
      `${root}/feeds/incidents.es.xml`,
    ])
  })

  it('knows its list and feed, and not those of others', () => {
    expect(source.detects(loadFixture('statusfy', 'open').replies)).toMatchObject({
      confidence: 0.95,
      url: root,
    })
    expect(source.detects(loadFixture('statusfy', 'feed-only').replies)).toMatchObject({
      confidence: 0.95,
      url: root,
    })
    const decoys = [
      replyOf(`${root}/api/v2/incidents.json`, { page: { id: 'x' }, incidents: [] }),
      replyOf(root, '<html>Statusfy, cState and others</html>'),
    ]
    for (const decoy of decoys) expect(source.detects([decoy])).toBeNull()
  })
})
