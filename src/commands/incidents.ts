import { findIncidents, type IncidentRecord } from '#storage/incidents.ts'
import { ConfigError } from '../errors.ts'
import { loadFeeds } from '../feeds.ts'
import { loadSources } from '../registry.ts'
import { isoTime } from '../source-kit/dates.ts'
import { type CommonOptions, print, printJson, withStore } from './context.ts'

export interface IncidentsOptions extends CommonOptions {
  service?: string
  from?: string
  to?: string
  json?: boolean
}

/** What is stored, oldest first. */
export async function incidentsCommand(options: IncidentsOptions): Promise<void> {
  await withStore(options, async (store) => {
    const from = options.from && instantOf(options.from, '--from')
    const to = options.to && instantOf(options.to, '--to')
    const found = await findIncidents(store.db, {
      ...(options.service ? { service: options.service } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    })
    if (found.length === 0 && options.service) await refuseUnknown(options.service, options)
    if (options.json) printJson(found.map(incidentJson))
    else for (const i of found) print(line(i))
  })
}

async function refuseUnknown(service: string, { config }: CommonOptions): Promise<void> {
  const feeds = await loadFeeds(config, await loadSources())
  if (feeds.services.some((s) => s.id === service)) return
  throw new ConfigError(
    `There is no service "${service}" in ${feeds.file}, and nothing stored of it.`,
  )
}

/** A day (`2017-09-04`, its first moment in UTC) or an instant with a zone. */
export function instantOf(text: string, option: string): string {
  const at = isoTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (at) return at
  throw new ConfigError(`${option} ${text}: expected 2017-09-04 or 2017-09-04T20:00:00Z.`)
}

/** The JSON of a stored incident (DESIGN: read, incidents, API). */
export function incidentJson(i: IncidentRecord) {
  const { key: _key, listed: _listed, replyHash, fetchedAt, service, ...rest } = i
  return { ...rest, service: service || null, trace: { feed: i.feed, fetchedAt, hash: replyHash } }
}

function line(i: IncidentRecord): string {
  const at = (i.startedAt ?? i.postedAt ?? i.firstSeenAt).slice(0, 16).replace('T', ' ')
  const state = i.state === 'present' ? '' : ` (${i.state})`
  return `${at}  ${(i.service || '-').padEnd(20)} ${i.status.padEnd(13)} ${i.impact.padEnd(11)} ${i.title}${state}`
}
