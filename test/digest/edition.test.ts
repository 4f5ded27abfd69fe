import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type EditionSettings,
  editionAfter,
  editionBetween,
  editionOfWeek,
  lastClosedEdition,
  nextDrawing,
} from '../../src/digest/edition.ts'

const newYork: EditionSettings = {
  at: '0 20 * * 0',
  timezone: 'America/New_York',
  first: { week: '2017-W36', number: 88 },
}

const hours = (e: { from: string; to: string }) =>
  (Date.parse(e.to) - Date.parse(e.from)) / 3_600_000

describe('edition', () => {
  it('closes on the Sunday of its ISO week and begins where the one before closed', () => {
    expect(editionOfWeek('2017-W36', newYork)).toEqual({
      number: 88,
      week: '2017-W36',
      from: '2017-09-04T00:00:00.000Z',
      to: '2017-09-11T00:00:00.000Z',
      timezone: 'America/New_York',
    })
  })

  it('has 167 or 169 hours where the clock changes', () => {
    expect(hours(editionOfWeek('2017-W10', newYork))).toBe(167)
    expect(hours(editionOfWeek('2017-W44', newYork))).toBe(169)
    expect(hours(editionOfWeek('2017-W36', newYork))).toBe(168)
  })

  it('changes by half an hour on Lord Howe', () => {
    const lordHowe = { ...newYork, timezone: 'Australia/Lord_Howe' }
    const lengths = new Set(
      ['2026-W13', '2026-W14', '2026-W39', '2026-W40', '2026-W41'].map((w) =>
        hours(editionOfWeek(w, lordHowe)),
      ),
    )
    expect(lengths).toEqual(new Set([168, 168.5, 167.5]))
  })

  it('takes a time that the clock skips after the gap, and one shown twice the first time', () => {
    const at = (cron: string) => ({ ...newYork, at: cron })
    expect(editionOfWeek('2017-W10', at('30 2 * * 0')).to).toBe('2017-03-12T07:30:00.000Z')
    expect(editionOfWeek('2017-W44', at('30 1 * * 0')).to).toBe('2017-11-05T05:30:00.000Z')
  })

  it('knows the years of 53 weeks', () => {
    expect(editionOfWeek('2020-W53', newYork).to).toBe('2021-01-04T01:00:00.000Z')
    expect(editionAfter(editionOfWeek('2020-W53', newYork), newYork).week).toBe('2021-W01')
    expect(editionAfter(editionOfWeek('2026-W52', newYork), newYork).week).toBe('2026-W53')
    expect(() => editionOfWeek('2021-W53', newYork)).toThrow(/no such ISO week/)
    expect(() => editionOfWeek('2021-W00', newYork)).toThrow(RangeError)
    expect(() => editionOfWeek('2021-9', newYork)).toThrow(RangeError)
  })

  it('counts numbers in weeks across the turn of years, and has none before the first', () => {
    expect(editionOfWeek('2017-W37', newYork).number).toBe(89)
    expect(editionOfWeek('2021-W01', newYork).number).toBe(88 + 174)
    expect(editionOfWeek('2015-W01', newYork).number).toBeNull()
    expect(editionOfWeek('2017-W36', { ...newYork, first: null }).number).toBeNull()
  })

  it('finds the newest edition that is closed, to the instant', () => {
    expect(lastClosedEdition('2017-09-11T00:00:00Z', newYork).week).toBe('2017-W36')
    expect(lastClosedEdition('2017-09-10T23:59:59.999Z', newYork).week).toBe('2017-W35')
    expect(nextDrawing('2017-09-11T00:00:00Z', newYork)).toBe('2017-09-18T00:00:00.000Z')
    expect(nextDrawing('2017-09-10T23:59:59Z', newYork)).toBe('2017-09-11T00:00:00.000Z')
  })

  it('takes free edges, without a number, and returns to the weekly ones after them', () => {
    const free = editionBetween('2017-09-05T00:00Z', '2017-09-07T12:00:00+02:00', 'UTC')
    expect(free).toEqual({
      number: null,
      week: null,
      from: '2017-09-05T00:00:00.000Z',
      to: '2017-09-07T10:00:00.000Z',
      timezone: 'UTC',
    })
    expect(editionAfter(free, newYork).week).toBe('2017-W36')
  })

  it('refuses edges in the wrong order, unknown zones and times that are not weekly', () => {
    expect(() => editionBetween('2017-09-05T00:00Z', '2017-09-05T00:00Z', 'UTC')).toThrow(
      RangeError,
    )
    expect(() => editionBetween('2017-09-05T00:00Z', '2017-09-06T00:00Z', 'Mars/Base')).toThrow()
    for (const at of ['0 20 * * *', '60 20 * * 0', '0 24 * * 0', '0 20 1 * 0', '0 20 * * 8', '']) {
      expect(() => editionOfWeek('2017-W36', { ...newYork, at })).toThrow(RangeError)
    }
  })

  it('tiles forty years without gap or overlap, in any zone at any time', () => {
    const zones = [
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
      'Asia/Kathmandu',
      'UTC',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 7 }),
        (timezone, minute, hour, weekday) => {
          const settings = { ...newYork, timezone, at: `${minute} ${hour} * * ${weekday}` }
          let edition = editionOfWeek('2000-W01', settings)
          const last = Date.parse('2040-01-01T00:00Z')
          while (Date.parse(edition.to) < last) {
            const next = editionAfter(edition, settings)
            expect(next.from).toBe(edition.to)
            expect(hours(next)).toBeGreaterThanOrEqual(7 * 24 - 24)
            expect(hours(next)).toBeLessThanOrEqual(7 * 24 + 24)
            edition = next
          }
        },
      ),
      { numRuns: 12 },
    )
  })

  it('holds every instant in exactly one edition', () => {
    const settings = { ...newYork, timezone: 'Australia/Lord_Howe', at: '15 2 * * 0' }
    const instants = fc.date({
      min: new Date('2000-01-01T00:00Z'),
      max: new Date('2040-01-01T00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, (date) => {
        const now = date.toISOString()
        const closed = lastClosedEdition(now, settings)
        const current = editionAfter(closed, settings)
        expect(closed.to <= now && now < current.to && current.from === closed.to).toBe(true)
        expect(editionOfWeek(current.week!, settings)).toEqual(current)
      }),
      { numRuns: 300 },
    )
  })
})
