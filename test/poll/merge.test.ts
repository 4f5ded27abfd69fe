import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IncidentRecord } from '#storage/incidents.ts'
import { type Incident, impacts, statuses, type Update } from '../../src/incident.ts'
import { merge } from '../../src/poll/merge.ts'
import { textKey } from '../../src/poll/same.ts'
import { at, context, incident, mergeInMemory } from './make.ts'

const words = fc.constantFrom(
  'We look.',
  'We  look.',
  'Found it.',
  'Fixed.',
  'Posted in error.',
  '',
)

const someUpdate: fc.Arbitrary<Update> = fc.record({
  id: fc.constantFrom('1', '2', '3', 'x', 'y'),
  status: fc.constantFrom(...statuses),
  at: fc.option(fc.integer({ min: 0, max: 6 }).map(at)),
  text: words,
})

const someIncident: fc.Arbitrary<Incident> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    title: fc.constantFrom('API is down', 'API  is down', 'Slow pages'),
    kind: fc.constantFrom('incident', 'maintenance'),
    status: fc.constantFrom(...statuses),
    impact: fc.constantFrom(...impacts),
    startedAt: fc.option(fc.integer({ min: 0, max: 200 }).map(at)),
    resolvedAt: fc.option(fc.integer({ min: 0, max: 200 }).map(at)),
    services: fc.subarray(['API', 'Pages']),
    updates: fc.array(someUpdate, { maxLength: 4 }),
  })
  .map((fields) => incident(fields.id, { ...fields, postedAt: fields.startedAt, updatedAt: null }))

const someReading = fc.record({
  incidents: fc.array(someIncident, { maxLength: 4 }),
  whole: fc.boolean(),
  since: fc.constantFrom(null, 'always', at(50)),
  open: fc.boolean(),
})

type SomeReading = typeof someReading extends fc.Arbitrary<infer T> ? T : never

function seenAt(minutes: number, { whole, since, open }: SomeReading) {
  return context(minutes, { wholeTimeline: whole, reach: { since, open } })
}

/** Merges one after the other; `check` sees what stood before and after each. */
function run(
  readings: SomeReading[],
  check: (
    before: IncidentRecord[],
    after: IncidentRecord[],
    reading: SomeReading,
    i: number,
  ) => void,
): void {
  let stored: IncidentRecord[] = []
  for (const [i, reading] of readings.entries()) {
    const next = mergeInMemory(stored, reading.incidents, seenAt(1000 + i, reading))
    check(stored, next, reading, i)
    stored = next
  }
}

const readings = fc.array(someReading, { minLength: 1, maxLength: 6 })

test('no reading makes incidents fewer or changes a key', () => {
  fc.assert(
    fc.property(readings, (some) => {
      run(some, (before, after) => {
        const keys = new Set(after.map((i) => i.key))
        for (const { key } of before) expect(keys).toContain(key)
      })
    }),
    { numRuns: 500 },
  )
})

test('no text of an update that was stored is lost', () => {
  fc.assert(
    fc.property(readings, (some) => {
      let stored: IncidentRecord[] = []
      for (const [i, reading] of some.entries()) {
        const seen = seenAt(1000 + i, reading)
        for (const { before, after, replaced } of merge(stored, reading.incidents, seen)) {
          const kept = new Set([
            ...after.updates.map((u) => textKey(u.text)),
            ...replaced
              .filter((r) => r.part.startsWith('update:'))
              .map((r) => textKey((JSON.parse(r.value) as Update).text)),
          ])
          for (const u of before?.updates ?? []) expect(kept).toContain(textKey(u.text))
        }
        stored = mergeInMemory(stored, reading.incidents, seen)
      }
    }),
    { numRuns: 500 },
  )
})

test('every text that was read stands in the books afterwards', () => {
  fc.assert(
    fc.property(readings, (some) => {
      run(some, (_, after, { incidents }) => {
        const texts = new Set(after.flatMap((i) => i.updates).map((u) => textKey(u.text)))
        const byId = new Map(incidents.map((i) => [i.id, i]))
        for (const { updates } of byId.values()) {
          const each = new Map(updates.map((u) => [u.id, u]))
          for (const u of each.values()) expect(texts).toContain(textKey(u.text))
        }
      })
    }),
    { numRuns: 500 },
  )
})

test('an incident never has two updates of one id', () => {
  fc.assert(
    fc.property(readings, (some) => {
      run(some, (_, after) => {
        for (const { updates } of after) {
          expect(new Set(updates.map((u) => u.id)).size).toBe(updates.length)
        }
      })
    }),
    { numRuns: 500 },
  )
})

/** Where times are missing, the order of equal texts may settle one reading later. */
function dated(reading: SomeReading): SomeReading {
  return { ...reading, incidents: reading.incidents.map(datedIncident) }
}

function datedIncident(i: Incident): Incident {
  return { ...i, updates: i.updates.map((u) => ({ ...u, at: u.at ?? at(3) })) }
}

test('reading the same again changes nothing', () => {
  fc.assert(
    fc.property(readings, (some) => {
      run(some.map(dated), (_, after, reading, i) => {
        const seen = seenAt(2000 + i, reading)
        // Where all ids of a whole timeline are new, the old updates stay for one reading more.
        const settled = reading.whole ? mergeInMemory(after, reading.incidents, seen) : after
        expect(merge(settled, reading.incidents, seen)).toEqual([])
      })
    }),
    { numRuns: 500 },
  )
})

test('reading a whole timeline again changes nothing when its ids are the old ones', () => {
  const one = someIncident.map((i) => ({ ...datedIncident(i), id: 'a' }))
  fc.assert(
    fc.property(one, one, (first, second) => {
      const shared = { ...first.updates[0], id: 'shared', at: at(0), text: 'We know.' } as Update
      const list = [first, second].map((i) => [{ ...i, updates: [shared, ...i.updates] }])
      const stored = list.reduce<IncidentRecord[]>(
        (known, read, i) => mergeInMemory(known, read, context(1000 + i)),
        [],
      )
      expect(merge(stored, list[1]!, context(2000))).toEqual([])
    }),
    { numRuns: 500 },
  )
})
