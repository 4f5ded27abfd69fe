import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unpack } from '../../src/fetch/body.ts'
import { Fault } from '../../src/fetch/failures.ts'

const caps = { maxBytes: 100_000, maxXmlBytes: 10_000 }
const text = Buffer.from('{"page":{"id":"x"},"incidents":[]} '.repeat(200))

const packers: Record<string, (body: Uint8Array) => Buffer> = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
}

function faultFrom(work: () => unknown): Fault {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0

describe('unpack', () => {
  it.each(Object.keys(packers))('unpacks %s', (name) => {
    expect(same(unpack(packers[name]!(text), [name.toUpperCase()], null, caps), text)).toBe(true)
  })

  it('unpacks deflate without its header', () => {
    expect(same(unpack(deflateRawSync(text), ['deflate'], null, caps), text)).toBe(true)
  })

  it('undoes two layers, the last one first', () => {
    const packed = gzipSync(brotliCompressSync(text))
    expect(same(unpack(packed, ['br', 'gzip'], null, caps), text)).toBe(true)
    expect(same(unpack(packed, ['br, gzip'], null, caps), text)).toBe(true)
  })

  it('finds gzip and zstd that nobody spoke of, also under a layer that was', () => {
    expect(same(unpack(gzipSync(text), [], null, caps), text)).toBe(true)
    expect(same(unpack(zstdCompressSync(text), ['identity'], null, caps), text)).toBe(true)
    expect(same(unpack(gzipSync(gzipSync(text)), ['gzip'], null, caps), text)).toBe(true)
  })

  it('refuses more than two layers, named or hidden', () => {
    const thrice = gzipSync(gzipSync(gzipSync(text)))
    expect(faultFrom(() => unpack(thrice, [], null, caps)).kind).toBe('encoding')
    expect(faultFrom(() => unpack(thrice, ['gzip'], null, caps)).kind).toBe('encoding')
    expect(faultFrom(() => unpack(thrice, ['gzip, gzip, gzip'], null, caps)).kind).toBe('encoding')
  })

  it('refuses fifty nested layers', () => {
    let packed: Buffer = text
    for (let i = 0; i < 50; i++) packed = gzipSync(packed)
    expect(faultFrom(() => unpack(packed, ['gzip'], null, caps)).kind).toBe('encoding')
  })

  it.each(Object.keys(packers))('refuses plain text that is called %s', (name) => {
    expect(faultFrom(() => unpack(text, [name], null, caps)).kind).toBe('encoding')
  })

  it.each(['compress', 'aes128gcm', 'constructor', '__proto__', 'utf-8'])(
    'refuses a packing that is not known: %s',
    (name) => expect(faultFrom(() => unpack(text, [name], null, caps)).kind).toBe('encoding'),
  )

  it.each(Object.keys(packers))('refuses a bomb of %s at the cap', (name) => {
    const bomb = packers[name]!(Buffer.alloc(20_000_000))
    const before = process.memoryUsage().arrayBuffers
    expect(faultFrom(() => unpack(bomb, [name], null, caps)).kind).toBe('too-large')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000)
  })

  it.each(Object.keys(packers))('refuses %s that was cut off anywhere', (name) => {
    const packed = packers[name]!(text)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: packed.length - 1 }), (length) => {
        const cut = packed.subarray(0, length)
        expect(faultFrom(() => unpack(cut, [name], null, caps)).kind).toBe('encoding')
      }),
    )
  })

  it('takes a body of no bytes as it is, whatever its label', () => {
    expect(unpack(new Uint8Array(), ['gzip'], null, caps)).toHaveLength(0)
  })

  it('takes a body that is exactly at the cap', () => {
    const body = Buffer.alloc(caps.maxBytes, 65)
    expect(unpack(body, [], null, caps)).toHaveLength(caps.maxBytes)
    expect(unpack(gzipSync(body), ['gzip'], null, caps)).toHaveLength(caps.maxBytes)
  })

  it('either returns bytes under the cap or throws a Fault, whatever comes', () => {
    const name = fc.constantFrom(...Object.keys(packers), 'identity', 'x')
    const body = fc.oneof(
      fc.uint8Array(),
      fc.uint8Array().map((b) => gzipSync(b)),
    )
    fc.assert(
      fc.property(body, fc.array(name, { maxLength: 3 }), (wire, names) => {
        try {
          expect(unpack(wire, names, null, caps).byteLength).toBeLessThanOrEqual(caps.maxBytes)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
        }
      }),
    )
  })
})

describe('the cap of XML', () => {
  const xml = Buffer.from(`<?xml version="1.0"?><rss>${'<item/>'.repeat(2000)}</rss>`)
  const html = Buffer.from(`<!doctype html><p>${'<br>'.repeat(5000)}`)

  it.each(['application/rss+xml', 'text/xml; charset=utf-8', 'application/atom+xml'])(
    'holds for %s',
    (type) => expect(faultFrom(() => unpack(html, [], type, caps)).kind).toBe('too-large'),
  )

  it('holds by the first bytes, also in UTF-16 and after a mark', () => {
    const marked = Buffer.from(`\uFEFF\n ${xml.toString()}`)
    const wide = Buffer.from(`\uFEFF${xml.toString()}`, 'utf16le')
    for (const body of [xml, marked, wide, gzipSync(xml)]) {
      expect(faultFrom(() => unpack(body, [], 'text/plain', caps)).kind).toBe('too-large')
    }
  })

  it('does not hold for HTML and JSON', () => {
    expect(unpack(html, [], 'text/html', caps)).toHaveLength(html.length)
    const json = Buffer.from(JSON.stringify({ a: '<?xml '.repeat(3000) }))
    expect(unpack(json, [], 'application/json; x=xml', caps)).toHaveLength(json.length)
  })
})
