import { describe, expect, test } from 'vitest'
import { asksOf, feedRow, gapsBetween } from '#storage/feeds.ts'
import { findIncidents } from '#storage/incidents.ts'
import { StorageError } from '../../src/errors.ts'
import type { Incident } from '../../src/incident.ts'
import { type PollTools, pollFeed } from '../../src/poll/poll-feed.ts'
import { dump, engines, testStore } from '../storage/engines.ts'
import { at, incident, testSource } from './make.ts'
import { type Desk, openDesk, openPage } from './page.ts'

const years = ['2000', '2100'] as const

function poll(desk: Desk, minutes: number, tools: Partial<PollTools> = {}, source = testSource) {
  desk.clock(minutes)
  return pollFeed(desk.specs[0]!, source, { ...desk.tools, ...tools })
}

describe.each(engines)('a poll on %s', (engine) => {
  async function start(bare = false) {
    const store = await testStore(engine)
    const page = await openPage(bare)
    page.say({ incidents: [incident('a')] })
    const desk = await openDesk(store, page.url)
    const row = async () => (await feedRow(store.db, 'test:0'))!
    return { store, page, desk, row }
  }

  test('reads a page and writes everything that it learned', async () => {
    const { store, desk, row } = await start()
    expect(await poll(desk, 1)).toMatchObject({ outcome: 'read', changed: 1, failure: null })
    const [stored] = await findIncidents(store.db)
    expect(stored).toMatchObject({ id: 'a', serviceIds: ['desk'], backfilled: false })
    expect(stored!.replyHash).toBe((await asksOf(store.db, 'test:0'))[0]!.hash)
    expect(await row()).toMatchObject({ first_read_at: at(1), last_read_at: at(1), failures: 0 })
    expect((await row()).next_check_at <= at(2.1)).toBe(true)
  })

  test.each([
    ['304', false, '304'],
    ['the same body', true, '200'],
  ])('writes nothing but the feed when the answer is %s', async (_, bare) => {
    const { store, page, desk, row } = await start(bare)
    await poll(desk, 1)
    const before = await dump(store.db, ['feeds'])
    expect(await poll(desk, 6)).toMatchObject({ outcome: 'unchanged', changed: 0 })
    expect(await dump(store.db, ['feeds'])).toEqual(before)
    expect(await row()).toMatchObject({ last_read_at: at(6), last_changed_at: at(1) })
    expect(page.requests[1]!['if-none-match']).toBe(bare ? undefined : `"${etagOf(before)}"`)
  })

  test('reads everything again when the program is another version', async () => {
    const { page, desk } = await start()
    await poll(desk, 1)
    expect(await poll(desk, 6, { version: '2' })).toMatchObject({ outcome: 'read', changed: 0 })
    expect(page.requests[1]!['if-none-match']).toBeUndefined()
  })

  test('keeps the last state and opens a gap when a web page comes instead', async () => {
    const { store, page, desk, row } = await start()
    await poll(desk, 1)
    const before = await dump(store.db, ['feeds', 'gaps'])
    page.say('<html>Down for maintenance</html>', { 'content-type': 'text/html' })
    const result = await poll(desk, 6)
    expect(result).toMatchObject({ outcome: 'failed', failure: 'parse', changed: 0 })
    expect(await dump(store.db, ['feeds', 'gaps'])).toEqual(before)
    expect(await row()).toMatchObject({ failures: 1, error_kind: 'parse', last_read_at: at(1) })
    const gap = { feed: 'test:0', from: at(1), error: result.error }
    expect(await gapsBetween(store.db, ...years)).toEqual([{ ...gap, to: null }])
    await poll(desk, 11)
    expect(await row()).toMatchObject({ failures: 2 })
    page.say({ incidents: [incident('a')] })
    expect(await poll(desk, 16)).toMatchObject({ outcome: 'unchanged' })
    expect(page.requests.at(-1)!['if-none-match']).toBe(page.requests[1]!['if-none-match'])
    expect(await gapsBetween(store.db, ...years)).toEqual([{ ...gap, to: at(16) }])
    expect(await row()).toMatchObject({ failures: 0, error: null, error_kind: null })
  })

  test('closes the gap when the page recovers with news', async () => {
    const { store, page, desk } = await start()
    page.fail(500)
    await poll(desk, 1)
    page.say({ incidents: [incident('b')] })
    expect(await poll(desk, 6)).toMatchObject({ outcome: 'read', changed: 1 })
    expect(await gapsBetween(store.db, ...years)).toMatchObject([{ from: at(1), to: at(6) }])
  })

  test('waits as long as the server asks', async () => {
    const { page, desk, row } = await start()
    page.fail(503, { 'retry-after': '7200' })
    expect(await poll(desk, 1)).toMatchObject({ outcome: 'failed', failure: 'http' })
    expect((await row()).next_check_at >= at(121)).toBe(true)
  })

  test('stores nothing at all when one row cannot be written', async () => {
    const { store, page, desk, row } = await start()
    const untitled = { ...incident('b'), title: null } as unknown as Incident
    page.say({ incidents: [incident('a'), untitled] })
    const before = await dump(store.db, ['feeds', 'gaps'])
    expect(await poll(desk, 1)).toMatchObject({ outcome: 'failed', failure: 'local' })
    expect(await dump(store.db, ['feeds', 'gaps'])).toEqual(before)
    expect(await asksOf(store.db, 'test:0')).toEqual([])
    expect(await row()).toMatchObject({ first_read_at: null, failures: 0 })
    expect(await poll(desk, 6)).toMatchObject({ outcome: 'failed' })
    expect(page.requests[1]!['if-none-match']).toBeUndefined()
  })

  test('counts no failure when the fault is our own', async () => {
    const { desk, row } = await start()
    const broken = {
      ...testSource,
      read() {
        throw new TypeError('a mistake of ours')
      },
    }
    for (const minutes of [1, 2, 3]) await poll(desk, minutes, {}, broken)
    expect(await row()).toMatchObject({ failures: 0, error_kind: 'local' })
    expect((await row()).next_check_at <= at(3 + 1.1)).toBe(true)
  })

  test('hands a fault of the database on and leaves the feed alone', async () => {
    const { store, desk, row } = await start()
    const before = await row()
    const full = {
      ...store,
      write: async () => {
        throw new StorageError('The disk is full.')
      },
    }
    await expect(poll(desk, 1, { store: full })).rejects.toThrow('The disk is full.')
    expect(await row()).toEqual(before)
  })

  test('says nothing of the feed when we were told to stop', async () => {
    const { store, desk, row } = await start()
    const before = await row()
    const result = await poll(desk, 1, { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ outcome: 'unchanged', failure: null })
    expect(await row()).toEqual(before)
    expect(await gapsBetween(store.db, ...years)).toEqual([])
  })

  test('asks without validators when the body of a 304 is no longer there', async () => {
    const { store, page, desk } = await start()
    await poll(desk, 1)
    await store.db.deleteFrom('bodies').execute()
    expect(await poll(desk, 6)).toMatchObject({ outcome: 'unchanged' })
    expect(page.requests[1]!['if-none-match']).toBeUndefined()
  })

  test('backfills what was over before the feed was new, and not what is open', async () => {
    const { store, page, desk } = await start()
    const closed = incident('old', { status: 'resolved', resolvedAt: at(0) })
    page.say({ incidents: [closed, incident('open')] })
    await poll(desk, 1)
    page.say({ incidents: [closed, incident('open'), { ...closed, id: 'later', title: 'Other' }] })
    await poll(desk, 6)
    const found = await findIncidents(store.db)
    expect(new Map(found.map((i) => [i.id, i.backfilled]))).toEqual(
      new Map([
        ['later', false],
        ['old', true],
        ['open', false],
      ]),
    )
  })
})

function etagOf(dumped: Record<string, unknown[]>): string {
  const [ask] = dumped.asks as string[]
  return (JSON.parse(ask!) as { etag: string }).etag.replaceAll('"', '')
}
