import type { z } from 'zod'
import { ParseError } from '../errors.ts'
import { textOf } from './decode.ts'
import type { Reply, Skipped } from './source.ts'
import { oneLine } from './text.ts'

/** The JSON document of a reply. An empty body, HTML or a cut-off document is a ParseError. */
export function readJson(reply: Reply): unknown {
  return parseJson(textOf(reply), reply.url)
}

/** As `readJson`, for text that had to be unwrapped first (JSONP). */
export function parseJson(text: string, url: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed.startsWith('<')) throw new ParseError(`${url}: HTML or XML where JSON was due`)
  try {
    return JSON.parse(trimmed)
  } catch (cause) {
    throw new ParseError(`${url}: not valid JSON, perhaps cut off`, { cause })
  }
}

/** Checks a document against a schema; the message names the first key that is wrong. */
export function shaped<T extends z.ZodType>(value: unknown, schema: T, url: string): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new ParseError(`${url}: not the expected shape: ${firstIssue(result.error)}`)
}

/** Keeps the elements that fit the schema; the others are counted in `skipped`. Null is an empty list. */
export function eachShaped<T extends z.ZodType>(
  list: readonly unknown[] | null | undefined,
  schema: T,
  what: string,
  skipped: Skipped[],
): z.output<T>[] {
  const kept: z.output<T>[] = []
  for (const [index, value] of (list ?? []).entries()) {
    const result = schema.safeParse(value)
    if (result.success) kept.push(result.data)
    else skipped.push({ what: nameOf(what, index, value), why: firstIssue(result.error) })
  }
  return kept
}

function nameOf(what: string, index: number, value: unknown): string {
  const id =
    typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined
  const shown = typeof id === 'string' || typeof id === 'number' ? `${id}` : `#${index + 1}`
  return oneLine(`${what} ${shown}`).slice(0, 120)
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'unknown fault'
  const path = issue.path.join('.')
  return oneLine(`${path ? `${path}: ` : ''}${issue.message}`).slice(0, 200)
}
