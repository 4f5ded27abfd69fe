import { z } from 'zod'
import type { Incident } from '../incident.ts'

/** The value of a filter in feeds.yaml, or of another option that names things: one name or several. */
export const filterNames = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .optional()

/** Which of an incident's lists a filter key looks at. */
const lists: Record<string, keyof Pick<Incident, 'services' | 'components' | 'regions'>> = {
  product: 'services',
  service: 'services',
  component: 'components',
  region: 'regions',
  location: 'regions',
}

/**
 * Does an incident belong to a service that narrowed its feed with filters such as
 * `{ product: Gmail }` or `{ component: [API, Webhooks] }`? Every filter must be met by one name,
 * compared without case; a trailing `*` matches a beginning. No filters: everything belongs.
 */
export function selects(
  filters: Readonly<Record<string, unknown>>,
  incident: Pick<Incident, 'services' | 'components' | 'regions'>,
): boolean {
  return Object.entries(filters).every(([key, wanted]) => {
    const list = Object.hasOwn(lists, key) ? lists[key] : undefined
    if (!list || wanted === undefined) return true
    const patterns = (Array.isArray(wanted) ? wanted : [wanted]).map(String)
    return patterns.some((p) => incident[list].some((name) => nameMatches(p, name)))
  })
}

function nameMatches(pattern: string, name: string): boolean {
  const p = folded(pattern)
  const n = folded(name)
  return p.endsWith('*') ? n.startsWith(p.slice(0, -1)) : n === p
}

function folded(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}
