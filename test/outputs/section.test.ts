import { describe, expect, it } from 'vitest'
import { html } from '../../src/outputs/html.ts'
import { json } from '../../src/outputs/json.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { text } from '../../src/outputs/text.ts'
import { articleLine, digest, entry, followUp, incidentLine } from './make.ts'

const lines = (...entries: Parameters<typeof digest>[0]) =>
  markdown(digest(entries)).trim().split('\n').slice(2)

describe('the section', () => {
  it('prints a plain entry as a link with its gloss, and nothing more', () => {
    const books = entry({
      label: 'AbeBooks',
      url: 'https://b.example/x',
      gloss: 'out-of-print books',
    })
    expect(lines(books)).toEqual(['- [AbeBooks](https://b.example/x) (out-of-print books)'])
    expect(lines(entry({ url: null }))).toEqual(['- Heroku'])
  })

  it('prints follow-ups apart, those of one cause in one line, and the disclosure last', () => {
    const heroku = entry({
      disclosure: 'Full disclosure: Heroku is my employer.',
      followUps: [
        followUp(['1251', '1254'], 'Applications failed because packages were missing.'),
        followUp(['1257'], 'For a few minutes, 10% of requests failed.'),
        followUp(['1270', '1271', '1272'], 'Heroku dynos stopped.'),
      ],
    })
    const at = (id: number) => `[${id}](https://status.heroku.com/incidents/${id})`
    expect(lines(heroku)).toEqual([
      '- [Heroku](https://status.heroku.com/)',
      '  - Follow-ups to earlier incidents:',
      `    - ${at(1251)} and ${at(1254)}: in both, applications failed because packages were missing.`,
      `    - ${at(1257)}: For a few minutes, 10% of requests failed.`,
      `    - ${at(1270)}, ${at(1271)} and ${at(1272)}: in all of them: Heroku dynos stopped.`,
      '  - Full disclosure: Heroku is my employer.',
    ])
  })

  it('prints a single follow-up in one line', () => {
    const one = entry({ followUps: [followUp(['1257'], 'Ten percent of requests failed.')] })
    expect(lines(one)[1]).toBe(
      '  - Follow-up to [1257](https://status.heroku.com/incidents/1257): Ten percent of requests failed.',
    )
  })

  it('prints both durations, each with its basis, and none twice', () => {
    const said = (durations: object, remark: string | null = 'A disk was full.') => {
      const known = { posted: null, stated: null, statedBasis: null, quote: null, ...durations }
      return lines(entry({ remark, incidents: [incidentLine({ remark, durations: known })] }))[1]
    }
    expect(said({ posted: 125 })).toBe('  - A disk was full. Lasted about 2 hours as posted.')
    expect(said({ posted: 125, stated: 40, statedBasis: 'component impacts' })).toBe(
      '  - A disk was full. Lasted 40 minutes as stated, about 2 hours as posted.',
    )
    expect(said({ stated: 40, statedBasis: 'text', quote: 'for 40 minutes' })).toBe(
      '  - A disk was full. Lasted 40 minutes as stated.',
    )
    const quoting = 'A disk was full for 40 minutes.'
    expect(
      said({ posted: 125, stated: 40, statedBasis: 'text', quote: 'for 40 minutes' }, quoting),
    ).toBe('  - A disk was full for 40 minutes.')
    expect(said({ posted: 60 }, null)).toBe('  - Lasted 1 hour as posted.')
    expect(said({}, null)).toBeUndefined()
  })

  it('prints several incidents each with its link, their postmortems beneath them', () => {
    const two = entry({
      incidents: [
        incidentLine({ id: '1300', url: 'https://s.example/1300', remark: 'A disk was full.' }),
        incidentLine({ title: 'Slow pages.', remark: 'Slow pages.', open: true }),
      ],
      followUps: [followUp(['1300'], 'The disk was old.', { thisWeek: true })],
    })
    expect(lines(two)).toEqual([
      '- [Heroku](https://status.heroku.com/)',
      '  - [1300](https://s.example/1300): A disk was full.',
      '    - [Postmortem](https://status.heroku.com/incidents/1300): The disk was old.',
      '  - [Slow pages](https://status.heroku.com/incidents/abc): Still open when this edition closed.',
    ])
  })

  it('quotes words in the first person, for they are not the newsletter’s', () => {
    expect(lines(entry({ remark: 'We lost our disk.' }))[1]).toBe('  - “We lost our disk.”')
    const gone = 'We lost our disk. (no longer listed by the provider)'
    expect(lines(entry({ remark: gone }))[1]).toBe(
      '  - “We lost our disk.” (no longer listed by the provider)',
    )
    expect(lines(entry({ remark: 'The US region was down.' }))[1]).toBe(
      '  - The US region was down.',
    )
  })

  it('names sister services in the same line, and other places that told of it', () => {
    const gmail = entry({
      label: 'Gmail',
      url: 'https://news.example/gmail',
      alsoAffected: ['Drive', 'Docs', 'Meet', 'Chat'].map((name) => ({ id: null, name })),
      articles: [
        articleLine({
          alsoAt: [{ url: 'https://b.example/g', title: 'Gmail down', publisher: 'B' }],
        }),
      ],
    })
    expect(lines(gmail)).toEqual([
      '- [Gmail](https://news.example/gmail), Drive, Docs, Meet and 1 more',
      '  - Also: [B](https://b.example/g)',
    ])
  })

  it('says that a week was quiet, but not when it could not look', () => {
    expect(markdown(digest([]))).toBe('## Outages\n\nA quiet week: no outages to report.\n')
    const gaps = [
      {
        feed: 'heroku',
        from: '2017-09-05T14:00:00.000Z',
        to: '2017-09-05T18:30:00.000Z',
        error: 'HTTP 503',
      },
      { feed: '*', from: '2017-09-10T14:00:00.000Z', to: null, error: '' },
    ]
    expect(markdown(digest([], { coverage: { feeds: 3, readAllWeek: 0, gaps } }))).toBe(
      '## Outages\n\nNo outages to report from what could be read.\n\n' +
        'Not read all week: heroku from Tuesday 10:00 to 14:30 (HTTP 503); every feed since Sunday 10:00. ' +
        'Read without a gap: 0 of 3 feeds. Times: America/New\\_York.\n'.replace('\\', ''),
    )
  })

  it('says the same in HTML and in plain text', () => {
    const one = digest([entry({ gloss: 'a cloud', remark: 'A disk was full.' })])
    expect(html(one)).toBe(
      [
        '<section>',
        '<h2>Outages</h2>',
        '<ul>',
        '  <li><a href="https://status.heroku.com/" rel="noopener">Heroku</a> (a cloud)',
        '    <ul>',
        '      <li>A disk was full.</li>',
        '    </ul>',
        '  </li>',
        '</ul>',
        '</section>',
        '',
      ].join('\n'),
    )
    expect(text(one)).toBe(
      'Outages\n\n- Heroku <https://status.heroku.com/> (a cloud)\n  - A disk was full.\n',
    )
  })

  it('writes JSON with its keys in one order, whatever order they came in', () => {
    const one = digest([entry({ incidents: [incidentLine()] })])
    const turned = JSON.parse(json(one), (_key, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    )
    expect(json(turned)).toBe(json(one))
    expect(JSON.parse(json(one))).toEqual(one)
    expect(Object.keys(JSON.parse(json(one)))).toEqual([
      'edition',
      'entries',
      'leftOut',
      'coverage',
    ])
    expect(json(one).endsWith('}\n')).toBe(true)
  })
})
