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

/** How a kind of page wants its elements opened and closed. */
interface Dress {
  heading: Pair
  list: Pair
  item: Pair
  note: Pair
  link: string
}
type Pair = readonly [open: string, close: string]

const plain: Dress = {
  heading: ['<h2>', '</h2>'],
  list: ['<ul>', '</ul>'],
  item: ['<li>', '</li>'],
  note: ['<p>', '</p>'],
  link: ' rel="noopener"',
}

// Mail programs drop style sheets: what must be seen stands in each element.
const mailed: Dress = {
  heading: ['<h2 style="font-size:20px;line-height:1.3;margin:24px 0 8px">', '</h2>'],
  list: ['<ul style="margin:0 0 8px;padding:0 0 0 22px">', '</ul>'],
  item: ['<li style="margin:0 0 6px">', '</li>'],
  note: ['<p style="margin:12px 0;font-size:14px">', '</p>'],
  link: ' style="color:#0b57a4"',
}

const blocks: Dress = {
  heading: ['<!-- wp:heading -->\n<h2 class="wp-block-heading">', '</h2>\n<!-- /wp:heading -->'],
  list: ['<!-- wp:list -->\n<ul class="wp-block-list">', '</ul>\n<!-- /wp:list -->'],
  item: ['<!-- wp:list-item -->\n<li>', '</li>\n<!-- /wp:list-item -->'],
  note: ['<!-- wp:paragraph -->\n<p>', '</p>\n<!-- /wp:paragraph -->'],
  link: '',
}

/** The section as a piece of HTML to put into a page. */
export function html(digest: Digest): string {
  return `<section>\n${body(digest, plain)}\n</section>\n`
}

/** The section as a whole document for a mail: no style sheet, no script, no picture. */
export function mail(digest: Digest): string {
  const { heading } = sectionOf(digest)
  const style =
    'font-family:Georgia,serif;font-size:16px;line-height:1.5;max-width:640px;margin:0 auto'
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(heading)}</title></head>
<body style="margin:0;padding:16px">
<div style="${style}">
${body(digest, mailed)}
</div>
</body>
</html>
`
}

/** The section in the blocks of the WordPress editor, to paste into its code view. */
export function wordpress(digest: Digest): string {
  // WordPress would run what stands in square brackets; its own code block writes them so too.
  return `${body(digest, blocks).replaceAll('[', '&#91;')}\n`
}

function body(digest: Digest, dress: Dress): string {
  const { heading, items, notes } = sectionOf(digest)
  return [
    wrapped(escapeHtml(heading), dress.heading),
    ...(items.length > 0 ? [list(items, '', dress)] : []),
    ...notes.map((note) => wrapped(escapeHtml(note), dress.note)),
  ].join('\n')
}

function wrapped(text: string, [open, close]: Pair): string {
  return `${open}${text}${close}`
}

function list(items: readonly Item[], indent: string, dress: Dress): string {
  const rows = items.map((item) => row(item, `${indent}  `, dress))
  const [open, close] = dress.list
  return `${indent}${open}\n${rows.join('\n')}\n${indent}${close}`
}

function row(item: Item, indent: string, dress: Dress): string {
  const words = item.runs.map((r) => run(r, dress)).join('')
  const [open, close] = dress.item
  if (item.items.length === 0) return `${indent}${open}${words}${close}`
  return `${indent}${open}${words}\n${list(item.items, `${indent}  `, dress)}\n${indent}${close}`
}

function run({ text, url }: Run, dress: Dress): string {
  const words = escapeHtml(text)
  const href = safeUrl(url)
  return href
    ? `<a href="${escapeHtml(href)}"${dress.link}>${isolated(words)}</a>`
    : isolated(words)
}

/** Letters written from right to left must not reorder what stands beside them. */
function isolated(words: string): string {
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/.test(words) ? `<bdi>${words}</bdi>` : words
}

export function escapeHtml(text: string): string {
  return clean(text).replace(/[&<>"']/g, (c) => entities[c]!)
}
