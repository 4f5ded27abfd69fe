import { distance } from 'fastest-levenshtein'
import { ConfigError } from './errors.ts'

/** One fault of feeds.yaml, for the person who edits it. Line and column count from 1. */
export interface Problem {
  line: number
  column: number
  /** What is wrong and what was expected. */
  message: string
  /** The nearest known word, or what to do. */
  hint: string | null
}

/** feeds.yaml is wrong. The message lists every problem as `feeds.yaml:12:5: …`, sorted by line. */
export class FeedsError extends ConfigError {
  override name = 'FeedsError'
  readonly file: string
  readonly problems: Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
    super(sorted.map((p) => problemLine(file, p)).join('\n'))
    this.file = file
    this.problems = sorted
  }
}

function problemLine(file: string, { line, column, message, hint }: Problem): string {
  return `${file}:${line}:${column}: ${message}${hint ? ` (${hint})` : ''}`
}

/**
 * Proposes the nearest of the known words: `did you mean "statuspage"?`, or null when none is near.
 * Gives up after `limit` searches, so that a file with thousands of faults stays quick to check.
 */
export function suggester(words: Iterable<string>, limit = 100): (word: string) => string | null {
  const known = [...words]
  let left = limit
  return (word) => {
    if (left-- <= 0) return null
    const found = nearest(word, known)
    return found === null ? null : `did you mean "${found}"?`
  }
}

function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase().slice(0, 80)
  let best: string | null = null
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue
    const d = distance(wanted, candidate.toLowerCase())
    if (d < least) [best, least] = [candidate, d]
  }
  return best
}

/** A word from the file in quotes, safe to print: no control characters, at most 60 characters. */
export function quoted(word: unknown): string {
  const text = String(word).replace(/\p{C}+/gu, ' ')
  return `"${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`
}
