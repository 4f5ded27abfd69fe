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

describe('draft: follow-ups', () => {
  it('never tells an old incident as an outage because of a text published this week', () => {
    const entry = of([
      followed(1, '1257', 'The cause was a router bug that dropped 10% of requests.'),
    ]).entries[0]!
    expect(entry.incidents).toEqual([])
    expect(entry.followUps).toEqual([
      expect.objectContaining({
        incidents: ['1257'],
        url: 'https://status.heroku.com/incidents/1257',
        text: 'The cause was a router bug that dropped 10% of requests.',
        kind: 'postmortem',
        at: '2017-09-06T10:00:00.000Z',
        thisWeek: false,
      }),
    ])
    expect(entry.disclosure).toBe('Heroku pays me.')
  })

  it('takes a late text for a follow-up even where its status does not say so', () => {
    const plain = followed(1, '1257', '')
    plain.updates[2] = update(
      '2017-09-06T10:00:00.000Z',
      'Requests failed because a cable broke.',
      'resolved',
    )
    expect(of([plain]).entries[0]!.followUps[0]).toMatchObject({
      kind: 'report',
      incidents: ['1257'],
    })
  })

  it('puts the postmortem of an incident of this week under it', () => {
    const told = incident(1, {
      postmortem: {
        url: 'https://github.blog/why',
        text: 'A failed failover led to errors in 12% of requests.',
        at: '2017-09-08T10:00:00.000Z',
      },
    })
    const entry = of([told]).entries[0]!
    expect(entry.incidents).toHaveLength(1)
    expect(entry.followUps[0]).toMatchObject({
      kind: 'postmortem',
      thisWeek: true,
      url: 'https://github.blog/why',
      text: 'A failed failover led to errors in 12% of requests.',
    })
    expect(entry.remark).toBe('Pushes failed for most users because a disk was full.')
  })

  it('tells follow-ups of one cause together, by their words or by naming the other number', () => {
    const missing = 'Applications failed because Debian packages normally provided were missing.'
    const again =
      'Applications crashed because Debian packages that are normally provided were missing again.'
    const other = 'Ten percent of requests in Europe failed because a router lost its routes.'
    const named = 'The queue was full because of the change described in incident 1257.'
    const entry = of([
      followed(4, '1270', named),
      followed(3, '1257', other),
      followed(2, '1254', again),
      followed(1, '1251', missing),
    ]).entries[0]!
    expect(entry.followUps.map((f) => f.incidents)).toEqual([
      ['1251', '1254'],
      ['1257', '1270'],
    ])
    expect(entry.followUps[0]!.text).toBe(missing)
    expect(entry.url).toBe('https://status.heroku.com/')
  })

  it('does not tell together what only shares the words of every incident', () => {
    const entry = of([
      followed(
        1,
        '1251',
        'Requests to some applications failed with errors because a disk was full.',
      ),
      followed(
        2,
        '1254',
        'Requests to some applications failed with errors because a certificate expired.',
      ),
    ]).entries[0]!
    expect(entry.followUps.map((f) => f.incidents)).toEqual([['1251'], ['1254']])
  })

  it('does not print an incident twice, but what is said of it later', () => {
    const earlier = [{ edition: 87, week: '2017-W35', urls: [], incidentKeys: [1] }]
    expect(reasonFor(incident(1), { earlier })).toBe('already printed in edition 87')
    const entry = of([followed(1, '1257', 'Requests failed because a cable broke.')], { earlier })
      .entries[0]!
    expect(entry.followUps).toHaveLength(1)
  })

  it('says in the name of several only what their texts have most in common', () => {
    const more =
      'Applications failed because Debian packages normally provided were missing after a rebuild of the image.'
    const less = 'Applications failed because Debian packages normally provided were missing.'
    const entry = of([followed(1, '1251', more), followed(2, '1254', less)]).entries[0]!
    expect(entry.followUps).toHaveLength(1)
    expect(entry.followUps[0]!.text).toBe(less)
  })

  it('leaves out a late word that says nothing', () => {
    const plain = followed(1, '1257', '')
    plain.updates[2] = update('2017-09-06T10:00:00.000Z', 'All is well again.', 'resolved')
    const digest = of([plain])
    expect(digest.entries).toEqual([])
    expect(digest.leftOut[0]!.reason).toBe(
      'began before this week, and nothing of substance was said of it since',
    )
  })
})
