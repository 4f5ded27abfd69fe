import { cachetDocument } from './cachet-shape.ts'
import { decodeText } from './decode.ts'
import type { Detection, Reply } from './source.ts'
import { attempt } from './tolerance.ts'

const tail = /\/(?:api(?:\/.*)?|rss|atom|incidents\/.*|schedules\/.*|dashboard(?:\/.*)?)$/
/** Version 3 loads its own files; version 2 links to the project in its foot. */
const assets = /["'/]vendor\/cachethq\/cachet\//
const foot =
  /<a\b[^>]{0,300}\bhref\s{0,9}=\s{0,9}["']https?:\/\/(?:www\.|docs\.)?(?:cachethq\.io|cachet\.io)\b[^>]{0,300}>/i
const ownPage =
  /<body\b[^>]{0,300}\bclass\s{0,9}=\s{0,9}["'][^"']{0,300}\bstatus-page\b|\bhref\s{0,9}=\s{0,9}["'][^"']{0,300}\/(?:rss|atom)["']/i
const makers = /^(?:www\.|docs\.|blog\.)?(?:cachethq\.io|cachet\.io)$/

/** The address of a page without the name of one of its documents. */
export function cachetRoot(address: string): string {
  const url = new URL(address)
  return url.origin + url.pathname.replace(/\/+$/, '').replace(tail, '').replace(/\/+$/, '')
}

/** True for RSS and Atom, by the first characters. */
export function isFeed(reply: Reply): boolean {
  return /<(?:rss|feed)[\s>]/.test(headOf(reply, 1000))
}

/** Sure by the answer to a ping or a list of incidents, fairly so by the page's own files and foot. */
export function detectCachet(replies: readonly Reply[]): Detection | null {
  const whole = replies.filter((r) => r.status === 200 && !makers.test(new URL(r.url).hostname))
  const found = whole.flatMap((reply) => detectionOf(reply) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

function detectionOf(reply: Reply): Detection | null {
  const url = cachetRoot(reply.url)
  const { pathname } = new URL(reply.url)
  const body = headOf(reply, 400_000)
  if (
    /\/api(?:\/v1)?\/ping$/.test(pathname) &&
    /^\s*\{\s*"data"\s*:\s*"Pong!"\s*\}\s*$/.test(body)
  ) {
    return { confidence: 0.95, why: `${reply.url} answers Pong! as Cachet does`, url }
  }
  if (/\/api(?:\/v1)?\/incidents$/.test(pathname) && isList(reply)) {
    return { confidence: 0.95, why: `${reply.url} lists incidents in the form of Cachet`, url }
  }
  if (!/<html[\s>]/i.test(body.slice(0, 2000))) return null
  if (assets.test(body))
    return { confidence: 0.8, why: `${reply.url} loads the files of Cachet`, url }
  const marked = foot.test(body) && ownPage.test(body)
  return marked
    ? { confidence: 0.7, why: `${reply.url} is a page that links to Cachet`, url }
    : null
}

/** An empty list proves nothing. */
function isList(reply: Reply): boolean {
  const document = attempt(() => cachetDocument(reply, []), [])
  return !!document && document.entries.some((e) => e.statusLabel !== null)
}

function headOf(reply: Reply, bytes: number): string {
  return decodeText(reply.body.subarray(0, bytes), reply.headers['content-type']).text
}
