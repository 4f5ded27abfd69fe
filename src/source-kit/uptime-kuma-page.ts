import { bodyOf } from './decode.ts'
import { parseJson } from './json.ts'
import type { Detection, Reply } from './source.ts'
import { attempt, refuse } from './tolerance.ts'

const preload = /window\.preloadData\s*=\s*(\{[\s\S]*?\})\s*;?\s*<\/script>/
const manifest = /["'/]api\/status-page\/([\w-]+)\/manifest\.json/i
const slugIn =
  /^\/(?:api\/status-page\/(?:heartbeat\/)?([\w-]+)|status\/([\w-]+))(?:\/(?:rss|manifest\.json|badge|incident-history))?\/*$/

/** The slug that an address names (`/status/shop`, `/api/status-page/shop`), or null. */
export function slugOf(address: string): string | null {
  const m = slugIn.exec(new URL(address).pathname)
  return m ? (m[1] ?? m[2] ?? null) : null
}

/** The slug that a page or `/api/entry-page` tells, or null. */
export function slugTold(reply: Reply): string | null {
  const text = bodyOf(reply)
  if (/^\s*\{/.test(text)) return slugOfEntry(text)
  const data = attempt(() => preloaded(text, reply.url), []) as { config?: { slug?: unknown } }
  const slug = data?.config?.slug
  return typeof slug === 'string' ? slug : (manifest.exec(text)?.[1] ?? null)
}

function slugOfEntry(text: string): string | null {
  const told = attempt(() => parseJson(text, 'entry-page'), []) as Record<string, unknown>
  if (told?.type === 'statusPageMatchedDomain') {
    return typeof told.statusPageSlug === 'string' ? told.statusPageSlug : null
  }
  const entry =
    told?.type === 'entryPage' && typeof told.entryPage === 'string' ? told.entryPage : ''
  return /^statusPage-([\w-]+)$/.exec(entry)?.[1] ?? null
}

/** What a page carries for its own script: an object of JavaScript, not JSON. Undefined without one. */
export function preloaded(html: string, url: string): unknown {
  if (!/window\.preloadData\s*=/.test(html)) return undefined
  const literal = preload.exec(html)?.[1] ?? refuse(`${url}: its data is cut off`)
  return parseJson(toJson(literal), url)
}

/** Strings in single quotes, with the escapes of JavaScript, to those of JSON. */
function toJson(literal: string): string {
  return literal.replace(/'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"/g, (_, one, two) =>
    JSON.stringify(unescaped((one ?? two) as string)),
  )
}

const named: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '',
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\}|([\s\S]))/gi,
    (...m) => {
      const code = (m[1] ?? m[2] ?? m[3]) as string | undefined
      if (code) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff))
      const mark = m[4] as string
      return named[mark] ?? mark
    },
  )
}

/** Sure by the page's own data, its API or the entry page; the empty shell of a dashboard is none. */
export function detectUptimeKuma(replies: readonly Reply[]): Detection | null {
  for (const reply of replies.filter((r) => r.status === 200)) {
    const { origin, pathname } = new URL(reply.url)
    const text = bodyOf(reply)
    const api = slugOf(reply.url)
    const found = (slug: string, why: string, confidence: number) => {
      return { confidence, why: `${reply.url} ${why}`, url: `${origin}/status/${slug}` }
    }
    if (/^\s*\{/.test(text)) {
      if (api && /"publicGroupList"\s*:|"heartbeatList"\s*:/.test(text)) {
        return found(api, 'answers as Uptime Kuma does', 0.95)
      }
      const entry = pathname === '/api/entry-page' ? slugOfEntry(text) : null
      if (entry) return found(entry, `names the status page "${entry}"`, 0.95)
      continue
    }
    const slug = /<html/i.test(text.slice(0, 2000)) ? slugTold(reply) : null
    if (slug && preload.test(text) && text.includes('publicGroupList')) {
      return found(slug, 'carries the data of Uptime Kuma', 0.95)
    }
    if (slug && manifest.test(text)) return found(slug, 'has the manifest of Uptime Kuma', 0.9)
  }
  return null
}
