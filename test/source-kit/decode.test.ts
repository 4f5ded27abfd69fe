import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { decodeText, textOf } from '../../src/source-kit/decode.ts'

const declared = (name: string, text: string) =>
  `<?xml version="1.0" encoding="${name}"?><a>${text}</a>`

describe('decodeText', () => {
  it('trusts the mark, then the header, then the declaration, then UTF-8', () => {
    const utf16 = Buffer.from('\uFEFF\u00e9', 'utf16le')
    expect(decodeText(utf16, 'text/xml; charset=utf-8')).toEqual({
      text: '\u00e9',
      charset: 'utf-16le',
      damaged: false,
    })
    expect(decodeText(utf16.swap16(), undefined).text).toBe('\u00e9')
    const cyrillic = iconv.encode(declared('koi8-r', '\u0421'), 'windows-1251')
    expect(decodeText(cyrillic, 'text/xml; charset="windows-1251"').text).toContain('\u0421')
    const own = iconv.encode(declared('koi8-r', '\u0421'), 'koi8-r')
    expect(decodeText(own, 'text/xml').text).toContain('\u0421')
    expect(decodeText(Buffer.from('\u00e9'), undefined)).toEqual({
      text: '\u00e9',
      charset: 'utf-8',
      damaged: false,
    })
  })

  it('drops the mark itself', () => {
    expect(decodeText(Buffer.from('\uFEFF{}'), undefined).text).toBe('{}')
  })

  it('reads UTF-16 without a mark by its declaration', () => {
    const text = declared('utf-16', '\u00e9')
    expect(decodeText(Buffer.from(text, 'utf16le'), undefined).text).toBe(text)
    expect(decodeText(Buffer.from(text, 'utf16le').swap16(), undefined).text).toBe(text)
  })

  it('does not believe a declaration of UTF-16 that is written byte by byte', () => {
    const text = declared('utf-16', '\u00e9')
    expect(decodeText(Buffer.from(text), undefined)).toMatchObject({ text, damaged: false })
  })

  it('reads Latin-1 with the quotes of Windows, as browsers do', () => {
    expect(decodeText(Buffer.from([0x92]), 'text/html; charset=iso-8859-1').text).toBe('\u2019')
  })

  it('notes bytes that do not fit, and charsets that do not exist', () => {
    expect(decodeText(Buffer.from([0x61, 0xff]), undefined)).toMatchObject({
      text: 'a\uFFFD',
      damaged: true,
    })
    for (const name of ['nonsense', 'hex', 'base64', 'utf-7', 'binary', 'constructor']) {
      expect(decodeText(Buffer.from('{}'), `application/json; charset=${name}`)).toEqual({
        text: '{}',
        charset: 'utf-8',
        damaged: true,
      })
    }
  })

  it('reads a view into larger memory, and leaves it alone', () => {
    const memory = new Uint8Array([0x58, 0x61, 0x62, 0x58])
    expect(decodeText(memory.subarray(1, 3), undefined).text).toBe('ab')
    expect([...memory]).toEqual([0x58, 0x61, 0x62, 0x58])
  })

  it('reads any bytes under any label without a crash', () => {
    const label = fc.option(
      fc.constantFrom('utf-8', 'utf-16', 'utf-32', 'shift_jis', 'gb18030', 'x'),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), label, (bytes, name) => {
        const { text } = decodeText(bytes, name ? `text/xml; charset=${name}` : undefined)
        expect(typeof text).toBe('string')
      }),
    )
  })

  it('returns any well-formed text that was sent as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.startsWith('\uFEFF') && !/<\?xml/.test(text))
        expect(decodeText(Buffer.from(text), undefined).text).toBe(text)
      }),
    )
  })
})

describe('textOf', () => {
  it('refuses an empty or blank body', () => {
    for (const body of ['', ' \n\t', '\uFEFF']) {
      const reply = { url: 'https://a.example/', body: Buffer.from(body), headers: {} }
      expect(() => textOf(reply)).toThrow(ParseError)
    }
  })
})
