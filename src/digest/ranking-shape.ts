import { z } from 'zod'
import { impacts } from '../incident.ts'

/** What makes up for a leaning: a wide impact, an unusual cause, a report, or many publishers. */
export const lifts = ['wide', 'cause', 'report', 'press'] as const
export type Lift = (typeof lifts)[number]

const points = z.number().min(-100).max(100)
const count = z.number().int().min(1).max(1000)
const share = z.number().min(0).max(1)
/** A name of a category, in small letters: what cannot be one is a slip of the keyboard. */
const kind = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a category in small letters')

const pointsFrom = z.strictObject({
  least: count.describe('From how many on it counts'),
  points: points.describe('Points for it'),
})

const leaning = z.strictObject({
  points: points.describe('Points for it, as a rule below 0'),
  liftedBy: z
    .array(z.enum(lifts))
    .describe('What makes up for it: wide, cause, report, press; an empty list for nothing'),
})

/** Every setting of the ranking, whole. Points are only compared with each other and `minScore`. */
export const rankingShape = z.strictObject({
  minScore: points.describe('An outage with fewer points is left out'),
  minConfidence: share.describe('Least confidence that a headline reports an outage (0 to 1)'),
  incidents: count.describe('Most incidents that one entry tells of'),
  impactPoints: z
    .strictObject(
      Object.fromEntries(impacts.map((i) => [i, points.describe(`Of impact ${i}`)])) as Record<
        Impacts,
        Points
      >,
    )
    .describe('Points by the impact that the provider states'),
  durationPoints: z
    .array(
      z.strictObject({
        minutes: z.number().min(0).describe('Least duration in minutes'),
        points: points.describe('Points from that duration on'),
      }),
    )
    .min(1)
    .describe('Points by duration; a list of your own replaces the whole list'),
  postedShare: share.describe('Share of those points for how long a post was open (0 to 1)'),
  categoryPoints: z
    .record(kind, points)
    .describe('Points by category of the service: what readers care for more'),
  partsPoints: pointsFrom.describe('The service is the whole of so many services of feeds.yaml'),
  breadthPoints: z
    .strictObject({
      many: points.describe('The text speaks of all or most users'),
      few: points.describe('The text speaks of few users'),
    })
    .describe('Points for what the text says of how many were hit'),
  regionPoints: pointsFrom.describe('It hit several regions'),
  componentPoints: pointsFrom.describe('It hit several components'),
  downstreamPoints: z
    .strictObject({
      each: points.describe('For each of them'),
      most: points.describe('At most for all of them'),
    })
    .describe('Other services were hit by it: for each, and at most'),
  pressPoints: z
    .strictObject({
      first: points.describe('For the first publisher'),
      more: points.describe('For each further one'),
      most: points.describe('At most for all of them'),
    })
    .describe('For the first publisher, for each further one, and at most'),
  articlePoints: z
    .strictObject({
      known: points.describe('Of a service of feeds.yaml'),
      other: points.describe('Of any other'),
    })
    .describe('Only articles tell of it: of a service of feeds.yaml, or of any other'),
  causePoints: z
    .strictObject({
      named: points.describe('The text names a cause'),
      unusual: points.describe('The cause is one that people talk about'),
    })
    .describe('Points for a cause; an unusual one counts instead of a named one'),
  followUpPoints: points.describe('A postmortem or report was published'),
  reopenedPoints: points.describe('It was closed and opened again'),
  moreIncidentPoints: points.describe('For each further incident that an entry tells of'),
  rarityPoints: z
    .strictObject({
      none: points.describe('No serious incident of the service in the year before'),
      few: points.describe('At most fewUpTo of them'),
      many: points.describe('At least manyFrom of them'),
      fewUpTo: count.describe('How many are few'),
      manyFrom: count.describe('How many are many'),
    })
    .describe('Points by how often the service has serious incidents'),
  manyPublishers: count.describe('From how many publishers on the press lifts a leaning'),
  leanings: z
    .record(kind, leaning)
    .describe('What is usually left out: a category, single-zone, single-region or small'),
})

type Impacts = (typeof impacts)[number]
type Points = typeof points

export type Ranking = z.output<typeof rankingShape>
export type Leaning = Ranking['leanings'][string]
