import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type ServiceTally, serviceTallies } from '#storage/desk.ts'
import type { Service } from '../../incident.ts'
import type { Desk } from '../parts.ts'
import { answer, errors, queryOf } from './checked.ts'
import { feedList, feedShape } from './feeds.ts'
import { notThere } from './problem.ts'
import { pageOf } from './search.ts'
import { incidentJson, incidentShape, time } from './shapes.ts'

const text = z.string().nullable()

const serviceShape = z
  .object({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()),
    parent: text,
    gloss: text,
    category: text,
    disclosure: text,
    page: text.describe('Its status page for people, where no source reads it.'),
    feeds: z.array(z.string()).describe('Ids of the feeds it is read from.'),
    incidents: z
      .object({ open: z.int(), week: z.int(), year: z.int(), newestAt: time.nullable() })
      .describe('How many are open, and began in the last 7 and 365 days; no maintenance.'),
  })
  .meta({ id: 'Service' })

const oneShape = serviceShape
  .extend({
    health: z.array(feedShape).describe('Those feeds and how well they can be read.'),
    open: z.array(incidentShape).describe('What is open now, oldest first; 200 at most.'),
  })
  .meta({ id: 'ServiceNow' })

const listRoute = createRoute({
  method: 'get',
  path: '/services',
  operationId: 'listServices',
  tags: ['services'],
  summary: 'Every service of feeds.yaml',
  request: { query: queryOf({}) },
  responses: { 200: answer(z.array(serviceShape), 'The services.'), ...errors() },
})

const oneRoute = createRoute({
  method: 'get',
  path: '/services/{id}',
  operationId: 'getService',
  tags: ['services'],
  summary: 'A service, its feeds and what is open now',
  request: {
    params: z.object({ id: z.string().max(200).openapi({ example: 'github' }) }),
    query: queryOf({}),
  },
  responses: { 200: answer(oneShape, 'The service.'), ...errors(404) },
})

export function serviceRoutes(app: OpenAPIHono, desk: Desk): void {
  app.openapi(listRoute, async (c) => {
    const tallies = await serviceTallies(desk.store.db, desk.now())
    const { services } = desk.config()
    return c.json(
      services.map((s) => serviceJson(s, desk, tallies)),
      200,
    )
  })
  app.openapi(oneRoute, async (c) => {
    const { id } = c.req.valid('param')
    const service = desk.config().services.find((s) => s.id === id)
    if (!service) throw notThere('There is no such service in feeds.yaml.')
    const [feeds, tallies, open] = await Promise.all([
      feedList(desk),
      serviceTallies(desk.store.db, desk.now()),
      pageOf(desk.store, { service: id, open: true, sort: 'oldest', limit: 200 }),
    ])
    const health = feeds.filter((f) => f.services.includes(id))
    const now = { health, open: open.incidents.map(incidentJson) }
    return c.json({ ...serviceJson(service, desk, tallies), ...now }, 200)
  })
}

const none: ServiceTally = { open: 0, week: 0, year: 0, newestAt: null }

function serviceJson(
  service: Service,
  desk: Pick<Desk, 'config'>,
  tallies: ReadonlyMap<string, ServiceTally>,
) {
  const feeds = desk.config().feeds.filter((f) => f.services.includes(service.id))
  const incidents = tallies.get(service.id) ?? none
  return { ...service, page: service.page ?? null, feeds: feeds.map((f) => f.id), incidents }
}
