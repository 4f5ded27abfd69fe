import { describe, expect, test } from 'vitest'
import { findIncidents } from '#storage/incidents.ts'
import { at, context, incident, mergeAll, mergeInto, onlyIncident, update } from '../poll/make.ts'
import { dump, engines, testStore } from './engines.ts'

const everything = { reach: { since: 'always', open: true } } as const
const nothing = { reach: { since: null, open: false } } as const

describe.each(engines)('incidents over time on %s', (engine) => {
  test('vanish when the list reaches back to them', async () => {
    const store = await testStore(engine)
    const closed = incident('a', { status: 'resolved', resolvedAt: at(30) })
    await mergeAll(store, { reach: { since: at(-10), open: false } }, [closed], [])
    expect(await onlyIncident(store)).toMatchObject({
      state: 'vanished',
      listed: false,
      lastSeenAt: at(100),
      title: 'Trouble a',
    })
  })

  test('vanish when every open one is listed and they are open', async () => {
    const store = await testStore(engine)
    await mergeAll(store, { reach: { since: null, open: true } }, [incident('a')], [])
    expect(await onlyIncident(store)).toMatchObject({ state: 'vanished' })
  })

  test.each([
    ['the list cannot say how far it reaches', nothing.reach],
    ['the list begins after them', { since: at(1), open: false }],
    ['they are closed and the list holds what is open', { since: null, open: true }],
  ])('only grow old when %s', async (_, reach) => {
    const store = await testStore(engine)
    const closed = incident('a', { status: 'resolved', resolvedAt: at(30) })
    await mergeAll(store, { reach }, [closed], [])
    expect(await onlyIncident(store)).toMatchObject({ state: 'present', listed: false })
    expect(await mergeInto(store, [], context(200, { reach }))).toBe(0)
  })

  test('are there again when they reappear', async () => {
    const store = await testStore(engine)
    await mergeAll(store, everything, [incident('a')], [], [incident('a')])
    expect(await onlyIncident(store)).toMatchObject({ state: 'present', listed: true, reopened: 0 })
  })

  test('count how often they were opened again', async () => {
    const store = await testStore(engine)
    const closed = incident('a', { status: 'resolved', resolvedAt: at(30) })
    const unclear = incident('a', { status: 'unknown' })
    await mergeAll(store, {}, [incident('a')], [closed], [incident('a')], [closed], [unclear])
    expect(await onlyIncident(store)).toMatchObject({ reopened: 1 })
  })

  test('stay one when they are published again under a new id', async () => {
    const store = await testStore(engine)
    const again = incident('b', { title: 'Trouble a', startedAt: at(20), updates: [] })
    await mergeAll(store, {}, [incident('a')])
    const { key } = await onlyIncident(store)
    await mergeInto(store, [again], context(105))
    expect(await onlyIncident(store)).toMatchObject({
      key,
      id: 'b',
      formerIds: ['a'],
      state: 'present',
    })
    expect(await mergeInto(store, [again], context(110))).toBe(0)
    await mergeInto(store, [incident('a')], context(115))
    expect((await onlyIncident(store)).key).toBe(key)
  })

  test.each([
    ['another title', { title: 'Other trouble' }],
    ['another day', { title: 'Trouble a', startedAt: at(1440), postedAt: at(1440) }],
    ['another kind', { title: 'Trouble a', kind: 'maintenance' }],
  ] as const)('are two when the new one has %s', async (_, fields) => {
    const store = await testStore(engine)
    await mergeAll(store, {}, [incident('a')], [incident('b', { updates: [], ...fields })])
    expect(await findIncidents(store.db)).toHaveLength(2)
  })

  test('are two when two of the same title are listed together', async () => {
    const store = await testStore(engine)
    const twin = incident('b', { title: 'Trouble a' })
    await mergeAll(store, {}, [incident('a')], [incident('a'), twin])
    expect(await findIncidents(store.db)).toHaveLength(2)
  })

  test('are retracted when their own words say so, once closed', async () => {
    const store = await testStore(engine)
    const said = [update('a-1', 0, 'Down.'), update('a-2', 5, 'This was posted in error.')]
    await mergeAll(store, {}, [incident('a', { updates: said })])
    expect(await onlyIncident(store)).toMatchObject({ state: 'present' })
    await mergeInto(
      store,
      [incident('a', { updates: said, status: 'resolved', resolvedAt: at(6) })],
      context(105),
    )
    expect(await onlyIncident(store)).toMatchObject({ state: 'retracted' })
  })

  test('ignore the older copy of a server that lags behind', async () => {
    const store = await testStore(engine)
    const newer = incident('a', {
      status: 'resolved',
      resolvedAt: at(30),
      updatedAt: at(30),
      updates: [update('a-1', 0, 'We look into a.'), update('a-2', 30, 'Fixed.')],
    })
    const older = incident('a', { updates: [update('a-1', 0, 'We look into a.')] })
    await mergeAll(store, {}, [newer])
    const before = await dump(store.db)
    expect(await mergeInto(store, [older], context(105))).toBe(0)
    expect(await dump(store.db)).toEqual(before)
  })

  test('of a new feed are backfilled when closed and not when open', async () => {
    const store = await testStore(engine)
    const closed = incident('a', { status: 'resolved', resolvedAt: at(30) })
    const later = incident('c', { status: 'resolved', resolvedAt: at(30) })
    const open = incident('b')
    await mergeInto(store, [closed, open], context(100, { firstRead: true, lastRead: null }))
    await mergeInto(store, [closed, open, later], context(105))
    const found = await findIncidents(store.db)
    expect(Object.fromEntries(found.map((i) => [i.id, i.backfilled]))).toEqual({
      a: true,
      b: false,
      c: false,
    })
  })
})
