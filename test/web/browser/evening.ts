import { onTestFinished } from 'vitest'
import { deskParts, listen } from '../../../src/commands/desk.ts'
import { loadSources } from '../../../src/registry.ts'
import { guardSettings, type Variables } from '../../../src/web/guard/settings.ts'
import { type Replayed, replayed } from '../../weeks/replayed.ts'

const recording = new URL('../../fixtures/weeks/2017-W36.har', import.meta.url)

export interface Evening extends Replayed {
  /** Where the desk listens, without a slash at its end. */
  desk: string
}

/** The desk on the recorded week of September 2017, on a port of its own. */
export async function evening(env: Variables = {}): Promise<Evening> {
  const week = await replayed(recording)
  const parts = deskParts({
    store: week.store,
    sources: await loadSources(),
    file: { current: week.feeds },
    address: null,
  })
  const guard = guardSettings({ host: '127.0.0.1', env })
  const server = await listen({ host: '127.0.0.1', port: 0 }, { ...parts, guard })
  onTestFinished(server.close)
  return { ...week, desk: server.address.replace(/\/$/, '') }
}
