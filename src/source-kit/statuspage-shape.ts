import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { isoTime } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import type { Reply } from './source.ts'
import { incidentFrom, incidentShape, type StatuspageContext } from './statuspage-incident.ts'
import { attempt, refuse } from './tolerance.ts'

/** One list of a document. */
export interface StatuspageList {
  incidents: Incident[]
  /** Entries that were there, readable or not. */
  count: number
  /** The earliest `created_at` or `scheduled_for` of an entry. */
  oldest: string | null
}

export interface StatuspageDocument {
  part: 'summary' | 'incidents' | 'maintenances' | 'detail' | 'other'
  pageId: string | null
  /** `none`, `minor`, `major`, `critical`, `maintenance`, as it came; null where it is not said. */
  indicator: string | null
  /** Null where the document says nothing about incidents: that is not "none". */
  incidents: StatuspageList | null
  maintenances: StatuspageList | null
}

const list = z.array(z.unknown()).nullish()
const id = z.union([z.string().min(1), z.number()]).transform(String)

const documentShape = z.looseObject({
  page: z.looseObject({ id: id.nullish() }).nullish(),
  status: z.unknown().optional(),
  incidents: list,
  scheduled_maintenances: list,
  incident: z.looseObject({ id }).nullish(),
  scheduled_maintenance: z.looseObject({ id }).nullish(),
})

type RawDocument = z.output<typeof documentShape>

/** 26 characters of Crockford's base 32: the ids of incident.io, never those of Statuspage. */
export const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/**
 * Reads one JSON document in the shape of Atlassian's public Statuspage API v2: `summary.json`,
 * `incidents.json`, `scheduled-maintenances.json`, one incident, or the legacy `index.json` (seen in
 * payloads of 2016 to 2026). A missing list is an empty one only on pages of incident.io, which
 * leave it out. Throws ParseError where no list and no incident can be read.
 */
export function statuspageDocument(reply: Reply, context: StatuspageContext): StatuspageDocument {
  const raw = readJson(reply)
  const document = shaped(raw, documentShape, reply.url)
  const single = singleOf(raw, document)
  const pageId = document.page?.id ?? null
  const common = { pageId, indicator: indicatorOf(document) }
  if (single) return { ...common, part: 'detail', ...detailOf(single, reply, context) }
  const part = partOf(reply.url, document)
  const lenient = pageId !== null && ulid.test(pageId)
  const absent = (wanted: boolean) => (lenient && wanted ? [] : null)
  const incidents = document.incidents ?? absent(part === 'summary' || part === 'incidents')
  const planned =
    document.scheduled_maintenances ?? absent(part === 'summary' || part === 'maintenances')
  if (!incidents && !planned) refuse(`${reply.url}: no list of incidents`)
  return {
    ...common,
    part,
    incidents: incidents && listOf(incidents, false, reply, context),
    maintenances: planned && listOf(planned, true, reply, context),
  }
}

/** `{page, incident}`, or an incident on its own. */
function singleOf(
  raw: unknown,
  document: RawDocument,
): { entry: unknown; planned: boolean } | null {
  if (document.incident) return { entry: document.incident, planned: false }
  if (document.scheduled_maintenance) {
    return { entry: document.scheduled_maintenance, planned: true }
  }
  const alone = z.looseObject({ id, incident_updates: z.array(z.unknown()) }).safeParse(raw).success
  return alone ? { entry: raw, planned: false } : null
}

function detailOf(
  single: { entry: unknown; planned: boolean },
  reply: Reply,
  context: StatuspageContext,
): Pick<StatuspageDocument, 'incidents' | 'maintenances'> {
  const only = listOf([single.entry], single.planned, reply, context)
  return single.planned
    ? { incidents: null, maintenances: only }
    : { incidents: only, maintenances: null }
}

function partOf(url: string, document: RawDocument): StatuspageDocument['part'] {
  const path = new URL(url).pathname
  if (path.endsWith('/summary.json')) return 'summary'
  if (path.endsWith('/api/v2/incidents.json')) return 'incidents'
  if (path.endsWith('/api/v2/scheduled-maintenances.json')) return 'maintenances'
  return document.incidents || document.scheduled_maintenances ? 'other' : refuse(`${url}: no list`)
}

function indicatorOf(document: RawDocument): string | null {
  const shape = z.looseObject({ indicator: z.string() })
  const status = shape.safeParse(document.status)
  return status.success ? status.data.indicator : null
}

function listOf(
  entries: readonly unknown[],
  planned: boolean,
  reply: Reply,
  context: StatuspageContext,
): StatuspageList {
  const what = planned ? 'maintenance' : 'incident'
  const kept = eachShaped(entries, incidentShape, what, context.skipped)
  const dates = kept.flatMap((raw) => [isoTime(raw.created_at), isoTime(raw.scheduled_for)])
  return {
    incidents: kept.map((raw) => incidentFrom(raw, planned, reply.at, context)),
    count: entries.length,
    oldest: dates.filter((at) => at !== null).sort()[0] ?? null,
  }
}

/** Ids in each list of a document; null for a list it does not have. Cheaper than to read it. */
export function listedIds(reply: Reply): { incidents: string[] | null; planned: string[] | null } {
  const document = attempt(() => shaped(readJson(reply), documentShape, reply.url), [])
  const absent = ulid.test(document?.page?.id ?? '') ? [] : null
  return {
    incidents: idsIn(document?.incidents ?? absent),
    planned: idsIn(document?.scheduled_maintenances ?? absent),
  }
}

function idsIn(entries: readonly unknown[] | null): string[] | null {
  const entry = z.looseObject({ id })
  return entries?.flatMap((e) => entry.safeParse(e).data?.id ?? []) ?? null
}
