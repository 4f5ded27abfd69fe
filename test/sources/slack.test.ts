import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/slack.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies } from './broken-json.ts'

const feed = { url: 'https://slack-status.com', options: {}, open: [] as string[] }
const current = 'https://slack-status.com/api/v2.0.0/current'
const history = 'https://slack-status.com/api/v2.0.0/history'
const first = '2026-07-01T01:00:00-07:00'
const last = '2026-07-01T02:00:00-07:00'

function read(...replies: [url: string, body: unknown][]): Reading {
  return source.read(
    feed,
    replies.map(([url, body]) => replyOf(url, body, '2026-07-29T12:00:00.000Z')),
  ) as Reading
}

function one(incident: object) {
  const notes = [
    { body: '<p>Something fails.</p>', date_created: first },
    { body: '<p>We are looking.</p>', date_created: last },
  ]
  const body = [{ id: 1, title: 'T', date_created: first, notes, ...incident }]
  return read([history, body]).incidents[0]!
}

describe('slack', () => {
  it('ends an incident with its last note, not with date_updated', () => {
    const incident = one({ status: 'resolved', date_updated: '2026-07-02T09:00:00-07:00' })
    expect(incident.resolvedAt).toBe('2026-07-01T09:00:00.000Z')
    expect(incident.updatedAt).toBe('2026-07-02T16:00:00.000Z')
  })

  it('takes the impact from the type, and says unknown to a type never seen', () => {
    const impact = (type: unknown) => one({ status: 'active', type }).impact
    expect(['incident', 'outage', 'notice', 'maintenance'].map(impact)).toEqual([
      'minor',
      'major',
      'none',
      'maintenance',
    ])
    expect(['quake', 'constructor', '', null].map(impact)).toEqual(Array(4).fill('unknown'))
  })

  it('closes nothing on a status never seen', () => {
    for (const status of ['done', 'closed', 'Resolved?', '', null]) {
      expect(one({ status })).toMatchObject({ status: 'unknown', resolvedAt: null })
    }
  })

  it('gives cancelled work no end', () => {
    const work = one({ status: 'cancelled', type: 'maintenance' })
    expect(work).toMatchObject({ status: 'completed', resolvedAt: null, startedAt: null })
  })

  it('does not believe a headline of "active" without a list', () => {
    const body = { status: 'active', active_incidents: [] }
    const reading = read([current, body], [history, []])
    expect(reading.reach.open).toBe(false)
    expect(reading.notes).toHaveLength(1)
  })

  it('refuses when neither part can be read, as when Slack calls its own API broken', () => {
    for (const body of ['', '<html></html>', { status: 'broken' }, {}, [], 'null']) {
      expect(() => read([current, body]), JSON.stringify(body)).toThrow(ParseError)
    }
  })

  it('reads the newer copy when current and history differ', () => {
    const old = { id: 7, title: 'T', status: 'active', date_created: first, date_updated: first }
    const done = { ...old, status: 'resolved', date_updated: last }
    const list = { status: 'active', active_incidents: [old] }
    expect(read([current, list], [history, [done]]).incidents).toMatchObject([
      { id: '7', status: 'resolved' },
    ])
  })

  it('asks the host it was given', () => {
    const asks = source.asks({ ...feed, url: 'https://status.slack.com/' }, [])
    expect(asks.map((a) => new URL(a.url).host)).toEqual(['status.slack.com', 'status.slack.com'])
    expect(asks.every((a) => a.optional)).toBe(true)
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('slack', 'open').name
    for (const fixture of loadFixtures('slack')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          try {
            const { incidents } = await source.read(fixture.feed, replies)
            const ids = incidents.map((i) => i.id)
            expect(ids).toEqual([...new Set(ids)])
            if (fixture.name !== open) return
            for (const i of incidents) expect(closedStatuses).not.toContain(i.status)
          } catch (error) {
            if (!(error instanceof ParseError)) throw error
          }
        }),
        { numRuns: 150 },
      )
    }
  })

  it('recognises its hosts, and its API by what it lists', () => {
    const body = { status: 'ok', active_incidents: [] }
    expect(source.detects([replyOf(current, body)])?.confidence).toBe(0.9)
    expect(source.detects([replyOf('https://example.com', { status: 'ok' })])).toBeNull()
    expect(source.recognises(new URL('https://slack.statuspage.io'))).toBe(false)
  })
})

const week = new URL('../../../shared/recordings/weeks/2026-W31.har', import.meta.url)

interface Exchange {
  startedDateTime: string
  request: { url: string }
  response: { content: { text: string } }
}

describe.skipIf(!existsSync(week))('slack, recorded week (skipped where absent)', () => {
  it('follows incident 1574 from its first note to its end', () => {
    const { log } = JSON.parse(readFileSync(week, 'utf8')) as { log: { entries: Exchange[] } }
    const entries = log.entries.filter((e) => e.request.url === current)
    const seen = entries.map((e) => read([current, e.response.content.text]).incidents)
    expect(seen.map((list) => list.map((i) => `${i.id} ${i.status}`))).toEqual([
      [],
      ['1574 investigating'],
      ['1574 identified'],
      ['1574 monitoring'],
      [],
    ])
  })
})
