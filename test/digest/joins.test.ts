import { describe, expect, it } from 'vitest'
import type { Decided } from '../../src/digest/decisions.ts'
import { draft } from '../../src/digest/draft.ts'
import { printedKeys } from '../../src/digest/draw.ts'
import type { StoredArticle, StoredIncident } from '../../src/incident.ts'
import { json } from '../../src/outputs/json.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { article, edition, incident, material, service, services, update } from './make.ts'

const all = [
  ...services,
  service('meta', 'Meta'),
  service('facebook', 'Facebook', { parent: 'meta', category: 'social' }),
  service('instagram', 'Instagram', { parent: 'meta', category: 'social' }),
  service('whatsapp', 'WhatsApp', { parent: 'meta', category: 'social' }),
  service('cloudflare', 'Cloudflare', { category: 'network' }),
  service('aws', 'AWS', { category: 'cloud', aliases: ['Amazon Web Services'] }),
  service('circleci', 'CircleCI', { category: 'ci' }),
  service('claude', 'Claude', { aliases: ['Anthropic'] }),
]

const of = (incidents: StoredIncident[], articles: StoredArticle[] = [], decided: Decided[] = []) =>
  draft(edition, material({ incidents, articles }), all, {}, decided)

const at = (clock: string, day = '05') => `2017-09-${day}T${clock}:00.000Z`

/** An hour of 5 September, of one service, with one text. */
const told = (key: number, owner: string, text: string, more: Partial<StoredIncident> = {}) =>
  incident(key, {
    serviceIds: [owner],
    url: `https://status.${owner}.example/incidents/i${key}`,
    title: `Trouble ${key}`,
    updates: [update(at('10:00'), text)],
    ...more,
  })

const vendor = told(1, 'cloudflare', 'A bad rule took all traffic down for most users.', {
  impact: 'critical',
  resolvedAt: at('13:00'),
})
const customer = (text: string, more: Partial<StoredIncident> = {}) =>
  told(2, 'circleci', text, { impact: 'minor', ...more })
const blames = customer('Builds fail due to an issue at our upstream provider Cloudflare.')
const split = (entry: string, as: string, item: string): Decided => ({
  decision: { do: 'split', entry, items: [item], as, label: as },
  reason: 'two matters',
})

describe('dominoes', () => {
  const hit = (i: StoredIncident) => of([vendor, i]).entries[0]!.alsoAffected.map((s) => s.name)

  it('tells the customer under the vendor that its own post names, with reason, link and key', () => {
    const digest = of([vendor, blames])
    expect(digest.entries.map((e) => e.label)).toEqual(['Cloudflare'])
    expect(digest.entries[0]!.alsoAffected).toMatchObject([
      { id: 'circleci', name: 'CircleCI', of: 1, url: blames.url, told: [{ key: 2, id: 'i2' }] },
    ])
    expect(digest.entries[0]!.reasons.join()).toContain(
      `CircleCI's own post names Cloudflare as the cause (${blames.url}): “Builds fail due to`,
    )
    expect(printedKeys(digest)).toEqual([1, 2])
    expect(markdown(digest)).toContain(`and [CircleCI](${blames.url})`)
  })

  it.each([
    'This is related to an ongoing incident affecting Cloudflare.',
    'Our CDN provider Cloudflare is experiencing issues.',
    'An incident affecting Cloudflare caused errors for our users.',
    'Errors were caused by a Cloudflare outage.',
    'A Cloudflare outage is causing failed logins.',
    'Cloudflare, our network provider, has an outage.',
    'You can follow https://status.cloudflare.example/incidents/i1 for news.',
  ])('takes as evidence: %s', (text) => {
    expect(hit(customer(text))).toEqual(['CircleCI'])
  })

  it.each([
    'Builds fail. Cloudflare is fine.',
    'Logins with Cloudflare may fail.',
    'Errors were not caused by the Cloudflare outage.',
    'This is unrelated to the Cloudflare outage.',
    'We investigate whether this is due to the Cloudflare outage.',
    'Errors were caused by our Cloudflare configuration.',
    'A route between our provider and Cloudflare was slow due to congestion.',
    'CircleCI had an issue that affected Cloudflare users.',
  ])('takes as a mere mention: %s', (text) => {
    expect(hit(customer(text))).toEqual([])
  })

  it('needs an outage of the vendor at that time', () => {
    const later = { startedAt: at('10:00', '07'), postedAt: at('10:00', '07') }
    const other = { ...blames, ...later, resolvedAt: at('11:00', '07') }
    expect(hit(other)).toEqual([])
    expect(of([blames]).entries).toEqual([])
  })

  it('leaves a heavy customer its entry, and gives both the reason', () => {
    const heavy = { ...blames, impact: 'critical' as const, resolvedAt: at('14:00') }
    const digest = of([vendor, heavy])
    expect(digest.entries.map((e) => e.label).sort()).toEqual(['CircleCI', 'Cloudflare'])
    for (const e of digest.entries) expect(e.reasons.join()).toContain('names Cloudflare as the')
    expect(markdown(digest)).not.toContain(
      'Cloudflare](https://status.cloudflare.example/incidents/i1) and',
    )
  })

  it('takes a product of the vendor in the title and a blamed provider for evidence', () => {
    const model = told(1, 'claude', 'Most requests failed.', { impact: 'critical' })
    const github = told(2, 'github', 'This is due to an issue with an upstream model provider.', {
      title: 'Claude Fable 5 experiencing degraded performance',
      impact: 'minor',
    })
    const entry = of([model, github]).entries[0]!
    expect(entry).toMatchObject({ label: 'Claude', alsoAffected: [{ id: 'github' }] })
    const mere = { ...github, updates: [update(at('10:00'), 'We are investigating.')] }
    expect(of([model, mere]).entries[0]!.alsoAffected).toEqual([])
  })

  it('believes an article, too', () => {
    const news = article(7, { title: 'CircleCI down due to Cloudflare outage' })
    const [entry] = of([vendor], [news]).entries
    expect(entry).toMatchObject({ label: 'Cloudflare', alsoAffected: [{ id: 'circleci' }] })
    expect(entry!.articles.map((a) => a.key)).toEqual([7])
    expect(entry!.reasons.join()).toContain('an article names Cloudflare as the cause')
  })

  it('names the victims that a headline on the vendor names, with or without reports of their own', () => {
    const aws = article(7, { title: 'Major AWS outage takes down WhatsApp, CircleCI, and more' })
    const own = article(8, { title: 'WhatsApp is down', url: 'https://other.example/1' })
    for (const articles of [[aws], [aws, own]]) {
      const digest = of([told(1, 'aws', 'Most requests failed.', { impact: 'critical' })], articles)
      expect(
        digest.entries.map((e) => [e.label, e.alsoAffected.map((s) => s.name).sort()]),
      ).toEqual([['AWS', ['CircleCI', 'WhatsApp']]])
      expect(digest.entries[0]!.reasons.join()).toContain('names WhatsApp as taken down by AWS')
    }
  })

  it('tells an incident under its vendor and the rest of the customer in its own entry', () => {
    const own = told(3, 'circleci', 'A disk was full for most users.', {
      startedAt: at('10:00', '07'),
      postedAt: at('10:00', '07'),
      resolvedAt: at('16:00', '07'),
    })
    const digest = of([vendor, blames, own])
    expect(digest.entries.map((e) => [e.label, e.incidents.map((i) => i.key)])).toEqual([
      ['Cloudflare', [1]],
      ['CircleCI', [3]],
    ])
  })

  it('gives the customer its own line back when the editor splits or includes it', () => {
    const big = { ...blames, impact: 'major' as const }
    expect(of([vendor, big]).entries).toHaveLength(1)
    const digest = of([vendor, big], [], [split('cloudflare', 'circleci', 'incident:2')])
    expect(digest.entries.map((e) => [e.label, e.incidents.map((i) => i.key)])).toEqual([
      ['Cloudflare', [1]],
      ['CircleCI', [2]],
    ])
    expect(digest.entries[1]!.reasons.join()).toContain(
      'kept apart from Cloudflare by the editor: two matters',
    )
    const elsewhere = of([vendor, big], [], [split('cloudflare', 'other', 'incident:2')])
    expect(elsewhere.entries.map((e) => e.label)).toEqual(['Cloudflare', 'CircleCI'])
    const asked: Decided = { decision: { do: 'include', item: 'incident:2' }, reason: '' }
    expect(of([vendor, blames], [], [asked]).entries.map((e) => e.label)).toContain('CircleCI')
  })

  it('keeps an entry that the editor decided about, but not each of its incidents', () => {
    const pin: Decided = { decision: { do: 'pin', entry: 'circleci', place: 1 }, reason: '' }
    const big = { ...blames, impact: 'major' as const }
    expect(of([vendor, big], [], [pin]).entries.map((e) => e.label)).toEqual([
      'CircleCI',
      'Cloudflare',
    ])
    const day = { startedAt: at('10:00', '07'), postedAt: at('10:00', '07') }
    const own = told(3, 'circleci', 'A disk was full for most users.', {
      ...day,
      resolvedAt: at('16:00', '07'),
    })
    const [first, second] = of([vendor, big, own], [], [pin]).entries
    expect(first!.incidents.map((i) => i.key)).toEqual([3])
    expect(second!.alsoAffected.map((s) => s.name)).toEqual(['CircleCI'])
  })

  it('says of a customer why it is left out with its vendor', () => {
    const digest = of(
      [vendor, blames],
      [],
      [{ decision: { do: 'drop', item: 'incident:1' }, reason: 'no' }],
    )
    expect(digest.entries).toEqual([])
    expect(digest.leftOut.map((l) => l.item).sort()).toEqual(['incident:1', 'incident:2'])
  })
})

describe('sister brands', () => {
  const names = article(7, {
    title: 'Facebook, Instagram and WhatsApp down for thousands of users',
  })
  const more = (key: number, title: string) =>
    article(key, { title, url: `https://other-${key}.example/story` })

  it('are one entry when an article names them together, the first named first', () => {
    const digest = of(
      [],
      [names, more(8, 'Instagram is down'), more(9, 'Facebook outage: site down')],
    )
    expect(digest.entries.map((e) => [e.label, e.alsoAffected.map((s) => s.name)])).toEqual([
      ['Facebook', ['Instagram', 'WhatsApp']],
    ])
    expect(digest.entries[0]!.articles.map((a) => a.key).sort()).toEqual([7, 8, 9])
    expect(digest.entries[0]!.reasons.join()).toContain(
      `“${names.title}” (${names.url}) names Facebook and Instagram`,
    )
  })

  it('stay apart without evidence, at other times, and where one is said to be spared', () => {
    const apart = (articles: StoredArticle[]) =>
      of([], articles).entries.flatMap((e) => e.alsoAffected)
    const instagram = [
      more(8, 'Instagram is down'),
      more(18, 'Instagram outage hits thousands of users'),
    ]
    const facebook = [
      more(9, 'Facebook is down'),
      more(19, 'Facebook outage hits thousands of users'),
    ]
    expect(apart([...instagram, ...facebook])).toEqual([])
    const spared = more(10, 'Facebook is down, Instagram not affected')
    expect(apart([...instagram, ...facebook, spared])).toEqual([])
  })

  const drive = (text: string, began: string) =>
    told(2, 'google-drive', text, { startedAt: began, postedAt: began })
  const cause = 'The authentication backend lost its quota because of a wrong migration of records.'
  const gmail = told(1, 'gmail', cause, { impact: 'critical' })

  it('are one entry when their incidents began together and name one cause', () => {
    const [entry, ...rest] = of([gmail, drive(cause, at('10:04'))]).entries
    expect(rest).toEqual([])
    expect(entry).toMatchObject({ label: 'Gmail', alsoAffected: [{ id: 'google-drive', of: 1 }] })
    expect(entry!.reasons.join()).toContain('both began within 4 minutes with the same cause')
  })

  it('are two when they began apart, or say other things', () => {
    expect(of([gmail, drive(cause, at('10:40'))]).entries).toHaveLength(2)
    const other = 'Uploads failed because a certificate for storage frontends expired.'
    expect(of([gmail, drive(other, at('10:04'))]).entries).toHaveLength(2)
  })

  it('come apart again when the editor splits them, whatever items are named', () => {
    const decided = [split('gmail', 'google-drive', 'incident:2')]
    const digest = of([gmail, drive(cause, at('10:04'))], [], decided)
    expect(digest.entries.map((e) => [e.label, e.alsoAffected])).toEqual([
      ['Gmail', []],
      ['Google Drive', []],
    ])
  })

  it('keep the name about which the editor decided', () => {
    const pin: Decided = { decision: { do: 'pin', entry: 'google-drive', place: 1 }, reason: '' }
    const digest = of([gmail, drive(cause, at('10:04'))], [], [pin])
    expect(digest.entries.map((e) => [e.label, e.alsoAffected.map((s) => s.name)])).toEqual([
      ['Google Drive', ['Gmail']],
    ])
  })

  it('give the same bytes in any order', () => {
    const incidents = [vendor, blames, gmail, drive(cause, at('10:04'))].map((i, n) => ({
      ...i,
      key: n + 1,
    }))
    const articles = [names, more(8, 'Instagram is down'), more(9, 'Facebook outage: site down')]
    const one = json(of(incidents, articles))
    expect(json(of(incidents.toReversed(), articles.toReversed()))).toBe(one)
  })
})
