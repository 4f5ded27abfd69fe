import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ParseError } from '../../src/errors.ts'
import { eachShaped, parseJson, readJson, shaped } from '../../src/source-kit/json.ts'
import type { Skipped } from '../../src/source-kit/source.ts'
import { replyOf } from '../fixture.ts'

const url = 'https://a.example/x.json'

describe('readJson', () => {
  it('reads a document, with or without a mark', () => {
    expect(readJson(replyOf(url, '\uFEFF {"a":1} '))).toEqual({ a: 1 })
    expect(parseJson('[1]', url)).toEqual([1])
  })

  it.each(['', '  ', '<html></html>', '{"a":1', '{"a":1}}', "{'a':1}", 'undefined', '{"a":NaN}'])(
    'refuses %j',
    (body) => {
      expect(() => readJson(replyOf(url, body))).toThrow(ParseError)
    },
  )

  it('refuses any document that was cut off', () => {
    fc.assert(
      fc.property(fc.object(), fc.nat(), (value, at) => {
        const text = JSON.stringify(value)
        expect(parseJson(text, url)).toEqual(JSON.parse(text))
        expect(() => parseJson(text.slice(0, at % text.length), url)).toThrow(ParseError)
      }),
    )
  })

  it('takes a hundred thousand levels without overflow, or refuses them', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const outcome = (() => {
      try {
        return shaped(parseJson(deep, url), z.looseObject({}), url)
      } catch (e) {
        return e
      }
    })()
    expect(outcome).toBeInstanceOf(ParseError)
  })
})

describe('shaped', () => {
  const shape = z.looseObject({ page: z.looseObject({ id: z.string() }) })

  it('names the first key that is wrong', () => {
    expect(() => shaped({ page: { id: 1 } }, shape, url)).toThrow(/page\.id/)
    expect(() => shaped(null, shape, url)).toThrow(ParseError)
  })

  it('is not led astray by names of prototypes', () => {
    const value = parseJson(
      '{"__proto__":{"polluted":1},"page":{"id":"x","__proto__":{"y":1}}}',
      url,
    )
    shaped(value, shape, url)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('eachShaped', () => {
  const shape = z.looseObject({ id: z.string() })

  it('keeps what fits, in order, and counts the rest with a name', () => {
    const skipped: Skipped[] = []
    const list = [{ id: 'a' }, { id: 7 }, null, 'x', { id: 'b', more: 1 }]
    expect(eachShaped(list, shape, 'incident', skipped)).toEqual([
      { id: 'a' },
      { id: 'b', more: 1 },
    ])
    expect(skipped.map((s) => s.what)).toEqual(['incident 7', 'incident #3', 'incident #4'])
    expect(eachShaped(null, shape, 'incident', skipped)).toEqual([])
    expect(skipped).toHaveLength(3)
  })

  it('names no entry with control characters or at length', () => {
    const skipped: Skipped[] = []
    const id = `\u001b[2J\n${'x'.repeat(500)}`
    eachShaped([{ id, name: 1 }], z.object({ name: z.string() }), 'incident', skipped)
    expect(skipped[0]!.what).toMatch(/^incident \[2J x+$/)
    expect(skipped[0]!.what.length).toBeLessThanOrEqual(120)
  })

  it('keeps or counts every element of any list', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (list) => {
        const skipped: Skipped[] = []
        const kept = eachShaped(list, shape, 'x', skipped)
        expect(kept.length + skipped.length).toBe(list.length)
      }),
    )
  })
})
