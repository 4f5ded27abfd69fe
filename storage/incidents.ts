import { type Selectable, sql } from 'kysely'
import { closedStatuses } from '../src/incident.ts'
import { withUpdates } from './incident-reads.ts'
import type { IncidentRecord } from './incident-record.ts'
import { rowOf } from './incident-rows.ts'
import { weekBefore } from './incident-span.ts'
import type { Db } from './open.ts'
import type { IncidentTable, UpdateTable, VersionTable } from './schema.ts'
import { indexIncidents } from './search-index.ts'

export { incidentsByKeys } from './incident-reads.ts'
export type { IncidentRecord } from './incident-record.ts'

/** What a text or a set of fields was before. */
export interface Replaced {
  part: string
  value: string
}

/** `before` null: a new one. Equal incidents never become a change. */
export interface IncidentChange {
  before: IncidentRecord | null
  after: Omit<IncidentRecord, 'key'>
  replaced: Replaced[]
}

/** Rows in one statement: far below SQLite's limit of bound values. */
const chunk = 100

export interface IncidentQuery {
  feed?: string
  service?: string
  /** Touching `[from, to)`: begun, posted, updated or open within it. */
  from?: string
  to?: string
  keys?: number[]
  openOnly?: boolean
}

/** Stored incidents, by start, then feed and id. */
export async function findIncidents(db: Db, query: IncidentQuery = {}): Promise<IncidentRecord[]> {
  let q = db.selectFrom('incidents').selectAll('incidents')
  if (query.feed) q = q.where('feed', '=', query.feed)
  if (query.keys) q = q.where('key', 'in', query.keys.length ? query.keys : [-1])
  if (query.openOnly)
    q = q.where('resolved_at', 'is', null).where('status', 'not in', [...closedStatuses])
  if (query.service)
    q = q.where('service_ids', 'like', `%"${query.service.replace(/[%_"\\]/g, '')}"%`)
  if (query.from || query.to)
    q = q.where('key', 'in', touching(db, query.from ?? '', query.to ?? '9999'))
  const rows = await q.orderBy('began_at').orderBy('feed').orderBy('id').execute()
  return withUpdates(db, rows)
}

/** Keys of incidents with any moment in the window: index ranges instead of one scan. */
function touching(db: Db, from: string, to: string) {
  return db
    .selectFrom(
      sql<{ key: number }>`(
        select key from incidents where began_at >= ${from} and began_at < ${to}
        union all
        select incident as key from updates where at >= ${from} and at < ${to}
        union all
        select key from incidents where resolved_at is null and began_at < ${to}
        union all
        select key from incidents
          where began_at >= ${weekBefore(from)} and began_at < ${from} and resolved_at >= ${from}
        union all
        select key from incidents
          where lasting = 1 and began_at < ${from} and resolved_at >= ${from}
        union all
        select key from incidents where changed_at >= ${from} and changed_at < ${to} and postmortem is not null
      )`.as('touched'),
    )
    .select('touched.key')
}

/** What the merge needs of a feed: everything listed, and everything the reading names. */
export async function incidentsForMerge(
  db: Db,
  feed: string,
  ids: readonly string[],
): Promise<IncidentRecord[]> {
  const rows = new Map<number, Selectable<IncidentTable>>()
  const listed = await db
    .selectFrom('incidents')
    .selectAll()
    .where('feed', '=', feed)
    .where('listed', '=', 1)
    .execute()
  for (const row of listed) rows.set(row.key, row)
  for (let i = 0; i < ids.length; i += chunk) {
    const some = ids.slice(i, i + chunk)
    const named = await db
      .selectFrom('incidents')
      .selectAll()
      .where('feed', '=', feed)
      .where('id', 'in', some)
      .execute()
    for (const row of named) rows.set(row.key, row)
  }
  return withUpdates(db, [...rows.values()])
}

/** Ids that are open in our books, oldest first. */
export async function openIncidentIds(db: Db, feed: string): Promise<string[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('id')
    .where('feed', '=', feed)
    .where('listed', '=', 1)
    .where('status', 'not in', [...closedStatuses])
    .orderBy('key')
    .execute()
  return rows.map((r) => r.id)
}

/** Writes changes and what they are found by, many rows a statement. */
export async function applyIncidentChanges(
  db: Db,
  changes: readonly IncidentChange[],
): Promise<void> {
  const fresh = changes.filter((c) => c.before === null)
  const keys: number[] = []
  for (let i = 0; i < fresh.length; i += chunk) {
    const some = fresh.slice(i, i + chunk)
    const added = await db
      .insertInto('incidents')
      .values(some.map((c) => rowOf(c.after)))
      .returning(['key', 'id', 'feed'])
      .execute()
    const keyOf = new Map(added.map((k) => [`${k.feed}\n${k.id}`, k.key]))
    keys.push(...keyOf.values())
    await saveUpdates(
      db,
      some.flatMap((c) => updateRows(keyOf.get(`${c.after.feed}\n${c.after.id}`)!, c)),
    )
  }
  for (const change of changes) if (change.before) await applyOne(db, change.before, change)
  await indexIncidents(db, [...keys, ...changes.flatMap((c) => c.before?.key ?? [])])
}

async function applyOne(db: Db, before: IncidentRecord, change: IncidentChange): Promise<void> {
  const { after, replaced } = change
  await db.updateTable('incidents').set(rowOf(after)).where('key', '=', before.key).execute()
  await saveUpdates(db, updateRows(before.key, change))
  const kept = new Set(after.updates.map((u) => u.id))
  const withdrawn = before.updates.map((u) => u.id).filter((id) => !kept.has(id))
  if (withdrawn.length) {
    await db
      .updateTable('updates')
      .set({ withdrawn_at: after.changedAt })
      .where('incident', '=', before.key)
      .where('id', 'in', withdrawn)
      .execute()
  }
  if (replaced.length) {
    const rows = replaced.map((r) => ({
      subject: 'incident' as const,
      key: before.key,
      part: r.part,
      value: r.value,
      replaced_at: after.changedAt,
      reply_hash: before.replyHash,
    }))
    await db.insertInto('versions').values(rows).execute()
  }
}

/** Rows for updates that are new or differ from what is stored. */
function updateRows(key: number, { before, after }: IncidentChange): UpdateTable[] {
  const old = new Map(before?.updates.map((u, position) => [u.id, { ...u, position }]))
  return after.updates.flatMap((u, position) => {
    const was = old.get(u.id)
    if (
      was &&
      was.position === position &&
      was.text === u.text &&
      was.at === u.at &&
      was.status === u.status
    )
      return []
    return [
      {
        incident: key,
        id: u.id,
        position,
        status: u.status,
        at: u.at,
        text: u.text,
        first_seen_at: after.changedAt,
        withdrawn_at: null,
        reply_hash: after.replyHash,
      },
    ]
  })
}

async function saveUpdates(db: Db, rows: UpdateTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += chunk * 5) {
    await db
      .insertInto('updates')
      .values(rows.slice(i, i + chunk * 5))
      .onConflict((c) =>
        c.columns(['incident', 'id']).doUpdateSet((e) => ({
          position: e.ref('excluded.position'),
          status: e.ref('excluded.status'),
          at: e.ref('excluded.at'),
          text: e.ref('excluded.text'),
          withdrawn_at: null,
          reply_hash: e.ref('excluded.reply_hash'),
        })),
      )
      .execute()
  }
}

/** Earlier texts and fields of an incident, oldest first. */
export async function versionsOf(db: Db, key: number): Promise<Selectable<VersionTable>[]> {
  const rows = await db
    .selectFrom('versions')
    .selectAll()
    .where('subject', '=', 'incident')
    .where('key', '=', key)
    .orderBy('id')
    .execute()
  return rows
}
