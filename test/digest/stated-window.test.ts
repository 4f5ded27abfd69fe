import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statedDuration } from '../../src/digest/stated-window.ts'

const cases: [text: string, minutes: number][] = [
  ['Between 10:32 AM and 12:44 PM PDT we experienced elevated error rates.', 132],
  ['From 14:05 to 15:20 UTC, requests failed.', 75],
  ['Errors were seen 11:40–12:56 UTC.', 76],
  ['Customers saw errors from 14:05 UTC until 15:20 UTC.', 75],
  ['Between July 13, 14:05 UTC and July 14, 02:00 UTC jobs failed.', 715],
  ['On August 1, 2026, between 17:47 UTC and 18:20 UTC, users experienced failures.', 33],
  ['5XX errors in Ashburn from 31st July 2026 18:45 UTC to 23:01 UTC.', 256],
  ['From 23:55 July 31st - 00:17 August 1st UTC, we saw elevated error rates.', 22],
  ['From 02:25 - 03:24 UTC, we saw elevated card authorization errors.', 59],
  ['From 23:30 to 00:20 UTC the API was unavailable.', 50],
  ['Between 2 and 4 PM PDT logins failed.', 120],
  ['Between 11 and 1 PM EST logins failed.', 120],
  ['Between 10:00 PDT and 18:30 UTC logins failed.', 90],
  ['Requests failed between 1405 UTC and 1520 UTC.', 75],
  ['Beginning at 10:32 AM PDT pages were slow; it recovered at 11:02 AM PDT.', 30],
  ['Incident started at 14:05 UTC and was resolved at 14:45 UTC, with errors throughout.', 40],
  ['From 2026-07-13 22:00 UTC to 2026-07-14 01:30 UTC uploads failed.', 210],
  ['From 12:45 PT / 19:45 UTC through to 2:26 PT / 21:26 UTC, we saw errors.', 101],
  ['We saw elevated errors from 17:33 UTC until mitigation at 22:04 UTC.', 271],
  ['Between 13:57 and 14:20 UTC (23 minutes) some requests failed.', 23],
  ['The site was unavailable for 45 minutes.', 45],
  ['Users were affected for approximately 2 hours.', 120],
  ['The outage lasted 1 hour and 20 minutes.', 80],
  ['Service was degraded for about an hour.', 60],
  ['Logins failed for half an hour.', 30],
  ['We had a 23-minute outage.', 23],
  ['Requests failed for two and a half hours.', 150],
  ['Checkout was down for nearly two days.', 2880],
]

const silent = [
  'We will provide another update in 30 minutes.',
  'Errors may occur; the next update will follow within 2 hours.',
  'Scheduled maintenance between 10:00 and 12:00 UTC may cause errors.',
  'We are monitoring for 30 minutes before closing this incident.',
  'Errors rose from 5 to 10 percent.',
  'Requests failed at a ratio from 10 to 20.',
  'Please allow up to 4 hours for errors to clear.',
  'Logs older than 3 days were lost due to an error.',
  'Requests failed between 14:05 IST and 15:20 BST.',
  'Jobs failed from February 28, 22:00 UTC to March 1, 02:00 UTC.',
  'Errors are counted over a 24-hour period.',
  'Requests failed from 25:10 to 26:00 UTC.',
  'Apps last deployed over three years ago stopped after an error.',
  '',
]

describe('stated window', () => {
  it.each(cases)('reads %j', (text, minutes) => {
    expect(statedDuration(text)).toMatchObject({ minutes, basis: 'text' })
  })

  it.each(silent)('states nothing for %j', (text) => {
    expect(statedDuration(text)).toBeNull()
  })

  it('quotes the words it rests on', () => {
    const text = 'All is well.\nFrom 14:05 to\u00a015:20 UTC, requests failed. Sorry for that.'
    expect(statedDuration(text)?.quote).toBe('From 14:05 to 15:20 UTC')
  })

  it('prefers a window of clock times to a length in words', () => {
    const text = 'Requests failed for about 2 hours. Errors were seen from 14:05 to 15:20 UTC.'
    expect(statedDuration(text)?.minutes).toBe(75)
  })

  it('reads any window within a day exactly', () => {
    const clock = (m: number) =>
      `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 1439 }),
        fc.constantFrom(['between', 'and'], ['from', 'to'], ['from', 'until'], ['From', '–']),
        (start, length, [open, join]) => {
          const end = clock((start + length) % 1440)
          const text = `Requests failed ${open} ${clock(start)} ${join} ${end} UTC.`
          expect(statedDuration(text)?.minutes).toBe(length)
        },
      ),
    )
  })

  it('never fails nor invents a quote, whatever the text', () => {
    const word = fc.constantFrom(
      'from',
      'to',
      '14:05',
      '3 PM',
      'UTC',
      'July 4',
      'for',
      '2 hours',
      'failed',
      '-',
      'and',
      '99:99',
      '.',
    )
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((w) => w.join(' ')),
    )
    fc.assert(
      fc.property(noise, (text) => {
        const said = statedDuration(text)
        if (!said) return
        expect(said.minutes).toBeGreaterThan(0)
        expect(said.minutes).toBeLessThanOrEqual(60 * 24 * 60)
      }),
      { numRuns: 2000 },
    )
  })

  it('stays quick on long hostile text', () => {
    statedDuration('from 10:00 '.repeat(20_000))
    statedDuration(`Errors ${'1'.repeat(50_000)} - ${'2'.repeat(50_000)}`)
    statedDuration('for about '.repeat(10_000))
  })
})
