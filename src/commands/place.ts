import { hostname } from 'node:os'
import { addGap } from '#storage/feeds.ts'
import type { Store } from '#storage/open.ts'
import { enterProcess, lastProcess, leaveProcess, silence } from '#storage/processes.ts'
import { OutageDeskError } from '../errors.ts'

const name = 'daemon'
/** Being away longer than this is a gap that the digest tells of. */
const shortBreak = 15 * 60_000

/**
 * Takes the one place of a daemon on an SQLite file, or refuses in a sentence. A daemon that was
 * killed is recognised by its dead process, or by its silence; the time away becomes a gap.
 */
export async function takePlace(store: Store): Promise<void> {
  const at = new Date().toISOString()
  await store.write(async (trx) => {
    const last = await lastProcess(trx, name)
    if (store.engine === 'sqlite' && last && isAlive(last)) {
      throw new OutageDeskError(
        `Another Outage Desk (process ${last.pid} on ${last.host}, since ${last.started_at}) already runs on ${store.name}.`,
        { hint: 'Stop that one first, or give this one another --database and --port.' },
      )
    }
    if (last && Date.parse(at) - Date.parse(last.seen_at) > shortBreak) {
      await addGap(trx, {
        feed: '*',
        from: last.seen_at,
        to: at,
        error: 'the collector was not running',
      })
    }
    await enterProcess(trx, {
      name,
      pid: process.pid,
      host: hostname(),
      started_at: at,
      seen_at: at,
    })
  })
}

export async function leavePlace(store: Store): Promise<void> {
  await store.write((trx) => leaveProcess(trx, name, new Date().toISOString()))
}

function isAlive(last: { pid: number; host: string; seen_at: string }): boolean {
  if (last.pid === 0 || last.pid === process.pid) return false
  if (last.host !== hostname()) return Date.now() - Date.parse(last.seen_at) < silence
  try {
    process.kill(last.pid, 0)
    return Math.abs(Date.now() - Date.parse(last.seen_at)) < silence * 10
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM'
  }
}
