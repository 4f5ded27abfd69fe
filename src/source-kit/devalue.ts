import { isoTime } from './dates.ts'

/**
 * The values that a page of SvelteKit sends in its `__data.json`: flat lists in which numbers point
 * to other places, `["Date", "…"]` a date. Null for what JSON cannot hold.
 */
export function unflattened(flat: readonly unknown[]): unknown {
  return valueAt(0, flat, new Map())
}

function valueAt(index: unknown, flat: readonly unknown[], seen: Map<number, unknown>): unknown {
  if (typeof index !== 'number' || index < 0 || index >= flat.length) return null
  if (seen.has(index)) return seen.get(index)
  const raw = flat[index]
  if (typeof raw !== 'object' || raw === null) return raw
  if (Array.isArray(raw)) return listAt(index, raw, flat, seen)
  const value: Record<string, unknown> = {}
  seen.set(index, value)
  for (const [key, at] of Object.entries(raw)) {
    if (key !== '__proto__') value[key] = valueAt(at, flat, seen)
  }
  return value
}

function listAt(
  index: number,
  raw: readonly unknown[],
  flat: readonly unknown[],
  seen: Map<number, unknown>,
): unknown {
  if (raw[0] === 'Date') return typeof raw[1] === 'string' ? isoTime(raw[1]) : null
  if (typeof raw[0] === 'string') return null
  const list: unknown[] = []
  seen.set(index, list)
  for (const at of raw) list.push(valueAt(at, flat, seen))
  return list
}
