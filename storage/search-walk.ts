import { type RawBuilder, sql } from 'kysely'
import type { Engine } from './engine.ts'
import { weekBefore } from './incident-span.ts'
import type { Db } from './open.ts'
import type { Place } from './search-cursor.ts'
import { type Match, mark, matchText, monthMark } from './search-match.ts'

export interface Hit {
  key: number
  at: string
}

/** Through all incidents in the order of one of their times, from a place on. */
export interface Walk {
  db: Db
  engine: Engine
  by: 'began_at' | 'changed_at'
  ascending: boolean
  match: Match[]
  not?: Match
  /** Only what was going on in `[from, to)`. */
  from?: string | undefined
  to?: string | undefined
  place: Place | null
}

/** A stretch of the order: `[since, until)`. */
interface Stretch {
  since: string
  until: string
  /** Marks that narrow it. */
  match: Match[]
  /** What began before `from` must have gone on until then. */
  checkEnd: boolean
}

const first = ''
const beyond = '9999-99'
/** With words to find, time is gone through in months, ever more at a time; then all the rest. */
const steps = [1, 2, 6, 12, 24, 24, 24]

/** The next `limit` hits. */
export async function walk(w: Walk, limit: number): Promise<Hit[]> {
  const hits: Hit[] = []
  for (const stretch of stretchesOf(w)) {
    if (w.place && outside(w, stretch, w.place.at)) continue
    for await (const found of hitsIn(w, stretch, () => limit - hits.length)) hits.push(...found)
    if (hits.length >= limit) break
  }
  return hits
}

/** What was going on in a window: begun in it, a week before it, or lasting: never one long scan. */
function stretchesOf(w: Walk): Stretch[] {
  const whole = { since: first, until: beyond, match: [], checkEnd: false }
  const { from, to } = w
  if (w.by === 'changed_at') return [whole]
  if (!from) return [{ ...whole, until: to ?? beyond }]
  const early = weekBefore(from)
  const lasting: Match[] = [{ mark: mark('l', '1') }]
  const stretches: Stretch[] = [
    { ...whole, since: from, until: to ?? beyond },
    { ...whole, since: early, until: from, checkEnd: true },
    { ...whole, until: early, match: lasting, checkEnd: true },
  ]
  return w.ascending ? stretches.reverse() : stretches
}

function outside({ ascending }: Walk, { since, until }: Stretch, at: string): boolean {
  return ascending ? until <= at : since > at
}

async function* hitsIn(w: Walk, stretch: Stretch, left: () => number): AsyncGenerator<Hit[]> {
  if (w.match.length === 0 && !w.not) {
    yield await plainHits(w, stretch, left())
    return
  }
  let rest = stretch
  for (const months of [...steps, null]) {
    const edge = await edgeOf(w, rest)
    if (edge === null || left() <= 0) return
    const part = months === null ? rest : cutAt(w, rest, edge, months)
    yield await matchedHits(w, part, left())
    rest = w.ascending ? { ...rest, since: part.until } : { ...rest, until: part.since }
  }
}

/** The first time in a stretch at which there is anything, from the place on. */
async function edgeOf(w: Walk, { since, until }: Stretch): Promise<string | null> {
  const { by, place, ascending } = w
  const column = sql.ref(by)
  const from = ascending && place && place.at > since ? place.at : since
  const to = !ascending && place ? sql`and ${column} <= ${place.at}` : sql``
  const { rows } = await sql<{ at: string }>`select ${column} as at from incidents
    where ${column} >= ${from} and ${column} < ${until} ${to}
    order by ${column} ${sql.raw(ascending ? 'asc' : 'desc')} limit 1`.execute(w.db)
  return rows[0]?.at ?? null
}

/** So many whole months of a stretch, the first of them that of `edge`. */
function cutAt(w: Walk, stretch: Stretch, edge: string, months: number): Stretch {
  const sign = w.ascending ? 1 : -1
  const names = Array.from({ length: months }, (_, i) => monthAfter(edge, sign * i))
  const marks = names.map((m) => ({ mark: monthMark(w.by === 'began_at' ? 'b' : 'c', m) }))
  const earliest = w.ascending ? monthAfter(edge, 0) : names.at(-1)!
  const latest = monthAfter(w.ascending ? names.at(-1)! : edge, 1)
  return {
    ...stretch,
    since: [stretch.since, earliest].sort()[1]!,
    until: [stretch.until, latest].sort()[0]!,
    match: [...stretch.match, { any: marks }],
  }
}

/** `2026-03-09T…`, 1 → `2026-04` */
function monthAfter(at: string, months: number): string {
  const count = Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7)) - 1 + months
  const year = String(Math.max(0, Math.floor(count / 12))).padStart(4, '0')
  return `${year}-${String((((count % 12) + 12) % 12) + 1).padStart(2, '0')}`
}

async function plainHits(w: Walk, stretch: Stretch, limit: number): Promise<Hit[]> {
  const { by } = w
  const lasting = stretch.match.length ? sql` and lasting = 1` : sql``
  const { rows } = await sql<Hit>`select key, ${sql.ref(by)} as at from incidents
    where ${ordered(w, stretch, 'key')} ${lasting} and ${goingOn(w, stretch)}
    ${order(w, 'key')} limit ${limit}`.execute(w.db)
  return rows
}

async function matchedHits(w: Walk, stretch: Stretch, limit: number): Promise<Hit[]> {
  const all = { all: [...w.match, ...stretch.match] }
  const text = matchText(w.engine, w.not ? { ...all, not: w.not } : all)
  const sqlite = w.engine === 'sqlite'
  const key = sqlite ? 'rowid' : 'key'
  const check = needsCheck(w, stretch)
    ? sql`and exists (select 1 from incidents i
        where i.key = incident_texts.${sql.ref(key)} and ${goingOn(w, stretch)})`
    : sql``
  const { rows } = await sql<Hit>`select ${sql.ref(key)} as key, ${sql.ref(w.by)} as at
    from incident_texts
    where ${sqlite ? sql`incident_texts match ${text}` : sql`words @@ ${text}::tsquery`}
      and ${ordered(w, stretch, key)} ${check}
    ${order(w, key)} limit ${limit}`.execute(w.db)
  return rows
}

function ordered({ by, ascending, place }: Walk, { since, until }: Stretch, key: string) {
  const column = sql.ref(`${by}`)
  const range = sql`${column} >= ${since} and ${column} < ${until}`
  if (!place) return range
  return ascending
    ? sql`${range} and ${column} >= ${place.at}
        and (${column} > ${place.at} or ${sql.ref(key)} > ${place.key})`
    : sql`${range} and ${column} <= ${place.at}
        and (${column} < ${place.at} or ${sql.ref(key)} < ${place.key})`
}

function order({ by, ascending }: Walk, key: string): RawBuilder<unknown> {
  const way = sql.raw(ascending ? 'asc' : 'desc')
  return sql`order by ${sql.ref(by)} ${way}, ${sql.ref(key)} ${way}`
}

function needsCheck({ by, from, to }: Walk, { checkEnd }: Stretch): boolean {
  return checkEnd || (by === 'changed_at' && (from !== undefined || to !== undefined))
}

function goingOn(w: Walk, stretch: Stretch): RawBuilder<unknown> {
  if (!needsCheck(w, stretch)) return sql`1 = 1`
  const begun = w.to ? sql`began_at < ${w.to}` : sql`1 = 1`
  if (!w.from) return begun
  return sql`${begun} and (began_at >= ${w.from} or ended_at is null or ended_at > ${w.from})`
}
