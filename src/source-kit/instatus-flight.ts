import { refuse } from './tolerance.ts'

const opening = 'self.__next_f.push([1,'
/** Nodes visited while references are followed: a page has some ten thousand. */
const mostNodes = 400_000

/**
 * The values of the rows that a Next.js page carries in its scripts ("flight data"), references
 * between them followed, in the order they came. Empty where the page has none. Throws ParseError
 * where a script is cut off. Long texts stand in rows of their own, counted in bytes.
 */
export function flightValues(html: string, url: string): unknown[] {
  const rows = rowsOf(streamOf(html, url))
  const budget = { left: mostNodes }
  return [...rows.keys()].map((id) => followed(rows.get(id), rows, budget, [id]))
}

/** The JavaScript strings that are pushed one after the other, put together. */
function streamOf(html: string, url: string): string {
  const parts: string[] = []
  for (let at = html.indexOf(opening); at >= 0; at = html.indexOf(opening, at)) {
    const from = html.indexOf('"', at + opening.length)
    const to = from < 0 ? -1 : closingQuote(html, from + 1)
    if (to < 0) refuse(`${url}: the data of the page is cut off`)
    parts.push(unquoted(html.slice(from, to + 1)))
    at = to
  }
  return parts.join('')
}

function closingQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') return i
  }
  return -1
}

function unquoted(literal: string): string {
  try {
    return JSON.parse(literal) as string
  } catch {
    return ''
  }
}

/** `1a:{"a":1}` to the end of the line, `1b:T4f2,…` of so many bytes; other kinds are code. */
function rowsOf(stream: string): Map<string, unknown> {
  const bytes = Buffer.from(stream)
  const rows = new Map<string, unknown>()
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(':', at)
    if (colon < 0) break
    const id = bytes.toString('latin1', at, colon).trim()
    const head = /^T([\da-f]{1,8}),/.exec(bytes.toString('latin1', colon + 1, colon + 11))
    if (head) {
      const from = colon + 1 + head[0].length
      at = from + Number.parseInt(head[1]!, 16)
      rows.set(id, bytes.toString('utf8', from, at))
    } else {
      const end = bytes.indexOf('\n', colon)
      at = end < 0 ? bytes.length : end + 1
      rows.set(id, jsonOf(bytes.toString('utf8', colon + 1, at)))
    }
  }
  return rows
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function followed(
  value: unknown,
  rows: ReadonlyMap<string, unknown>,
  budget: { left: number },
  path: readonly string[],
): unknown {
  if (budget.left-- < 0) return null
  if (typeof value === 'string') return referred(value, rows, budget, path)
  if (Array.isArray(value)) return value.map((v) => followed(v, rows, budget, path))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, v]) => [key, followed(v, rows, budget, path)]),
  )
}

/** `$1a` is another row, `$1a:props:site` a part of it, `$D…` a date, `$$…` a text with a dollar. */
function referred(
  text: string,
  rows: ReadonlyMap<string, unknown>,
  budget: { left: number },
  path: readonly string[],
): unknown {
  if (!text.startsWith('$')) return text
  if (text.startsWith('$$')) return text.slice(1)
  if (/^\$D\d{4}-/.test(text)) return text.slice(2)
  const m = /^\$([\da-f]+)((?::[^:]+)*)$/.exec(text)
  if (!m) return /^\$(?:undefined|[A-Z@])/.test(text) ? null : text
  const [, id, rest] = m
  if (!rows.has(id!) || path.includes(text) || path.length > 40) return null
  // A long text is not data with references of its own.
  const row = rows.get(id!)
  const target = rest!.split(':').slice(1).reduce<unknown>(part, row)
  return typeof row === 'string' ? row : followed(target, rows, budget, [...path, text])
}

/** An element is written `["$", type, key, props]`. */
function part(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return null
  const name = Array.isArray(value) && value[0] === '$' && key === 'props' ? '3' : key
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null
}
