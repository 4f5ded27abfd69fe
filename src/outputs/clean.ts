const controls = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g
/** Invisible characters, and those that turn the direction of writing or hide text in tags. */
const invisible =
  /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
const longestUrl = 2000

/** One line of harmless characters: what others wrote, before it is escaped for an output. */
export function clean(text: string): string {
  return text.replace(controls, ' ').replace(invisible, '').toWellFormed().replace(/\s+/g, ' ')
}

/** An absolute http(s) address without credentials, in its encoded form; null for anything else. */
export function safeUrl(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const parsed = new URL(url)
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null
  parsed.username = ''
  parsed.password = ''
  return parsed.href.length <= longestUrl ? parsed.href : null
}
