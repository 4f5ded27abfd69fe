import { describe, expect, it } from 'vitest'
import { impacts, type StoredIncident, statuses } from '../../src/incident.ts'
import { incidentId } from '../../src/web/statuspage-ids.ts'
import { effectOf } from '../../src/web/statuspage-open.ts'
import { familyOf } from '../../src/web/statuspage-page.ts'
import { incident, update } from '../digest/make.ts'
import { type Answer, appOf, firstRead, partsOf, statusOf, watched } from './public.ts'

const open = { status: 'investigating', resolvedAt: null } as const
const services = [
  watched('github', 'GitHub'),
  watched('google-workspace', 'Google Workspace'),
  watched('gmail', 'Gmail', { parent: 'google-workspace' }),
  watched('abebooks', 'AbeBooks', { firstReadAt: null, lastReadAt: null }),
]

const get = (incidents: StoredIncident[], path: string, list = services) =>
  statusOf(incidents, list, path)

describe('the shape', () => {
  it('gives what Statuspage gives, newest update first', async () => {
    const updates = [
      update('2017-09-05T10:00:00.000Z', 'Looking.'),
      update('2017-09-05T10:20:00.000Z', 'A disk.', 'monitoring'),
    ]
    const { json } = await get([incident(1, { ...open, updates })], '/api/v2/summary.json')
    expect(json).toMatchSnapshot()
  })

  it('gives a maintenance with its window, in the lists where it belongs', async () => {
    const planned = incident(1, {
      kind: 'maintenance',
      status: 'scheduled',
      impact: 'unknown',
      startedAt: '2017-09-12T10:00:00.000Z',
      resolvedAt: null,
      postedAt: '2017-09-05T10:00:00.000Z',
      stated: { from: '', to: '2017-09-12T11:00:00.000Z', basis: 'window' },
    })
    const going = incident(2, { ...planned, key: 2, id: 'b', status: 'in_progress' })
    const over = incident(3, { ...planned, key: 3, id: 'c', status: 'completed' })
    const all = [planned, going, over]
    const ids = async (path: string) =>
      (await get(all, path)).json.scheduled_maintenances.map((m) => m.id)
    const [a, b, c] = all.map(incidentId)
    expect(await ids('/api/v2/scheduled-maintenances/upcoming.json')).toEqual([a])
    expect(await ids('/api/v2/scheduled-maintenances/active.json')).toEqual([b])
    expect(await ids('/api/v2/scheduled-maintenances.json')).toEqual([c, b, a])
    expect(await ids('/api/v2/summary.json')).toEqual([b, a])
    const { json } = await get(all, '/api/v2/summary.json')
    expect(json.incidents).toEqual([])
    expect(json.status.indicator).toBe('maintenance')
    expect(json.scheduled_maintenances[1]!).toMatchObject({
      impact: 'maintenance',
      scheduled_for: '2017-09-12T10:00:00.000Z',
      scheduled_until: '2017-09-12T11:00:00.000Z',
      started_at: '2017-09-05T10:00:00.000Z',
    })
  })

  it('lists the 50 newest, and gives older ones by their id', async () => {
    const at = (n: number) => new Date(Date.UTC(2017, 0, n)).toISOString()
    const all = Array.from({ length: 60 }, (_, n) => incident(n + 1, { postedAt: at(n + 1) }))
    const { json } = await get(all, '/api/v2/incidents.json')
    expect(json.incidents).toHaveLength(50)
    expect(json.incidents[0]!.created_at).toBe(at(60))
    const old = await get(all, `/api/v2/incidents/${incidentId(all[0]!)}.json`)
    expect(old.json.incident.created_at).toBe(at(1))
  })

  it('keeps an id that looks like theirs when the provider publishes under another', () => {
    const first = incident(1, { id: 'old' })
    const again = incident(1, { id: 'new', formerIds: ['old'] })
    expect(incidentId(first)).toMatch(/^[a-z0-9]{12}$/)
    expect(incidentId(again)).toBe(incidentId(first))
    expect(incidentId(incident(1, { id: 'old', feed: 'other' }))).not.toBe(incidentId(first))
  })
})

describe('the state of services', () => {
  it.each([
    ['none', 'operational', 'none'],
    ['minor', 'degraded_performance', 'minor'],
    ['major', 'partial_outage', 'major'],
    ['critical', 'major_outage', 'critical'],
    ['maintenance', 'under_maintenance', 'maintenance'],
    ['unknown', 'degraded_performance', 'minor'],
  ] as const)('follows an open impact: %s', async (impact, status, indicator) => {
    const { json } = await get([incident(1, { ...open, impact })], '/api/v2/summary.json')
    expect([json.components[0]!.status, json.status.indicator]).toEqual([status, indicator])
    expect(json.components[1]!.status).toBe('operational')
  })

  it('never calls an open incident of unknown impact operational, whatever its status', () => {
    for (const status of statuses.filter((s) => !/resolved|postmortem|completed/.test(s))) {
      const now = effectOf(incident(1, { status, impact: 'unknown', resolvedAt: null }))
      expect([status, now]).not.toEqual([status, 'operational'])
    }
  })

  it('takes the worst, and leaves out what the provider took off its page', async () => {
    const all = [
      incident(1, { ...open, impact: 'minor' }),
      incident(2, { ...open, impact: 'critical', state: 'vanished' }),
      incident(3, { ...open, impact: 'major', id: 'c' }),
    ]
    const { json } = await get(all, '/api/v2/summary.json')
    expect(json.components[0]!.status).toBe('partial_outage')
    expect(json.incidents).toHaveLength(2)
    expect((await get(all, '/api/v2/incidents.json')).json.incidents).toHaveLength(2)
    const gone = await get(all, `/api/v2/incidents/${incidentId(all[1]!)}.json`)
    expect(gone.json.incident.status).toBe('investigating')
  })

  it('says that a page cannot be read, and claims nothing of one that never was', async () => {
    const list = [watched('github', 'GitHub', { error: 'secret path' }), services[3]!]
    const { json, response } = await get([], '/api/v2/summary.json', list)
    expect(json.status.description).toBe('No incident known; 1 service cannot be read now')
    expect(json.components.map((c) => c.name)).toEqual(['GitHub'])
    expect(json.components[0]!.description).toContain('as of 2017-09-05T12:00:00.000Z')
    expect(JSON.stringify([json, ...response.headers])).not.toContain('secret')
    const alone = await get([], '/abebooks/api/v2/status.json', list)
    expect(alone.json.status.description).toMatch(/^Not known/)
  })

  it('shows a service with those below it, and does not run in circles', async () => {
    const mail = incident(1, { ...open, serviceIds: ['gmail'] })
    const both = incident(2, { ...open, serviceIds: ['gmail', 'google-workspace'] })
    const parent = await get([mail, both, incident(3)], '/google-workspace/api/v2/summary.json')
    expect(parent.json.page.name).toBe('Google Workspace')
    expect(parent.json.page.url).toBe('http://desk.example/status/google-workspace')
    expect(parent.json.components.map((c) => c.name)).toHaveLength(2)
    expect(parent.json.incidents).toHaveLength(2)
    const other = await get([mail, both], '/github/api/v2/incidents.json')
    expect(other.json.incidents).toEqual([])
    const hidden = `/github/api/v2/incidents/${incidentId(mail)}.json`
    expect((await get([mail], hidden)).response.status).toBe(404)
    const all = await get([mail], '/api/v2/components.json')
    const states = all.json.components.map((c) => c.status)
    expect(states).toEqual(['operational', 'partial_outage', 'partial_outage'])
    const circle = [watched('a', 'A', { parent: 'b' }), watched('b', 'B', { parent: 'a' })]
    expect(familyOf(circle, 'a')).toHaveLength(2)
  })
})

const paths = [
  'summary',
  'status',
  'components',
  'incidents',
  'incidents/unresolved',
  'scheduled-maintenances',
  'scheduled-maintenances/upcoming',
  'scheduled-maintenances/active',
].map((name) => `/api/v2/${name}.json`)

describe('HTTP', () => {
  it.each(paths)('answers from an empty database: %s', async (path) => {
    const { json, response } = await get([], path, [])
    expect(response.status).toBe(200)
    expect(json.page).toMatchObject({
      time_zone: 'Etc/UTC',
      updated_at: '2017-09-11T00:00:00.000Z',
    })
    expect(json.page.id).toMatch(/^[a-z0-9]{12}$/)
  })

  it.each(paths)('answers 304 to its own ETag, from any origin: %s', async (path) => {
    const app = appOf(partsOf([incident(1, open)], services))
    const first = await app.request(`/status${path}`)
    const tag = first.headers.get('etag')!
    expect(first.headers.get('cache-control')).toBe('public, max-age=30')
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    const again = await app.request(`/status${path}`, { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('access-control-allow-origin')).toBe('*')
    const later = { ...open, changedAt: '2017-09-05T10:10:00.000Z' }
    const changed = appOf(partsOf([incident(1, later)], services))
    const other = await changed.request(`/status${path}`, { headers: { 'if-none-match': tag } })
    expect(other.status).toBe(200)
  })

  it.each([
    '/nobody/api/v2/summary.json',
    '/api/v2/incidents/000000000000.json',
    '/api/v2/nothing.json',
    '/..%2f..%2fetc/api/v2/summary.json',
    '/incidents/000000000000',
  ])('answers 404 as a problem: %s', async (path) => {
    const { response, json } = await get([incident(1)], path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('cache-control')).toBeNull()
    expect(json).toMatchObject({ status: 404, title: expect.stringContaining('There is no') })
  })

  it('leads from its own permalinks to the provider, and nowhere else', async () => {
    const bad = incident(2, { url: 'javascript:alert(1)' })
    const app = appOf(partsOf([incident(1), bad], services))
    const to = (i: StoredIncident) => app.request(`/status/github/incidents/${incidentId(i)}`)
    const found = await to(incident(1))
    expect([found.status, found.headers.get('location')]).toEqual([302, incident(1).url])
    expect((await to(bad)).status).toBe(404)
    const { json } = await get([bad], '/api/v2/incidents.json')
    expect(json.incidents[0]!.shortlink).toBe('http://desk.example/status')
  })

  it('goes by the configured address, not by that of the request', async () => {
    const app = appOf(partsOf([], services, { address: 'https://desk.example/outages/' }))
    const response = await app.request('http://10.0.0.1/status/github/api/v2/status.json')
    expect(((await response.json()) as Answer).page.url).toBe(
      'https://desk.example/outages/status/github',
    )
  })
})

it('counts from the time a service was first read', async () => {
  const { json } = await get([], '/api/v2/components.json')
  expect(json.components[0]).toMatchObject({ created_at: firstRead, start_date: '2017-09-01' })
})

it('keeps every status and impact, known or not', async () => {
  const all = statuses.flatMap((status, n) =>
    impacts.map((impact, m) => incident(n * 10 + m, { status, impact, resolvedAt: null })),
  )
  for (const i of all) {
    const { json } = await get([i], `/api/v2/incidents/${incidentId(i)}.json`)
    expect([json.incident.status, json.incident.impact]).toEqual([i.status, i.impact])
  }
})
