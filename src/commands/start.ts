import { setTimeout as sleep } from 'node:timers/promises'
import { pruneArchive } from '#storage/archive.ts'
import { syncFeeds } from '#storage/feeds.ts'
import { openStore } from '#storage/open.ts'
import { heartbeat } from '#storage/processes.ts'
import type { Recognition } from '../detect/recognise.ts'
import { drawClosedEditions } from '../digest/draw.ts'
import { nextDrawing } from '../digest/edition.ts'
import { describeError, StorageError } from '../errors.ts'
import { type FeedSpec, FeedsError, openFeedsFile } from '../feeds.ts'
import { createClient } from '../fetch/client.ts'
import { createLog } from '../log.ts'
import type { PollResult } from '../poll/poll-feed.ts'
import { pollDue } from '../poll/round.ts'
import { startSchedule } from '../poll/schedule.ts'
import { loadSources } from '../registry.ts'
import { type CommonOptions, say, version } from './context.ts'
import { deskParts, listen } from './desk.ts'
import { leavePlace, takePlace } from './place.ts'

export interface StartOptions extends CommonOptions {
  host: string
  port: number
  logLevel: string
}

const day = 86_400_000

/** The daemon: polls, keeps, draws the weekly section and answers on a port, until it is told to stop. */
export async function startCommand(options: StartOptions, stop: AbortSignal): Promise<void> {
  const sources = await loadSources()
  const file = await openFeedsFile(options.config, sources)
  await using stack = new AsyncDisposableStack()
  const store = await openStore(options.database)
  stack.defer(() => store.close())
  await takePlace(store)
  stack.defer(() => leavePlace(store))
  const log = createLog(options.logLevel)
  const desk = await listen(options, deskParts(store, file))
  stack.defer(desk.close)
  const client = createClient(file.current.fetch)
  stack.defer(() => client.close())
  await store.write((trx) => syncFeeds(trx, file.current.feeds, now()))
  welcome(file.current, store.name, desk.address)

  const tools = {
    store,
    client,
    sources,
    now,
    version,
    signal: stop,
    get pace() {
      return file.current.polling
    },
    get concurrency() {
      return file.current.fetch.concurrency
    },
  }
  const failing = new Set<string>()
  let pruned = 0

  async function tick(): Promise<void> {
    await takeUpFeeds()
    const specs = new Map(file.current.feeds.filter((f) => !f.disabled).map((f) => [f.id, f]))
    const results = await pollDue(specs, {
      ...tools,
      pace: tools.pace,
      concurrency: tools.concurrency,
      onResult: tell,
      onSecondLook: tellFound,
    })
    tellFailing(results)
    const { services, digest } = file.current
    for (const edition of await drawClosedEditions(store, services, digest, now())) {
      log.info({ week: edition.week, from: edition.from, to: edition.to }, 'edition drawn up')
      say(`Edition ${edition.week} is drawn up: ${desk.address}digest/${edition.week}.md`)
    }
    if (Date.now() - pruned > day) {
      pruned = Date.now()
      const before = new Date(Date.now() - file.current.archive.keepDays * day).toISOString()
      await store.write((trx) => pruneArchive(trx, before))
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
    say(`${file.current.file} was read again: ${counted(file.current)}.`)
  }

  function tell(result: PollResult): void {
    if (result.changed > 0) log.info({ feed: result.feed, changed: result.changed }, 'feed changed')
    else
      log.debug({ feed: result.feed, outcome: result.outcome, error: result.error }, 'feed polled')
    if (!result.error && failing.delete(result.feed))
      log.info({ feed: result.feed }, 'feed can be read again')
  }

  /** A page that cannot be read any more was looked at anew. */
  function tellFound(found: Recognition, spec: FeedSpec): void {
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

  // Apart from the tick: a long round must not look like a dead daemon.
  const beat = setInterval(
    () => void store.write((trx) => heartbeat(trx, 'daemon', now())).catch(() => {}),
    10_000,
  )
  stack.defer(() => clearInterval(beat))
  let told = 0
  const schedule = startSchedule(tick, (error) => {
    // A full disk fails every tick: once a minute is enough.
    if (Date.now() - told < 60_000) return
    told = Date.now()
    const hint = error instanceof StorageError && error.hint ? ` ${error.hint}` : ''
    log.error({ error: describeError(error) }, `a round failed and will be tried again.${hint}`)
  })
  stack.defer(() => schedule.stop())
  await untilAborted(stop)
  say('Stopping: finishing what is under way.')
}

function welcome(
  feeds: Parameters<typeof counted>[0] & { digest: Parameters<typeof nextDrawing>[1] },
  database: string,
  address: string,
): void {
  const next = nextDrawing(now(), feeds.digest)
  say(
    [
      `Outage Desk ${version} polls ${counted(feeds)}.`,
      `It keeps what it reads in ${database}.`,
      `The desk is at ${address}`,
      `The next edition is drawn up at ${next} (${feeds.digest.timezone}, "${feeds.digest.at}").`,
      `Next: open the desk, or edit ${feeds.file} (it is read again by itself). Ctrl-C stops.`,
    ].join('\n'),
  )
}

function counted(feeds: {
  services: unknown[]
  feeds: { disabled: string | null }[]
  file: string
}): string {
  const active = feeds.feeds.filter((f) => !f.disabled).length
  return `${active} feeds for ${feeds.services.length} services of ${feeds.file}`
}

function now(): string {
  return new Date().toISOString()
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  // The timer keeps the process alive even while no socket is open.
  while (!signal.aborted) await sleep(3_600_000, undefined, { signal }).catch(() => {})
}
