import { describe, expect, it } from 'vitest'
import { draft, type Material } from '../../src/digest/draft.ts'
import type { StoredIncident } from '../../src/incident.ts'
import { edition, followed, incident, material, services, update } from './make.ts'

const of = (incidents: StoredIncident[], more: Partial<Material> = {}) =>
  draft(edition, material({ incidents, ...more }), services)

const reasonFor = (i: StoredIncident, more: Partial<Material> = {}) => {
  const digest = of([i], more)
  expect(digest.entries).toEqual([])
  expect(digest.leftOut.map((l) => l.title)).toEqual([i.title])
  return digest.leftOut[0]!.reason
}

describe('draft: incidents', () => {
  it('puts what began in the week under its service, with its permalink and its trace', () => {
    const entry = of([incident(1)]).entries[0]!
    expect(entry).toMatchObject({
      service: { id: 'github', name: 'GitHub' },
      label: 'GitHub',
      url: 'https://www.githubstatus.com/incidents/i1',
      remark: 'Pushes failed for most users because a disk was full.',
      verified: true,
      followUps: [],
    })
    expect(entry.incidents[0]).toMatchObject({
      id: 'i1',
      key: 1,
      trace: { feed: 'github', fetchedAt: '2017-09-05T10:05:00.000Z', hash: 'f00d' },
      durations: { posted: 60, stated: null, statedBasis: null },
    })
    expect(entry.reasons.join()).toContain('major impact')
  })

  it('keeps to the edges: the first instant belongs to it, the last to the next', () => {
    const at = (began: string) =>
      of([incident(1, { startedAt: began, postedAt: began, resolvedAt: null })])
    expect(at('2017-09-04T00:00:00.000Z').entries).toHaveLength(1)
    expect(at('2017-09-10T23:59:59.999Z').entries).toHaveLength(1)
    expect(at('2017-09-11T00:00:00.000Z')).toMatchObject({ entries: [], leftOut: [] })
  })

  it('puts several incidents of a service under one entry that links its status page', () => {
    const later = { startedAt: '2017-09-07T10:00:00.000Z', postedAt: '2017-09-07T10:00:00.000Z' }
    const entries = of([
      incident(2, { ...later, resolvedAt: '2017-09-07T12:00:00.000Z' }),
      incident(1),
    ]).entries
    expect(entries).toHaveLength(1)
    expect(entries[0]!.url).toBe('https://www.githubstatus.com/')
    expect(entries[0]!.remark).toBeNull()
    expect(entries[0]!.incidents.map((i) => i.key)).toEqual([1, 2])
  })

  it('leaves out what is minor and short, and says so', () => {
    const quiet = incident(1, { impact: 'minor', resolvedAt: '2017-09-05T10:18:00.000Z' })
    expect(reasonFor(quiet)).toBe(
      'minor impact (“major”), 18 minutes as posted, its text speaks of many users, no press',
    )
  })

  it('keeps what was open across the edge and not printed before, and says since when', () => {
    const old = incident(1, {
      startedAt: '2017-09-02T10:00:00.000Z',
      postedAt: '2017-09-02T10:00:00.000Z',
      status: 'identified',
      resolvedAt: null,
    })
    const entry = of([old]).entries[0]!
    expect(entry.incidents[0]!.open).toBe(true)
    expect(entry.reasons.join()).toContain('open since 2 September 2017')
  })

  it('leaves out one that stays open for months without a word', () => {
    const zombie = incident(1, {
      startedAt: '2017-03-02T10:00:00.000Z',
      postedAt: '2017-03-02T10:00:00.000Z',
      status: 'identified',
      resolvedAt: null,
    })
    expect(reasonFor(zombie)).toBe('open since 2 March 2017, but nothing new was said this week')
  })

  it('counts one that began last week but was posted in this one', () => {
    const late = incident(1, {
      startedAt: '2017-09-03T10:00:00.000Z',
      resolvedAt: '2017-09-03T13:00:00.000Z',
    })
    late.postedAt = '2017-09-05T10:00:00.000Z'
    expect(of([late]).entries[0]!.reasons.join()).toContain(
      'began on 3 September 2017, but was first posted',
    )
  })

  it('does not return for its status page having been linked before', () => {
    const urls = ['https://www.githubstatus.com/', 'https://www.githubstatus.com/incidents/other']
    const earlier = [{ edition: 87, week: '2017-W35', urls, incidentKeys: [99] }]
    expect(of([incident(1)], { earlier }).entries).toHaveLength(1)
  })

  it('leaves out withdrawn ones, notices and those posted in error; marks vanished ones', () => {
    expect(reasonFor(incident(1, { state: 'retracted' }))).toBe('the provider withdrew it')
    expect(reasonFor(incident(1, { kind: 'notice' }))).toBe('a notice, not an incident')
    const error = update('2017-09-05T10:30:00.000Z', 'This was posted in error.', 'resolved')
    expect(reasonFor(incident(1, { updates: [error] }))).toContain('posted in error')
    const gone = of([incident(1, { state: 'vanished' })]).entries[0]!
    expect(gone.remark).toContain('no longer listed by the provider')
  })

  it('leaves maintenance out unless its text says that it went wrong', () => {
    const planned = (text: string, status: 'scheduled' | 'in_progress' = 'in_progress') =>
      incident(1, {
        kind: 'maintenance',
        impact: 'maintenance',
        impactLabel: null,
        status: 'completed',
        resolvedAt: '2017-09-05T20:00:00.000Z',
        updates: [update('2017-09-05T12:00:00.000Z', text, status)],
      })
    expect(reasonFor(planned('The maintenance may cause unexpected errors.'))).toBe(
      'planned maintenance',
    )
    expect(reasonFor(planned('No downtime is expected.'))).toBe('planned maintenance')
    expect(reasonFor(planned('It has overrun.', 'scheduled'))).toBe('planned maintenance')
    const digest = draft(
      edition,
      material({
        incidents: [planned('The migration caused an unexpected outage of all logins.')],
      }),
      services,
      { minScore: 10 },
    )
    expect(digest.entries[0]!.reasons[0]).toContain('maintenance that went wrong')
    expect(digest.entries[0]!.remark).toBe(
      'The migration caused an unexpected outage of all logins.',
    )
  })

  it('makes one outage of an incident of several services, under the first', () => {
    const shared = incident(1, { serviceIds: ['gmail', 'google-drive', 'google-workspace'] })
    const { entries } = of([shared])
    expect(entries.map((e) => e.label)).toEqual(['Gmail'])
    expect(entries[0]!.alsoAffected).toEqual([{ id: 'google-drive', name: 'Google Drive' }])
  })

  it('never dates by guess: what has no time counts from when it was seen, and not if it was there before', () => {
    const bare = {
      startedAt: null,
      postedAt: null,
      resolvedAt: null,
      updates: [],
      firstSeenAt: '2017-09-06T10:00:00.000Z',
    }
    const entry = of([{ ...incident(1), ...bare }]).entries[0]!
    expect(entry.reasons.join()).toContain(
      'the provider gives no time; first seen on 6 September 2017',
    )
    expect(reasonFor({ ...incident(1), ...bare, backfilled: true })).toContain('carries no date')
  })

  it('counts backfilled incidents by their own times', () => {
    const seen = '2017-11-01T00:00:00.000Z'
    expect(of([incident(1, { backfilled: true, firstSeenAt: seen })]).entries).toHaveLength(1)
  })

  it('keeps both durations apart, the structured one before the text', () => {
    const words = 'From 10:10 to 10:50 UTC requests failed because a disk was full.'
    const text = incident(1, { updates: [update('2017-09-05T11:00:00.000Z', words, 'resolved')] })
    expect(of([text]).entries[0]!.incidents[0]!.durations).toEqual({
      posted: 60,
      stated: 40,
      statedBasis: 'text',
      quote: 'From 10:10 to 10:50 UTC',
    })
    const window = {
      from: '2017-09-05T10:20:00.000Z',
      to: '2017-09-05T10:50:00.000Z',
      basis: 'component impacts',
    }
    const both = of([{ ...text, stated: window }]).entries[0]!.incidents[0]!.durations
    expect(both).toEqual({ posted: 60, stated: 30, statedBasis: 'component impacts', quote: null })
  })

  it('prints no more entries and incidents than asked for, and names the rest', () => {
    const many = ['Pushes fail', 'Pages fail', 'Hooks fail'].map((title, n) =>
      incident(n + 1, { title, impact: 'critical' }),
    )
    const one = draft(edition, material({ incidents: many }), services, { incidents: 2 })
    expect(one.entries[0]!.incidents).toHaveLength(2)
    expect(one.leftOut[0]!.reason).toContain('lighter than the 2 printed of GitHub')
    const two = [incident(1), incident(2, { serviceIds: ['heroku'], impact: 'critical' })]
    const short = draft(edition, material({ incidents: two }), services, { lines: 1 })
    expect(short.entries.map((e) => e.label)).toEqual(['Heroku'])
    expect(short.leftOut[0]!.reason).toContain('number 2 by weight')
  })

  it('ranks outages before what only follows up, and heavier before lighter', () => {
    const digest = of([
      followed(1, '1257', 'Requests failed because a cable broke.'),
      incident(2, { serviceIds: ['gmail'], impact: 'critical' }),
      incident(3),
    ])
    expect(digest.entries.map((e) => e.label)).toEqual(['Gmail', 'GitHub', 'Heroku'])
  })
})
