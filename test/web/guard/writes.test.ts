import { describe, expect, it } from 'vitest'
import { hashToken } from '../../../src/web/guard/password.ts'
import { door, inside, post, readerPassword, sameOrigin, signIn, token } from './door.ts'

const bearer = { authorization: `Bearer ${token}` }

describe('a form of a session', () => {
  it('is taken from a page of the desk with the token of the session', async () => {
    const d = door()
    const { cookie, csrf } = await signIn(d)
    const sent = await post(d, '/edit', { csrf, remark: 'ä' }, { cookie })
    expect([sent.status, await sent.json()]).toEqual([200, { csrf, remark: 'ä' }])
    const form = new FormData()
    form.set('csrf', csrf)
    const headers = { cookie, ...sameOrigin }
    expect((await d.ask('/edit', { method: 'POST', body: form, headers })).status).toBe(200)
    const json = { ...headers, 'content-type': 'application/json', 'x-csrf-token': csrf }
    const api = await d.ask('/api/edit', { method: 'POST', body: '{"a":1}', headers: json })
    expect([api.status, await api.text()]).toEqual([200, '{"a":1}'])
  })

  it('is refused without the token, with a wrong one and with that of another session', async () => {
    const d = door()
    const [{ cookie, csrf }, other] = [await signIn(d), await signIn(d)]
    expect(csrf).toMatch(/^[\w-]{43}$/)
    for (const wrong of ['', 'x', csrf.slice(1), `${csrf} `, other.csrf]) {
      const sent = await post(d, '/edit', { csrf: wrong }, { cookie })
      expect([wrong, sent.status]).toEqual([wrong, 403])
    }
    expect((await post(d, '/edit', {}, { cookie })).status).toBe(403)
    expect((await post(d, '/edit', { csrf }, { cookie, 'x-csrf-token': 'x' })).status).toBe(403)
    expect((await post(d, '/sign-out', {}, { cookie })).status).toBe(403)
    const body = JSON.stringify({ csrf })
    const headers = { cookie, ...sameOrigin, 'content-type': 'application/json' }
    expect((await d.ask('/edit', { method: 'POST', body, headers })).status).toBe(403)
  })

  it('is refused from another site, from nowhere and from a sandbox, though the token is right', async () => {
    const d = door()
    const { cookie, csrf } = await signIn(d)
    const send = async (headers: Record<string, string>, method = 'POST') =>
      (await d.ask('/edit', { method, headers: { cookie, 'x-csrf-token': csrf, ...headers } }))
        .status
    const origins = [
      'http://evil.example',
      'https://desk.example',
      'http://desk.example:8688',
      'http://desk.example.evil.example',
      'http://desk.example@evil.example',
      'http://DESK.example',
      'null',
      '',
    ]
    for (const origin of origins) expect([origin, await send({ origin })]).toEqual([origin, 403])
    for (const site of ['cross-site', 'same-site', 'none', '', 'Same-Origin']) {
      const headers = { ...sameOrigin, 'sec-fetch-site': site }
      expect([site, await send(headers)]).toEqual([site, 403])
    }
    const liar = { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }
    expect(await send(liar)).toBe(403)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect([method, await send({}, method)]).toEqual([method, 403])
      expect([method, await send(sameOrigin, method)]).toEqual([method, 200])
    }
  })

  it('is taken where the browser vouches for the page and the referrer policy hides its origin', async () => {
    const d = door()
    const { cookie, csrf } = await signIn(d)
    for (const origin of [{ origin: 'null' }, { origin: 'https://desk.example' }]) {
      const headers = { cookie, 'sec-fetch-site': 'same-origin', ...origin }
      expect((await post(d, '/edit', { csrf }, headers)).status).toBe(200)
    }
  })
})

describe('who may change something', () => {
  it('refuses those who are not signed in, also where the route forgot to ask', async () => {
    const d = door()
    const sent = await post(d, '/forgotten')
    expect([sent.status, sent.headers.get('content-type')]).toEqual([
      401,
      expect.stringContaining('html'),
    ])
    expect((await post(d, '/edit')).status).toBe(401)
    const api = await d.ask('/api/edit', { method: 'POST' })
    expect(api.headers.get('content-type')).toBe('application/problem+json')
    expect(api.headers.get('www-authenticate')).toContain('Bearer')
    expect(await api.json()).toEqual({
      type: 'about:blank',
      title: 'Sign in first',
      status: 401,
      detail: 'This needs somebody signed in, or an API token.',
    })
  })

  it('refuses readers, also where the route forgot to ask', async () => {
    const d = door()
    const { cookie, csrf } = await signIn(d, readerPassword)
    for (const path of ['/edit', '/forgotten']) {
      const sent = await post(d, path, { csrf }, { cookie })
      expect([path, sent.status, await sent.text()]).toEqual([
        path,
        403,
        expect.stringContaining('Only for editors'),
      ])
    }
    expect((await post(d, '/sign-out', { csrf }, { cookie })).status).toBe(303)
  })

  it('takes a change with an API token, from anywhere and without a form token', async () => {
    const d = door()
    const sent = await d.ask('/api/edit', { method: 'POST', body: 'x', headers: bearer })
    expect([sent.status, await sent.text()]).toEqual([200, 'x'])
    const shown = await d.ask('/api/edit', { headers: bearer })
    expect(await shown.json()).toEqual({
      viewer: { role: 'editor', name: 'bot', how: 'token' },
      csrf: '',
    })
    expect(shown.headers.get('cache-control')).toBe('private, no-store')
  })

  it('lets the token of a reader read only', async () => {
    const headers = { authorization: 'bearer  outages_reading' }
    const d = door()
    expect((await d.ask('/desk', { headers })).status).toBe(200)
    expect((await d.ask('/api/edit', { headers })).status).toBe(403)
    expect((await d.ask('/forgotten', { method: 'POST', headers })).status).toBe(403)
  })

  it('refuses an unknown token, even beside a good session', async () => {
    const d = door()
    const { cookie } = await signIn(d)
    for (const wrong of ['', 'x', token.slice(1), `${token}x`, hashToken(token)]) {
      const headers = { cookie, authorization: `Bearer ${wrong} ` }
      const answer = await d.ask('/api/edit', { headers })
      expect([wrong, answer.status]).toEqual([wrong, 401])
      expect(answer.headers.get('www-authenticate')).toContain('invalid_token')
    }
    const basic = { cookie, authorization: 'Basic eDp5' }
    expect((await d.ask('/edit', { headers: basic })).status).toBe(200)
  })
})

describe('on loopback without sign-in', () => {
  const host = 'localhost:8688'
  const local = () => door({}, '127.0.0.1')
  const send = async (headers: Record<string, string>, path = '/forgotten') =>
    (await local().ask(path, { method: 'POST', headers: { host, ...headers } }, inside)).status

  it('makes everybody the editor, with no form token to carry', async () => {
    const d = local()
    const shown = await d.ask('/edit', { headers: { host } }, inside)
    expect(await shown.json()).toEqual({
      viewer: { role: 'editor', name: 'editor', how: 'local' },
      csrf: '',
    })
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
    expect((await post(d, '/edit', { a: 'b' }, headers, inside)).status).toBe(200)
    expect(
      (await d.ask('/sign-in?to=/edit', { headers: { host } }, inside)).headers.get('location'),
    ).toBe('/edit')
  })

  it('takes nothing from other sites', async () => {
    expect(await send({ origin: `http://${host}` })).toBe(200)
    for (const origin of [
      'http://evil.example',
      'http://localhost:3000',
      'http://127.0.0.1:8688',
      'null',
    ]) {
      expect([origin, await send({ origin })]).toEqual([origin, 403])
    }
    expect(await send({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await send({})).toBe(403)
  })

  it('takes JSON from programs, which a page elsewhere cannot send unasked', async () => {
    const json = { 'content-type': 'application/json; charset=utf-8' }
    expect(await send(json, '/api/edit')).toBe(200)
    expect(await send({ ...json, origin: 'http://evil.example' }, '/api/edit')).toBe(403)
    expect(await send({ ...json, 'sec-fetch-site': 'cross-site' }, '/api/edit')).toBe(403)
    expect(await send({ 'content-type': 'text/plain' }, '/api/edit')).toBe(403)
    expect(await send({ 'content-type': 'application/jsonp' }, '/api/edit')).toBe(403)
    expect(await send(json)).toBe(403)
  })

  it('refuses what comes through a proxy or from another machine', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'x-forwarded-host', 'x-real-ip']) {
      const answer = await local().ask('/', { headers: { host, [name]: 'x' } }, inside)
      expect([name, answer.status]).toEqual([name, 403])
    }
    const from = { ...inside, remoteAddress: '198.51.100.7' }
    expect((await local().ask('/', { headers: { host } }, from)).status).toBe(403)
    expect(
      (await local().ask('/', { headers: { host } }, { ...inside, remoteAddress: '::1' })).status,
    ).toBe(200)
  })
})
