import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../src/incident.ts'
import { pictureRoutes } from '../../../src/web/pages/picture.ts'
import { applyIncidentChanges } from '../../../storage/incidents.ts'
import type { Store } from '../../../storage/open.ts'
import { incident } from '../../digest/make.ts'
import { asker, hostile, testDesk } from './desk.ts'

async function keep(store: Store, some: readonly Partial<StoredIncident>[]) {
  const changes = some.map((more, n) => {
    const { key: _key, ...after } = incident(n + 1, more)
    return { before: null, after: { ...after, listed: true }, replaced: [] }
  })
  await store.write((trx) => applyIncidentChanges(trx, changes))
}

async function opened(some: readonly Partial<StoredIncident>[]) {
  const desk = await testDesk({ now: () => '2017-09-08T12:00:00.000Z' })
  await keep(desk.store, some)
  return asker(pictureRoutes, desk)
}

describe('/picture', () => {
  it('shows the week that is running, with links to the weeks beside it', async () => {
    const { get } = await opened([{}])
    const { status, text } = await get('/picture')
    expect(status).toBe(200)
    expect(text).toContain('4–10 September 2017')
    expect(text).toContain('1 incident of 1 service.')
    expect(text).toContain('href="/picture/2017-W35"')
    expect(text).toContain('href="/picture/2017-W37"')
    expect(text).toContain('href="/incidents/1"')
  })

  it('keeps filters in every link, and shows only what they ask for', async () => {
    const work = { kind: 'maintenance', impact: 'maintenance', title: 'New disks' } as const
    const { get } = await opened([{ impact: 'critical' }, { impact: 'minor', title: 'Slow' }, work])
    const { text } = await get('/picture/2017-W36?impact=critical&impact=maintenance')
    expect(text).toContain('1 incident, 1 maintenance window of 1 service.')
    expect(text).not.toContain('Slow')
    expect(text).toContain('/picture/2017-W37?impact=critical&amp;impact=maintenance')
    const { text: only } = await get('/picture/2017-W36?kind=maintenance')
    expect(only).not.toContain('Pushes fail')
  })

  it('says so when a week has nothing, and when there is no such week', async () => {
    const { get } = await opened([])
    expect((await get('/picture/2017-W30')).text).toContain('Nothing of that kind')
    expect((await get('/picture/2017-W60')).status).toBe(404)
  })

  it('shows no markup of others', async () => {
    const { get } = await opened([{ title: hostile }])
    const { text } = await get('/picture?impact=%3Cscript%3E&page=zz')
    expect(text).not.toContain('<script')
    expect(text).not.toContain('\u202E')
  })
})
