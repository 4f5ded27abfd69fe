import { describe, expect, test } from 'vitest'
import { syncFeeds, updateFeed } from '#storage/feeds.ts'
import {
  findIncidents,
  incidentsForMerge,
  openIncidentIds,
  versionsOf,
} from '#storage/incidents.ts'
import type { Store } from '#storage/open.ts'
import {
  at,
  context,
  incident,
  mergeAll,
  mergeInto,
  onlyIncident,
  spec,
  update,
} from '../poll/make.ts'
import { dump, engines, testStore } from './engines.ts'

async function versions(store: Store) {
  const rows = await versionsOf(store.db, (await onlyIncident(store)).key)
  return rows.map(({ part, value, replaced_at }) => ({ part, value, replaced_at }))
}

describe.each(engines)('incidents on %s', (engine) => {
  test('come back as they were read', async () => {
    const store = await testStore(engine)
    const whole = incident('a', {
      status: 'postmortem',
      resolvedAt: at(60),
      services: ['API', "Ünïcode “quotes” \\ ' 漢字 🙂"],
      components: ['one', 'two'],
      regions: ['eu-west-1'],
      postmortem: { url: 'https://status.example/pm', text: 'Why it broke.', at: at(90) },
      stated: { from: at(1), to: null, basis: 'begin and end' },
      updates: [update('a-1', 0, 'One.\nTwo.'), update('a-2', null, 'Undated.')],
    })
    await mergeAll(store, {}, [whole])
    expect(await onlyIncident(store)).toMatchObject({
      ...whole,
      feed: 'test:page',
      service: 'desk',
      serviceIds: ['desk'],
      firstSeenAt: at(100),
      changedAt: at(100),
      state: 'present',
      backfilled: false,
      reopened: 0,
      edits: 0,
      formerIds: [],
      replyHash: 'hash-100',
    })
  })

  test('keep the title that was edited', async () => {
    const store = await testStore(engine)
    await mergeAll(store, {}, [incident('a', { title: 'API is down' })], [incident('a')])
    expect(await onlyIncident(store)).toMatchObject({
      title: 'Trouble a',
      edits: 1,
      changedAt: at(105),
    })
    expect(await versions(store)).toEqual([
      { part: 'title', value: 'API is down', replaced_at: at(105) },
    ])
  })

  test('keep the text of an update that was edited', async () => {
    const store = await testStore(engine)
    const before = update('a-1', 0, 'Everything is broken.')
    const after = update('a-1', 0, 'Some requests fail.')
    await mergeAll(
      store,
      {},
      [incident('a', { updates: [before] })],
      [incident('a', { updates: [after] })],
    )
    expect(await onlyIncident(store)).toMatchObject({ updates: [after], edits: 1 })
    expect(await versions(store)).toEqual([
      { part: 'update:a-1', value: JSON.stringify(before), replaced_at: at(105) },
    ])
  })

  test('keep an update that was withdrawn, and take it back when it comes again', async () => {
    const store = await testStore(engine)
    const both = incident('a', { updates: [update('a-1', 0, 'One.'), update('a-2', 5, 'Two.')] })
    const one = incident('a', { updates: [update('a-1', 0, 'One.')] })
    await mergeAll(store, {}, [both], [one])
    expect(await onlyIncident(store)).toMatchObject({ updates: one.updates, edits: 1 })
    expect((await versions(store)).map((v) => v.part)).toEqual(['update:a-2'])
    await mergeInto(store, [both], context(200))
    expect((await onlyIncident(store)).updates).toEqual(both.updates)
  })

  test('keep updates that a source of only the newest no longer gives', async () => {
    const store = await testStore(engine)
    const first = incident('a', { updates: [update('a-1', 0, 'One.')] })
    const second = incident('a', { updates: [update('a-2', 5, 'Two.')] })
    await mergeAll(store, { wholeTimeline: false }, [first], [second])
    expect((await onlyIncident(store)).updates.map((u) => u.text)).toEqual(['One.', 'Two.'])
    expect(await versions(store)).toEqual([])
  })

  test('keep fields that were changed', async () => {
    const store = await testStore(engine)
    await mergeAll(
      store,
      {},
      [incident('a', { impact: 'minor' })],
      [incident('a', { impact: 'critical' })],
    )
    expect(await onlyIncident(store)).toMatchObject({ impact: 'critical', edits: 0 })
    const [fields] = await versions(store)
    expect(fields!.part).toBe('fields')
    expect(JSON.parse(fields!.value)).toMatchObject({ impact: 'minor' })
  })

  test('count no edit and keep no version when only white space changes', async () => {
    const store = await testStore(engine)
    const spaced = incident('a', {
      title: ' Trouble   a\n',
      updates: [update('a-1', 0, ' We  look\n into a. ')],
    })
    await mergeAll(store, {}, [incident('a')])
    const before = await dump(store.db)
    expect(await mergeInto(store, [spaced], context(105))).toBe(0)
    expect(await dump(store.db)).toEqual(before)
  })

  test('are written once however often they are read', async () => {
    const store = await testStore(engine)
    const some = [incident('a'), incident('b', { updates: [] })]
    expect(await mergeAll(store, {}, some, some, some)).toBe(0)
  })

  test('keep the impact when a reading does not know it', async () => {
    const store = await testStore(engine)
    await mergeAll(
      store,
      {},
      [incident('a', { impact: 'major', impactLabel: 'Major' })],
      [incident('a', { impact: 'unknown', impactLabel: null })],
    )
    expect(await onlyIncident(store)).toMatchObject({ impact: 'major', impactLabel: 'Major' })
  })

  test('take no update twice when a feed tells it with other ids and without seconds', async () => {
    const store = await testStore(engine)
    const api = [
      update('x1', 0.4, 'We look into it.', { status: 'investigating' }),
      update('x2', 30.9, 'It is fixed.', { status: 'resolved' }),
    ]
    const feed = [
      update('f1', 0, 'We look  into it.', { status: 'unknown' }),
      update('f2', 30, 'It is fixed. ', { status: 'resolved' }),
    ]
    await mergeAll(store, {}, [incident('a', { updates: api })])
    const before = await dump(store.db)
    const changes = await mergeInto(
      store,
      [incident('a', { updates: feed })],
      context(105, { wholeTimeline: false }),
    )
    expect(changes).toBe(0)
    expect(await dump(store.db)).toEqual(before)
  })

  test('keep both of two equal updates whose order changes', async () => {
    const store = await testStore(engine)
    const first = update('a-1', 1, 'Still looking.')
    const twin = update('a-2', 0, 'Still looking.')
    await mergeAll(
      store,
      {},
      [incident('a', { updates: [first] })],
      [incident('a', { updates: [twin, first] })],
    )
    expect((await onlyIncident(store)).updates).toEqual([twin, first])
  })

  test('bear one id twice in a list', async () => {
    const store = await testStore(engine)
    const twice = [update('u', 0, 'First text.'), update('u', 0, 'Second text.')]
    const list = [incident('a', { updates: twice }), incident('a', { updates: twice })]
    expect(await mergeAll(store, {}, list, list)).toBe(0)
    expect((await onlyIncident(store)).updates.map((u) => u.text)).toEqual(['Second text.'])
  })

  test('are written by the hundred', async () => {
    const store = await testStore(engine)
    const many = Array.from({ length: 450 }, (_, i) =>
      incident(`i${i}`, { updates: [update('1', 0, `One ${i}.`), update('2', 1, `Two ${i}.`)] }),
    )
    expect(await mergeAll(store, {}, many)).toBe(450)
    const stored = await incidentsForMerge(store.db, 'test:page', [])
    expect(stored.flatMap((s) => s.updates)).toHaveLength(900)
    expect(stored.every((s) => s.updates[0]!.text === `One ${s.id.slice(1)}.`)).toBe(true)
    expect(await mergeAll(store, {}, many)).toBe(0)
  })

  test('are last seen when their feed was last read, while they are listed', async () => {
    const store = await testStore(engine)
    await syncFeeds(store.db, [spec('https://status.example')], at(0))
    await mergeAll(store, {}, [incident('a')])
    await updateFeed(store.db, 'test:page', { last_read_at: at(500) })
    expect(await onlyIncident(store)).toMatchObject({ lastSeenAt: at(500) })
  })

  test('that are open are known by id, oldest first', async () => {
    const store = await testStore(engine)
    const done = incident('c', { status: 'completed', kind: 'maintenance' })
    await mergeAll(store, {}, [incident('z'), incident('b', { status: 'unknown' }), done])
    expect(await openIncidentIds(store.db, 'test:page')).toEqual(['z', 'b'])
  })

  test('are found in every window that they touch', async () => {
    const store = await testStore(engine)
    const span = (id: string, from: number, to: number | null, fields = {}) =>
      incident(id, {
        startedAt: at(from),
        postedAt: at(from),
        resolvedAt: to === null ? null : at(to),
        status: to === null ? 'investigating' : 'resolved',
        updates: [],
        ...fields,
      })
    await mergeAll(store, {}, [
      span('before', -50, -1),
      span('ends-at-start', -50, 0),
      span('ends-within', -50, 3),
      span('spans', -50, 50),
      span('within', 2, 4),
      span('open', -50, null),
      span('begins-at-end', 10, 12),
      span('update-within', -50, -20, { updates: [update('u', 5, 'One word more.')] }),
    ])
    const ids = async (query: object) => (await findIncidents(store.db, query)).map((i) => i.id)
    const window = await ids({ from: at(0), to: at(10) })
    expect(window.sort()).toEqual([
      'ends-at-start',
      'ends-within',
      'open',
      'spans',
      'update-within',
      'within',
    ])
    expect(await ids({ openOnly: true })).toEqual(['open'])
    expect(await ids({ service: 'desk' })).toHaveLength(8)
    expect(await ids({ service: 'des' })).toEqual([])
    expect(await ids({ service: '%' })).toEqual([])
    expect(await ids({ keys: [] })).toEqual([])
  })
})
