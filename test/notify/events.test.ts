import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Impact, Status } from '../../src/incident.ts'
import { impacts, statuses } from '../../src/incident.ts'
import { eventsOf, type SeenIncident } from '../../src/notify/events.ts'
import type { Rules } from '../../src/notify/targets.ts'
import { at, update } from '../poll/make.ts'
import { seen } from './make.ts'

const rules: Rules = { impact: 'major', unstated: false, services: null }

function whatOf(
  before: SeenIncident | null,
  after: SeenIncident,
  fields: Partial<Rules> = {},
  told = false,
): string | null {
  const events = eventsOf(before, after, { ...rules, ...fields }, told)
  expect(events.length).toBeLessThan(2)
  return events[0]?.what ?? null
}

const open = (minutes: number, status: Status = 'investigating', impact: Impact = 'major') =>
  seen(minutes, { status, impact })
const over = (minutes: number, fields = {}) =>
  seen(minutes, { status: 'resolved', resolvedAt: at(minutes), ...fields })

describe('what an outage target hears', () => {
  it.each([
    ['a new one', null, open(0), 'opened'],
    ['a new status', open(0), open(5, 'identified'), 'changed'],
    ['a worse impact', open(0), open(5, 'identified', 'critical'), 'worse'],
    ['an impact that reaches the threshold', open(0, 'identified', 'minor'), open(5), 'worse'],
    ['an impact that becomes known', open(0, 'investigating', 'unknown'), open(5), 'worse'],
    ['the end', open(0), over(40), 'ended'],
    ['one that began and ended between two polls', null, over(5), 'ended'],
    ['one that is open again', over(40), open(60, 'monitoring'), 'reopened'],
    ['one that left the list while open', open(0), seen(9, { state: 'vanished' }), 'withdrawn'],
  ])('tells of %s', (_name, before, after, what) => {
    expect(whatOf(before, after)).toBe(what)
  })

  it.each([
    ['a lighter one', null, open(0, 'investigating', 'minor')],
    ['a milder impact alone', open(0, 'identified', 'critical'), open(5, 'identified', 'major')],
    ['a status nobody knows', open(0), open(5, 'unknown')],
    ['a new text under the same status', open(0), open(5)],
    ['maintenance', null, seen(0, { kind: 'maintenance', status: 'in_progress' })],
    ['a notice', null, seen(0, { kind: 'notice' })],
    ['history that a new feed brings', null, over(5, { backfilled: true })],
    ['what was retracted before we saw it', null, over(5, { state: 'retracted' })],
    ['a postmortem after the end', over(40), over(90, { status: 'postmortem' })],
    ['an old one that a longer list brings', null, over(20_000, { resolvedAt: at(60) })],
    ['one that was forgotten open long ago', null, open(20_000)],
    ['one whose impact nobody states', null, open(0, 'investigating', 'unknown')],
  ])('does not tell of %s', (_name, before, after) => {
    expect(whatOf(before, after)).toBeNull()
  })

  it('tells of unstated impacts where that is wanted', () => {
    expect(whatOf(null, open(0, 'investigating', 'unknown'), { unstated: true })).toBe('opened')
  })

  it('tells of history that opens again', () => {
    const before = over(5, { backfilled: true })
    expect(whatOf(before, seen(9, { backfilled: true }))).toBe('reopened')
  })

  it('tells the end to who heard of the beginning, whatever the impact is by then', () => {
    const before = open(0, 'monitoring', 'none')
    const after = over(60, { impact: 'none' })
    expect(whatOf(before, after)).toBeNull()
    expect(whatOf(before, after, {}, true)).toBe('ended')
  })

  it('keeps to the services that were chosen', () => {
    const after = seen(0, { serviceIds: ['mail', 'suite'] })
    expect(whatOf(null, after, { services: ['suite'] })).toBe('opened')
    expect(whatOf(null, after, { services: ['sui'] })).toBeNull()
    expect(whatOf(null, after, { services: ['other'] }, true)).toBeNull()
  })

  it('gives one key while a server serves an old and a new copy in turn', () => {
    const old = seen(0, { updates: [update('1', 0, 'We look.')] })
    const fresh = over(9, { updates: [update('1', 0, 'We look.'), update('2', 9, 'Fixed.')] })
    const key = (before: SeenIncident, after: SeenIncident) =>
      eventsOf(before, after, rules)[0]?.key
    expect(key(old, fresh)).toBe(key({ ...old, reopened: 1 }, { ...fresh, changedAt: at(15) }))
    const later = { ...fresh, updates: [...fresh.updates, update('3', 60, 'Fixed again.')] }
    expect(key(old, later)).not.toBe(key(old, fresh))
  })

  it('knows an incident under its new id', () => {
    const [a] = eventsOf(null, open(0), rules)
    const [b] = eventsOf(open(0), { ...over(9), id: 'b', formerIds: ['a'] }, rules)
    expect(b?.about).toBe(a?.about)
  })

  it('keeps keys short and distinct, and never tells of a close as of an opening', () => {
    const state = fc.record({
      id: fc.string({ minLength: 1, maxLength: 400, unit: 'grapheme' }),
      status: fc.constantFrom(...statuses),
      impact: fc.constantFrom(...impacts),
    })
    fc.assert(
      fc.property(state, state, fc.boolean(), (a, b, told) => {
        const before = seen(0, { ...a, id: b.id })
        for (const after of [seen(5, b), over(5, { id: b.id, impact: b.impact })]) {
          for (const event of eventsOf(before, after, rules, told)) {
            expect(event.key.length).toBeLessThanOrEqual(200)
            expect(event.key.isWellFormed()).toBe(true)
            if (after.resolvedAt) expect(event.what).toBe('ended')
          }
        }
      }),
      { numRuns: 60 },
    )
    const long = (end: string) => seen(0, { id: `${'x'.repeat(500)}${end}` })
    expect(eventsOf(null, long('1'), rules)[0]!.about).not.toBe(
      eventsOf(null, long('2'), rules)[0]!.about,
    )
  })
})
