import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyText, manyLines, oneLine, plainText, safeLink } from '../../src/source-kit/text.ts'

const unwanted =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/
const foreign = fc.string({ unit: 'binary', maxLength: 400 })

describe('oneLine', () => {
  it('folds white space, drops what cannot be seen, cuts long text', () => {
    expect(oneLine('  a\n\tb\u00a0 c\u2028d ')).toBe('a b c d')
    expect(oneLine('a\u202Eb\u200B\u061C\u001b[31m\u{E0041}c')).toBe('ab[31mc')
    expect(oneLine('x'.repeat(5000))).toHaveLength(1000)
    expect(oneLine('\u200Dzwj stays: \u{1F469}\u200D\u{1F4BB}')).toContain(
      '\u{1F469}\u200D\u{1F4BB}',
    )
  })

  it('never cuts a character in half', () => {
    expect(oneLine(`${'x'.repeat(999)}\u{1F600}`)).toBe('x'.repeat(999))
    expect(oneLine('\ud800x')).toBe('\uFFFDx')
  })

  it('of any text is one clean line, and stays what it is', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const line = oneLine(text)
        expect(line).not.toMatch(/[\r\n]/)
        expect(line).not.toMatch(unwanted)
        expect(line.isWellFormed()).toBe(true)
        expect(oneLine(line)).toBe(line)
      }),
    )
  })
})

describe('manyLines', () => {
  it('keeps breaks, two at most, of every system', () => {
    expect(manyLines(' a \r\n b\r\rc\n\n\n\nd  e\u2029f ')).toBe('a\nb\n\nc\n\nd e\nf')
    fc.assert(
      fc.property(foreign, (text) => {
        const lines = manyLines(text)
        expect(lines).not.toMatch(/\n{3}|\r/)
        expect(lines).not.toMatch(unwanted)
        expect(manyLines(lines)).toBe(lines)
      }),
    )
  })
})

describe('plainText', () => {
  it.each([
    ['<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree'],
    ['<a href="https://x.example">here</a> <img src=x alt=pic>', 'here'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    ['A &amp; B &lt;tag&gt; &#x2F;', 'A & B <tag> /'],
    ['<h2>Title</h2>x', 'Title\n\nx'],
    ['<script>alert(1)</script><style>p{}</style><template>t</template>x', 'x'],
    ['<table><tr><td>API</td><td>down</td></tr></table>', 'API\ndown'],
    ['no markup\nat all', 'no markup\nat all'],
    ['<p onclick="x">y', 'y'],
  ])('of %j is %j', (html, text) => {
    expect(plainText(html)).toBe(text)
  })

  it('of hostile markup neither hangs nor crashes', () => {
    for (const bit of [
      '<b>',
      '<p>',
      '<ul><li>',
      '<table><tr><td>',
      '<',
      '&',
      '<!--',
      '<a href="',
      '&#',
      '<b',
      '</b>',
    ]) {
      plainText(`x ${bit.repeat(200_000 / bit.length)}`)
      bodyText(`x ${`${bit}\n`.repeat(200_000 / bit.length)}`)
    }
    expect(plainText(`${'<b>'.repeat(5000)}deep`)).toContain('deep')
  })

  it('of any text is clean', () => {
    const bits = fc.constantFrom(
      '<p>',
      '</p>',
      '<b',
      '>',
      '&',
      '&lt;',
      '&#0;',
      '&#x1b;',
      '&#x202e;',
      'word',
      '"',
      '<script>',
      '<!--',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, foreign), { maxLength: 20 }), (parts) => {
        for (const read of [plainText, bodyText]) {
          expect(read(parts.join(''))).not.toMatch(unwanted)
        }
      }),
    )
  })
})

describe('bodyText', () => {
  it('keeps line breaks, with and without markup', () => {
    expect(bodyText('a\nb &amp; c\n\nd')).toBe('a\nb & c\n\nd')
    expect(bodyText('a\nb <b>c</b>\n\nd')).toBe('a\nb c\n\nd')
    expect(bodyText('1 < 2\n& 3 > 2')).toBe('1 < 2\n& 3 > 2')
  })
})

describe('safeLink', () => {
  it('takes http and https only, without credentials', () => {
    expect(safeLink(' https://a.example/x ')).toBe('https://a.example/x')
    expect(safeLink('http://u:p@a.example/')).toBe('http://a.example/')
    expect(safeLink('/x', 'https://a.example/y/')).toBe('https://a.example/x')
    const bad = [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '/x',
      'x',
      '',
      null,
      undefined,
      `https://a.example/${'x'.repeat(3000)}`,
    ]
    for (const link of bad) expect(safeLink(link)).toBeNull()
    expect(safeLink('/x', 'nonsense')).toBeNull()
    expect(safeLink('java\nscript:alert(1)')).toBeNull()
  })

  it('of any text is null or an address of the web', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          foreign,
          foreign.map((s) => `https://${s}`),
        ),
        (text) => {
          for (const link of [safeLink(text), safeLink(text, 'https://a.example/')]) {
            if (link !== null) expect(link).toMatch(/^https?:\/\/[^@/\s]+\/\S*$/)
          }
        },
      ),
    )
  })
})
