import { type Term, type Word, wordsIn } from './search-words.ts'

export const hitStart = '\u0001'
export const hitEnd = '\u0002'

const before = 60
const length = 200

interface Range {
  start: number
  end: number
}

/**
 * A piece of the text with the most different hits, each between two control characters; null when
 * no text has one (an earlier version had it).
 */
export function snippetOf(texts: readonly string[], terms: readonly Term[]): string | null {
  let best: { text: string; hits: Range[]; found: number } | null = null
  for (const text of texts) {
    const words = [...wordsIn(text.slice(0, 20_000))]
    const each = terms.map((term) => hitsOf(term, words))
    const found = each.filter((hits) => hits.length > 0).length
    if (found > (best?.found ?? 0)) best = { text, hits: each.flat(), found }
    if (found === terms.length) break
  }
  return best && pieceOf(best.text, best.hits)
}

function hitsOf({ words, prefix }: Term, text: readonly Word[]): Range[] {
  const last = words.length - 1
  const same = (word: string | undefined, i: number) =>
    prefix && i === last ? word?.startsWith(words[i]!) : word === words[i]
  return text.flatMap(({ start }, at) =>
    words.every((_, i) => same(text[at + i]?.word, i))
      ? [{ start, end: text[at + last]!.end }]
      : [],
  )
}

function pieceOf(text: string, hits: readonly Range[]): string {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const start = edgeBefore(text, sorted[0]!.start - before)
  const end = edgeAfter(text, Math.max(start + length, sorted[0]!.end))
  let piece = start > 0 ? '… ' : ''
  let at = start
  for (const hit of sorted) {
    if (hit.start < at || hit.end > end) continue
    piece += `${plain(text.slice(at, hit.start))}${hitStart}${plain(text.slice(hit.start, hit.end))}${hitEnd}`
    at = hit.end
  }
  return `${piece}${plain(text.slice(at, end))}${end < text.length ? ' …' : ''}`
}

function plain(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ')
}

/** The start of a word at or shortly after `at`. */
function edgeBefore(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.slice(at, at + before).search(/\s/)
  return space < 0 ? at : at + space + 1
}

/** The end of a word at or shortly after `at`. */
function edgeAfter(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.slice(at, at + 30).search(/\s/)
  return space < 0 ? at + 30 : at + space
}
