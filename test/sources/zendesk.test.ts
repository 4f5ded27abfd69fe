import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/zendesk.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.zendesk.com'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-06-02T09:30:00.000Z'

function one(attributes: object, included: object[] = [], relationships: object = {}) {
  const data = [{ id: '1', type: 'incident', attributes, relationships }]
  const reply = replyOf(`${root}/api/ssp/incidents.json`, { data, included }, at)
  return (source.read(feed, [reply]) as Reading).incidents[0]!
}

describe('zendesk', () => {
  it('takes the end for an end only when it has come', () => {
    const started = { name: 'T', startedAt: '2026-06-02T08:00:00.000Z' }
    const over = one({ ...started, status: 'monitoring', resolvedAt: '2026-06-02T09:00:00.000Z' })
    expect(over).toMatchObject({ status: 'resolved', resolvedAt: '2026-06-02T09:00:00.000Z' })
    const ahead = one({ ...started, status: 'monitoring', resolvedAt: '2026-06-03T09:00:00.000Z' })
    expect(ahead).toMatchObject({ status: 'monitoring', resolvedAt: null })
    expect(one({ ...started, status: 'paused', resolvedAt: null }).status).toBe('unknown')
  })

  it('does not take security for a severity', () => {
    expect(one({ name: 'T', impact: 'security', outage: true })).toMatchObject({
      impact: 'unknown',
      impactLabel: 'security',
    })
  })

  it('names services by whatever ties them to the incident', () => {
    const tied = { incidentServices: { data: [{ id: '5', type: 'incidentService' }] } }
    const bridge = { id: '5', type: 'incidentService' }
    const named = [{ ...bridge, attributes: { serviceName: 'Voice' } }]
    expect(one({ name: 'T' }, named, tied).services).toEqual(['Voice'])
    expect(
      one({ name: 'T' }, [{ ...bridge, attributes: { incidentId: 1, serviceName: 'Chat' } }])
        .services,
    ).toEqual(['Chat'])
    const catalogue = replyOf(`${root}/api/ssp/services.json`, {
      data: [{ id: '31', type: 'service', attributes: { name: 'Talk', hasSubservices: true } }],
    })
    const data = [{ id: '1', type: 'incident', attributes: { name: 'T' }, relationships: tied }]
    const included = [{ ...bridge, attributes: { serviceId: 31 } }]
    const reply = replyOf(`${root}/api/ssp/incidents.json`, { data, included }, at)
    expect((source.read(feed, [reply, catalogue]) as Reading).incidents[0]!.services).toEqual([
      'Talk',
    ])
    expect(source.read(feed, [catalogue])).toMatchObject({ incidents: [], reach: { open: false } })
  })

  it('does not promise what a past day lists', () => {
    const list = (query: string) =>
      source.read(feed, [
        replyOf(`${root}/api/ssp/incidents.json${query}`, { data: [] }, at),
        replyOf(`${root}/api/incidents/maintenance`, { data: [] }, at),
      ]) as Reading
    expect(list('').reach.open).toBe(true)
    expect(list('?as_of_date=2026-06-02').reach.open).toBe(true)
    expect(list('?as_of_date=2026-05-02').reach.open).toBe(false)
  })

  it('refuses errors and foreign documents rather than calling all clear', () => {
    for (const body of [
      '',
      '<html>',
      {},
      { data: null },
      { errors: [{}] },
      { included: [] },
      [],
      {
        data: [{ id: '1', type: 'status_page', attributes: {} }],
      },
    ]) {
      const replies = [replyOf(`${root}/api/ssp/incidents.json`, body)]
      expect(() => source.read(feed, replies), JSON.stringify(body)).toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('zendesk', 'open').name
    for (const fixture of loadFixtures('zendesk')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          if (fixture.name !== open) return
          for (const i of reading?.incidents ?? []) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 100 },
      )
    }
  })

  it('is detected by its documents, and not by JSON:API of others', () => {
    const { replies } = loadFixture('zendesk', 'open')
    const elsewhere = replies.map((r) => ({ ...r, url: r.url.replace(root, 'https://x.example') }))
    expect(source.detects(elsewhere)?.confidence).toBeGreaterThan(0.9)
    const betterStack = { data: { id: '1', type: 'status_page', attributes: {} }, included: [] }
    expect(source.detects([replyOf('https://x.example/index.json', betterStack)])).toBeNull()
    expect(source.detects([replyOf('https://x.example', '<p>Zendesk</p>')])).toBeNull()
    expect(source.recognises(new URL('https://example.zendesk.com'))).toBe(false)
  })
})
