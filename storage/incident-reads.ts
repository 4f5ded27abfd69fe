import type { Selectable } from 'kysely'
import type { IncidentRecord } from './incident-record.ts'
import { recordOf } from './incident-rows.ts'
import type { Db } from './open.ts'
import type { IncidentTable, UpdateTable } from './schema.ts'

/** Rows in one statement. */
const chunk = 500

/** Incidents in the order of their keys given; unknown keys are passed over. */
export async function incidentsByKeys(db: Db, keys: readonly number[]): Promise<IncidentRecord[]> {
  const found = new Map<number, Selectable<IncidentTable>>()
  for (let i = 0; i < keys.length; i += chunk) {
    const rows = await db
      .selectFrom('incidents')
      .selectAll()
      .where('key', 'in', keys.slice(i, i + chunk))
      .execute()
    for (const row of rows) found.set(row.key, row)
  }
  return withUpdates(
    db,
    keys.flatMap((key) => found.get(key) ?? []),
  )
}

/** Rows as incidents, in the same order. */
export async function withUpdates(
  db: Db,
  rows: Selectable<IncidentTable>[],
): Promise<IncidentRecord[]> {
  if (rows.length === 0) return []
  const updates = new Map<number, UpdateTable[]>()
  for (let i = 0; i < rows.length; i += chunk) {
    const keys = rows.slice(i, i + chunk).map((r) => r.key)
    const some = await db
      .selectFrom('updates')
      .selectAll()
      .where('incident', 'in', keys)
      .where('withdrawn_at', 'is', null)
      .orderBy('incident')
      .orderBy('position')
      .execute()
    for (const u of some) updates.set(u.incident, [...(updates.get(u.incident) ?? []), u])
  }
  const named = await db
    .selectFrom('feeds')
    .select(['id', 'last_read_at'])
    .where('id', 'in', [...new Set(rows.map((r) => r.feed))])
    .execute()
  const read = new Map(named.map((f) => [f.id, f.last_read_at]))
  return rows.map((r) => recordOf(r, updates.get(r.key) ?? [], read.get(r.feed) ?? null))
}
