import { setTimeout as sleep } from 'node:timers/promises'
import pLimit, { type LimitFunction } from 'p-limit'
import type { FetchSettings } from './settings.ts'

/** Hosts remembered before idle ones are forgotten. */
const manyHosts = 512

/** Share of the spacing that is added at random. Never taken away: a host's pace is a promise. */
const jitter = 0.25

export interface Limits {
  /** Runs `task` when it is this host's turn; rejects at once with the signal's reason. */
  run<T>(host: string, signal: AbortSignal, task: () => Promise<T>): Promise<T>
}

export interface LimitSeams {
  /** Monotonic, ms. */
  now?: () => number
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>
  /** 0 .. 1 */
  random?: () => number
}

interface Lane {
  slots: LimitFunction
  gate: LimitFunction
  /** Earliest next start, ms. */
  next: number
}

/**
 * At most `perHost` tasks of one host and `concurrency` in all, and `hostSpacing` seconds (or a
 * little more) between two starts for one host. A host in no hurry takes no slot from others.
 */
export function createLimits(
  settings: Pick<FetchSettings, 'concurrency' | 'perHost' | 'hostSpacing'>,
  seams: LimitSeams = {},
): Limits {
  const { now = () => performance.now(), random = Math.random } = seams
  const wait = seams.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }))
  const overall = pLimit(settings.concurrency)
  const lanes = new Map<string, Lane>()

  function laneOf(host: string): Lane {
    const known = lanes.get(host)
    if (known) return known
    if (lanes.size >= manyHosts) forgetIdle(lanes, now())
    const lane = {
      slots: pLimit(settings.perHost),
      gate: pLimit(1),
      next: Number.NEGATIVE_INFINITY,
    }
    lanes.set(host, lane)
    return lane
  }

  async function pause(lane: Lane, signal: AbortSignal): Promise<void> {
    for (let rest = lane.next - now(); rest > 0; rest = lane.next - now()) {
      await wait(Math.ceil(rest), signal)
    }
  }

  /** Resolves once the task has begun, so that the next one of the host is spaced from there. */
  async function begin<T>(lane: Lane, signal: AbortSignal, task: () => Promise<T>) {
    signal.throwIfAborted()
    await pause(lane, signal)
    return new Promise<{ result: Promise<T> }>((begun) => {
      const result = overall(() => {
        lane.next = now() + settings.hostSpacing * 1000 * (1 + jitter * random())
        begun({ result })
        signal.throwIfAborted()
        return task()
      })
    })
  }

  return {
    run(host, signal, task) {
      const lane = laneOf(host)
      const work = lane.slots(async () => (await lane.gate(() => begin(lane, signal, task))).result)
      return unlessStopped(signal, work)
    },
  }
}

function forgetIdle(lanes: Map<string, Lane>, now: number): void {
  for (const [host, lane] of lanes) {
    const idle = lane.slots.activeCount + lane.slots.pendingCount === 0
    if (idle && lane.next <= now) lanes.delete(host)
  }
}

function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    const done = () => signal.removeEventListener('abort', stop)
    work.then(resolve, reject).finally(done)
  })
}
