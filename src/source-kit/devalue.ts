import { isoTime } from './dates.ts'
import { type Flattening, unflattened } from './flat-graph.ts'

/** SvelteKit: keys stand as they are, `["Date", "…"]` is a date. */
const devalue: Flattening = {
  key: (written) => written,
  special: (tag, list) => (tag === 'Date' && typeof list[1] === 'string' ? isoTime(list[1]) : null),
}

/** The values that a page of SvelteKit sends in its `__data.json`. Null for what JSON cannot hold. */
export function devalued(flat: readonly unknown[]): unknown {
  return unflattened(flat, devalue)
}
