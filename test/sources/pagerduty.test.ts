import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading, Reply } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/pagerduty.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies } from './broken-json.ts'

const root = 'https://status.kick.com'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-09-20T12:00:00.000Z'
const of = (fixture: string, end: string) =>
  loadFixture('pagerduty', fixture).replies.find((r) => r.url.endsWith(end))!
const read = (...replies: Reply[]) => source.read(feed, replies) as Reading

describe('pagerduty', () => {
  it('asks the API, a week of history in whole days, then single posts; else the page', () => {
    const { replies } = loadFixture('pagerduty', 'open')
    const three = source.asks(feed, []).map((a) => new URL(a.url).pathname)
    expect(three).toEqual(['/api/posts', '/api/post_enums', '/api/services'])
    expect(source.asks(feed, replies.slice(0, 3)).map((a) => a.url)).toEqual([replies[3]!.url])
    const posts = source.asks({ ...feed, open: ['PHELD01'] }, replies.slice(0, 4))
    expect(posts.map((a) => a.url.split('/').at(-1))).toEqual(['PHELD01', 'POPEN01', 'POPEN02'])
    expect(askedWhenAllFails(source.asks, feed).at(-1)).toBe(`${root}/`)
  })

  it('reads each kind of document alone, as far as it tells', () => {
    const list = read(of('open', 'limit=500'))
    expect(list.incidents.map((i) => i.status)).toEqual(['unknown', 'unknown'])
    expect(list.notes.join()).toContain('enums')
    expect(list.reach).toEqual({ since: null, open: true, openOnly: true })
    const single = read(of('open', 'POPEN01'))
    expect(single.incidents[0]!.updates).toHaveLength(2)
    const page = loadFixture('pagerduty', 'old-page-with-its-data').replies[0]!
    const script = />(\{.*)<\/script>/s.exec(Buffer.from(page.body).toString())![1]!
    expect(read(replyOf(`${root}/api/data`, script, at)).incidents).toHaveLength(2)
  })

  it('reads times in milliseconds and in ISO alike', () => {
    const post = {
      id: 'P1',
      title: 'T',
      post_type: 'incident',
      first_update_at: '2026-09-20T10:00:00Z',
    }
    const latest = { id: 'U1', reported_at: '2026-09-20T10:00:00Z', message: 'x' }
    const { incidents } = read(
      replyOf(`${root}/api/posts`, { posts: [{ ...post, latest_update: latest }] }, at),
    )
    expect(incidents).toMatchObject([{ startedAt: '2026-09-20T10:00:00.000Z' }])
  })

  it('names services that are impacted though no post says so', () => {
    const impacted = {
      impacted_services: [{ service_id: 'PSV0002', impact_severity_id: 'PI00001' }],
    }
    const { replies } = loadFixture('pagerduty', 'quiet')
    const { incidents } = read(...replies, replyOf(`${root}/api/impacted_services`, impacted, at))
    expect(incidents).toMatchObject([
      {
        id: 'service-PSV0002',
        title: 'Public API: partial outage',
        status: 'unknown',
        impact: 'major',
        startedAt: null,
      },
    ])
  })

  it('refuses pages without data, layouts alone, and what holds no posts', () => {
    const layout = {
      layout: { layout_settings: { statusPage: { globalStatusHeadline: 'All good' } } },
    }
    for (const body of [
      '',
      '<html></html>',
      `<script id="data">${JSON.stringify(layout)}</script>`,
      '<script id="data">{"summary"',
      layout,
      { post_enums: [] },
      [],
      'null',
      { error: 'x' },
      { summary: {} },
    ]) {
      expect(() => read(replyOf(`${root}/`, body, at)), JSON.stringify(body)).toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', () => {
    for (const fixture of loadFixtures('pagerduty')) {
      fc.assert(
        fc.property(brokenReplies(fixture), (replies) => {
          try {
            const { incidents } = source.read(fixture.feed, replies) as Reading
            for (const i of incidents) {
              if (['POPEN01', 'POPEN02', 'PPLAN01'].includes(i.id))
                expect(closedStatuses).not.toContain(i.status)
            }
          } catch (error) {
            expect(error).toBeInstanceOf(ParseError)
          }
        }),
        { numRuns: 150 },
      )
    }
  })

  it('detects its pages and API, and no others', () => {
    const page = loadFixture('pagerduty', 'old-page-with-its-data').replies[0]!
    const layout =
      '<script id="data" type="application/json">{"layout":{"layout_settings":{"statusPage":{"globalStatusHeadline":"All good"}}}}</script>'
    const newPage = replyOf(`${root}/`, layout)
    for (const reply of [page, newPage, of('quiet', 'post_enums'), of('quiet', 'services')]) {
      expect(source.detects([reply])?.confidence, reply.url).toBeGreaterThanOrEqual(0.9)
    }
    expect(source.detects([newPage])).toMatchObject({ url: root })
    for (const body of [
      '<html><script id="data" type="application/json">{"props":{}}</script></html>',
      '<html>PagerDuty</html>',
      { services: [] },
      { posts: [] },
      { posts: [{ id: 1, title: 'Blog' }] },
      { services: [{ id: 1, name: 'x' }] },
    ]) {
      expect(source.detects([replyOf(`${root}/`, body)]), JSON.stringify(body)).toBeNull()
    }
    expect(source.recognises(new URL('https://www.pagerduty.com'))).toBe(false)
  })
})

const recorded = new URL('../../../shared/recordings/payloads/pagerduty/', import.meta.url)

describe.skipIf(!existsSync(recorded))(
  'pagerduty, recorded payloads (skipped where absent)',
  () => {
    it('reads one open incident, 80 resolved ones with their ends, and 59 postmortems', () => {
      for (const file of readdirSync(recorded)) {
        const body = readFileSync(new URL(file, recorded), 'utf8')
        const { incidents, skipped } = read(replyOf(`${root}/`, body, at))
        expect(skipped).toEqual([])
        expect(incidents.filter((i) => i.status !== 'resolved')).toHaveLength(1)
        expect(incidents.filter((i) => i.resolvedAt)).toHaveLength(80)
        expect(incidents.filter((i) => i.postmortem?.at)).toHaveLength(59)
      }
    })
  },
)
