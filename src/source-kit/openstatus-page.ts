import { z } from 'zod'
import { textOf } from './decode.ts'
import { parseJson } from './json.ts'
import { isModel } from './openstatus-shape.ts'
import type { Detection, Reply } from './source.ts'
import { attempt } from './tolerance.ts'

export const openstatusMakers =
  /^(?:www\.|app\.|api\.|docs\.|themes\.|dashboard\.|theme\.|assets\.)?openstatus\.dev$/

/** A page may live below a path: `/acme`, its documents at `/acme/feed/json` and `/api/status/acme/…`. */
export function openstatusRoot(address: string): string {
  const { origin, pathname, hostname } = new URL(address)
  const hosted = /^\/public\/status\/([\w-]+)/.exec(pathname)?.[1]
  if (hostname === 'api.openstatus.dev' && hosted) return `https://${hosted}.openstatus.dev`
  const api = /^\/api\/status(?:\/([^/]+))?\/\w+\.json$/.exec(pathname)
  const path = api ? (api[1] ? `/${api[1]}` : '') : pathname
  return origin + path.replace(/\/(?:feed|events|monitors)(?:\/.*)?$|\/+$/, '')
}

/** Sure by the shape of its JSON or the generator of its feeds; else by its links and pictures. */
export function detectOpenstatus(replies: readonly Reply[]): Detection | null {
  const found = replies.filter((r) => r.status === 200).flatMap((r) => detectionOf(r) ?? [])
  return found.sort((a, b) => b.confidence - a.confidence)[0] ?? null
}

const pageShape = z.looseObject({
  page: z.strictObject({
    name: z.string(),
    url: z.string(),
    updated_at: z.string().nullable(),
  }),
  status: z.looseObject({ indicator: z.string() }).optional(),
  components: z.array(z.strictObject({ name: z.string(), status: z.string() })).optional(),
})

function detectionOf(reply: Reply): Detection | null {
  const { hostname, pathname } = new URL(reply.url)
  const text = attempt(() => textOf(reply), [])
  if (!text || openstatusMakers.test(hostname)) return null
  const url = openstatusRoot(reply.url)
  if (/^\s*\{/.test(text)) {
    const json = attempt(() => parseJson(text, reply.url), [])
    const own = /^\/api\/status\//.test(pathname) && pageShape.safeParse(json).success
    if (!own && !(isModel(json) && pathname.endsWith('/feed/json'))) return null
    return { confidence: 0.95, why: `${reply.url} answers as OpenStatus does`, url }
  }
  if (/<generator>OpenStatus - Status Page/i.test(text.slice(0, 3000))) {
    return { confidence: 0.95, why: `${reply.url} is a feed written by OpenStatus`, url }
  }
  return pageDetection(text, reply.url, url)
}

function pageDetection(html: string, address: string, url: string): Detection | null {
  const links = [...html.slice(0, 300_000).matchAll(/<link\b[^>]{1,600}>/gi)].map(([tag]) => tag)
  const summary = links.some(
    (tag) => /\balternate\b/.test(tag) && /\/api\/status\/(?:[\w-]+\/)?summary\.json/.test(tag),
  )
  const image = /<meta\b[^>]{1,200}openstatus\.dev\/api\/og\/page\?slug=/i.test(html)
  if (!summary && !image) return null
  const why = `${address} ${image ? 'has a picture made by OpenStatus' : 'links to the JSON of OpenStatus'}`
  return { confidence: image && summary ? 0.95 : 0.8, why, url }
}
