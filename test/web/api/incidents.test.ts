import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type IncidentJson, incidentShape } from '../../../src/web/api/shapes.ts'
import type { Desk } from '../../../src/web/parts.ts'
import { incident } from '../../digest/make.ts'
import { ask, change, feed, hourly, keep, testDesk } from './api.ts'

const list = z.array(z.strictObject(incidentShape.shape))

/** Every page, by the `Link` header as a client follows it. */
async function walk(desk: Desk, path: string) {
  const rows: IncidentJson[] = []
  let pages = 0
  let last: string | null = null
  for (let next: string | null = path; next && pages < 100; pages++) {
    const { response, json } = await ask(desk, next)
    rows.push(...list.parse(json))
    last = response.headers.get('x-last-cursor')
    const url: string | undefined = /^<([^>]+)>; rel="next"$/.exec(
      response.headers.get('link') ?? '',
    )?.[1]
    next = url ? url.replace('http://desk.example/api/v1', '') : null
  }
  return { ids: rows.map((i) => i.id), rows, pages, last }
}

async function deskWith(count: number): Promise<Desk> {
  const desk = await testDesk()
  await keep(desk.store, hourly(count))
  return desk
}

describe('incidents', () => {
  it('answers with an array, the oldest first', async () => {
    const { json, response } = await ask(await deskWith(3), '/incidents')
    expect(list.parse(json).map((i) => i.id)).toEqual(['i1', 'i2', 'i3'])
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(response.headers.has('link')).toBe(false)
    expect(json[0]).toMatchObject({ service: 'github', feed: feed.id, trace: { hash: 'f00d' } })
    expect(json[0]).not.toHaveProperty('replyHash')
  })

  it.each(['oldest', 'newest', 'changed'])('walks every row exactly once, by %s', async (sort) => {
    const desk = await deskWith(23)
    const { ids, pages } = await walk(desk, `/incidents?limit=5&sort=${sort}&service=github`)
    const all = Array.from({ length: 23 }, (_, n) => `i${n + 1}`)
    expect(ids).toEqual(sort === 'newest' ? all.toReversed() : all)
    expect(pages).toBe(5)
  })

  it('gives more than the storage gives at once', async () => {
    const desk = await deskWith(450)
    expect((await walk(desk, '/incidents')).ids).toHaveLength(450)
    expect((await walk(desk, '/incidents?limit=201')).pages).toBe(3)
  })

  it('walks rows of one moment exactly once', async () => {
    const desk = await testDesk()
    await keep(
      desk.store,
      Array.from({ length: 12 }, (_, n) => incident(n + 1)),
    )
    const { ids } = await walk(desk, '/incidents?limit=5&sort=changed')
    expect(new Set(ids).size).toBe(12)
    expect(ids.length).toBe(12)
  })

  it('shows with a kept cursor what was added and changed since, and nothing else', async () => {
    const desk = await deskWith(7)
    const first = await walk(desk, '/incidents?sort=changed&limit=3')
    const since = `/incidents?sort=changed&cursor=${first.last}`
    const nothing = await walk(desk, since)
    expect(nothing.ids).toEqual([])
    expect(nothing.last).toBe(first.last)
    await change(desk.store, 'i2', {
      title: 'Pushes failed',
      changedAt: '2017-09-10T10:00:00.000Z',
    })
    await keep(desk.store, [incident(8, { changedAt: '2017-09-10T11:00:00.000Z' })])
    const news = await walk(desk, since)
    expect(news.rows.map((i) => i.title)).toEqual(['Pushes failed', 'Pushes fail'])
    expect(news.ids).toEqual(['i2', 'i8'])
    expect((await walk(desk, `/incidents?sort=changed&cursor=${news.last}`)).ids).toEqual([])
  })

  it('filters by each of its parameters', async () => {
    const desk = await deskWith(3)
    await keep(desk.store, [
      incident(4, {
        feed: 'heroku',
        serviceIds: ['heroku'],
        status: 'investigating',
        impact: 'critical',
        kind: 'notice',
        startedAt: '2017-09-09T00:00:00.000Z',
        resolvedAt: null,
        title: 'Dynos do not start',
      }),
    ])
    const only = [
      'service=heroku',
      'feed=heroku',
      'status=investigating,identified',
      'impact=critical',
      'kind=notice',
      'open=true',
      'from=2017-09-08',
      'from=2017-09-08T02:00:00%2B02:00',
      'q=dynos',
    ]
    for (const filter of only) {
      expect([filter, (await walk(desk, `/incidents?${filter}`)).ids]).toEqual([filter, ['i4']])
    }
    for (const filter of ['open=false', 'to=2017-09-06', 'service=github']) {
      const { ids } = await walk(desk, `/incidents?${filter}&q=`)
      expect([filter, ids]).toEqual([filter, ['i1', 'i2', 'i3']])
    }
  })

  it('filters by state', async () => {
    const desk = await deskWith(1)
    await keep(desk.store, [incident(2, { state: 'retracted' })])
    expect((await walk(desk, '/incidents?state=present')).ids).toEqual(['i1'])
    expect((await walk(desk, '/incidents?state=retracted,vanished')).ids).toEqual(['i2'])
  })

  it('gives one incident, and with its timeline what it was before', async () => {
    const desk = await deskWith(2)
    await change(desk.store, 'i2', { title: 'Fixed', changedAt: '2017-09-10T10:00:00.000Z' })
    const [, second] = (await ask(desk, '/incidents')).json
    expect((await ask(desk, `/incidents/${second.key}`)).json).toEqual(second)
    const { json } = await ask(desk, `/incidents/${second.key}/timeline`)
    expect(json.incident.title).toBe('Fixed')
    expect(json.titles).toMatchObject([{ value: 'Pushes fail', replyHash: 'f00d' }])
  })
})
