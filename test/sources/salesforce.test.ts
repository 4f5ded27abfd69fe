import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/salesforce.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies } from './broken-json.ts'

const api = 'https://api.status.salesforce.com/v1'
const feed = { url: 'https://status.salesforce.com', options: {}, open: [] as string[] }
const at = '2026-08-27T12:00:00.000Z'

function active(...incidents: object[]): Reading {
  return source.read(feed, [replyOf(`${api}/incidents/active`, incidents, at)]) as Reading
}

const start = '2026-08-27T10:00:00.000Z'
const end = '2026-08-27T11:00:00.000Z'
const impact = { type: 'serviceDisruption', severity: 'major', startTime: start }

describe('salesforce', () => {
  it('closes an incident only when every impact has ended, and ended by now', () => {
    const status = (...impacts: unknown[]) =>
      active({ id: 1, IncidentImpacts: impacts }).incidents[0]!
    expect(status({ ...impact, endTime: end })).toMatchObject({
      status: 'resolved',
      resolvedAt: end,
    })
    for (const open of [
      [
        { ...impact, endTime: end },
        { ...impact, endTime: null },
      ],
      [{ ...impact, endTime: end }, 'broken'],
      [{ ...impact, endTime: '2026-08-27T13:00:00.000Z' }],
      [{ ...impact, endTime: 'soon' }],
      [],
    ]) {
      expect(status(...open).resolvedAt).toBeNull()
      expect(closedStatuses).not.toContain(status(...open).status)
    }
  })

  it('trusts a status of Active above ended impacts', () => {
    const ended = { ...impact, endTime: end }
    const [incident] = active({ id: 1, status: 'Active', IncidentImpacts: [ended] }).incidents
    expect(incident).toMatchObject({ status: 'investigating', resolvedAt: null })
  })

  it('makes a title of what is given and never of a cause', () => {
    const titles = active(
      { id: 1, serviceKeys: ['Search'], instanceKeys: ['NA1'], IncidentImpacts: [impact] },
      { id: 2, IncidentImpacts: [{ ...impact, type: 'newKindOfFault' }] },
      { id: 3, message: { rootCause: 'A cable was cut.' } },
    ).incidents.map((i) => i.title)
    expect(titles).toEqual(['Service disruption: Search on NA1', 'New kind of fault', 'Incident'])
  })

  it('says in one sentence that the API has been replaced', () => {
    for (const body of [
      { message: 'This API has been retired. Use the My Trust Center API.' },
      '<html><body>Moved to MyTrustCenter</body></html>',
    ]) {
      const replies = [replyOf(`${api}/incidents/active`, body, at)]
      expect(() => source.read(feed, replies)).toThrow(/replaced.*personal access token/)
    }
    const about = { id: 1, IncidentEvents: [{ id: 1, message: 'My Trust Center is slow.' }] }
    expect(active(about).incidents).toHaveLength(1)
  })

  it('takes product and instance from an address as from options', () => {
    const urls = (url: string, options = {}) =>
      source.asks({ ...feed, url, options }, []).map((a) => a.url)
    const product = `${api}/instances?products=Marketing_Cloud`
    expect(urls('https://status.salesforce.com/products/Marketing_Cloud')).toContain(product)
    expect(urls(feed.url, { product: 'Marketing_Cloud' })).toContain(product)
    expect(urls('https://status.salesforce.com/instances/EU%2048')).toContain(
      `${api}/instances/EU%2048/status`,
    )
    expect(urls('https://status.salesforce.com/products/%ZZ')).toHaveLength(4)
  })

  it('refuses a product whose instances are missing, rather than showing none', () => {
    const narrowed = { ...feed, options: { product: 'Heroku' } }
    const replies = [replyOf(`${api}/incidents/active`, [{ id: 1 }], at)]
    expect(() => source.read(narrowed, replies)).toThrow(ParseError)
  })

  it('notes a history that cannot be read and keeps what is active', () => {
    const replies = [
      replyOf(`${api}/incidents/active`, [{ id: 1, IncidentImpacts: [impact] }], at),
      replyOf(`${api}/incidents?limit=50`, '[{"id": 2', at),
    ]
    const reading = source.read(feed, replies) as Reading
    expect(reading.incidents.map((i) => i.id)).toEqual(['1'])
    expect(reading.notes).toHaveLength(1)
    expect(reading.reach).toEqual({ since: null, open: true })
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('salesforce', 'open').name
    for (const fixture of loadFixtures('salesforce')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          try {
            const { incidents } = await source.read(fixture.feed, replies)
            const ids = incidents.map((i) => i.id)
            expect(ids).toEqual([...new Set(ids)])
            if (fixture.name !== open) return
            const status = incidents.find((i) => i.id === '20012001')?.status ?? 'unknown'
            expect(closedStatuses).not.toContain(status)
          } catch (error) {
            if (!(error instanceof ParseError)) throw error
          }
        }),
        { numRuns: 150 },
      )
    }
  })
})

const recorded = new URL('../../../shared/recordings/payloads/salesforce/', import.meta.url)

describe.skipIf(!existsSync(recorded))(
  'salesforce, recorded payloads (skipped where absent)',
  () => {
    it('keeps incident 10967 open although an event calls it over', () => {
      const file = new URL('instance-POD114-status-trimmed-2023-04-02.json', recorded)
      const url = `${api}/instances/POD114/status`
      const replies = [replyOf(url, readFileSync(file, 'utf8'), '2023-04-02T05:00:00.000Z')]
      const { incidents, skipped } = source.read(feed, replies) as Reading
      expect(skipped).toEqual([])
      expect(incidents[0]).toMatchObject({ id: '10967', status: 'monitoring', resolvedAt: null })
      expect(incidents[1]).toMatchObject({ id: '636660', kind: 'maintenance', status: 'scheduled' })
    })
  },
)
