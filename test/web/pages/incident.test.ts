import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../src/incident.ts'
import { incidentRoutes } from '../../../src/web/pages/incident.ts'
import type { Desk } from '../../../src/web/parts.ts'
import { applyIncidentChanges, incidentsByKeys } from '../../../storage/incidents.ts'
import { incident } from '../../digest/make.ts'
import { asker, hostile, testDesk } from './desk.ts'

const at = (time: string) => `2017-09-05T${time}:00.000Z`
const updates = [
  { id: 'a', status: 'investigating', at: at('10:00'), text: 'Pushes fail for 5% of users.' },
  { id: 'b', status: 'resolved', at: at('11:00'), text: 'All good again.' },
] as const

async function opened(more: Partial<StoredIncident> = {}, now = '2017-09-08T12:00:00.000Z') {
  const desk = await testDesk({ now: () => now })
  const { key: _key, ...after } = incident(1, { updates: [...updates], ...more })
  await desk.store.write((trx) =>
    applyIncidentChanges(trx, [{ before: null, after: { ...after, listed: true }, replaced: [] }]),
  )
  return { desk, ...asker(incidentRoutes, desk) }
}

async function change(
  desk: Desk,
  more: Partial<StoredIncident>,
  replaced: { part: string; value: string }[],
) {
  const before = (await incidentsByKeys(desk.store.db, [1]))[0]!
  const after = { ...before, ...more, changedAt: at('12:00') }
  await desk.store.write((trx) => applyIncidentChanges(trx, [{ before, after, replaced }]))
}

describe('/incidents/:key', () => {
  it('shows both durations with what they rest on, the updates in order and the JSON', async () => {
    const stated = { from: at('09:30'), to: at('10:10'), basis: 'component impact' }
    const { get } = await opened({ stated, impactLabel: 'partial outage' })
    const { status, text } = await get('/incidents/1')
    expect(status).toBe(200)
    expect(text).toMatch(/1 hour <span class="quiet">first post to close/)
    expect(text).toMatch(/40 minutes <span class="quiet">by <bdi>component impact/)
    expect(text).toContain('partial outage')
    expect(text.indexOf('Pushes fail for 5%')).toBeLessThan(text.indexOf('All good again'))
    expect(text).toContain('href="/api/v1/incidents/1"')
    expect(text).toContain('href="/services/github"')
    expect(text).toContain('href="#update-2"')
  })

  it('marks what a provider changed in a text, a title or a field, and what it took away', async () => {
    const { desk, get } = await opened()
    const text = 'Pushes fail for 40% of users.'
    await change(desk, { title: 'Pushes fail badly', updates: [{ ...updates[0], text }] }, [
      { part: 'title', value: 'Pushes fail' },
      { part: 'update:a', value: JSON.stringify(updates[0]) },
      { part: 'fields', value: JSON.stringify({ impact: 'minor', services: [] }) },
    ])
    const page = (await get('/incidents/1')).text
    expect(page).toContain('<del>5</del><ins>40</ins>')
    expect(page).toMatch(/<ins> ?badly<\/ins>/)
    expect(page).toMatch(/<bdi>minor<\/bdi><\/td><td><bdi>major<\/bdi>/)
    expect(page).toMatch(/taken away by/)
  })

  it('says why it stands in the section of its week', async () => {
    const { get } = await opened()
    const { text } = await get('/incidents/1')
    expect(text).toContain('href="/week/2017-W36#entry-github"')
    expect(text).toMatch(/class="reasons"><li>/)
  })

  it('drafts no section for a week from before anything was read', async () => {
    const { get } = await opened({}, '2018-01-01T00:00:00.000Z')
    expect((await get('/incidents/1')).text).toContain('no section was drawn up')
  })

  it('shows no markup of others, follows no bad link, and cuts endless texts', async () => {
    const { get } = await opened({
      title: hostile.repeat(200),
      url: 'javascript:alert(1)',
      impactLabel: hostile,
      components: [hostile],
      postmortem: { url: 'javascript:alert(1)', text: hostile, at: null },
      updates: [{ id: 'x', status: 'unknown', at: null, text: hostile + 'y '.repeat(50_000) }],
      ...{ startedAt: null, postedAt: null, resolvedAt: null },
    })
    const { text } = await get('/incidents/1')
    expect(text).not.toMatch(/<script|<img|href="javascript|\u202E/)
    expect(text).toContain('(cut here)')
    expect(text.length).toBeLessThan(40_000)
  })

  it('stays under 100 KB with many long updates, every one on some page', async () => {
    const many = Array.from({ length: 150 }, (_, n) => ({
      ...{ id: `u${n}`, status: 'monitoring' as const, at: at('10:30') },
      text: `Word ${n} `.repeat(200),
    }))
    const { get } = await opened({ updates: many })
    const first = (await get('/incidents/1')).text
    expect(first.length).toBeLessThan(100_000)
    const pages = Number(/Page 1 of (\d+), 150 updates/.exec(first)![1])
    const last = (await get(`/incidents/1?page=${pages}`)).text
    expect(last).toContain('id="update-150"')
    expect(last).toContain('href="?page=1#update-1"')
  })

  it('answers 404 for a key that is not there, however large', async () => {
    const { get } = await opened()
    expect((await get('/incidents/2')).status).toBe(404)
    expect((await get('/incidents/99999999999999999999')).status).toBe(404)
  })
})
