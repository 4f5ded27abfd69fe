import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failureKinds } from '../../src/errors.ts'
import { type LastPoll, nextCheck } from '../../src/poll/next-check.ts'

const now = '2026-03-02T12:00:00.000Z'
const pace = { every: 300, whileOpen: 60, slowest: 86_400 }

function secondsUntil(last: Partial<LastPoll>): number {
  const whole = {
    feed: 'a',
    open: false,
    failures: 0,
    failure: null,
    retryAfter: null,
    freshFor: null,
    ...last,
  }
  return (Date.parse(nextCheck(now, whole, pace)) - Date.parse(now)) / 1000
}

describe('the next check', () => {
  test.each([
    ['comes at the usual pace when all is quiet', {}, 300],
    ['comes sooner while something is open', { open: true }, 60],
    ['comes after the usual pause when one poll failed', { failures: 1, failure: 'http' }, 300],
    ['doubles the pause with every failure', { failures: 4, failure: 'http' }, 2400],
    ['never waits longer than the slowest pace', { failures: 4000, failure: 'http' }, 86_400],
    ['waits the slowest pace for what is gone', { failures: 1, failure: 'gone' }, 86_400],
    ['comes after a minute when the fault is ours', { failures: 9, failure: 'local' }, 60],
    ['waits as long as the server asks', { failures: 1, failure: 'http', retryAfter: 5000 }, 5000],
    ['does not come sooner than the server asks', { retryAfter: 5 }, 300],
    ['waits while the reply is fresh', { open: true, freshFor: 900 }, 900],
    ['waits no longer than a week', { failures: 1, retryAfter: 1e9 }, 7 * 86_400],
  ] as const)('%s', (_, last, least) => {
    expect(secondsUntil(last)).toBeGreaterThanOrEqual(least)
    expect(secondsUntil(last)).toBeLessThanOrEqual(least * 1.1 + 0.001)
  })

  test('is spread over the feeds and the same for one feed', () => {
    const all = Array.from({ length: 100 }, (_, i) => secondsUntil({ feed: `feed-${i}` }))
    expect(new Set(all.map(Math.round)).size).toBeGreaterThan(20)
    expect(secondsUntil({ feed: 'feed-7' })).toBe(all[7])
  })

  test('always lies ahead and never ends', () => {
    const seconds = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }))
    const last = fc.record({
      feed: fc.string(),
      open: fc.boolean(),
      failures: fc.nat(),
      failure: fc.option(fc.constantFrom(...failureKinds)),
      retryAfter: seconds,
      freshFor: seconds,
    })
    fc.assert(
      fc.property(last, (some) => {
        const wait = secondsUntil(some)
        return wait >= 60 && wait <= 7 * 86_400 * 1.1 + 1
      }),
    )
  })
})
