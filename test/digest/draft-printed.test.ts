import { describe, expect, it } from 'vitest'
import { draft } from '../../src/digest/draft.ts'
import type { Gap } from '../../src/incident.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { article, edition, followed, material, services } from './make.ts'

describe('draft: what is printed', () => {
  it('says what could not be read: clipped to the edition, longest first, short ones not at all', () => {
    const gaps: Gap[] = [
      {
        feed: 'github',
        from: '2017-09-05T10:00:00.000Z',
        to: '2017-09-05T10:10:00.000Z',
        error: 'blink',
      },
      {
        feed: 'heroku',
        from: '2017-09-01T10:00:00.000Z',
        to: '2017-09-04T06:00:00.000Z',
        error: 'HTTP 503',
      },
      {
        feed: 'news',
        from: '2017-09-09T10:00:00.000Z',
        to: '2017-09-20T10:00:00.000Z',
        error: 'timeout',
      },
      { feed: 'news', from: '2017-09-12T10:00:00.000Z', to: null, error: 'later' },
    ]
    const feeds = ['github', 'heroku', 'news']
    expect(draft(edition, material({ gaps, feeds }), services).coverage).toEqual({
      feeds: 3,
      readAllWeek: 1,
      gaps: [
        { feed: 'news', from: '2017-09-09T10:00:00.000Z', to: null, error: 'timeout' },
        {
          feed: 'heroku',
          from: '2017-09-04T00:00:00.000Z',
          to: '2017-09-04T06:00:00.000Z',
          error: 'HTTP 503',
        },
      ],
    })
    const asleep = [
      {
        feed: '*',
        from: '2017-09-05T10:00:00.000Z',
        to: '2017-09-05T20:00:00.000Z',
        error: 'not running',
      },
    ]
    expect(draft(edition, material({ gaps: asleep, feeds }), services).coverage.readAllWeek).toBe(0)
  })

  it('prints a week such as that of issue 88', () => {
    const heroku = (key: number, id: string, text: string) => followed(key, id, text)
    const told = draft(
      edition,
      material({
        incidents: [
          heroku(
            1,
            '1251',
            'Applications failed because Debian packages normally provided by the platform were missing.',
          ),
          heroku(
            2,
            '1254',
            'Applications failed to start because Debian packages normally provided were missing once more.',
          ),
          heroku(3, '1257', 'For a few minutes, 10% of requests to European applications failed.'),
        ],
        articles: [
          article(1, {
            url: 'https://www.thebookseller.com/news/abe-books-outage-631006',
            title: 'AbeBooks outage leaves booksellers at a loss',
          }),
          article(2, { title: 'Google apologises for Gmail outage', publishedAt: null }),
        ],
        olderStories: [
          article(99, {
            title: 'Google apologises for Gmail outage',
            publishedAt: '2009-09-02T10:00:00.000Z',
          }),
        ],
      }),
      services,
    )
    const at = (id: number) => `[${id}](https://status.heroku.com/incidents/${id})`
    expect(markdown(told)).toBe(
      [
        '## Outages',
        '',
        '- [AbeBooks](https://www.thebookseller.com/news/abe-books-outage-631006) (out-of-print books)',
        '- [Heroku](https://status.heroku.com/)',
        '  - Follow-ups to earlier incidents:',
        `    - ${at(1251)} and ${at(1254)}: in both, applications failed because Debian packages normally provided by the platform were missing.`,
        `    - ${at(1257)}: For a few minutes, 10% of requests to European applications failed.`,
        '  - Heroku pays me.',
        '',
      ].join('\n'),
    )
    expect(told.leftOut.map((l) => l.service)).toEqual(['Gmail'])
  })
})
