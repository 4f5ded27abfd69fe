import { expect, it, onTestFinished } from 'vitest'
import { editionByNumber, newestEdition } from '#storage/editions.ts'
import { syncFeeds, updateFeed } from '#storage/feeds.ts'
import { openStore, type Store } from '#storage/open.ts'
import { drawClosedEditions } from '../../src/digest/draw.ts'

const settings = {
  at: '0 20 * * 0',
  timezone: 'America/New_York',
  first: { week: '2017-W36', number: 88 },
}

/** A store whose one feed was first read at the given time, if any. */
async function storeReadSince(firstRead: string | null): Promise<Store> {
  const store = await openStore('sqlite::memory:')
  onTestFinished(() => store.close())
  const feed = {
    id: 'a',
    source: 'rss',
    url: 'https://a.example',
    kind: 'status' as const,
    disabled: null,
  }
  await syncFeeds(store.db, [feed], '2017-09-01T00:00:00.000Z')
  if (firstRead)
    await updateFeed(store.db, 'a', { first_read_at: firstRead, last_read_at: firstRead })
  return store
}

const weeks = async (store: Store, now: string) =>
  (await drawClosedEditions(store, [], settings, now)).map((e) => e.week)

it('draws an edition once, when it has closed and not before', async () => {
  const store = await storeReadSince('2017-09-05T00:00:00.000Z')
  expect(await weeks(store, '2017-09-10T23:59:59.000Z')).toEqual([])
  expect(await weeks(store, '2017-09-11T00:00:00.000Z')).toEqual(['2017-W36'])
  expect(await weeks(store, '2017-09-11T00:00:10.000Z')).toEqual([])
  expect((await editionByNumber(store.db, 88))?.week).toBe('2017-W36')
})

it('makes up for the editions missed while it was off, oldest first', async () => {
  const store = await storeReadSince('2017-09-05T00:00:00.000Z')
  await weeks(store, '2017-09-12T00:00:00.000Z')
  expect(await weeks(store, '2017-10-03T00:00:00.000Z')).toEqual([
    '2017-W37',
    '2017-W38',
    '2017-W39',
  ])
  expect((await newestEdition(store.db))?.number).toBe(91)
})

it('draws nothing for weeks before anything was read, nor for a future one', async () => {
  expect(await weeks(await storeReadSince(null), '2017-10-03T00:00:00.000Z')).toEqual([])
  const fresh = await storeReadSince('2017-10-02T12:00:00.000Z')
  expect(await weeks(fresh, '2017-10-03T00:00:00.000Z')).toEqual([])
  expect(await weeks(fresh, '2017-10-09T00:00:00.000Z')).toEqual(['2017-W40'])
})

it('draws two at once only once', async () => {
  const store = await storeReadSince('2017-09-05T00:00:00.000Z')
  const both = await Promise.all([1, 2].map(() => weeks(store, '2017-09-12T00:00:00.000Z')))
  expect(both.flat()).toEqual(['2017-W36'])
})
