import { html } from 'hono/html'
import { closedStatuses, type Impact, type Status } from '../../incident.ts'
import { clean, safeUrl } from '../../outputs/clean.ts'
import { withoutSecrets } from '../api/feeds.ts'
import type { Html } from '../guard/refuse.ts'
import { impactWords } from '../pictures/impacts.ts'

/** The style sheet of the list pages. */
export const listStyle = html`<link rel="stylesheet" href="/assets/lists.css" />`

/** Foreign words on one line, cut visibly after `most` characters. */
export function words(text: string, most = 200): string {
  const line = clean(text).trim()
  return line.length > most ? `${line.slice(0, most).toWellFormed()} …` : line
}

/** Foreign words that may hold an address with a password or key in it. */
export function guarded(text: string, most = 300): string {
  return words(withoutSecrets(text), most)
}

/** A link to elsewhere, or the words alone when the address is none to follow. */
export function outside(url: string | null | undefined, text: string): Html {
  const href = safeUrl(url)
  return href
    ? html`<a href="${href}" rel="noopener noreferrer"><bdi>${text}</bdi></a>`
    : html`<bdi>${text}</bdi>`
}

/** `1 feed`, `2,093 feeds`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`
}

export function grouped(n: number): string {
  return n.toLocaleString('en')
}

export function impactChip(impact: Impact): Html {
  return html`<span class="chip impact-${impact}">${impactWords[impact]}</span>`
}

export function statusChip(status: Status): Html {
  const kind = closedStatuses.includes(status) ? 'chip-over' : 'chip-going'
  return html`<span class="chip ${kind}">${spoken(status)}</span>`
}

/** A word of the data as people read it: `in progress`. */
export function spoken(word: string): string {
  return word.replaceAll('_', ' ')
}

/** A table that scrolls by itself where the window is narrow. */
export function wideTable(label: string, head: readonly (string | Html)[], rows: Html[]): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">
<table class="list"><thead><tr>${head.map((h) => (typeof h === 'string' ? html`<th scope="col">${h}</th>` : h))}</tr></thead>
<tbody>${rows}</tbody></table>
</div>`
}
