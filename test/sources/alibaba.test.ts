import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/alibaba.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies } from './broken-json.ts'

const root = 'https://status.alibabacloud.com'
const feed = { url: root, options: {}, open: [] as string[] }
const address = `${root}/api/status/listHistoryEvent`
const at = '2026-07-02T12:00:00.000Z'
const began = Date.parse('2026-07-02T10:00:00Z')

function one(event: object) {
  const data = [{ id: 1, title: 'T', startTime: began, ...event }]
  const body = { data, success: true, code: 200, httpCode: 200 }
  return (source.read(feed, [replyOf(address, body, at)]) as Reading).incidents[0]!
}

describe('alibaba', () => {
  it('takes a label off the title, and no place name', () => {
    const titles = [
      '[Incident (Recovered)] A',
      ' [Incident Recovered] A',
      '[Incident] A',
      '【已恢复】A',
    ]
    for (const title of titles) expect(one({ title }).title, title).toBe('A')
    expect(one({ title: '[Singapore] A' }).title).toBe('[Singapore] A')
    expect(one({ title: '[Incident (Recovered)]' }).title).toBe('[Incident (Recovered)]')
  })

  it('ends an event by its label or by an end that has come', () => {
    expect(one({ title: '[Incident (Recovered)] A' })).toMatchObject({
      status: 'resolved',
      resolvedAt: null,
    })
    expect(one({ endTime: began + 1 }).status).toBe('resolved')
    expect(one({ endTime: Date.parse('2026-07-03T00:00:00Z') })).toMatchObject({
      status: 'unknown',
      resolvedAt: null,
    })
    expect(one({ endTime: began - 1 }).status).toBe('unknown')
    expect(one({ title: '[Incident (Purple)] A' }).status).toBe('unknown')
  })

  it('refuses failures with status 200, and what is not a list', () => {
    for (const body of [
      '',
      '<html>',
      {},
      { data: null, success: true },
      { data: [], success: false },
      { data: [], success: true, code: 500 },
      { error: 'x' },
    ]) {
      expect(() => source.read(feed, [replyOf(address, body)]), JSON.stringify(body)).toThrow(
        ParseError,
      )
    }
  })

  it('survives any broken document, and closes nothing by it', () => {
    const open = loadFixture('alibaba', 'open').name
    for (const fixture of loadFixtures('alibaba')) {
      fc.assert(
        fc.property(brokenReplies(fixture), (replies) => {
          try {
            const { incidents } = source.read(fixture.feed, replies) as Reading
            if (fixture.name !== open) return
            for (const i of incidents) expect(closedStatuses).not.toContain(i.status)
          } catch (error) {
            expect(error).toBeInstanceOf(ParseError)
          }
        }),
        { numRuns: 100 },
      )
    }
  })

  it('is detected by its documents and its hosts only', () => {
    const body = { data: [], success: true, code: 200, httpCode: 200 }
    const moved = 'https://mirror.example/api/status/listHistoryEvent'
    expect(source.detects([replyOf(moved, body)])?.confidence).toBeGreaterThan(0.9)
    expect(source.detects([replyOf('https://x.example/api/status/summary.json', body)])).toBeNull()
    expect(source.detects([replyOf('https://x.example', '<p>Alibaba Cloud</p>')])).toBeNull()
    expect(source.recognises(new URL('https://www.alibabacloud.com'))).toBe(false)
  })
})

const recorded = new URL(
  '../../../shared/recordings/payloads/alibaba/status-events-2026.json',
  import.meta.url,
)

describe.skipIf(!existsSync(recorded))('alibaba, recorded payload (skipped where absent)', () => {
  it('reads all four events as over, with their ends', () => {
    const reply = replyOf(address, readFileSync(recorded, 'utf8'), '2026-09-30T00:00:00.000Z')
    const { incidents, skipped } = source.read(feed, [reply]) as Reading
    expect(skipped).toEqual([])
    expect(incidents.map((i) => [i.id, i.status, i.resolvedAt])).toEqual([
      ['35', 'resolved', '2026-07-28T09:25:00.000Z'],
      ['34', 'resolved', '2026-04-21T22:25:00.000Z'],
      ['33', 'resolved', '2026-04-20T08:25:00.000Z'],
      ['32', 'resolved', '2026-03-20T12:20:00.000Z'],
    ])
    for (const i of incidents) expect(i.title).not.toContain('[')
  })
})
