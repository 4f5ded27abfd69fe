import type { Headline } from './headline.ts'
import type { Sign } from './sign.ts'
import { signsAddress } from './signs-address.ts'
import { signsAgainst } from './signs-against.ts'
import { signsBeside } from './signs-beside.ts'
import { signsFor } from './signs-for.ts'
import { signsGeneral } from './signs-general.ts'
import { signsHappening } from './signs-happening.ts'
import { signsKnown } from './signs-known.ts'
import { signsPlaces } from './signs-places.ts'

/** All signs; each is one feature of the model, under its id. */
export const signs: readonly Sign[] = [
  ...signsFor,
  ...signsHappening,
  ...signsGeneral,
  ...signsPlaces,
  ...signsKnown,
  ...signsAgainst,
  ...signsBeside,
  ...signsAddress,
]
const addressIds = new Set(signsAddress.map((s) => s.id))
const titleSigns = signs.filter((s) => !addressIds.has(s.id))
/** How much of a title is read: a hostile one may be long. */
const longest = 300

/**
 * The features of one headline: ids of signs, `w:` words and `b:` pairs of words. Names of services
 * stand as `<name>`, figures as `<n>`, so that grammar is learned and no brand.
 * `common` holds the words that are no names.
 */
export function featuresOf(item: Headline, common: ReadonlySet<string>): string[] {
  const title = plain(item.title)
  const url = (item.url ?? '').slice(0, 500)
  const found = titleSigns.filter((s) => says(s, title)).map((s) => s.id)
  const linked = url ? signsAddress.filter((s) => says(s, url)).map((s) => s.id) : []
  const words = tokensOf(title, common)
  const length = words.length <= 6 ? 'short' : words.length <= 11 ? 'middle' : 'long'
  return [
    ...new Set([
      ...found,
      ...linked,
      balanceOf([...found, ...linked]),
      `length:${length}`,
      ...grams(words),
    ]),
  ]
}

const weightOf = new Map(signs.map((s) => [s.id, s.weight]))

/** How many signs speak for and against: together they say more than their sum. */
function balanceOf(found: readonly string[]): string {
  const weights = found.map((id) => weightOf.get(id) ?? 0)
  const [pro, contra] = [weights.filter((w) => w > 0.3), weights.filter((w) => w < -0.3)]
  return `balance:${Math.min(pro.length, 3)}-${Math.min(contra.length, 2)}`
}

export function says(sign: Sign, text: string): boolean {
  return sign.pattern.test(text) && !sign.not?.test(text)
}

export function plain(title: string): string {
  return title.slice(0, longest).replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim()
}

function grams(words: string[]): string[] {
  const padded = ['^', ...words, '$']
  const pairs = padded.slice(1).map((w, i) => `b:${padded[i]} ${w}`)
  return [...words.filter((w) => !w.startsWith('<')).map((w) => `w:${w}`), ...pairs]
}

/** The words of a title in lower case, with placeholders; neighbours of one name are one. */
export function tokensOf(title: string, common: ReadonlySet<string>): string[] {
  const written = plain(title).match(/[\p{L}\p{N}][\p{L}\p{N}.+#&'-]*|[?!:]/gu) ?? []
  const titleCase = isTitleCase(written)
  const tokens: string[] = []
  for (const [i, word] of written.entries()) {
    const token = tokenOf(word.replace(/[.'-]+$/, ''), i === 0, titleCase, common)
    if (token !== '<name>' || tokens.at(-1) !== '<name>') tokens.push(token)
  }
  return tokens
}

/** Nearly every longer word begins with a capital, so that capitals say nothing of names. */
export function isTitleCase(written: readonly string[]): boolean {
  const long = written.filter((w) => w.length >= 4)
  return long.filter((w) => /^\p{Lu}/u.test(w)).length >= long.length * 0.7
}

function tokenOf(
  word: string,
  first: boolean,
  titleCase: boolean,
  common: ReadonlySet<string>,
): string {
  if (/^[?!:]$/.test(word)) return word
  if (/^(?:19|20)\d\d$/.test(word)) return '<year>'
  if (/^\d[\d.,:]*\+?(?:st|nd|rd|th|k|m|h)?$/i.test(word)) return '<n>'
  return isName(word, first, titleCase, common) ? '<name>' : word.toLowerCase().replace(/'s$/, '')
}

/** Is a word, by how it is written, part of a name? */
export function isName(
  word: string,
  first: boolean,
  titleCase: boolean,
  common: ReadonlySet<string>,
): boolean {
  const bare = word.replace(/'s$/, '')
  if (common.has(bare.toLowerCase())) return !titleCase && !first && /^\p{Lu}/u.test(bare)
  return bare.length > 1
}
