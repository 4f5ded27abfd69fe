import type { Impact } from '../incident.ts'

/** Thresholds and weights. Points are only compared with each other and with `minScore`. */
export interface DraftSettings {
  /** Days before the first edge from which an article may still date. */
  slackDays: number
  /** Days within which one headline about one service is one story, and an article tells of an incident. */
  storyDays: number
  /** Most entries that are printed; the rest is left out, and says so. */
  lines: number
  /** Most incidents that one entry tells of. */
  incidents: number
  /** An outage with fewer points is left out. */
  minScore: number
  /** The least confidence that a headline reports an outage (0..1); analyses are not held to it. */
  minConfidence: number
  /** Longest remark in characters; a single sentence may be a third longer. */
  remarkLength: number
  /** Share of words that two follow-ups have in common when they tell of one cause (0..1). */
  sharedCause: number
  /** Minutes below which a gap loses nothing, since pages list more than that. */
  gapMinutes: number
  /** Days before the first edge from which an incident posted late still counts as this week's. */
  lateDays: number

  impactPoints: Record<Impact, number>
  /** Points by least duration of the impact, longest first. */
  durationPoints: { minutes: number; points: number }[]
  /** Share of those points that a duration as posted is worth: paperwork is no impact. */
  postedShare: number
  /** What readers of a newsletter on reliability care for more, or less. */
  categoryPoints: Record<string, number>
  /** For the first publisher, for each further one, and at most. */
  pressPoints: { first: number; more: number; most: number }
  /** A postmortem or report was published. */
  followUpPoints: number
  /** It hit several regions. */
  regionPoints: number
  /** The text speaks of all or most users, or of a complete outage. */
  breadthPoints: number
  /** An outage that only articles tell of: of a service we know, or of any other. */
  articlePoints: { known: number; other: number }
}

export const defaultSettings: DraftSettings = {
  slackDays: 2,
  storyDays: 2,
  lines: 15,
  incidents: 6,
  minScore: 20,
  minConfidence: 0.5,
  remarkLength: 240,
  sharedCause: 0.5,
  gapMinutes: 30,
  lateDays: 7,
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
    games: -10,
    telecom: -8,
  },
  pressPoints: { first: 8, more: 5, most: 28 },
  followUpPoints: 10,
  regionPoints: 4,
  breadthPoints: 4,
  articlePoints: { known: 14, other: 12 },
}

/** The defaults with what is given and not undefined in their place. */
export function settingsFrom(given: Partial<DraftSettings>): DraftSettings {
  const set = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...defaultSettings, ...Object.fromEntries(set) }
}
