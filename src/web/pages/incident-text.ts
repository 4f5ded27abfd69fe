import { diffLines, diffWordsWithSpace } from 'diff'
import { html } from 'hono/html'
import { clean } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'

/** Of a text of the provider no more is shown; the rest is in the JSON. */
const longestText = 6000
/** Texts that differ in more words than this are compared line by line. */
const mostEdits = 1000

/** A text of the provider as harmless lines, cut visibly where it is endless. */
export function plainText(text: string, most = longestText): string {
  const cut = text.length > most ? `${text.slice(0, most).toWellFormed()} … (cut here)` : text
  return cut
    .split(/\r?\n/)
    .map((line) => clean(line).trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

export function textView(text: string, most = longestText): Html {
  const words = plainText(text, most)
  return words
    ? html`<p class="said" dir="auto">${words}</p>`
    : html`<p class="quiet">Without a text.</p>`
}

/** What a text lost and won against the one before, word by word. */
export function changedText(before: string, after: string, most = longestText): Html {
  const [a, b] = [plainText(before, most), plainText(after, most)]
  const changes =
    diffWordsWithSpace(a, b, { maxEditLength: mostEdits }) ??
    diffLines(a, b, { maxEditLength: mostEdits })
  const all = changes ?? [
    { value: a, removed: true, added: false },
    { value: b, added: true, removed: false },
  ]
  return html`<p class="said" dir="auto">${all.map(({ value, added, removed }) => {
    if (added) return html`<ins>${value}</ins>`
    return removed ? html`<del>${value}</del>` : value
  })}</p>`
}
