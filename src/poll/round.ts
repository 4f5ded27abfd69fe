import pLimit from 'p-limit'
import { claimDueFeeds, claimFeed, closeGap, openGap, updateFeed } from '#storage/feeds.ts'
import type { Recognition } from '../detect/recognise.ts'
import { type FailureKind, OutageDeskError } from '../errors.ts'
import type { FeedSpec } from '../feeds.ts'
import type { Sources } from '../registry.ts'
import { nextCheck } from './next-check.ts'
import { type PollResult, type PollTools, pollFeed } from './poll-feed.ts'
import { secondLook } from './second-look.ts'

/** After this long a claimed feed whose process died is due again. */
const lease = 10 * 60_000
/** Kinds of failure that, met by most feeds at once, are ours and not theirs. */
const networkKinds: readonly (FailureKind | null)[] = ['network', 'dns', 'timeout', 'local']

export interface RoundTools extends PollTools {
  sources: Sources
  concurrency: number
  /** Told of each poll and how many seconds it took. */
  onResult?(result: PollResult, spec: FeedSpec, seconds: number): void
  /** Told of each feed that was due, and by how many seconds it is late. */
  onDue?(lateSeconds: number): void
  /** Told when a page that could not be read was looked at anew. */
  onSecondLook?(found: Recognition, spec: FeedSpec): void
}

/** Polls what is due, at most `batch` feeds. */
export async function pollDue(
  specs: ReadonlyMap<string, FeedSpec>,
  tools: RoundTools,
  batch = 200,
): Promise<PollResult[]> {
  const now = tools.now()
  const farthest = later(now, Math.max(tools.pace.slowest, 7 * 86_400) * 1.2 * 1000)
  const due = await tools.store.write((trx) =>
    claimDueFeeds(trx, now, later(now, lease), farthest, batch),
  )
  for (const { dueAt } of due) tools.onDue?.((Date.parse(now) - Date.parse(dueAt)) / 1000)
  return pollAll(
    due.flatMap(({ id }) => specs.get(id) ?? []),
    tools,
  )
}

/** Polls these feeds now, whatever is due. */
export async function pollNow(
  specs: readonly FeedSpec[],
  tools: RoundTools,
): Promise<PollResult[]> {
  const now = tools.now()
  await tools.store.write(async (trx) => {
    for (const spec of specs) await claimFeed(trx, spec.id, now, later(now, lease))
  })
  return pollAll(specs, tools)
}

async function pollAll(specs: readonly FeedSpec[], tools: RoundTools): Promise<PollResult[]> {
  const limit = pLimit(tools.concurrency)
  const polled = await Promise.all(
    specs.map((spec) => limit(() => (tools.signal?.aborted ? null : pollOne(spec, tools)))),
  )
  const results = polled.filter((r) => r !== null)
  if (!tools.signal?.aborted) await noteOwnOutage(results, tools)
  return results
}

async function pollOne(spec: FeedSpec, tools: RoundTools): Promise<PollResult> {
  const source = tools.sources.get(spec.source)
  if (!source)
    throw new OutageDeskError(`There is no source "${spec.source}" for the feed ${spec.id}.`)
  const began = performance.now()
  const result = await pollFeed(spec, source, tools)
  tools.onResult?.(result, spec, (performance.now() - began) / 1000)
  const found = await secondLook(spec, result, tools)
  if (found) tools.onSecondLook?.(found, spec)
  // A turn of the event loop between two pages keeps the desk answering.
  await new Promise((resolve) => setImmediate(resolve))
  return result
}

/**
 * When at least half of four or more feeds cannot be reached, the fault is on our side: it is noted
 * as the collector's own, nobody's failures are counted, and all are tried again at the usual pace.
 */
async function noteOwnOutage(results: readonly PollResult[], tools: RoundTools): Promise<void> {
  const unreachable = results.filter(
    (r) => r.outcome === 'failed' && networkKinds.includes(r.failure),
  )
  const now = tools.now()
  const few = results.length < 4
  if (few && !results.some((r) => r.outcome !== 'failed')) return
  if (few || unreachable.length * 2 < results.length) {
    await tools.store.write((trx) => closeGap(trx, '*', now))
    return
  }
  await tools.store.write(async (trx) => {
    const error = `the collector could not reach ${unreachable.length} of ${results.length} feeds`
    await openGap(trx, '*', now, error)
    for (const { feed } of unreachable) {
      const hints = {
        feed,
        open: true,
        failures: 0,
        failure: null,
        retryAfter: null,
        freshFor: null,
      }
      await updateFeed(trx, feed, { failures: 0, next_check_at: nextCheck(now, hints, tools.pace) })
    }
  })
}

function later(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString()
}
