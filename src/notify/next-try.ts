/** Pauses after the first, second … failed try, in seconds; they come to just under three days. */
const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 72_000]
/** Longest pause a receiver can ask for. s */
const longestWish = 6 * 3600

/** A message that could not be delivered for so long is given up. ms */
export const patience = 3 * 86_400_000

export interface FailedTry {
  createdAt: string
  /** Tries so far, this one included. */
  tries: number
  /** Seconds the receiver asked to wait, or null. */
  retryAfter: number | null
  /** 0 .. 1: takes up to a fifth off the pause, so that messages spread. */
  random: number
}

/** When to try again, ISO; null when it is time to give up. */
export function nextTry(now: string, failed: FailedTry): string | null {
  const pause = pauses[failed.tries - 1]
  if (pause === undefined) return null
  const wish = Math.min(failed.retryAfter ?? 0, longestWish)
  const seconds = Math.max(pause * (1 - failed.random / 5), wish)
  const at = Date.parse(now) + Math.round(seconds * 1000)
  return at - Date.parse(failed.createdAt) > patience ? null : new Date(at).toISOString()
}

/** Until when a receiver wants no message at all, ISO; null when it did not say. */
export function restUntil(now: string, retryAfter: number | null): string | null {
  if (!retryAfter) return null
  return new Date(Date.parse(now) + Math.min(retryAfter, longestWish) * 1000).toISOString()
}
