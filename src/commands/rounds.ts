import { pruneArchive } from '#storage/archive.ts'
import { pruneDeliveries } from '#storage/deliveries.ts'
import { syncFeeds } from '#storage/feeds.ts'
import type { Store } from '#storage/open.ts'
import type { Recognition } from '../detect/recognise.ts'
import { drawClosedEditions } from '../digest/draw.ts'
import { type FeedSpec, FeedsError, type FeedsFile } from '../feeds.ts'
import type { Logger } from '../log.ts'
import type { PollResult } from '../poll/poll-feed.ts'
import { pollDue, type RoundTools } from '../poll/round.ts'
import type { Metrics } from '../web/metrics.ts'
import { say } from './context.ts'
import type { Notifier } from './notifier.ts'

export interface Rounds {
  /** Everything that is due now: an edited feeds.yaml, feeds, closed editions, old replies. */
  tick(): Promise<void>
  /** To be told of every poll, also of one outside the rounds. */
  tell(result: PollResult, spec: FeedSpec, seconds: number): void
}

export interface RoundsTools {
  store: Store
  file: FeedsFile
  /** For a round now, with the settings of feeds.yaml as they are now. */
  tools(): RoundTools
  log: Logger
  metrics: Metrics
  notifier: Notifier
  /** Where the desk is, ending with a slash. */
  desk: string
  now(): string
}

const day = 86_400_000

export function createRounds({
  store,
  file,
  tools,
  log,
  metrics,
  notifier,
  desk,
  now,
}: RoundsTools): Rounds {
  const failing = new Set<string>()
  let pruned = 0

  async function tick(): Promise<void> {
    await takeUpFeeds()
    const specs = new Map(file.current.feeds.filter((f) => !f.disabled).map((f) => [f.id, f]))
    const onDue = (late: number) => metrics.pollLag(late)
    const results = await pollDue(specs, { ...tools(), onResult: tell, onSecondLook, onDue })
    tellFailing(results)
    await drawUp()
    if (Date.parse(now()) - pruned > day) {
      pruned = Date.parse(now())
      const before = new Date(pruned - file.current.archive.keepDays * day).toISOString()
      await store.write((trx) => pruneArchive(trx, before))
      await store.write((trx) => pruneDeliveries(trx, before))
    }
  }

  async function drawUp(): Promise<void> {
    const { services, digest } = file.current
    const drawn = await drawClosedEditions(store, services, digest, now(), notifier.editionDrawn)
    for (const edition of drawn) {
      metrics.editionDrawn()
      log.info({ week: edition.week, from: edition.from, to: edition.to }, 'edition drawn up')
      say(`Edition ${edition.week} is drawn up: ${desk}week/${edition.week}`)
    }
  }

  async function takeUpFeeds(): Promise<void> {
    const outcome = await file.reloadIfChanged()
    if (outcome === 'unchanged') return
    if (outcome instanceof FeedsError) {
      say(`${outcome.message}\nThe feeds as they were before that edit stay in use.`)
      return
    }
    await store.write((trx) => syncFeeds(trx, file.current.feeds, now()))
    notifier.takeUp()
    say(`${file.current.file} was read again: ${counted(file.current)}.`)
  }

  function tell(result: PollResult, spec: FeedSpec, seconds: number): void {
    const { outcome, failure } = result
    metrics.polled({ source: spec.source, outcome, failure, seconds })
    if (result.changed > 0) log.info({ feed: result.feed, changed: result.changed }, 'feed changed')
    else
      log.debug({ feed: result.feed, outcome: result.outcome, error: result.error }, 'feed polled')
    if (!result.error && failing.delete(result.feed))
      log.info({ feed: result.feed }, 'feed can be read again')
  }

  /** A page that cannot be read any more was looked at anew. */
  function onSecondLook(found: Recognition, spec: FeedSpec): void {
    if (!found.source || found.source === spec.source) return
    const line = `${file.current.file}:${spec.line}: ${spec.id} is ${found.source} now`
    const remedy = `write ${found.source}: ${found.url}`
    log.warn({ feed: spec.id, found: found.source, url: found.url, why: found.why }, line)
    say(`${line} (${found.why}): ${remedy}`)
  }

  /** Each feed is told of once while it fails; a whole list of them (no network?) in one sentence. */
  function tellFailing(results: readonly PollResult[]): void {
    const fresh = results.filter((r) => r.error && !failing.has(r.feed))
    for (const r of fresh) failing.add(r.feed)
    if (fresh.length <= 10) {
      for (const r of fresh) log.warn({ feed: r.feed, error: r.error }, 'feed cannot be read')
      return
    }
    const errors = [...new Set(fresh.map((r) => r.error))].slice(0, 3).join('; ')
    const feeds = fresh.map((r) => r.feed).join(', ')
    log.warn({ feeds, errors }, `${fresh.length} of ${results.length} feeds cannot be read`)
    say(
      `${fresh.length} of ${results.length} feeds cannot be read (${errors} …). Is there a network? They are tried again by themselves; "outages feeds list" shows each.`,
    )
  }

  return { tick, tell }
}

/** `12 feeds for 30 services of feeds.yaml` */
export function counted(feeds: {
  services: unknown[]
  feeds: { disabled: string | null }[]
  file: string
}): string {
  const active = feeds.feeds.filter((f) => !f.disabled).length
  return `${active} feeds for ${feeds.services.length} services of ${feeds.file}`
}
