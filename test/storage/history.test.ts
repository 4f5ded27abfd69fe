import { describe, expect, test } from 'vitest'
import { serviceHistory } from '#storage/history.ts'
import { at, incident, mergeAll } from '../poll/make.ts'
import { engines, testStore } from './engines.ts'

describe.each(engines)('the history of services on %s', (engine) => {
  const asked = [{ feed: 'test:page', serviceIds: ['desk', 'new'] }]

  test('counts serious incidents of the span, and says how far back it reaches', async () => {
    const store = await testStore(engine)
    const began = (minutes: number, more = {}) => ({ startedAt: at(minutes), ...more })
    await mergeAll(store, {}, [
      incident('old', began(0, { impact: 'critical' })),
      incident('in', began(20, { impact: 'major' })),
      incident('slight', began(30, { impact: 'minor' })),
      incident('planned', began(35, { kind: 'maintenance', impact: 'major' })),
      incident('later', began(60, { impact: 'critical' })),
    ])
    expect(await serviceHistory(store.db, asked, { from: at(10), to: at(50) })).toEqual([
      { service: 'desk', serious: 1, since: at(10) },
      { service: 'new', serious: 0, since: at(10) },
    ])
    const [desk] = await serviceHistory(store.db, asked, { from: at(-100), to: at(50) })
    expect(desk).toEqual({ service: 'desk', serious: 2, since: at(0) })
  })

  test('knows nothing where nothing older is stored', async () => {
    const store = await testStore(engine)
    await mergeAll(store, {}, [incident('a', { startedAt: at(60) })])
    expect(await serviceHistory(store.db, asked, { from: at(0), to: at(50) })).toEqual([])
    expect(await serviceHistory(store.db, [], { from: at(0), to: at(50) })).toEqual([])
  })
})
