import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/cachet.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.example.com'
const feed = { url: root, options: {}, open: [] as string[] }

describe('cachet', () => {
  it('takes the option before the feed, and says so where neither tells the zone', async () => {
    const [list] = loadFixture('cachet', 'open').replies
    const started = async (options: Record<string, unknown>) => {
      const { incidents, notes } = await source.read({ ...feed, options }, [list!])
      return [incidents[0]?.startedAt, notes.length]
    }
    expect(await started({ timezone: 'America/New_York' })).toEqual(['2026-03-02T15:04:00.000Z', 0])
    expect(await started({})).toEqual(['2026-03-02T10:04:00.000Z', 1])
    expect(source.options.safeParse({ timezone: 'Mars/Olympus' }).success).toBe(false)
  })

  it('closes a failing component that it holds open once it is well again', async () => {
    const ok = { id: 3, name: 'Mail', status: 1, status_name: 'Operational', enabled: true }
    const url = `${root}/api/v1/components?per_page=100`
    const { incidents } = await source.read({ ...feed, open: ['component-3'] }, [
      replyOf(url, { data: [ok] }),
    ])
    expect(incidents).toMatchObject([{ id: 'component-3', status: 'resolved', resolvedAt: null }])
  })

  it('asks version 2, then 3, then the feeds', () => {
    expect(askedWhenAllFails(source.asks, feed).map((u) => new URL(u).pathname)).toEqual([
      '/api/v1/incidents',
      '/api/incidents',
      '/atom',
      '/rss',
    ])
  })

  it('refuses errors that come with status 200', async () => {
    const errors = ['', '<html></html>', { errors: [{ status: 403 }] }, { error: 'x' }, 'null']
    for (const body of errors) {
      const replies = [replyOf(`${root}/api/v1/incidents`, body)]
      await expect(source.read(feed, replies), JSON.stringify(body)).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('cachet')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          if (!reading || fixture.name !== 'cachet/open') return
          for (const i of reading.incidents) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 60 },
      )
    }
  })

  it('tells its pages by ping, list, files and foot, and refuses what only mentions it', () => {
    const confidence = (path: string, body: unknown) =>
      source.detects([replyOf(`${root}${path}`, body)])?.confidence ?? 0
    expect(confidence('/api/v1/ping', { data: 'Pong!' })).toBeGreaterThan(0.9)
    const list = loadFixture('cachet', 'open').fixture.replies[0]!.body
    expect(confidence('/api/v1/incidents', list)).toBeGreaterThan(0.9)
    const three = '<html><link href="/vendor/cachethq/cachet/favicon.ico"></html>'
    expect(confidence('/', three)).toBeGreaterThan(0.7)
    const foot = '<p>Powered by <a href="https://cachethq.io" class="links">Cachet</a>.</p>'
    expect(confidence('/', `<html><body class="status-page">${foot}</html>`)).toBeGreaterThan(0.6)
    expect(confidence('/', `<html><body>${foot}</html>`)).toBe(0)
    expect(confidence('/', '<html><body class="status-page">We left Cachet.</html>')).toBe(0)
    expect(confidence('/api/v1/incidents', { data: [] })).toBe(0)
    expect(confidence('/api/v1/ping', { data: 'pong' })).toBe(0)
  })
})
