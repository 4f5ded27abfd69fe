import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draft, type Material } from '../../src/digest/draft.ts'
import type { Gap, StoredArticle, StoredIncident } from '../../src/incident.ts'
import { json } from '../../src/outputs/json.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { article, edition, incident, services, update } from './make.ts'

const days = fc.integer({ min: -12, max: 9 })
const at = (day: number, hour = 10) => new Date(Date.UTC(2017, 8, 4 + day, hour)).toISOString()

const anyIncident: fc.Arbitrary<(key: number) => StoredIncident> = fc
  .record({
    day: days,
    long: fc.integer({ min: -1, max: 60 }),
    owner: fc.constantFrom('github', 'heroku', 'gmail', 'google-drive', 'removed'),
    impact: fc.constantFrom('critical', 'major', 'minor', 'none', 'unknown' as const),
    kind: fc.constantFrom('incident', 'incident', 'maintenance', 'notice' as const),
    state: fc.constantFrom('present', 'present', 'vanished', 'retracted' as const),
    text: fc.constantFrom(
      'A disk was full, so 12% of requests failed.',
      'Packages were missing because of a rebuild.',
      'We are investigating.',
      '',
    ),
    later: fc.option(days, { nil: null }),
  })
  .map((r) => (key: number) => {
    const end = r.long < 0 ? null : at(r.day, 10 + r.long)
    const updates = [update(at(r.day), r.text)]
    if (r.later !== null)
      updates.push(update(at(r.later, 12), `Follow-up: ${r.text}`, 'postmortem'))
    return incident(key, {
      id: String(1000 + key),
      serviceIds: [r.owner],
      impact: r.impact,
      kind: r.kind,
      state: r.state,
      startedAt: at(r.day),
      postedAt: at(r.day),
      resolvedAt: end,
      status: end ? 'resolved' : 'identified',
      updates,
    })
  })

const anyArticle: fc.Arbitrary<(key: number) => StoredArticle> = fc
  .record({
    day: fc.option(days, { nil: null }),
    title: fc.constantFrom(
      'Gmail is down',
      'Gmail was down',
      'GitHub outage hits developers',
      'Postmortem of the GitHub outage',
      'Google apologises for Gmail outage',
      'A nice day',
    ),
    host: fc.constantFrom('a.example', 'b.example', 'news.ycombinator.com'),
    page: fc.integer({ min: 1, max: 4 }),
  })
  .map(
    (r) => (key: number) =>
      article(key, {
        title: r.title,
        url: `https://${r.host}/${r.page}`,
        publishedAt: r.day === null ? null : at(r.day),
      }),
  )

const gap: fc.Arbitrary<Gap> = fc
  .record({
    feed: fc.constantFrom('github', 'heroku', '*'),
    day: days,
    long: fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
  })
  .map((r) => ({
    feed: r.feed,
    from: at(r.day),
    to: r.long === null ? null : at(r.day, 10 + r.long),
    error: 'x',
  }))

const keyed = <T>(makers: ((key: number) => T)[]) => makers.map((make, n) => make(n + 1))

const anyMaterial: fc.Arbitrary<Material> = fc.record({
  incidents: fc.array(anyIncident, { maxLength: 8 }).map(keyed),
  articles: fc.array(anyArticle, { maxLength: 8 }).map(keyed),
  olderStories: fc.constant([
    article(99, {
      title: 'Google apologises for Gmail outage',
      publishedAt: '2009-09-02T10:00:00.000Z',
    }),
  ]),
  gaps: fc.array(gap, { maxLength: 4 }),
  feeds: fc.constant(['github', 'heroku', 'news']),
  earlier: fc.constantFrom(
    [],
    [
      { edition: 87, week: '2017-W35', urls: ['https://a.example/1'], incidentKeys: [1] },
      { edition: 86, week: '2017-W34', urls: ['https://a.example/2'], incidentKeys: [2] },
    ],
  ),
})

const shuffledOf = (m: Material) =>
  fc.record({
    incidents: fc.shuffledSubarray(m.incidents, { minLength: m.incidents.length }),
    articles: fc.shuffledSubarray(m.articles, { minLength: m.articles.length }),
    olderStories: fc.constant(m.olderStories),
    gaps: fc.shuffledSubarray(m.gaps, { minLength: m.gaps.length }),
    feeds: fc.shuffledSubarray(m.feeds, { minLength: m.feeds.length }),
    earlier: fc.shuffledSubarray(m.earlier, { minLength: m.earlier.length }),
  })

describe('draft', () => {
  it('gives the same bytes for the same material in any order', () => {
    const pair = anyMaterial.chain((m) => fc.tuple(fc.constant(m), shuffledOf(m)))
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [a, b] = [draft(edition, one, services), draft(edition, other, services.toReversed())]
        expect(json(b)).toBe(json(a))
        expect(markdown(b)).toBe(markdown(a))
      }),
      { numRuns: 300 },
    )
  })

  it('leaves its material as it was', () => {
    fc.assert(
      fc.property(anyMaterial, (m) => {
        const before = JSON.stringify(m)
        draft(edition, m, services)
        expect(JSON.stringify(m)).toBe(before)
      }),
      { numRuns: 100 },
    )
  })

  it('tells each incident once or says why not, and every line with its trace', () => {
    fc.assert(
      fc.property(anyMaterial, (m) => {
        const { entries, leftOut } = draft(edition, m, services)
        const keys = entries.flatMap((e) => e.incidents.map((i) => i.key))
        expect(new Set(keys).size).toBe(keys.length)
        const inWeek = m.incidents.filter(
          (i) => i.startedAt! >= edition.from && i.startedAt! < edition.to,
        )
        for (const i of inWeek) {
          const told = entries.some(
            (e) =>
              e.incidents.some((l) => l.key === i.key) ||
              e.followUps.some((f) => f.incidents.includes(i.id)),
          )
          expect(told || leftOut.some((l) => l.url === i.url && l.reason !== '')).toBe(true)
        }
        for (const entry of entries) {
          for (const line of [...entry.incidents, ...entry.followUps, ...entry.articles]) {
            expect(line.trace.hash).not.toBe('')
          }
          expect(
            entry.incidents.length + entry.followUps.length + entry.articles.length,
          ).toBeGreaterThan(0)
          expect(entry.reasons.length).toBeGreaterThan(0)
        }
        for (const left of leftOut) expect(left.reason.trim()).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })

  it('never tells as this week’s what began before it and was over, nor what has no date', () => {
    fc.assert(
      fc.property(anyMaterial, (m) => {
        for (const entry of draft(edition, m, services).entries) {
          for (const line of entry.incidents) {
            expect(line.resolvedAt === null || line.resolvedAt >= edition.from).toBe(true)
            expect(line.startedAt! < edition.to).toBe(true)
          }
          for (const told of entry.articles) expect(told.publishedAt ?? told.datedBy).not.toBeNull()
        }
      }),
      { numRuns: 300 },
    )
  })
})
