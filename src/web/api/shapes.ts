import { z } from '@hono/zod-openapi'
import {
  impacts,
  incidentKinds,
  incidentStates,
  type StoredIncident,
  statuses,
} from '../../incident.ts'

/** ISO 8601 UTC with milliseconds. */
export const time = z.iso.datetime()
const list = z.array(z.string())

/** Where it comes from. */
export const traceShape = z
  .object({ feed: z.string(), fetchedAt: time, hash: z.string() })
  .meta({ id: 'Trace', description: 'The feed, when its reply was fetched, and its SHA-256.' })

const updateShape = z
  .object({ id: z.string(), status: z.enum(statuses), at: time.nullable(), text: z.string() })
  .meta({ id: 'Update', description: 'One message of an incident; plain text.' })

/** An incident as it is stored. */
export const incidentShape = z
  .object({
    key: z.int().describe('Our own number, which stays; `id` is the provider’s.'),
    id: z.string(),
    url: z.string().nullable(),
    title: z.string(),
    kind: z.enum(incidentKinds),
    status: z.enum(statuses),
    impact: z.enum(impacts),
    impactLabel: z.string().nullable().describe('The provider’s own word.'),
    startedAt: time.nullable(),
    resolvedAt: time.nullable(),
    postedAt: time.nullable(),
    updatedAt: time.nullable(),
    services: list.describe('As the provider names them.'),
    components: list,
    regions: list,
    updates: z.array(updateShape).describe('Oldest first.'),
    postmortem: z
      .object({ url: z.string().nullable(), text: z.string().nullable(), at: time.nullable() })
      .nullable(),
    stated: z
      .object({ from: time, to: time.nullable(), basis: z.string() })
      .nullable()
      .describe('How long the impact itself lasted, where structured fields say so.'),
    service: z.string().nullable().describe('Id of our service; `serviceIds` has all.'),
    serviceIds: list,
    feed: z.string(),
    firstSeenAt: time,
    lastSeenAt: time,
    changedAt: time.describe('When anything of it last changed, by our clock.'),
    state: z.enum(incidentStates),
    backfilled: z.boolean(),
    reopened: z.int(),
    formerIds: list,
    edits: z.int().describe('How many of its texts were changed or withdrawn later.'),
    trace: traceShape,
  })
  .meta({ id: 'Incident' })

export type IncidentJson = z.output<typeof incidentShape>

/** The JSON of a stored incident. */
export function incidentJson(incident: StoredIncident & { listed?: boolean }): IncidentJson {
  const { key, replyHash, fetchedAt, service, listed: _listed, ...rest } = incident
  const trace = { feed: incident.feed, fetchedAt, hash: replyHash }
  return { key, ...rest, service: service || null, trace }
}
