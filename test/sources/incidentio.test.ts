import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reply } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/incidentio.ts'
import { source as statuspage } from '../../src/sources/statuspage.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.openai.com'
const proxy = `${root}/proxy/status.openai.com`
const at = '2026-03-18T00:00:00.000Z'
const feed = { url: root, options: {}, open: [] as string[] }
const id = '01KKWW47249GJZZP9ZGR1PTHV5'

function native(incident: object): Reply {
  return replyOf(`${proxy}/incidents`, { incidents: [{ id, name: 'N', ...incident }] }, at)
}

function compat(incident: object): Reply {
  const page = { id: '01JMDK9XYNY6RXSED6SDWW50WY' }
  const incidents = [{ id, name: 'C', ...incident }]
  return replyOf(`${root}/api/v2/incidents.json`, { page, incidents }, at)
}

async function one(...list: Reply[]) {
  const { incidents } = await source.read(feed, list)
  expect(incidents).toHaveLength(1)
  return incidents[0]!
}

describe('incidentio', () => {
  it('follows the face that is ahead, when one was cached', async () => {
    const says = (to_status: string, published_at: string) => ({
      status: to_status,
      updates: [{ id: to_status, to_status, published_at }],
    })
    const told = (status: string, display_at: string) => ({
      status,
      incident_updates: [{ id: status, status, display_at }],
    })
    const early = '2026-03-17T03:00:00.400Z'
    const late = '2026-03-17T04:00:00Z'
    const ahead = await one(native(says('identified', early)), compat(told('resolved', late)))
    expect(ahead).toMatchObject({ status: 'resolved', resolvedAt: '2026-03-17T04:00:00.000Z' })
    expect(ahead.updates.map((u) => u.status)).toEqual(['identified', 'resolved'])
    const behind = await one(native(says('resolved', late)), compat(told('identified', early)))
    expect(behind).toMatchObject({ status: 'resolved', resolvedAt: '2026-03-17T04:00:00.000Z' })
  })

  it('takes one message of both faces once, though one tells its time to the second', async () => {
    const incident = await one(
      native({
        status: 'investigating',
        updates: [
          { id: 'a', to_status: 'investigating', published_at: '2026-03-17T03:06:13.955Z' },
        ],
      }),
      compat({
        status: 'investigating',
        incident_updates: [
          { id: 'b', status: 'investigating', display_at: '2026-03-17T03:06:13Z', body: 'Text' },
        ],
      }),
    )
    expect(incident.updates).toEqual([
      { id: 'a', status: 'investigating', at: '2026-03-17T03:06:13.955Z', text: 'Text' },
    ])
    expect(incident.startedAt).toBe('2026-03-17T03:06:13.955Z')
  })

  it('states a window only up to now, and leaves it open while one impact is', async () => {
    const window = async (...ends: (string | undefined)[]) => {
      const component_impacts = ends.map((end_at) => ({
        start_at: '2026-03-17T01:00:00Z',
        end_at,
        status: 'degraded_performance',
      }))
      return (await one(native({ status: 'monitoring', component_impacts }))).stated
    }
    expect(await window('2026-03-17T02:00:00Z')).toEqual({
      from: '2026-03-17T01:00:00.000Z',
      to: '2026-03-17T02:00:00.000Z',
      basis: 'component impacts',
    })
    for (const end of [undefined, '$undefined', '2026-03-19T00:00:00Z', 'soon']) {
      expect((await window('2026-03-17T02:00:00Z', end))?.to, end).toBeNull()
    }
    expect(await window()).toBeNull()
  })

  it('infers an impact from the worst outage, and never harmlessness from a word', async () => {
    const impact = async (...words: string[]) => {
      const component_impacts = words.map((status) => ({ status, start_at: at }))
      return (await one(native({ status: 'resolved', component_impacts }))).impact
    }
    expect(await impact('degraded_performance')).toBe('minor')
    expect(await impact('degraded_performance', 'partial_outage')).toBe('major')
    expect(await impact('full_outage', 'partial_outage')).toBe('critical')
    expect(await impact('operational')).toBe('unknown')
    expect(await impact()).toBe('unknown')
    expect((await one(native({}), compat({ impact: 'none' }))).impact).toBe('none')
  })

  it('reads the widget where a reply of it is given', async () => {
    const reply = replyOf(
      `${root}/api/v1/summary`,
      {
        page_url: root,
        ongoing_incidents: [
          {
            id,
            name: 'Errors',
            status: 'identified',
            url: `${root}/incidents/${id}`,
            last_update_at: '2026-03-17T01:00:00Z',
            last_update_message: 'We know why.',
            current_worst_impact: 'partial_outage',
            affected_components: [{ id: 'c', name: 'Login', group_name: 'ChatGPT' }],
          },
        ],
        in_progress_maintenances: [],
        scheduled_maintenances: [],
      },
      at,
    )
    expect(await one(reply)).toMatchObject({
      status: 'identified',
      impact: 'major',
      components: ['Login'],
      services: ['ChatGPT'],
      startedAt: null,
      updates: [{ text: 'We know why.' }],
    })
  })

  it('asks for both faces, of pages at a path too, then for the feed', () => {
    const urls = askedWhenAllFails(source.asks, { ...feed, url: 'https://status.miro.com/us/' })
    expect(urls).toEqual([
      'https://status.miro.com/us/api/v2/summary.json',
      'https://status.miro.com/us/api/v2/incidents.json',
      'https://status.miro.com/proxy/status.miro.com/us',
      'https://status.miro.com/proxy/status.miro.com/us/incidents',
      'https://status.miro.com/us/history.atom',
    ])
  })

  it('refuses replies that hold no list, rather than calling all clear', async () => {
    for (const body of ['', '<html></html>', {}, { incidents: null }, { summary: null }, '[]']) {
      for (const url of [proxy, `${root}/api/v2/summary.json`]) {
        const read = async () => source.read(feed, [replyOf(url, body, at)])
        await expect(read(), `${url} ${JSON.stringify(body)}`).rejects.toThrow(ParseError)
      }
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('incidentio', 'open-in-both-faces')
    for (const fixture of loadFixtures('incidentio')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (broken) => {
          const reading = await readOrRefuse(source, fixture.feed, broken)
          const ids = reading?.incidents.map((i) => i.id) ?? []
          expect(ids).toEqual([...new Set(ids)])
          if (fixture.name !== open.name) return
          const first = reading?.incidents.find((i) => i.id.endsWith('0103'))
          if (first) expect(closedStatuses).not.toContain(first.status)
        }),
        { numRuns: 60 },
      )
    }
  })

  it('detects its pages by id, route, model or HTML, where Statuspage keeps out', () => {
    const page = { id: '01JMDK9XYNY6RXSED6SDWW50WY' }
    const marks = [
      replyOf(`${root}/api/v2/summary.json`, { page, status: {} }),
      replyOf(`${root}/`, '<p>', at, { 'x-matched-path': '/[slug]/api/v2/[endpoint]' }),
      replyOf(proxy, { summary: { ongoing_incidents: [] } }),
      replyOf(`${root}/`, '<link href="/x?u=incident-io-status-page-logos%2F01">'),
    ]
    for (const mark of marks) {
      expect(source.detects([mark]), mark.url).toMatchObject({ url: root, confidence: 0.95 })
      expect(statuspage.detects([mark]), mark.url).toBeNull()
    }
    const other = { page: { id: 'kctbh9vrtdwd', time_zone: 'Etc/UTC' } }
    expect(source.detects([replyOf(`${root}/api/v2/summary.json`, other)])).toBeNull()
  })
})

const recorded = new URL('../../../shared/recordings/payloads/incidentio/', import.meta.url)

describe.skipIf(!existsSync(recorded))(
  'incidentio, recorded payloads (skipped where absent)',
  () => {
    it('reads the native model with components, windows and what was opened again', async () => {
      const body = readFileSync(new URL('openai-major-proxy-summary.json', recorded), 'utf8')
      expect(await one(replyOf(proxy, body, at))).toMatchObject({
        status: 'monitoring',
        impact: 'minor',
        components: ['Login'],
        services: ['ChatGPT'],
        startedAt: '2026-03-17T02:42:00.000Z',
        stated: { from: '2026-03-17T03:06:13.955Z', to: '2026-03-17T04:09:53.478Z' },
      })
      const linear = readFileSync(new URL('linear-good-proxy-incidents.json', recorded), 'utf8')
      const reading = await source.read(feed, [replyOf(`${proxy}/incidents`, linear, at)])
      expect(reading.skipped).toEqual([])
      expect(reading.incidents.map((i) => i.status)).toEqual(Array(6).fill('resolved'))
      expect(reading.incidents.every((i) => i.resolvedAt && i.stated?.to)).toBe(true)
    })
  },
)
