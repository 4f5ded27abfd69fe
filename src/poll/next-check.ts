import { createHash } from 'node:crypto'
import type { FailureKind } from '../errors.ts'

/** How often to poll, in seconds: the `polling:` section of feeds.yaml. */
export interface Pace {
  every: number
  whileOpen: number
  slowest: number
}

export interface LastPoll {
  feed: string
  /** Something is open in our books. */
  open: boolean
  /** Polls failed in a row, this one included; 0 after a good one. */
  failures: number
  failure: FailureKind | null
  /** Seconds the server asked to wait (Retry-After), or says the reply stays fresh; null if it does not. */
  retryAfter: number | null
  freshFor: number | null
}

/** Our own faults pass soon and are nobody's blame: a minute, no back-off. */
const ownFault = 60
const longestWait = 7 * 86_400

/**
 * When to ask again, ISO. Server hints are a floor; failures double the pause up to `slowest` and
 * never end it; up to a tenth is added, by feed, so that feeds spread and never come early.
 */
export function nextCheck(now: string, last: LastPoll, pace: Pace): string {
  const base = last.open ? pace.whileOpen : pace.every
  const pause = last.failure === 'local' ? ownFault : last.failures > 0 ? backOff(last, pace) : base
  const floor = Math.min(Math.max(last.retryAfter ?? 0, last.freshFor ?? 0), longestWait)
  const seconds = Math.max(pause, floor) * (1 + spread(last.feed) / 10)
  return new Date(Date.parse(now) + Math.round(seconds * 1000)).toISOString()
}

function backOff({ failures, failure }: LastPoll, pace: Pace): number {
  const slow = failure === 'gone' || failure === 'blocked' ? pace.slowest : pace.every
  return Math.min(slow * 2 ** Math.min(failures - 1, 20), pace.slowest)
}

/** 0..1, the same for one feed for ever: restarts do not bunch. */
function spread(feed: string): number {
  return createHash('sha256').update(feed).digest().readUInt16BE(0) / 0xffff
}
