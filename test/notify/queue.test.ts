import { describe, expect, it } from 'vitest'
import { recentDeliveries, stopTarget } from '#storage/deliveries.ts'
import { syncFeeds, updateFeed } from '#storage/feeds.ts'
import { applyIncidentChanges, findIncidents, incidentsForMerge } from '#storage/incidents.ts'
import type { Store } from '#storage/open.ts'
import { earliestCheck, feedsByHealth, openIncidentsByImpact } from '#storage/tallies.ts'
import type { Incident } from '../../src/incident.ts'
import { queueEdition, queueOutages } from '../../src/notify/queue.ts'
import type { Target } from '../../src/notify/targets.ts'
import { merge } from '../../src/poll/merge.ts'
import { at, context, incident, update } from '../poll/make.ts'
import { engines, testStore } from '../storage/engines.ts'
import { hook, targetsFrom } from './make.ts'

const names = { nameOf: (id: string) => id.toUpperCase() }

/** A poll as the daemon makes it: changes and messages in one transaction. */
async function poll(
  store: Store,
  minutes: number,
  read: Incident[],
  targets: Target[],
  fields: Parameters<typeof context>[1] & { fail?: boolean } = {},
) {
  const { fail, ...more } = fields
  return store.write(async (trx) => {
    const seen = context(minutes, more)
    const stored = await incidentsForMerge(
      trx,
      seen.feed,
      read.map((i) => i.id),
    )
    const changes = merge(stored, read, seen)
    await applyIncidentChanges(trx, changes)
    const queued = await queueOutages(trx, changes, targets, { ...names, now: at(minutes) })
    if (fail) throw new Error('the disk is full')
    return queued
  })
}

const told = async (store: Store) =>
  (await recentDeliveries(store.db, 100)).reverse().map((d) => `${d.target} ${d.kind}`)

const major = (minutes: number, fields: Partial<Incident> = {}) =>
  incident('a', { impact: 'major', updatedAt: at(minutes), ...fields })
const done = (minutes: number, fields: Partial<Incident> = {}) =>
  major(minutes, { status: 'resolved', resolvedAt: at(minutes), ...fields })

describe.each(engines)('the queue, on %s', (engine) => {
  it('tells the life of an outage, to each target by its rules', async () => {
    const store = await testStore(engine)
    const targets = targetsFrom([
      { webhook: 'https://a.example/', secretEnv: 'SECRET', name: 'all' },
      { webhook: 'https://b.example/', secretEnv: 'SECRET', name: 'critical', impact: 'critical' },
      { slack: 'https://c.example/', name: 'mail', services: ['mail'] },
      { slack: 'https://d.example/', name: 'editions', on: ['edition'] },
    ])
    expect(await poll(store, 0, [major(0)], targets)).toBe(1)
    expect(await poll(store, 5, [major(0)], targets)).toBe(0)
    expect(
      await poll(store, 9, [major(9, { status: 'identified', impact: 'critical' })], targets),
    ).toBe(2)
    // Providers lower the impact as they close: who heard of it hears the end.
    expect(await poll(store, 30, [done(30, { impact: 'none' })], targets)).toBe(2)
    expect(await told(store)).toEqual([
      'all outage.opened',
      'all outage.worse',
      'critical outage.worse',
      'all outage.ended',
      'critical outage.ended',
    ])
  })

  it('keeps a change and its messages together, or neither', async () => {
    const store = await testStore(engine)
    const targets = [hook('https://a.example/')]
    const failed = poll(store, 0, [major(0)], targets, { fail: true })
    await expect(failed).rejects.toThrow('full')
    expect(await findIncidents(store.db)).toEqual([])
    expect(await told(store)).toEqual([])
    expect(await poll(store, 5, [major(0)], targets)).toBe(1)
  })

  it('tells of what is open on the first reading, and not of history', async () => {
    const store = await testStore(engine)
    const read = [major(0), { ...done(0), id: 'old' }]
    expect(await poll(store, 5, read, [hook('https://a.example/')], { firstRead: true })).toBe(1)
  })

  it('rings once while two servers disagree', async () => {
    const store = await testStore(engine)
    const targets = [hook('https://a.example/')]
    const open = major(0, { updatedAt: null })
    const updates = [...open.updates, update('a-2', 9, 'Fixed.', { status: 'resolved' })]
    const closed = done(9, { updatedAt: null, updates })
    for (let n = 0; n < 8; n++) await poll(store, n * 5, [n % 2 === 0 ? open : closed], targets)
    const kinds = await told(store)
    expect(kinds.filter((k) => k.endsWith('outage.opened'))).toHaveLength(1)
    expect(kinds.filter((k) => k.endsWith('ended'))).toHaveLength(1)
    expect(kinds.length).toBeLessThanOrEqual(3)
  })

  it('keeps bodies that are the same for every try, without raw markup for Slack', async () => {
    const store = await testStore(engine)
    const [slack] = targetsFrom([{ slack: 'https://c.example/' }])
    await poll(
      store,
      0,
      [major(0, { title: '<!channel> down & out' })],
      [slack!, hook('https://a.example/')],
    )
    const [web, chat] = await recentDeliveries(store.db, 2)
    expect(JSON.parse(chat!.body).text).toBe('DESK: outage: &lt;!channel&gt; down &amp; out')
    expect(JSON.parse(web!.body)).toMatchObject({ type: 'outage.opened', timestamp: at(0) })
    expect(web!.id).not.toBe(chat!.id)
  })

  it('queues an edition once per target', async () => {
    const store = await testStore(engine)
    const targets = targetsFrom([
      { webhook: 'https://a.example/', secretEnv: 'SECRET', on: ['edition'] },
      { slack: 'https://b.example/' },
      { slack: 'https://c.example/', on: ['outage'] },
    ])
    const edition = {
      week: '2026-W10',
      number: null,
      from: at(-10_080),
      to: at(0),
      timezone: 'UTC',
    }
    const drawn = { edition, entries: [], coverage: { feeds: 3, gaps: [] } }
    const queue = () =>
      store.write((trx) => queueEdition(trx, drawn, targets, { now: at(1), desk: null }))
    expect(await queue()).toBe(2)
    expect(await queue()).toBe(0)
    const [row] = await recentDeliveries(store.db, 1)
    expect(row!.subject).toBe('Outages, edition 2026-W10: nothing to report')
  })

  it('queues nothing for a target that is gone, but again once its address changes', async () => {
    const store = await testStore(engine)
    const gone = hook('https://a.example/', { name: 'pager' })
    await store.write((trx) =>
      stopTarget(trx, { target: 'pager', address: gone.address, stopped_at: at(0), reason: '410' }),
    )
    expect(await poll(store, 0, [major(0)], [gone])).toBe(0)
    const moved = hook('https://b.example/', { name: 'pager' })
    expect(await poll(store, 9, [done(9)], [moved])).toBe(1)
  })

  it('counts what is open and how feeds are', async () => {
    const store = await testStore(engine)
    const read = [
      major(0),
      { ...major(0), id: 'b', impact: 'unknown' as const },
      { ...done(5), id: 'c' },
    ]
    await poll(store, 5, [...read, { ...major(0), id: 'm', kind: 'maintenance' as const }], [])
    const open = await openIncidentsByImpact(store.db)
    expect(open).toEqual({ none: 0, minor: 0, major: 1, critical: 0, maintenance: 0, unknown: 1 })

    expect(await earliestCheck(store.db)).toBeNull()
    const spec = { source: 'statuspage', url: 'https://a.example/', kind: 'status' as const }
    const feeds = ['ok', 'bad', 'new', 'off'].map((id) => ({
      ...spec,
      id,
      disabled: id === 'off' ? 'closed' : null,
    }))
    await store.write(async (trx) => {
      await syncFeeds(trx, feeds, at(0))
      await updateFeed(trx, 'ok', { last_read_at: at(0), next_check_at: at(5) })
      await updateFeed(trx, 'bad', { last_read_at: at(0), error: 'down', next_check_at: at(-5) })
    })
    expect(await feedsByHealth(store.db)).toEqual({ ok: 1, failing: 1, unread: 1, resting: 1 })
    expect(await earliestCheck(store.db)).toBe(at(-5))
  })
})
