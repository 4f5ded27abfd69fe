import type { Service } from '../incident.ts'
import { everydayNames } from './everyday.ts'
import { isTitleCase } from './features.ts'
import { type Word, wordsOf } from './words.ts'

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
  /** As written, for names of one word. */
  exact: string | null
  everyday: boolean
}

/** Names and aliases by their first word and by their letters. Build it once for many titles. */
export interface ServiceNames {
  byFirst: ReadonlyMap<string, readonly Candidate[]>
  joined: ReadonlyMap<string, Candidate>
  /** Every name, alias and id by its letters, to read hosts with. */
  byLetters: ReadonlyMap<string, { id: string; name: string }>
}

interface Title {
  text: string
  words: readonly Word[]
  titleCase: boolean
  /** No capital anywhere: then a small letter says nothing. */
  small: boolean
}

const furthest = 10

/** Prepares the names of a catalogue; thousands are fine, since a title looks up only its own words. */
export function serviceNames(services: readonly Service[]): ServiceNames {
  const byFirst = new Map<string, Candidate[]>()
  const joined = new Map<string, Candidate>()
  const byLetters = new Map<string, { id: string; name: string }>()
  for (const { id, name, aliases } of services) {
    for (const label of [name, ...aliases]) {
      const candidate = candidateOf(id, name, label)
      if (!candidate) continue
      const first = candidate.words[0]!
      byFirst.set(first, [...(byFirst.get(first) ?? []), candidate])
      const key = candidate.words.join('')
      if (key.length >= 6 && !candidate.everyday && !joined.has(key)) joined.set(key, candidate)
      if (!byLetters.has(lettersOf(label))) byLetters.set(lettersOf(label), { id, name })
    }
  }
  for (const { id, name } of services)
    if (!byLetters.has(lettersOf(id))) byLetters.set(lettersOf(id), { id, name })
  return { byFirst, joined, byLetters }
}

function candidateOf(id: string, name: string, label: string): Candidate | null {
  const written = wordsOf(label)
  if (written.length === 0) return null
  const words = written.map((w) => w.lower)
  const exact = words.length === 1 ? written[0]!.written : null
  const everyday = exact !== null && (exact.length <= 2 || everydayNames.has(words[0]!))
  return { id, name, words, exact, everyday }
}

/** Small letters and digits only: how names are compared with hosts. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Every service named in a title, in order; longer names win over the shorter ones inside them. */
export function namesIn(text: string, names: ServiceNames): NameHit[] {
  const words = wordsOf(text)
  const title = {
    text,
    words,
    titleCase: isTitleCase(words.map((w) => w.written)),
    small: !/\p{Lu}/u.test(text),
  }
  const hits: NameHit[] = []
  for (let i = 0; i < words.length; i++) {
    const hit = longestAt(i, title, names) ?? joinedAt(i, title, names)
    if (!hit) continue
    hits.push(hit)
    i = hit.last
  }
  for (let i = 0; i < words.length; i++) {
    const hit = scatteredAt(i, title, names)
    if (hit && !hits.some((h) => h.id === hit.id)) hits.push(hit)
  }
  return hits
}

function longestAt(i: number, title: Title, names: ServiceNames): NameHit | null {
  const fitting = (names.byFirst.get(title.words[i]!.lower) ?? [])
    .filter((c) => c.words.every((w, k) => title.words[i + k]?.lower === w) && fits(c, i, title))
    .sort((a, b) => b.words.length - a.words.length)[0]
  return fitting ? hitOf(fitting, i, i + fitting.words.length - 1) : null
}

/** One small-written word among capitals is a word, not a name; short names need their own spelling. */
function fits(c: Candidate, i: number, title: Title): boolean {
  if (c.exact === null) return true
  const { written } = title.words[i]!
  const capital = /^[\p{Lu}\p{N}]/u.test(written)
  // "zoom is down", "Is signal down?": nothing is written large, so it may be a name.
  const small = i <= 2 && !/\p{Lu}/u.test(title.text.slice(1))
  if (c.everyday && small && !capital) return c.exact.length > 2 && isSubject(i, title)
  if (c.everyday)
    return capital && (c.exact.length > 2 || c.exact === written) && isSubject(i, title)
  if (written === c.exact || written === written.toUpperCase()) return true
  if (c.exact.length <= 3) return false
  return capital || title.small || i <= 1
}

const fails =
  '(?:down|offline|unavailable|unreachable|inaccessible|suffer\\w*|experienc\\w*|having|not working|back\\b|hit by|investigating|under (?:a )?(?:ddos|attack)|slow|broken|degraded|crash\\w*|out\\b|dead)'
const nouns =
  '(?:app|apps|site|website|services?|servers?|api|users?|customers|network|systems?|platform|dashboard|login|email)'
const quality =
  '(?:major|massive|global|worldwide|widespread|service|partial|ongoing|nationwide|brief|huge|big)'
const afterSubject = new RegExp(
  `^(?:['’]s)?(?: ${nouns})?(?: ${quality})*(?: (?:outages?|down\\b(?! (?:\\d|to\\b|by\\b|from\\b|the\\b))|offline\\b(?!-)|downtime|disruptions?|unavailable|suffers?|suffering|experienc(?:es|ing)|hit by|crash(?:es|ed)|not working|goes down|went down)| (?:is|was|are|were|has been|have been|appears|seems|goes|went|isn['’]t|stopped)\\b.{0,20}${fails})`,
  'i',
)
const beforeSubject =
  /(?:^|[:,;|–—]|\b(?:hn:|is|are|was|major|another|massive|big|huge|global|latest|and|as|why is|anyone))\s*$/i
const beforeObject =
  /\b(?:outages?|disruptions?|problems|issues|errors?|downtime|failures?|trouble|incident|glitch)\s(?:at|for|of|on|with|hits|affecting|affects|strikes)\s$/i

/** Is the word at `i` what fails: "Signal is down", "outage at Target", but not "fire at data center"? */
function isSubject(i: number, { text, words, titleCase }: Title): boolean {
  const word = words[i]!
  const [before, after] = [text.slice(0, word.start), text.slice(word.end)]
  if (beforeSubject.test(before) && afterSubject.test(after)) return true
  if (
    /\b(?:knock\w*|takes?|took|brings?|brought|kick\w*|forc\w+)\s$/i.test(before) &&
    /^ (?:offline|down)\b/i.test(after)
  )
    return true
  const alone = titleCase || !/^ \p{Lu}/u.test(after)
  return beforeObject.test(before) && alone
}

/** "Abe Books" for AbeBooks, `github.com` for GitHub. */
function joinedAt(i: number, title: Title, names: ServiceNames): NameHit | null {
  const [word, next] = [title.words[i]!, title.words[i + 1]]
  const host = /^(.+)\.(?:com|net|org|io|ai|dev|app|co)$/.exec(word.lower)?.[1]
  const one = host ? names.joined.get(host.replace(/-/g, '')) : undefined
  if (one) return hitOf(one, i, i)
  const capitals = [word, next].every((w) => w && /^\p{Lu}/u.test(w.written))
  if (!next || !(title.small || (capitals && (i === 0 || !title.titleCase)))) return null
  const two = names.joined.get(word.lower + next.lower)
  return two ? hitOf(two, i, i + 1) : null
}

/** "Apple blames software bug for developer portal gaffe": every word of a long name, in its order. */
function scatteredAt(i: number, { words }: Title, names: ServiceNames): NameHit | null {
  const lower = words.slice(i, i + furthest).map((w) => w.lower)
  for (const c of names.byFirst.get(lower[0]!) ?? []) {
    if (c.words.length < 3) continue
    let at = 0
    for (const word of c.words.slice(1)) at = at < 0 ? at : lower.indexOf(word, at + 1)
    if (at > 0) return hitOf(c, i, i + at)
  }
  return null
}

function hitOf(c: Candidate, first: number, last: number): NameHit {
  return { id: c.id, name: c.name, first, last, words: c.words.length }
}
