import { bodyOf, repliesOf } from '#storage/archive.ts'
import { findIncidents, type IncidentRecord } from '#storage/incidents.ts'
import type { Store } from '#storage/open.ts'
import { describeError } from '../errors.ts'
import type { FeedSpec } from '../feeds.ts'
import { closedStatuses, type Incident } from '../incident.ts'
import type { Reply, Source } from '../source-kit/source.ts'
import { type CommonOptions, print, printJson, say, withContext } from './context.ts'

interface Difference {
  feed: string
  incident: string
  field: string
  stored: unknown
  today: unknown
}

const compared = ['title', 'kind', 'status', 'impact', 'startedAt', 'resolvedAt', 'url'] as const

/** Runs today's sources over the newest archived replies and shows what would change. Writes nothing. */
export async function rereadCommand(
  services: string[],
  options: CommonOptions & { json?: boolean },
): Promise<void> {
  await withContext(options, async ({ feeds, sources, store }) => {
    const differences: Difference[] = []
    let read = 0
    for (const spec of feeds.feeds) {
      if (
        services.length > 0 &&
        !spec.services.some((s) => services.includes(s.id)) &&
        !services.includes(spec.id)
      )
        continue
      const source = sources.get(spec.source)
      const replies = await newestReplies(store, spec.id)
      if (!source || replies.length === 0) continue
      read++
      try {
        differences.push(...(await differencesOf(spec, source, replies, store)))
      } catch (e) {
        differences.push({
          feed: spec.id,
          incident: '*',
          field: 'read',
          stored: 'read',
          today: describeError(e),
        })
      }
    }
    if (options.json) printJson(differences)
    else
      for (const d of differences)
        print(
          `${d.feed}  ${d.incident}  ${d.field}: ${JSON.stringify(d.stored)} -> ${JSON.stringify(d.today)}`,
        )
    say(`${read} feeds read again from the archive; ${differences.length} differences.`)
  })
}

async function newestReplies(store: Store, feed: string): Promise<Reply[]> {
  const newest = new Map((await repliesOf(store.db, feed)).map((r) => [r.url, r]))
  const replies: Reply[] = []
  for (const r of newest.values()) {
    const body = await bodyOf(store.db, r.hash)
    if (body)
      replies.push({
        url: r.url,
        status: 200,
        headers: JSON.parse(r.headers) as Record<string, string>,
        body,
        at: r.fetched_at,
      })
  }
  return replies
}

async function differencesOf(
  spec: FeedSpec,
  source: Source,
  replies: Reply[],
  store: Store,
): Promise<Difference[]> {
  const stored = new Map((await findIncidents(store.db, { feed: spec.id })).map((i) => [i.id, i]))
  const open = [...stored.values()]
    .filter((i) => !closedStatuses.includes(i.status))
    .map((i) => i.id)
  const reading = await source.read({ url: spec.url, options: spec.options, open }, replies)
  return reading.incidents.flatMap((today) => compare(spec.id, stored.get(today.id), today))
}

function compare(feed: string, stored: IncidentRecord | undefined, today: Incident): Difference[] {
  if (!stored)
    return [{ feed, incident: today.id, field: 'incident', stored: null, today: today.title }]
  const fields = compared.filter(
    (f) => stored[f] !== today[f] && !(f === 'impact' && today.impact === 'unknown'),
  )
  const differences: Difference[] = fields.map((field) => ({
    feed,
    incident: today.id,
    field,
    stored: stored[field],
    today: today[field],
  }))
  if (today.updates.length > stored.updates.length) {
    differences.push({
      feed,
      incident: today.id,
      field: 'updates',
      stored: stored.updates.length,
      today: today.updates.length,
    })
  }
  return differences
}
