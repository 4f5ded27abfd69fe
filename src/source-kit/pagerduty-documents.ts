import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { bodyOf, textOf } from './decode.ts'
import { eachShaped, parseJson, shaped } from './json.ts'
import { enumsFrom, type PagerdutyEnums, pagerdutyImpact, wordOf } from './pagerduty-enums.ts'
import { type PagerdutyContext, type PagerdutyPost, pagerdutyPosts } from './pagerduty-shape.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { oneLine } from './text.ts'
import { attempt, refuse } from './tolerance.ts'

const list = z.array(z.unknown())
const dataScript = /<script\b[^>]*\bid\s*=\s*["']?data["']?[^>]*>([\s\S]*?)<\/script>/i
const summaryShape = z.looseObject({
  summary: z.looseObject({
    open_incidents: list,
    resolved_incidents: list.nullish(),
    posts: list.nullish(),
    post_enums: list.nullish(),
  }),
})
const layoutShape = z.looseObject({
  layout: z.looseObject({
    layout_settings: z.looseObject({
      statusPage: z.looseObject({ globalStatusHeadline: z.string() }),
    }),
  }),
})
const serviceShape = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullish(),
  display_name: z.string().nullish(),
})
const impactedShape = z.looseObject({
  service_id: z.string().min(1),
  impact_severity_id: z.string().nullish(),
})

/** What one reply holds; a part that it does not hold is null. */
export interface PagerdutyDocument {
  reply: Reply
  summary: z.output<typeof summaryShape>['summary'] | null
  posts: readonly unknown[] | null
  /** More posts follow behind this page of the list. */
  more: boolean
  single: unknown
  enums: readonly unknown[] | null
  services: readonly unknown[] | null
  impacted: readonly unknown[] | null
}

/**
 * The page itself (its data stands in `script#data`), that data alone, or an answer of the API its
 * newer front end uses: `/api/posts`, `/api/posts/<id>`, `/api/post_enums`, `/api/services`,
 * `/api/impacted_services`. Anything else, and a page that holds its layout only, is a ParseError.
 */
export function pagerdutyDocument(reply: Reply): PagerdutyDocument {
  const json = jsonIn(reply)
  const parts = shaped(json, z.looseObject({}), reply.url) as Record<string, unknown>
  const of = (name: string) => (Array.isArray(parts[name]) ? (parts[name] as unknown[]) : null)
  const document = {
    reply,
    summary: 'summary' in parts ? shaped(json, summaryShape, reply.url).summary : null,
    posts: of('posts'),
    more: !!parts.continuationToken,
    single: parts.post ?? null,
    enums: of('post_enums'),
    services: of('services'),
    impacted: of('impacted_services'),
  }
  const { summary, posts, single, enums, services, impacted } = document
  if (!(summary || posts || single || enums || services || impacted)) {
    refuse(
      `${reply.url}: holds no posts${layoutShape.safeParse(json).success ? ', only a layout' : ''}`,
    )
  }
  return document
}

function jsonIn(reply: Reply): unknown {
  const body = textOf(reply)
  if (!/^\s*</.test(body)) return parseJson(body, reply.url)
  const script = dataScript.exec(body)?.[1]
  return script ? parseJson(script, reply.url) : refuse(`${reply.url}: a page without its data`)
}

/** How surely a reply is PagerDuty's: its page with the data of a status page, or its API. */
export function pagerdutyProof(reply: Reply): number {
  const body = bodyOf(reply)
  if (!/^\s*[<{]/.test(body)) return 0
  const json = attempt(() => jsonIn(reply), []) as Record<string, unknown> | undefined
  if (!json || typeof json !== 'object') return 0
  if (summaryShape.safeParse(json).success || layoutShape.safeParse(json).success) return 0.95
  const has = (name: string, ...keys: string[]) => {
    const first = Array.isArray(json[name]) ? (json[name] as unknown[])[0] : null
    return typeof first === 'object' && first !== null && keys.every((key) => key in first)
  }
  if (has('post_enums', 'post_enum_type')) return 0.95
  return has('services', 'business_service_id') || has('posts', 'post_type', 'latest_update')
    ? 0.9
    : 0
}

/** Every post of all documents, once: the fullest copy of each. `partial`: how many are not whole. */
export function readPosts(
  documents: readonly PagerdutyDocument[],
  root: string,
  skipped: Skipped[],
) {
  const enums = enumsFrom(
    documents.flatMap((d) => [...(d.enums ?? []), ...(d.summary?.post_enums ?? [])]),
    skipped,
  )
  const services = serviceNames(documents, skipped)
  const found = documents.flatMap((document) => {
    const context: PagerdutyContext = {
      root,
      enums,
      services,
      now: document.reply.at,
      skipped,
      path: '/posts/details/',
    }
    const { summary, posts, single } = document
    const old = { ...context, path: '/posts/' as const }
    return [
      ...pagerdutyPosts(summary?.open_incidents, old),
      ...pagerdutyPosts(summary?.resolved_incidents, old, true),
      ...pagerdutyPosts(summary?.posts, old),
      ...pagerdutyPosts(single ? [single] : null, context),
      ...pagerdutyPosts(posts, context),
    ]
  })
  const posts = fullest(found)
  const loose = unexplained(documents, posts, enums, services, root)
  const incidents = [...posts.map((p) => p.incident), ...loose]
  return { incidents, partial: posts.filter((p) => !p.whole).length }
}

function serviceNames(documents: readonly PagerdutyDocument[], skipped: Skipped[]) {
  const values = documents.flatMap((d) => d.services ?? [])
  const services = eachShaped(values, serviceShape, 'service', skipped)
  return new Map(services.map((s) => [s.id, oneLine(s.display_name || s.name || '')]))
}

/** A post's own document has whole messages, its place in a list only the start of the latest. */
function fullest(posts: readonly PagerdutyPost[]): PagerdutyPost[] {
  const kept = new Map<string, PagerdutyPost>()
  for (const post of posts) {
    const held = kept.get(post.incident.id)
    const newer = (post.incident.updatedAt ?? '') > (held?.incident.updatedAt ?? '')
    if (!held || (post.whole === held.whole ? newer : post.whole)) kept.set(post.incident.id, post)
  }
  return [...kept.values()]
}

/** Services that are not well though no open post names them: one incident each, undated. */
function unexplained(
  documents: readonly PagerdutyDocument[],
  posts: readonly PagerdutyPost[],
  enums: PagerdutyEnums,
  services: ReadonlyMap<string, string>,
  root: string,
): Incident[] {
  if (!documents.some((d) => d.posts)) return []
  const open = posts.filter((p) => !isClosed(p.incident.status))
  const covered = new Set(open.flatMap((p) => p.serviceIds))
  const impacted = eachShaped(
    documents.flatMap((d) => d.impacted ?? []),
    impactedShape,
    'impact',
    [],
  )
  return impacted.flatMap(({ service_id, impact_severity_id }) => {
    const impact = pagerdutyImpact(enums, impact_severity_id)
    const name = services.get(service_id)
    if (!name || covered.has(service_id) || ['none', 'maintenance'].includes(impact)) return []
    const label = wordOf(enums, impact_severity_id)
    const title = `${name}: ${label ?? 'impacted'}`
    const components = uniqueNames([name])
    return incidentOf({
      id: `service-${service_id}`,
      url: root,
      title,
      impact,
      impactLabel: label,
      components,
    })
  })
}
