import { describe, expect, it } from 'vitest'
import { type AppParts, createApp } from '../../src/web/app.ts'
import { hashPassword } from '../../src/web/guard/password.ts'
import { guardSettings, type Variables } from '../../src/web/guard/settings.ts'
import { testDesk } from './pages/desk.ts'

/** The whole server over an empty database. */
async function appOf(env: Variables = {}, more: Partial<AppParts> = {}) {
  const desk = await testDesk()
  const guard = guardSettings({ host: '127.0.0.1', env })
  const app = createApp({ ...desk, guard, ...more })
  const get = (path: string, init?: RequestInit) => app.request(`http://127.0.0.1${path}`, init)
  return { app, get, desk }
}

const signedIn = {
  OUTAGES_SECRET: 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCAxMjM=',
  OUTAGES_EDITOR_HASH: await hashPassword('only for tests', { N: 2 ** 14, r: 8, p: 1 }),
}

const open = [
  '/healthz',
  '/readyz',
  '/assets/desk.css',
  '/assets/week.js',
  '/assets/sortable.js',
  '/status/api/v2/summary.json',
  '/status/github/api/v2/summary.json',
  '/feeds/incidents.atom',
  '/feeds/editions.json',
  '/feeds/services/github.rss',
  '/feeds/all.opml',
]
const kept = [
  '/',
  '/week/2017-W36',
  '/digest/2017-W36.md',
  '/digest/latest.json',
  '/picture',
  '/incidents',
  '/services',
  '/editions',
  '/feeds',
  '/settings',
  '/api/v1/incidents',
  '/api/v1/openapi.json',
]

describe('the server', () => {
  it.each([...open, ...kept])('answers %s before anything was read', async (path) => {
    const { get } = await appOf()
    const response = await get(path)
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('tells everybody what providers publish, and the rest to those who sign in', async () => {
    const { get } = await appOf(signedIn)
    for (const path of open) expect([path, (await get(path)).status]).toEqual([path, 200])
    for (const path of kept) {
      const response = await get(path)
      const refused = path.startsWith('/api/') ? 401 : 303
      expect([path, response.status]).toEqual([path, refused])
    }
  })

  it('leads clients that keep only the host to the Statuspage form, from any page', async () => {
    const { get } = await appOf(signedIn)
    const led = await get('/api/v2/summary.json?x=1')
    expect([led.status, led.headers.get('location')]).toEqual([
      302,
      '/status/api/v2/summary.json?x=1',
    ])
    expect(led.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('answers 404 in the form that was asked for', async () => {
    const { get } = await appOf()
    for (const path of [
      '/nothing',
      '/digest/2017-W99.md',
      '/digest/latest.pdf',
      '/digest/../x.md',
      '/week/2017-W99',
      '/assets/../app.ts',
      '/assets/%2e%2e/app.ts',
      '/status/nobody/api/v2/summary.json',
      '/feeds/nobody.atom',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
    const api = await get('/api/v1/nothing')
    expect([api.status, api.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })

  it('tells health and readiness apart', async () => {
    const { get, desk } = await appOf()
    expect((await get('/healthz')).status).toBe(200)
    await desk.store.db.updateTable('feeds').set({ error: 'HTTP 503' }).execute()
    const ready = await get('/readyz')
    expect([ready.status, await ready.json()]).toEqual([
      503,
      expect.objectContaining({ ready: false, problems: ['No feed can be read now.'] }),
    ])
  })

  it('is not ready when polls are late by hours', async () => {
    const { get, desk } = await appOf({}, { now: () => '2017-09-11T05:00:00.000Z' })
    await desk.store.db
      .updateTable('feeds')
      .set({ next_check_at: '2017-09-11T01:00:00.000Z' })
      .execute()
    expect(await (await get('/readyz')).json()).toMatchObject({
      problems: ['Polls are late by 240 minutes.'],
    })
  })

  it('keeps a failure of its own to itself, and tells the log', async () => {
    const told: string[] = []
    const config = () => {
      throw new Error('secret path')
    }
    const tellFailure = (error: unknown, path: string) => void told.push(`${path}: ${error}`)
    const { get } = await appOf({}, { config, tellFailure })
    for (const path of ['/', '/digest/latest.md']) {
      const response = await get(path)
      expect([response.status, await response.text()]).toEqual([
        500,
        expect.not.stringContaining('secret'),
      ])
    }
    expect(told.join()).toContain('/: Error: secret path')
  })

  it('refuses what another site sends', async () => {
    const { app } = await appOf()
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const body = new URLSearchParams({ do: 'exclude', entry: 'heroku' })
    const sent = await app.request('http://127.0.0.1/week/2017-W36', {
      method: 'POST',
      headers,
      body,
    })
    expect(sent.status).toBe(403)
    const named = await app.request('http://evil.example/', { headers: { host: 'evil.example' } })
    expect(named.status).toBe(421)
  })
})
