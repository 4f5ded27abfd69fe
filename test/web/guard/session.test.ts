import fc from 'fast-check'
import { generateSignedCookie } from 'hono/cookie'
import { describe, expect, it } from 'vitest'
import { hashPassword, parseHash } from '../../../src/web/guard/password.ts'
import {
  fingerprint,
  keyFor,
  readSession,
  sessionLength,
  writeSession,
} from '../../../src/web/guard/session.ts'
import type { Role } from '../../../src/web/guard/settings.ts'
import {
  cheap,
  door,
  password,
  post,
  readerPassword,
  seen,
  signedIn,
  signIn,
  start,
} from './door.ts'

const editor = { role: 'editor', name: 'editor', how: 'session' }
const secret = signedIn.OUTAGES_SECRET!
const otherHash = await hashPassword('another password', cheap)

describe('a session', () => {
  it('begins with the password, in a cookie no script sees and no other site sends', async () => {
    const d = door()
    const { response, set, cookie } = await signIn(d)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
    expect(set).toMatch(/^outages=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await seen(d, cookie)).toEqual(editor)
    expect(d.told).toEqual([{ outcome: 'signed-in', role: 'editor', address: '198.51.100.7' }])
  })

  it('is the reader’s with the password of readers', async () => {
    const d = door()
    const { cookie } = await signIn(d, readerPassword)
    expect(await seen(d, cookie)).toEqual({ role: 'reader', name: 'reader', how: 'session' })
    expect((await d.ask('/edit', { headers: { cookie } })).status).toBe(403)
  })

  it('lasts 14 days', async () => {
    const d = door()
    const { cookie } = await signIn(d)
    d.at.now = start + sessionLength - 1000
    expect(await seen(d, cookie)).toEqual(editor)
    d.at.now = start + sessionLength
    expect(await seen(d, cookie)).toBe(303)
    d.at.now = start - 3_600_000
    expect(await seen(d, cookie)).toBe(303)
  })

  it('ends by signing out, so that a copy of its cookie is worthless', async () => {
    const d = door()
    const [one, other] = [await signIn(d), await signIn(d)]
    const { cookie, csrf } = one
    const out = await post(d, '/sign-out', { csrf }, { cookie })
    expect([out.status, out.headers.get('location')]).toEqual([303, '/sign-in'])
    expect(out.headers.get('set-cookie')).toMatch(
      /^outages=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(await seen(d, cookie)).toBe(303)
    expect(await seen(d, other.cookie)).toEqual(editor)
    expect(d.told.at(-1)).toMatchObject({ outcome: 'signed-out', role: 'editor' })
  })

  it('is forgotten as signed out when the server starts anew, as documented', async () => {
    const d = door()
    const { cookie, csrf } = await signIn(d)
    await post(d, '/sign-out', { csrf }, { cookie })
    expect(await seen(door(), cookie)).toEqual(editor)
  })

  it('ends for its role when the password changes, and with another secret for all', async () => {
    const d = door()
    const [a, b] = [await signIn(d), await signIn(d, readerPassword)]
    const changed = door({ ...signedIn, OUTAGES_EDITOR_HASH: otherHash })
    expect(await seen(changed, a.cookie)).toBe(303)
    expect(await seen(changed, b.cookie)).toMatchObject({ role: 'reader' })
    const without = door({ ...signedIn, OUTAGES_READER_HASH: undefined })
    expect(await seen(without, b.cookie)).toBe(303)
    const other = door({ ...signedIn, OUTAGES_SECRET: [...secret].reverse().join('') })
    expect(await seen(other, a.cookie)).toBe(303)
  })

  it('signs out who is not signed in any more without a complaint', async () => {
    expect((await post(door(), '/sign-out')).status).toBe(303)
  })
})

describe('behind https', () => {
  const env = { ...signedIn, OUTAGES_TRUST_PROXY: '1' }
  const https = { origin: 'https://desk.example', 'x-forwarded-proto': 'https' }

  it('keeps the cookie to https and to this host, and asks browsers to come by https', async () => {
    const d = door(env)
    const response = await post(d, '/sign-in', { password }, https)
    const set = response.headers.get('set-cookie')!
    expect(set).toMatch(/^__Host-outages=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
    const cookie = set.split(';')[0]!
    const there = await d.ask('/desk', { headers: { cookie, ...https } })
    expect(there.status).toBe(200)
    const planted = cookie.replace('__Host-', '')
    expect((await d.ask('/desk', { headers: { cookie: planted, ...https } })).status).toBe(303)
  })

  it('believes the header only when it is told to, and only what the nearest proxy wrote', async () => {
    const told = await post(door(), '/sign-in', { password }, { 'x-forwarded-proto': 'https' })
    expect(told.headers.get('set-cookie')).not.toContain('Secure')
    expect(told.headers.get('strict-transport-security')).toBe(null)
    const d = door(env)
    const forged = await post(d, '/sign-in', { password }, { 'x-forwarded-proto': 'https, http' })
    expect(forged.headers.get('set-cookie')).not.toContain('Secure')
  })
})

describe('cookies nobody was given', () => {
  it('refuses a forged, a cut, a swapped and a doubled one', async () => {
    const d = door()
    const { cookie } = await signIn(d, readerPassword)
    const value = decodeURIComponent(cookie.slice('outages='.length))
    const [payload, signature] = [
      value.slice(0, value.lastIndexOf('.')),
      value.slice(value.lastIndexOf('.')),
    ]
    const asEditor = payload.replace('reader', 'editor')
    const forged = [
      asEditor + signature,
      payload,
      `${payload}.`,
      signature,
      `${asEditor}.${'A'.repeat(43)}=`,
      `${payload}${payload}${signature}`,
      payload.replace(/\d{10}/, '9999999999') + signature,
      ' ',
      '%E0%A4%A',
      '{"role":"editor"}',
    ]
    for (const text of [...forged, ...[1, 10, 44, 60].map((n) => value.slice(0, -n))]) {
      for (const sent of [text, encodeURIComponent(text)]) {
        expect([sent, await seen(d, `outages=${sent}`)]).toEqual([sent, 303])
      }
    }
    expect(await seen(d, cookie)).toMatchObject({ role: 'reader' })
    expect(await seen(d, `a=b; ${cookie}; c=d`)).toMatchObject({ role: 'reader' })
  })

  it('refuses what was signed with the secret itself, or for another purpose', async () => {
    const d = door()
    const print = fingerprint(secret, parseHash(signedIn.OUTAGES_EDITOR_HASH!)!)
    const payload = writeSession({ id: 'a'.repeat(22), role: 'editor', issuedAt: start }, print)
    const signed = async (key: string) =>
      (await generateSignedCookie('outages', payload, key)).split(';')[0]!
    expect(await seen(d, await signed(keyFor(secret, 'cookie')))).toEqual(editor)
    for (const key of [secret, keyFor(secret, 'form'), keyFor(secret, 'hash'), 'x'.repeat(43)]) {
      expect(await seen(d, await signed(key))).toBe(303)
    }
  })

  it('answers every cookie header, and lets none of them in', async () => {
    const d = door()
    const anything = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((n) => String.fromCharCode(n)),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anything), async (parts) => {
        for (const cookie of [
          parts.join('; '),
          `outages=${parts.join('.')}`,
          `outages=1.editor.${parts.join('.')}`,
        ]) {
          expect(await seen(d, cookie)).toBe(303)
        }
      }),
    )
  })
})

describe('what is signed', () => {
  const prints = new Map<Role, string>([['editor', 'p'.repeat(22)]])
  const at = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => s * 1000)
  const id = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 22, maxLength: 22 })

  it('reads back what was written', () => {
    fc.assert(
      fc.property(id, at, (given, issuedAt) => {
        const session = { id: given, role: 'editor', issuedAt } as const
        expect(readSession(writeSession(session, 'p'.repeat(22)), prints, issuedAt)).toEqual(
          session,
        )
      }),
    )
  })

  it('reads nothing out of any other text, nor out of a part', () => {
    const whole = writeSession(
      { id: 'i'.repeat(22), role: 'editor', issuedAt: start },
      'p'.repeat(22),
    )
    fc.assert(fc.property(fc.string(), (text) => readSession(text, prints, start) === null))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.string({ minLength: 1 }), (n, more) => {
        expect(readSession(whole.slice(0, n), prints, start)).toBe(null)
        expect(readSession(`${whole}${more}`, prints, start)).toBe(null)
        expect(readSession(`${more}${whole}`, prints, start)).toBe(null)
      }),
    )
  })
})
