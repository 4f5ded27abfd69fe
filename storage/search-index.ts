import { type Selectable, sql } from 'kysely'
import { engineOf } from './engine.ts'
import type {
  Db,
  IncidentServiceTable,
  IncidentTable,
  UpdateTable,
  VersionTable,
} from './schema.ts'
import { mark, markSign, monthMark } from './search-match.ts'
import { wordsIn } from './search-words.ts'

const chunk = 100
/** PostgreSQL numbers no more places in a text, and no more of one word. */
const mostWords = 16_000
const mostOfOne = 250

interface Indexed {
  key: number
  began_at: string
  changed_at: string
  title: string[]
  body: string[]
  marks: string[]
}

/** Writes what is found by, for incidents that are new or changed: after them, in their transaction. */
export async function indexIncidents(db: Db, keys: readonly number[]): Promise<void> {
  for (let i = 0; i < keys.length; i += chunk) await indexSome(db, keys.slice(i, i + chunk))
}

async function indexSome(db: Db, keys: readonly number[]): Promise<void> {
  const rows = await db.selectFrom('incidents').selectAll().where('key', 'in', keys).execute()
  const updates = await db
    .selectFrom('updates')
    .select(['incident', 'text'])
    .where('incident', 'in', keys)
    .orderBy('incident')
    .orderBy('position')
    .execute()
  const versions = await db
    .selectFrom('versions')
    .select(['key', 'part', 'value'])
    .where('subject', '=', 'incident')
    .where('key', 'in', keys)
    .orderBy('id')
    .execute()
  await saveServices(db, keys, rows.flatMap(serviceRows))
  const updatesOf = Map.groupBy(updates, (u) => u.incident)
  const versionsOf = Map.groupBy(versions, (v) => v.key)
  const texts = rows.map((r) => indexed(r, updatesOf.get(r.key), versionsOf.get(r.key)))
  await saveWords(db, texts)
  if (engineOf(db) === 'sqlite') await saveFts5(db, keys, texts)
  else await saveTsvectors(db, texts)
}

function serviceRows(r: Selectable<IncidentTable>): IncidentServiceTable[] {
  return [...new Set(JSON.parse(r.service_ids) as string[])].map((service) => ({
    service,
    key: r.key,
    kind: r.kind,
    impact: r.impact,
    counted: r.kind === 'incident' && r.state !== 'retracted' ? 1 : 0,
    open: r.open,
    lasting: r.lasting,
    began_at: r.began_at,
    ended_at: r.ended_at,
    created_at: r.created_at,
    changed_at: r.changed_at,
  }))
}

async function saveServices(
  db: Db,
  keys: readonly number[],
  rows: readonly IncidentServiceTable[],
): Promise<void> {
  await db.deleteFrom('incident_services').where('key', 'in', keys).execute()
  for (let i = 0; i < rows.length; i += chunk * 5) {
    await db
      .insertInto('incident_services')
      .values(rows.slice(i, i + chunk * 5))
      .execute()
  }
}

function indexed(
  r: Selectable<IncidentTable>,
  updates: readonly Pick<UpdateTable, 'text'>[] = [],
  versions: readonly Pick<VersionTable, 'part' | 'value'>[] = [],
): Indexed {
  const { began_at, changed_at } = r
  const postmortem = r.postmortem ? [textOf(r.postmortem)] : []
  const names = [r.services, r.components, r.regions].flatMap((n) => JSON.parse(n) as string[])
  const body = [
    ...updates.map((u) => u.text),
    ...postmortem,
    ...names,
    ...versions.flatMap(({ part, value }) => earlierText(part, value)),
  ]
  return {
    key: r.key,
    began_at,
    changed_at,
    title: spaced([r.title], mostWords / 2),
    body: spaced([...new Set(body)], mostWords / 2 - 100),
    marks: marksOf(r),
  }
}

function earlierText(part: string, value: string): string[] {
  if (part === 'fields') return []
  return [part === 'title' ? value : textOf(value)]
}

/** Of an update or a postmortem, as JSON. */
function textOf(json: string): string {
  return (JSON.parse(json) as { text?: string | null } | null)?.text ?? ''
}

/** Words with a sign between two texts, which no phrase reaches across. */
function spaced(texts: readonly string[], most: number): string[] {
  const words: string[] = []
  for (const text of texts) {
    if (words.length > 0) words.push(markSign)
    for (const { word } of wordsIn(text)) {
      if (words.length >= most) return words
      words.push(word)
    }
  }
  return words
}

function marksOf(r: Selectable<IncidentTable>): string[] {
  return [
    ...(JSON.parse(r.service_ids) as string[]).map((id) => mark('v', id)),
    mark('f', r.feed),
    mark('s', r.status),
    mark('i', r.impact),
    mark('k', r.kind),
    mark('t', r.state),
    mark('o', String(r.open)),
    ...(r.lasting ? [mark('l', '1')] : []),
    monthMark('b', r.began_at),
    monthMark('c', r.changed_at),
  ]
}

async function saveWords(db: Db, texts: readonly Indexed[]): Promise<void> {
  const words = new Set(texts.flatMap((t) => [...t.title, ...t.body]))
  words.delete(markSign)
  // In one order, so that two writers wait for each other and never both.
  const rows = Array.from(words, (word) => ({ word })).sort((a, b) => (a.word < b.word ? -1 : 1))
  for (let i = 0; i < rows.length; i += chunk * 5) {
    await db
      .insertInto('incident_words')
      .values(rows.slice(i, i + chunk * 5))
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

async function saveFts5(db: Db, keys: readonly number[], texts: readonly Indexed[]): Promise<void> {
  await sql`delete from incident_texts where rowid in (${sql.join(keys)})`.execute(db)
  const rows = texts.map(
    (t) => sql`(${t.key}, ${t.title.join(' ')}, ${t.body.join(' ')}, ${t.marks.join(' ')},
      ${t.began_at}, ${t.changed_at})`,
  )
  if (rows.length === 0) return
  await sql`insert into incident_texts (rowid, title, body, marks, began_at, changed_at)
    values ${sql.join(rows)}`.execute(db)
}

async function saveTsvectors(db: Db, texts: readonly Indexed[]): Promise<void> {
  const rows = texts.map(
    (t) => sql`(${t.key}, ${t.began_at}, ${t.changed_at}, ${vectorOf(t)}::tsvector)`,
  )
  if (rows.length === 0) return
  await sql`insert into incident_texts (key, began_at, changed_at, words) values ${sql.join(rows)}
    on conflict (key) do update set began_at = excluded.began_at,
      changed_at = excluded.changed_at, words = excluded.words`.execute(db)
}

/** `'api':1A,7 'down':2A`: our own words and places instead of those of the server's parser. */
function vectorOf({ title, body, marks }: Indexed): string {
  const places = new Map<string, string[]>()
  const add = (word: string, place: number, weight: string) => {
    if (word === markSign) return
    const known = places.get(word)
    if (!known) places.set(word, [`${place}${weight}`])
    else if (known.length < mostOfOne) known.push(`${place}${weight}`)
  }
  for (const [i, word] of title.entries()) add(word, i + 1, 'A')
  for (const [i, word] of body.entries()) add(word, title.length + 2 + i, '')
  const words = [...places].map(([word, at]) => `'${word}':${at.join(',')}`)
  return [...words, ...marks.map((m) => `'${m}'`)].join(' ')
}
