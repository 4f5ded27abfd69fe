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
  const known = iconv.encodingExists(charset) ? charset : 'utf-8'
  const text = iconv.decode(buffer, known)
  return { text, charset: known, damaged: text.includes('\uFFFD') || known !== charset }
}

/** As `decodeText`, and refuses an empty or blank body: empty is never "no incidents". */
export function textOf(reply: {
  url: string
  body: Uint8Array
  headers: Record<string, string>
}): string {
  const { text } = decodeText(reply.body, reply.headers['content-type'])
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

function declaredInXml(buffer: Buffer): string | undefined {
  const head = buffer.subarray(0, 200).toString('latin1')
  return /<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1]?.toLowerCase()
}
