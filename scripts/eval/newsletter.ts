import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One printed entry of the newsletter. */
export interface PrintedEntry {
  service: string
  services?: string[]
  kind: 'news' | 'status-page' | 'postmortem' | 'followup' | 'unknown'
  source_type: string
  link?: string
  comment?: string
}

/** One issue with the section as the editor printed it. */
export interface Issue {
  issue: number
  date: string
  complete: boolean
  entries: PrintedEntry[]
}

export function issuesIn(folder: string): Issue[] {
  return readFileSync(join(folder, 'outages.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Issue)
    .filter((issue) => issue.complete)
}

/**
 * The words of a link as a title: what was printed tells no title, but its address does
 * (`/ea-servers-go-down-again/`). Null where it has fewer than four words.
 */
export function titleFromLink(link: string | undefined): string | null {
  if (!link || !URL.canParse(link)) return null
  const parts = new URL(link).pathname.split('/').map((p) => decodeURIComponent(safe(p)))
  const slug = parts.sort((a, b) => b.split(/[-_ ]/).length - a.split(/[-_ ]/).length)[0] ?? ''
  const words = slug
    .replace(/\.\w{2,5}$/, '')
    .split(/[-_+ ]+/)
    .filter((w) => /^[\p{L}][\p{L}\d'’]*$|^\d{1,3}$/u.test(w))
  return words.length >= 4 ? words.map(capital).join(' ') : null
}

function safe(part: string): string {
  return /%(?![\da-f]{2})/i.test(part) ? part.replace(/%/g, '') : part
}

/** Slugs have lost their capitals: names are told from words by them. */
function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
