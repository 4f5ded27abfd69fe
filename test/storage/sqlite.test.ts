import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type CompiledQuery, Kysely, type LogEvent, sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { listFeeds, syncFeeds, updateFeed } from '#storage/feeds.ts'
import { findIncidents } from '#storage/incidents.ts'
import { openStore, type Store } from '#storage/open.ts'
import type { Schema } from '#storage/schema.ts'
import { openSqlite } from '#storage/sqlite.ts'
import { StorageError } from '../../src/errors.ts'
import { temporaryFolder, testStore } from './engines.ts'

const now = '2026-03-02T12:00:00.000Z'
const feed = { id: 'a', source: 't', url: 'u', kind: 'status' as const, disabled: null }

describe('write on SQLite', () => {
  test('lets two connections read and then write without failing', async () => {
    const url = `sqlite:${join(temporaryFolder(), 'two.db')}`
    const stores = [await testStore('sqlite', url), await testStore('sqlite', url)]
    await syncFeeds(stores[0]!.db, [feed], now)
    const addOne = (store: Store) =>
      store.write(async (trx) => {
        const failures = (await listFeeds(trx))[0]!.failures
        await new Promise((resolve) => setTimeout(resolve, 2))
        await updateFeed(trx, 'a', { failures: failures + 1 })
      })
    for (let i = 0; i < 10; i++) await Promise.all(stores.map(addOne))
    expect((await listFeeds(stores[0]!.db))[0]!.failures).toBe(20)
  })

  test('holds the lock from the start, before anything is written', async () => {
    const file = join(temporaryFolder(), 'lock.db')
    const store = await testStore('sqlite', `sqlite:${file}`)
    const other = new Database(file, { timeout: 0 })
    await store.write(async (trx) => {
      await listFeeds(trx)
      expect(() => other.exec('begin immediate')).toThrow(/locked/)
    })
    other.exec('begin immediate; rollback')
    other.close()
  })

  test('waits for a lock that another program gives back', async () => {
    const file = join(temporaryFolder(), 'wait.db')
    const store = await testStore('sqlite', `sqlite:${file}`)
    const other = new Database(file)
    other.exec('begin immediate')
    setTimeout(() => other.exec('commit'), 700)
    await store.write((trx) => syncFeeds(trx, [feed], now))
    other.close()
    expect(await listFeeds(store.db)).toHaveLength(1)
  })

  test('says so when the lock is never given back', async () => {
    const file = join(temporaryFolder(), 'never.db')
    const store = await testStore('sqlite', `sqlite:${file}`)
    const other = new Database(file)
    other.exec('begin immediate')
    const error = await store.write((trx) => listFeeds(trx)).catch((e: unknown) => e)
    other.exec('rollback')
    other.close()
    expect(error).toBeInstanceOf(StorageError)
    expect((error as StorageError).message).toContain('is locked by another program')
  })

  test('refuses the outer database inside a transaction instead of waiting for itself', async () => {
    const store = await testStore('sqlite')
    await expect(store.write(() => listFeeds(store.db))).rejects.toThrow(
      'used inside a transaction instead of the transaction',
    )
    expect(await listFeeds(store.db)).toEqual([])
  })

  test('takes everything back when the callback fails', async () => {
    const store = await testStore('sqlite')
    const failing = store.write(async (trx) => {
      await syncFeeds(trx, [feed], now)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await listFeeds(store.db)).toEqual([])
  })

  test('tells of a full disk in a sentence, loses nothing and goes on', async () => {
    const store = await testStore('sqlite')
    await syncFeeds(store.db, [feed], now)
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db)
    await sql.raw(`pragma max_page_count = ${rows[0]!.page_count + 2}`).execute(store.db)
    const big = () =>
      store.write(async (trx) => {
        const packed = new Uint8Array(200_000)
        await trx.insertInto('bodies').values({ hash: 'h', size: 1, packed }).execute()
      })
    await expect(big()).rejects.toThrow(/cannot grow: the disk is full/)
    expect(await listFeeds(store.db)).toHaveLength(1)
    await sql.raw('pragma max_page_count = 100000').execute(store.db)
    await big()
  })
})

test('a query is prepared once, however often it is asked', async () => {
  const prepare = vi.spyOn(Database.prototype, 'prepare')
  const store = await openStore('sqlite::memory:')
  try {
    await listFeeds(store.db)
    const before = prepare.mock.calls.length
    for (let i = 0; i < 5000; i++) await listFeeds(store.db)
    expect(before).toBeGreaterThan(0)
    expect(prepare.mock.calls.length).toBe(before)
  } finally {
    prepare.mockRestore()
    await store.close()
  }
})

describe('a week among 20,000 incidents', () => {
  test.each(['2026-01-05', '2026-06-01', '2026-12-14'])(
    'is found without a scan: %s',
    async (day) => {
      const store = await testStore('sqlite')
      await fill(store)
      const from = `${day}T00:00:00.000Z`
      const to = new Date(Date.parse(from) + 7 * 86_400_000).toISOString()
      const found = await findIncidents(store.db, { from, to })
      expect(found.length).toBeGreaterThan(100)
      expect(found.length).toBeLessThan(2000)
      for (const line of await planOf(store, from, to)) {
        expect(line).not.toMatch(/^SCAN (incidents|updates)\b/)
      }
    },
  )
})

/** The plan of the very statements that findIncidents sends. */
async function planOf(store: Store, from: string, to: string): Promise<string[]> {
  const sent: CompiledQuery[] = []
  const log = (event: LogEvent) => void sent.push(event.query)
  const { dialect, raw } = openSqlite(store.name.slice('sqlite:'.length))
  const db = new Kysely<Schema>({ dialect, log })
  await findIncidents(db, { from, to })
  const window = sent.find((q) => q.sql.includes('union'))!
  const rows = raw.prepare(`explain query plan ${window.sql}`).all(...window.parameters)
  await db.destroy()
  return (rows as { detail: string }[]).map((r) => r.detail)
}

/** A year of incidents of an hour, one every 26 minutes, three updates each. */
async function fill(store: Store): Promise<void> {
  const minute = (n: string) =>
    `strftime('%Y-%m-%dT%H:%M:%S.000Z', '2026-01-01', '+' || (${n}) || ' minutes')`
  const numbers = 'with recursive n(i) as (select 1 union all select i + 1 from n limit 20000)'
  const start = minute('i * 26')
  await sql
    .raw(
      `insert into incidents ${columns} ${numbers} select i, 'f' || (i % 50), 'i' || i, '[]', '["a"]',
      'T', 'incident', 'resolved', 'minor', ${start}, ${minute('i * 26 + 60')}, ${start}, ${start},
      '[]', '[]', '[]', 'present', 1, 0, 0, 0, ${start}, ${start}, ${start}, 'h', ${start}, ${start},
      ${minute('i * 26 + 60')} from n`,
    )
    .execute(store.db)
  await sql
    .raw(
      `insert into updates ${numbers}, u(p) as (values (0), (1), (2))
      select i, 'u' || p, p, 'resolved', ${minute('i * 26 + p * 30')}, 'text', ${start}, null, 'h' from n, u`,
    )
    .execute(store.db)
}

const columns = `(key, feed, id, former_ids, service_ids, title, kind, status, impact, started_at,
  resolved_at, posted_at, updated_at, services, components, regions, state, listed, backfilled,
  reopened, edits, first_seen_at, last_seen_at, changed_at, reply_hash, fetched_at, began_at,
  ended_at)`
