/** A word as it is indexed, and where it stands in its text. */
export interface Word {
  word: string
  start: number
  end: number
}

/** One thing that is looked for: words that follow each other; the last may be a beginning. */
export interface Term {
  words: string[]
  prefix: boolean
}

const longestWord = 60
const longestQuery = 400
const mostTerms = 12
/** Shorter beginnings match half of everything and are taken as words. */
const shortestPrefix = 3

const run = /[\p{L}\p{N}\p{M}]+/gu
/** Written without spaces: each sign is a word, and a run of them a phrase. */
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const ascii = /^[\0-\x7f]*$/

/** Letters and digits, folded: no case, no accents. The same on both engines. */
export function* wordsIn(text: string): Generator<Word> {
  for (const { 0: found, index } of text.matchAll(run)) {
    if (ascii.test(found)) {
      yield { word: cut(found.toLowerCase()), start: index, end: index + found.length }
    } else if (spaceless.test(found)) yield* signsOf(found, index)
    else yield* folded(found, index)
  }
}

export function wordsOf(text: string): string[] {
  return Array.from(wordsIn(text), ({ word }) => word)
}

function* signsOf(found: string, index: number): Generator<Word> {
  let start = index
  for (const part of found.split(
    /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*)(?!\p{M})|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u,
  )) {
    yield* folded(part, start)
    start += part.length
  }
}

function* folded(found: string, start: number): Generator<Word> {
  const word = found
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (word) yield { word: cut(word), start, end: start + found.length }
}

/** By whole characters. */
function cut(word: string): string {
  return word.length <= longestWord
    ? word
    : word.slice(0, longestWord).toWellFormed().replace('\ufffd', '')
}

/**
 * What somebody typed, as terms that must all be found: words, `"exact phrases"`, and `begin*`.
 * Everything else is literal; a text without letters and digits gives none.
 */
export function termsOf(q: string): Term[] {
  const pieces = q.slice(0, longestQuery).matchAll(/"([^"]*)"?(\*?)|([^\s"]+)/g)
  const terms: Term[] = []
  for (const [, phrase, star, plain] of pieces) {
    const words = wordsOf(phrase ?? plain ?? '')
    const starred = star === '*' || /\*$/.test(plain ?? '')
    const prefix = starred && (words.at(-1)?.length ?? 0) >= shortestPrefix
    if (words.length > 0) terms.push({ words, prefix })
  }
  return terms.slice(0, mostTerms)
}
