import { type Kysely, sql, type Transaction } from 'kysely'
import { StorageError } from '../src/errors.ts'
import type { Engine, Words } from './engine.ts'
import * as incidents from './migrations/0001-incidents.ts'
import * as feedHealth from './migrations/0002-feed-health.ts'
import * as editing from './migrations/0003-editing.ts'
import * as deliveries from './migrations/0004-deliveries.ts'
import * as search from './migrations/0005-search.ts'
import type { Schema } from './schema.ts'

interface Migration {
  statements(words: Words): string[]
  /** What SQL alone cannot do, in the same transaction. */
  fill?(db: Transaction<Schema>): Promise<void>
}

/** Append only: the number of a migration is its place in the list. */
const migrations: readonly Migration[] = [incidents, feedHealth, editing, deliveries, search]

export const schemaVersion = migrations.length

const words: Record<Engine, Words> = {
  sqlite: { engine: 'sqlite', identity: 'integer primary key autoincrement', bytes: 'blob' },
  postgres: {
    engine: 'postgres',
    identity: 'integer generated always as identity primary key',
    bytes: 'bytea',
  },
}

/**
 * Brings the schema up to date in one transaction that locks other starts out: all or nothing.
 * Kysely's own migrator has neither on SQLite. A database of a newer program is refused untouched.
 */
export async function migrate(
  db: Kysely<Schema>,
  engine: Engine,
  upTo = schemaVersion,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (engine === 'postgres') {
      await sql`select pg_advisory_xact_lock(7038221)`.execute(trx)
      await sql`create table if not exists schema_version (version integer not null)`.execute(trx)
    }
    const version = await currentVersion(trx, engine)
    if (version > schemaVersion) {
      throw new StorageError(
        `The database has schema version ${version}; this program knows ${schemaVersion}.`,
        { hint: 'It was written by a newer Outage Desk: start that one. Nothing was touched.' },
      )
    }
    for (let next = version; next < upTo; next++) {
      for (const statement of migrations[next]!.statements(words[engine])) {
        await sql.raw(statement).execute(trx)
      }
      await migrations[next]!.fill?.(trx)
    }
    if (version < upTo) await setVersion(trx, engine, upTo)
  })
}

async function currentVersion(db: Kysely<Schema>, engine: Engine): Promise<number> {
  if (engine === 'sqlite') {
    const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db)
    return rows[0]?.user_version ?? 0
  }
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(db)
  return rows[0]?.version ?? 0
}

async function setVersion(db: Kysely<Schema>, engine: Engine, version: number): Promise<void> {
  if (engine === 'sqlite') {
    await sql.raw(`pragma user_version = ${version}`).execute(db)
    return
  }
  await sql`delete from schema_version`.execute(db)
  await sql`insert into schema_version (version) values (${version})`.execute(db)
}
