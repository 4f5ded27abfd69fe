import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bodyOf, packReply, pruneArchive, repliesOf, saveReply } from '#storage/archive.ts'
import {
  articlesBetween,
  articlesTitled,
  type NewArticle,
  saveArticles,
} from '#storage/articles.ts'
import { saveAsk } from '#storage/feeds.ts'
import type { Store } from '#storage/open.ts'
import { at } from '../poll/make.ts'
import { dump, engines, testStore } from './engines.ts'

const url = 'https://status.example/api'

async function archive(store: Store, minutes: number, text: string, feed = 'a'): Promise<string> {
  const body = Buffer.from(text)
  const hash = createHash('sha256').update(body).digest('hex')
  const reply = { feed, url, hash, headers: { 'content-type': 'text/plain' }, body }
  const packed = await packReply({ ...reply, fetchedAt: at(minutes) })
  await store.write((trx) => saveReply(trx, packed))
  return hash
}

describe.each(engines)('the archive on %s', (engine) => {
  test('gives a body back byte for byte', async () => {
    const store = await testStore(engine)
    const text = `é\u0000漢${'x'.repeat(100_000)}`
    const hash = await archive(store, 0, text)
    expect(Buffer.from((await bodyOf(store.db, hash))!).toString()).toBe(text)
    expect(await bodyOf(store.db, 'unknown')).toBeNull()
  })

  test('keeps a body once and every time it came', async () => {
    const store = await testStore(engine)
    const [one] = [await archive(store, 0, 'one'), await archive(store, 5, 'two')]
    await archive(store, 10, 'one')
    const replies = await repliesOf(store.db, 'a')
    expect(replies.map((r) => r.fetched_at)).toEqual([at(0), at(5), at(10)])
    expect(replies[2]!.hash).toBe(one)
    expect((await dump(store.db)).bodies).toHaveLength(2)
  })

  test('drops old replies and their bodies, but never the newest of an address', async () => {
    const store = await testStore(engine)
    const one = await archive(store, 0, 'one')
    const two = await archive(store, 5, 'two')
    const other = await archive(store, 1, 'other', 'b')
    expect(await pruneArchive(store.db, at(1000))).toBe(1)
    expect(await bodyOf(store.db, one)).toBeNull()
    expect(await bodyOf(store.db, two)).not.toBeNull()
    expect(await bodyOf(store.db, other)).not.toBeNull()
    expect(await pruneArchive(store.db, at(1000))).toBe(0)
  })

  test('keeps the body that the next conditional request needs', async () => {
    const store = await testStore(engine)
    const hash = await archive(store, 0, 'known')
    await archive(store, 5, 'newer')
    const none = { etag: null, last_modified: null }
    await saveAsk(store.db, { feed: 'a', url, hash, headers: '{}', fetched_at: at(0), ...none })
    await pruneArchive(store.db, at(3))
    expect(await bodyOf(store.db, hash)).not.toBeNull()
  })
})

function article(id: string, fields: Partial<NewArticle> = {}): NewArticle {
  return {
    id,
    url: `https://news.example/${id}`,
    title: `Story ${id}`,
    titleKey: `story ${id}`,
    summary: 'In short.',
    publishedAt: at(0),
    updatedAt: null,
    publisher: null,
    ...fields,
  }
}

describe.each(engines)('articles on %s', (engine) => {
  async function save(store: Store, minutes: number, ...articles: NewArticle[]): Promise<number> {
    const seen = { at: at(minutes), hash: 'h', firstRead: false }
    return store.write((trx) => saveArticles(trx, 'news', articles, seen))
  }

  const all = (store: Store) => articlesBetween(store.db, '2000', '2100')

  test('are written once however often they are read', async () => {
    const store = await testStore(engine)
    expect(await save(store, 0, article('a'), article('b'))).toBe(2)
    const before = await dump(store.db)
    expect(await save(store, 5, article('b'), article('a'))).toBe(0)
    expect(await dump(store.db)).toEqual(before)
  })

  test('are one when the same link comes under a new id', async () => {
    const store = await testStore(engine)
    await save(store, 0, article('a'))
    expect(await save(store, 5, article('b', { url: article('a').url, title: 'Story a' }))).toBe(0)
    expect(await all(store)).toHaveLength(1)
  })

  test('are several when they share a link, and settle', async () => {
    const store = await testStore(engine)
    const front = { url: 'https://news.example/' }
    const some = [article('a', front), article('b', front), article('c', front)]
    await save(store, 0, some[0]!)
    await save(store, 5, ...some)
    expect(await save(store, 10, ...some)).toBe(0)
    expect((await all(store)).map((a) => a.title)).toEqual(['Story a', 'Story b', 'Story c'])
  })

  test('keep the title that was edited', async () => {
    const store = await testStore(engine)
    await save(store, 0, article('a', { title: 'Before' }))
    expect(await save(store, 5, article('a', { title: 'After' }))).toBe(1)
    const [now] = await all(store)
    expect(now).toMatchObject({ title: 'After', firstSeenAt: at(0), lastSeenAt: at(5) })
    expect((await dump(store.db)).versions![0]).toContain('Before')
  })

  test('take a date that comes later and never lose one', async () => {
    const store = await testStore(engine)
    await save(store, 0, article('a', { publishedAt: null }))
    await save(store, 5, article('a', { publishedAt: at(3) }))
    await save(store, 9, article('a', { publishedAt: null, summary: 'Longer.' }))
    expect((await all(store))[0]).toMatchObject({ publishedAt: at(3), summary: 'Longer.' })
  })

  test('are found by date, by first sight and by title', async () => {
    const store = await testStore(engine)
    await save(store, 50, article('dated', { publishedAt: at(10) }))
    await save(store, 15, article('undated', { publishedAt: null }))
    await save(store, 50, article('at-end', { publishedAt: at(20) }))
    const found = await articlesBetween(store.db, at(10), at(20))
    expect(found.map((a) => a.id).sort()).toEqual(['dated', 'undated'])
    const titled = await articlesTitled(store.db, ['story dated', 'story undated', 'nothing'])
    expect(titled.map((a) => a.id)).toEqual(['dated'])
  })
})
