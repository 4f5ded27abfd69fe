import { sql, type Transaction } from 'kysely'
import { engineOf, type Words } from '../engine.ts'
import { recordOf } from '../incident-rows.ts'
import { spanOf } from '../incident-span.ts'
import type { Schema } from '../schema.ts'
import { indexIncidents } from '../search-index.ts'

/** What lists, counts, pictures and the search over all text are drawn from. */
export function statements({ engine }: Words): string[] {
  return [
    `alter table incidents add column began_at text not null default ''`,
    `alter table incidents add column ended_at text`,
    `alter table incidents add column created_at text not null default ''`,
    `alter table incidents add column open integer not null default 0`,
    `alter table incidents add column lasting integer not null default 0`,
    `alter table incidents add column weight integer not null default 0`,
    `create table incident_services (
      service text not null, key integer not null, kind text not null, impact text not null,
      counted integer not null, open integer not null, lasting integer not null,
      began_at text not null, ended_at text, created_at text not null, changed_at text not null,
      primary key (key, service))`,
    `create table incident_words (
      word text ${engine === 'postgres' ? 'collate "C"' : ''} primary key)`,
    ...(engine === 'sqlite' ? sqliteTexts : postgresTexts),
  ]
}

const sqliteTexts = [
  `create virtual table incident_texts using fts5(
    title, body, marks, began_at unindexed, changed_at unindexed, content = '',
    contentless_delete = 1, contentless_unindexed = 1,
    tokenize = 'unicode61 remove_diacritics 2')`,
]

const postgresTexts = [
  `create table incident_texts (
    key integer primary key, began_at text not null, changed_at text not null,
    words tsvector not null)`,
]

/** Made after the rows are there: building an index at once is several times faster. */
const indexes = [
  'drop index incidents_changed',
  'drop index incidents_started',
  'drop index incidents_resolved',
  'create index incidents_unresolved on incidents (began_at) where resolved_at is null',
  'create index incidents_changed on incidents (changed_at, key)',
  'create index incidents_began on incidents (began_at, ended_at, weight, key)',
  'create index incidents_lasting on incidents (began_at, ended_at, weight, key) where lasting = 1',
  'create index incidents_open on incidents (created_at) where open = 1',
  'create index incidents_created on incidents (kind, created_at)',
  'create index incidents_postmortem on incidents (changed_at) where postmortem is not null',
  `create index incident_services_counted on incident_services
    (service, counted, began_at, ended_at, impact, key)`,
  `create index incident_services_lasting on incident_services
    (service, counted, began_at, ended_at, impact, key) where lasting = 1`,
  'create index incident_services_open on incident_services (service, counted, key) where open = 1',
  'create index incident_services_created on incident_services (service, kind, created_at, key)',
  'create index incident_services_changed on incident_services (service, changed_at, key)',
]

const batch = 500

export async function fill(db: Transaction<Schema>): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('incidents')
      .selectAll()
      .where('key', '>', after)
      .orderBy('key')
      .limit(batch)
      .execute()
    if (rows.length === 0) break
    await fillSpans(
      db,
      rows.map((r) => ({ key: r.key, ...spanOf(recordOf(r, [], null)) })),
    )
    const keys = rows.map((r) => r.key)
    await indexIncidents(db, keys)
    after = keys.at(-1)!
  }
  for (const statement of indexes) await sql.raw(statement).execute(db)
  if (engineOf(db) === 'postgres')
    await sql`create index incident_texts_words on incident_texts using gin (words)`.execute(db)
}

async function fillSpans(
  db: Transaction<Schema>,
  spans: readonly ({ key: number } & ReturnType<typeof spanOf>)[],
): Promise<void> {
  const rows = spans.map(
    (s) => sql`(cast(${s.key} as integer), ${s.began_at}, cast(${s.ended_at} as text),
      ${s.created_at}, cast(${s.open} as integer), cast(${s.lasting} as integer),
      cast(${s.weight} as integer))`,
  )
  await sql`
    update incidents set began_at = v.column2, ended_at = v.column3, created_at = v.column4,
      open = v.column5, lasting = v.column6, weight = v.column7
    from (values ${sql.join(rows)}) as v where incidents.key = v.column1`.execute(db)
}
