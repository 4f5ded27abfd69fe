import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PageClock, pageTimes } from '../../src/source-kit/page-times.ts'

const plain: PageClock = {
  near: '2026-07-31T12:00:00.000Z',
  timezone: null,
  order: null,
  language: null,
  day: null,
  ahead: false,
}

function first(text: string, more: Partial<PageClock> = {}) {
  return pageTimes(text, { ...plain, ...more }).first?.slice(0, 16) ?? null
}

describe('pageTimes', () => {
  it.each<[string, Partial<PageClock>, string]>([
    ['19 January 2023, 23:05  UTC', {}, '2023-01-19T23:05'],
    ['Monday, July 20th, 2026 at 2:05 p.m. PDT', {}, '2026-07-20T21:05'],
    ['Mon, 20 Jul 2026 14:05:33 +0000', {}, '2026-07-20T14:05'],
    ['20-Jul-2026 14:05 GMT+2', {}, '2026-07-20T12:05'],
    ['Posted on Jul 20, 2026 - 14:05 UTC by Jane', {}, '2026-07-20T14:05'],
    ['14:05 July 20 UTC', {}, '2026-07-20T14:05'],
    ['2026-07-20 22:00 -07:00', {}, '2026-07-21T05:00'],
    ['1784556300', {}, '2026-07-20T14:05'],
    ['1784556300000', {}, '2026-07-20T14:05'],
    ['20.07.2026 14:05', { timezone: 'Europe/Berlin' }, '2026-07-20T12:05'],
    [
      '20. Juli 2026, 14.05 Uhr',
      { timezone: 'Europe/Berlin', language: 'de-AT' },
      '2026-07-20T12:05',
    ],
    [
      'le 20 juillet 2026 à 14h05',
      { timezone: 'Europe/Paris', language: 'fr' },
      '2026-07-20T12:05',
    ],
    ['20 июля 2026 14:05 MSK', { language: 'ru' }, '2026-07-20T11:05'],
    ['2026年7月20日 14時05分', { timezone: 'Asia/Tokyo' }, '2026-07-20T05:05'],
    ['05/06/2026 14:05 UTC', { order: 'day-first' }, '2026-06-05T14:05'],
    ['05/06/2026 14:05 UTC', { order: 'month-first' }, '2026-05-06T14:05'],
    ['14:05', { day: 'July 20, 2026', timezone: 'UTC' }, '2026-07-20T14:05'],
    ['Dec 5, 14:05 UTC', {}, '2025-12-05T14:05'],
    ['Dec 5, 14:05 UTC', { ahead: true }, '2026-12-05T14:05'],
    ['Jul 20, 14:05 CST', { timezone: 'Asia/Shanghai' }, '2026-07-20T06:05'],
  ])('reads "%s" with %o', (text, more, time) => {
    expect(first(text, more)).toBe(time)
  })

  it.each([
    ['2026-07-20 22:00 - 02:00 UTC', '2026-07-20T22:00', '2026-07-21T02:00'],
    ['2026-07-20 22:00-02:00 UTC', '2026-07-20T22:00', '2026-07-21T02:00'],
    ['Jul 16, 22:00 - Jul 17, 02:00 UTC', '2026-07-16T22:00', '2026-07-17T02:00'],
    ['Dec 31, 22:00 - Jan 1, 02:00 UTC', '2025-12-31T22:00', '2026-01-01T02:00'],
    ['1:00 - 2:30 PM UTC, Jul 20', '2026-07-20T13:00', '2026-07-20T14:30'],
    ['11:00 - 1:00 PM UTC, Jul 20', '2026-07-20T11:00', '2026-07-20T13:00'],
  ])('reads both ends of "%s"', (text, from, to) => {
    const times = pageTimes(text, plain)
    expect([times.first, times.last].map((t) => t?.slice(0, 16))).toEqual([from, to])
  })

  it.each([
    ['20.07.2026 14:05', 'say timezone'],
    ['14:05 XYZ July 20', 'XYZ is not known'],
    ['05/06/2026 14:05 UTC', 'say dates'],
    ['July 20, 2026', 'no time of day'],
    ['Today, 14:05 UTC', 'no day'],
    ['31 Feb 2026 14:05 UTC', 'no such day'],
    ['July 20, 2026 25:00 UTC', 'no time of day'],
    ['', 'no time of day'],
  ])('says why "%s" is no time', (text, words) => {
    const { first: time, fault } = pageTimes(text, plain)
    expect(time).toBeNull()
    expect(fault).toContain(words)
  })

  it('gives a time or a reason for any text', () => {
    const piece = fc.constantFrom(
      'Jul 20',
      '2026',
      '14:05',
      ' - ',
      'UTC',
      '5/6',
      'pm',
      '+0200',
      ', ',
      '年',
    )
    const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 8 })
    fc.assert(
      fc.property(text, (parts) => {
        const { first: time, fault } = pageTimes(parts.join(' '), { ...plain, timezone: 'UTC' })
        expect(time === null).toBe(fault !== null)
      }),
    )
  })
})
