/** The words of the domain as types and lists. No logic lives here. */

export const incidentKinds = ['incident', 'maintenance', 'notice'] as const
export type IncidentKind = (typeof incidentKinds)[number]

export const statuses = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'postmortem',
  'scheduled',
  'in_progress',
  'verifying',
  'completed',
  'unknown',
] as const
export type Status = (typeof statuses)[number]

/** Statuses after which the provider says it is over. `unknown` is never one of them. */
export const closedStatuses: readonly Status[] = ['resolved', 'postmortem', 'completed']

/** From harmless to worst; `maintenance` and `unknown` stand outside that order. */
export const impacts = ['none', 'minor', 'major', 'critical', 'maintenance', 'unknown'] as const
export type Impact = (typeof impacts)[number]

/** All of them in one order, for sorting: what is planned first, what nobody knows between none and minor. */
export const heaviness: Readonly<Record<Impact, number>> = {
  maintenance: 0,
  none: 1,
  unknown: 2,
  minor: 3,
  major: 4,
  critical: 5,
}

/** One message of an incident's timeline. `at` is when it is said to have happened, ISO 8601 UTC. */
export interface Update {
  id: string
  status: Status
  at: string | null
  /** Plain text: no HTML, no control characters; paragraphs separated by newlines. */
  text: string
}

export interface Postmortem {
  url: string | null
  text: string | null
  at: string | null
}

/**
 * When the impact itself lasted, where the provider states it in structured fields (component
 * impact windows, begin and end). `basis` names the fields in a few words.
 */
export interface StatedWindow {
  from: string
  to: string | null
  basis: string
}

/** What a provider posted. All times ISO 8601 UTC with milliseconds (`2017-09-07T18:00:00.000Z`). */
export interface Incident {
  /** The provider's id, unique within one feed. */
  id: string
  /** http(s) permalink, or the page that shows it; null when neither is known. */
  url: string | null
  title: string
  kind: IncidentKind
  status: Status
  impact: Impact
  /** The provider's own word for the impact or severity, as it came. */
  impactLabel: string | null
  /** When it is said to have begun (for maintenance: the start of its window). */
  startedAt: string | null
  /** When it is said to have ended; null while open or where the provider does not say. */
  resolvedAt: string | null
  /** When it was first posted. */
  postedAt: string | null
  /** The provider's own stamp of the last change, else the time of the newest update. */
  updatedAt: string | null
  /** Names of the products or services the provider says are affected. */
  services: string[]
  components: string[]
  regions: string[]
  /** Oldest first. */
  updates: Update[]
  postmortem: Postmortem | null
  stated: StatedWindow | null
}

/** One news item, as a feed gave it. */
export interface Article {
  id: string
  url: string | null
  title: string
  /** Plain text; empty when the feed gives none. */
  summary: string
  /** The item's own date; null when it has none. Never a guess, never "today". */
  publishedAt: string | null
  updatedAt: string | null
  /** Publisher or author, when the item names one. */
  publisher: string | null
}

export const incidentStates = ['present', 'vanished', 'retracted'] as const
export type IncidentState = (typeof incidentStates)[number]

/** An incident as it stands in the database. */
export interface StoredIncident extends Incident {
  /** Our own key, stable over the incident's life. */
  key: number
  feed: string
  /** Ids of our services it belongs to, the most specific first; `service` is the first. */
  service: string
  serviceIds: string[]
  firstSeenAt: string
  lastSeenAt: string
  /** When anything of its content last changed, by our clock. */
  changedAt: string
  state: IncidentState
  /** It was already closed when its feed was read for the first time. */
  backfilled: boolean
  /** How often it was opened again after having been closed. */
  reopened: number
  /** Earlier ids under which the same incident was published. */
  formerIds: string[]
  /** SHA-256 (hex) of the reply that last changed it, and when that reply was fetched. */
  replyHash: string
  fetchedAt: string
  /** How many stored texts (title, updates, postmortem) the provider edited or withdrew later. */
  edits: number
}

/** An article as it stands in the database. */
export interface StoredArticle extends Article {
  key: number
  feed: string
  firstSeenAt: string
  lastSeenAt: string
  backfilled: boolean
  replyHash: string
  fetchedAt: string
}

/** A service as `feeds.yaml` names it. */
export interface Service {
  /** kebab-case */
  id: string
  name: string
  aliases: string[]
  parent: string | null
  /** A few words for readers who may not know it: "out-of-print books". */
  gloss: string | null
  category: string | null
  /** A sentence to print whenever the service is listed. */
  disclosure: string | null
  /** Its status page for people, where no source reads it. */
  page?: string
}

/** A stretch of time in which a feed (or, with feed `*`, the collector itself) could not be read. */
export interface Gap {
  feed: string
  from: string
  /** null while it lasts */
  to: string | null
  error: string
}
