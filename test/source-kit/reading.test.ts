import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statuses, type Update } from '../../src/incident.ts'
import {
  emptyReading,
  incidentOf,
  inOrder,
  isClosed,
  lastClosing,
  uniqueNames,
} from '../../src/source-kit/reading.ts'

const update = (id: string, at: string | null, status: Update['status'] = 'unknown'): Update => ({
  id,
  status,
  at,
  text: '',
})
const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`

describe('inOrder', () => {
  it('sorts by time; an undated update stays behind the one it came after', () => {
    const list = [update('c', day(3)), update('x', null), update('a', day(1)), update('b', day(1))]
    expect(inOrder(list).map((u) => u.id)).toEqual(['a', 'b', 'c', 'x'])
  })

  it('keeps every update, in order of time, whatever is undated', () => {
    const some = fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { maxLength: 30 })
    fc.assert(
      fc.property(some, (days) => {
        const list = days.map((n, index) => update(`${index}`, n === null ? null : day(n)))
        const sorted = inOrder(list)
        const times = sorted.map((u) => u.at).filter((at) => at !== null)
        expect(times).toEqual([...times].sort())
        expect(sorted.map((u) => u.id).sort()).toEqual(list.map((u) => u.id).sort())
      }),
    )
  })
})

describe('small helpers', () => {
  it('start from nothing said', () => {
    expect(emptyReading()).toEqual({
      incidents: [],
      articles: [],
      skipped: [],
      reach: { since: null, open: false },
      notes: [],
    })
    expect(incidentOf({ id: '1', title: 'T' })).toMatchObject({
      status: 'unknown',
      impact: 'unknown',
      resolvedAt: null,
    })
    expect(emptyReading().notes).not.toBe(emptyReading().notes)
  })

  it('know what is over, and when it last was', () => {
    expect(statuses.filter(isClosed)).toEqual(['resolved', 'postmortem', 'completed'])
    const list = [
      update('1', day(1), 'resolved'),
      update('2', day(2), 'investigating'),
      update('3', day(3), 'completed'),
      update('4', day(4), 'postmortem'),
    ]
    expect(lastClosing(list)).toBe(day(3))
    expect(lastClosing(list.slice(1, 2))).toBeNull()
  })

  it('name each thing once', () => {
    expect(uniqueNames([' a  b', 'a b', null, '', undefined, 'c'])).toEqual(['a b', 'c'])
  })
})
