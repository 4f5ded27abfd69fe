import type { Digest } from '../digest/digest.ts'
import type { Service, StoredIncident, Update } from '../incident.ts'
import { type OutFeed, type OutItem, tagUri } from './feed-document.ts'
import { escapeHtml, html } from './html.ts'

/** Where a feed stands. Addresses are absolute; `base` is the desk's own and ends with a slash. */
export interface FeedPlace {
  base: string
  selfUrl: string
}

/** An edition as it was published; corrections are in its digest. */
export interface EditionItem {
  digest: Digest
  publishedAt: string
}

const mostItems = 50
const mostUpdates = 30
const longestText = 5000

const statusWords: Record<Update['status'], string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  postmortem: 'Postmortem',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
  unknown: 'Status unknown',
}

/** Incidents of all services, or of one; those changed last first, at most 50. */
export function incidentFeed(
  incidents: readonly StoredIncident[],
  services: readonly Pick<Service, 'id' | 'name'>[],
  place: FeedPlace,
  only: Pick<Service, 'id' | 'name'> | null = null,
): OutFeed {
  const names = new Map(services.map((s) => [s.id, s.name]))
  return {
    id: tagUri(place.base, 'incidents', ...(only ? [only.id] : [])),
    title: only ? `${only.name}: incidents` : 'Outage Desk: incidents',
    description: 'What providers post on their status pages, with every update.',
    homeUrl: place.base,
    selfUrl: place.selfUrl,
    items: newest(incidents.map((i) => incidentItem(i, names, place))),
  }
}

/** Weekly sections; those changed last first, at most 50. A correction changes its edition. */
export function editionFeed(editions: readonly EditionItem[], place: FeedPlace): OutFeed {
  return {
    id: tagUri(place.base, 'editions'),
    title: 'Outage Desk: weekly outages',
    description: 'The Outages section of each week.',
    homeUrl: place.base,
    selfUrl: place.selfUrl,
    items: newest(editions.map((e) => editionItem(e, place))),
  }
}

function newest(items: OutItem[]): OutItem[] {
  return items
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt) || (a.id < b.id ? -1 : 1))
    .slice(0, mostItems)
}

/** The id stays when the provider publishes it again under another one. */
function incidentItem(
  incident: StoredIncident,
  names: ReadonlyMap<string, string>,
  { base }: FeedPlace,
): OutItem {
  const { feed, id, formerIds, serviceIds, status, impact } = incident
  const service = names.get(serviceIds[0] ?? '') ?? null
  const title = `${incident.title} (${stateWords(incident)})`
  return {
    id: tagUri(base, 'incident', feed, formerIds[0] ?? id),
    url: incident.url,
    title: service ? `${service}: ${title}` : title,
    html: incidentHtml(incident),
    publishedAt: publishedAt(incident),
    updatedAt: updatedAt(incident),
    tags: [...serviceIds.flatMap((s) => names.get(s) ?? []), status, `impact ${impact}`],
  }
}

function stateWords({ state, status }: StoredIncident): string {
  if (state === 'vanished') return 'taken off the status page'
  if (state === 'retracted') return 'withdrawn'
  return statusWords[status].toLowerCase()
}

/** A maintenance begins later than it is posted: never a time that had not come when we saw it. */
function publishedAt({ postedAt, startedAt, firstSeenAt }: StoredIncident): string {
  if (postedAt) return postedAt
  return startedAt && startedAt < firstSeenAt ? startedAt : firstSeenAt
}

/** What was old when its feed was first read is no news: then the provider's own time counts. */
function updatedAt(incident: StoredIncident): string {
  const { backfilled, changedAt, firstSeenAt, resolvedAt, updates, postmortem } = incident
  if (!backfilled || changedAt > firstSeenAt) return changedAt
  const told = [incident.updatedAt, resolvedAt, postmortem?.at, ...updates.map((u) => u.at)]
  const known = told.filter((at) => typeof at === 'string' && at <= firstSeenAt) as string[]
  return [publishedAt(incident), ...known].sort().at(-1)!
}

function incidentHtml(incident: StoredIncident): string {
  const shown = incident.updates.slice(-mostUpdates).reverse()
  const earlier = incident.updates.length - shown.length
  return [
    ...factLines(incident).map((line) => `<p>${escapeHtml(line)}</p>`),
    ...postmortemHtml(incident),
    ...shown.map((u) => messageHtml(statusWords[u.status], u.at, u.text)),
    ...(earlier > 0 ? [`<p>Earlier updates: ${earlier}.</p>`] : []),
  ].join('\n')
}

function factLines({ impact, impactLabel, components, regions, state }: StoredIncident): string[] {
  const label = impactLabel && impactLabel.toLowerCase() !== impact ? ` (${impactLabel})` : ''
  const affected = [...components, ...regions].map((name) => clipped(name, 100)).slice(0, 20)
  return [
    ...(state === 'vanished' ? ['The provider no longer lists it.'] : []),
    ...(impact === 'unknown' && !label ? [] : [`Impact: ${impact}${clipped(label, 100)}`]),
    ...(affected.length > 0 ? [`Affected: ${affected.join(', ')}`] : []),
  ]
}

/** A postmortem that is one of the updates is not told twice. */
function postmortemHtml({ postmortem, updates }: StoredIncident): string[] {
  if (!postmortem?.text || updates.some((u) => u.text === postmortem.text)) return []
  return [messageHtml(statusWords.postmortem, postmortem.at, postmortem.text)]
}

function messageHtml(status: string, at: string | null, text: string): string {
  const time = at ? ` <time datetime="${escapeHtml(at)}">${momentWords(at)}</time>` : ''
  const lines = clipped(text, longestText).split('\n').map(escapeHtml)
  return `<p><strong>${status}</strong>${time}<br>${lines.join('<br>')}</p>`
}

function momentWords(at: string): string {
  return escapeHtml(`${at.slice(0, 16).replace('T', ' ')} UTC`)
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`
}

function editionItem({ digest, publishedAt }: EditionItem, { base }: FeedPlace): OutItem {
  const { week, number, from, to } = digest.edition
  const name = week ?? `${from.slice(0, 10)} to ${to.slice(0, 10)}`
  const corrected = (digest.corrections ?? []).map(({ at }) => at)
  return {
    id: tagUri(base, 'edition', week ?? from),
    url: week ? new URL(`digest/${week}.html`, base).href : base,
    title: number === null ? `Outages, ${name}` : `Outages #${number}, ${name}`,
    html: html(digest),
    publishedAt,
    updatedAt: [publishedAt, ...corrected].sort().at(-1)!,
    tags: digest.entries.map((e) => e.label),
  }
}
