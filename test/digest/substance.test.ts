import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../src/digest/sentences.ts'
import { shortened, substance } from '../../src/digest/substance.ts'

describe('substance', () => {
  it('takes the sentence with the cause and the numbers, not the politeness around it', () => {
    const text =
      'We apologize for the inconvenience. We are investigating an issue. ' +
      'A configuration change caused errors for 12% of requests. We will provide an update soon.'
    expect(substance([text], 240)).toBe('A configuration change caused errors for 12% of requests.')
  })

  it('has nothing to say where a provider says nothing', () => {
    for (const text of [
      'We are currently investigating this issue.',
      "We're investigating elevated errors.",
      'The team continues to investigate errors.',
      'A fix has been implemented and we are monitoring the results.',
      'This incident has been resolved.',
      'The issue has been identified and a fix is being implemented.',
      'We have identified the cause of the errors.',
      'All impacted services have now fully recovered.',
      'Article URL: https://x.example Comments URL: https://y.example Points: 12 # Comments: 3',
      '',
    ]) {
      expect(substance([text], 240)).toBeNull()
    }
  })

  it('keeps hedges and numbers as they stand', () => {
    const text = 'It appears that some customers may have seen errors for approximately 73 minutes.'
    expect(substance([text], 240)).toBe(text)
  })

  it('adds a neighbour that leans on it, where there is room', () => {
    const text = 'Logins failed for 40% of users. This was caused by an expired certificate.'
    expect(substance([text], 240)).toBe(text)
    expect(substance([text], 50)).toBe('Logins failed for 40% of users.')
  })

  it('prefers the later of two texts only when it says more', () => {
    const texts = [
      'Errors affected users because a disk was full.',
      'Errors affected users because a link was cut.',
    ]
    expect(substance(texts, 240)).toBe(texts[0])
  })

  it('cuts a single sentence only when it is far too long, and shows it', () => {
    const long = `Requests failed because ${'one thing led to another, '.repeat(20)}and so on.`
    const cut = substance([long], 240)!
    expect(cut.length).toBeLessThanOrEqual(242)
    expect(cut.endsWith(' …')).toBe(true)
    expect(long.startsWith(cut.slice(0, -2))).toBe(true)
    expect(shortened('Short.', 240)).toBe('Short.')
  })

  it('only ever uses whole sentences of the text, or a marked beginning of one', () => {
    const word = fc.constantFrom(
      'errors',
      'because',
      '12%',
      'users',
      'failed',
      'We',
      'This',
      'a.m.',
      'e.g.',
      '3.5',
      '.',
      '\n',
      '**bold**',
      '# Head',
      '[x](http://y)',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const text = words.join(' ')
        const said = substance([text], 120)
        if (said === null) return
        const whole = sentencesOf(text).join(' ')
        expect(whole).toContain(said.endsWith(' …') ? said.slice(0, -2) : said)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('sentences', () => {
  it('splits at ends of sentences and not at abbreviations, versions or numbers', () => {
    expect(
      sentencesOf(
        'At 10:05 a.m. PDT pages failed, e.g. Search. Version 2.3.1 was bad. U.S. users were hit.',
      ),
    ).toEqual([
      'At 10:05 a.m. PDT pages failed, e.g. Search.',
      'Version 2.3.1 was bad.',
      'U.S. users were hit.',
    ])
  })

  it('drops headings, labels and Markdown, and joins lines that were only wrapped', () => {
    expect(
      sentencesOf(
        '# Incident Report\n\n**Root cause:** A [router](https://x.example) lost\nits routes.\n- `dyno` crashes',
      ),
    ).toEqual(['A router lost its routes.'])
  })
})
