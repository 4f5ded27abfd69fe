import { convert } from 'html-to-text'

const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g
/** Zero-width, direction-changing and tag characters: invisible, and used to disguise text. */
const invisible =
  /[\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
const longest = 100_000

/** One line of plain text: no control or invisible characters, white space folded, at most 1,000 characters. */
export function oneLine(text: string): string {
  return clipped(cleaned(text).replace(/\s+/g, ' ').trim(), 1000)
}

/** Plain text of several lines: as `oneLine`, but line breaks stay (at most two in a row). */
export function manyLines(text: string): string {
  const lines = cleaned(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
  return clipped(lines.trim(), longest)
}

/** `br`, and what HTML closes by itself. */
const flat = new Set(['br', 'hr', 'img', 'wbr', 'p', 'li', 'td', 'th', 'tr', 'dt', 'dd', 'input'])
const skipped = ['img', 'script', 'style', 'title', 'template', 'head', 'iframe', 'object', 'svg']
const cells = ['td', 'th'].map((selector) => ({
  selector,
  format: 'block',
  options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
}))

/** HTML (or text that may hold some) to plain text; links keep their words, images vanish. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return manyLines(html)
  const part = html.slice(0, longest * 2)
  const text = convert(isDeep(part) ? withoutTags(part) : part, {
    wordwrap: false,
    limits: { maxDepth: 60, maxInputLength: longest * 2 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      ...skipped.map((selector) => ({ selector, format: 'skip' })),
      ...cells,
      { selector: 'ul', options: { itemPrefix: '- ' } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  })
  return manyLines(text)
}

/** Text of which line breaks matter (Markdown, Statuspage bodies): breaks kept, tags removed. */
export function bodyText(text: string): string {
  if (!/<[a-z!/]/i.test(text)) return manyLines(decodeEntities(text))
  return plainText(text.replace(/\r?\n/g, '<br>'))
}

/** An absolute http(s) address without credentials, or null. */
export function safeLink(link: string | null | undefined, base?: string): string | null {
  if (!link) return null
  try {
    const url = base ? new URL(link.trim(), base) : new URL(link.trim())
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
    url.username = ''
    url.password = ''
    return url.href.length <= 2000 ? url.href : null
  } catch {
    return null
  }
}

function decodeEntities(text: string): string {
  return /&(#\d+|#x[\da-f]+|[a-z]+);/i.test(text)
    ? convert(text.replace(/\n/g, '<br>'), { wordwrap: false })
    : text
}

/** Thousands of elements within each other: no text is, and the converter takes seconds for it. */
function isDeep(html: string): boolean {
  let depth = 0
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z\d]*)/gi)) {
    if (flat.has(name!.toLowerCase())) continue
    depth = Math.max(0, depth + (end ? -1 : 1))
    if (depth > 1000) return true
  }
  return false
}

function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, ' ')
}

/** At most `most` characters, never half of one. */
function clipped(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}

function cleaned(text: string): string {
  return text.replace(controls, '').replace(invisible, '').toWellFormed()
}
