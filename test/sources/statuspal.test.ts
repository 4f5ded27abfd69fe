import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/statuspal.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const api = 'https://statuspal.eu/api/v2/status_pages/exoscalestatus'
const page = 'https://exoscalestatus.com'
const feed = { url: page, options: {}, open: [] as string[] }
const at = '2026-07-18T12:00:00.000Z'
const incident = {
  id: 7,
  type: 'minor',
  title: 'T',
  starts_at: '2026-07-18T10:00:00',
  ends_at: null,
}
const listOf = (more: object) =>
  replyOf(`${api}/incidents`, { incidents: [{ ...incident, ...more }] }, at)
const one = async (more: object) => (await source.read(feed, [listOf(more)])).incidents[0]!

describe('statuspal', () => {
  it('finds the API by the address, the option or the links of the page, else reads the RSS', () => {
    expect(source.asks(feed, []).map((a) => a.url)).toEqual([`${api}/summary`, `${api}/incidents`])
    const own = { ...feed, url: 'https://dakboard.statuspal.io/incidents/5' }
    expect(source.asks(own, [])[0]!.url).toBe(
      'https://statuspal.io/api/v2/status_pages/dakboard/summary',
    )
    const custom = { ...feed, url: 'https://status.example.com' }
    const html =
      '<a href="https://www.statuspal.eu">x</a><a href="https://acme.statuspal.eu">Acme</a>'
    expect(source.asks(custom, [replyOf(custom.url, html)])[0]!.url).toBe(
      'https://statuspal.eu/api/v2/status_pages/acme/summary',
    )
    expect(askedWhenAllFails(source.asks, custom)).toEqual([
      custom.url,
      `${custom.url}/history.rss`,
    ])
    const told = { ...custom, options: { subdomain: 'acme' } }
    expect(askedWhenAllFails(source.asks, told)[0]).toBe(
      'https://statuspal.io/api/v2/status_pages/acme/summary',
    )
  })

  it('takes an end that lies ahead for a plan, and a past one for the end', async () => {
    expect(await one({ ends_at: '2026-07-18T13:00:00' })).toMatchObject({
      status: 'unknown',
      resolvedAt: null,
    })
    expect(await one({ ends_at: '2026-07-18T11:00:00' })).toMatchObject({
      status: 'resolved',
      resolvedAt: '2026-07-18T11:00:00.000Z',
    })
    expect(await one({ type: 'scheduled', ends_at: '2026-07-18T11:00:00' })).toMatchObject({
      kind: 'maintenance',
      status: 'completed',
    })
  })

  it('keeps types that a page made itself as unknown', async () => {
    const updates = [{ id: 1, type: 'custom', description: 'X', posted_at: '2026-07-18T10:00:00' }]
    expect(await one({ type: 'custom-type', updates })).toMatchObject({
      impact: 'unknown',
      impactLabel: 'custom-type',
      status: 'unknown',
    })
  })

  it('reads the summary alone, the list alone and the feed alone', async () => {
    const { replies } = loadFixture('statuspal', 'open')
    const ids = async (n: number) =>
      (await source.read(feed, [replies[n]!])).incidents.map((i) => i.id)
    expect(await ids(0)).toEqual(['198647', 'service-10351'])
    expect(await ids(1)).toEqual(['198647', '190000'])
    expect((await source.read(feed, [replies[1]!])).reach).toEqual({ since: null, open: false })
  })

  it('refuses errors, pages, and lists of other platforms', async () => {
    for (const body of [
      { error: 'Not found' },
      { errors: [] },
      '',
      '<html></html>',
      { status_page: { subdomain: 'x' } },
      { page: { id: 'x' }, incidents: [] },
      { incidents: [] },
      { incident: { id: '6tcfpztf6j9m', name: 'T' } },
      { incidents: [{ id: '01JX', name: 'T' }] },
    ]) {
      await expect(source.read(feed, [replyOf(`${api}/summary`, body, at)])).rejects.toThrow(
        ParseError,
      )
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('statuspal')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          for (const i of reading?.incidents ?? []) {
            if (['198647', '209618', '208172'].includes(i.id))
              expect(closedStatuses).not.toContain(i.status)
          }
        }),
        { numRuns: 150 },
      )
    }
  })

  it('detects its summaries and pages, and no others', () => {
    const summary = loadFixture('statuspal', 'quiet').replies[0]!
    expect(source.detects([summary])).toMatchObject({ confidence: 0.95, url: `${api}/summary` })
    const html =
      '<div class="system-status type-none"></div><a href="https://statuspal.io">Powered by <b>Statuspal</b></a>'
    expect(source.detects([replyOf(`${page}/`, html)])).toMatchObject({ url: page })
    for (const decoy of [
      replyOf('https://www.statuspal.io', html),
      replyOf(page, '<p>We left StatusPal. <a href="https://statuspal.io">See</a></p>'),
      replyOf(`${page}/summary.json`, { page: { id: 'x' }, incidents: [], services: [] }),
      replyOf(`${api}/status`, { status_page: { subdomain: 'x', current_incident_type: null } }),
    ]) {
      expect(source.detects([decoy])).toBeNull()
    }
    for (const url of [
      'https://www.statuspal.io',
      'https://statuspal.io',
      'https://app.statuspal.io/x',
    ]) {
      expect(source.recognises(new URL(url))).toBe(false)
    }
  })
})

const recorded = new URL('../../../shared/recordings/payloads/statuspal/', import.meta.url)

describe.skipIf(!existsSync(recorded))(
  'statuspal, recorded payloads (skipped where absent)',
  () => {
    it('reads each of them without skipping an incident', async () => {
      for (const file of readdirSync(recorded)) {
        const body = readFileSync(new URL(file, recorded), 'utf8')
        const reading = await source.read(feed, [replyOf(`${api}/summary`, body, at)])
        expect(reading.skipped, file).toEqual([])
        expect(reading.incidents.length, file).toBeGreaterThan(0)
      }
    })
  },
)
