import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import type { Engine } from '#storage/engine.ts'
import { type Db, openStore, type Store } from '#storage/open.ts'

/** Every storage test runs on both. */
export const engines: readonly Engine[] = ['sqlite', 'postgres']

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outage-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The address of an empty database of its own, gone after the test. */
export async function freshDatabase(engine: Engine): Promise<string> {
  if (engine === 'sqlite') return `sqlite:${join(temporaryFolder(), 'test.db')}`
  const name = await createDatabase()
  onTestFinished(() => onServer(`drop database ${name} with (force)`))
  return `${inject('postgresUrl')}/${name}`
}

async function createDatabase(): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(`create database ${name}`)
  return name
}

/** One store for all tests of a describe block that only read it, filled once: call it there. */
export function sharedStore(engine: Engine, fill: (store: Store) => Promise<void>): () => Store {
  let store: Store | undefined
  let name = ''
  beforeAll(async () => {
    name = engine === 'postgres' ? await createDatabase() : ''
    store = await openStore(name ? `${inject('postgresUrl')}/${name}` : 'sqlite::memory:')
    await fill(store)
  })
  afterAll(async () => {
    await store?.close()
    if (name) await onServer(`drop database ${name} with (force)`)
  })
  return () => {
    if (!store) throw new Error('The shared store is not open yet.')
    return store
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A store that is closed with its test; on a database of its own unless an address is given. */
export async function testStore(engine: Engine, url?: string): Promise<Store> {
  const store = await openStore(url ?? (await freshDatabase(engine)))
  onTestFinished(() => store.close())
  return store
}

const tables = [
  'feeds',
  'asks',
  'bodies',
  'replies',
  'incidents',
  'updates',
  'versions',
  'articles',
  'gaps',
] as const

/** Every row of every table but those left out, to compare before and after. */
export async function dump(db: Db, without: readonly (typeof tables)[number][] = []) {
  const all: Record<string, unknown[]> = {}
  for (const table of tables.filter((t) => !without.includes(t))) {
    const { rows } = await sql`select * from ${sql.table(table)}`.execute(db)
    all[table] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return all
}
