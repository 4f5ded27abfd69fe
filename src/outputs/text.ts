import type { Digest } from '../digest/digest.ts'
import { clean, safeUrl } from './clean.ts'
import { type Item, type Run, sectionOf } from './section.ts'

/** The section as plain text: nested lists, addresses after the words they belong to, no wrapping. */
export function text(digest: Digest): string {
  const { heading, items, notes } = sectionOf(digest)
  const list = items.flatMap((item) => lines(item, 0)).join('\n')
  return `${[heading, list, ...notes.map((note) => clean(note).trim())].filter(Boolean).join('\n\n')}\n`
}

function lines(item: Item, depth: number): string[] {
  const own = `${'  '.repeat(depth)}- ${item.runs.map(run).join('').trim()}`
  return [own, ...item.items.flatMap((child) => lines(child, depth + 1))]
}

function run(piece: Run): string {
  const url = safeUrl(piece.url)
  return url ? `${clean(piece.text)} <${url}>` : clean(piece.text)
}
