import { describe, expect, it } from 'vitest'
import type { Decided } from '../../src/digest/decisions.ts'
import { draft } from '../../src/digest/draft.ts'
import { printedKeys, printedUrls } from '../../src/digest/draw.ts'
import type { StoredIncident } from '../../src/incident.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { edition, incident, material, services, update } from './make.ts'

/** Posted by a monitor: ten minutes from the given hour on. */
const flap = (key: number, began: string, more: Partial<StoredIncident> = {}) =>
  incident(key, {
    title: 'API is down',
    startedAt: `2017-09-${began}:00.000Z`,
    postedAt: `2017-09-${began}:00.000Z`,
    resolvedAt: `2017-09-${began.slice(0, 5)}:10:00.000Z`,
    updates: [update(`2017-09-${began}:00.000Z`, 'Investigating.')],
    impact: 'critical',
    ...more,
  })

const times = ['05T10:00', '05T12:00', '05T20:00', '06T08:00', '06T09:00']
const five = times.map((t, n) => flap(n + 1, t))
const of = (incidents: StoredIncident[], decided: Decided[] = []) =>
  draft(edition, material({ incidents }), services, {}, decided)
const lines = (incidents: StoredIncident[], decided: Decided[] = []) =>
  of(incidents, decided).entries.flatMap((e) => e.incidents)

describe('folding', () => {
  it('tells a flapping monitor once, with count, days and minutes, and remembers all of it', () => {
    const digest = of(five.toReversed())
    const [line, ...rest] = digest.entries[0]!.incidents
    expect(rest).toEqual([])
    expect(line).toMatchObject({
      key: 1,
      startedAt: five[0]!.startedAt,
      resolvedAt: five[4]!.resolvedAt,
      durations: { posted: 50, stated: null },
    })
    expect(line!.folded!.map((f) => [f.key, f.posted, f.differs])).toEqual(
      [1, 2, 3, 4, 5].map((key) => [key, 10, null]),
    )
    expect(digest.entries[0]!.reasons.join()).toContain('5 incidents of the same title folded')
    expect(printedKeys(digest)).toEqual([1, 2, 3, 4, 5])
    expect(printedUrls(digest)).toContain(five[4]!.url)
    expect(markdown(digest)).toContain(
      'Five times between 5 and 6 September, 50 minutes in all as posted.',
    )
  })

  it('names the regions and numbers in which the titles differ', () => {
    const regions = ['us-east-1', 'eu-west-2'].map((region, n) =>
      flap(n + 1, times[n]!, { title: `API is down in ${region}` }),
    )
    expect(lines(regions)[0]!.folded!.map((f) => f.differs)).toEqual(['us-east-1', 'eu-west-2'])
    expect(markdown(of(regions))).toContain(
      'Twice on 5 September (us-east-1 and eu-west-2), 20 minutes',
    )
  })

  it('counts what overlaps once', () => {
    const both = [flap(1, '05T10:00'), flap(2, '05T10:00', { title: 'API is up' })]
    expect(lines(both)[0]).toMatchObject({ durations: { posted: 10 } })
  })

  it.each<[string, Partial<StoredIncident>]>([
    ['another title', { title: 'Web is down' }],
    ['a day and more later', { ...flap(2, '07T12:00') }],
    ['long', { resolvedAt: '2017-09-05T16:00:00.000Z' }],
    ['still open', { resolvedAt: null, status: 'identified' }],
    [
      'words of its own',
      {
        updates: [
          update(
            '2017-09-05T12:00:00.000Z',
            'Half of all users got errors because a disk was full.',
          ),
        ],
      },
    ],
  ])('does not fold one with %s', (_, more) => {
    expect(lines([five[0]!, { ...five[1]!, ...more, key: 2 }]).map((l) => l.key)).toEqual([1, 2])
  })

  it('does not fold titles of nothing but numbers', () => {
    const numbered = [1, 2].map((n) => flap(n, times[n]!, { title: `${1000 + n}` }))
    expect(lines(numbered)).toHaveLength(2)
  })

  it('takes one out again when the editor asks for it or splits it off', () => {
    const asked: Decided = { decision: { do: 'include', item: 'incident:2' }, reason: '' }
    const own = lines(five, [asked])
    expect(own.map((l) => [l.key, l.folded?.length ?? 1])).toEqual([
      [1, 4],
      [2, 1],
    ])
    const split: Decided = {
      decision: { do: 'split', entry: 'github', items: ['incident:2'], as: 'api', label: 'API' },
      reason: '',
    }
    const labels = of(five, [split]).entries.map((e) => [
      e.label,
      e.incidents[0]!.folded?.length ?? 1,
    ])
    expect(labels.sort()).toEqual([
      ['API', 1],
      ['GitHub', 4],
    ])
  })

  it('names each when all are left out, so that each can be had in', () => {
    const quiet = five.map((i) => ({ ...i, impact: 'none' as const }))
    const { entries, leftOut } = of(quiet)
    expect(entries).toEqual([])
    expect(leftOut.map((l) => l.item).sort()).toEqual(quiet.map((i) => `incident:${i.key}`))
  })
})
