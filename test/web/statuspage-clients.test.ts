import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Statuspage } from 'statuspage.io'
import { describe, expect, it, vi } from 'vitest'
import type { Incident, StoredIncident } from '../../src/incident.ts'
import { bodyText, oneLine } from '../../src/source-kit/text.ts'
import { source } from '../../src/sources/statuspage.ts'
import { incidentId } from '../../src/web/statuspage-ids.ts'
import type { IncidentJson } from '../../src/web/statuspage-incident.ts'
import { incident, update } from '../digest/make.ts'
import { loadFixtures } from '../fixture.ts'
import { hostile, listening, partsOf, statusOf, storedAs, watched } from './public.ts'

const open = { status: 'investigating', resolvedAt: null } as const
const services = [watched('github', 'GitHub'), watched('gmail', 'Gmail')]

/** Our own source over the aggregate, asked and read as for any other page. */
async function readBack(url: string, at: string) {
  const feed = { url, options: {}, open: [] }
  const replies: Parameters<typeof source.read>[1][number][] = []
  for (let asks = source.asks(feed, replies); asks.length > 0; asks = source.asks(feed, replies)) {
    for (const ask of asks) {
      const response = await fetch(ask.url)
      const body = new Uint8Array(await response.arrayBuffer())
      const headers = Object.fromEntries(response.headers)
      replies.push({ url: ask.url, status: response.status, headers, body, at })
    }
  }
  return { reading: await source.read(feed, replies), detection: source.detects(replies) }
}

function told(i: Incident) {
  return {
    title: i.title,
    kind: i.kind === 'notice' ? 'incident' : i.kind,
    status: i.status,
    updates: i.updates.map(({ status, at, text }) => ({ status, at, text })),
  }
}

function timed(i: Incident) {
  const { startedAt, resolvedAt, postedAt, updatedAt, impact, postmortem } = i
  const after = postmortem && { text: postmortem.text, at: postmortem.at }
  return { ...told(i), startedAt, resolvedAt, postedAt, updatedAt, impact, postmortem: after }
}

/** Times that were stored stand in the JSON as they are. */
function statedTimes(i: StoredIncident) {
  const start = i.kind === 'maintenance' ? 'scheduled_for' : 'started_at'
  return {
    resolved_at: i.resolvedAt,
    ...(i.startedAt && { [start]: i.startedAt }),
    ...(i.postedAt && { created_at: i.postedAt }),
    ...(i.updatedAt && { updated_at: i.updatedAt }),
  }
}

describe('hostile text', () => {
  it('carries it as text: no control character, no markup in bodies', async () => {
    const long = `${hostile}\n${'x'.repeat(300_000)}`
    const bad = incident(1, { ...open, title: long, updates: [update(null, long)] })
    const list = [watched('github', hostile, { gloss: hostile })]
    const { json, text } = await statusOf([bad], list, '/api/v2/summary.json')
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
    expect(text).not.toMatch(/\\u00[01]/)
    expect(text.length).toBeLessThan(120_000)
    const body = json.incidents[0]!.incident_updates[0]!.body
    expect(body).not.toMatch(/<\w/)
    expect(bodyText(body)).toContain('<script>alert(1)</script>')
  })

  it('keeps every stored text through our own reader', async () => {
    const app = (title: string, text: string) =>
      statusOf(
        [incident(1, { title, updates: [update(null, text)] })],
        [],
        '/api/v2/incidents.json',
      )
    const pieces = fc.constantFrom(
      '<b>',
      '&amp;',
      '&lt;',
      '&',
      '\n',
      '\n\n',
      '<',
      'a < b',
      '👩‍🚀',
      ' ',
    )
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' }))).map((p) => p.join(''))
    await fc.assert(
      fc.asyncProperty(text.map(oneLine), text.map(bodyText), async (title, body) => {
        const { json } = await app(title, body)
        const found = json.incidents[0]!
        expect(bodyText(found.incident_updates[0]!.body)).toBe(body)
        if (title) expect(oneLine(found.name)).toBe(title)
      }),
      { numRuns: 300 },
    )
  })
})

const recordings = new URL('../../../shared/recordings/payloads/statuspage/', import.meta.url)

describe.skipIf(!existsSync(recordings))(
  'beside recorded pages (skipped where there are none)',
  () => {
    const recorded = (name: string) => JSON.parse(readFileSync(new URL(name, recordings), 'utf8'))
    const keys = (value: object) => Object.keys(value).sort()

    it('has the keys of GitHub and Claude', async () => {
      const planned = { kind: 'maintenance', status: 'scheduled', resolvedAt: null } as const
      const all = [incident(1, open), incident(2, { id: 'b', ...planned })]
      const { json } = await statusOf(all, services, '/api/v2/summary.json')
      const github = recorded('github-incidents-2026-07-31.json')
      const claude = recorded('claude-scheduled-maintenances-2026-09-15.json')
      const real = github.incidents.find((i: IncidentJson) => i.components.length > 0)
      expect(keys(json.page)).toEqual(keys(github.page))
      expect(keys(json.incidents[0]!)).toEqual(keys(real))
      expect(keys(json.components[0]!)).toEqual(keys(real.components[0]))
      expect(keys(json.incidents[0]!.incident_updates[0]!)).toEqual(keys(real.incident_updates[0]))
      const maintenance = { ...claude.scheduled_maintenances[0], reminder_intervals: null }
      expect(keys(json.scheduled_maintenances[0]!)).toEqual(keys(maintenance))
    })

    it('loses nothing of the 50 incidents of GitHub', async () => {
      const at = '2026-08-01T00:00:00.000Z'
      const url = 'https://www.githubstatus.com'
      const body = readFileSync(new URL('github-incidents-2026-07-31.json', recordings))
      const reply = { url: `${url}/api/v2/incidents.json`, status: 200, headers: {}, body, at }
      const first = await source.read({ url, options: {}, open: [] }, [reply])
      const stored = storedAs('github', first.incidents, at)
      const { reading } = await readBack(`${await listening(partsOf(stored, services))}/status`, at)
      expect(stored).toHaveLength(50)
      const back = new Map(reading.incidents.map((i) => [i.id, timed(i)]))
      expect(stored.map((i) => back.get(incidentId(i)))).toEqual(stored.map(timed))
    })
  },
)

describe('clients', () => {
  it('serves the npm client statuspage.io', async () => {
    vi.stubEnv('NO_PROXY', '127.0.0.1')
    const planned = { kind: 'maintenance', status: 'scheduled', resolvedAt: null } as const
    const all = [incident(1, open), incident(2, { id: 'b' }), incident(3, { id: 'c', ...planned })]
    const client = new Statuspage('outage-desk')
    client.setApiUrl(`${await listening(partsOf(all, services))}/status`)
    const { api } = client
    const summary = await api.getSummary()
    expect(summary.components.map((c) => c.name)).toEqual(['GitHub', 'Gmail'])
    expect(summary.scheduled_maintenances).toHaveLength(1)
    expect((await api.getStatus()).status.indicator).toBe('major')
    expect((await api.getComponents()).components[0]!.status).toBe('partial_outage')
    expect((await api.incidents.getAll()).incidents.map((i) => i.id).sort()).toEqual(
      [all[0]!, all[1]!].map(incidentId).sort(),
    )
    expect((await api.incidents.getUnresolved()).incidents[0]!.status).toBe('investigating')
    const upcoming = await api.scheduledMaintenances.getUpcoming()
    expect(upcoming.scheduled_maintenances[0]!.incident_updates).toHaveLength(1)
    vi.unstubAllEnvs()
  })

  it('is a Statuspage to our own source', async () => {
    const url = `${await listening(partsOf([incident(1, open)], services))}/status`
    const { reading, detection } = await readBack(url, '2017-09-11T00:00:00.000Z')
    expect(detection).toMatchObject({ url, confidence: 0.95 })
    expect(reading).toMatchObject({
      skipped: [],
      notes: [],
      reach: { since: 'always', open: true },
    })
    expect(reading.incidents[0]!.url).toBe(`${url}/incidents/${incidentId(incident(1))}`)
  })

  const fixtures = loadFixtures().filter(({ fixture }) => fixture.expect.incidents.length > 0)
  it.each(fixtures.map((f) => [`${f.source}/${f.name}`, f] as const))(
    'loses nothing of %s on the way through our own source',
    async (_name, { source: from, fixture }) => {
      const stored = storedAs('github', fixture.expect.incidents, fixture.recordedAt)
      const url = `${await listening(partsOf(stored, services))}/status/github`
      const { reading } = await readBack(url, fixture.recordedAt)
      const read = new Map(reading.incidents.map((i) => [i.id, i]))
      expect([read.size, reading.skipped]).toEqual([stored.length, []])
      for (const i of stored) {
        const as = from === 'statuspage' && i.postedAt ? timed : told
        expect(as(read.get(incidentId(i))!)).toEqual(as(i))
        const { json } = await statusOf([i], services, `/api/v2/incidents/${incidentId(i)}.json`)
        expect(json.incident).toMatchObject(statedTimes(i))
      }
    },
  )
})
