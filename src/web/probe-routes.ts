import { Hono } from 'hono'
import { earliestCheck, feedsByHealth } from '#storage/tallies.ts'
import type { DeskParts } from './parts.ts'

/** Longest that a due feed may wait before the schedule counts as stuck, in milliseconds. */
const mostLate = 15 * 60_000

/** `/healthz`: the process answers. `/readyz`: what it needs is there, with the figures it went by. */
export function probeRoutes(parts: DeskParts): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const state = await readinessOf(parts)
    return c.json(state, state.ready ? 200 : 503, { 'cache-control': 'no-store' })
  })
  return app
}

export interface Readiness {
  ready: boolean
  /** What is wrong, a sentence each. */
  problems: string[]
  database: 'ok' | 'failed'
  /** How late the feed is that waits longest for its poll, in seconds; null when nothing polls. */
  lateSeconds: number | null
  /** Feeds that are polled, how many of them can be read, and the share (0..1). */
  feeds: { polled: number; readable: number; unread: number; share: number | null } | null
}

async function readinessOf({ store, now, polls }: DeskParts): Promise<Readiness> {
  try {
    const { ok, failing, unread } = await feedsByHealth(store.db)
    const polled = ok + failing + unread
    const due = polls ? await earliestCheck(store.db) : null
    const late = due === null ? null : Math.max(0, Date.parse(now()) - Date.parse(due))
    const problems = [
      ...(polled > 0 && failing === polled ? ['No feed can be read now.'] : []),
      ...(late !== null && late > mostLate
        ? [`Polls are late by ${Math.round(late / 60_000)} minutes.`]
        : []),
    ]
    return {
      ready: problems.length === 0,
      problems,
      database: 'ok',
      lateSeconds: late === null ? null : Math.round(late / 1000),
      feeds: { polled, readable: ok, unread, share: polled > 0 ? ok / polled : null },
    }
  } catch {
    const problems = ['The database does not answer.']
    return { ready: false, problems, database: 'failed', lateSeconds: null, feeds: null }
  }
}
