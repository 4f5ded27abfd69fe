import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { StorageError } from '../src/errors.ts'

/** Set while a transaction's callback runs: the outer database would wait for itself for ever. */
const insideTransaction = new AsyncLocalStorage<true>()

export function markTransaction<T>(run: () => Promise<T>): Promise<T> {
  return insideTransaction.run(true, run)
}

/** Kysely begins deferred transactions, which fail at once (BUSY_SNAPSHOT) beside another writer. */
class ImmediateDriver extends SqliteDriver {
  readonly #raw: Database.Database
  #turn: Promise<void> = Promise.resolve()
  #endTurn = () => {}

  constructor(config: SqliteDialectConfig, raw: Database.Database) {
    super(config)
    this.#raw = raw
  }

  /** One user at a time, in order. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    if (insideTransaction.getStore()) {
      throw new StorageError(
        'The database was used inside a transaction instead of the transaction.',
      )
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = this.#turn
    this.#turn = promise
    await before
    this.#endTurn = resolve
    return super.acquireConnection()
  }

  override async releaseConnection(): Promise<void> {
    this.#endTurn()
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** On a full disk SQLite has rolled back already; a second time would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** Kysely's own queue stands before the driver, where it would wait for itself unseen. */
class UnqueuedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #raw: Database.Database

  constructor(raw: Database.Database) {
    const config = { database: withStatementCache(raw) as never }
    super(config)
    this.#config = config
    this.#raw = raw
  }

  override createDriver() {
    return new ImmediateDriver(this.#config, this.#raw)
  }

  override createAdapter() {
    return new UnqueuedAdapter()
  }
}

/** Opens a file (or `:memory:`) in WAL mode. Every refusal is a sentence with what to do. */
export function openSqlite(file: string): { dialect: SqliteDialect; raw: Database.Database } {
  const raw = connect(file)
  try {
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = NORMAL')
    raw.pragma('foreign_keys = ON')
    raw.pragma('busy_timeout = 250')
    raw.pragma('cache_size = -16000')
    raw.prepare('select count(*) from sqlite_schema').get()
  } catch (cause) {
    raw.close()
    throw storageErrorOf(cause, file)
  }
  return { dialect: new ImmediateDialect(raw), raw }
}

function connect(file: string): Database.Database {
  try {
    if (file !== ':memory:') {
      if (existsSync(file) && statSync(file).isDirectory()) {
        throw new StorageError(`${file} is a folder, not a database.`, {
          hint: 'Name a file in it.',
        })
      }
      mkdirSync(dirname(file), { recursive: true })
    }
    return new Database(file)
  } catch (cause) {
    throw storageErrorOf(cause, file)
  }
}

/** One prepared statement a text: without it each query leaves native memory behind until the loop turns. */
function withStatementCache(raw: Database.Database): Pick<Database.Database, 'prepare' | 'close'> {
  const cache = new Map<string, Database.Statement>()
  return {
    prepare: ((text: string) => {
      let statement = cache.get(text)
      if (!statement) {
        if (cache.size >= 500) cache.delete(cache.keys().next().value!)
        statement = raw.prepare(text)
        cache.set(text, statement)
      }
      return statement
    }) as Database.Database['prepare'],
    close: () => raw.close(),
  }
}

const sentences: Record<string, [string, string]> = {
  SQLITE_NOTADB: ['is not a database', 'Name another file, or move this one away and start anew.'],
  SQLITE_CORRUPT: ['is damaged', 'Restore it from a backup made with `outages backup`.'],
  SQLITE_CANTOPEN: ['cannot be opened', 'Check that its folder exists and may be written.'],
  SQLITE_READONLY: [
    'is read-only',
    'Give the user of the daemon the right to write the file and its folder.',
  ],
  SQLITE_FULL: [
    'cannot grow: the disk is full',
    'Free some space; nothing stored was lost, polling goes on by itself.',
  ],
  SQLITE_BUSY: [
    'is locked by another program',
    'Close that program (a shell? a backup?) and try again.',
  ],
  SQLITE_IOERR: ['cannot be read or written: the disk reports an error', 'Check the disk.'],
}

/** A database fault as a StorageError; anything else as it came. */
export function storageErrorOf(cause: unknown, file: string): unknown {
  if (cause instanceof StorageError) return cause
  const code = (cause as { code?: unknown })?.code
  if (['EACCES', 'EROFS', 'EPERM', 'EEXIST', 'ENOTDIR'].includes(String(code))) {
    return new StorageError(`The folder of ${file} cannot be written.`, {
      cause,
      hint: 'Check its owner and rights.',
    })
  }
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return cause
  const known = Object.keys(sentences).find((k) => code.startsWith(k))
  if (!known) return cause
  const [what, hint] = sentences[known]!
  return new StorageError(`The database ${file} ${what}.`, { cause, hint })
}
