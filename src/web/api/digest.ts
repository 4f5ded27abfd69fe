import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Digest } from '../../digest/digest.ts'
import { renderDigest } from '../../outputs/render.ts'
import { newestOf } from '../editions-of.ts'
import type { Desk } from '../parts.ts'
import { answer, errors, queryOf } from './checked.ts'
import { digestShape } from './digest-shape.ts'
import { editionOf } from './edition-of.ts'

const route = createRoute({
  method: 'get',
  path: '/digest/{week}',
  operationId: 'getDigest',
  tags: ['editions'],
  summary: 'The section of a week, or of the newest edition',
  description: 'As it was printed once it is frozen, before that as the database has it now.',
  request: {
    params: z.object({
      week: z
        .string()
        .regex(/^(?:latest|\d{4}-W\d{2})$/, 'expected latest or a week such as 2017-W36')
        .openapi({ example: 'latest' }),
    }),
    query: queryOf({}),
  },
  responses: { 200: answer(digestShape, 'The section.'), ...errors(404) },
})

export function digestRoutes(app: OpenAPIHono, desk: Desk): void {
  app.openapi(route, async (c) => {
    const { week } = c.req.valid('param')
    const edition = week === 'latest' ? await newestOf(desk) : editionOf(desk, week)
    const digest = await desk.digest(edition)
    return c.json(JSON.parse(renderDigest(digest, 'json')) as Digest, 200)
  })
}
