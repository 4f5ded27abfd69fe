import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  earliestOf,
  epochTime,
  feedTime,
  isoTime,
  latestOf,
  monthNumber,
  zonedTime,
  zoneOffset,
} from '../../src/source-kit/dates.ts'

describe('isoTime', () => {
  it.each([
    ['2017-09-07T11:00:00-07:00', '2017-09-07T18:00:00.000Z'],
    ['2017-09-07T18:00:00Z', '2017-09-07T18:00:00.000Z'],
    ['2017-09-07 18:00:00+0000', '2017-09-07T18:00:00.000Z'],
    ['2017-09-07T18:00:00.123456789Z', '2017-09-07T18:00:00.123Z'],
    [' 2017-09-07T18:00Z ', '2017-09-07T18:00:00.000Z'],
    ['2017-09-07t18:00:00z', '2017-09-07T18:00:00.000Z'],
  ])('reads %j', (text, time) => {
    expect(isoTime(text)).toBe(time)
  })

  it.each([
    '2017-09-07T18:00:00',
    '2017-09-07',
    '2017-02-30T18:00:00Z',
    '2017-09-07T25:00:00Z',
    '1970-01-01T00:00:00Z',
    '2400-01-01T00:00:00Z',
    '<no value>',
    '',
    null,
    undefined,
  ])('takes %j for no time', (text) => {
    expect(isoTime(text)).toBeNull()
  })
})

describe('epochTime', () => {
  it('reads milliseconds as number or digits, within 1995 to 2100', () => {
    expect(epochTime(1504807200000)).toBe('2017-09-07T18:00:00.000Z')
    expect(epochTime('1504807200000')).toBe('2017-09-07T18:00:00.000Z')
    for (const bad of [0, -1, 1504807200, Number.NaN, Number.POSITIVE_INFINITY, '', 'x', null]) {
      expect(epochTime(bad)).toBeNull()
    }
  })
})

describe('feedTime', () => {
  it.each([
    ['Mon, 17 Aug 2026 21:01:19 PDT', '2026-08-18T04:01:19.000Z'],
    ['Fri, 31 Jul 2026 00:12:00 Z', '2026-07-31T00:12:00.000Z'],
    ['Thu,  7 Sep 2017 11:00:00 PDT', '2017-09-07T18:00:00.000Z'],
    ['Tue, 03 Mar 26 23:42 EST', '2026-03-04T04:42:00.000Z'],
    ['3 Mar 2026 23:42:00 +0530', '2026-03-03T18:12:00.000Z'],
    ['Tue, 03 Mar 2026 23:42:00 +0000 (Coordinated Universal Time)', '2026-03-03T23:42:00.000Z'],
    ['Tue, 03 Mar 2026 23:42:00 GMT+2', '2026-03-03T21:42:00.000Z'],
    ['Tuesday, 03-Mar-26 23:42:00 GMT', '2026-03-03T23:42:00.000Z'],
    ['Wed, 04 Mar 2026 00:42:00 CET', '2026-03-03T23:42:00.000Z'],
    ['1 Sept 2026 10:00:00 UTC', '2026-09-01T10:00:00.000Z'],
    ['2026-03-03 23:42:00 UTC', '2026-03-03T23:42:00.000Z'],
    ['2026-03-03 23:42:00 +0100', '2026-03-03T22:42:00.000Z'],
    ['2026-03-03T23:42:00Z', '2026-03-03T23:42:00.000Z'],
  ])('reads %j', (text, time) => {
    expect(feedTime(text)).toBe(time)
  })

  it.each([
    'Tue, 03 Mar 2026 23:42:00',
    'Tue, 03 Mar 2026 23:42:00 XYZ',
    'Tue, 31 Feb 2026 23:42:00 GMT',
    'Tue, 03 Foo 2026 23:42:00 GMT',
    'Tue, 03 Mar 0126 23:42:00 GMT',
    'Tue, 03 Mar 2026 9:42 PM GMT',
    'Aug 17, 21:01 PDT',
    'yesterday',
    '',
  ])('takes %j for no time', (text) => {
    expect(feedTime(text)).toBeNull()
  })

  it('reads back any second in any zone, and nothing of the host’s zone', () => {
    const seconds = fc.integer({
      min: Date.UTC(1996, 0, 1) / 1000,
      max: Date.UTC(2090, 0, 1) / 1000,
    })
    const quarter = fc.integer({ min: -47, max: 56 })
    fc.assert(
      fc.property(seconds, quarter, (at, zone) => {
        const local = new Date(at * 1000 + zone * 900_000).toUTCString().replace('GMT', '')
        const [h, m] = [Math.floor(Math.abs(zone) / 4), (Math.abs(zone) % 4) * 15]
        const offset = `${zone < 0 ? '-' : '+'}${`${h}`.padStart(2, '0')}${`${m}`.padStart(2, '0')}`
        expect(feedTime(local + offset)).toBe(new Date(at * 1000).toISOString())
      }),
    )
  })

  it('answers any text with a time or null, quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const read of [feedTime, isoTime]) {
          const time = read(text)
          if (time !== null) expect(new Date(time).toISOString()).toBe(time)
        }
      }),
    )
    for (const bit of [' ', '(', '1', 'Mon, ', ':00']) feedTime(bit.repeat(1_000_000))
  })
})

describe('zonedTime', () => {
  it('knows abbreviations, offsets and names of zones, and refuses the impossible', () => {
    expect(zonedTime(2017, 9, 7, 11, 0, 0, 'PDT')).toBe('2017-09-07T18:00:00.000Z')
    expect(zonedTime(2017, 9, 7, 11, 0, 0, '-0700')).toBe('2017-09-07T18:00:00.000Z')
    expect(zonedTime(2017, 9, 7, 11, 0, 0, 'America/Los_Angeles')).toBe('2017-09-07T18:00:00.000Z')
    for (const zone of ['', 'Mars/Olympus', 'constructor', '__proto__', 'toString']) {
      expect(zonedTime(2017, 9, 7, 11, 0, 0, zone)).toBeNull()
    }
    expect(zonedTime(2017, 13, 7, 11, 0, 0, 'UTC')).toBeNull()
    expect(zonedTime(2017, 0, 7, 11, 0, 0, 'UTC')).toBeNull()
    expect(zonedTime(Number.NaN, 1, 7, 11, 0, 0, 'UTC')).toBeNull()
  })
})

describe('small helpers', () => {
  it('number months, name offsets, compare times', () => {
    expect([
      monthNumber('September'),
      monthNumber('sep'),
      monthNumber('x'),
      monthNumber(''),
    ]).toEqual([9, 9, 0, 0])
    expect([zoneOffset('pdt'), zoneOffset('XYZ'), zoneOffset('constructor')]).toEqual([
      '-07:00',
      undefined,
      undefined,
    ])
    const [a, b] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z']
    expect([
      earliestOf(b, null, a),
      latestOf(a, undefined, b),
      earliestOf(),
      latestOf(null),
    ]).toEqual([a, b, null, null])
  })
})
