import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { emptyReading } from '../../src/source-kit/reading.ts'
import type { Reply } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/statuspage.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://www.examplestatus.com'
const api = `${root}/api/v2`
const at = '2026-05-04T12:00:00.000Z'
const feed = { url: root, options: {} as Record<string, unknown>, open: [] as string[] }
const page = {
  id: 'a1b2c3d4e5f6',
  name: 'Example',
  url: 'https://example.com',
  time_zone: 'Etc/UTC',
}

interface Parts {
  incidents?: object[]
  planned?: object[]
  summary?: object | string
}

function replies({ incidents = [], planned = [], summary }: Parts): Reply[] {
  const all = summary ?? { page, incidents: [], scheduled_maintenances: [] }
  return [
    replyOf(`${api}/summary.json`, all, at),
    replyOf(`${api}/incidents.json`, { page, incidents }, at),
    replyOf(`${api}/scheduled-maintenances.json`, { page, scheduled_maintenances: planned }, at),
  ]
}

async function one(incident: object) {
  const reading = await source.read(feed, replies({ incidents: [{ id: 'x', ...incident }] }))
  return reading.incidents[0]!
}

function updates(...list: [status: string, time: string][]) {
  return list
    .map(([status, display_at]) => ({ id: status + display_at, status, display_at, body: '' }))
    .reverse()
}

const [t1, t2, t3, t4] = [8, 9, 10, 11].map(
  (h) => `2026-05-04T${`${h}`.padStart(2, '0')}:00:00.000Z`,
)

describe('statuspage', () => {
  it('takes the end that resolved_at agrees with when several messages close it', async () => {
    const list = updates(['investigating', t1!], ['resolved', t2!], ['resolved', t3!])
    const closed = { status: 'resolved', incident_updates: list }
    expect((await one({ ...closed, resolved_at: t2 })).resolvedAt).toBe(t2)
    expect((await one({ ...closed, resolved_at: t4 })).resolvedAt).toBe(t3)
    expect((await one(closed)).resolvedAt).toBe(t3)
  })

  it('never takes an end from before it was opened again', async () => {
    const list = updates(['resolved', t1!], ['investigating', t2!], ['resolved', t3!])
    const again = { incident_updates: list, resolved_at: t1 }
    expect((await one({ ...again, status: 'resolved' })).resolvedAt).toBe(t3)
    expect((await one({ ...again, status: 'monitoring' })).resolvedAt).toBeNull()
  })

  it('keeps an incident with a word it does not know, or none, out of the closed ones', async () => {
    for (const status of ['paused', '', null, 'unresolved', 'not resolved']) {
      const incident = await one({ status, resolved_at: t2, incident_updates: updates(['x', t1!]) })
      expect(incident, `${status}`).toMatchObject({ status: 'unknown', resolvedAt: null })
    }
  })

  it('takes the newer copy of an incident and every update of both', async () => {
    const copy = (updated_at: string, status: string, ids: string[]) => ({
      id: 'x',
      name: status,
      status,
      updated_at,
      incident_updates: ids.map((id) => ({ id, status, display_at: t1, body: `${id} ${status}` })),
    })
    const summary = {
      page,
      incidents: [copy(t2!, 'identified', ['b', 'c'])],
      scheduled_maintenances: [],
    }
    const incidents = [copy(t1!, 'investigating', ['a', 'b'])]
    const reading = await source.read(feed, replies({ summary, incidents }))
    expect(reading.incidents).toHaveLength(1)
    expect(reading.incidents[0]).toMatchObject({ title: 'identified', status: 'identified' })
    const texts = reading.incidents[0]?.updates.map((u) => u.text)
    expect(texts?.sort()).toEqual(['a investigating', 'b identified', 'c identified'])
  })

  it('says how far a full list reaches, and nothing when an entry could not be read', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 2, n)).toISOString()
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: `i${n}`, created_at: day(n + 1) }))
    const reach = async (parts: Parts) => (await source.read(feed, replies(parts))).reach
    expect(await reach({ incidents: many(49) })).toEqual({ since: 'always', open: true })
    expect(await reach({ incidents: many(50) })).toEqual({ since: day(2), open: true })
    expect(await reach({ planned: many(50) })).toEqual({ since: day(2), open: true })
    expect(await reach({ incidents: [...many(3), {}] })).toEqual({ since: null, open: false })
    const alone = await source.read(feed, replies({ incidents: many(3) }).slice(1, 2))
    expect(alone.reach).toEqual({ since: null, open: false })
  })

  it('refuses half a list, and everything that holds no list', async () => {
    const [summary, incidents] = replies({ incidents: [{ id: 'x', status: 'investigating' }] })
    const half = { ...incidents!, body: incidents!.body.slice(0, -3) }
    await expect(source.read(feed, [summary!, half])).rejects.toThrow(ParseError)
    for (const body of [
      '',
      '<html></html>',
      {},
      { page },
      { page, incidents: null },
      'null',
      '[]',
    ]) {
      const only = replyOf(`${api}/summary.json`, body, at)
      await expect(source.read(feed, [only]), JSON.stringify(body)).rejects.toThrow(ParseError)
    }
    const html = replyOf(`${api}/incidents.json`, '<html></html>', at)
    expect((await source.read(feed, [summary!, html])).notes).toHaveLength(1)
  })

  it('takes a list left out for an empty one only where incident.io serves the page', async () => {
    const left = { page: { id: '01K7FBWXHZPP52EWA3EGJ2SNVA' }, status: { indicator: 'none' } }
    const reading = await source.read(feed, [replyOf(`${api}/summary.json`, left, at)])
    expect(reading).toEqual({ ...emptyReading(), reach: { since: null, open: true } })
  })

  it('asks for the lists, then the feeds, the last of which must answer', () => {
    const urls = askedWhenAllFails(source.asks, feed)
    expect(urls.map((url) => url.slice(root.length))).toEqual([
      '/api/v2/summary.json',
      '/api/v2/incidents.json',
      '/api/v2/scheduled-maintenances.json',
      '/history.atom',
      '/history.rss',
    ])
    const failed = urls.slice(0, 4).map((url) => ({ ...replyOf(url, ''), status: 404 }))
    expect(source.asks(feed, failed)).toEqual([{ url: `${root}/history.rss` }])
  })

  it('does not fall back to a feed for a slip of the lists', async () => {
    const lists = replies({}).map((reply) => ({ ...reply, body: new Uint8Array() }))
    expect(source.asks(feed, lists)).toEqual([])
    await expect(source.read(feed, lists)).rejects.toThrow(ParseError)
    const html = lists.map(({ url }) => replyOf(url, '<html></html>', at))
    expect(source.asks(feed, html)).toEqual([{ url: `${root}/history.atom`, optional: true }])
  })

  it('reads a feed item that has lost its times without dating its start or passing over a state', async () => {
    const item = (code: string, body: string) =>
      `<item><title>T</title><link>${root}/incidents/${code}</link><pubDate>Mon, 04 May 2026 09:00:00 GMT</pubDate><description><![CDATA[${body}]]></description></item>`
    const items = [
      item('a', '<p><strong>Update</strong> - Two.</p><p><strong>Identified</strong> - One.</p>'),
      item('b', '<p><strong>Pondering</strong> - Two.</p><p><strong>Resolved</strong> - One.</p>'),
    ]
    const rss = `<rss version="2.0"><channel><title>S</title>${items.join('')}</channel></rss>`
    const { incidents } = await source.read(feed, [replyOf(`${root}/history.rss`, rss, at)])
    expect(incidents.map((i) => [i.id, i.status, i.startedAt])).toEqual([
      ['a', 'identified', null],
      ['b', 'unknown', null],
    ])
    expect(incidents[0]?.updates.map((u) => u.text)).toEqual(['One.', 'Two.'])
    expect(incidents[1]?.updates.map((u) => u.text)).toEqual([
      expect.stringMatching(/Two[\s\S]*One/),
    ])
  })

  it('asks for at most ten single incidents, none of them listed', () => {
    const open = Array.from({ length: 30 }, (_, n) => `i${n}`)
    const list = replies({ incidents: [{ id: 'i0' }], planned: [{ id: 'i1' }] })
    const urls = source.asks({ ...feed, open }, list).map((a) => a.url)
    expect(urls).toHaveLength(10)
    expect(urls[0]).toBe(`${api}/incidents/i2.json`)
    expect(source.asks(feed, list)).toEqual([])
  })

  it('stops walking back after its pages, and asks for a hundred old incidents at most', () => {
    const incidents = Array.from({ length: 60 }, (_, n) => ({ code: `c${n}` }))
    const asked: Reply[] = []
    const options = { history: 3 }
    for (let round = 0; round < 20; round++) {
      const next = source.asks({ ...feed, options }, [...replies({}), ...asked])
      if (next.length === 0) break
      for (const { url } of next) {
        const n = new URL(url).searchParams.get('page')
        const codes = incidents.map(({ code }) => ({ code: `${code}-${n}` }))
        asked.push(replyOf(url, n ? { months: [{ name: 'May', year: n, incidents: codes }] } : {}))
      }
    }
    expect(asked.filter((r) => r.url.includes('history.json'))).toHaveLength(3)
    expect(asked.filter((r) => r.url.includes('/incidents/'))).toHaveLength(100)
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('statuspage', 'open-and-reopened')
    for (const fixture of loadFixtures('statuspage')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (broken) => {
          const reading = await readOrRefuse(source, fixture.feed, broken)
          const ids = reading?.incidents.map((i) => i.id) ?? []
          expect(ids).toEqual([...new Set(ids)])
          if (fixture.name !== open.name) return
          const first = reading?.incidents.find((i) => i.id === 'inc000000001')
          if (first) expect(closedStatuses).not.toContain(first.status)
        }),
        { numRuns: 60 },
      )
    }
  })

  it('detects a page by its header or id, and leaves those of incident.io alone', () => {
    const json = replyOf(`${root}/api/v2/status.json`, { page, status: {} })
    expect(source.detects([json])).toMatchObject({ confidence: 0.95, url: root })
    const headed = replyOf(`${root}/x/`, '<p>', at, { 'x-statuspage-version': 'f'.repeat(40) })
    expect(source.detects([headed])).toMatchObject({ confidence: 0.95, url: `${root}/x` })
    const html = replyOf(root, '<script src="https://dka575ofm4ao0.cloudfront.net/a.js"></script>')
    expect(source.detects([html])?.confidence).toBe(0.7)
    const other = replyOf(`${api}/summary.json`, { page: { id: '01JMDK9XYNY6RXSED6SDWW50WY' } })
    expect(source.detects([headed, other])).toBeNull()
    expect(
      source.detects([replyOf(root, '<html>'), replyOf(api, { page: { id: 'abc' } })]),
    ).toBeNull()
  })

  it('recognises hosts of Statuspage and a few well-known ones', () => {
    const known = (url: string) => source.recognises(new URL(url))
    expect(known('https://dnsimple.statuspage.io/incidents/1')).toBe(true)
    expect(known('https://trello.status.atlassian.com')).toBe(true)
    expect(known('https://evilstatuspage.io')).toBe(false)
    expect(known('https://status.openai.com')).toBe(false)
  })
})

const recorded = new URL('../../../shared/recordings/payloads/statuspage/', import.meta.url)
const names = existsSync(recorded) ? readdirSync(recorded) : []

describe.skipIf(names.length === 0)('statuspage, recorded payloads (skipped where absent)', () => {
  it.each(names.filter((n) => /summary.*json|incidents.*json|maintenances.*json/.test(n)))(
    'reads %s without leaving anything out',
    async (name) => {
      const body = readFileSync(new URL(name, recorded), 'utf8')
      const part = /summary|scheduled-maintenances|incidents/.exec(name)?.[0]
      const reply = replyOf(`${api}/${part}.json`, body, '2026-11-01T00:00:00.000Z')
      if (body === '') await expect(source.read(feed, [reply])).rejects.toThrow(ParseError)
      else {
        const reading = await source.read(feed, [reply])
        const raw = JSON.parse(body) as Record<string, unknown[] | undefined>
        const count = (raw.incidents?.length ?? 0) + (raw.scheduled_maintenances?.length ?? 0)
        expect(reading.skipped).toEqual([])
        expect(reading.incidents).toHaveLength(count)
        for (const i of reading.incidents) {
          expect(i.status, i.id).not.toBe('unknown')
          expect(closedStatuses.includes(i.status), i.id).toBe(i.resolvedAt !== null)
        }
      }
    },
  )
})
