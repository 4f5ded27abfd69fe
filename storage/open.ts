import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { ConfigError, OutageDeskError, StorageError } from '../src/errors.ts'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import type { Db, Schema } from './schema.ts'
import { markTransaction, openSqlite, storageErrorOf } from './sqlite.ts'

export type { Db } from './schema.ts'

/** An open, migrated database. */
export interface Store {
  db: Db
  engine: Engine
  /** For messages: the address without a password. */
  name: string
  /**
   * One write transaction, begun as IMMEDIATE on SQLite. Use `trx` inside, never `db`. A lock held by
   * another program is waited for without freezing the event loop, up to five seconds.
   */
  write<T>(run: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  /** A consistent copy while others write (SQLite only). */
  backup(file: string): Promise<void>
  close(): Promise<void>
}

/** Opens `sqlite:FILE`, `sqlite::memory:` or `postgres://…`. Throws StorageError or ConfigError in plain words. */
export async function openStore(url: string): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url)
  if (url.startsWith('sqlite:'))
    return openSqliteStore(url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, ''))
  throw new ConfigError(`"${url}" is no database address.`, {
    hint: 'Use sqlite:data/outages.db or postgres://user@host/name.',
  })
}

async function openSqliteStore(file: string): Promise<Store> {
  const { dialect, raw } = openSqlite(file)
  const db = new Kysely<Schema>({ dialect })
  const write = writer(db, (e) => storageErrorOf(e, file))
  try {
    await retried(() => migrate(db, 'sqlite'))
  } catch (cause) {
    await db.destroy()
    const error = storageErrorOf(cause, file)
    if (error instanceof StorageError) throw error
    throw new StorageError(`The database ${file} cannot be used.`, {
      cause,
      hint: 'Does another program keep its tables there? Name another file.',
    })
  }
  return {
    db,
    engine: 'sqlite',
    name: `sqlite:${file}`,
    write,
    async backup(target) {
      try {
        await raw.backup(target)
      } catch (cause) {
        throw storageErrorOf(cause, target)
      }
    },
    close: () => db.destroy(),
  }
}

async function openPostgres(url: string): Promise<Store> {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 10_000 })
  pool.on('error', () => {})
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const name = url.replace(/\/\/([^:@/]+):[^@/]*@/, '//$1@')
  const translate = (cause: unknown) =>
    isServerFault(cause) ? new StorageError(`PostgreSQL (${name}) failed.`, { cause }) : cause
  try {
    await migrate(db, 'postgres')
  } catch (cause) {
    await db.destroy()
    if (cause instanceof StorageError) throw cause
    throw new StorageError(`PostgreSQL at ${name} cannot be used.`, {
      cause,
      hint: 'Check that the server runs, and the name of user and database in the address.',
    })
  }
  return {
    db,
    engine: 'postgres',
    name,
    write: writer(db, translate),
    async backup() {
      throw new ConfigError('`backup` copies SQLite files; for PostgreSQL use pg_dump.')
    },
    close: () => db.destroy(),
  }
}

/** Not what a single row or our own code does wrong: as on SQLite, that stays what it is. */
function isServerFault(cause: unknown): boolean {
  if (!(cause instanceof Error) || cause instanceof OutageDeskError) return false
  const code = (cause as { code?: unknown }).code
  if (typeof code === 'string') return !/^(22|23|42)/.test(code)
  return /connection|client|timeout/i.test(cause.message)
}

function writer(db: Db, translate: (e: unknown) => unknown): Store['write'] {
  return async (run) => {
    try {
      return await retried(() => db.transaction().execute((trx) => markTransaction(() => run(trx))))
    } catch (e) {
      throw translate(e)
    }
  }
}

/** PostgreSQL: serialization failure and deadlock. SQLite: the lock is held elsewhere. */
const passing = ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01']

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (e) {
      if (attempt >= 10 || !passing.includes(String((e as { code?: unknown })?.code))) throw e
      await sleep(50 * attempt)
    }
  }
}
