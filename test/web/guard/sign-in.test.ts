import { selectAll, selectOne } from 'css-select'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { localPath } from '../../../src/web/guard/local-path.ts'
import { door, password, post, readerPassword, sameOrigin, seen, signedIn, signIn } from './door.ts'

type Attributes = { attribs: Record<string, string> } | null

async function page(response: Response) {
  const text = await response.text()
  const document = parseDocument(text)
  const one = (selector: string) => (selectOne(selector, document) as Attributes)?.attribs ?? null
  return { text, one, all: (selector: string) => selectAll(selector, document).length }
}

describe('the page', () => {
  it('works without script or style, with a label and what a password manager looks for', async () => {
    const { one, all } = await page(await door().ask('/sign-in?to=/edit?a=1'))
    expect(all('script, style, [style], [onclick]')).toBe(0)
    expect(one('html')).toMatchObject({ lang: 'en' })
    expect(one('label')?.for).toBe(one('input[type=password]')?.id)
    expect(one('input[type=password]')).toMatchObject({ autocomplete: 'current-password' })
    expect(one('input[type=password]')).not.toHaveProperty('aria-describedby')
    expect(one('form')).toMatchObject({ method: 'post', action: '/sign-in' })
    expect(one('input[name=to]')?.value).toBe('/edit?a=1')
  })

  it('says what is wrong beside the field, and keeps where to go', async () => {
    const response = await post(door(), '/sign-in', { password: 'wrong', to: '/edit' })
    expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null])
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { one, text } = await page(response)
    const field = one('input[type=password]')
    expect(field).toMatchObject({ 'aria-invalid': 'true' })
    expect(one(`#${field!['aria-describedby']}`)).toMatchObject({ role: 'alert' })
    expect(text).toContain('<title>Error: Sign in')
    expect(one('input[name=to]')?.value).toBe('/edit')
    expect(text).not.toContain('wrong')
  })

  it('can be put into the page of the desk', async () => {
    const d = door(signedIn, '0.0.0.0', { shell: (_title, body) => body })
    expect(await (await d.ask('/sign-in')).text()).toMatch(/^<h1>Sign in/)
    expect(await (await post(d, '/edit')).text()).toMatch(/^<h1>Sign in first/)
  })

  it('is shown to a reader, who may sign in anew, and not to an editor', async () => {
    const d = door()
    const reader = await signIn(d, readerPassword)
    expect((await d.ask('/sign-in', { headers: { cookie: reader.cookie } })).status).toBe(200)
    const again = await post(d, '/sign-in', { password }, { cookie: reader.cookie })
    expect(await seen(d, again.headers.get('set-cookie')!.split(';')[0]!)).toMatchObject({
      role: 'editor',
    })
    const { cookie } = await signIn(d)
    const there = await d.ask('/sign-in?to=/edit', { headers: { cookie } })
    expect([there.status, there.headers.get('location')]).toEqual([303, '/edit'])
  })
})

describe('signing in', () => {
  it('leads back to the page that asked for it', async () => {
    const d = door()
    const asked = await d.ask('/edit?week=2017-W36&x=%2F')
    expect(asked.status).toBe(303)
    const { one } = await page(await d.ask(asked.headers.get('location')!))
    const to = one('input[name=to]')!.value!
    const there = await post(d, '/sign-in', { password, to })
    expect(there.headers.get('location')).toBe('/edit?week=2017-W36&x=%2F')
  })

  it('never leads elsewhere', async () => {
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/.//evil.example',
    ]) {
      const there = await post(door(), '/sign-in', { password, to })
      expect([to, there.status, there.headers.get('location')]).toEqual([to, 303, '/'])
      const shown = await page(await door().ask(`/sign-in?to=${encodeURIComponent(to)}`))
      expect([to, shown.one('input[name=to]')?.value]).toEqual([to, '/'])
    }
  })

  it('is refused from another site, from nowhere, and by GET', async () => {
    const d = door()
    for (const headers of [{ origin: 'http://evil.example' }, { origin: 'null' }]) {
      expect((await post(d, '/sign-in', { password }, headers)).status).toBe(403)
    }
    const body = new URLSearchParams({ password })
    expect((await d.ask('/sign-in', { method: 'POST', body })).status).toBe(403)
    expect((await d.ask(`/sign-in?password=${password}`)).headers.get('set-cookie')).toBe(null)
    expect((await d.ask('/sign-out')).status).toBe(404)
  })

  it('refuses no password, an empty one, a file, a very long one and a broken form', async () => {
    const d = door()
    const form = new FormData()
    form.set('password', new File([password], 'password'))
    const type = { 'content-type': 'multipart/form-data; boundary=x' }
    const json = { 'content-type': 'application/json' }
    const answers = [
      await post(d, '/sign-in'),
      await post(d, '/sign-in', { password: '' }),
      await post(d, '/sign-in', { password: 'x'.repeat(1025) }),
      await d.ask('/sign-in', { method: 'POST', body: form, headers: sameOrigin }),
      await d.ask('/sign-in', {
        method: 'POST',
        body: 'broken',
        headers: { ...sameOrigin, ...type },
      }),
      await post(door(), '/sign-in', { password }, json),
    ]
    expect(answers.map((a) => a.status)).toEqual([401, 401, 401, 401, 401, 401])
    expect((await post(d, '/sign-in', { password: 'x'.repeat(9000) })).status).toBe(413)
  })

  it('waits after five wrong passwords, also for the right one, and tells how long', async () => {
    const d = door()
    const attempt = (secret: string, remoteAddress = '198.51.100.7') =>
      post(d, '/sign-in', { password: secret }, {}, { remoteAddress })
    for (let n = 0; n < 5; n++) expect((await attempt('wrong')).status).toBe(401)
    const limited = await attempt(password)
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2'])
    expect(await limited.text()).toContain('Try again in 2 seconds.')
    expect(d.told.at(-1)).toEqual({ outcome: 'limited', role: null, address: '198.51.100.7' })
    expect((await attempt(password, '198.51.100.8')).status).toBe(303)
    d.at.now += 2000
    expect((await attempt(password)).status).toBe(303)
  })

  it('tells the log of attempts it does not let through once a second', async () => {
    const d = door()
    const limited = async () => {
      for (let n = 0; n < 10; n++) await post(d, '/sign-in', { password: '' })
      return d.told.filter((t) => t.outcome === 'limited').length
    }
    expect(await limited()).toBe(1)
    d.at.now += 1000
    expect(await limited()).toBe(2)
  })

  it('counts attempts that come at once', async () => {
    const d = door()
    const all = Array.from({ length: 20 }, () => post(d, '/sign-in', { password: 'wrong' }))
    const codes = (await Promise.all(all)).map((r) => r.status)
    expect(codes.filter((s) => s === 401)).toHaveLength(5)
    expect(codes.filter((s) => s === 429)).toHaveLength(15)
  })

  it('counts by the address a trusted proxy tells, and by no other', async () => {
    const attempts = async (env: typeof signedIn, header: (n: number) => string) => {
      const d = door(env)
      let status = 0
      for (let n = 0; n < 6; n++) {
        const headers = { 'x-forwarded-for': header(n) }
        status = (await post(d, '/sign-in', { password: 'wrong' }, headers)).status
      }
      return status
    }
    const trusting = { ...signedIn, OUTAGES_TRUST_PROXY: '1' }
    expect(await attempts(trusting, (n) => `203.0.113.${n}`)).toBe(401)
    expect(await attempts(trusting, (n) => `203.0.113.${n}, 203.0.113.9`)).toBe(429)
    expect(await attempts(trusting, (n) => `[2001:db8::${n}]:4711`)).toBe(429)
    expect(await attempts(trusting, (n) => `nonsense ${n}`)).toBe(429)
    expect(await attempts(signedIn, (n) => `203.0.113.${n}`)).toBe(429)
  })
})

describe('where to go', () => {
  it('keeps paths of the desk', () => {
    for (const path of ['/', '/edit', '/edit?week=2017-W36#x', '/a/b%20c', '/%2F%2Fevil.example']) {
      expect(localPath(path)).toBe(path)
    }
  })

  it('goes to the front page instead of elsewhere', () => {
    for (const path of [
      undefined,
      '',
      'edit',
      '//evil.example',
      '///evil.example',
      '\\\\evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '/a\r\nSet-Cookie: x=y',
      ' //evil.example',
      '/.//evil.example',
      '/..//evil.example',
      '/%2e//evil.example',
      '/a/..//evil.example',
      'https:evil.example',
      'javascript:alert(1)',
      '/sign-out',
      '/sign-in?to=/sign-in',
      `/${'x'.repeat(3000)}`,
    ]) {
      expect([path, localPath(path)]).toEqual([path, '/'])
    }
  })

  it('stays here and on one line, whatever is asked', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%5c',
      '%0d%0a',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      '\t',
      '\r\n',
      ' ',
      'ä',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = localPath(`/${pieces.join('')}`)
        expect(new URL(path, 'http://desk.example').origin).toBe('http://desk.example')
        expect(path).toMatch(/^\/(?![/\\])[\u0021-\u007e]*$/)
      }),
      { numRuns: 2000 },
    )
  })
})
