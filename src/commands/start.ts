import { setTimeout as sleep } from 'node:timers/promises'
import { deliveryTally } from '#storage/deliveries.ts'
import { syncFeeds } from '#storage/feeds.ts'
import { openStore, type Store } from '#storage/open.ts'
import { heartbeat } from '#storage/processes.ts'
import { earliestCheck, feedsByHealth, openIncidentsByImpact } from '#storage/tallies.ts'
import { nextDrawing } from '../digest/edition.ts'
import { readEnv } from '../env.ts'
import { describeError, StorageError } from '../errors.ts'
import { openFeedsFile } from '../feeds.ts'
import { createClient } from '../fetch/client.ts'
import { createLog } from '../log.ts'
import { pollNow } from '../poll/round.ts'
import { startSchedule } from '../poll/schedule.ts'
import { loadSources } from '../registry.ts'
import { guardSettings } from '../web/guard/settings.ts'
import { type Collected, createMetrics } from '../web/metrics.ts'
import { type CommonOptions, say, version } from './context.ts'
import { deskParts, listen } from './desk.ts'
import { createNotifier } from './notifier.ts'
import { leavePlace, takePlace } from './place.ts'
import { counted, createRounds } from './rounds.ts'

export interface StartOptions extends CommonOptions {
  host: string
  port: number
  logLevel: string
}

/** The daemon: polls, keeps, draws the weekly section and answers on a port, until it is told to stop. */
export async function startCommand(options: StartOptions, stop: AbortSignal): Promise<void> {
  const guard = guardSettings({ host: options.host, env: process.env })
  const sources = await loadSources()
  const file = await openFeedsFile(options.config, sources)
  await using stack = new AsyncDisposableStack()
  const store = await openStore(options.database)
  stack.defer(() => store.close())
  await takePlace(store)
  stack.defer(() => leavePlace(store))
  const log = createLog(options.logLevel)
  const metrics = createMetrics([...sources.keys()])
  const client = metrics.watched(createClient(file.current.fetch))
  stack.defer(() => client.close())
  await store.write((trx) => syncFeeds(trx, file.current.feeds, now()))

  const { address } = readEnv(process.env)
  const parts = deskParts({ store, sources, file, address, poll: (feed) => pollOne(feed) })
  const desk = await listen(options, {
    ...parts,
    guard,
    metrics: { metrics, collect: () => collected(store) },
    tellSignIn: (event) => log.info(event, 'sign-in'),
    tellFailure: (error, path) => log.error({ path, error: describeError(error) }, 'page failed'),
  })
  stack.defer(desk.close)
  const known = address ?? desk.address
  const notifier = createNotifier({ store, file, env: process.env, log, metrics, desk: known, now })
  stack.defer(() => notifier.stop())
  const tools = () => ({
    store,
    client,
    sources,
    now,
    version,
    signal: stop,
    onChanges: notifier.incidentsChanged,
    pace: file.current.polling,
    concurrency: file.current.fetch.concurrency,
  })
  const rounds = createRounds({ store, file, tools, log, metrics, notifier, desk: known, now })

  async function pollOne(id: string) {
    const spec = file.current.feeds.find((f) => f.id === id && f.disabled === null)
    if (!spec) return null
    const [result] = await pollNow([spec], { ...tools(), onResult: rounds.tell })
    return result ?? null
  }

  welcome(file.current, store.name, desk.address)
  // Apart from the tick: a long round must not look like a dead daemon.
  const beat = setInterval(
    () => void store.write((trx) => heartbeat(trx, 'daemon', now())).catch(() => {}),
    10_000,
  )
  stack.defer(() => clearInterval(beat))
  let told = 0
  const schedule = startSchedule(rounds.tick, (error) => {
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

/** What is counted in the database when somebody asks for the metrics. */
async function collected({ db }: Store): Promise<Collected> {
  const due = await earliestCheck(db)
  return {
    openIncidents: await openIncidentsByImpact(db),
    feeds: await feedsByHealth(db),
    overdueSeconds: due === null ? 0 : (Date.now() - Date.parse(due)) / 1000,
    deliveriesWaiting: (await deliveryTally(db)).waiting,
  }
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

function now(): string {
  return new Date().toISOString()
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  // The timer keeps the process alive even while no socket is open.
  while (!signal.aborted) await sleep(3_600_000, undefined, { signal }).catch(() => {})
}
