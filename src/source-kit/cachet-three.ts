import { z } from 'zod'
import {
  type CachetComponent,
  type CachetDocument,
  type CachetEntry,
  type CachetUpdate,
  flag,
  id,
  number,
  text,
} from './cachet-types.ts'
import { shaped } from './json.ts'

const word = z.looseObject({ human: text, value: number }).nullish()
const date = z.looseObject({ string: text }).nullish()
const reference = z.looseObject({ id, type: z.string() })
const related = z
  .looseObject({ data: z.union([z.array(reference), reference]).nullish() })
  .nullish()
export const resource = z.looseObject({
  id,
  type: z.string(),
  attributes: z.looseObject({
    guid: text,
    name: text,
    message: text,
    status: word,
    occurred: date,
    created: date,
    updated: date,
    scheduled: date,
    completed: date,
    enabled: flag,
    component_id: z.union([z.string(), z.number()]).nullish(),
  }),
  relationships: z.looseObject({ components: related, updates: related }).nullish(),
})
export type Resource = z.output<typeof resource>

export function componentOf(r: Resource): CachetComponent | null {
  const { name, status, enabled, updated } = r.attributes
  if (!/component/i.test(r.type) || !name) return null
  return {
    id: r.id,
    name,
    status: status?.value ?? null,
    statusLabel: status?.human ?? null,
    enabled: enabled !== false,
    updated: updated?.string ?? null,
  }
}

export function rowV3(
  row: unknown,
  kind: CachetDocument['kind'],
  included: readonly Resource[],
): CachetEntry | CachetComponent | null {
  const raw = shaped(row, resource, kind)
  if (kind === 'updates') return null
  if (kind === 'components') return componentOf(raw)
  const { attributes: a } = raw
  const planned = kind === 'schedules'
  const updates = refsOf(raw.relationships?.updates)
  return {
    id: planned ? `schedule-${raw.id}` : (a.guid ?? raw.id),
    guid: a.guid ?? null,
    planned,
    name: a.name ?? '',
    message: a.message ?? '',
    status: a.status?.value ?? null,
    firstStatus: null,
    statusLabel: a.status?.human ?? null,
    resolved: null,
    occurred: a.occurred?.string ?? null,
    created: a.created?.string ?? null,
    updated: a.updated?.string ?? null,
    scheduled: a.scheduled?.string ?? null,
    completed: a.completed?.string ?? null,
    permalink: null,
    components: [
      ...(a.component_id ? [`#${a.component_id}`] : []),
      ...(refsOf(raw.relationships?.components) ?? []).map((ref) => `#${ref.id}`),
    ],
    updates: updates?.flatMap((ref) => updateV3(ref, included) ?? []) ?? null,
  }
}

function refsOf(relation: z.output<typeof related>): z.output<typeof reference>[] | null {
  const data = relation?.data
  if (data === null || data === undefined) return relation ? [] : null
  return Array.isArray(data) ? data : [data]
}

function updateV3(
  ref: z.output<typeof reference>,
  included: readonly Resource[],
): CachetUpdate | null {
  const raw = included.find((r) => r.id === ref.id && r.type === ref.type)
  if (!raw) return null
  return {
    id: raw.id,
    status: raw.attributes.status?.value ?? null,
    statusLabel: raw.attributes.status?.human ?? null,
    message: raw.attributes.message ?? '',
    created: raw.attributes.created?.string ?? null,
  }
}
