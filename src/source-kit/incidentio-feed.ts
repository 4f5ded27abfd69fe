import type { Incident, Status } from '../incident.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { nativeStatus, outageImpact, outageRank } from './incidentio-shape.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { stateOf } from './state-words.ts'
import { permalink } from './statuspage-incident.ts'
import { oneLine, plainText } from './text.ts'

const maintenanceWords: readonly Status[] = ['scheduled', 'in_progress', 'verifying', 'completed']

/**
 * Adds what a feed of incident.io tells: the latest state and message of about 50 incidents, and the
 * components they touch (form from a payload of 2026-09). The label of the state is in the language
 * of the page; one not known stays `unknown`. Throws ParseError when it is no feed.
 */
export async function readIncidentioFeed(
  reply: Reply,
  root: string,
  reading: Reading,
): Promise<Incident[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  return feed.items.flatMap((item, index) => {
    // Addresses and ids hold a double slash: https://status.openai.com//incidents/ULID
    const id = /\/incidents\/+([0-9A-Z]{26})\b/.exec(item.link ?? item.id ?? '')?.[1]
    if (id) return [incidentFrom(id, item, root, reply.at)]
    reading.skipped.push({ what: `item ${index + 1}`, why: 'no link to an incident' })
    return []
  })
}

function incidentFrom(id: string, item: FeedItem, root: string, now: string): Incident {
  const { label, body } = partsOf(item.html)
  const known = nativeStatus(label)
  const status = known === 'unknown' ? stateOf(label) : known
  const touched = componentsIn(`${item.summaryHtml}${item.html}`)
  const planned = maintenanceWords.includes(status)
  const worst = touched.map((c) => c.state).sort((a, b) => outageRank(b) - outageRank(a))[0]
  const at = item.updatedAt ?? item.publishedAt
  const startedAt = planned ? null : item.publishedAt
  const end = isClosed(status) && at && at <= now ? at : null
  return incidentOf({
    id,
    url: permalink(root, id),
    title: item.title || `Incident ${id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : outageImpact(worst),
    impactLabel: worst ?? null,
    startedAt,
    resolvedAt: end && (!startedAt || end >= startedAt) ? end : null,
    postedAt: item.publishedAt,
    updatedAt: at,
    components: uniqueNames(touched.map((c) => c.name)),
    updates: at || body ? [{ id: `${at ?? 'undated'}-${status}`, status, at, text: body }] : [],
  })
}

/** `<b>Status: Resolved</b><br/><br/>text<br/><br/><b>Affected components</b><ul>…</ul>` */
function partsOf(html: string): { label: string; body: string } {
  const head = /^\s*(?:<p>\s*)?<(b|strong)>([^<]*)<\/\1>/.exec(html)
  const label = head?.[2]?.split(/[::]/).at(-1) ?? ''
  const rest = html.slice(head?.[0].length ?? 0)
  return {
    label: oneLine(label),
    body: plainText(rest.replace(/<(b|strong)>[^<]*<\/\1>\s*<ul>[\s\S]*$/, '')),
  }
}

/** `<li>Search (Degraded performance)</li>` */
function componentsIn(html: string): { name: string; state: string }[] {
  return [...html.matchAll(/<li>([^<]*?)\s*\(([^()<]*)\)\s*<\/li>/g)].map((m) => ({
    name: plainText(m[1] ?? ''),
    state: oneLine(m[2] ?? ''),
  }))
}
