import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  editsOf,
  frozenVersion,
  mustHaveSeen,
  type VersionRow,
  versionsOf,
} from '#storage/editing.ts'
import { decisionShape } from '../../digest/decisions.ts'
import type { Digest } from '../../digest/digest.ts'
import { type Author, decide, freeze, standing, undo } from '../../digest/editing.ts'
import { clean } from '../../outputs/clean.ts'
import { workplaceOf } from '../editions-of.ts'
import type { Desk } from '../parts.ts'
import { answer, errors, numberInPath, queryOf, weekInPath, words } from './checked.ts'
import { digestShape } from './digest-shape.ts'
import { editionOf } from './edition-of.ts'
import { notThere } from './problem.ts'
import { time } from './shapes.ts'

const tags = ['editing']
const none = queryOf({})
const inWeek = z.object({ week: weekInPath })
const seen = z
  .int()
  .min(0)
  .describe('How often the section was edited as far as you know: `seen` of the list.')

const standingShape = z
  .object({
    id: z.int(),
    at: time,
    editor: z.string(),
    reason: z.string(),
    decision: decisionShape.meta({ id: 'Decision' }),
  })
  .meta({ id: 'StandingDecision' })

const decisionsShape = z
  .object({
    week: z.string(),
    frozen: z.boolean(),
    seen: z.int().describe('To be sent along with the next decision.'),
    decisions: z.array(standingShape).describe('Oldest first, without those taken back.'),
  })
  .meta({ id: 'Decisions' })

const decidedShape = z
  .object({ week: z.string(), seen: z.int(), digest: digestShape })
  .meta({ id: 'Decided', description: 'The section as it is after a change.' })

const versionShape = z
  .object({
    version: z.int(),
    madeAt: time,
    editor: z.string(),
    reason: z.string(),
    digest: digestShape,
  })
  .meta({ id: 'EditionVersion' })

const bodyOf = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const listRoute = createRoute({
  method: 'get',
  path: '/editions/{week}/decisions',
  operationId: 'listDecisions',
  tags,
  summary: 'What was decided on an edition and stands',
  request: { params: inWeek, query: none },
  responses: { 200: answer(decisionsShape, 'The decisions.'), ...errors(404) },
})

const decideRoute = createRoute({
  method: 'post',
  path: '/editions/{week}/decisions',
  operationId: 'decide',
  tags,
  summary: 'Decide something; on a frozen edition it makes a corrected version',
  request: {
    params: inWeek,
    query: none,
    body: bodyOf(
      z.strictObject({
        decision: decisionShape,
        reason: z.string().max(500).transform(clean).default(''),
        seen,
      }),
    ),
  },
  responses: {
    201: answer(decidedShape, 'Taken.'),
    ...errors(404, 409, 415, 422),
  },
})

const undoRoute = createRoute({
  method: 'delete',
  path: '/editions/{week}/decisions/{id}',
  operationId: 'undoDecision',
  tags,
  summary: 'Take a decision back',
  request: { params: inWeek.extend({ id: numberInPath }), query: none },
  responses: { 200: answer(decidedShape, 'Taken back.'), ...errors(404, 422) },
})

const freezeRoute = createRoute({
  method: 'post',
  path: '/editions/{week}/freeze',
  operationId: 'freezeEdition',
  tags,
  summary: 'Print the section for good',
  request: {
    params: inWeek,
    query: none,
    body: bodyOf(z.strictObject({ seen, reason: words.default('') })),
  },
  responses: { 200: answer(decidedShape, 'Frozen.'), ...errors(404, 409, 415, 422) },
})

const versionsRoute = createRoute({
  method: 'get',
  path: '/editions/{week}/versions',
  operationId: 'listVersions',
  tags,
  summary: 'Every version that was printed, the first one first',
  request: { params: inWeek, query: none },
  responses: {
    200: answer(z.array(versionShape), 'The versions; none while it is not frozen.'),
    ...errors(404),
  },
})

/** An editor's decisions on an edition. */
export function decisionRoutes(app: OpenAPIHono, desk: Desk): void {
  app.openapi(listRoute, async (c) => {
    const { week } = c.req.valid('param')
    const edition = editionOf(desk, week)
    const [seen, frozen, decisions] = await Promise.all([
      editsOf(desk.store.db, week),
      frozenVersion(desk.store.db, week),
      standing(workplaceOf(desk), edition),
    ])
    return c.json({ week, frozen: frozen !== undefined, seen, decisions }, 200)
  })

  app.openapi(decideRoute, async (c) => {
    const { week } = c.req.valid('param')
    const { decision, reason, seen } = c.req.valid('json')
    const edition = editionOf(desk, week)
    // Before anything else: what somebody else took out is no mistake of this editor.
    await mustHaveSeen(desk.store.db, week, seen)
    const author = authorOf(desk, c, reason, seen)
    const digest = await decide(workplaceOf(desk), edition, decision, author)
    return c.json({ week, seen: seen + 1, digest }, 201)
  })

  app.openapi(undoRoute, async (c) => {
    const { week, id } = c.req.valid('param')
    const edition = editionOf(desk, week)
    const undone = await undo(workplaceOf(desk), edition, desk.now(), id)
    if (!undone) throw notThere(`No decision ${id} stands in the edition ${week}.`)
    const seen = await editsOf(desk.store.db, week)
    const digest = await desk.digest(edition)
    return c.json({ week, seen, digest }, 200)
  })

  app.openapi(freezeRoute, async (c) => {
    const { week } = c.req.valid('param')
    const { reason, seen } = c.req.valid('json')
    const edition = editionOf(desk, week)
    const digest = await freeze(workplaceOf(desk), edition, authorOf(desk, c, reason, seen))
    return c.json({ week, seen, digest }, 200)
  })

  app.openapi(versionsRoute, async (c) => {
    const { week } = c.req.valid('param')
    editionOf(desk, week)
    return c.json((await versionsOf(desk.store.db, week)).map(versionJson), 200)
  })
}

function versionJson({ version, made_at, editor, reason, content }: VersionRow) {
  return { version, madeAt: made_at, editor, reason, digest: JSON.parse(content) as Digest }
}

function authorOf(desk: Desk, c: Context, reason: string, seen: number): Author {
  return { editor: desk.viewer(c)?.name ?? 'editor', reason, now: desk.now(), seen }
}
