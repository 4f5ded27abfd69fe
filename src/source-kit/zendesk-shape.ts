import { z } from 'zod'
import { eachShaped, readJson, shaped } from './json.ts'
import type { Reply, Skipped } from './source.ts'
import { refuse } from './tolerance.ts'

/** A resource of JSON:API, its names without underscores and capitals: the two APIs differ in them. */
export interface Resource {
  id: string
  type: string
  attributes: Record<string, unknown>
  /** Ids of related resources by their type. */
  related: Map<string, string[]>
}

const linkShape = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  type: z.string(),
})
const resourceShape = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  type: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  relationships: z.record(z.string(), z.unknown()).nullish(),
})
const documentShape = z.looseObject({
  data: z.union([z.array(z.unknown()), resourceShape]),
  included: z.array(z.unknown()).nullish(),
})

export interface ZendeskDocument {
  url: string
  /** `incidents` are those of `data`, whatever else it holds. */
  incidents: Resource[]
  services: Resource[]
  included: Resource[]
  /** All of `data` was read, and it was a list. */
  whole: boolean
}

/**
 * A reply of status.zendesk.com: `/api/ssp/*.json` writes `startedAt` and `incidentService`, the
 * documented `/api/incidents/*` writes `started_at` and `incident_service`. An `errors` document,
 * a missing `data` and anything that is not JSON:API is a ParseError.
 */
export function zendeskDocument(reply: Reply, skipped: Skipped[]): ZendeskDocument {
  const { data, included } = shaped(readJson(reply), documentShape, reply.url)
  const list = Array.isArray(data) ? data : [data]
  const resources = eachShaped(list, resourceShape, 'incident', skipped).map(resourceFrom)
  const known = resources.filter((r) => r.type === 'incident' || r.type === 'service')
  if (list.length > 0 && known.length === 0)
    refuse(`${reply.url}: lists neither incidents nor services`)
  return {
    url: reply.url,
    incidents: known.filter((r) => r.type === 'incident'),
    services: known.filter((r) => r.type === 'service'),
    included: eachShaped(included, resourceShape, 'included', skipped).map(resourceFrom),
    whole: Array.isArray(data) && known.length === list.length,
  }
}

function resourceFrom(raw: z.output<typeof resourceShape>): Resource {
  return {
    id: raw.id,
    type: bare(raw.type),
    attributes: Object.fromEntries(Object.entries(raw.attributes).map(([k, v]) => [bare(k), v])),
    related: relatedIn(raw.relationships ?? {}),
  }
}

function relatedIn(relationships: Record<string, unknown>): Map<string, string[]> {
  const related = new Map<string, string[]>()
  for (const value of Object.values(relationships)) {
    const data = z.looseObject({ data: z.unknown() }).safeParse(value).data?.data
    for (const link of Array.isArray(data) ? data : [data]) {
      const { success, data: found } = linkShape.safeParse(link)
      if (!success) continue
      const type = bare(found.type)
      related.set(type, [...(related.get(type) ?? []), found.id])
    }
  }
  return related
}

/** `incident_service`, `incidentServices` and `IncidentService` are one; so are `startedAt` and `started_at`. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/[_-]/g, '')
    .replace(/(incidentservice|incidentupdate|incident|service)s$/, '$1')
}

/** The first attribute that is a text and not blank. */
export function textIn(resource: Resource, ...names: string[]): string | null {
  for (const name of names) {
    const value = resource.attributes[name]
    if (typeof value === 'string' && value.trim()) return value
  }
  return null
}

/** An id among the attributes, number or text. */
export function idIn(resource: Resource, name: string): string | null {
  const value = resource.attributes[name]
  return typeof value === 'number' || (typeof value === 'string' && value) ? `${value}` : null
}
