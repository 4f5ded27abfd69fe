import { describe, expect, test } from 'vitest'
import { feedRow, gapsBetween, listFeeds, updateFeed } from '#storage/feeds.ts'
import { pollDue, pollNow } from '../../src/poll/round.ts'
import { engines, testStore } from '../storage/engines.ts'
import { at } from './make.ts'
import { type Desk, openDesk, openPage } from './page.ts'

function due(desk: Desk, minutes: number) {
  desk.clock(minutes)
  return pollDue(new Map(desk.specs.map((s) => [s.id, s])), desk.tools)
}

/** Nobody listens there. */
const nowhere = ['http://127.0.0.1:1/', 'http://127.0.0.1:1/b', 'http://127.0.0.1:1/c']

describe.each(engines)('a round on %s', (engine) => {
  test('polls what is due and nothing else', async () => {
    const store = await testStore(engine)
    const pages = [await openPage(), await openPage()]
    for (const page of pages) page.say({})
    const desk = await openDesk(store, ...pages.map((p) => p.url))
    await updateFeed(store.db, 'test:1', { next_check_at: at(60) })
    expect((await due(desk, 1)).map((r) => r.feed)).toEqual(['test:0'])
    expect(await due(desk, 2)).toEqual([])
    expect((await due(desk, 7)).map((r) => r.feed)).toEqual(['test:0'])
    expect(pages.map((p) => p.requests.length)).toEqual([2, 0])
  })

  test('moves the next check before anything is asked', async () => {
    const store = await testStore(engine)
    const page = await openPage()
    page.say({})
    const desk = await openDesk(store, page.url)
    let during = ''
    const { client } = desk.tools
    desk.tools.client = {
      ...client,
      async get(request) {
        during = (await feedRow(store.db, 'test:0'))!.next_check_at
        return client.get(request)
      },
    }
    await due(desk, 1)
    expect(during).toBe(at(11))
  })

  test('asks a page that wants a week of peace no sooner, whatever its spread', async () => {
    const store = await testStore(engine)
    const page = await openPage()
    page.fail(503, { 'retry-after': String(7 * 86_400) })
    const desk = await openDesk(store, ...Array.from({ length: 20 }, (_, i) => `${page.url}${i}`))
    expect(await due(desk, 1)).toHaveLength(20)
    expect(await due(desk, 2)).toEqual([])
    expect(await due(desk, 6 * 1440)).toEqual([])
    expect(page.requests).toHaveLength(20)
  })

  test('blames itself when most feeds cannot be reached, and only as long', async () => {
    const store = await testStore(engine)
    const page = await openPage()
    page.say({})
    const desk = await openDesk(store, page.url, ...nowhere)
    const results = await due(desk, 1)
    const failures = results.map((r) => r.failure ?? 'none')
    expect(failures.sort()).toEqual(['network', 'network', 'network', 'none'])
    expect((await listFeeds(store.db)).map((f) => f.failures)).toEqual([0, 0, 0, 0])
    const own = async () =>
      (await gapsBetween(store.db, '2000', '2100')).filter((g) => g.feed === '*')
    expect(await own()).toEqual([
      { feed: '*', from: at(1), to: null, error: 'the collector could not reach 3 of 4 feeds' },
    ])
    desk.clock(7)
    await pollNow(desk.specs.slice(0, 1), desk.tools)
    expect(await own()).toMatchObject([{ to: at(7) }])
  })

  test('blames the feeds when only few cannot be reached', async () => {
    const store = await testStore(engine)
    const page = await openPage()
    page.say({})
    const more = [1, 2, 3].map((i) => `${page.url}${i}`)
    const desk = await openDesk(store, page.url, ...more, nowhere[0]!)
    await due(desk, 1)
    expect((await feedRow(store.db, 'test:4'))!.failures).toBe(1)
    expect((await gapsBetween(store.db, '2000', '2100')).map((g) => g.feed)).toEqual(['test:4'])
  })

  test('begins no poll once it was told to stop', async () => {
    const store = await testStore(engine)
    const page = await openPage()
    const desk = await openDesk(store, page.url)
    desk.tools.signal = AbortSignal.abort()
    expect(await due(desk, 1)).toEqual([])
    expect(page.requests).toEqual([])
  })
})
