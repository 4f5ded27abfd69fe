import { z } from 'zod'
import { ParseError } from '../errors.ts'
import { bodyOf, textOf } from './decode.ts'
import { parseJson, shaped } from './json.ts'
import { uniqueNames } from './reading.ts'
import type { Detection, Reply, Skipped } from './source.ts'
import { oneLine } from './text.ts'
import { attempt } from './tolerance.ts'

/** Salesforce Trust API v1, for all its products (Heroku's command line falls back to it too). */
export const trustApi = 'https://api.status.salesforce.com/v1'

/** What is needed to read a reply of the Trust API. */
export interface TrustContext {
  /** Texts of `/localizations` by their key; may be empty. */
  words: ReadonlyMap<string, string>
  /** Keep only what touches one of these instances; null keeps all. */
  instances: ReadonlySet<string> | null
  skipped: Skipped[]
}

const id = z.union([z.string().min(1), z.number()]).transform(String)
const text = z.string().nullish()
const keys = z.array(z.unknown()).nullish()

export const impactShape = z.looseObject({
  type: text,
  severity: text,
  startTime: text,
  endTime: text,
})
export const eventShape = z.looseObject({
  id: id.nullish(),
  type: text,
  message: text,
  createdAt: text,
})
const common = { id, createdAt: text, updatedAt: text, serviceKeys: keys, instanceKeys: keys }

export const incidentShape = z.looseObject({
  ...common,
  affectsAll: z.boolean().nullish(),
  status: text,
  type: text,
  message: z.looseObject({ rootCause: text, actionPlan: text, pathToResolution: text }).nullish(),
  IncidentImpacts: keys,
  IncidentEvents: keys,
})

export const maintenanceShape = z.looseObject({
  ...common,
  affectsAll: z.boolean().nullish(),
  name: text,
  plannedStartTime: text,
  message: z.looseObject({ eventStatus: text }).nullish(),
  MaintenanceImpacts: keys,
  MaintenanceEvents: keys,
})

const instanceShape = z.looseObject({ key: z.string(), Incidents: keys, Maintenances: keys })

export type TrustImpact = z.output<typeof impactShape>
export type TrustIncident = z.output<typeof incidentShape>
export type TrustMaintenance = z.output<typeof maintenanceShape>

/** Keys of the instances in a reply of `/instances?products=X`. */
export function trustInstances(reply: Reply): string[] {
  const list = shaped(trustJson(reply), z.array(z.looseObject({ key: z.string() })), reply.url)
  return list.map((instance) => instance.key)
}

/** Texts by key of a reply of `/localizations?locale=en`. */
export function trustWords(reply: Reply): Map<string, string> {
  const shape = z.array(z.looseObject({ modelKey: text, text: text }))
  const list = shaped(trustJson(reply), shape, reply.url)
  return new Map(list.flatMap((w) => (w.modelKey && w.text ? [[w.modelKey, w.text]] : [])))
}

/** The document; a ParseError in one clear sentence when Salesforce has retired this API. */
function trustJson(reply: Reply): unknown {
  const body = textOf(reply)
  const retired = /^\s*[{<"]/.test(body) && /my ?trust ?center/i.test(body)
  if (retired && !/"Incidents"|"IncidentEvents"/.test(body)) {
    throw new ParseError(
      `${reply.url}: Salesforce has replaced this public API by the My Trust Center API, which needs a personal access token`,
      { hint: 'Disable this feed in feeds.yaml with that reason, or watch the service by news.' },
    )
  }
  return parseJson(body, reply.url)
}

/** The entries of a list, of a single document, or of an instance's status. */
export function entriesOf(reply: Reply, part: 'Incidents' | 'Maintenances'): unknown[] {
  const document = trustJson(reply)
  if (Array.isArray(document)) return document
  if (/\/instances\/[^/]+\/status$/.test(new URL(reply.url).pathname)) {
    const instance = shaped(document, instanceShape, reply.url)
    if (!instance.Incidents) throw new ParseError(`${reply.url}: "Incidents" is missing`)
    return (instance[part] ?? []).map((entry) => ({
      instanceKeys: [instance.key],
      ...Object(entry),
    }))
  }
  return [shaped(document, z.looseObject({ id }), reply.url)]
}

/** True when nothing is wanted in particular, or one of the entry's instances is. */
export function touches(
  raw: TrustIncident | TrustMaintenance,
  instances: ReadonlySet<string> | null,
): boolean {
  const own = namesOf(raw.instanceKeys)
  if (!instances || (own.length === 0 && raw.affectsAll)) return true
  return own.some((key) => instances.has(key))
}

/** The strings of a list, cleaned; anything else in it is ignored. */
export function namesOf(list: readonly unknown[] | null | undefined): string[] {
  return uniqueNames((list ?? []).filter((name) => typeof name === 'string').map(oneLine))
}

/** The texts of `/localizations` among the replies; none, and a note, when they cannot be read. */
export function wordsFrom(replies: readonly Reply[], notes: string[]): Map<string, string> {
  const reply = replies.find((r) => r.status === 200 && pathOf(r).endsWith('/localizations'))
  return (reply && attempt(() => trustWords(reply), notes)) ?? new Map()
}

/** Maintenance of one product from a week before `at` on; to the day, so that the address keeps. */
export function trustMaintenancesUrl(at: string, product: string): string {
  const from = new Date(Date.parse(at) - 7 * 24 * 3600 * 1000).toISOString().slice(0, 10)
  const query = `startTime=${from}T00:00:00.000Z&limit=50&offset=0`
  return `${trustApi}/maintenances?${query}&product=${encodeURIComponent(product)}&locale=en`
}

export function isTrustHost(host: string): boolean {
  return host === 'trust.salesforce.com' || /(^|\.)status\.salesforce\.com$/.test(host)
}

/** Sure when a reply comes from Salesforce's own hosts, or a list of it has its odd keys. */
export function detectTrust(replies: readonly Reply[]): Detection | null {
  const own = replies.find((r) => isTrustHost(new URL(r.url).hostname))
  const part = replies.find((r) => isTrustHost(new URL(r.url).hostname) && isPart(pathOf(r)))
  const url = part?.url ?? 'https://status.salesforce.com'
  if (own) return { confidence: 0.95, why: `${own.url} is Salesforce Trust`, url }
  const list = replies.find((r) => r.status === 200 && /"IncidentImpacts"\s*:/.test(textIn(r)))
  return list ? { confidence: 0.7, why: `${list.url} answers as the Trust API does`, url } : null
}

function isPart(path: string): boolean {
  return /^\/(products|instances)\/[^/]+$/.test(path)
}

/** The path of a reply's address, without the query. */
export function pathOf(reply: Reply): string {
  return new URL(reply.url).pathname
}

function textIn(reply: Reply): string {
  return bodyOf(reply)
}
