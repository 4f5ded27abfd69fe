import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import {
  heatDays,
  incidentByKey,
  serviceTallies,
  sourcesOf,
  spansBetween,
  timelineOf,
} from '#storage/desk.ts'
import type { Engine } from '#storage/engine.ts'
import { migrate } from '#storage/migrate.ts'
import { openStore, type Store } from '#storage/open.ts'
import { publicIncidents } from '#storage/public.ts'
import type { Schema } from '#storage/schema.ts'
import { type IncidentQuery, searchIncidents } from '#storage/search.ts'
import { openSqlite } from '#storage/sqlite.ts'
import { at, incident, mergeAll, update } from '../poll/make.ts'
import { engines, freshDatabase, testStore } from './engines.ts'

const from = at(-7 * 1440)
const to = at(0)

type Ask = (store: Pick<Store, 'db' | 'engine'>) => Promise<unknown>
const search =
  (query: IncidentQuery): Ask =>
  (store) =>
    searchIncidents(store, query)

const asks: Record<string, Ask> = {
  'all, newest first': search({}),
  'a window': search({ from, to }),
  'a window, oldest first': search({ from, to, sort: 'oldest' }),
  'what changed': search({ sort: 'changed' }),
  'what changed in a window': search({ sort: 'changed', from, to }),
  'a service': search({ service: 'desk' }),
  'a word': search({ q: 'trouble' }),
  'a word in titles first': search({ q: 'trouble', sort: 'relevance' }),
  'a word in a window': search({ q: 'trouble', from, to }),
  'counts by service': ({ db }) => serviceTallies(db, to),
  'a year of a service': ({ db }) => heatDays(db, 'desk', from, to),
  'a picture of a week': ({ db }) => spansBetween(db, from, to, 100),
  'one incident': ({ db }) => incidentByKey(db, 1),
  'its timeline': ({ db }) => timelineOf(db, 1),
  'its replies': ({ db }) => sourcesOf(db, 1),
  'what is open': ({ db }) => publicIncidents(db, { openOnly: true }),
  'what is open of a service': ({ db }) => publicIncidents(db, { openOnly: true, service: 'a' }),
  'the newest': ({ db }) => publicIncidents(db, { newest: 9, maintenance: false }),
  'the newest of a service': ({ db }) => publicIncidents(db, { newest: 9, service: 'desk' }),
  'the last changed': ({ db }) => publicIncidents(db, { newest: 9, by: 'changed' }),
  'the last changed of a service': ({ db }) =>
    publicIncidents(db, { newest: 9, by: 'changed', service: 'desk' }),
}

test('no page scans a table', async () => {
  const store = await testStore('sqlite')
  await mergeAll(store, {}, [incident('a')])
  const sent: CompiledQuery[] = []
  const { dialect, raw } = openSqlite(store.name.slice('sqlite:'.length))
  const db = new Kysely<Schema>({ dialect, log: (event) => void sent.push(event.query) })
  const scans: string[] = []
  for (const [name, ask] of Object.entries(asks)) {
    sent.length = 0
    await ask({ db, engine: 'sqlite' })
    for (const query of sent) {
      const plan = raw.prepare(`explain query plan ${query.sql}`).all(...query.parameters)
      const lines = (plan as { detail: string }[]).map((line) => line.detail)
      scans.push(...lines.filter((l) => tableScan.test(l)).map((l) => `${name}: ${l}`))
    }
    expect(sent, name).not.toEqual([])
  }
  await db.destroy()
  expect(scans).toEqual([])
})

/** A walk along an index ends at the limit; the rest are subqueries by name. */
const tableScan = /^SCAN (?!(s|found|touched)\b)\w+\b(?! (USING|VIRTUAL))/

/** The database as the program before the search had it, with the rows of another one. */
async function olderCopy(engine: Engine, store: Store): Promise<string> {
  const url = await freshDatabase(engine)
  const dialect =
    engine === 'sqlite'
      ? openSqlite(url.slice('sqlite:'.length)).dialect
      : new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) })
  const old = new Kysely<Schema>({ dialect })
  await migrate(old, engine, 4)
  const keyed = engine === 'postgres' ? sql`overriding system value` : sql``
  for (const table of ['incidents', 'updates', 'versions']) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      store.db,
    )
    for (const row of rows) {
      const columns = Object.keys(row).filter((c) => !added.includes(c))
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))}) ${keyed}
        values (${sql.join(columns.map((c) => row[c]))})`.execute(old)
    }
  }
  await old.destroy()
  return url
}

const added = ['began_at', 'ended_at', 'created_at', 'open', 'lasting', 'weight']

describe.each(engines)('the search of an older database on %s', (engine) => {
  test('knows what was stored before', async () => {
    const store = await testStore(engine)
    const said = incident('a', { updates: [update('1', 0, 'Panic in Zürich.')] })
    const closed = { status: 'resolved' as const, resolvedAt: at(9), postmortem: null }
    const work = incident('b', { kind: 'maintenance', impact: 'maintenance', startedAt: at(999) })
    await mergeAll(store, {}, [said], [incident('a', { ...closed, title: 'Calm' }), work])
    const older = await openStore(await olderCopy(engine, store))
    try {
      const derived = ({ db }: Store) =>
        db.selectFrom('incidents').selectAll().orderBy('key').execute()
      const services = ({ db }: Store) =>
        db.selectFrom('incident_services').selectAll().orderBy('key').execute()
      expect(await derived(older)).toEqual(await derived(store))
      expect(await services(older)).toEqual(await services(store))
      for (const query of [{ q: 'zurich panic' }, { q: '"trouble a"' }, { kind: 'maintenance' }]) {
        const found = await searchIncidents(older, query)
        expect(found.incidents).toHaveLength(1)
        expect(found).toEqual(await searchIncidents(store, query))
      }
    } finally {
      await older.close()
    }
  })
})
