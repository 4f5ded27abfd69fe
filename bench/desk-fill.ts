import { sql } from 'kysely'
import { engineOf } from '#storage/engine.ts'
import { spanOf } from '#storage/incident-span.ts'
import type { Db, Store } from '#storage/open.ts'
import { indexIncidents } from '#storage/search-index.ts'
import type { Impact, Status } from '../src/incident.ts'

export const oldest = '2023-03-01T00:00:00.000Z'
export const newest = '2026-03-01T00:00:00.000Z'

const chunk = 250
const services = 300
const hour = 3_600_000

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A few words in most texts, some in few, as in what people write. */
const words =
  `we are the of to a and is our service users requests errors latency database api elevated
  investigating identified monitoring resolved issue some customers may experience degraded performance
  impacting login dashboard webhooks deployments network region connection connectivity configuration
  container continue contact queue storage cache email delivery payment checkout search index node cluster
  certificate failover rollback upstream provider capacity timeout packet loss dns tls memory disk`
    .split(/\s+/)
    .filter(Boolean)

function text(next: () => number, length: number): string {
  const picked = Array.from({ length }, () => words[Math.floor(next() ** 2 * words.length)]!)
  return `${picked.join(' ')}.`
}

const impacts: Impact[] = [
  'none',
  'minor',
  'minor',
  'minor',
  'major',
  'major',
  'critical',
  'unknown',
]
const sentences: [Status, string][] = [
  ['investigating', 'We are investigating elevated error rates.'],
  ['identified', 'The cause has been identified and a fix is being implemented.'],
  ['resolved', 'This incident has been resolved.'],
]

interface Made {
  row: Record<string, unknown> & { key: number }
  updates: Record<string, unknown>[]
}

const iso = (ms: number) => new Date(ms).toISOString()

function made(key: number, count: number, next: () => number): Made {
  const share = key / count
  const start = Date.parse(oldest) + share * (Date.parse(newest) - Date.parse(oldest) - hour)
  const unended = next() < 0.003 || share > 0.9997
  const lasts = next() < 0.02 ? next() * 60 * 24 * hour : next() * 6 * hour
  const ended = unended || start + lasts > Date.parse(newest) ? null : iso(start + lasts)
  const listed = share > 0.99 ? 1 : 0
  const service = Math.floor(next() ** 3 * services)
  const kind = next() < 0.1 ? 'maintenance' : next() < 0.02 ? 'notice' : 'incident'
  const rare = next() < 0.0001 ? ' xylophone' : share < 0.3 && next() < 0.001 ? ' zeppelin' : ''
  const odd = next() < 0.2 ? (next() < 0.5 ? ' kafka' : ' kinesis') : ''
  const status = ended ? 'resolved' : 'investigating'
  const times = { startedAt: iso(start), postedAt: iso(start), resolvedAt: ended, updatedAt: ended }
  const seen = { firstSeenAt: iso(start + 60_000), lastSeenAt: iso(start + 48 * hour) }
  const impact =
    kind === 'maintenance' ? 'maintenance' : impacts[Math.floor(next() * impacts.length)]!
  const fields = { kind, status, impact, state: 'present', listed: listed === 1 } as const
  const changed = ended ?? iso(start)
  const row = {
    key,
    feed: `feed-${service}:page`,
    id: `i${key}`,
    former_ids: '[]',
    service_ids: JSON.stringify([`service-${service}`, ...(next() < 0.1 ? ['service-0'] : [])]),
    url: `https://status.example/${key}`,
    title: text(next, 6) + rare,
    kind,
    status,
    impact,
    started_at: times.startedAt,
    resolved_at: ended,
    posted_at: times.postedAt,
    updated_at: ended,
    services: '[]',
    components: '["API","Dashboard"]',
    regions: '[]',
    state: 'present',
    listed,
    backfilled: 0,
    reopened: 0,
    edits: 0,
    first_seen_at: seen.firstSeenAt,
    last_seen_at: seen.lastSeenAt,
    changed_at: changed,
    reply_hash: `hash-${key % 1000}`,
    fetched_at: changed,
    ...spanOf({ ...fields, ...times, ...seen }),
  }
  const updates = sentences.slice(0, ended ? 3 : 1).map(([word, sentence], position) => ({
    incident: key,
    id: `u${position}`,
    position,
    status: word,
    at: iso(start + (position * lasts) / 3),
    text: `${sentence} ${text(next, 20)}${odd}`,
    first_seen_at: iso(start),
    reply_hash: `hash-${key % 1000}`,
  }))
  return { row, updates }
}

/** In one transaction, many rows a statement. */
export async function fillBench(store: Store, count: number): Promise<void> {
  const next = random(7)
  const postgres = store.engine === 'postgres'
  if (postgres) await sql`drop index incident_texts_words`.execute(store.db)
  await store.write(async (trx) => {
    for (let first = 1; first <= count; first += chunk) {
      const some = Array.from({ length: Math.min(chunk, count - first + 1) }, (_, i) =>
        made(first + i, count, next),
      )
      await insert(
        trx,
        'incidents',
        some.map((m) => m.row),
      )
      await insert(
        trx,
        'updates',
        some.flatMap((m) => m.updates),
      )
      await indexIncidents(
        trx,
        some.map((m) => m.row.key),
      )
      if (first % 100_000 === 1) console.error(first)
    }
  })
  if (!postgres) return
  await sql`create index incident_texts_words on incident_texts using gin (words)`.execute(store.db)
  await sql`select setval(pg_get_serial_sequence('incidents', 'key'), ${count})`.execute(store.db)
  await sql`vacuum analyze`.execute(store.db)
}

async function insert(db: Db, table: string, rows: readonly Record<string, unknown>[]) {
  const columns = Object.keys(rows[0]!)
  const values = rows.map((r) => sql`(${sql.join(columns.map((c) => r[c]))})`)
  const keyed = table === 'incidents' && engineOf(db) === 'postgres'
  const overriding = keyed ? sql`overriding system value` : sql``
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))}) ${overriding}
    values ${sql.join(values)}`.execute(db)
}
