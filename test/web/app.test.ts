import { expect, it } from 'vitest'
import { createApp, type DeskParts } from '../../src/web/app.ts'

const quiet: DeskParts = {
  digest: async () => null,
  incidents: async () => [],
  health: async () => [
    {
      id: 'rss:a',
      line: 7,
      lastReadAt: null,
      error: '<script>alert(1)</script>',
      findings: [{ kind: 'dead', needs: 'act', what: '<b>gone</b>', remedy: 'disable it' }],
    },
  ],
  ready: async () => null,
}

it('shows before anything was read that there is no edition, with foreign text escaped', async () => {
  const response = await createApp(quiet).request('/')
  const page = await response.text()
  expect(page).toContain('No edition yet')
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toContain('<script')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
})

it('answers 404 as JSON for what does not exist', async () => {
  const app = createApp(quiet)
  for (const path of ['/nothing', '/digest/2017-W36.md', '/digest/latest.pdf', '/digest/../x.md']) {
    expect([path, (await app.request(path)).status]).toEqual([path, 404])
  }
})

it('tells health and readiness apart', async () => {
  const app = createApp({ ...quiet, ready: async () => 'No feed can be read now.' })
  expect((await app.request('/healthz')).status).toBe(200)
  const ready = await app.request('/readyz')
  expect([ready.status, await ready.text()]).toEqual([503, 'No feed can be read now.'])
})

it('keeps a failure of its own to itself', async () => {
  const app = createApp({ ...quiet, incidents: () => Promise.reject(new Error('secret path')) })
  const response = await app.request('/api/v1/incidents')
  expect([response.status, await response.text()]).toEqual([
    500,
    expect.not.stringContaining('secret'),
  ])
})
