import { convert } from 'html-to-text'

const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g
/** Zero-width and direction-changing characters: invisible, and used to disguise text. */
const invisible = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g
const longest = 100_000

/** One line of plain text: no control or invisible characters, white space folded, at most 1,000 characters. */
export function oneLine(text: string): string {
  return cleaned(text).replace(/\s+/g, ' ').trim().slice(0, 1000)
}

/** Plain text of several lines: as `oneLine`, but line breaks stay (at most two in a row). */
export function manyLines(text: string): string {
  return cleaned(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, longest)
}

/** HTML (or text that may hold some) to plain text; links keep their words, images vanish. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return manyLines(html)
  const text = convert(html.slice(0, longest * 4), {
    wordwrap: false,
    limits: { maxDepth: 60, maxInputLength: longest * 4 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
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

function cleaned(text: string): string {
  return text.replace(controls, '').replace(invisible, '').toWellFormed()
}
