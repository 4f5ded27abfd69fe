import { Hono } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type FeedHealthWord, feedHealths } from '#storage/tallies.ts'
import { FetchError, failureKinds } from '../errors.ts'
import { type Impact, impacts } from '../incident.ts'

const outcomes = ['read', 'unchanged', 'failed'] as const
const deliveryOutcomes = ['delivered', 'retried', 'given-up', 'stopped'] as const

/** What is counted in the database when somebody asks. */
export interface Collected {
  openIncidents: Readonly<Partial<Record<Impact, number>>>
  feeds: Readonly<Partial<Record<FeedHealthWord, number>>>
  /** Seconds by which the feed that waits longest is late; 0 when none is. */
  overdueSeconds: number
  deliveriesWaiting: number
}

/** A client that fetches, as far as it is measured. */
interface Fetches {
  get(request: never): Promise<{ status: number; wireBytes: number }>
}

export interface Metrics {
  registry: Registry
  /** One poll is over. `source` is the platform, never the feed; `seconds` how long it took. */
  polled(poll: { source: string; outcome: string; failure: string | null; seconds?: number }): void
  /** A feed was polled so many seconds after it was due. */
  pollLag(seconds: number): void
  /** The same client; its replies, bytes, times and failures are counted from now on. */
  watched<T extends Fetches>(client: T): T
  delivered(outcome: string): void
  editionDrawn(): void
  /** Sets the gauges; null: they could not be had, and none is shown rather than an old one. */
  collected(values: Collected | null): void
}

/**
 * Meters in a registry of their own. Labels have few values, all known beforehand: `sources` are
 * the ids of platforms, and a word that is in no list becomes `other`.
 */
export function createMetrics(sources: readonly string[]): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const m = { ...counters(registry), ...histograms(registry), ...gauges(registry) }
  for (const kind of failureKinds) m.errors.inc({ kind }, 0)
  for (const status of ['200', '304']) m.replies.inc({ status }, 0)
  for (const outcome of deliveryOutcomes) m.deliveries.inc({ outcome }, 0)

  function polled({ source, outcome, failure, seconds }: Parameters<Metrics['polled']>[0]): void {
    m.polls.inc({ source: known(sources, source), outcome: known(outcomes, outcome) })
    if (failure) m.errors.inc({ kind: known(failureKinds, failure) })
    if (seconds !== undefined) m.pollSeconds.observe(seconds)
  }

  async function measured<R extends { status: number; wireBytes: number }>(ask: () => Promise<R>) {
    const stop = m.fetchSeconds.startTimer()
    try {
      const reply = await ask()
      m.replies.inc({ status: known(['200', '304'], String(reply.status)) })
      m.bytes.inc(reply.wireBytes)
      return reply
    } catch (error) {
      const kind = error instanceof FetchError ? error.kind : 'other'
      m.fetchErrors.inc({ kind: known(failureKinds, kind) })
      throw error
    } finally {
      stop()
    }
  }

  return {
    registry,
    polled,
    pollLag: (seconds) => m.lag.observe(Math.max(0, seconds)),
    watched: (client) => ({
      ...client,
      get: (request: never) => measured(() => client.get(request)),
    }),
    delivered: (outcome) => m.deliveries.inc({ outcome: known(deliveryOutcomes, outcome) }),
    editionDrawn: () => m.editions.inc(),
    collected: (values) => setGauges(m, values),
  }
}

/** `GET /metrics`. When `collect` fails, what is counted in memory is answered all the same. */
export function metricsRoutes(metrics: Metrics, collect: () => Promise<Collected>): Hono {
  const app = new Hono()
  app.get('/metrics', async (c) => {
    metrics.collected(await collect().catch(() => null))
    const text = await metrics.registry.metrics()
    const headers = { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' }
    return c.body(text, 200, headers)
  })
  return app
}

function counters(registry: Registry) {
  const registers = [registry]
  function counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []) {
    return new Counter({ name: `outage_desk_${name}`, help, labelNames, registers })
  }
  return {
    polls: counter('polls_total', 'Polls that ended.', ['source', 'outcome']),
    errors: counter('poll_errors_total', 'Polls that failed.', ['kind']),
    replies: counter('replies_total', 'Whole replies; 304 is "not modified".', ['status']),
    bytes: counter('received_bytes_total', 'Bodies as they came over the wire.'),
    fetchErrors: counter('fetch_errors_total', 'Requests without a usable reply.', ['kind']),
    deliveries: counter('deliveries_total', 'Tries to deliver a message.', ['outcome']),
    editions: counter('editions_drawn_total', 'Editions drawn up.'),
  }
}

function histograms(registry: Registry) {
  const registers = [registry]
  function histogram(name: string, help: string, buckets: number[]) {
    return new Histogram({ name: `outage_desk_${name}`, help, buckets, registers })
  }
  return {
    pollSeconds: histogram(
      'poll_duration_seconds',
      'How long a poll took.',
      [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    ),
    fetchSeconds: histogram(
      'fetch_duration_seconds',
      'One address, its turn waited for.',
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    ),
    lag: histogram(
      'poll_lag_seconds',
      'How late a due feed was polled.',
      [1, 5, 15, 30, 60, 120, 300, 900, 3600],
    ),
  }
}

function gauges(registry: Registry) {
  const registers = [registry]
  function gauge<L extends string>(name: string, help: string, labelNames: readonly L[] = []) {
    return new Gauge({ name: `outage_desk_${name}`, help, labelNames, registers })
  }
  return {
    open: gauge('open_incidents', 'Incidents that are open, no maintenance.', ['impact']),
    feeds: gauge('feeds', 'Feeds by health; resting ones are not polled.', ['health']),
    overdue: gauge('overdue_seconds', 'How late the feed is that waits longest for its poll.'),
    waiting: gauge('deliveries_waiting', 'Messages that wait to be delivered.'),
    collectUp: gauge('collect_up', '1 when the database could be asked for these gauges.'),
  }
}

function setGauges(m: ReturnType<typeof gauges>, values: Collected | null): void {
  m.open.reset()
  m.feeds.reset()
  // Without labels, `reset` would show a zero.
  m.overdue.remove()
  m.waiting.remove()
  m.collectUp.set(values ? 1 : 0)
  if (!values) return
  for (const impact of impacts) m.open.set({ impact }, values.openIncidents[impact] ?? 0)
  for (const health of feedHealths) m.feeds.set({ health }, values.feeds[health] ?? 0)
  m.overdue.set(Math.max(0, values.overdueSeconds))
  m.waiting.set(values.deliveriesWaiting)
}

function known(list: readonly string[], word: string): string {
  return list.includes(word) ? word : 'other'
}
