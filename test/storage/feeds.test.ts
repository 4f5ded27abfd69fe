import { describe, expect, test } from 'vitest'
import {
  addGap,
  claimDueFeeds,
  closeGap,
  feedRow,
  gapsBetween,
  listFeeds,
  openGap,
  syncFeeds,
  updateFeed,
} from '#storage/feeds.ts'
import type { Store } from '#storage/open.ts'
import { engines, freshDatabase, testStore } from './engines.ts'

const now = '2026-03-02T12:00:00.000Z'

function hours(n: number): string {
  return new Date(Date.parse(now) + n * 3_600_000).toISOString()
}

function specs(...ids: string[]) {
  return ids.map((id) => ({
    id,
    source: 'test',
    url: `https://${id}.example`,
    kind: 'status' as const,
    disabled: null as string | null,
  }))
}

async function claim(store: Store, time: string, limit = 100): Promise<string[]> {
  const lease = new Date(Date.parse(time) + 600_000).toISOString()
  const farthest = new Date(Date.parse(time) + 8 * 86_400_000).toISOString()
  const due = await store.write((trx) => claimDueFeeds(trx, time, lease, farthest, limit))
  return due.map(({ id }) => id)
}

describe.each(engines)('feeds on %s', (engine) => {
  test('are each given to one claimer only', async () => {
    const url = await freshDatabase(engine)
    const stores = [await testStore(engine, url), await testStore(engine, url)]
    const ids = Array.from({ length: 200 }, (_, i) => `feed-${i}`)
    await syncFeeds(stores[0]!.db, specs(...ids), now)
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, i) => claim(stores[i % 2]!, now, 30)),
    )
    const rest = await claim(stores[0]!, now, 1000)
    const given = [...claims.flat(), ...rest]
    expect(given).toHaveLength(200)
    expect(new Set(given).size).toBe(200)
  })

  test('are not due again after a crash until the lease is over', async () => {
    const store = await testStore(engine)
    await syncFeeds(store.db, specs('a'), now)
    expect(await claim(store, now)).toEqual(['a'])
    expect((await feedRow(store.db, 'a'))!.last_attempt_at).toBe(now)
    expect(await claim(store, hours(0.1))).toEqual([])
    expect(await claim(store, hours(0.2))).toEqual(['a'])
  })

  test('come in the order in which they are due', async () => {
    const store = await testStore(engine)
    await syncFeeds(store.db, specs('a', 'b', 'c'), now)
    await updateFeed(store.db, 'b', { next_check_at: hours(-2) })
    await updateFeed(store.db, 'c', { next_check_at: hours(-1) })
    expect((await claim(store, now, 2)).sort()).toEqual(['b', 'c'])
  })

  test('are due when the clock jumped far back, not when they wait a week', async () => {
    const store = await testStore(engine)
    await syncFeeds(store.db, specs('week', 'jump'), now)
    await updateFeed(store.db, 'week', { next_check_at: hours(24 * 7) })
    await updateFeed(store.db, 'jump', { next_check_at: '2099-01-01T00:00:00.000Z' })
    expect(await claim(store, now)).toEqual(['jump'])
  })

  test('are all due once when the clock jumps far ahead', async () => {
    const store = await testStore(engine)
    await syncFeeds(store.db, specs('a', 'b'), now)
    await claim(store, now)
    const far = '2099-01-01T00:00:00.000Z'
    expect((await claim(store, far)).sort()).toEqual(['a', 'b'])
    expect(await claim(store, far)).toEqual([])
  })

  test('rest when they are disabled or no longer listed, and come back at once', async () => {
    const store = await testStore(engine)
    await syncFeeds(store.db, specs('a', 'b', 'c'), now)
    await updateFeed(store.db, 'a', { next_check_at: hours(3) })
    const [a, b] = specs('a', 'b') as [(typeof all)[0], (typeof all)[0]]
    const all = specs('a', 'b', 'c')
    await syncFeeds(store.db, [a, { ...b, disabled: 'moved' }], hours(1))
    expect((await listFeeds(store.db)).map((f) => f.active)).toEqual([1, 0, 0])
    expect(await claim(store, hours(2))).toEqual([])
    await syncFeeds(store.db, all, hours(2))
    expect((await claim(store, hours(2))).sort()).toEqual(['b', 'c'])
  })

  test('are left alone by a list that holds only some of them', async () => {
    const store = await testStore(engine)
    await syncFeeds(store.db, specs('a', 'b'), now)
    await syncFeeds(store.db, specs('b'), now, 'keep others')
    expect((await listFeeds(store.db)).map((f) => f.active)).toEqual([1, 1])
  })

  test('have one open gap at a time, which ends once', async () => {
    const store = await testStore(engine)
    await openGap(store.db, 'a', hours(0), 'first')
    await openGap(store.db, 'a', hours(1), 'second')
    await closeGap(store.db, 'a', hours(2))
    await closeGap(store.db, 'a', hours(9))
    const gap = { feed: 'a', from: hours(0), to: hours(2), error: 'first' }
    expect(await gapsBetween(store.db, hours(1), hours(3))).toEqual([gap])
  })

  test('have the gaps that overlap a window and no others', async () => {
    const store = await testStore(engine)
    const gap = (from: number, to: number | null, error: string) =>
      addGap(store.db, { feed: '*', from: hours(from), to: to === null ? null : hours(to), error })
    await gap(0, 10, 'ends at the start')
    await gap(5, 11, 'reaches in')
    await gap(1, 99, 'spans')
    await gap(12, null, 'lasts')
    await gap(20, 21, 'begins at the end')
    const found = await gapsBetween(store.db, hours(10), hours(20))
    expect(found.map((g) => g.error)).toEqual(['spans', 'reaches in', 'lasts'])
  })
})
