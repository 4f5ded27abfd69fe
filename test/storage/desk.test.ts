import { describe, expect, test } from 'vitest'
import { packReply, saveReply } from '#storage/archive.ts'
import { saveArticles } from '#storage/articles.ts'
import {
  articlesByKeys,
  editionsPage,
  heatDays,
  incidentByKey,
  serviceTallies,
  sourcesOf,
  spansBetween,
  timelineOf,
} from '#storage/desk.ts'
import { addVersion } from '#storage/editing.ts'
import { saveEdition } from '#storage/editions.ts'
import { syncFeeds, updateFeed } from '#storage/feeds.ts'
import { incidentIdentities, publicIncidents, publishedEditions } from '#storage/public.ts'
import { readiness } from '#storage/tallies.ts'
import { at, context, incident, mergeAll, mergeInto, onlyIncident, update } from '../poll/make.ts'
import { engines, sharedStore, testStore } from './engines.ts'

const day = 1440

/** A closed incident of so many minutes. */
function closed(id: string, from: number, minutes: number, fields = {}) {
  return incident(id, {
    status: 'resolved',
    startedAt: at(from),
    postedAt: at(from),
    resolvedAt: at(from + minutes),
    updatedAt: at(from + minutes),
    ...fields,
  })
}

describe.each(engines)('what the desk shows on %s', (engine) => {
  const store = sharedStore(engine, async (s) => {
    const lists = {
      desk: [
        incident('open', { startedAt: at(-10), impact: 'critical' }),
        closed('old', -400 * day, 60),
        closed('month', -30 * day, 60),
        closed('long', -40 * day, 20 * day, { impact: 'major' }),
        closed('night', -2 * day + 660, 120, { impact: 'none' }),
        closed('overlap', -2 * day + 600, 60),
        closed('overlap-too', -2 * day + 630, 60),
        incident('work', {
          kind: 'maintenance',
          impact: 'maintenance',
          status: 'scheduled',
          startedAt: at(3 * day),
          postedAt: at(-day),
        }),
      ],
      other: [closed('else', -3 * day, 60)],
      quiet: [closed('said', -3 * day, 60, { kind: 'notice' })],
    }
    for (const [service, list] of Object.entries(lists))
      await mergeInto(s, list, context(5, { feed: service, serviceIdsOf: () => [service, 'all'] }))
  })

  test('counts incidents by service', async () => {
    const tallies = await serviceTallies(store().db, at(0))
    expect(Object.fromEntries(tallies)).toEqual({
      desk: { open: 1, week: 4, year: 6, newestAt: at(-10) },
      other: { open: 0, week: 1, year: 1, newestAt: at(-3 * day) },
      quiet: { open: 0, week: 0, year: 0, newestAt: null },
      all: { open: 1, week: 5, year: 7, newestAt: at(-10) },
    })
  })

  test('draws the days of a service', async () => {
    const days = await heatDays(store().db, 'desk', at(-45 * day), at(0))
    expect(days).toHaveLength(46)
    const on = (minutes: number) => days.find((d) => d.day === at(minutes).slice(0, 10))
    expect(on(-44 * day)).toMatchObject({ incidents: 0, impact: 'none', minutes: 0 })
    expect(on(-40 * day)).toMatchObject({ incidents: 1, impact: 'major', minutes: 720 })
    expect(on(-39 * day)).toMatchObject({ incidents: 1, impact: 'major', minutes: 1440 })
    expect(on(-30 * day)).toMatchObject({ incidents: 2, impact: 'major', minutes: 1440 })
    // Two that overlap by half an hour; the one without impact is counted but was not down.
    expect(on(-2 * day)).toMatchObject({ incidents: 3, impact: 'minor', minutes: 90 })
    expect(on(-day)).toMatchObject({ incidents: 1, impact: 'none', minutes: 0 })
    expect(on(0)).toMatchObject({ incidents: 1, impact: 'critical', minutes: 10 })
    expect((await heatDays(store().db, 'desk', at(-25 * day), at(-24 * day)))[0]).toMatchObject({
      incidents: 1,
      minutes: 1440,
    })
    expect(await heatDays(store().db, 'desk', at(0), at(-day))).toEqual([])
  })

  test('gives the heaviest of a window first', async () => {
    const keys = async (from: number, to: number, limit: number) => {
      const spans = await spansBetween(store().db, at(from), at(to), limit)
      return Promise.all(spans.map(async (s) => (await incidentByKey(store().db, s.key))!.id))
    }
    expect(await keys(-25 * day, 0, 100)).toEqual([
      'open',
      'long',
      'else',
      'overlap',
      'overlap-too',
      'night',
      'said',
    ])
    expect(await keys(-25 * day, 0, 2)).toEqual(['open', 'long'])
    expect(await keys(2 * day, 4 * day, 9)).toEqual(['open', 'work'])
    expect((await spansBetween(store().db, at(-20), at(0), 9))[0]).toMatchObject({
      serviceId: 'desk',
      title: 'Trouble open',
      impact: 'critical',
      startedAt: at(-10),
      endedAt: null,
      stated: null,
    })
  })

  test('gives the public what it asks for', async () => {
    const ids = async (query: Parameters<typeof publicIncidents>[1]) =>
      (await publicIncidents(store().db, query)).map((i) => i.id).sort()
    expect(await ids({ openOnly: true })).toEqual(['open', 'work'])
    expect(await ids({ openOnly: true, service: 'other' })).toEqual([])
    expect(await ids({ service: 'desk', maintenance: true, newest: 5 })).toEqual(['work'])
    expect(await ids({ service: 'desk', maintenance: false, newest: 1 })).toEqual(['open'])
    expect(await ids({ maintenance: false, newest: 2 })).toContain('open')
    expect(await ids({ newest: 3, by: 'changed' })).toHaveLength(3)
    expect(await ids({ service: 'other', newest: 3, by: 'changed' })).toEqual(['else'])
    const known = await incidentIdentities(store().db)
    expect(known).toHaveLength(10)
    expect(await ids({ keys: [known[1]!.key] })).toEqual([known[1]!.id])
    expect(await incidentIdentities(store().db, known[8]!.key)).toEqual([known[9]])
  })
})

describe.each(engines)('the life of an incident on %s', (engine) => {
  test('is told with every version and its replies', async () => {
    const store = await testStore(engine)
    for (const minutes of [100, 105, 110]) {
      const body = Buffer.from(`reply ${minutes}`)
      const reply = { feed: 'test:page', url: 'https://status.example/api', headers: {}, body }
      const packed = { ...reply, hash: `hash-${minutes}`, fetchedAt: at(minutes) }
      await store.write(async (trx) => saveReply(trx, await packReply(packed)))
    }
    const updates = [update('1', 0, 'Panic.'), update('2', 5, 'Gone later.')]
    const first = incident('a', { updates, postmortem: { url: null, text: 'Rain.', at: null } })
    await mergeAll(
      store,
      {},
      [first],
      [{ ...first, title: 'Other', updates: [update('1', 0, 'Calm.')] }],
    )
    const { key } = await onlyIncident(store)
    expect(await timelineOf(store.db, key)).toEqual({
      updates: [
        {
          ...update('1', 0, 'Calm.'),
          firstSeenAt: at(100),
          withdrawnAt: null,
          replyHash: 'hash-105',
          versions: [
            {
              value: 'Panic.',
              status: 'investigating',
              at: at(0),
              replacedAt: at(105),
              replyHash: 'hash-100',
            },
          ],
        },
        expect.objectContaining({ id: '2', text: 'Gone later.', withdrawnAt: at(105) }),
      ],
      titles: [{ value: 'Trouble a', replacedAt: at(105), replyHash: 'hash-100' }],
      fields: [],
      postmortems: [],
    })
    const from = { feed: 'test:page', url: 'https://status.example/api' }
    expect(await sourcesOf(store.db, key)).toEqual([
      { ...from, hash: 'hash-100', fetchedAt: at(100) },
      { ...from, hash: 'hash-105', fetchedAt: at(105) },
    ])
    expect(await incidentByKey(store.db, key + 1)).toBeUndefined()
  })

  test('ends, as far as is known, when it was last on the list', async () => {
    const store = await testStore(engine)
    const feed = { id: 'test:page', source: 'test', url: 'https://status.example' }
    await syncFeeds(store.db, [{ ...feed, kind: 'status', disabled: null }], at(0))
    await mergeAll(store, {}, [incident('a')], [])
    const { endedAt } = (await spansBetween(store.db, at(0), at(day), 1))[0]!
    expect(endedAt).toBe((await onlyIncident(store)).lastSeenAt)
    expect(await spansBetween(store.db, at(day), at(2 * day), 1)).toEqual([])
  })
})

describe.each(engines)('around the incidents on %s', (engine) => {
  test('articles are had by key, editions by page, feeds by share', async () => {
    const store = await testStore(engine)
    const article = (id: string) => ({
      id,
      url: `https://news.example/${id}`,
      title: `News ${id}`,
      titleKey: id,
      summary: '',
      publishedAt: at(0),
      updatedAt: null,
      publisher: null,
    })
    const seen = { at: at(1), hash: 'h', firstRead: false }
    await saveArticles(store.db, 'news', [article('a'), article('b')], seen)
    const known = await articlesByKeys(store.db, [2, 99, 1])
    expect(known.map((a) => a.key)).toEqual([2, 1])

    for (const [i, week] of ['2026-W01', '2026-W02', '2026-W03'].entries()) {
      const [from_at, to_at] = [at(i * 7 * day), at((i + 1) * 7 * day)]
      const rest = { timezone: 'UTC', drawn_at: to_at, frozen_at: null, content: '{}' }
      const row = { week, number: i, from_at, to_at, ...rest, urls: '[]', incident_keys: '[]' }
      await saveEdition(store.db, row)
    }
    const [newest] = await editionsPage(store.db, 1)
    expect(newest!.week).toBe('2026-W03')
    const rest = await editionsPage(store.db, 5, newest!.to_at)
    expect(rest.map((e) => e.week)).toEqual(['2026-W02', '2026-W01'])
    const version = {
      week: '2026-W02',
      made_at: at(9),
      editor: 'e',
      reason: '',
      content: '{"a":1}',
    }
    await addVersion(store.db, version, { urls: [], incidentKeys: [] })
    expect(await publishedEditions(store.db, 5)).toEqual([
      { week: '2026-W02', content: '{"a":1}', publishedAt: at(9) },
    ])

    const spec = (id: string) => ({ id, source: 't', url: `https://${id}.example`, disabled: null })
    expect(await readiness(store.db, at(0))).toMatchObject({ active: 0, share: 1, late: 0 })
    const specs = ['a', 'b'].map((id) => ({ ...spec(id), kind: 'status' as const }))
    await syncFeeds(store.db, specs, at(0))
    await updateFeed(store.db, 'a', { last_read_at: at(1), last_attempt_at: at(1) })
    expect(await readiness(store.db, at(2))).toEqual({
      active: 2,
      readable: 1,
      share: 0.5,
      newestAttempt: at(1),
      late: 120,
    })
  })
})
