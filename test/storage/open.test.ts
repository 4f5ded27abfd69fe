import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { listFeeds, syncFeeds } from '#storage/feeds.ts'
import { schemaVersion } from '#storage/migrate.ts'
import { openStore } from '#storage/open.ts'
import { StorageError } from '../../src/errors.ts'
import { engines, freshDatabase, temporaryFolder, testStore } from './engines.ts'

const now = '2026-03-02T12:00:00.000Z'
const feed = { id: 'a', source: 'test', url: 'https://a.example', kind: 'status', disabled: null }

async function refusal(url: string): Promise<StorageError> {
  const outcome = await openStore(url).catch((error: unknown) => error)
  if (!(outcome instanceof StorageError)) throw new Error(`no StorageError but ${String(outcome)}`)
  return outcome
}

/** Runs statements without the program, as an older or newer one would have. */
async function prepare(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  if (url.startsWith('sqlite:')) {
    const raw = new Database(url.slice('sqlite:'.length))
    try {
      const results = statements.map((s) => {
        const statement = raw.prepare(s)
        return statement.reader ? statement.all() : statement.run()
      })
      return results.at(-1) as Record<string, unknown>[]
    } finally {
      raw.close()
    }
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const s of statements) rows = (await client.query(s)).rows
    return rows
  } finally {
    await client.end()
  }
}

const tableNames = {
  sqlite: `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`,
  postgres: `select tablename as name from pg_tables where schemaname = 'public' order by name`,
}

describe.each(engines)('migrations on %s', (engine) => {
  test('leave nothing behind when a statement fails midway', async () => {
    const url = await freshDatabase(engine)
    await prepare(url, 'create table gaps (mine text)')
    await expect(openStore(url)).rejects.toThrow(/gaps|cannot be used/)
    expect(await prepare(url, tableNames[engine])).toEqual([{ name: 'gaps' }])
    await prepare(url, 'drop table gaps')
    const store = await testStore(engine, url)
    expect(await listFeeds(store.db)).toEqual([])
  })

  test('run once when several programs start at the same time', async () => {
    const url = await freshDatabase(engine)
    const stores = await Promise.all([1, 2, 3, 4].map(() => testStore(engine, url)))
    await syncFeeds(stores[0]!.db, [{ ...feed, kind: 'status' }], now)
    for (const store of stores) expect(await listFeeds(store.db)).toHaveLength(1)
  })

  test('keep what is stored at the second start', async () => {
    const url = await freshDatabase(engine)
    const first = await openStore(url)
    await syncFeeds(first.db, [{ ...feed, kind: 'status' }], now)
    await first.close()
    expect(await listFeeds((await testStore(engine, url)).db)).toHaveLength(1)
  })

  test('refuse a newer schema and touch nothing', async () => {
    const url = await freshDatabase(engine)
    const newer = schemaVersion + 1
    const version =
      engine === 'sqlite'
        ? [`pragma user_version = ${newer}`]
        : [
            'create table schema_version (version integer not null)',
            `insert into schema_version values (${newer})`,
          ]
    await prepare(url, 'create table future (mine text)', ...version)
    const before = await prepare(url, tableNames[engine])
    const error = await refusal(url)
    expect(error.message).toContain(`schema version ${newer}`)
    expect(error.hint).toContain('newer')
    expect(await prepare(url, tableNames[engine])).toEqual(before)
  })
})

describe('a file that is no good database', () => {
  test('is refused when it is a folder', async () => {
    const folder = temporaryFolder()
    expect((await refusal(`sqlite:${folder}`)).message).toBe(
      `${folder} is a folder, not a database.`,
    )
  })

  test('is refused when it is a text, which stays as it is', async () => {
    const file = join(temporaryFolder(), 'notes.txt')
    const text = 'Only some notes of mine.\n'.repeat(500)
    writeFileSync(file, text)
    expect((await refusal(`sqlite:${file}`)).message).toBe(
      `The database ${file} is not a database.`,
    )
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('is refused when its header is overwritten', async () => {
    const file = await filledFile()
    const bytes = readFileSync(file)
    bytes.fill(0x41, 0, 100)
    writeFileSync(file, bytes)
    expect((await refusal(`sqlite:${file}`)).message).toContain('is not a database')
  })

  test('is refused when half of it is missing', async () => {
    const file = await filledFile()
    truncateSync(file, Math.floor(statSync(file).size / 2))
    const error = await refusal(`sqlite:${file}`)
    expect(error.message).toBe(`The database ${file} is damaged.`)
    expect(error.hint).toContain('backup')
  })

  test('is refused when its folder cannot be made', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, 'a file where a folder should be')
    const error = await refusal(`sqlite:${join(file, 'outages.db')}`)
    expect(error.message).toContain(file)
  })

  test('becomes a new database when it has no bytes at all', async () => {
    const file = join(temporaryFolder(), 'empty.db')
    writeFileSync(file, '')
    expect(await listFeeds((await testStore('sqlite', `sqlite:${file}`)).db)).toEqual([])
  })
})

test('a PostgreSQL that is not there is named without its password', async () => {
  const error = await refusal('postgres://desk:secret@127.0.0.1:1/none')
  expect(error.message).toContain('postgres://desk@127.0.0.1:1/none')
  expect(error.message).not.toContain('secret')
})

test('a backup holds what was written a moment ago', async () => {
  const store = await testStore('sqlite')
  await syncFeeds(store.db, [{ ...feed, kind: 'status' }], now)
  const copy = join(temporaryFolder(), 'copy.db')
  await store.backup(copy)
  expect(existsSync(copy)).toBe(true)
  const copied = await testStore('sqlite', `sqlite:${copy}`)
  expect(await listFeeds(copied.db)).toHaveLength(1)
})

async function filledFile(): Promise<string> {
  const file = join(temporaryFolder(), 'filled.db')
  const store = await openStore(`sqlite:${file}`)
  await sql`insert into bodies select value, 1, randomblob(2000) from
    (with recursive n(value) as (select 1 union all select value + 1 from n limit 500) select value from n)`.execute(
    store.db,
  )
  await store.close()
  return file
}
