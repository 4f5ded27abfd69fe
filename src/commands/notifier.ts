import type { Db, Store } from '#storage/open.ts'
import type { Digest } from '../digest/digest.ts'
import { describeError } from '../errors.ts'
import type { FeedsFile } from '../feeds.ts'
import { createPoster } from '../fetch/post.ts'
import type { Logger } from '../log.ts'
import { type Change, queueEdition, queueOutages } from '../notify/queue.ts'
import { type DeliveryResult, sendDue } from '../notify/send.ts'
import { type Target, targetsOf } from '../notify/targets.ts'
import { startSchedule } from '../poll/schedule.ts'
import type { Metrics } from '../web/metrics.ts'
import { say } from './context.ts'

/** Who is told of outages and editions, as feeds.yaml says now. */
export interface Notifier {
  /** Reads the targets of an edited feeds.yaml; wrong ones are told of, and those before stay. */
  takeUp(): void
  /** Queues word of changed incidents, in the transaction that writes them. */
  incidentsChanged(trx: Db, changes: readonly Change[], now: string): Promise<void>
  /** Queues word of a section that was drawn up, in the transaction that stores it. */
  editionDrawn(trx: Db, digest: Digest, now: string): Promise<void>
  stop(): Promise<void>
}

export interface NotifierTools {
  store: Store
  file: FeedsFile
  env: Readonly<Record<string, string | undefined>>
  log: Logger
  metrics: Metrics
  /** Where the desk is for people, ending with a slash. */
  desk: string
  now(): string
}

/** Throws ConfigError when a target of feeds.yaml lacks its secret. Sends what waits until stopped. */
export function createNotifier(tools: NotifierTools): Notifier {
  const { store, file, env, log, metrics, desk, now } = tools
  let targets: Target[] = targetsOf(file.current.notify, env)
  let names = namesOf(file)
  const poster = createPoster(file.current.fetch)
  const stopping = new AbortController()
  const schedule = startSchedule(
    async () => {
      if (targets.length === 0) return
      const { post } = poster
      await sendDue({ store, targets, post, now, signal: stopping.signal, onResult })
    },
    (error) => log.error({ error: describeError(error) }, 'messages could not be sent'),
  )

  function onResult({ target, kind, outcome, error }: DeliveryResult): void {
    metrics.delivered(outcome)
    if (outcome === 'delivered') log.info({ target, kind }, 'message delivered')
    else log.warn({ target, kind, outcome, error }, 'message not delivered')
    if (outcome === 'stopped')
      say(`The notify target ${target} is not told anything more: ${error}.`)
  }

  return {
    takeUp() {
      names = namesOf(file)
      try {
        targets = targetsOf(file.current.notify, env)
      } catch (error) {
        say(`${describeError(error)} The targets as they were before stay in use.`)
      }
    },
    async incidentsChanged(trx, changes, at) {
      if (targets.length === 0) return
      const nameOf = (id: string) => names.get(id) ?? id
      await queueOutages(trx, changes, targets, { nameOf, now: at })
    },
    async editionDrawn(trx, digest, at) {
      const week = digest.edition.week
      await queueEdition(trx, digest, targets, {
        now: at,
        desk: week ? `${desk}week/${week}` : desk,
      })
    },
    async stop() {
      stopping.abort()
      await schedule.stop()
      await poster.close()
    },
  }
}

function namesOf({ current }: FeedsFile): Map<string, string> {
  return new Map(current.services.map((s) => [s.id, s.name]))
}
