import { PostgresAdapter } from 'kysely'
import type { Db } from './schema.ts'

export type Engine = 'sqlite' | 'postgres'

/** How an engine spells what SQL leaves open. */
export interface Words {
  engine: Engine
  identity: string
  bytes: string
}

/** For functions that are given a transaction and nothing else. */
export function engineOf(db: Db): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
