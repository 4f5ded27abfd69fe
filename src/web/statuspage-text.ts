import { plainField } from '../outputs/plain-field.ts'

const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g
/** Those that turn the direction of writing or hide text; joiners stay, emoji are made with them. */
const invisible =
  /[\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
const longestName = 1000
const longestBody = 100_000

/** A name: one line, as plain text. */
export function nameText(text: string): string {
  return clipped(harmless(text).replace(/\s+/g, ' ').trim(), longestName)
}

/** A message: lines stay. Clients may show it as text or as HTML, as they do with Statuspage's own. */
export function bodyField(text: string): string {
  const lines = harmless(text).replace(/\r\n?|[\u2028\u2029]/g, '\n')
  return plainField(clipped(lines.trim(), longestBody))
}

function harmless(text: string): string {
  return text.replace(controls, '').replace(invisible, '').toWellFormed()
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
