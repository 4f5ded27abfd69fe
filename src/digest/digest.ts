import type { Impact, IncidentState, Status } from '../incident.ts'

/** The section as data: `entries` is what would be printed, in order. */
export interface Digest {
  edition: {
    number: number | null
    week: string | null
    from: string
    to: string
    timezone: string
  }
  entries: Entry[]
  leftOut: LeftOut[]
  coverage: Coverage
  /** Corrections of a frozen section, the first one first. */
  corrections?: { at: string; reason: string }[]
}

/** Where a line comes from: the feed, when the reply was fetched and its SHA-256. */
export interface Trace {
  feed: string
  fetchedAt: string
  hash: string
}

/** In minutes. As posted: from first post to close. As stated: the impact itself. Never mixed. */
export interface Durations {
  posted: number | null
  stated: number | null
  /** `text`, or the structured fields that say so; null when nothing is stated. */
  statedBasis: string | null
  /** The words of the text that state it. */
  quote: string | null
}

export interface IncidentLine {
  /** The provider's id. */
  id: string
  /** Our own key. */
  key: number
  url: string | null
  title: string
  status: Status
  impact: Impact
  impactLabel: string | null
  startedAt: string | null
  resolvedAt: string | null
  postedAt: string | null
  /** It was not over when the edition closed. */
  open: boolean
  state: IncidentState
  /** The sentence with the substance, in the provider's words; null when there is none. */
  remark: string | null
  durations: Durations
  regions: string[]
  trace: Trace
  /** The incidents told in this one line, itself the first: alike, short, soon after each other. */
  folded?: FoldedLine[]
}

/** An incident that is told in the line of another. */
export interface FoldedLine {
  key: number
  id: string
  url: string | null
  title: string
  startedAt: string | null
  resolvedAt: string | null
  /** Minutes from first post to close. */
  posted: number | null
  /** The words by which its title differs from the others: a region, a number. */
  differs: string | null
  trace: Trace
}

/** A service hit by the same outage. */
export interface AffectedService {
  /** Null for one that feeds.yaml does not name. */
  id: string | null
  name: string
  /** Its own post or article. */
  url?: string | null
  /** Its own incidents, which have no line elsewhere. */
  told?: FoldedLine[]
  /** The key of the incident that hit it, where that is known. */
  of?: number
  /** It is heavy enough for an entry of its own, which tells of it. */
  apart?: true
}

export interface FollowUp {
  /** The provider's ids of the incidents it follows; several when they had one cause. */
  incidents: string[]
  links: { id: string; title: string; url: string | null }[]
  url: string | null
  title: string
  /** One or two sentences in the words of the provider or the article. */
  text: string
  at: string | null
  kind: 'postmortem' | 'report' | 'article'
  /** It follows an incident of this same edition. */
  thisWeek: boolean
  trace: Trace
}

export interface ArticleLine {
  /** Our own key. */
  key: number
  url: string | null
  title: string
  publisher: string | null
  publishedAt: string | null
  /** What the date rests on when the item has none of its own. */
  datedBy: string | null
  /** Other places that carry the same story. */
  alsoAt: { url: string | null; title: string; publisher: string | null }[]
  trace: Trace
}

/** Something that moves an entry up or down, in words, with its points. */
export interface Fact {
  what: string
  points: number
}

export interface Entry {
  service: { id: string; name: string }
  label: string
  gloss: string | null
  url: string | null
  remark: string | null
  /** The editor's own words in place of the remark; empty for none. */
  editorRemark?: string
  incidents: IncidentLine[]
  followUps: FollowUp[]
  articles: ArticleLine[]
  alsoAffected: AffectedService[]
  disclosure: string | null
  score: number
  /** Why it is here and where it stands: short facts for a person. */
  reasons: string[]
  /** What `score` is the rounded sum of. Editions frozen by an older program have none. */
  facts?: Fact[]
  /** A provider's own post says so, or two independent publishers. */
  verified: boolean
}

export interface LeftOut {
  title: string
  service: string | null
  url: string | null
  reason: string
  /** What to name to have it in after all: `incident:12`, `article:7`. */
  item?: string
  /** The id of an entry that was left out whole. */
  entry?: string
  /** Its points, where it was too light or the edition was full. */
  score?: number
}

export interface Coverage {
  /** How many feeds were polled. */
  feeds: number
  /** How many of them could be read all the time. */
  readAllWeek: number
  /** Longest first, clipped to the edition; `to` is null when it lasted beyond the end. */
  gaps: { feed: string; from: string; to: string | null; error: string }[]
}
