import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Desk, DeskFeed, FeedHealth } from '../parts.ts'
import { answer, errors, queryOf } from './checked.ts'
import { time } from './shapes.ts'

const findingShape = z.object({
  kind: z.string(),
  needs: z.enum(['act', 'look']).describe('`act`: feeds.yaml must be edited.'),
  what: z.string(),
  remedy: z.string(),
})

export const feedShape = z
  .object({
    id: z.string(),
    source: z.string(),
    url: z.string().describe('Passwords and keys in it are left out.'),
    kind: z.enum(['status', 'news']),
    services: z.array(z.string()),
    line: z.int().describe('Its line in feeds.yaml.'),
    disabled: z.string().nullable().describe('Why it is not polled; null when it is.'),
    lastReadAt: time.nullable(),
    error: z.string().nullable().describe('Why it cannot be read now; null when it can.'),
    findings: z.array(findingShape),
  })
  .meta({ id: 'Feed' })

export type FeedJson = z.output<typeof feedShape>

const route = createRoute({
  method: 'get',
  path: '/feeds',
  operationId: 'listFeeds',
  tags: ['feeds'],
  summary: 'Every feed of feeds.yaml and how well it can be read',
  request: { query: queryOf({}) },
  responses: { 200: answer(z.array(feedShape), 'The feeds, by their line.'), ...errors() },
})

export function feedRoutes(app: OpenAPIHono, desk: Desk): void {
  app.openapi(route, async (c) => c.json(await feedList(desk), 200))
}

/** The feeds with their health, as they stand in feeds.yaml. */
export async function feedList(desk: Pick<Desk, 'config' | 'health'>): Promise<FeedJson[]> {
  const health = new Map((await desk.health()).map((h) => [h.id, h]))
  const { feeds } = desk.config()
  return feeds.toSorted((a, b) => a.line - b.line).map((f) => feedJson(f, health.get(f.id)))
}

function feedJson(feed: DeskFeed, health: FeedHealth | undefined): FeedJson {
  const { id, source, url, kind, services, line, disabled } = feed
  return {
    id,
    source,
    url: withoutSecrets(url),
    kind,
    services: [...services],
    line,
    disabled,
    lastReadAt: health?.lastReadAt ?? null,
    error: health?.error ? withoutSecrets(health.error) : null,
    findings: (health?.findings ?? []).map((f) => ({
      ...f,
      what: withoutSecrets(f.what),
      remedy: withoutSecrets(f.remedy),
    })),
  }
}

/** Text without the credentials that addresses in it may carry. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1')
    .replace(/([?&][\w-]*(?:token|key|secret|sig|pass|auth)[\w-]*=)[^&\s#"']+/gi, '$1…')
}
