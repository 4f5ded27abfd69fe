import { Fault } from './failures.ts'

export interface Deadline {
  /** Aborted with a Fault when the time is up or somebody outside says stop. */
  signal: AbortSignal
  /** Runs `task` on the clock; waiting between two tasks costs nothing. */
  spend<T>(task: () => Promise<T>): Promise<T>
  /** Lets go of the outside signals. To be called whatever happened. */
  release(): void
}

/**
 * A time limit that cannot be lost: one controller, one timer, cleared in `finally`. undici has none
 * for the whole of a request, and `AbortSignal.any` with a timeout was seen never to fire on Node 20.
 */
export function openDeadline(
  seconds: number,
  outside: readonly (AbortSignal | undefined)[],
): Deadline {
  const control = new AbortController()
  let left = seconds * 1000
  const stop = () => control.abort(new Fault('local', 'was not asked to the end: stopped'))
  const late = () => control.abort(new Fault('timeout', `gave no whole answer within ${seconds} s`))
  for (const signal of outside) {
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
  }
  return {
    signal: control.signal,
    async spend(task) {
      const begun = performance.now()
      const timer = setTimeout(late, Math.max(0, left))
      try {
        return await task()
      } finally {
        clearTimeout(timer)
        left -= performance.now() - begun
      }
    },
    release() {
      for (const signal of outside) signal?.removeEventListener('abort', stop)
    },
  }
}
