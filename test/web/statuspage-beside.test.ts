import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { incidentId } from '../../src/web/statuspage-ids.ts'
import { incident } from '../digest/make.ts'
import { type Answer, appOf, hostile, partsOf, watched } from './public.ts'

const open = { status: 'investigating', resolvedAt: null } as const
const services = [
  watched('google-workspace', 'Google Workspace'),
  watched('gmail', 'Gmail', { parent: 'google-workspace' }),
]
const at = (n: number) => new Date(Date.UTC(2017, 0, n)).toISOString()
const many = Array.from({ length: 120 }, (_, n) =>
  incident(n + 1, { id: `i${n}`, postedAt: at(n + 1), serviceIds: ['gmail'] }),
)

function ask(path: string, list = many, headers: Record<string, string> = {}) {
  return appOf(partsOf(list, services)).request(`http://desk.example/status${path}`, { headers })
}

async function postedOn(page: string) {
  const response = await ask(`/gmail/api/v2/incidents.json?page=${page}`)
  return ((await response.json()) as Answer).incidents.map((i) => i.created_at)
}

describe('the pages of a long list', () => {
  it('follow on one another and end with an empty one', async () => {
    const pages = await Promise.all(['1', '2', '3', '4'].map(postedOn))
    expect(pages.map((p) => p.length)).toEqual([50, 50, 20, 0])
    expect(pages.flat()).toEqual(many.map((_, n) => at(120 - n)))
  })

  it.each(['0', '-1', '1.5', 'x', ''])('begin where the page is "%s"', async (page) => {
    expect(await postedOn(page)).toEqual(await postedOn('1'))
  })

  it.each(['11', '999999999'])('stop at 500 incidents: page %s', async (page) => {
    expect(await postedOn(page)).toEqual([])
  })
})

describe('what a Statuspage has beside its API', () => {
  it.each(['atom', 'rss'])('gives its history as %s, by its own permalinks', async (ending) => {
    const response = await ask(`/google-workspace/history.${ending}`)
    const page = 'http://desk.example/status/google-workspace'
    expect(response.headers.get('content-type')).toContain(`application/${ending}+xml`)
    const text = await response.text()
    expect(text).toContain(`"${page}/history.${ending}"`)
    expect(text).toContain(`${page}/incidents/${incidentId(many[119]!)}`)
  })

  it('is a page for people at the address that it names', async () => {
    const bad = incident(1, { ...open, title: hostile, url: 'javascript:alert(1)' })
    const { page } = (await (await ask('/api/v2/status.json')).json()) as Answer
    const response = await ask(new URL(page.url).pathname.replace('/status', ''), [bad])
    const text = await response.text()
    expect(response.headers.get('content-type')).toMatch('text/html')
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toMatch(/<script|javascript:/)
  })

  it.each(['/nobody', '/nobody/history.atom'])('has nothing of no service: %s', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })
})

describe('addresses that are not quite right', () => {
  const id = incidentId(many[0]!)
  it.each([
    ['/', ''],
    ['/gmail/', '/gmail'],
    ['/api/v2/summary.json/?x=1', '/api/v2/summary.json?x=1'],
    ['//api/v2/summary.json', '/api/v2/summary.json'],
    ['/api/v2/incidents/unresolved', '/api/v2/incidents/unresolved.json'],
    [`/gmail/incidents/${id}.json`, `/gmail/api/v2/incidents/${id}.json`],
    [`/incidents/${id}/`, `/incidents/${id}`],
  ])('lead on: %s', async (path, meant) => {
    const response = await ask(path)
    expect(response.headers.get('location')).toBe(`http://desk.example/status${meant}`)
    expect((await ask(meant)).status).toBeLessThan(400)
  })

  it('never lead to another host, nor in a circle', async () => {
    const away = await ask('//evil.example/')
    expect(away.headers.get('location')).toBe('http://desk.example/status/evil.example')
    expect((await ask('/evil.example')).status).toBe(404)
    expect((await ask('/api/v2/nothing.json')).status).toBe(404)
  })
})

it('packs what is long for those who can unpack it, who get 304 by its ETag too', async () => {
  const plain = await (await ask('/api/v2/incidents.json')).text()
  const packed = await ask('/api/v2/incidents.json', many, { 'accept-encoding': 'gzip' })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('vary')).toContain('Accept-Encoding')
  const bytes = Buffer.from(await packed.arrayBuffer())
  expect(gunzipSync(bytes).toString()).toBe(plain)
  const tag = packed.headers.get('etag')!
  expect((await ask('/api/v2/incidents.json', many, { 'if-none-match': tag })).status).toBe(304)
})
