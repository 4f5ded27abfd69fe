import type { Digest } from '../digest/digest.ts'
import { clean, safeUrl } from './clean.ts'
import { type Item, type Run, sectionOf } from './section.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The section as a piece of HTML to put into a page or a mail. */
export function html(digest: Digest): string {
  const { heading, items, notes } = sectionOf(digest)
  const body = [
    `<h2>${escapeHtml(heading)}</h2>`,
    ...(items.length > 0 ? [list(items, '')] : []),
    ...notes.map((note) => `<p>${escapeHtml(note)}</p>`),
  ]
  return `<section>\n${body.join('\n')}\n</section>\n`
}

function list(items: readonly Item[], indent: string): string {
  const rows = items.map((item) => row(item, `${indent}  `))
  return `${indent}<ul>\n${rows.join('\n')}\n${indent}</ul>`
}

function row(item: Item, indent: string): string {
  const words = item.runs.map(run).join('')
  if (item.items.length === 0) return `${indent}<li>${words}</li>`
  return `${indent}<li>${words}\n${list(item.items, `${indent}  `)}\n${indent}</li>`
}

function run({ text, url }: Run): string {
  const words = escapeHtml(text)
  const href = safeUrl(url)
  return href
    ? `<a href="${escapeHtml(href)}" rel="noopener">${isolated(words)}</a>`
    : isolated(words)
}

/** Letters written from right to left must not reorder what stands beside them. */
function isolated(words: string): string {
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/.test(words) ? `<bdi>${words}</bdi>` : words
}

export function escapeHtml(text: string): string {
  return clean(text).replace(/[&<>"']/g, (c) => entities[c]!)
}
