import { describe, expect, it } from 'vitest'
import { causeOf } from '../../src/digest/causes.ts'
import { draft } from '../../src/digest/draft.ts'
import { type DraftSettings, draftingOf, settingsFrom } from '../../src/digest/settings.ts'
import type { StoredIncident } from '../../src/incident.ts'
import { explanationOf, explanationText } from '../../src/outputs/explain.ts'
import { article, edition, incident, material, service, services } from './make.ts'

const all = [
  ...services,
  service('warcraft', 'World of Warcraft', { category: 'games' }),
  service('telstra', 'Telstra', { category: 'telecom' }),
]
const taste = (ranking: object): Partial<DraftSettings> => draftingOf({ ranking })

function factsOf(more: Partial<StoredIncident>, settings: Partial<DraftSettings> = {}) {
  const one = incident(1, { impact: 'critical', ...more })
  const history = [{ service: 'github', serious: 0, since: '2016-09-04T00:00:00.000Z' }]
  const { entries } = draft(edition, material({ incidents: [one], history }), all, settings)
  return entries[0]
}
const what = (more: Partial<StoredIncident>, settings?: Partial<DraftSettings>) =>
  factsOf(more, settings)?.facts?.map((f) => `${f.points} ${f.what}`) ?? []
const says = (text: string) => ({
  updates: [{ id: 'u', status: 'resolved' as const, at: '2017-09-05T11:00:00.000Z', text }],
})

describe('the ranking', () => {
  it('gives facts that add up to the score', () => {
    const entry = factsOf({ regions: ['a', 'b', 'c'], ...says('An expired certificate failed.') })!
    const total = entry.facts!.reduce((sum, f) => sum + f.points, 0)
    expect(entry.facts!.length).toBeGreaterThan(5)
    expect(Math.round(total)).toBe(entry.score)
  })

  it('tells rarity only as far as is known', () => {
    expect(what({})).toContain('4 no serious incident in the year before')
    const short = [{ service: 'github', serious: 1, since: '2017-08-01T00:00:00.000Z' }]
    const one = incident(1, { impact: 'critical' })
    const { entries } = draft(edition, material({ incidents: [one], history: short }), all)
    expect(JSON.stringify(entries[0]!.facts)).not.toContain('serious')
    const often = [{ ...short[0]!, serious: 31 }]
    const many = draft(edition, material({ incidents: [one], history: often }), all)
    expect(many.entries[0]!.facts).toContainEqual({
      what: expect.stringMatching(/^31 serious incidents in the 3[34] days before$/),
      points: -2,
    })
  })

  it('leans against games, unless the cause is unusual', () => {
    const of = (text: string) => what({ serviceIds: ['warcraft'], ...says(text) })
    expect(of('Players could not log in.')).toContain('-10 games: usually left out')
    expect(of('Players could not log in because a shark severed the cable.')).toContain(
      '0 games: usually left out, but its cause is unusual',
    )
  })

  it.each([
    ['a zone among its regions', { regions: ['europe-west4-a'] }, '-8 single-zone'],
    ['a region in its title', { title: 'Errors in us-east-1' }, '-2 single-region'],
    ['two zones', { title: 'Errors in us-east-1a and us-east-1b' }, null],
    ['the whole world', { regions: ['Global'] }, null],
  ])('knows %s', (_name, more, fact) => {
    const told = what({ ...says('Some requests failed.'), ...more }).filter((f) =>
      f.includes('single-'),
    )
    expect(told).toEqual(fact ? [`${fact}: usually left out`] : [])
  })

  it('weighs what articles tell of carriers by what they tell', () => {
    const printed = (title: string) =>
      draft(edition, material({ articles: [article(1, { title })] }), all).entries.length
    expect(printed('Telstra outage hits some customers')).toBe(0)
    expect(printed('Telstra outage: dozens of banks go down')).toBe(1)
  })

  it('takes another taste, the rest of a mapping as it comes', () => {
    const own = taste({ impactPoints: { critical: 1 }, leanings: { games: { points: 5 } } })
    expect(what({}, { ...own, minScore: -50 })[0]).toMatch(/^1 critical impact/)
    const { impactPoints, leanings } = settingsFrom(own)
    expect([impactPoints.major, leanings.games?.liftedBy]).toEqual([
      22,
      ['wide', 'cause', 'report'],
    ])
    expect(settingsFrom(taste({ leanings: { finance: { points: -3 } } })).leanings.finance).toEqual(
      {
        points: -3,
        liftedBy: [],
      },
    )
  })

  it('leaves a quiet week short', () => {
    const quiet = incident(1, { impact: 'minor' })
    expect(draft(edition, material({ incidents: [quiet] }), all).entries).toEqual([])
    const easy = draft(edition, material({ incidents: [quiet] }), all, taste({ minScore: 0 }))
    expect(easy.entries).toHaveLength(1)
  })
})

describe('a cause', () => {
  it.each([
    ['Requests failed because a TLS certificate had expired.', 'the cause: something expired'],
    ['A BGP route leak made sites unreachable for users.', 'the cause: a routing mistake'],
    ['The outage was caused by a bad deploy.', 'a cause is named'],
    ['Requests failed; this was not a DDoS attack.', null],
    ['We are investigating errors and expired certificates.', null],
  ])('is read from “%s”', (text, cause) => {
    expect(causeOf(text)?.what ?? null).toBe(cause)
  })
})

describe('the explanation', () => {
  const settings = settingsFrom(taste({ minScore: 25, impactPoints: { major: 30 } }))
  const incidents = [
    incident(1, { impact: 'critical', title: 'Down\u202e' }),
    incident(2, { impact: 'minor', serviceIds: ['heroku'] }),
  ]
  const digest = draft(edition, material({ incidents }), all, settings)
  const told = explanationOf(digest, settings)

  it('gives places, facts, what was left out and the weights as data', () => {
    expect(told.entries.map((e) => [e.place, e.service, e.score])).toEqual([
      [1, 'github', digest.entries[0]!.score],
    ])
    expect(told.leftOut).toEqual([
      expect.objectContaining({ service: 'Heroku', item: 'incident:2' }),
    ])
    expect(told.leftOut[0]!.score).toBeLessThan(25)
    expect(told.weights.filter((w) => 'default' in w)).toEqual([
      { key: 'minScore', value: 25, default: 20 },
      { key: 'impactPoints.major', value: 30, default: 22 },
    ])
  })

  it('reads on a terminal, and marks what was changed', () => {
    const text = explanationText(told)
    expect(text).toMatch(/^ {2}1\. GitHub \(github\): \d+ points\n +\+36 {2}critical impact/m)
    expect(text).toContain(' * minScore: 25   (by itself 20)')
    expect(text).toContain('   lines: 15\n')
    expect(text).not.toContain('\u202e')
  })
})
