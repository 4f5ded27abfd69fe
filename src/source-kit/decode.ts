import iconv from 'iconv-lite'
import { ParseError } from '../errors.ts'

/**
 * Bytes to text. The charset is taken from the byte order mark, else from the Content-Type, else
 * from the XML declaration, else UTF-8; bytes that are invalid become U+FFFD and are noted.
 * AWS sends UTF-16 big-endian with a mark; old feeds send windows-1251 and the like.
 */
export function decodeText(
  body: Uint8Array,
  contentType: string | undefined,
): { text: string; charset: string; damaged: boolean } {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const charset = markOf(buffer) ?? declaredIn(contentType) ?? declaredInXml(buffer) ?? 'utf-8'
  const known = knownCharset(charset)
  const text = iconv.decode(buffer, known)
  return {
    text,
    charset: known,
    damaged: text.includes('\uFFFD') || (known === 'utf-8' && !/^utf-?8$/.test(charset)),
  }
}

/** What iconv offers beside charsets, and the one that hides markup from every check. */
const noCharsets = /^(?:hex|base64|binary|internal|utf-?7(?:-?imap)?)$/
/** As browsers do: what calls itself Latin-1 holds the quotes and dashes of Windows. */
const latin1 = /^(?:iso[-_]?8859[-_]?1|latin-?1|l1|us-ascii|ascii)$/

function knownCharset(name: string): string {
  if (latin1.test(name)) return 'windows-1252'
  return iconv.encodingExists(name) && !noCharsets.test(name) ? name : 'utf-8'
}

/** A reply never changes, and when a page is looked at every source asks for its text. */
const texts = new WeakMap<object, string>()

/** The body of a reply as text; empty for an empty body, which `textOf` refuses. */
export function bodyOf(reply: { body: Uint8Array; headers: Record<string, string> }): string {
  const known = texts.get(reply)
  if (known !== undefined) return known
  const { text } = decodeText(reply.body, reply.headers['content-type'])
  texts.set(reply, text)
  return text
}

/** As `decodeText`, and refuses an empty or blank body: empty is never "no incidents". */
export function textOf(reply: {
  url: string
  body: Uint8Array
  headers: Record<string, string>
}): string {
  const text = bodyOf(reply)
  if (text.trim() === '') throw new ParseError(`${reply.url}: the body is empty`)
  return text
}

function markOf(buffer: Buffer): string | undefined {
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be'
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le'
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf-8'
  return undefined
}

function declaredIn(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase()
}

/** A declaration that can be read byte by byte is not in UTF-16, whatever it says (.NET writes that). */
function declaredInXml(buffer: Buffer): string | undefined {
  const head = buffer.subarray(0, 200).toString('latin1')
  if (head.startsWith('<\0?\0')) return 'utf-16le'
  if (head.startsWith('\0<\0?')) return 'utf-16be'
  const name = /<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1]?.toLowerCase()
  return /^(?:utf-?16|utf-?32|ucs-?[24]|iso-10646-ucs)/.test(name ?? '') ? 'utf-8' : name
}
