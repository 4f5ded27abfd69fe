import { expect, test } from 'vitest'
import { at, context, incident, mergeInMemory } from './make.ts'

const reach = { since: null, open: true, openOnly: true }

test('closes what leaves a list that only shows what is open', () => {
  const open = mergeInMemory([], [incident('a')], context(100, { reach }))
  const [after] = mergeInMemory(open, [], context(105, { reach }))
  expect(after).toMatchObject({ status: 'resolved', resolvedAt: at(105), state: 'present' })
  expect(after!.updates).toEqual(open[0]!.updates)
})

test('gives the end no time when nobody was watching', () => {
  const open = mergeInMemory([], [incident('a')], context(100, { reach }))
  const seen = context(100 + 24 * 60, { reach, lastRead: at(100) })
  expect(mergeInMemory(open, [], seen)[0]).toMatchObject({ status: 'resolved', resolvedAt: null })
})

test('completes a running maintenance, but marks a plan that goes away as vanished', () => {
  const fields = { kind: 'maintenance', startedAt: at(90) } as const
  const stored = mergeInMemory(
    [],
    [
      incident('run', { ...fields, status: 'in_progress' }),
      incident('plan', { ...fields, status: 'scheduled', startedAt: at(900) }),
    ],
    context(100, { reach }),
  )
  const after = mergeInMemory(stored, [], context(105, { reach }))
  expect(after.map((i) => [i.id, i.status, i.state])).toEqual([
    ['run', 'completed', 'present'],
    ['plan', 'scheduled', 'vanished'],
  ])
})

test('opens it again when it comes back', () => {
  const open = mergeInMemory([], [incident('a')], context(100, { reach }))
  const closed = mergeInMemory(open, [], context(105, { reach }))
  const [again] = mergeInMemory(closed, [incident('a')], context(110, { reach }))
  expect(again).toMatchObject({ status: 'investigating', resolvedAt: null, reopened: 1 })
})

test('closes only what was told from a component, where the platform lists the rest for good', () => {
  const some = { since: null, open: true, openOnly: 'component-' }
  const both = [incident('component-1'), incident('b')]
  const stored = mergeInMemory([], both, context(100, { reach: some }))
  const after = mergeInMemory(stored, [], context(105, { reach: some }))
  expect(after.map((i) => [i.id, i.status, i.state])).toEqual([
    ['component-1', 'resolved', 'present'],
    ['b', 'investigating', 'vanished'],
  ])
})
