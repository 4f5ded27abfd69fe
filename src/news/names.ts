import type { Service } from '../incident.ts'

/** A service found in a title, and where. */
export interface NameHit {
  id: string
  name: string
  /** Index of its first and of its last word. */
  first: number
  last: number
  words: number
}

interface Candidate {
  id: string
  name: string
  words: string[]
  /** The word as written, for names that are everyday words too. */
  exact: string | null
}

/** Names and aliases, found in one pass. Build it once for many titles. */
export interface ServiceNames {
  byFirst: ReadonlyMap<string, Candidate[]>
  joined: ReadonlyMap<string, Candidate>
  scattered: readonly Candidate[]
}

/** Names that are words of every other headline: only as written, and only beside a word of failure. */
const everyday = new Set(
  'signal steam target nest box render linear medium square wise visa meta ea o2 ee ring chef duo chase discover frontier spectrum sage slate notion miro front loom range unity epic king origin apple-news news maps mail photos books fly neon ghost buffer drip clever canvas segment bolt harness monday shell bing hive three virgin'.split(
    ' ',
  ),
)

export function wordsOf(text: string): string[] {
  return (
    text
      .match(/[\p{L}\p{N}][\p{L}\p{N}.+#&'’!-]*/gu)
      ?.map((w) => w.replace(/(['’]s|[.'’!,-]+)$/u, '')) ?? []
  )
}

export function serviceNames(services: readonly Service[]): ServiceNames {
  const byFirst = new Map<string, Candidate[]>()
  const joined = new Map<string, Candidate>()
  const scattered: Candidate[] = []
  for (const { id, name, aliases } of services) {
    for (const label of [name, ...aliases]) {
      const written = wordsOf(label)
      const words = written.map((w) => w.toLowerCase())
      if (words.length === 0) continue
      const exact = words.length === 1 && everyday.has(words[0]!) ? written[0]! : null
      const candidate = { id, name, words, exact }
      byFirst.set(words[0]!, [...(byFirst.get(words[0]!) ?? []), candidate])
      const key = words.join('')
      if (key.length >= 6 && !exact && !joined.has(key)) joined.set(key, candidate)
      if (words.length >= 3) scattered.push(candidate)
    }
  }
  return { byFirst, joined, scattered }
}

/** Every service named in a title; longer names win over the shorter ones inside them. */
export function namesIn(title: string, names: ServiceNames): NameHit[] {
  const written = wordsOf(title)
  const words = written.map((w) => w.toLowerCase())
  const hits: NameHit[] = []
  for (let i = 0; i < words.length; i++) {
    const hit = longestAt(i, words, written, names) ?? joinedAt(i, words, names)
    if (!hit) continue
    hits.push(hit)
    i = hit.last
  }
  for (const c of names.scattered) {
    const hit = scatteredHit(c, words)
    if (hit && !hits.some((h) => h.id === c.id)) hits.push(hit)
  }
  return hits
}

function longestAt(
  i: number,
  words: string[],
  written: string[],
  names: ServiceNames,
): NameHit | null {
  const fitting = (names.byFirst.get(words[i]!) ?? [])
    .filter(
      (c) => c.words.every((w, k) => words[i + k] === w) && (!c.exact || c.exact === written[i]),
    )
    .sort((a, b) => b.words.length - a.words.length)[0]
  return fitting ? hitOf(fitting, i, i + fitting.words.length - 1) : null
}

/** "Abe Books" for AbeBooks. */
function joinedAt(i: number, words: string[], names: ServiceNames): NameHit | null {
  for (const length of [2, 1]) {
    const found = names.joined.get(
      words
        .slice(i, i + length)
        .join('')
        .replace(/\.(com|net|org|io)$/, ''),
    )
    if (found && i + length <= words.length) return hitOf(found, i, i + length - 1)
  }
  return null
}

/** "Apple blames bug for developer portal gaffe": every word of a long name, in its order. */
function scatteredHit(c: Candidate, words: string[]): NameHit | null {
  let at = -1
  let first = -1
  for (const word of c.words) {
    at = words.indexOf(word, at + 1)
    if (at < 0) return null
    if (first < 0) first = at
  }
  return at - first <= 10 ? hitOf(c, first, at) : null
}

function hitOf(c: Candidate, first: number, last: number): NameHit {
  return { id: c.id, name: c.name, first, last, words: c.words.length }
}

/** Is a name an everyday word too, which says little alone? */
export function isEveryday(name: string): boolean {
  return everyday.has(name.toLowerCase())
}
