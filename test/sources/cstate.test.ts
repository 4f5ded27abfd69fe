import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { goTime } from '../../src/source-kit/cstate-issue.ts'
import { source } from '../../src/sources/cstate.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.org'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-09-10T08:00:00.000Z'
const read = async (...replies: ReturnType<typeof replyOf>[]) => source.read(feed, replies)

describe('cstate', () => {
  it('reads the times that Go prints, and none where there is none', () => {
    expect(goTime('2025-04-10 13:00:00 +0000 UTC')).toBe('2025-04-10T13:00:00.000Z')
    expect(goTime('2025-04-10 15:00:00.5 +0200 CEST')).toBe('2025-04-10T13:00:00.500Z')
    for (const none of [
      '<no value>',
      '',
      null,
      '2025-04-10 13:00:00',
      '0001-01-01 00:00:00 +0000 UTC',
    ]) {
      expect(goTime(none)).toBeNull()
    }
  })

  it('reads list, feed and index alone, under the same ids', async () => {
    for (const reply of loadFixture('cstate', 'open').replies) {
      expect((await read(reply)).incidents).toMatchObject([
        { id: '2026-09-10-mail', status: 'investigating' },
      ])
    }
  })

  it('reads a single issue in the form of old versions', async () => {
    const old = {
      section: 'issues',
      title: 'Web fails',
      created_at: '2026-09-04 13:00:00 +0000 UTC',
      severity: 'down',
      resolved: 'true',
      informational: '<no value>',
      resolved_at: '2026-09-04 14:00:00 +0000 UTC',
      affected: ['Web'],
      filename: 'web.md',
      body: '<p>It is back.</p>',
    }
    const { incidents } = await read(replyOf(`${root}/issues/web/index.json`, old, at))
    expect(incidents).toMatchObject([
      { id: 'web', status: 'resolved', impact: 'critical', resolvedAt: '2026-09-04T14:00:00.000Z' },
    ])
    expect(incidents[0]?.updates[0]?.text).toBe('It is back.')
  })

  it('mends quotes of a title on one line too, and refuses what is cut off', async () => {
    const quotes = loadFixture('cstate', 'quotes').replies[1]!
    const flat = Buffer.from(quotes.body).toString().replace(/\n\s*/g, '')
    expect((await read({ ...quotes, body: Buffer.from(flat) })).incidents).toMatchObject([
      { title: 'The "new" page fails', components: ['Web', 'Mail'] },
    ])
    for (const body of [
      flat.slice(0, 300),
      '',
      '{}',
      '{"error":1}',
      '<html></html>',
      '{"data":{"type":"status_page"}}',
    ]) {
      await expect(read(replyOf(`${root}/index.json`, body))).rejects.toBeInstanceOf(ParseError)
    }
  })

  it('never resolves anything that was open, whatever is broken', async () => {
    const f = loadFixture('cstate', 'open')
    await fc.assert(
      fc.asyncProperty(brokenReplies(f), async (replies) => {
        const reading = await readOrRefuse(source, feed, replies)
        const list = replies[0]!.body
        // `true` is the platform's own word for "resolved".
        if (/"resolved":true/.test(Buffer.from(list).toString())) return
        for (const { status } of reading?.incidents ?? [])
          expect(closedStatuses).not.toContain(status)
      }),
      { numRuns: 200 },
    )
  })

  it('asks for list and feed, for the index only without a list', () => {
    expect(askedWhenAllFails(source.asks, feed)).toEqual([
      `${root}/issues/index.json`,
      `${root}/index.xml`,
      `${root}/index.json`,
    ])
  })

  it('knows its index and feed, and not the index of others', () => {
    const all = loadFixtures('cstate').flatMap((f) => f.replies)
    for (const path of ['/index.json', '/index.xml']) {
      const own = all.find((r) => r.url === root + path)!
      expect(source.detects([own])).toMatchObject({ confidence: 0.95, url: root })
    }
    const decoys = [
      replyOf(`${root}/index.json`, { data: { type: 'status_page' } }),
      replyOf(root, '<html>We compared cState, Statusfy and others</html>'),
      replyOf(root, '<meta name="generator" content="Hugo 0.120">'),
    ]
    for (const decoy of decoys) expect(source.detects([decoy])).toBeNull()
  })
})

const recorded = new URL('../../../shared/recordings/payloads/cstate/', import.meta.url)

describe.skipIf(!existsSync(recorded))('cstate, recorded payloads (skipped where absent)', () => {
  it('reads the one open issue of the index', async () => {
    for (const file of readdirSync(recorded)) {
      const body = readFileSync(new URL(file, recorded), 'utf8')
      expect((await read(replyOf(`${root}/index.json`, body, at))).incidents).toMatchObject([
        { status: 'investigating', impact: 'major', components: ['metrics.torproject.org'] },
      ])
    }
  })
})
