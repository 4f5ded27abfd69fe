import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Engine } from '#storage/engine.ts'
import type { Store } from '#storage/open.ts'
import { type IncidentQuery, searchIncidents } from '#storage/search.ts'
import type { Incident } from '../../src/incident.ts'
import { at, context, incident, mergeAll, mergeInto, update } from '../poll/make.ts'
import { engines, sharedStore, testStore } from './engines.ts'

const day = 1440

const texts: Record<string, Partial<Incident>> = {
  title: { title: 'Elevated error rates in EU-West-1' },
  update: { updates: [update('u', 0, 'Checkout is slow; 50% of requests fail with HTTP 503.')] },
  postmortem: {
    postmortem: { url: null, text: 'The root cause was an expired certificate.', at: at(90) },
  },
  component: { components: ['Realtime Database'], regions: ['Zürich'] },
  accents: { title: 'Perturbação no Æther: café fermé' },
  signs: { updates: [update('u', 0, '現在、東京リージョンで障害が発生しています。')] },
  two: { title: 'Database: checkout', updates: [update('u', 0, 'Error after error.')] },
}

async function ids(store: Store, query: IncidentQuery): Promise<string[]> {
  return (await searchIncidents(store, query)).incidents.map((i) => i.id)
}

describe.each(engines)('the search over all text on %s', (engine: Engine) => {
  const store = sharedStore(engine, async (s) => {
    await mergeAll(
      s,
      {},
      Object.entries(texts).map(([id, fields], i) =>
        incident(id, { startedAt: at(-i), title: `Trouble ${i}`, ...fields }),
      ),
    )
  })

  test.each([
    ['elevated', ['title']],
    ['RATES elevated', ['title']],
    ['eu-west-1', ['title']],
    ['"error rates"', ['title']],
    ['"rates error"', []],
    ['error', ['title', 'two']],
    ['checkout', ['update', 'two']],
    ['"checkout error"', []],
    ['50%', ['update']],
    ['503', ['update']],
    ['certif*', ['postmortem']],
    ['certif', []],
    ['"expired certif"*', ['postmortem']],
    ['database', ['component', 'two']],
    ['zurich', ['component']],
    ['Zürich', ['component']],
    ['perturbacao CAFE', ['accents']],
    ['fermé', ['accents']],
    ['障害', ['signs']],
    ['東京', ['signs']],
    ['京東', []],
    ['error NOT rates', []],
    ['title:error', []],
    ['AND OR NEAR(', []],
    ['nowhere', []],
  ])('finds %s', async (q, expected) => {
    expect(await ids(store(), { q })).toEqual(expected)
  })

  test.each(['', ' ', '""', '*', '"*', "';--", '()', '^', '\u0000'])(
    'takes %j for no words at all',
    async (q) => {
      expect(await ids(store(), { q })).toHaveLength(Object.keys(texts).length)
    },
  )

  test('shows where the hit is', async () => {
    const { incidents, snippets } = await searchIncidents(store(), { q: 'requests "http 503"' })
    expect(snippets!.get(incidents[0]!.key)).toBe(
      'Checkout is slow; 50% of \u0001requests\u0002 fail with \u0001HTTP 503\u0002.',
    )
    expect((await searchIncidents(store(), {})).snippets).toBeUndefined()
  })

  test('puts hits in titles first when asked', async () => {
    expect(await ids(store(), { q: 'database', sort: 'relevance' })).toEqual(['two', 'component'])
    const first = await searchIncidents(store(), { q: 'database', sort: 'relevance', limit: 1 })
    expect(await ids(store(), { q: 'database', sort: 'relevance', cursor: first.next! })).toEqual([
      'component',
    ])
  })

  test('bears whatever anybody types', async () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '"',
        '*',
        ' ',
        '-',
        'AND',
        'NOT',
        '(',
        ')',
        ':',
        "'",
        '\\',
        '&',
        '|',
        '<->',
        '障',
      ),
    )
    const typed = fc.array(pieces, { maxLength: 12 }).map((p) => p.join(''))
    await fc.assert(
      fc.asyncProperty(
        typed,
        fc.constantFrom('newest', 'changed', 'relevance'),
        async (q, sort) => {
          const found = await searchIncidents(store(), { q, sort: sort as 'newest' })
          expect(found.incidents.length).toBeLessThanOrEqual(Object.keys(texts).length)
        },
      ),
      { numRuns: 60 },
    )
    expect(await ids(store(), { q: 'word '.repeat(100_000) })).toEqual([])
    expect(await ids(store(), { q: 'é'.repeat(100_000) })).toEqual([])
  })

  test.each(['', 'x', 'bmV3ZXN0', Buffer.from("newest 0 2026' 1").toString('base64url')])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(searchIncidents(store(), { cursor })).rejects.toThrow(RangeError)
    },
  )

  test('refuses the cursor of another order', async () => {
    const { next } = await searchIncidents(store(), { limit: 1 })
    const other = searchIncidents(store(), { sort: 'changed', cursor: next! })
    await expect(other).rejects.toThrow(RangeError)
  })
})

describe.each(engines)('what the search knows on %s', (engine) => {
  test('is what was ever said, and only what stands where it counts', async () => {
    const store = await testStore(engine)
    const before = incident('a', {
      title: 'Everything is broken',
      updates: [update('1', 0, 'Panic.'), update('2', 5, 'Withdrawn words.')],
    })
    const after = incident('a', { title: 'Small trouble', updates: [update('1', 0, 'Calm.')] })
    const closed = { ...after, status: 'resolved' as const, resolvedAt: at(50) }
    await mergeAll(store, {}, [before], [after], [closed])
    for (const q of ['broken', 'panic', 'withdrawn', 'small', 'calm'])
      expect(await ids(store, { q })).toEqual(['a'])
    expect(await ids(store, { status: 'investigating' })).toEqual([])
    expect(await ids(store, { q: 'calm', status: 'resolved', open: false })).toEqual(['a'])
  })

  test('goes on after the last cursor with what changed since', async () => {
    const store = await testStore(engine)
    await mergeAll(store, {}, [incident('a'), incident('b'), incident('c')])
    const page = await searchIncidents(store, { sort: 'changed', limit: 2 })
    expect(page.incidents.map((i) => i.id)).toEqual(['a', 'b'])
    const rest = await searchIncidents(store, { sort: 'changed', cursor: page.next! })
    expect(rest).toMatchObject({ next: null, incidents: [{ id: 'c' }] })
    const none = await searchIncidents(store, { sort: 'changed', cursor: rest.last! })
    expect(none).toEqual({ incidents: [], next: null, last: rest.last })
    await mergeInto(store, [incident('a', { title: 'Worse' })], context(300))
    expect(await ids(store, { sort: 'changed', cursor: rest.last! })).toEqual(['a'])
    expect(await ids(store, { sort: 'changed', q: 'worse', cursor: rest.last! })).toEqual(['a'])
  })
})

interface Known {
  id: string
  service: string
  status: 'investigating' | 'resolved'
  impact: 'minor' | 'critical'
  from: number
  to: number | null
  word: string
}

const corpus: Known[] = Array.from({ length: 60 }, (_, i) => {
  const from = -((i * 97) % 60) * 11 * day
  const to = i % 9 === 0 ? null : from + (i % 7 === 0 ? 40 * day : (i % 5) * 300)
  return {
    id: `i${i}`,
    service: ['desk', 'other'][i % 2]!,
    status: to === null ? 'investigating' : 'resolved',
    impact: i % 4 === 0 ? 'critical' : 'minor',
    from,
    to,
    word: ['alpha', 'beta', 'gamma'][i % 3]!,
  }
})

function expected(q: IncidentQuery): Known[] {
  return corpus
    .filter(
      (k) =>
        (!q.q || q.q === k.word) &&
        (!q.service || q.service === k.service) &&
        (!q.impact || q.impact === k.impact) &&
        (q.open === undefined || q.open === (k.to === null)) &&
        (!q.to || at(k.from) < q.to) &&
        (!q.from || at(k.from) >= q.from || k.to === null || at(k.to) > q.from),
    )
    .sort((a, b) => b.from - a.from)
}

describe.each(engines)('pages of the search on %s', (engine) => {
  const store = sharedStore(engine, async (s) => {
    for (const [i, k] of corpus.entries()) {
      const made = incident(k.id, {
        title: `It is ${k.word}`,
        status: k.status,
        impact: k.impact,
        startedAt: at(k.from),
        postedAt: at(k.from),
        resolvedAt: k.to === null ? null : at(k.to),
      })
      const feed = `feed-${i}`
      await mergeInto(s, [made], context(100 + i, { feed, serviceIdsOf: () => [k.service] }))
    }
  })

  const moment = fc.option(
    fc.integer({ min: -700, max: 60 }).map((d) => at(d * day + 7)),
    { nil: undefined },
  )
  const queries = fc.record({
    q: fc.constantFrom(undefined, 'alpha', 'gamma'),
    service: fc.constantFrom(undefined, 'desk'),
    impact: fc.constantFrom(undefined, 'critical'),
    open: fc.constantFrom(undefined, undefined, true, false),
    from: moment,
    to: moment,
    sort: fc.constantFrom('newest' as const, 'oldest' as const, 'changed' as const),
    limit: fc.integer({ min: 3, max: 30 }),
  })

  test('hold each incident asked for, once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const found: string[] = []
        let cursor: string | undefined
        do {
          const page = await searchIncidents(store(), { ...query, cursor })
          found.push(...page.incidents.map((i) => i.id))
          cursor = page.next ?? undefined
        } while (cursor)
        const wanted = expected(query).map((k) => k.id)
        if (query.sort === 'oldest') wanted.reverse()
        if (query.sort === 'changed') wanted.sort((a, b) => +a.slice(1) - +b.slice(1))
        expect(found).toEqual(wanted)
      }),
      { numRuns: 60 },
    )
  })
})
