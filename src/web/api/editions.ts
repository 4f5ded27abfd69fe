import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type EditionRow, editionsPage } from '#storage/editions.ts'
import type { Desk } from '../parts.ts'
import { answer, errors, moment, optional, queryOf } from './checked.ts'
import { limitOf, pagingHeaders, tellPaging } from './paging.ts'
import { time } from './shapes.ts'

const editionShape = z
  .object({
    week: z.string(),
    number: z.int().nullable(),
    from: time,
    to: time,
    timezone: z.string(),
    drawnAt: time,
    frozenAt: time.nullable(),
  })
  .meta({ id: 'Edition' })

const route = createRoute({
  method: 'get',
  path: '/editions',
  operationId: 'listEditions',
  tags: ['editions'],
  summary: 'Editions that were drawn up, newest first',
  request: { query: queryOf({ cursor: optional(moment), limit: limitOf(50, 500) }) },
  responses: {
    200: { ...answer(z.array(editionShape), 'A page of editions.'), headers: pagingHeaders },
    ...errors(),
  },
})

export function editionRoutes(app: OpenAPIHono, desk: Desk): void {
  app.openapi(route, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const rows = await editionsPage(desk.store.db, limit + 1, cursor)
    const page = rows.slice(0, limit)
    tellPaging(c, desk, { next: rows.length > limit ? page.at(-1)!.to_at : null })
    return c.json(page.map(editionJson), 200)
  })
}

function editionJson(row: EditionRow) {
  const { week, number, timezone } = row
  const [from, to, drawnAt, frozenAt] = [row.from_at, row.to_at, row.drawn_at, row.frozen_at]
  return { week, number, from, to, timezone, drawnAt, frozenAt }
}
