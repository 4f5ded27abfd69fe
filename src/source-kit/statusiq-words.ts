import { z } from 'zod'
import type { Impact } from '../incident.ts'
import { eachShaped } from './json.ts'
import type { Skipped } from './source.ts'
import { oneLine } from './text.ts'

const text = z.string().nullish().catch(null)
const number = z.coerce.number().int().nullish().catch(null)
const list = z.array(z.unknown()).nullish()
const componentShape = z.looseObject({
  enc_component_id: text,
  display_name: text,
  componentgroup_display_name: text,
  component_status: number,
  component_status_desc: text,
  componentgroup_components: list,
})

export interface StatusiqComponent {
  id: string | null
  name: string
  /** 1 to 6, see `statusiqWords`. */
  status: number | null
  word: string | null
}

/** Statuses of components and severities of incidents (the SDK of StatusIQ). */
export const statusiqWords: readonly (string | null)[] = [
  null,
  'Operational',
  'Informational',
  'Degraded Performance',
  'Under Maintenance',
  'Partial Outage',
  'Major Outage',
]
const impactsBy: readonly Impact[] = [
  'unknown',
  'none',
  'none',
  'minor',
  'maintenance',
  'major',
  'critical',
]
export function statusiqImpact(status: number | null | undefined): Impact {
  return impactsBy[status ?? 0] ?? 'unknown'
}

/** A group has no status of its own that its members do not have. */
export function statusiqComponents(
  values: readonly unknown[] | null | undefined,
  group: string | null,
  skipped: Skipped[],
): StatusiqComponent[] {
  return eachShaped(values, componentShape, 'component', skipped).flatMap((raw) => {
    const name = oneLine(raw.display_name ?? '')
    const { component_status: status, component_status_desc: word } = raw
    const members = statusiqComponents(
      raw.componentgroup_components,
      oneLine(raw.componentgroup_display_name ?? '') || group,
      skipped,
    )
    if (!name) return members
    const own = { id: raw.enc_component_id ?? null, name, status: status ?? null }
    return [{ ...own, word: oneLine(word ?? '') || null }, ...members]
  })
}
