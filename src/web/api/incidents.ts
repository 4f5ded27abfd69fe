import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { incidentByKey, timelineOf } from '#storage/desk.ts'
import { impacts, incidentKinds, incidentStates, statuses } from '../../incident.ts'
import type { Desk } from '../parts.ts'
import {
  answer,
  errors,
  moment,
  numberInPath,
  optional,
  queryOf,
  someOf,
  words,
} from './checked.ts'
import { limitOf, pagingHeaders, tellPaging } from './paging.ts'
import { notThere } from './problem.ts'
import { pageOf } from './search.ts'
import { incidentJson, incidentShape, time } from './shapes.ts'

const tags = ['incidents']

const query = queryOf({
  service: optional(words).describe('Id of a service.'),
  feed: optional(words).describe('Id of a feed.'),
  status: optional(someOf(statuses)),
  impact: optional(someOf(impacts)),
  kind: optional(someOf(incidentKinds)),
  state: optional(someOf(incidentStates)),
  open: optional(z.enum(['true', 'false'])).describe('Whether it is open now.'),
  from: optional(moment).describe('Going on at this moment or later.'),
  to: optional(moment).describe('Going on before this moment.'),
  q: optional(words).describe('Words, `"exact phrases"` and `begin*` in all its texts.'),
  sort: optional(z.enum(['oldest', 'newest', 'changed', 'relevance'])).describe(
    '`oldest` (usual) and `newest` by start; `changed` by when anything of it last changed; `relevance` with `q`: hits in titles first.',
  ),
  cursor: optional(words).describe(
    'From `X-Next-Cursor` or `X-Last-Cursor`; same filters, same sort.',
  ),
  limit: limitOf(1000, 1000),
})

const listRoute = createRoute({
  method: 'get',
  path: '/incidents',
  operationId: 'listIncidents',
  tags,
  summary: 'Stored incidents, page by page',
  description:
    'To follow what is added and changed: ask with `sort=changed`, keep `X-Last-Cursor`, and ask later with it as `cursor`.',
  request: { query },
  responses: {
    200: { ...answer(z.array(incidentShape), 'A page of incidents.'), headers: pagingHeaders },
    ...errors(),
  },
})

const inPath = z.object({ key: numberInPath.describe('`key` of the incident.') })

const oneRoute = createRoute({
  method: 'get',
  path: '/incidents/{key}',
  operationId: 'getIncident',
  tags,
  summary: 'One incident',
  request: { params: inPath, query: queryOf({}) },
  responses: { 200: answer(incidentShape, 'The incident.'), ...errors(404) },
})

const earlierShape = z
  .object({
    value: z.string().describe('The text as it was; of `fields` the JSON of all of them.'),
    replacedAt: time,
    replyHash: z.string().describe('SHA-256 of the reply that had given it.'),
  })
  .meta({ id: 'Earlier' })

const earlier = z.array(earlierShape)

const timelineShape = z
  .object({
    incident: incidentShape,
    updates: z
      .array(
        z.object({
          id: z.string(),
          status: z.enum(statuses),
          at: time.nullable(),
          text: z.string(),
          firstSeenAt: time,
          withdrawnAt: time.nullable().describe('When the provider took it away.'),
          replyHash: z.string(),
          versions: z.array(
            z.object({
              ...earlierShape.shape,
              status: z.enum(statuses).nullable(),
              at: time.nullable(),
            }),
          ),
        }),
      )
      .describe('Oldest first, withdrawn ones in their place.'),
    titles: earlier.describe('Earlier titles.'),
    fields: earlier,
    postmortems: earlier,
  })
  .meta({ id: 'Timeline', description: 'An incident with every version of its texts.' })

const timelineRoute = createRoute({
  method: 'get',
  path: '/incidents/{key}/timeline',
  operationId: 'getIncidentTimeline',
  tags,
  summary: 'One incident with every earlier version of its texts',
  request: { params: inPath, query: queryOf({}) },
  responses: { 200: answer(timelineShape, 'The incident and its versions.'), ...errors(404) },
})

export function incidentRoutes(app: OpenAPIHono, desk: Desk): void {
  app.openapi(listRoute, async (c) => {
    const { open, sort = 'oldest', ...rest } = c.req.valid('query')
    const wanted = { ...rest, sort, open: open === undefined ? undefined : open === 'true' }
    const { incidents, next, last } = await pageOf(desk.store, wanted)
    tellPaging(c, desk, { next, last: sort === 'changed' ? last : null })
    return c.json(incidents.map(incidentJson), 200)
  })

  app.openapi(oneRoute, async (c) => {
    return c.json(incidentJson(await stored(desk, c.req.valid('param').key)), 200)
  })

  app.openapi(timelineRoute, async (c) => {
    const { key } = c.req.valid('param')
    const incident = incidentJson(await stored(desk, key))
    return c.json({ incident, ...(await timelineOf(desk.store.db, key)) }, 200)
  })
}

async function stored(desk: Desk, key: number) {
  const incident = await incidentByKey(desk.store.db, key)
  if (incident) return incident
  throw notThere(`There is no incident with the key ${key}.`)
}
