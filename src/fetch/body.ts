import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib'
import { codeOf, Fault } from './failures.ts'

/** Compressed twice happens (a `.gz` served with gzip); more is an attack. */
const maxLayers = 2

const unpackers: Record<string, (body: Uint8Array, maxOutputLength: number) => Buffer> = {
  gzip: (body, maxOutputLength) => gunzipSync(body, { maxOutputLength }),
  'x-gzip': (body, maxOutputLength) => gunzipSync(body, { maxOutputLength }),
  deflate: inflate,
  br: (body, maxOutputLength) => brotliDecompressSync(body, { maxOutputLength }),
  zstd: (body, maxOutputLength) => zstdDecompressSync(body, { maxOutputLength }),
}

/** Sizes in bytes. */
export interface Caps {
  maxBytes: number
  maxXmlBytes: number
}

/** The whole stream, or a `too-large` fault and a destroyed stream as soon as it passes `cap`. */
export async function collect(stream: AsyncIterable<Uint8Array>, cap: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > cap) throw tooLarge(cap)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

/** The first `cap` bytes at most, whatever goes wrong after them. */
export async function sample(stream: AsyncIterable<Uint8Array>, cap: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size >= cap) break
    }
  } catch {
    // The status says enough; a lost error page is no second error.
  }
  return Buffer.concat(chunks).subarray(0, cap)
}

/** How many bytes to take from the wire, by what the Content-Type says. */
export function wireCap(contentType: string | null, caps: Caps): number {
  return saysXml(contentType) ? Math.min(caps.maxXmlBytes, caps.maxBytes) : caps.maxBytes
}

/**
 * Undoes the Content-Encoding (last one first), then what is compressed without saying so. Throws a
 * Fault: `encoding` when it is cut off, mislabelled or of an unknown kind, `too-large` when it grows
 * beyond the caps. A body of no bytes is no bytes, whatever its label.
 */
export function unpack(
  wire: Uint8Array,
  encodings: readonly string[],
  contentType: string | null,
  caps: Caps,
): Uint8Array {
  const layers = encodings
    .flatMap((value) => value.toLowerCase().split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (wire.byteLength === 0) return wire
  if (layers.length > maxLayers) throw new Fault('encoding', 'packed its answer too often')
  const cap = wireCap(contentType, caps)
  const body = unpackHidden(
    layers.reduceRight((packed, name) => unpackLayer(packed, name, cap), wire),
    layers.length,
    cap,
  )
  if (body.byteLength > cap) throw tooLarge(cap)
  if (looksXml(body) && body.byteLength > caps.maxXmlBytes) throw tooLarge(caps.maxXmlBytes)
  return body
}

function unpackHidden(body: Uint8Array, layers: number, cap: number): Uint8Array {
  const name = packedAs(body)
  if (!name) return body
  if (layers >= maxLayers) throw new Fault('encoding', 'packed its answer too often')
  return unpackHidden(unpackLayer(body, name, cap), layers + 1, cap)
}

function unpackLayer(packed: Uint8Array, name: string, cap: number): Uint8Array {
  const unpacker = Object.hasOwn(unpackers, name) ? unpackers[name] : undefined
  if (!unpacker) throw new Fault('encoding', 'packed its answer in a way that is not known')
  try {
    return unpacker(packed, cap)
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(cap)
    throw new Fault('encoding', `sent ${name} that cannot be unpacked`, codeOf(error))
  }
}

/** By the standard `deflate` has a zlib header; some servers leave it out. */
function inflate(body: Uint8Array, maxOutputLength: number): Buffer {
  const hasHeader = (body[0]! & 0x0f) === 8 && ((body[0]! << 8) | body[1]!) % 31 === 0
  return hasHeader
    ? inflateSync(body, { maxOutputLength })
    : inflateRawSync(body, { maxOutputLength })
}

function packedAs(body: Uint8Array): 'gzip' | 'zstd' | null {
  if (body[0] === 0x1f && body[1] === 0x8b) return 'gzip'
  return body[0] === 0x28 && body[1] === 0xb5 && body[2] === 0x2f && body[3] === 0xfd
    ? 'zstd'
    : null
}

function saysXml(contentType: string | null): boolean {
  return /^[^;]*\b(xml|rss|atom|rdf)\b/i.test(contentType ?? '')
}

/** By the first bytes, in any of the encodings XML comes in. */
function looksXml(body: Uint8Array): boolean {
  const head = Buffer.from(body.subarray(0, 400))
    .toString('latin1')
    .replace(/[\0\xbb\xbf\xef\xfe\xff]/g, '')
  return /^\s*<(\?xml|rss|feed|rdf:|!DOCTYPE rss)/i.test(head)
}

function tooLarge(cap: number): Fault {
  return new Fault('too-large', `sent more than the ${cap} bytes that are taken`)
}
