import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshFor, httpDate, retryAfter } from '../../src/fetch/hints.ts'

const now = Date.UTC(2026, 6, 14, 12, 0, 0)
const week = 7 * 24 * 3600

function wait(...values: string[]): number | null {
  return retryAfter({ 'retry-after': values }, now)
}

describe('retryAfter', () => {
  it.each([
    [['120'], 120],
    [[' 7 '], 7],
    [['0'], 0],
    [['-5'], 0],
    [['1.2'], 2],
    [['1000000000'], week],
    [['Tue, 14 Jul 2026 12:10:00 GMT'], 600],
    [['Tuesday, 14-Jul-26 12:10:00 GMT'], 600],
    [['Tue Jul 14 12:10:00 2026'], 600],
    [['Tue, 14 Jul 2020 12:10:00 GMT'], 0],
    [['Tue, 14 Jul 2099 12:10:00 GMT'], week],
    [['30', '90'], 90],
    [['30, 90'], 90],
    [['soon', '90'], 90],
    [['10', 'Tue, 14 Jul 2026 12:10:00 GMT'], 600],
  ])('reads %j as %j seconds', (values, seconds) => expect(wait(...values)).toBe(seconds))

  it.each([
    [['soon']],
    [['1e9']],
    [['']],
    [['NaN']],
    [['Infinity']],
    [['0x10']],
    [['12 parsecs']],
    [[]],
  ])('ignores %j', (values) => expect(wait(...(values as string[]))).toBe(null))

  it('stays within 0 and 7 days whatever is sent', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values) => {
        const seconds = wait(...values)
        if (seconds === null) return
        expect(Number.isInteger(seconds)).toBe(true)
        expect(seconds).toBeGreaterThanOrEqual(0)
        expect(seconds).toBeLessThanOrEqual(week)
      }),
    )
  })

  it('is never shortened by a further value', () => {
    const seconds = fc.integer({ min: 0, max: 2 * week }).map(String)
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1 }), fc.string(), (values, more) => {
        expect(wait(...values, more)!).toBeGreaterThanOrEqual(wait(...values)!)
      }),
    )
  })
})

describe('freshFor', () => {
  const fresh = (headers: Record<string, string[]>, cap = 3600) => freshFor(headers, now, cap)
  const at = 'Tue, 14 Jul 2026 12:05:00 GMT'

  it.each([
    ['max-age', { 'cache-control': ['public, max-age=300'] }, 300],
    ['max-age less the age of the reply', { 'cache-control': ['max-age=300'], age: ['100'] }, 200],
    ['an age beyond it as none', { 'cache-control': ['max-age=300'], age: ['900'] }, 0],
    ['a quoted max-age', { 'cache-control': ['max-age="300"'] }, 300],
    ['max-age in capitals', { 'cache-control': ['Max-Age=300'] }, 300],
    ['the first of two', { 'cache-control': ['max-age=300', 'max-age=9'] }, 300],
    ['a value on a second line', { 'cache-control': ['public', 'max-age=60'] }, 60],
    ['nothing from s-maxage', { 'cache-control': ['s-maxage=900'] }, null],
    ['max-age beside s-maxage', { 'cache-control': ['s-maxage=900, max-age=60'] }, 60],
    ['no-store as none', { 'cache-control': ['no-store, max-age=300'] }, 0],
    ['no-cache as none', { 'cache-control': ['no-cache, max-age=300'] }, 0],
    [
      'no-cache of one header as no word on it',
      { 'cache-control': ['no-cache="set-cookie", max-age=300'] },
      300,
    ],
    ['Expires by our clock', { expires: [at] }, 300],
    [
      'Expires by the server’s own clock',
      { expires: [at], date: ['Tue, 14 Jul 2026 12:04:00 GMT'] },
      60,
    ],
    ['max-age rather than Expires', { expires: [at], 'cache-control': ['max-age=10'] }, 10],
    ['Expires when max-age is garbage', { expires: [at], 'cache-control': ['max-age=soon'] }, 300],
    ['an unreadable Expires as past', { expires: ['0'] }, 0],
    ['an Expires in the past as none', { expires: ['Tue, 14 Jul 2020 12:05:00 GMT'] }, 0],
    ['no word at all', {}, null],
  ] as [string, Record<string, string[]>, number | null][])('reads %s', (_, headers, seconds) => {
    expect(fresh(headers)).toBe(seconds)
  })

  it('caps a year', () => {
    expect(fresh({ 'cache-control': ['max-age=31536000'] })).toBe(3600)
    expect(fresh({ expires: ['Wed, 14 Jul 2027 12:00:00 GMT'] }, 43_200)).toBe(43_200)
  })

  it('stays within 0 and the cap whatever is sent', () => {
    const text = fc.oneof(
      fc.string(),
      fc.nat().map((n) => `max-age=${n}`),
      fc.nat().map(String),
    )
    const headers = fc.record({
      'cache-control': fc.array(text, { maxLength: 3 }),
      expires: fc.array(text, { maxLength: 2 }),
      date: fc.array(text, { maxLength: 2 }),
      age: fc.array(text, { maxLength: 2 }),
    })
    fc.assert(
      fc.property(headers, fc.integer({ min: 1, max: 100_000 }), (lists, cap) => {
        const seconds = freshFor(lists, now, cap)
        if (seconds === null) return
        expect(Number.isInteger(seconds) && seconds >= 0 && seconds <= cap).toBe(true)
      }),
    )
  })
})

describe('httpDate', () => {
  it('reads every date that JavaScript writes as GMT', () => {
    const date = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, (at) => {
        expect(httpDate(at.toUTCString())).toBe(Math.floor(at.getTime() / 1000) * 1000)
      }),
    )
  })

  it.each([
    'Tue, 31 Feb 2026 12:00:00 GMT',
    'Tue, 14 Jul 2026 25:00:00 GMT',
    '2026-07-14',
    '14 Jul 2026',
    'Tue, 14 Jul 2026 12:00:00 PST',
  ])('refuses %s', (text) => expect(httpDate(text)).toBe(null))
})
