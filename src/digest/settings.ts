import { lax } from './lax.ts'
import { type Ranking, rankingShape } from './ranking-shape.ts'

export type { Leaning, Lift, Ranking } from './ranking-shape.ts'

/** All that a section is drafted with. */
export interface DraftSettings extends Ranking {
  /** Most entries that are printed; the rest is left out, and says so. */
  lines: number
  /** Days before the first edge from which an article may still date. */
  slackDays: number
  /** Days within which one headline about one service is one story, and an article tells of an incident. */
  storyDays: number
  /** Longest remark in characters; a single sentence may be a third longer. */
  remarkLength: number
  /** Share of words that two follow-ups have in common when they tell of one cause (0..1). */
  sharedCause: number
  /** Minutes below which a gap loses nothing, since pages list more than that. */
  gapMinutes: number
  /** Days before the first edge from which an incident posted late still counts as this week's. */
  lateDays: number
  /** When incidents and articles of several services, or several of one, are one outage. */
  joining: {
    /** Minutes within which incidents of sister services began. */
    sisterMinutes: number
    /** Minutes before and after an outage of a vendor in which it may be a cause. */
    vendorMinutes: number
    /** A customer of a failing vendor with as many points keeps an entry of its own. */
    heavyScore: number
    /** Longest of incidents that are folded, in minutes, and most hours from one to the next. */
    foldMinutes: number
    foldHours: number
  }
}

export const defaultRanking: Ranking = {
  minScore: 20,
  minConfidence: 0.5,
  incidents: 6,
  impactPoints: { critical: 36, major: 22, unknown: 10, minor: 6, none: 3, maintenance: 6 },
  durationPoints: [
    { minutes: 24 * 60, points: 18 },
    { minutes: 8 * 60, points: 14 },
    { minutes: 3 * 60, points: 10 },
    { minutes: 60, points: 6 },
    { minutes: 20, points: 3 },
    { minutes: 0, points: -4 },
  ],
  postedShare: 0.4,
  categoryPoints: {
    cloud: 6,
    network: 6,
    'dev-tools': 6,
    ci: 6,
    monitoring: 6,
    security: 4,
    payments: 4,
    ai: 4,
    education: -4,
    sales: -4,
    people: -4,
    field: -4,
  },
  partsPoints: { least: 10, points: 3 },
  breadthPoints: { many: 4, few: -4 },
  regionPoints: { least: 3, points: 4 },
  componentPoints: { least: 6, points: 2 },
  downstreamPoints: { each: 1, most: 6 },
  pressPoints: { first: 8, more: 5, most: 28 },
  articlePoints: { known: 14, other: 12 },
  causePoints: { named: 1, unusual: 8 },
  followUpPoints: 10,
  reopenedPoints: 2,
  moreIncidentPoints: 2,
  rarityPoints: { none: 4, few: 2, many: -2, fewUpTo: 2, manyFrom: 20 },
  manyPublishers: 3,
  leanings: {
    games: { points: -10, liftedBy: ['wide', 'cause', 'report'] },
    telecom: { points: -8, liftedBy: ['wide', 'cause', 'report'] },
    'single-zone': { points: -8, liftedBy: ['cause', 'report', 'press'] },
    'single-region': { points: -2, liftedBy: ['wide', 'cause', 'report', 'press'] },
    small: { points: -4, liftedBy: ['wide', 'cause', 'report', 'press'] },
  },
}

export const defaultSettings: DraftSettings = {
  lines: 15,
  slackDays: 2,
  storyDays: 2,
  remarkLength: 240,
  sharedCause: 0.5,
  gapMinutes: 30,
  lateDays: 7,
  joining: {
    sisterMinutes: 30,
    vendorMinutes: 60,
    heavyScore: 40,
    foldMinutes: 120,
    foldHours: 24,
  },
  ...defaultRanking,
}

/** `digest.ranking` of feeds.yaml: any part of the settings; the rest is as it comes. */
export const rankingSchema = lax(rankingShape).describe(
  'What weighs how much when a section is drafted; what is left out is as it comes',
)

/** Names that `categoryPoints` and `leanings` have by themselves. */
export const kindsOfOutage = {
  categories: Object.keys(defaultRanking.categoryPoints),
  leanings: Object.keys(defaultRanking.leanings),
}

/** What feeds.yaml says of drafting. */
export interface DraftingSettings {
  lines?: number | undefined
  /** Checked by `rankingSchema`. */
  ranking?: object | undefined
}

/** That as settings, whole mappings in them. */
export function draftingOf(digest: DraftingSettings): Partial<DraftSettings> {
  const { lines, ranking: given = {} } = digest
  return { ...(lines === undefined ? {} : { lines }), ...completed(merged(defaultRanking, given)) }
}

/** The defaults with what is given and not undefined in their place, also within mappings. */
export function settingsFrom(given: Partial<DraftSettings>): DraftSettings {
  return completed(merged(defaultSettings, given))
}

/** A leaning of one's own may name only its points. */
function completed<T extends Ranking>(settings: T): T {
  const whole = Object.entries(settings.leanings).map(([key, given]) => [
    key,
    { ...{ points: 0, liftedBy: [] }, ...given },
  ])
  return { ...settings, leanings: Object.fromEntries(whole) }
}

function merged<T extends object>(defaults: T, given: object): T {
  const set = Object.entries(given).filter(([, value]) => value !== undefined)
  const own = set.map(([key, value]) => {
    const before = (defaults as Record<string, unknown>)[key]
    return [key, isMapping(before) && isMapping(value) ? merged(before, value) : value]
  })
  return { ...defaults, ...Object.fromEntries(own) }
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
