import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  counted,
  createLimiter,
  overall,
  perAddress,
  type Tries,
  waitAfter,
} from '../../../src/web/guard/limiter.ts'

describe('one address', () => {
  it('lets five through, then waits twice as long each time, up to a quarter of an hour', () => {
    const waits: number[] = []
    let tries: Tries | undefined
    for (let n = 0; n < 20; n++) {
      tries = counted(tries, perAddress, 0)
      waits.push(waitAfter(tries, perAddress, 0) / 1000)
    }
    expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, 2, 4, 8, 16])
    expect(waits.at(-1)).toBe(900)
  })

  it('counts no attempt it refuses, and forgets after an hour', () => {
    const limiter = createLimiter()
    for (let n = 0; n < 5; n++) expect(limiter.attempt('a', 0)).toBe(0)
    for (let n = 0; n < 50; n++) expect(limiter.attempt('a', 500)).toBe(1500)
    expect(limiter.attempt('a', 2000)).toBe(0)
    expect(limiter.attempt('a', 2000)).toBe(4000)
    expect(limiter.attempt('b', 2000)).toBe(0)
    const later = 2000 + perAddress.forget
    for (let n = 0; n < 5; n++) expect(limiter.attempt('a', later)).toBe(0)
  })

  it('does not forget failures because of a success in between', () => {
    const limiter = createLimiter()
    for (let n = 0; n < 5; n++) {
      expect(limiter.attempt('a', 0)).toBe(0)
      expect(limiter.attempt('b', 0)).toBe(0)
      limiter.succeeded('b', 'reader')
      if (n < 4) expect(limiter.attempt('b', 0)).toBe(0)
    }
    expect(limiter.attempt('a', 0)).toBe(2000)
  })

  it('does not wait longer when the clock is set back, nor beyond any bound', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.nat(5000), (now, at, count) => {
        const wait = waitAfter({ count, at }, perAddress, now)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(perAddress.longest)
      }),
    )
  })
})

describe('all addresses together', () => {
  it('slows everybody down a little, but not the network an editor came from', () => {
    const limiter = createLimiter()
    expect(limiter.attempt('editor', 0)).toBe(0)
    limiter.succeeded('editor', 'editor')
    expect(limiter.attempt('reader', 0)).toBe(0)
    limiter.succeeded('reader', 'reader')
    for (let n = 0; n < 30; n++) expect(limiter.attempt(`n${n}`, 0)).toBe(0)
    expect(limiter.attempt('another', 0)).toBe(1000)
    expect(limiter.attempt('reader', 0)).toBe(1000)
    expect(limiter.attempt('editor', 0)).toBe(0)
    for (let n = 0; n < 200; n++) expect(limiter.attempt(`m${n}`, (n + 1) * 60_000)).toBe(0)
    expect(limiter.attempt('another', 200 * 60_000)).toBe(overall.longest)
  })

  it('remembers no more networks than it may', () => {
    const limiter = createLimiter(100)
    for (let n = 0; n < 1000; n++) {
      limiter.attempt(`n${n}`, n * 30_000)
      limiter.succeeded(`n${n}`, 'editor')
    }
    expect(limiter.size()).toBeLessThanOrEqual(200)
  })
})
