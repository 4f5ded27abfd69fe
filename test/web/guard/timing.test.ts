import { timingSafeEqual } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { hashToken, parseHash, passwordMatches } from '../../../src/web/guard/password.ts'
import { sameText } from '../../../src/web/guard/session.ts'
import { tokenOf } from '../../../src/web/guard/viewers.ts'
import { password, signedIn } from './door.ts'

// Watched only: everything runs as it is.
vi.mock('node:crypto', { spy: true })
beforeEach(() => void vi.mocked(timingSafeEqual).mockClear())

const compared = () => vi.mocked(timingSafeEqual).mock.calls.map(([a]) => a.byteLength)

it('compares password hashes in constant time', async () => {
  const stored = parseHash(signedIn.OUTAGES_EDITOR_HASH!)!
  expect(await passwordMatches(password, stored)).toBe(true)
  expect(await passwordMatches('wrong', stored)).toBe(false)
  expect(compared()).toEqual([32, 32])
})

it('compares a token with every one that is configured, whichever fits', () => {
  const tokens = ['a', 'b', 'c'].map((name) => ({
    name,
    role: 'editor' as const,
    sha256: Buffer.from(hashToken(name), 'hex'),
  }))
  expect(['a', 'c', 'x'].map((t) => tokenOf(t, tokens)?.name)).toEqual(['a', 'c', undefined])
  expect(compared()).toEqual(Array(9).fill(32))
})

it('compares form tokens and fingerprints in constant time, whatever their lengths', () => {
  expect([sameText('a', 'a'), sameText('a', 'b'), sameText('', 'abc')]).toEqual([
    true,
    false,
    false,
  ])
  expect(compared()).toEqual([32, 32, 32])
})
