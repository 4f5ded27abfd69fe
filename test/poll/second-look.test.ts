import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { feedRow, syncFeeds } from '#storage/feeds.ts'
import { findingsOf } from '../../src/health/findings.ts'
import { storedFacts } from '../../src/health/stored.ts'
import { pollNow } from '../../src/poll/round.ts'
import { isOneSided } from '../../src/poll/second-look.ts'
import { loadSources } from '../../src/registry.ts'
import { testStore } from '../storage/engines.ts'
import { at } from './make.ts'
import { openDesk } from './page.ts'

const found = {
  source: 'incidentio',
  url: 'https://status.example.com',
  confidence: 0.97,
  incidents: 3,
  doubts: [],
  others: [],
}
const spec = { source: 'statuspage', url: 'https://status.example.com' }

test.each([
  ['reads on by itself where all speaks for the new platform', {}, true],
  ['waits where it is not sure', { confidence: 0.8 }, false],
  ['waits where nothing could be read', { incidents: 0 }, false],
  [
    'waits where something is doubtful',
    { doubts: ['It says that the page is not active.'] },
    false,
  ],
  ['waits where the page is another owner’s', { url: 'https://status.other.com' }, false],
  [
    'waits where the old platform still shows',
    { others: [{ source: 'statuspage', confidence: 0.5, why: '', url: '' }] },
    false,
  ],
])('%s', (_name, change, expected) => {
  expect(isOneSided({ ...found, ...change }, spec)).toBe(expected)
})

/** JSON by path on a real server; its address. */
async function openSite(documents: (root: string) => Record<string, unknown>): Promise<string> {
  const server = createServer((request, response) => {
    const document = documents(root)[request.url ?? '']
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
    response.end(document ? JSON.stringify(document) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return root
}

/** A page of incident.io where a Statuspage was. */
function changedPage(root: string) {
  const page = {
    id: '01JZ0000000000000000000000',
    name: 'Example',
    url: `${root}/`,
    updated_at: '2026-03-02T12:00:00Z',
  }
  const update = {
    id: '01JZ0000000000000000000002',
    status: 'investigating',
    body: 'We look.',
    created_at: '2026-03-02T12:00:00Z',
    updated_at: '2026-03-02T12:00:00Z',
    display_at: '2026-03-02T12:00:00Z',
  }
  const incident = {
    id: '01JZ0000000000000000000001',
    name: 'API down',
    status: 'investigating',
    impact: 'major',
    created_at: '2026-03-02T12:00:00Z',
    updated_at: '2026-03-02T12:00:00Z',
    incident_updates: [update],
  }
  const status = { indicator: 'major', description: 'Outage' }
  return {
    '/api/v2/summary.json': { page, status, components: [], incidents: [incident] },
    '/api/v2/incidents.json': { page, incidents: [incident] },
  }
}

test('notices a page that changed platform, reads on as the new one and says so', async () => {
  const store = await testStore('sqlite')
  const server = await openSite(changedPage)
  const desk = await openDesk(store, `${server}/`)
  const spec = { ...desk.specs[0]!, id: 'pagerduty:page', source: 'pagerduty', url: server }
  const sources = await loadSources()
  const tools = { ...desk.tools, sources }
  await syncFeeds(store.db, [spec], at(0))
  const told: string[] = []
  const round = async (minutes: number) => {
    desk.clock(minutes)
    const [result] = await pollNow([spec], {
      ...tools,
      onSecondLook: (f) => told.push(f.source ?? ''),
    })
    return result
  }
  for (const minutes of [1, 2, 3]) expect((await round(minutes))?.outcome).toBe('failed')
  expect(told).toEqual(['incidentio'])
  expect(await round(4)).toMatchObject({ outcome: 'read', changed: 1 })
  const row = await feedRow(store.db, spec.id)
  expect(row).toMatchObject({
    found_source: 'incidentio',
    found_url: server,
    stand_in: 1,
    failures: 0,
  })
  expect(row?.notes).toMatch(/read as incidentio at .* since 2026-03-02/)
  const [finding] = findingsOf(spec, (await storedFacts(store.db)).get(spec.id)!, at(5))
  expect(finding).toMatchObject({
    kind: 'changed',
    needs: 'act',
    remedy: `write incidentio: ${server}`,
  })
})
