import { epochTime } from './dates.ts'
import { refuse } from './tolerance.ts'

const chunk = /streamController\.enqueue\(("(?:[^"\\]|\\.)*")\)/g
/** Stands for a value that JSON cannot hold. */
const nothing = null

/**
 * What a page of React Router hands over to the browser ("single fetch"): one flat list in which
 * numbers point to other places, keys as `_7`. Throws ParseError where there is none or it is cut.
 */
export function turboValue(html: string, url: string): unknown {
  const parts = [...html.matchAll(chunk)].map((m) => JSON.parse(m[1]!) as string)
  if (parts.length === 0) refuse(`${url}: a page without data`)
  // Values that came later stand in lines of their own.
  const first = parts.join('').split('\n')[0]!
  let flat: unknown
  try {
    flat = JSON.parse(first)
  } catch {
    refuse(`${url}: the data of the page is cut off`)
  }
  return Array.isArray(flat) ? valueAt(0, flat, new Map()) : refuse(`${url}: not a flat list`)
}

function valueAt(index: unknown, flat: readonly unknown[], seen: Map<number, unknown>): unknown {
  if (typeof index !== 'number' || index < 0 || index >= flat.length) return nothing
  if (seen.has(index)) return seen.get(index)
  const raw = flat[index]
  if (typeof raw !== 'object' || raw === null) return raw
  if (Array.isArray(raw)) return listAt(index, raw, flat, seen)
  const value: Record<string, unknown> = {}
  seen.set(index, value)
  for (const [key, at] of Object.entries(raw)) {
    const name = flat[Number(key.slice(1))]
    if (typeof name === 'string' && name !== '__proto__') value[name] = valueAt(at, flat, seen)
  }
  return value
}

/** `["D", 1788440400000]` is a date; other letters stand for what no status page needs. */
function listAt(
  index: number,
  raw: readonly unknown[],
  flat: readonly unknown[],
  seen: Map<number, unknown>,
): unknown {
  if (raw[0] === 'D') return typeof raw[1] === 'number' ? epochTime(raw[1]) : nothing
  if (typeof raw[0] === 'string') return nothing
  const list: unknown[] = []
  seen.set(index, list)
  for (const at of raw) list.push(valueAt(at, flat, seen))
  return list
}
