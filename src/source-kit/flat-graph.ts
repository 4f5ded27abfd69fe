/** How one way of flattening writes the keys of an object and the values that JSON cannot hold. */
export interface Flattening {
  /** The key that `written` stands for; null when it stands for none. */
  key(written: string, flat: readonly unknown[]): string | null
  /** The value of a list whose first element is the text `tag`: a date, or what a source has no use for. */
  special(tag: string, list: readonly unknown[]): unknown
}

/**
 * The value at the first place of a flat list in which numbers point to other places, as SvelteKit
 * and React Router hand data to a browser. Null for a place that is not there.
 */
export function unflattened(flat: readonly unknown[], how: Flattening): unknown {
  const seen = new Map<number, unknown>()

  function valueAt(index: unknown): unknown {
    if (typeof index !== 'number' || index < 0 || index >= flat.length) return null
    if (seen.has(index)) return seen.get(index)
    const raw = flat[index]
    if (typeof raw !== 'object' || raw === null) return raw
    if (Array.isArray(raw)) return listAt(index, raw)
    const value: Record<string, unknown> = {}
    seen.set(index, value)
    for (const [written, at] of Object.entries(raw)) {
      const key = how.key(written, flat)
      if (key !== null && key !== '__proto__') value[key] = valueAt(at)
    }
    return value
  }

  function listAt(index: number, raw: readonly unknown[]): unknown {
    if (typeof raw[0] === 'string') return how.special(raw[0], raw)
    const list: unknown[] = []
    seen.set(index, list)
    for (const at of raw) list.push(valueAt(at))
    return list
  }

  return valueAt(0)
}
