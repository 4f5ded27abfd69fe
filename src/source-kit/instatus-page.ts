import type { Incident } from '../incident.ts'
import { latestOf } from './dates.ts'
import { textOf } from './decode.ts'
import { feedIncidents } from './feed-incidents.ts'
import { flightValues } from './instatus-flight.ts'
import { componentsIn, emptyData, gather, type InstatusData, idIn } from './instatus-shape.ts'
import { parseJson } from './json.ts'
import { byTime, oneEach } from './one-each.ts'
import { isClosed, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { refuse } from './tolerance.ts'

export function isFeed(reply: Reply): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)?<(?:rss|feed)[\s>]/i.test(
    textOf(reply).slice(0, 2000),
  )
}

/** Adds what a JSON document or the page itself tells; ParseError where it is neither. */
export function readDocument(reply: Reply, data: InstatusData, skipped: Skipped[]): void {
  const text = textOf(reply)
  const own = emptyData()
  const found: Skipped[] = []
  const html = /^\s*</.test(text)
  const document = html ? pageValues(text, reply.url) : parseJson(text, reply.url)
  const components = html ? null : componentsIn(document)
  gather(document, own, found)
  if (!own.pageStatus && !components && !own.listsOpen && own.notices.size === 0) {
    refuse(
      `${reply.url}: ${html ? 'a page without the data of Instatus' : 'not a document of Instatus'}`,
    )
  }
  gather(document, data, skipped)
  data.components = components ?? data.components
}

function pageValues(html: string, url: string): unknown {
  const values = flightValues(html, url)
  const next = /<script id="__NEXT_DATA__"[^>]*>([\s\S]*?)(?:<\/script>|$)/.exec(html)?.[1]
  if (next) return parseJson(next, url)
  if (!/<\/html>\s*$/i.test(html.slice(-3000))) refuse(`${url}: the page is cut off`)
  return values
}

/** Incidents of the feed under the ids that the JSON gives them. */
export async function readHistory(reply: Reply, notes: string[]): Promise<Incident[]> {
  const { incidents } = await feedIncidents(reply, notes)
  return oneEach(
    incidents.map((incident) => ({
      ...incident,
      id: idIn(incident.url) ?? idIn(incident.id) ?? incident.id,
    })),
  )
}

/** One incident for each id: JSON and page say the impact, the feed has the messages of old ones. */
export function joinHistory(told: readonly Incident[], feed: readonly Incident[]): Incident[] {
  const held = new Map(feed.map((incident) => [incident.id, incident]))
  const ids = new Set(told.map((incident) => incident.id))
  const both = told.map((incident) => {
    const own = held.get(incident.id)
    return own ? joined(incident, own) : incident
  })
  return [...both, ...feed.filter((incident) => !ids.has(incident.id))]
}

function joined(told: Incident, feed: Incident): Incident {
  const ahead = isLater(feed.updates.at(-1)?.at, told.updatedAt) && feed.status !== 'unknown'
  const status = ahead || told.status === 'unknown' ? feed.status : told.status
  const planned = told.kind === 'maintenance' || feed.kind === 'maintenance'
  const fits = planned && status === 'resolved' ? 'completed' : status
  const updates = updatesOf(told, feed)
  return {
    ...told,
    status: fits,
    kind: planned ? 'maintenance' : told.kind,
    impact: planned ? 'maintenance' : told.impact,
    startedAt: told.startedAt ?? feed.startedAt,
    resolvedAt: isClosed(fits) ? (told.resolvedAt ?? feed.resolvedAt) : null,
    postedAt: told.updates.length ? told.postedAt : (feed.postedAt ?? told.postedAt),
    updatedAt: latestOf(told.updatedAt, feed.updatedAt),
    components: uniqueNames([...told.components, ...feed.components]),
    updates,
    postmortem: told.postmortem ?? feed.postmortem,
  }
}

/** The feed tells times to the second. */
function isLater(a: string | null | undefined, b: string | null | undefined): boolean {
  return !!a && (!b || Date.parse(a) - Date.parse(b) >= 1000)
}

function updatesOf(told: Incident, feed: Incident): Incident['updates'] {
  if (told.updates.length === 0) return feed.updates
  const second = (at: string | null) => at?.slice(0, 19) ?? ''
  const known = new Set(told.updates.map((u) => second(u.at)))
  const extra = feed.updates.filter((u) => !known.has(second(u.at)))
  return extra.length ? byTime([...told.updates, ...extra]) : told.updates
}
