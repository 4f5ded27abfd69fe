import type { IncidentRecord } from './incident-record.ts'
import { incidentsByKeys } from './incidents.ts'
import type { Store } from './open.ts'
import { cursorOf, type Place, placeOf } from './search-cursor.ts'
import { type Match, mark, monthMark } from './search-match.ts'
import { type Hit, type Walk, walk } from './search-walk.ts'
import { type Term, termsOf } from './search-words.ts'
import { snippetOf } from './snippets.ts'

/** What is looked for. Of several words for one fact any will do; every other condition must hold. */
export interface IncidentQuery {
  /** Words, `"exact phrases"` and `begin*` to find in all text; without letters or digits: none. */
  q?: string | undefined
  service?: string | undefined
  feed?: string | undefined
  status?: string | readonly string[] | undefined
  impact?: string | readonly string[] | undefined
  kind?: string | readonly string[] | undefined
  state?: string | readonly string[] | undefined
  /** true: neither said to be over nor taken off the page. */
  open?: boolean | undefined
  /** ISO 8601 UTC: only what was going on in `[from, to)`. */
  from?: string | undefined
  to?: string | undefined
  /** By start, by our clock's last change (ascending), or hits in titles first; default newest. */
  sort?: 'newest' | 'oldest' | 'changed' | 'relevance' | undefined
  /** `next` or `last` of an earlier page in the same order. */
  cursor?: string | undefined
  /** 1 to 200, default 50. */
  limit?: number | undefined
}

export interface Found {
  incidents: IncidentRecord[]
  /** Cursor of the next page; null when there is none now. */
  next: string | null
  /** Cursor of the last row, or the one that was given: with `changed`, what changes later follows it. */
  last: string | null
  /** With `q`, by key: a piece of text with each hit between \u0001 and \u0002. */
  snippets?: Map<number, string>
}

type Sort = NonNullable<IncidentQuery['sort']>

const mostListed = 200
const mostSpelled = 200
/** More months than this in a window are not worth a mark each. */
const mostMonths = 36

/** Stored incidents page by page. Throws RangeError for a cursor that is none. */
export async function searchIncidents(
  store: Pick<Store, 'db' | 'engine'>,
  query: IncidentQuery,
): Promise<Found> {
  const terms = termsOf(query.q ?? '')
  const sort = sortOf(query, terms)
  const place = query.cursor === undefined ? null : placeOf(query.cursor, sort)
  const limit = Math.min(Math.max(Math.trunc(query.limit || 50), 1), mostListed)
  const places = await placesOf(store, query, { terms, sort, place, limit: limit + 1 })
  const page = places.slice(0, limit)
  const incidents = await incidentsByKeys(
    store.db,
    page.map((p) => p.key),
  )
  const end = page.at(-1)
  const last = end ? cursorOf(sort, end) : (query.cursor ?? null)
  const found = { incidents, next: places.length > limit ? last : null, last }
  return terms.length > 0 ? { ...found, snippets: snippetsOf(incidents, terms) } : found
}

function sortOf({ sort = 'newest' }: IncidentQuery, terms: readonly Term[]): Sort {
  return sort === 'relevance' && terms.length === 0 ? 'newest' : sort
}

interface Wanted {
  terms: readonly Term[]
  sort: Sort
  place: Place | null
  limit: number
}

async function placesOf(
  { db, engine }: Pick<Store, 'db' | 'engine'>,
  query: IncidentQuery,
  { terms, sort, place, limit }: Wanted,
): Promise<Place[]> {
  const changed = sort === 'changed'
  const { from, to } = query
  const facts = [...factsOf(query), ...(changed ? monthsOf(from, to) : [])]
  const common = {
    db,
    engine,
    by: changed ? ('changed_at' as const) : ('began_at' as const),
    ascending: changed || sort === 'oldest',
    from,
    to,
  }
  const begun = await Promise.all(terms.map((term) => spelledOut(db, term)))
  const texts = begun.map((some) => found(some, false))
  if (sort !== 'relevance') {
    const hits = await walk({ ...common, match: [...texts, ...facts], place }, limit)
    return hits.map((hit) => ({ part: 0, ...hit }))
  }
  const titles = begun.map((some) => found(some, true))
  return titlesFirst(
    [
      { ...common, match: [...titles, ...facts], place },
      { ...common, match: [...texts, ...facts], not: { all: titles }, place },
    ],
    place,
    limit,
  )
}

function found(terms: readonly Term[], inTitle: boolean): Match {
  return { any: terms.map((term) => ({ term, inTitle })) }
}

/**
 * Each word that begins so, which the index finds far faster than all of them at once. Where there
 * are too many the term stays what it was.
 */
async function spelledOut(db: Store['db'], term: Term): Promise<Term[]> {
  const begin = term.words.at(-1)
  if (!term.prefix || !begin) return [term]
  const rows = await db
    .selectFrom('incident_words')
    .select('word')
    .where('word', '>=', begin)
    .where('word', '<', `${begin}\u{10ffff}`)
    .limit(mostSpelled + 1)
    .execute()
  if (rows.length === 0 || rows.length > mostSpelled) return [term]
  const before = term.words.slice(0, -1)
  return rows.map(({ word }) => ({ words: [...before, word], prefix: false }))
}

/** Every word in the title, newest first; then the others, newest first. */
async function titlesFirst(walks: Walk[], place: Place | null, limit: number): Promise<Place[]> {
  const places: Place[] = []
  for (const [part, w] of walks.entries()) {
    if (place && part < place.part) continue
    const from = place?.part === part ? place : null
    const hits: Hit[] = await walk({ ...w, place: from }, limit - places.length)
    places.push(...hits.map((hit) => ({ part, ...hit })))
    if (places.length >= limit) break
  }
  return places
}

function factsOf(query: IncidentQuery): Match[] {
  const { service, feed, status, impact, kind, state, open } = query
  return [
    anyOf('v', service),
    anyOf('f', feed),
    anyOf('s', status),
    anyOf('i', impact),
    anyOf('k', kind),
    anyOf('t', state),
    anyOf('o', open === undefined ? undefined : String(Number(open))),
  ].flatMap((match) => match ?? [])
}

function anyOf(name: string, wanted: string | readonly string[] | undefined): Match | undefined {
  if (wanted === undefined || wanted === '' || wanted.length === 0) return undefined
  const values = typeof wanted === 'string' ? [wanted] : wanted
  return { any: values.slice(0, 20).map((value) => ({ mark: mark(name, value.slice(0, 200)) })) }
}

/** Begun in a month of the window, or lasting: exactly is looked afterwards. */
function monthsOf(from: string | undefined, to: string | undefined): Match[] {
  if (!from || !to) return []
  const day = 86_400_000
  const start = Date.parse(from) - 8 * day
  const months = new Set<string>()
  for (let t = start; t < Date.parse(to) + day && months.size <= mostMonths; t += day)
    months.add(monthMark('b', new Date(t).toISOString()))
  if (months.size === 0 || months.size > mostMonths) return []
  return [{ any: [{ mark: mark('l', '1') }, ...Array.from(months, (m) => ({ mark: m }))] }]
}

function snippetsOf(incidents: readonly IncidentRecord[], terms: readonly Term[]) {
  const pairs = incidents.map((i) => [i.key, snippetOf(textsOf(i), terms)] as const)
  return new Map(pairs.flatMap(([key, text]) => (text === null ? [] : [[key, text] as const])))
}

/** Where a hit is worth showing, the best first. */
function textsOf(i: IncidentRecord): string[] {
  return [
    i.postmortem?.text ?? '',
    ...i.updates.map((u) => u.text).reverse(),
    i.title,
    [...i.services, ...i.components, ...i.regions].join(', '),
  ]
}
