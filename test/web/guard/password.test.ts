import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/errors.ts'
import {
  hashPassword,
  hashToken,
  makeToken,
  parseHash,
  passwordMatches,
} from '../../../src/web/guard/password.ts'
import { cheap } from './door.ts'

const password = 'correct horse battery'

describe('a password', () => {
  it('matches its hash and no other does', async () => {
    const text = await hashPassword(password)
    expect(text).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    const stored = parseHash(text)!
    expect(await passwordMatches(password, stored)).toBe(true)
    for (const wrong of ['', `${password} `, 'Correct horse battery', 'x'.repeat(2000)]) {
      expect([wrong, await passwordMatches(wrong, stored)]).toEqual([wrong, false])
    }
  })

  it('gets another salt each time', async () => {
    expect(await hashPassword(password, cheap)).not.toBe(await hashPassword(password, cheap))
  })

  it('is the same however the system writes an accented letter', async () => {
    const stored = parseHash(await hashPassword('Zuru\u0308ck in zwei Minuten', cheap))!
    expect(await passwordMatches('Zur\u00FCck in zwei Minuten', stored)).toBe(true)
  })

  it('is refused when it is too short or too long', async () => {
    for (const wrong of ['', 'elevenchars', '🔑'.repeat(11), 'x'.repeat(1025)]) {
      await expect(hashPassword(wrong, cheap)).rejects.toThrow(ConfigError)
    }
  })
})

describe('a hash', () => {
  const part = { salt: 'a'.repeat(22), hash: 'b'.repeat(43) }

  it('is refused when its cost is too small to be safe or too large to serve', () => {
    const text = (N: number, r: number, p: number) =>
      `scrypt$${N}$${r}$${p}$${part.salt}$${part.hash}`
    expect(parseHash(text(32_768, 8, 3))).toMatchObject({ N: 32_768, r: 8, p: 3 })
    for (const [N, r, p] of [
      [0, 8, 1],
      [1024, 8, 1],
      [32_769, 8, 1],
      [32_768, 1, 1],
      [32_768, 8, 0],
      [32_768, 8, 99],
      [1_048_576, 32, 1],
    ] as const) {
      expect([N, r, p, parseHash(text(N, r, p))]).toEqual([N, r, p, null])
    }
  })

  it('is null for any other text', () => {
    fc.assert(fc.property(fc.string(), (text) => parseHash(text) === null))
    expect(parseHash(`scrypt$32768$8$3$${part.salt}$short`)).toBe(null)
  })
})

it('makes tokens that nobody guesses, and hashes them as the configuration wants it', () => {
  expect(makeToken()).toMatch(/^outages_[\w-]{43}$/)
  expect(makeToken()).not.toBe(makeToken())
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
