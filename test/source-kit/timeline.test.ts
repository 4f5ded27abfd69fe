import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statuses } from '../../src/incident.ts'
import { readTimeline, scheduledWindow } from '../../src/source-kit/timeline.ts'

const mark = (when: string, label: string, text = 'text') => {
  const [date, time] = when.split(', ') as [string, string]
  const [month, day] = date.split(' ') as [string, string]
  const [clock, ...zone] = time.split(' ')
  return `<p><small>${month} <var data-var='date'> ${day}</var>, <var data-var='time'>${clock}</var> ${zone.join(' ')}</small><br><strong>${label}</strong> - ${text}</p>`
}
const shown = (html: string, near: string | null) =>
  readTimeline(html, near).map((u) => [u.at, u.status, u.text])

describe('readTimeline', () => {
  it('reads newest first, oldest first out, and lets "Update" keep the state before it', () => {
    const html =
      mark('Oct 5, 05:00 UTC', 'Resolved', 'Done &amp; dusted.<br>Thanks.') +
      mark('Oct 5, 04:30 UTC', 'Update', 'More.') +
      mark('Oct 5, 04:00 UTC', 'Identified', 'Found.') +
      mark('Oct 5, 03:00 UTC', 'Investigating', 'Looking.')
    expect(shown(html, '2025-10-05T05:00:10.000Z')).toEqual([
      ['2025-10-05T03:00:00.000Z', 'investigating', 'Looking.'],
      ['2025-10-05T04:00:00.000Z', 'identified', 'Found.'],
      ['2025-10-05T04:30:00.000Z', 'identified', 'More.'],
      ['2025-10-05T05:00:00.000Z', 'resolved', 'Done & dusted.\nThanks.'],
    ])
  })

  it('finds the years across new year, forwards and backwards', () => {
    const html = mark('Jan 1, 01:30 PST', 'Resolved') + mark('Dec 31, 22:00 PST', 'Investigating')
    const times = [
      ['2026-01-01T06:00:00.000Z', 'investigating', 'text'],
      ['2026-01-01T09:30:00.000Z', 'resolved', 'text'],
    ]
    expect(shown(html, '2026-01-01T09:30:12.000Z')).toEqual(times)
    expect(shown(html, '2025-12-31T22:00:00.000Z')).toEqual(times)
  })

  it('keeps years apart in an incident of more than a year', () => {
    const html =
      mark('Sep 20, 10:00 UTC', 'Resolved') +
      mark('Mar 1, 10:00 UTC', 'Update') +
      mark('Oct 1, 10:00 UTC', 'Update') +
      mark('Aug 1, 10:00 UTC', 'Investigating')
    const years = (near: string) => readTimeline(html, near).map((u) => u.at?.slice(0, 7))
    const expected = ['2024-08', '2024-10', '2025-03', '2025-09']
    expect(years('2025-09-20T10:00:00.000Z')).toEqual(expected)
    expect(years('2024-08-01T10:00:00.000Z')).toEqual(expected)
  })

  it('reads the 29th of February in the year that has one', () => {
    const html = mark('Feb 29, 10:00 UTC', 'Investigating')
    expect(readTimeline(html, '2024-03-02T00:00:00.000Z')[0]!.at).toBe('2024-02-29T10:00:00.000Z')
    expect(readTimeline(html, '2026-03-02T00:00:00.000Z')[0]!.at).toBeNull()
  })

  it('reads offsets, and leaves times without a known zone or year null', () => {
    const at = (when: string, near: string | null = '2026-05-05T00:00:00.000Z') =>
      readTimeline(mark(when, 'Resolved'), near)[0]?.at
    expect(at('May 4, 10:00 GMT+2')).toBe('2026-05-04T08:00:00.000Z')
    expect(at('May 4, 10:00 GMT-07:00')).toBe('2026-05-04T17:00:00.000Z')
    expect(at('May 4, 10:00 CEST')).toBe('2026-05-04T08:00:00.000Z')
    expect(at('May 4, 10:00 QQT')).toBeNull()
    expect(at('May 4, 10:00 UTC', null)).toBeNull()
    expect(at('Mon 4, 25:00 UTC')).toBeNull()
  })

  it('reads the imitation by Instatus: oldest first, escaped once more or as plain text', () => {
    const html = `<p><strong>Type:</strong> Incident</p>\n${[
      mark('Sep 4, 18:27:54 GMT+0', 'Monitoring', 'Stopped..'),
      mark('Sep 4, 20:52:58 GMT+0', 'Resolved', 'Ended..'),
    ]
      .join('\n')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/'/g, '&#039;')}`
    const plain =
      'Type: Incident\n\n  Sep 4, 18:27:54 GMT+0 - Monitoring - Stopped. Sep 4, 20:52:58 GMT+0 - Resolved - Ended. '
    const expected = [
      ['2026-09-04T18:27:54.000Z', 'monitoring', 'Stopped.'],
      ['2026-09-04T20:52:58.000Z', 'resolved', 'Ended.'],
    ]
    expect(shown(html, '2026-09-04T18:27:54.000Z')).toEqual(expected)
    expect(shown(plain, '2026-09-04T18:27:54.000Z')).toEqual(expected)
  })

  it('keeps an unknown label unknown, after which "Update" is unknown too', () => {
    const html = mark('Oct 5, 05:00 UTC', 'Update') + mark('Oct 5, 04:00 UTC', 'Pondering')
    expect(readTimeline(html, '2025-10-05T05:00:00.000Z').map((u) => u.status)).toEqual([
      'unknown',
      'unknown',
    ])
  })

  it('takes bold words without a time for headings only if all of them name states', () => {
    const known = '<p><strong>Resolved</strong> - Two.</p><p><strong>Identified</strong> - One.</p>'
    expect(shown(known, '2025-10-05T05:00:00.000Z')).toEqual([
      [null, 'identified', 'One.'],
      [null, 'resolved', 'Two.'],
    ])
    const odd = known.replace('Resolved', 'Pondering')
    expect(readTimeline(odd, '2025-10-05T05:00:00.000Z')).toEqual([])
    expect(readTimeline('<b>Status: Resolved</b><br/>Text', null)).toEqual([])
    expect(readTimeline('Plain words.', null)).toEqual([])
  })

  it('gives updates of one minute ids of their own, and repeats none', () => {
    const html =
      mark('Oct 5, 05:00 UTC', 'Update', 'b') + mark('Oct 5, 05:00 UTC', 'Identified', 'a')
    expect(readTimeline(html + html, '2025-10-05T05:00:00.000Z').map((u) => u.id)).toEqual([
      '2025-10-05T05:00:00.000Z-identified',
      '2025-10-05T05:00:00.000Z-identified-2',
    ])
  })

  it('returns what was written, wherever the year turns', () => {
    const step = fc.integer({ min: 1, max: 90 * 24 * 60 })
    const start = fc.integer({
      min: Date.UTC(2018, 0, 1) / 60_000,
      max: Date.UTC(2026, 0, 1) / 60_000,
    })
    const months = [
      'Jan',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
      'Oct',
      'Nov',
      'Dec',
    ]
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 12 }), (first, steps) => {
        const times = [first]
        for (const s of steps) times.push(times.at(-1)! + s)
        const dates = times.map((t) => new Date(t * 60_000))
        const html = dates
          .map((d) =>
            mark(
              `${months[d.getUTCMonth()]} ${d.getUTCDate()}, ${d.toISOString().slice(11, 16)} UTC`,
              'Identified',
              d.toISOString(),
            ),
          )
          .toReversed()
          .join('')
        const read = readTimeline(html, dates.at(-1)!.toISOString())
        expect(read.map((u) => u.at)).toEqual(dates.map((d) => d.toISOString()))
        expect(read.map((u) => u.text)).toEqual(dates.map((d) => d.toISOString()))
      }),
    )
  })

  it('reads any text to sorted updates with ids of their own, and in time', () => {
    const bits = fc.constantFrom(
      '<small>',
      '</small>',
      '<br>',
      '<strong>',
      '</strong>',
      ' - ',
      'Oct 5, 05:00 UTC',
      'Resolved',
      'Update',
      '&lt;small',
      '<p>',
      'x',
    )
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (parts) => {
        const updates = readTimeline(parts.join(''), '2025-10-05T05:00:00.000Z')
        expect(new Set(updates.map((u) => u.id)).size).toBe(updates.length)
        for (const u of updates) expect(statuses).toContain(u.status)
      }),
    )
    for (const bad of [
      '<small>',
      '<small>a</small>',
      '<small>a</small><br>',
      '&lt;small',
      '<strong>x</strong> - ',
      'Oct 5, 05:00 UTC - ',
    ]) {
      readTimeline(bad.repeat(400_000 / bad.length), '2025-10-05T05:00:00.000Z')
    }
  })
})

describe('scheduledWindow', () => {
  const near = '2024-01-16T12:00:00.000Z'
  it('reads the announced window', () => {
    const lead = (text: string) => `<p><strong>THIS IS A SCHEDULED EVENT ${text}</strong></p>`
    expect(
      scheduledWindow(
        lead('Jan <var>16</var>, <var>12:00</var>&nbsp;-&nbsp;<var>16:00</var> GMT'),
        near,
      ),
    ).toEqual({ from: '2024-01-16T12:00:00.000Z', to: '2024-01-16T16:00:00.000Z' })
    expect(scheduledWindow(lead('Dec 31, 22:00 - Jan 1, 02:00 UTC'), near)).toEqual({
      from: '2023-12-31T22:00:00.000Z',
      to: '2024-01-01T02:00:00.000Z',
    })
    expect(scheduledWindow(lead('soon'), near)).toBeNull()
    expect(scheduledWindow('<p>Nothing planned</p>', near)).toBeNull()
  })
})
