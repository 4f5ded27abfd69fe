import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/oracle.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://ocistatus.oraclecloud.com'
const feed = { url: root, options: {}, open: [] as string[] }
const address = `${root}/api/v2/incident-summary.rss`
const at = '2026-05-20T12:00:00.000Z'
const ocid = 'ocid1.oraclecloudincident.oc1.phx.x'

async function fromFeed(description: string) {
  const rss = `<rss version="2.0"><channel><title>OCI</title><item><title>Compute | UK South (London) | r1</title>
    <description><![CDATA[${description}]]></description><pubDate>Wed, 20 May 2026 10:00:00 UTC</pubDate>
    <link>${root}/#/incidents/${ocid}</link><guid>${ocid}</guid></item></channel></rss>`
  const { incidents } = await source.read(feed, [replyOf(address, rss, at)])
  return incidents[0]!
}

describe('oracle', () => {
  it('tells incidents apart by their id, since their addresses differ only in the fragment', async () => {
    const item = (id: string) =>
      `<item><title>Compute | UK South (London) | ${id}</title><description>&lt;p>&lt;strong>Resolved&lt;/strong> - Over.&lt;/p></description>
       <pubDate>Wed, 20 May 2026 10:00:00 UTC</pubDate><link>${root}/#/incidents/${ocid}${id}</link><guid>${ocid}${id}</guid></item>`
    const rss = `<rss version="2.0"><channel><title>OCI</title>${item('1')}${item('2')}</channel></rss>`
    const { incidents } = await source.read(feed, [replyOf(address, rss, at)])
    expect(incidents.map((i) => i.id)).toEqual([`${ocid}1`, `${ocid}2`])
  })

  it('dates only the newest update where none has a time of its own', async () => {
    const incident = await fromFeed(
      '<p><strong>Resolved</strong> - Over.</p><p><strong>Investigating</strong> - Slow.</p>',
    )
    expect(incident.updates.map((u) => [u.status, u.at])).toEqual([
      ['investigating', null],
      ['resolved', '2026-05-20T10:00:00.000Z'],
    ])
  })

  it('takes no stated time without a zone, and none that lies ahead', async () => {
    const update = (time: string) =>
      fromFeed(`<p><strong>Investigating</strong> - Slow.<br>Start Time: ${time}</p>`)
    expect((await update('May 20, 2026, 09:00')).stated).toBeNull()
    expect((await update('May 21, 2026, 09:00 UTC')).startedAt).toBe('2026-05-20T10:00:00.000Z')
    expect((await update('May 20, 2026, 09:00 UTC')).startedAt).toBe('2026-05-20T09:00:00.000Z')
  })

  it('reads a severity never seen as unknown, and keeps it', async () => {
    const health = (word: string) =>
      source.read(feed, [
        replyOf(`${root}/api/v2/components_v2.json`, {
          realm: 'OC1',
          regionHealthReports: [
            {
              regionName: 'R',
              serviceHealthReports: [
                {
                  serviceName: 'S',
                  serviceStatus: word,
                  incidents: [{ incidentId: 'i', severity: word }],
                },
              ],
            },
          ],
        }),
      ])
    const odd = (await health('Purple')).incidents
    expect(odd).toMatchObject([{ id: 'i', impact: 'unknown', impactLabel: 'Purple' }])
    expect((await health('Service Down')).incidents).toMatchObject([{ impact: 'critical' }])
  })

  it('says so when it was given the one word for all only', async () => {
    const status = { page: { name: 'OCI' }, status: { indicator: 'minor', description: 'Minor' } }
    const reading = await source.read(feed, [replyOf(`${root}/api/v2/status.json`, status)])
    expect(reading).toMatchObject({ incidents: [], reach: { open: false } })
    expect(reading.notes.join()).toContain('Minor')
  })

  it('refuses what is neither, rather than calling all clear', async () => {
    for (const body of [
      '',
      ' ',
      '<html></html>',
      {},
      { regionHealthReports: null },
      { error: 'x' },
    ]) {
      for (const name of ['components.json', 'incident-summary.rss']) {
        const replies = [replyOf(`${root}/api/v2/${name}`, body)]
        await expect(async () => source.read(feed, replies)).rejects.toThrow(ParseError)
      }
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('oracle', 'open').name
    for (const fixture of loadFixtures('oracle')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          if (fixture.name !== open) return
          for (const i of reading?.incidents ?? []) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 60 },
      )
    }
  })

  it('is detected by its documents, and not by Statuspage’s of the same names', () => {
    const { replies } = loadFixture('oracle', 'open')
    for (const reply of replies) {
      const moved = { ...reply, url: reply.url.replace(root, 'https://mirror.example') }
      expect(source.detects([moved])?.confidence).toBeGreaterThan(0.9)
    }
    const other = { page: { id: 'x' }, components: [{ id: 'y', name: 'API' }] }
    expect(source.detects([replyOf('https://x.example/api/v2/components.json', other)])).toBeNull()
    expect(source.recognises(new URL('https://status.netsuite.com'))).toBe(false)
  })
})
