import { z } from '@hono/zod-openapi'
import { impacts, incidentStates, statuses } from '../../incident.ts'
import { time, traceShape } from './shapes.ts'

const text = z.string().nullable()
const minutes = z.number().nullable()

const foldedLine = z
  .object({
    key: z.int(),
    id: z.string(),
    url: text,
    title: z.string(),
    startedAt: time.nullable(),
    resolvedAt: time.nullable(),
    posted: minutes,
    differs: text.describe('The words by which its title differs from the others.'),
    trace: traceShape,
  })
  .meta({ id: 'FoldedLine', description: 'An incident told in the line of another.' })

const incidentLine = z
  .object({
    id: z.string(),
    key: z.int(),
    url: text,
    title: z.string(),
    status: z.enum(statuses),
    impact: z.enum(impacts),
    impactLabel: text,
    startedAt: time.nullable(),
    resolvedAt: time.nullable(),
    postedAt: time.nullable(),
    open: z.boolean().describe('Not over when the edition closed.'),
    state: z.enum(incidentStates),
    remark: text,
    durations: z
      .object({ posted: minutes, stated: minutes, statedBasis: text, quote: text })
      .describe('In minutes: from first post to close, and the impact as stated.'),
    regions: z.array(z.string()),
    trace: traceShape,
    folded: z.array(foldedLine).optional().describe('All incidents of this line, itself first.'),
  })
  .meta({ id: 'IncidentLine' })

const followUp = z
  .object({
    incidents: z.array(z.string()).describe('Ids of the incidents it follows.'),
    links: z.array(z.object({ id: z.string(), title: z.string(), url: text })),
    url: text,
    title: z.string(),
    text: z.string(),
    at: time.nullable(),
    kind: z.enum(['postmortem', 'report', 'article']),
    thisWeek: z.boolean(),
    trace: traceShape,
  })
  .meta({ id: 'FollowUp' })

const articleLine = z
  .object({
    key: z.int(),
    url: text,
    title: z.string(),
    publisher: text,
    publishedAt: time.nullable(),
    datedBy: text,
    alsoAt: z.array(z.object({ url: text, title: z.string(), publisher: text })),
    trace: traceShape,
  })
  .meta({ id: 'ArticleLine' })

const affected = z
  .object({
    id: text,
    name: z.string(),
    url: text.optional(),
    told: z.array(foldedLine).optional(),
    of: z.int().optional().describe('The key of the incident that hit it.'),
    apart: z.literal(true).optional().describe('It has an entry of its own.'),
  })
  .meta({ id: 'AffectedService' })

const entry = z
  .object({
    service: z.object({ id: z.string(), name: z.string() }),
    label: z.string(),
    gloss: text,
    url: text,
    remark: text,
    editorRemark: z.string().optional(),
    incidents: z.array(incidentLine),
    followUps: z.array(followUp),
    articles: z.array(articleLine),
    alsoAffected: z.array(affected),
    disclosure: text,
    score: z.number(),
    reasons: z.array(z.string()),
    facts: z
      .array(z.object({ what: z.string(), points: z.number() }))
      .optional()
      .describe('What `score` is the rounded sum of.'),
    verified: z.boolean(),
  })
  .meta({ id: 'Entry' })

const leftOut = z
  .object({
    title: z.string(),
    service: text,
    url: text,
    reason: z.string(),
    item: z.string().optional().describe('What to name to include it: `incident:12`.'),
    entry: z.string().optional(),
    score: z.number().optional(),
  })
  .meta({ id: 'LeftOut' })

/** The section of an edition as data. */
export const digestShape = z
  .object({
    edition: z.object({
      number: z.int().nullable(),
      week: text,
      from: time,
      to: time,
      timezone: z.string(),
    }),
    entries: z.array(entry).describe('What would be printed, in order.'),
    leftOut: z.array(leftOut),
    coverage: z.object({
      feeds: z.int(),
      readAllWeek: z.int(),
      gaps: z.array(
        z.object({ feed: z.string(), from: time, to: time.nullable(), error: z.string() }),
      ),
    }),
    corrections: z.array(z.object({ at: time, reason: z.string() })).optional(),
  })
  .meta({ id: 'Digest' })
