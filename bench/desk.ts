/**
 * How long each page of the desk waits for its data: fills a database with incidents of three years
 * and times what storage gives to pages.
 *
 * node bench/desk.ts [--incidents 1000000] [--database sqlite:/tmp/desk-bench.db] [--keep]
 */
import { existsSync, rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import * as desk from '#storage/desk.ts'
import { applyIncidentChanges, findIncidents } from '#storage/incidents.ts'
import { openStore, type Store } from '#storage/open.ts'
import { publicIncidents } from '#storage/public.ts'
import { type IncidentQuery, searchIncidents } from '#storage/search.ts'
import { indexIncidents } from '#storage/search-index.ts'
import { fillBench, newest, oldest } from './desk-fill.ts'

const { values } = parseArgs({
  options: {
    incidents: { type: 'string', default: '1000000' },
    database: { type: 'string', default: 'sqlite:/tmp/desk-bench.db' },
    keep: { type: 'boolean', default: false },
  },
})

const day = 86_400_000
const before = (at: string, days: number) => new Date(Date.parse(at) - days * day).toISOString()
const yearAgo = before(newest, 365)
const weekAgo = before(newest, 7)
const middle = before(newest, 500)

type Work = () => Promise<unknown>

/** Pages as people ask for them, and the worst that somebody could ask for. */
function works(store: Store): Record<string, Work> {
  const { db } = store
  const search = (query: IncidentQuery) => () => searchIncidents(store, query)
  const deep = (query: IncidentQuery) => async () => {
    const { last } = await searchIncidents(store, { ...query, to: middle, limit: 1 })
    return searchIncidents(store, { ...query, cursor: last!, limit: 200 })
  }
  const common = { q: 'requests' }
  const service = 'service-1'
  return {
    'search: newest': search({}),
    'search: newest, 200': search({ limit: 200 }),
    'search: one service': search({ service }),
    'search: one feed': search({ feed: 'feed-250:page' }),
    'search: open': search({ open: true }),
    'search: status nobody has': search({ status: 'verifying' }),
    'search: critical of a service': search({ service, impact: 'critical' }),
    'search: a week': search({ from: weekAgo, to: newest }),
    'search: a week long ago': search({ from: before(middle, 7), to: middle }),
    'search: word of all': search({ q: 'we' }),
    'search: word of a third': search(common),
    'search: rare word': search({ q: 'xylophone' }),
    'search: rare word, gone for two years': search({ q: 'zeppelin' }),
    'search: no such word': search({ q: 'nowheretobefound' }),
    'search: two common words': search({ q: 'requests database' }),
    'search: two words never together': search({ q: 'kafka kinesis' }),
    'search: phrase': search({ q: '"elevated error rates"' }),
    'search: phrase of common words, never': search({ q: '"we the are"' }),
    'search: prefix': search({ q: 'con*' }),
    'search: word, service, open': search({ ...common, service, open: true }),
    'search: word in a window': search({ ...common, from: before(middle, 30), to: middle }),
    'search: word, deep page of 200': deep(common),
    'search: relevance': search({ q: 'database', sort: 'relevance' }),
    'search: relevance, all': search({ q: 'we', sort: 'relevance' }),
    'search: oldest': search({ sort: 'oldest' }),
    'search: changed, first': search({ sort: 'changed' }),
    'search: changed, one service': search({ sort: 'changed', service }),
    'search: changed, word': search({ sort: 'changed', ...common }),
    'search: changed, a week': search({ sort: 'changed', from: before(middle, 7), to: middle }),
    serviceTallies: () => desk.serviceTallies(db, newest),
    'heatDays: largest service': () => desk.heatDays(db, 'service-0', yearAgo, newest),
    'heatDays: middling service': () => desk.heatDays(db, 'service-40', yearAgo, newest),
    'spansBetween: week': () => desk.spansBetween(db, weekAgo, newest, 500),
    'spansBetween: a year': () => desk.spansBetween(db, yearAgo, newest, 500),
    incidentByKey: () => desk.incidentByKey(db, 777),
    timelineOf: () => desk.timelineOf(db, 777),
    sourcesOf: () => desk.sourcesOf(db, 777),
    'public: open': () => publicIncidents(db, { openOnly: true }),
    'public: newest 50': () =>
      publicIncidents(db, { newest: 50, by: 'posted', maintenance: false }),
    'public: maintenance': () => publicIncidents(db, { newest: 50, maintenance: true }),
    'public: changed of a service': () =>
      publicIncidents(db, { service, newest: 50, by: 'changed' }),
    'public: posted of the largest': () =>
      publicIncidents(db, { service: 'service-0', newest: 50, by: 'posted', maintenance: false }),
    'findIncidents: a day': () => findIncidents(db, { from: before(newest, 1), to: newest }),
    'findIncidents: a day long ago': () =>
      findIncidents(db, { from: before(middle, 1), to: middle }),
  }
}

function sizeOf(result: unknown): number {
  if (Array.isArray(result)) return result.length
  if (result instanceof Map) return result.size
  const found = result as { incidents?: unknown[] } | undefined
  return found?.incidents?.length ?? 1
}

/** `cpu` is what this process itself spent: all of it on SQLite, whatever else the machine does. */
async function timed(work: Work) {
  const times: number[] = []
  let rows = 0
  const spent = process.cpuUsage()
  for (let i = 0; i < 5; i++) {
    const start = performance.now()
    rows = sizeOf(await work())
    times.push(performance.now() - start)
  }
  const [first = 0] = times
  const { user, system } = process.cpuUsage(spent)
  return { cpu: (user + system) / 5000, first, median: times.sort((a, b) => a - b)[2]!, rows }
}

/** A poll that finds something new at ten incidents, and one that finds ten new ones. */
async function writes(store: Store): Promise<Record<string, Work>> {
  const { incidents } = await searchIncidents(store, { limit: 10 })
  let round = 0
  const started = Date.now()
  return {
    'write: 10 changed incidents': () => {
      round++
      const changes = incidents.map((before) => ({
        before,
        after: { ...before, title: `${before.title} ${round}` },
        replaced: [{ part: 'title', value: before.title }],
      }))
      return store.write((trx) => applyIncidentChanges(trx, changes))
    },
    'write: the index of 10 alone': () =>
      store.write((trx) =>
        indexIncidents(
          trx,
          incidents.map((i) => i.key),
        ),
      ),
    'write: 10 new incidents': () => {
      round++
      const changes = incidents.map(({ key: _, ...i }) => ({
        before: null,
        after: { ...i, id: `${started}-${round}-${i.id}` },
        replaced: [],
      }))
      return store.write((trx) => applyIncidentChanges(trx, changes))
    },
  }
}

function row(name: string, ...cells: (string | number)[]): string {
  return name.padEnd(42) + cells.map((c) => String(c).padStart(11)).join('')
}

async function fillWhereEmpty(count: number): Promise<void> {
  const store = await openStore(values.database)
  const known = await sql<{ n: number }>`select count(*) as n from incidents`.execute(store.db)
  if (Number(known.rows[0]!.n) < count) {
    const start = performance.now()
    if (store.engine === 'sqlite') await sql`pragma cache_size = -1000000`.execute(store.db)
    await fillBench(store, count)
    console.log(`filled in ${Math.round((performance.now() - start) / 1000)} s`)
  }
  await store.close()
}

async function main(): Promise<void> {
  const count = Number(values.incidents)
  const file = values.database.replace(/^sqlite:/, '')
  const there = existsSync(file) && values.keep
  if (!there) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  await fillWhereEmpty(count)
  const store = await openStore(values.database)
  console.log(`${count} incidents from ${oldest} to ${newest} on ${store.engine}\n`)
  console.log(row('what', 'first ms', 'median ms', 'cpu ms', 'rows'))
  let worst = 0
  for (const [name, work] of Object.entries({ ...works(store), ...(await writes(store)) })) {
    const { first, median, cpu, rows } = await timed(work)
    worst = Math.max(worst, median)
    console.log(row(name, first.toFixed(1), median.toFixed(1), cpu.toFixed(1), rows))
  }
  console.log(`\nworst median: ${worst.toFixed(1)} ms`)
  await store.close()
}

await main()
