import { z } from 'zod'
import { bodyOf, decodeText } from './decode.ts'
import { readJson } from './json.ts'
import type { Detection, Reply } from './source.ts'
import { ulid } from './statuspage-shape.ts'
import { attempt } from './tolerance.ts'

/** Ids of pages on Atlassian's Statuspage. */
const pageId = /^[a-z0-9]{12}$/
const assets = /dka575ofm4ao0\.cloudfront\.net|cdn\.statuspage\.io|\bstatuspage\.io\b/
const incidentIo = /incident-io-status-page-logos|\bincident\.io\/status-pages\b/
/** What may stand behind the page's own address when it was copied from a browser or a feed. */
const tail =
  /\/(?:api\/v\d\/.*|incidents\/.*|history(?:\.\w+)?|(?:index|summary|status)\.json|feed(?:\.\w+)?|proxy\/.*)$/

const pageShape = z.looseObject({
  page: z.looseObject({ id: z.string(), time_zone: z.string().nullish() }),
})

/** The address of a page without query, slash at the end, or the name of one of its documents. */
export function pageRoot(address: string): string {
  const url = new URL(address)
  return (
    url.origin +
    url.pathname
      .replace(/\/{2,}/g, '/')
      .replace(tail, '')
      .replace(/\/+$/, '')
  )
}

/** The id a page gives itself in its JSON, and whether it names a time zone; null where it does not. */
export function pageIdentity(reply: Reply): { id: string; zoned: boolean } | null {
  const json = /^\s*\{/.test(headOf(reply)) ? attempt(() => readJson(reply), []) : undefined
  const page = pageShape.safeParse(json)
  return page.success ? { id: page.data.page.id, zoned: !!page.data.page.time_zone } : null
}

/** True for any reply by which a page shows that incident.io serves it. */
export function isIncidentIo(reply: Reply): boolean {
  if (/\/\[slug\]/.test(reply.headers['x-matched-path'] ?? '')) return true
  const identity = pageIdentity(reply)
  return identity ? ulid.test(identity.id) : incidentIo.test(textIn(reply))
}

/** Sure by Statuspage's own header or page id; never where incident.io answers the same paths. */
export function detectStatuspage(replies: readonly Reply[]): Detection | null {
  const whole = replies.filter((r) => r.status === 200)
  if (whole.some(isIncidentIo)) return null
  const found = whole.flatMap((reply) => detectionOf(reply) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

function detectionOf(reply: Reply): Detection | null {
  const url = pageRoot(reply.url)
  const identity = pageIdentity(reply)
  if (reply.headers['x-statuspage-version']) {
    return { confidence: 0.95, why: `${reply.url} has the header x-statuspage-version`, url }
  }
  if (identity && pageId.test(identity.id)) {
    const why = `${reply.url} has the page id ${identity.id}`
    return { confidence: identity.zoned ? 0.95 : 0.7, why, url }
  }
  const feed = identity ? null : feedDetection(textIn(reply), reply.url)
  if (feed) return feed
  const marked = !identity && assets.test(textIn(reply))
  return marked ? { confidence: 0.7, why: `${reply.url} loads Statuspage's own files`, url } : null
}

/**
 * Statuspage's own feeds: Atom ids `tag:HOST,2005:Incident/NUMBER`, or RSS that calls itself
 * Statuspage, both with a permalink whose code has twelve characters and times in `<var>`.
 */
function feedDetection(text: string, url: string): Detection | null {
  const head = text.slice(0, 200_000)
  const atom = /<id>tag:[^<,]+,2005:(?:\/history|Incident\/\d+)<\/id>/.test(head)
  const rss = /<description>\s*Statuspage\s*<\/description>/.test(head)
  const links = /https?:\/\/[^\s"'<]+\/incidents\/[a-z0-9]{12}["'<]/.test(head)
  // OnlineOrNot's feeds bear the same name; their links have no scheme.
  const bare = /<link>(?!\s*https?:)/.test(head)
  const quiet = rss && !bare && !/<item>/.test(head)
  const ours = atom || quiet || (rss && links && /var data-var=/.test(head))
  const why = `${url} is a feed as Statuspage writes them`
  return ours ? { confidence: atom ? 0.85 : 0.75, why, url: pageRoot(url) } : null
}

function headOf(reply: Reply): string {
  const head = reply.body.subarray(0, 200)
  return decodeText(head, reply.headers['content-type']).text.replace(/^\uFEFF/, '')
}

function textIn(reply: Reply): string {
  return bodyOf(reply)
}
