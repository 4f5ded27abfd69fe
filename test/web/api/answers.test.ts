import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { withoutSecrets } from '../../../src/web/api/feeds.ts'
import { apiRoutes } from '../../../src/web/api/routes.ts'
import type { Viewer } from '../../../src/web/guard/viewers.ts'
import type { Desk } from '../../../src/web/parts.ts'
import { appOf, ask, editor, hourly, keep, testDesk } from './api.ts'

const base = 'http://desk.example/api/v1'

/** Text of such characters. `fc.string` with a unit takes seconds to begin. */
function textOf(character: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(character, { maxLength: 30 }).map((characters) => characters.join(''))
}

describe('errors', () => {
  const wrong: [path: string, method: string, status: number, says: RegExp, body?: unknown][] = [
    ['/incidents?limit=0', 'GET', 400, /limit/],
    ['/incidents?limit=1&limit=2', 'GET', 400, /limit/],
    ['/incidents?from=yesterday', 'GET', 400, /from: expected 2017-09-04/],
    ['/incidents?from=2017-09-04T20:00:00', 'GET', 400, /from: expected/],
    ['/incidents?impact=bad', 'GET', 400, /impact.*major/],
    ['/incidents?servise=github', 'GET', 400, /servise.*Did you mean "service"\?/],
    ['/incidents?colour=red', 'GET', 400, /There are: service, feed/],
    ['/incidents?cursor=nonsense', 'GET', 400, /cursor/],
    ['/incidents?q=a%00b', 'GET', 400, /q: no control/],
    ['/incidents/x', 'GET', 400, /key: expected a number/],
    ['/incidents/99', 'GET', 404, /key 99/],
    ['/services?x=1', 'GET', 400, /takes no parameters/],
    ['/services/none', 'GET', 404, /no such service/],
    ['/digest/2017-W99', 'GET', 404, /no week 2017-W99/],
    ['/digest/soon', 'GET', 400, /expected latest or a week/],
    ['/editions/2017-W53/versions', 'GET', 404, /no week/],
    ['/nothing', 'GET', 404, /openapi\.json/],
    ['/incidents', 'POST', 405, /GET, HEAD, OPTIONS/, {}],
    ['/editions/2017-W36/decisions', 'POST', 400, /decision.*seen/, {}],
    [
      '/editions/2017-W36/decisions',
      'POST',
      422,
      /no entry "mars"/,
      { decision: { do: 'exclude', entry: 'mars' }, seen: 0 },
    ],
    ['/editions/2017-W36/freeze', 'POST', 409, /Somebody else/, { seen: 5 }],
    ['/editions/2017-W36/freeze', 'POST', 400, /extra/, { seen: 0, extra: 1 }],
    ['/editions/2017-W36/decisions/1', 'DELETE', 404, /No decision 1/],
  ]

  it('are problems with a sentence of what is wrong', async () => {
    const desk = await testDesk()
    for (const [path, method, status, says, body] of wrong) {
      const answer = await ask(desk, path, method, body)
      const about = `${method} ${path}`
      expect([about, answer.status]).toEqual([about, status])
      expect(answer.response.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.json).toMatchObject({ type: 'about:blank', status })
      expect(answer.json.detail).toMatch(says)
      expect(answer.json.errors === undefined).toBe(status !== 400)
    }
  })

  it('names the place of each fault', async () => {
    const { json } = await ask(await testDesk(), '/incidents?limit=x&from=y&zzz=1')
    expect(json.errors.map((e: { path: string }) => e.path)).toEqual(['from', 'limit', 'zzz'])
  })

  it('are told for a body that is not JSON, and for a broken one', async () => {
    const app = appOf(await testDesk())
    const send = (body: string, type: string) =>
      app.request(`${base}/editions/2017-W36/freeze`, {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      })
    for (const [body, type, status] of [
      ['seen=0', 'application/x-www-form-urlencoded', 415],
      ['{"seen":', 'application/json', 400],
    ] as const) {
      const answer = await send(body, type)
      expect([type, answer.status]).toEqual([type, status])
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  it('of our own go to the server, which logs them; the answer tells nothing of them', async () => {
    const desk = await testDesk({
      health: async () => {
        throw new Error('disk of /secret/place is full')
      },
    })
    const told: unknown[] = []
    const app = new Hono().route('/api/v1', apiRoutes(desk)).onError((e, c) => {
      told.push(e)
      return c.text('failed', 500)
    })
    const answer = await app.request(`${base}/feeds`)
    expect([answer.status, await answer.text()]).toEqual([500, 'failed'])
    expect(told).toHaveLength(1)
  })

  it('are never faults of the server, whatever the query says', async () => {
    const desk = await testDesk()
    await keep(desk.store, hourly(3))
    const app = appOf(desk)
    const name = fc.constantFrom(
      ...'service feed status impact kind state open from to q sort cursor limit'.split(' '),
      'x',
    )
    const value = fc.oneof(
      textOf(fc.integer({ min: 0, max: 0x10ffff }).map((n) => String.fromCodePoint(n))),
      textOf(fc.constantFrom(...'"*()^:-+ANDORNOTEAR{}[]\\\'%;\u0000 ')),
      fc.constantFrom('resolved', 'major', 'true', '2017-09-04', 'changed', '1', 'github'),
    )
    const pairs = fc.array(fc.tuple(name, value), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(pairs, async (given) => {
        const query = new URLSearchParams(
          given.map(([k, v]) => [k, v.toWellFormed()] as [string, string]),
        )
        const { status } = await app.request(`${base}/incidents?${query}`)
        expect([200, 400]).toContain(status)
      }),
      { numRuns: 120 },
    )
    const raw = textOf(fc.constantFrom(...'%&=;#?/+0fFé\u{1F600}q '))
    await fc.assert(
      fc.asyncProperty(raw, async (text) => {
        const { status } = await app.request(new Request(`${base}/incidents?${text}`))
        expect([200, 400]).toContain(status)
        const one = await app.request(`${base}/incidents/${text.replaceAll('/', '')}`)
        expect([200, 400, 404]).toContain(one.status)
      }),
      { numRuns: 60 },
    )
  })
})

describe('caching', () => {
  it('answers 304 to who has it, with the cursors of now', async () => {
    const desk = await testDesk()
    await keep(desk.store, hourly(3))
    const app = appOf(desk)
    for (const path of [
      '/incidents?sort=changed&limit=2',
      '/feeds',
      '/services',
      '/openapi.json',
    ]) {
      const first = await app.request(base + path)
      const etag = first.headers.get('etag')!
      expect(etag).toBeTruthy()
      expect(first.headers.get('cache-control')).toMatch(/^private/)
      const again = await app.request(base + path, { headers: { 'if-none-match': etag } })
      expect([path, again.status, await again.text()]).toEqual([path, 304, ''])
      expect(again.headers.get('link')).toBe(first.headers.get('link'))
      expect(again.headers.get('x-last-cursor')).toBe(first.headers.get('x-last-cursor'))
    }
    const etag = (await app.request(`${base}/incidents`)).headers.get('etag')!
    await keep(desk.store, hourly(4).slice(3))
    const fresh = await app.request(`${base}/incidents`, { headers: { 'if-none-match': etag } })
    expect(fresh.status).toBe(200)
  })

  it('keeps no error', async () => {
    const { response } = await ask(await testDesk(), '/incidents/99')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.has('etag')).toBe(false)
  })
})

describe('access', () => {
  const as = (viewer: Viewer | null): Partial<Desk> => ({
    viewer: () => viewer,
    mayEdit: () => viewer?.role === 'editor',
  })
  const freeze = ['/editions/2017-W36/freeze', 'POST', { seen: 0 }] as const

  it('reads for readers, changes for editors', async () => {
    const nobody = await testDesk(as(null))
    const reader = await testDesk(as({ ...editor, role: 'reader' }))
    expect((await ask(nobody, '/incidents')).status).toBe(401)
    expect((await ask(nobody, '/openapi.json')).status).toBe(401)
    expect((await ask(nobody, ...freeze)).status).toBe(401)
    expect((await ask(reader, '/incidents')).status).toBe(200)
    const refused = await ask(reader, ...freeze)
    expect(refused.status).toBe(403)
    expect(refused.response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('lets pages elsewhere read with a token only', async () => {
    const allowed = async (viewer: Viewer | null, method = 'GET') => {
      const { response } = await ask(await testDesk(as(viewer)), '/incidents', method)
      return response.headers.get('access-control-allow-origin')
    }
    expect(await allowed(editor)).toBe('*')
    expect(await allowed({ ...editor, how: 'session' })).toBe(null)
    expect(await allowed({ ...editor, how: 'local' })).toBe(null)
    expect(await allowed(null, 'OPTIONS')).toBe('*')
    expect(await allowed({ ...editor, how: 'local' }, 'OPTIONS')).toBe(null)
  })

  it('tells no password and no key of a feed', async () => {
    const { json } = await ask(await testDesk(), '/feeds')
    expect(JSON.stringify(json)).not.toMatch(/hunter2|s3cret/)
    expect(json[1].url).toBe('https://www.githubstatus.com/?api_key=…')
    expect(json.map((f: { line: number }) => f.line)).toEqual([3, 7])
    expect(withoutSecrets('see https://a.example/x?page=2&q=token')).toBe(
      'see https://a.example/x?page=2&q=token',
    )
  })
})
