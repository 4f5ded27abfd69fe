import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/digest/digest.ts'
import { html, wordpress } from '../../src/outputs/html.ts'
import { escapeMarkdown, markdown } from '../../src/outputs/markdown.ts'
import { text } from '../../src/outputs/text.ts'
import { articleLine, digest, entry, followUp, incidentLine } from './make.ts'

const piece = fc.constantFrom(
  ...[
    '[',
    ']',
    '(',
    ')',
    '![',
    '](http://evil.example)',
    '<a href=x>',
    '<script>',
    '&lt;',
    '&#60;',
    '`',
    '```',
  ],
  ...[
    '*',
    '**',
    '_',
    '~~',
    '|',
    '\\',
    '\n',
    '\n\n',
    '\n- ',
    '\n# ',
    '1. ',
    '- ',
    '+ ',
    '> ',
    '---',
    '===',
    '\t',
  ],
  ...[
    'http://evil.example',
    'www.evil.example',
    'a@evil.example',
    'javascript:alert(1)',
    '"',
    "'",
    '-->',
    '{',
    '}',
  ],
  ...[
    '\u202e',
    '\u200f',
    '\u0000',
    '\u001b[31m',
    '\u2028',
    'שלום',
    'word',
    ' ',
    '\ud800',
    '[x]: http://evil.example',
  ],
)
const hostile = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
const address = fc.oneof(
  hostile,
  hostile.map((h) => `https://ok.example/${h}`),
  hostile.map((h) => `https://ok.example/?q=${h}&copy;=1`),
  fc.constantFrom('javascript:alert(1)', 'data:text/html,x', 'https://u:p@ok.example/', '//x', ''),
)

/** A digest whose every word and address is hostile. */
const hostileDigest: fc.Arbitrary<Digest> = fc
  .record({
    words: fc.array(hostile, { minLength: 8, maxLength: 8 }),
    urls: fc.array(address, { minLength: 4, maxLength: 4 }),
  })
  .map(({ words, urls }) => {
    const [a, b, c, d, e, f, g, h] = words as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const incident = incidentLine({ title: a, remark: b, url: urls[0]! })
    return digest(
      [
        entry({
          label: c,
          gloss: d,
          url: urls[1]!,
          remark: e,
          incidents: [incident, { ...incident, id: '7', url: urls[2]! }],
          followUps: [
            followUp(['1', '2'], f, { title: g }),
            followUp(['3'], g, { title: h, url: urls[3]! }),
          ],
          articles: [articleLine({ title: a, publisher: h, url: urls[3]! })],
          alsoAffected: [{ id: null, name: b }],
          disclosure: h,
        }),
        entry({ label: a, remark: c, url: null }),
      ],
      {
        coverage: {
          feeds: 1,
          readAllWeek: 0,
          gaps: [{ feed: d, from: '2017-09-05T14:00:00.000Z', to: null, error: e }],
        },
      },
    )
  })

/** What stays when backslash escapes are taken out. */
const bare = (line: string) => line.replace(/\\[!-/:-@[-`{-~]/g, '')
const link = /\[[^[\]]*\]\((https?:\/\/[^\s()<>]+)\)/g

describe('hostile words', () => {
  it('make no markup of their own in Markdown: only links that were meant', () => {
    fc.assert(
      fc.property(hostileDigest, (d) => {
        for (const line of markdown(d).split('\n')) {
          const rest = bare(line).replace(link, 'LINK')
          expect(rest).not.toMatch(/[<>`*|~[\]]|!\[|https?:\/\/|www\.|\w@\w/)
          expect(rest).not.toMatch(/&(?:#|\w+;)/)
          expect(line).toMatch(/^(?:## Outages|(?: {2}){0,2}- \S.*|\S.*)?$/)
          const words = line.replace(/^ *- /, '')
          expect(words).not.toMatch(/^(?:[-+*>#=]|\d+[.)]|~~~|```)(?! Outages)(?=[\s.)]|$)/)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('keep one line an item, and never lie about where a link goes', () => {
    fc.assert(
      fc.property(hostileDigest, (d) => {
        const out = markdown(d)
        expect(out.split('\n').filter((l) => /^ *- /.test(l))).toHaveLength(
          out.split('\n').filter((l) => l !== '' && !l.startsWith('## ')).length - 1,
        )
        for (const [, url] of bare(out).matchAll(link)) expect(new URL(url!).username).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it('make no element or attribute of their own in HTML', () => {
    const known =
      /<\/?(?:section|h2|ul|li|p|bdi)>|<a href="https?:\/\/[^"<>\s]*" rel="noopener">|<\/a>/g
    fc.assert(
      fc.property(hostileDigest, (d) => {
        const rest = html(d).replace(known, '')
        expect(rest).not.toMatch(/[<>"']/)
        expect(rest.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
      }),
      { numRuns: 1000 },
    )
  })

  it('run nothing in WordPress: no shortcode, no block of their own', () => {
    fc.assert(
      fc.property(hostileDigest, (d) => {
        const out = wordpress(d)
        expect(out).not.toContain('[')
        const rest = out.replace(/<!-- \/?wp:(?:heading|list|list-item|paragraph) -->/g, '')
        expect(rest).not.toMatch(/<!--|-->/)
      }),
      { numRuns: 200 },
    )
  })

  it('bring no control or direction characters into any output', () => {
    fc.assert(
      fc.property(hostileDigest, (d) => {
        for (const out of [markdown(d), html(d), text(d)]) {
          expect(out).not.toMatch(
            /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/,
          )
          expect(out.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('stay readable where they are harmless', () => {
    for (const plain of [
      'us-east-1',
      'snake_case_name',
      'AT&T (mobile)',
      '10:05 UTC',
      'a + b = c.',
      'C# 1.2',
    ]) {
      expect(escapeMarkdown(plain)).toBe(plain)
    }
    expect(markdown(digest([entry({ label: '1. #x', url: null })]))).toContain('- 1\\. #x')
  })

  it('lose no character of a number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
        const said = `${n}% of requests`
        expect(bare(markdown(digest([entry({ remark: `About ${said}` })])))).toContain(
          `About ${said}`,
        )
      }),
    )
  })
})
