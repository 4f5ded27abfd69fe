import { feedRow, syncFeeds } from '#storage/feeds.ts'
import type { FeedSpec } from '../feeds.ts'
import { normalAddress, type Recording } from '../fetch/recorded.ts'
import type { Reply } from '../source-kit/source.ts'
import { adoptUnclaimed } from './adopt.ts'
import { pollNow, type RoundTools } from './round.ts'

const epoch = new Date(0).toISOString()

export interface ReplayTools extends Omit<RoundTools, 'client' | 'now'> {
  /** Called after each moment; editions that closed meanwhile are drawn here. */
  afterMoment(moment: string): Promise<void>
  onProgress?(done: number, total: number): void
}

export interface ReplaySummary {
  moments: number
  polls: number
  changed: number
  failed: number
  /** Feeds that feeds.yaml does not have and that the recording showed. */
  adopted: string[]
  /** Hosts that were recorded and not read: nothing knows them, or they repeat another. */
  ignored: string[]
}

/**
 * Runs the real pipeline over recorded replies, with the clock of the recording. A feed is polled
 * whenever there is a new reply for one of its addresses, and never for a moment that it has already
 * read past: replaying again changes nothing.
 */
export async function replay(
  recording: Recording,
  specs: readonly FeedSpec[],
  tools: ReplayTools,
): Promise<ReplaySummary> {
  let moment = recording.moments[0] ?? epoch
  const client = recording.clientAt(() => moment)
  const round = { ...tools, client, now: () => moment }
  const listed = specs.filter((s) => !s.disabled && isRecorded(s, recording, tools))
  const claimed = new Set(listed.flatMap((f) => [...usualAddresses(f, tools)]))
  const unclaimed = unclaimedAddresses(recording, claimed, listed, tools)
  const adopted = unclaimed.length
    ? await adoptUnclaimed(recording, unclaimed, claimed, tools.sources)
    : []
  const feeds = [...listed, ...adopted]
  await tools.store.write((trx) => syncFeeds(trx, feeds, moment, 'keep others'))
  const summary: ReplaySummary = {
    moments: recording.moments.length,
    polls: 0,
    changed: 0,
    failed: 0,
    adopted: adopted.map((f) => f.id),
    ignored: hostsLeft(unclaimed, adopted),
  }
  for (const [index, next] of recording.moments.entries()) {
    moment = next
    const addresses = recording.addressesAt(next)
    const due: FeedSpec[] = []
    for (const spec of feeds) {
      if (!concerns(spec, addresses, claimed, tools)) continue
      const read = (await feedRow(tools.store.db, spec.id))?.last_attempt_at
      if (!read || read < next) due.push(spec)
    }
    const results = due.length ? await pollNow(due, round) : []
    summary.polls += results.length
    summary.changed += results.reduce((sum, r) => sum + r.changed, 0)
    summary.failed += results.filter((r) => r.outcome === 'failed').length
    await tools.afterMoment(next)
    tools.onProgress?.(index + 1, recording.moments.length)
  }
  return summary
}

/** A feed takes part when the recording holds one of the addresses it asks whatever happens. */
function isRecorded(spec: FeedSpec, recording: Recording, tools: ReplayTools): boolean {
  const asked = usualAddresses(spec, tools)
  return [...recording.addresses].some((address) => asked.has(normalAddress(address)))
}

/** Addresses of one feed that have a new reply: its usual ones, and details on the same host. */
function concerns(
  spec: FeedSpec,
  addresses: readonly string[],
  claimed: ReadonlySet<string>,
  tools: ReplayTools,
): boolean {
  const asked = usualAddresses(spec, tools)
  const hosts = new Set([...asked].map((a) => new URL(a).host))
  return addresses
    .map(normalAddress)
    .some((a) => asked.has(a) || (!claimed.has(a) && hosts.has(new URL(a).host)))
}

const usual = new WeakMap<FeedSpec, Set<string>>()

/** What a source asks at once, and what it falls back on when nothing answers. */
function usualAddresses(spec: FeedSpec, tools: ReplayTools): Set<string> {
  const known = usual.get(spec)
  if (known) return known
  const source = tools.sources.get(spec.source)
  const feed = { url: spec.url, options: spec.options, open: [] }
  const silent: Reply[] = []
  for (let round = 0; source && round < 8; round++) {
    const asks = source.asks(feed, silent)
    if (asks.length === 0) break
    for (const { url } of asks)
      silent.push({ url, status: 404, headers: {}, body: new Uint8Array(), at: epoch })
  }
  const addresses = new Set(silent.map((r) => normalAddress(r.url)))
  usual.set(spec, addresses)
  return addresses
}

function unclaimedAddresses(
  recording: Recording,
  claimed: ReadonlySet<string>,
  feeds: readonly FeedSpec[],
  tools: ReplayTools,
): string[] {
  return [...recording.addresses].filter(
    (a) => !claimed.has(normalAddress(a)) && !feeds.some((f) => concerns(f, [a], claimed, tools)),
  )
}

function hostsLeft(unclaimed: readonly string[], adopted: readonly FeedSpec[]): string[] {
  const read = new Set(adopted.map((f) => new URL(f.url).host))
  const hosts = unclaimed.map((a) => new URL(a).host).filter((h) => !read.has(h))
  return [...new Set(hosts)].sort()
}
