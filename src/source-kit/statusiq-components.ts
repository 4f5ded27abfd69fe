import type { Incident } from '../incident.ts'
import { type FeedItem, readFeed } from './feed.ts'
import { incidentOf } from './reading.ts'
import type { Reading, Reply } from './source.ts'
import { type StatusiqComponent, statusiqImpact, statusiqWords } from './statusiq-words.ts'

/** Components that fail without an incident that names them, as one incident each. */
export function statusiqFailures(
  components: readonly StatusiqComponent[],
  open: readonly Incident[],
  root: string,
): Incident[] {
  const named = new Set(open.flatMap((incident) => incident.components))
  const failing = components.filter((c) => (c.status ?? 0) > 2 && !named.has(c.name))
  return withOwnIds(
    failing.map((c) => {
      const word = c.word ?? statusiqWords[c.status!] ?? String(c.status)
      const link = c.id ? `${root}/#/components/${c.id}` : root
      return failure(c.id ?? c.name, c.name, word, c.status!, null, link)
    }),
  )
}

/**
 * The page's `/rss`: one item for each COMPONENT (`Name - Status`), dated by the last change of its
 * status, never an incident (recorded feeds of 2025-03, and the platform's help). Those that fail
 * become incidents. Links may be missing and names may occur twice. No item at all: no component.
 */
export async function statusiqFeed(
  reply: Reply,
  root: string,
  reading: Reading,
): Promise<Incident[]> {
  const feed = await readFeed(reply)
  reading.notes.push(...feed.notes)
  const found = feed.items.map((item, index) => {
    const [name, word, status] = partsOf(item)
    if (status === 0) reading.skipped.push({ what: `item ${index + 1}`, why: 'no known status' })
    if (status <= 2) return null
    const id = /#\/components\/([\w=-]+)/.exec(item.link ?? item.id ?? '')?.[1] ?? name
    return failure(id, name, word, status, item.publishedAt, item.link ?? root)
  })
  return withOwnIds(found.filter((incident) => incident !== null))
}

function partsOf(item: FeedItem): [name: string, word: string, status: number] {
  const m = /^(.*\S)\s+-\s+(\S.*)$/.exec(item.title)
  const word = m?.[2] ?? ''
  const status = statusiqWords.findIndex((w) => w?.toLowerCase() === word.toLowerCase())
  return [m?.[1] ?? item.title, word, Math.max(status, 0)]
}

function failure(
  id: string,
  name: string,
  word: string,
  status: number,
  since: string | null,
  url: string,
): Incident {
  const planned = status === 4
  return incidentOf({
    id: `component:${id}${since ? `@${since}` : ''}`,
    url,
    title: `${name}: ${word}`,
    kind: planned ? 'maintenance' : 'incident',
    status: planned ? 'in_progress' : 'unknown',
    impact: statusiqImpact(status),
    impactLabel: word,
    startedAt: since,
    postedAt: since,
    updatedAt: since,
    components: [name],
  })
}

function withOwnIds(incidents: readonly Incident[]): Incident[] {
  const taken = new Set<string>()
  return incidents.map((incident) => {
    let id = incident.id
    for (let n = 2; taken.has(id); n++) id = `${incident.id}#${n}`
    taken.add(id)
    return { ...incident, id }
  })
}
