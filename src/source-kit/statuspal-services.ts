import { z } from 'zod'
import type { Impact, Incident } from '../incident.ts'
import { eachShaped } from './json.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import type { Skipped } from './source.ts'
import { oneLine } from './text.ts'

const text = z.string().nullish().catch(null)
const number = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String)
const serviceShape = z.looseObject({
  id: number,
  name: z.string(),
  current_incident_type: text,
  children: z.array(z.unknown()).nullish(),
})

/** Types that every page has; pages may add their own, which are `unknown`. */
export const statuspalImpacts = new Map<string, Impact>([
  ['major', 'major'],
  ['minor', 'minor'],
  ['performance', 'minor'],
  ['info', 'none'],
  ['scheduled', 'maintenance'],
  ['emergency-maintenance', 'maintenance'],
])

/** One service of the tree with those above it. */
export interface Service {
  id: string
  name: string
  type: string | null
  leaf: boolean
}

export function flatServices(
  values: readonly unknown[] | null | undefined,
  skipped: Skipped[],
): Service[] {
  return eachShaped(values, serviceShape, 'service', skipped).flatMap((raw) => {
    // An invented example of the documentation has an empty object for a child.
    const children = flatServices(raw.children, [])
    const own = { id: raw.id, name: oneLine(raw.name), type: raw.current_incident_type ?? null }
    return [{ ...own, leaf: children.length === 0 }, ...children]
  })
}

/** Services that are not well though no incident names them: one each, undated. */
export function unexplained(
  services: readonly Service[],
  affected: readonly (readonly string[])[],
): Incident[] {
  if (affected.some((ids) => ids.length === 0)) return []
  const covered = new Set(affected.flat())
  return services
    .filter((s) => s.leaf && s.type && !covered.has(s.id))
    .filter((s) => !['none', 'maintenance'].includes(statuspalImpacts.get(s.type!) ?? ''))
    .map((s) => {
      return incidentOf({
        id: `service-${s.id}`,
        title: `${s.name}: ${oneLine(s.type!)}`,
        impact: statuspalImpacts.get(s.type!) ?? 'unknown',
        impactLabel: s.type,
        components: uniqueNames([s.name]),
      })
    })
}
