import cron from 'node-cron'

export interface Schedule {
  /** Stops ticking and waits for the tick under way. */
  stop(): Promise<void>
}

/**
 * A dumb tick every ten seconds. It knows no times of its own: what is due stands in the database
 * as instants, so daylight saving, clock jumps and a suspended machine cannot confuse it. A tick
 * that is still running is never joined by a second one, and a failing one never ends the schedule.
 */
export function startSchedule(
  tick: () => Promise<void>,
  onError: (error: unknown) => void,
): Schedule {
  let running: Promise<void> | null = null
  const run = () => {
    running ??= tick()
      .catch(onError)
      .finally(() => {
        running = null
      })
  }
  const task = cron.schedule('*/10 * * * * *', run)
  run()
  return {
    async stop() {
      await task.stop()
      await running
    },
  }
}
