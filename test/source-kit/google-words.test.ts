import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isReport,
  markdownText,
  plainPacificTime,
  proseTime,
  titleFrom,
} from '../../src/source-kit/google-words.ts'

describe('proseTime', () => {
  it.each([
    ['March 3, 2020 11:42:00 PM PST', '2020-03-04T07:42:00.000Z'],
    ['April 16, 2009 3:29:00 PM PDT', '2009-04-16T22:29:00.000Z'],
    ['July 8, 2020 12:00:00 AM PST', '2020-07-08T07:00:00.000Z'],
    ['January 8, 2020 12:30 PM PDT', '2020-01-08T20:30:00.000Z'],
    ['November 1, 2020 1:30:00 AM PDT', '2020-11-01T08:30:00.000Z'],
    ['November 1, 2020 1:30:00 AM PST', '2020-11-01T09:30:00.000Z'],
  ])('reads %s as what the clocks of California showed', (text, expected) => {
    expect(proseTime(text)).toBe(expected)
  })

  it.each([
    'March 32, 2020 1:00:00 PM PST',
    'Smarch 3, 2020 1:00 PM',
    'March 3, 2020 13:00 PM',
    '',
  ])('refuses %j', (text) => {
    expect(proseTime(text)).toBeNull()
  })
})

describe('plainPacificTime', () => {
  it('knows summer and winter, and nothing but the one form', () => {
    expect(plainPacificTime('2022-03-31 08:30')).toBe('2022-03-31T15:30:00.000Z')
    expect(plainPacificTime('2022-12-31 08:30')).toBe('2022-12-31T16:30:00.000Z')
    expect(plainPacificTime('2022-02-30 08:30')).toBeNull()
    expect(plainPacificTime('31 March 2022 08:30')).toBeNull()
  })
})

describe('titleFrom', () => {
  it('takes the first line that is no label, without marks', () => {
    expect(
      titleFrom('**Summary**\n## `Cloud SQL` in [Iowa](https://example.com) is **down**'),
    ).toBe('Cloud SQL in Iowa is down')
  })

  it('takes the first sentence of a long line, else cuts at a word', () => {
    const long = 'and more words '.repeat(20)
    expect(titleFrom(`Uploads fail in europe-west4-a. ${long}`)).toBe(
      'Uploads fail in europe-west4-a.',
    )
    expect(titleFrom(long)).toMatch(/^and more.{170,190}(?:and|more|words)…$/)
  })

  it('is one line of at most 200 characters, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: 'grapheme' }), (text) => {
        const title = titleFrom(text)
        expect(title.length).toBeLessThanOrEqual(200)
        expect(title).not.toMatch(/\n/)
      }),
    )
  })
})

describe('markdownText', () => {
  it('takes tags away and leaves what only looks like one', () => {
    const text = 'Run <b>gcloud</b> --zone=<zone><br>or see <https://example.com>\n* now &amp; then'
    expect(markdownText(text)).toBe(
      'Run gcloud --zone=<zone>\nor see <https://example.com>\n* now & then',
    )
  })
})

describe('isReport', () => {
  it('is quick on texts made to be slow', () => {
    for (const text of ['#\n'.repeat(50_000), '# *'.repeat(50_000), '[('.repeat(50_000)]) {
      expect(isReport(text)).toBe(false)
      titleFrom(text)
    }
  })
})
