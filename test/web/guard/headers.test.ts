import { describe, expect, it } from 'vitest'
import { door, inside, post, sameOrigin, signedIn, signIn } from './door.ts'

describe('every answer', () => {
  it('forbids script and style in the page, framing, guessing of types and leaking of addresses', async () => {
    const d = door()
    const answers = [
      await d.ask('/'),
      await d.ask('/nothing'),
      await d.ask('/broken'),
      await d.ask('/edit'),
      await d.ask('/', { headers: { host: 'evil.example' } }),
      await d.ask('/', { headers: { authorization: 'Bearer x' } }),
      await post(d, '/edit'),
      await post(d, '/edit', { text: 'x'.repeat(300_000) }),
    ]
    expect(answers.map((a) => a.status)).toEqual([200, 404, 500, 303, 421, 401, 401, 413])
    for (const { headers } of answers) {
      const policy = headers.get('content-security-policy')!.split('; ')
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'self'",
          "script-src 'self'",
          "style-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "form-action 'self'",
        ]),
      )
      expect(policy.join()).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('strict-transport-security')).toBe(null)
    }
  })

  it('names no referrer where the browser vouches for the page by other means', async () => {
    const policy = (r: Response) => r.headers.get('referrer-policy')
    const local = await door({}, '127.0.0.1').ask(
      '/',
      { headers: { host: 'localhost:8688' } },
      inside,
    )
    expect(policy(local)).toBe('no-referrer')
    const env = { ...signedIn, OUTAGES_TRUST_PROXY: '1' }
    const secure = await door(env).ask('/', { headers: { 'x-forwarded-proto': 'https' } })
    expect(policy(secure)).toBe('no-referrer')
    expect(policy(await door().ask('/'))).toBe('same-origin')
  })
})

describe('what only some may see', () => {
  it('stays out of caches that serve others', async () => {
    const d = door()
    const { cookie } = await signIn(d)
    const kept = async (path: string, headers = {}) => (await d.ask(path, { headers })).headers
    expect((await kept('/desk', { cookie })).get('cache-control')).toBe('private, no-store')
    expect((await kept('/desk', { cookie })).get('vary')).toContain('Cookie')
    expect((await kept('/shared', { cookie })).get('cache-control')).toBe('private, no-cache')
    expect((await kept('/')).get('cache-control')).toBe(null)
    expect((await kept('/desk')).get('cache-control')).toBe('no-store')
  })

  it('asks for signing in with a page, or in the API with a problem', async () => {
    const d = door()
    const page = await d.ask('/desk')
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fdesk'])
    const api = await d.ask('/api/edit')
    expect([api.status, api.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
  })

  it('carries the form token of the one who asks, and none for others', async () => {
    const d = door()
    const { cookie, csrf } = await signIn(d)
    expect(await (await d.ask('/page', { headers: { cookie } })).text()).toBe(`<p>${csrf}</p>`)
    expect(await (await d.ask('/page')).text()).toBe('<p></p>')
  })
})

describe('what is sent', () => {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }

  it('is refused when it is too large, said or unsaid', async () => {
    const d = door(signedIn, '0.0.0.0', { mostBytes: 1000 })
    const { cookie, csrf } = await signIn(d)
    const headers = { ...sameOrigin, ...type, cookie, 'x-csrf-token': csrf }
    const send = async (body: string | ReadableStream, more = {}) =>
      (
        await d.ask('/edit', {
          method: 'POST',
          body,
          headers: { ...headers, ...more },
          duplex: 'half',
        } as RequestInit)
      ).status
    const stream = (length: number) => new Blob(['a='.padEnd(length, 'x')]).stream()
    expect(await send(stream(1000))).toBe(200)
    expect(await send(stream(1001))).toBe(413)
    expect(await send('a=b', { 'content-length': '1001' })).toBe(413)
    const api = await d.ask('/api/edit', { method: 'POST', body: 'x'.repeat(1001), headers })
    expect(await api.json()).toMatchObject({ status: 413, title: 'Too large' })
  })
})
