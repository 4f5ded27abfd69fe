import { describe, expect, it } from 'vitest'
import { draft, type Material } from '../../src/digest/draft.ts'
import { defaultSettings } from '../../src/digest/settings.ts'
import { ageOf } from '../../src/digest/staleness.ts'
import type { StoredArticle } from '../../src/incident.ts'
import { article, edition, incident, material, services } from './make.ts'

const of = (articles: StoredArticle[], more: Partial<Material> = {}) =>
  draft(edition, material({ articles, ...more }), services)

const apology = 'Google apologises for Gmail outage'

describe('draft: articles', () => {
  it('makes an entry of an outage that only the press tells of', () => {
    const entry = of([
      article(1, {
        url: 'https://www.thebookseller.com/news/abe-books-outage-631006',
        title: 'AbeBooks outage leaves independent booksellers at a loss',
        summary: 'AbeBooks was down for nearly two days because of a technical failure. Read more.',
      }),
    ]).entries[0]!
    expect(entry).toMatchObject({
      label: 'AbeBooks',
      gloss: 'out-of-print books',
      url: 'https://www.thebookseller.com/news/abe-books-outage-631006',
      remark: 'AbeBooks was down for nearly two days because of a technical failure.',
      incidents: [],
      verified: false,
    })
    expect(entry.articles[0]!.trace).toEqual({
      feed: 'news',
      fetchedAt: '2017-09-05T11:00:00.000Z',
      hash: 'cafe',
    })
  })

  it('holds back what is dated years before, and what is dated after the edition', () => {
    const stale = of([article(1, { publishedAt: '2009-09-02T10:00:00.000Z' })])
    expect(stale.entries).toEqual([])
    expect(stale.leftOut[0]).toMatchObject({
      service: 'Gmail',
      reason: 'dated 2 September 2009, eight years before this edition',
    })
    const later = of([article(1, { publishedAt: '2017-09-12T10:00:00.000Z' })])
    expect(later.leftOut[0]!.reason).toBe('dated 12 September 2017, after this edition closed')
  })

  it('holds back what has no date and matches an older story, with both reasons', () => {
    const old = article(9, {
      title: 'Google Apologises for Gmail outage',
      publishedAt: '2009-09-02T10:00:00.000Z',
    })
    const digest = of([article(1, { title: apology, publishedAt: null })], { olderStories: [old] })
    expect(digest.entries).toEqual([])
    expect(digest.leftOut[0]!.reason).toBe(
      'carries no date of its own, so nothing shows that it is from this week (4–10 September 2017); the same headline was published on 2 September 2009',
    )
  })

  it('never makes an entry of what has no date at all', () => {
    const digest = of([article(1, { publishedAt: null })])
    expect(digest.entries).toEqual([])
    expect(digest.leftOut[0]!.reason).toBe(
      'carries no date of its own, so nothing shows that it is from this week (4–10 September 2017)',
    )
  })

  it('attaches one without a date to a dated one of the same service, but not an old headline', () => {
    const undated = article(2, { title: apology, publishedAt: null })
    const dated = article(1)
    expect(of([undated, dated]).entries[0]!.articles).toHaveLength(2)
    const old = article(9, { title: apology, publishedAt: '2009-09-02T10:00:00.000Z' })
    const guarded = of([undated, dated], { olderStories: [old] })
    expect(guarded.entries[0]!.articles.map((a) => a.title)).toEqual([dated.title])
    expect(guarded.leftOut[0]!.reason).toContain('published on 2 September 2009')
  })

  it('does not let one without a date raise a minor incident, nor stand beside none', () => {
    const minor = incident(1, { serviceIds: ['gmail'], impact: 'none', impactLabel: 'none' })
    const digest = of([article(1, { publishedAt: null })], { incidents: [minor] })
    expect(digest.entries).toEqual([])
    expect(digest.leftOut.map((l) => l.reason)).toEqual([
      expect.stringContaining('carries no date of its own'),
      expect.stringContaining('no press'),
    ])
    const major = of([article(1, { publishedAt: null })], {
      incidents: [{ ...minor, impact: 'major' }],
    })
    expect(major.entries[0]!.articles).toHaveLength(1)
    expect(major.entries[0]!.reasons).toContain(
      'one article carries no date; others of this week tell of the same service',
    )
  })

  it('lets the date in an address serve, by day or by month, and says so', () => {
    const by = (url: string) => of([article(1, { url, publishedAt: null })])
    for (const path of ['2017/09/07/gmail-down', '2017/09/gmail-down', '2017/sep/07/gmail']) {
      const entry = by(`https://news.example/${path}`).entries[0]!
      expect(entry.reasons.join()).toContain('dated by its address (')
      expect(entry.articles[0]!.publishedAt).toBeNull()
    }
    const old = by('https://news.example/2009/09/02/gmail-down')
    expect(old.entries).toEqual([])
    expect(old.leftOut[0]!.reason).toBe(
      'its address says 2 September 2009, eight years before this edition',
    )
    expect(by('https://news.example/2017/13/40/gmail-down').entries).toEqual([])
  })

  it('does not believe a fresh date on an old address or a title that names its year', () => {
    const address = of([article(1, { url: 'https://news.example/2009/09/02/gmail' })])
    expect(address.leftOut[0]!.reason).toContain('its address says 2 September 2009')
    const named = article(1, { title: 'Gmail is down for users around the world (2009)' })
    expect(ageOf(named, edition, new Map(), defaultSettings)).toEqual({
      is: 'stale',
      reason: 'its title says that it is from 2009',
    })
  })

  it('holds back the same page or a long headline of years before, and warns of one of weeks before', () => {
    const old = article(9, { publishedAt: '2009-09-02T10:00:00.000Z' })
    const page = of([article(1, { url: old.url })], { olderStories: [old] })
    expect(page.leftOut[0]!.reason).toBe('the same page was published on 2 September 2009')
    const headline = of([article(1)], { olderStories: [old] })
    expect(headline.entries).toEqual([])
    expect(headline.leftOut[0]!.reason).toBe('the same headline was published on 2 September 2009')
    const lately = article(9, { publishedAt: '2017-08-02T10:00:00.000Z' })
    expect(of([article(1)], { olderStories: [lately] }).entries[0]!.reasons.join()).toContain(
      'same headline was also published on 2 August 2017',
    )
    const brief = { title: 'Gmail is down' }
    const again = of([article(1, brief)], { olderStories: [{ ...old, ...brief }] })
    expect(again.entries).toHaveLength(1)
  })

  it.each([
    ['Gmail outage (2009) hits millions of users', {}, 'its title says that it is from 2009'],
    ['Gmail is down (September 2009) [video]', {}, 'its title says that it is from 2009'],
    [null, { url: 'https://a.example/2009/gmail-down' }, 'its address says the year 2009, seven'],
    [null, { url: 'https://a.example/20090902-gmail' }, 'its address says 2 September 2009'],
    [null, { url: 'https://a.example/gmail-down-september-2009' }, 'says September 2009'],
    [null, { url: 'https://b.example/story/09/09/02/1/x' }, 'its address says 2 September 2009'],
    [null, { summary: 'Published on Sept. 2, 2009. Gmail was down.' }, 'its text says 2 September'],
    [null, { summary: '2009-09-02: Gmail was down.' }, 'its text says 2 September 2009'],
  ])('takes for old, whatever date its feed gives: %s %j', (title, more, reason) => {
    const one = article(1, { ...(title ? { title } : {}), ...more })
    const age = ageOf(one, edition, new Map(), defaultSettings)
    expect(age).toMatchObject({ is: 'stale', reason: expect.stringContaining(reason) })
  })

  it('takes no number for a year', () => {
    for (const url of ['https://a.example/news/2009', 'https://a.example/a/2009123/x'])
      expect(ageOf(article(1, { url }), edition, new Map(), defaultSettings).is).toBe('current')
  })

  it('makes one story of one page or one headline, and counts publishers', () => {
    const entry = of([
      article(1, { url: 'https://a.example/x?utm_source=feed' }),
      article(2, { url: 'https://www.a.example/x/' }),
      article(3, {
        url: 'https://b.example/y',
        title: 'Gmail was down for users around the world',
      }),
    ]).entries[0]!
    expect(entry.articles).toHaveLength(1)
    expect(entry.articles[0]!.alsoAt.map((a) => a.url)).toEqual(['https://b.example/y'])
    expect(entry.verified).toBe(true)
    expect(entry.reasons).toContain('two publishers wrote about it')
  })

  it('puts an article under the incident it tells of, which then is worth a line', () => {
    const minor = incident(1, { serviceIds: ['gmail'], impact: 'minor', impactLabel: 'minor' })
    const entry = of([article(1)], { incidents: [minor] }).entries[0]!
    expect(entry.incidents).toHaveLength(1)
    expect(entry.articles).toHaveLength(1)
    expect(entry.url).toBe(minor.url)
    expect(entry.reasons.join()).toContain('minor impact')
  })

  it('puts an article about the suite under the incident of its part', () => {
    const drive = incident(1, { serviceIds: ['google-drive', 'google-workspace'] })
    const suite = article(1, { title: 'Google Workspace is down for users around the world' })
    expect(of([suite], { incidents: [drive] }).entries.map((e) => e.label)).toEqual([
      'Google Drive',
    ])
  })

  it('does not repeat an article of an earlier edition, nor tell an outage again from the press', () => {
    const earlier = [
      {
        edition: 87,
        week: '2017-W35',
        urls: ['http://www.news.example/story-1'],
        incidentKeys: [1],
      },
    ]
    expect(of([article(1)], { earlier }).leftOut[0]!.reason).toBe('already printed in edition 87')
    const printed = incident(1, { serviceIds: ['gmail'] })
    const again = of([article(2)], { earlier, incidents: [printed] })
    expect(again.entries).toEqual([])
    expect(again.leftOut.map((l) => l.reason).join('\n')).toContain(
      'tells of “Pushes fail”, already printed in edition 87',
    )
  })

  it('leaves what the edition before could have told to that edition', () => {
    const before = article(1, {
      publishedAt: '2017-09-03T10:00:00.000Z',
      firstSeenAt: '2017-09-03T11:00:00.000Z',
    })
    expect(of([before]).entries).toHaveLength(1)
    const earlier = [{ edition: 87, week: '2017-W35', urls: [], incidentKeys: [] }]
    expect(of([before], { earlier }).leftOut[0]!.reason).toContain('a matter of the edition before')
  })

  it('ignores what reports no outage', () => {
    const dull = article(1, { title: 'Gmail gets a new compose window' })
    expect(of([dull])).toMatchObject({ entries: [], leftOut: [] })
  })

  it('gives a service we do not know an entry of its own name', () => {
    const entry = of([article(1, { title: 'Lloyds Bank is down for customers across Britain' })])
      .entries[0]
    expect(entry?.service).toEqual({ id: 'lloyds-bank', name: 'Lloyds Bank' })
    expect(entry?.label).toBe('Lloyds Bank')
  })

  it('ties an analysis to the incident of its service', () => {
    const analysis = article(1, {
      title: 'Postmortem of the GitHub outage',
      summary: 'A full disk caused errors for 12% of requests.',
      publishedAt: '2017-09-08T10:00:00.000Z',
    })
    const entry = of([analysis], { incidents: [incident(1)] }).entries[0]!
    expect(entry.followUps[0]).toMatchObject({
      kind: 'article',
      incidents: ['i1'],
      thisWeek: true,
      text: 'A full disk caused errors for 12% of requests.',
      url: analysis.url,
    })
  })
})
