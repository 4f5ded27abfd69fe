import { epochTime } from './dates.ts'
import { type Flattening, unflattened } from './flat-graph.ts'
import { refuse } from './tolerance.ts'

const chunk = /streamController\.enqueue\(("(?:[^"\\]|\\.)*")\)/g
/** React Router: `_7` is the key at place 7; `["D", 1788440400000]` a date, other letters nothing a page needs. */
const singleFetch: Flattening = {
  key(written, flat) {
    const name = flat[Number(written.slice(1))]
    return typeof name === 'string' ? name : null
  },
  special: (tag, list) => (tag === 'D' && typeof list[1] === 'number' ? epochTime(list[1]) : null),
}

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
  return Array.isArray(flat) ? unflattened(flat, singleFetch) : refuse(`${url}: not a flat list`)
}
