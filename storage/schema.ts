import type { Generated, Kysely } from 'kysely'
import type { IncidentSpan } from './incident-span.ts'

export type Db = Kysely<Schema>

/** Tables as they stand after the newest migration. Times are ISO 8601 UTC text, JSON is text. */
export interface Schema {
  feeds: FeedTable
  asks: AskTable
  bodies: BodyTable
  replies: ReplyTable
  incidents: IncidentTable
  incident_services: IncidentServiceTable
  incident_words: IncidentWordTable
  updates: UpdateTable
  versions: VersionTable
  articles: ArticleTable
  gaps: GapTable
  editions: EditionTable
  decisions: DecisionTable
  edition_versions: EditionVersionTable
  processes: ProcessTable
  deliveries: DeliveryTable
  stopped_targets: StoppedTargetTable
}

export interface FeedTable {
  id: string
  source: string
  url: string
  kind: 'status' | 'news'
  /** 1 while feeds.yaml lists it and does not disable it. */
  active: number
  next_check_at: string
  last_attempt_at: string | null
  first_read_at: string | null
  last_read_at: string | null
  last_changed_at: string | null
  failures: number
  error_kind: string | null
  error: string | null
  moved_to: string | null
  /** Changes when the source's code or the feed's settings do: then everything is read again. */
  reader: string | null
  notes: string
  /** Incidents and articles of the last reading, and the most there ever were in one. */
  entries: number | null
  most_entries: number | null
  /** Time of the newest entry that was ever listed. */
  newest_at: string | null
  /** What a second look at a page that could not be read found there, and when it was taken. */
  found_source: string | null
  found_url: string | null
  found_why: string | null
  found_at: string | null
  /** 1 while the feed is read as what was found. */
  stand_in: Generated<number>
}

/** What is known of one address of a feed: validators byte for byte, hash of the body last read. */
export interface AskTable {
  feed: string
  url: string
  etag: string | null
  last_modified: string | null
  hash: string
  headers: string
  fetched_at: string
}

/** A body, once, however often it came. */
export interface BodyTable {
  hash: string
  size: number
  packed: Uint8Array
}

/** The archive: which body an address gave, and when. */
export interface ReplyTable {
  id: Generated<number>
  feed: string
  url: string
  hash: string
  headers: string
  fetched_at: string
}

/** With what is derived from it, see there. */
export interface IncidentTable extends IncidentSpan {
  key: Generated<number>
  feed: string
  id: string
  former_ids: string
  service_ids: string
  url: string | null
  title: string
  kind: string
  status: string
  impact: string
  impact_label: string | null
  started_at: string | null
  resolved_at: string | null
  posted_at: string | null
  updated_at: string | null
  services: string
  components: string
  regions: string
  postmortem: string | null
  stated: string | null
  state: string
  /** 1 while the provider's list holds it; then it was last seen when the feed was last read. */
  listed: number
  backfilled: number
  reopened: number
  edits: number
  first_seen_at: string
  last_seen_at: string
  changed_at: string
  reply_hash: string
  fetched_at: string
}

/** One row for each service of an incident: what lists and counts by service need, and no more. */
export interface IncidentServiceTable {
  service: string
  key: number
  kind: string
  impact: string
  /** 1 for an incident that counts: no maintenance, no notice, not retracted. */
  counted: number
  open: number
  lasting: number
  began_at: string
  ended_at: string | null
  created_at: string
  changed_at: string
}

/** Every word that was ever indexed, to know those that begin with something. */
export interface IncidentWordTable {
  word: string
}

export interface UpdateTable {
  incident: number
  id: string
  position: number
  status: string
  at: string | null
  text: string
  first_seen_at: string
  withdrawn_at: string | null
  reply_hash: string
}

/** What a text or a set of fields was before it was replaced. */
export interface VersionTable {
  id: Generated<number>
  subject: 'incident' | 'article'
  key: number
  /** `title`, `fields`, `postmortem`, `update:<id>` */
  part: string
  value: string
  replaced_at: string
  reply_hash: string
}

export interface ArticleTable {
  key: Generated<number>
  feed: string
  id: string
  url: string | null
  title: string
  title_key: string
  summary: string
  published_at: string | null
  updated_at: string | null
  publisher: string | null
  backfilled: number
  first_seen_at: string
  last_seen_at: string
  reply_hash: string
  fetched_at: string
}

export interface GapTable {
  id: Generated<number>
  feed: string
  from_at: string
  to_at: string | null
  error: string
}

export interface EditionTable {
  week: string
  number: number | null
  from_at: string
  to_at: string
  timezone: string
  drawn_at: string
  frozen_at: string | null
  content: string
  urls: string
  incident_keys: string
}

/** One thing an editor decided on an edition; `decision` is JSON (`src/digest/decisions.ts`). */
export interface DecisionTable {
  id: Generated<number>
  week: string
  decided_at: string
  editor: string
  decision: string
  reason: string
  undone_at: string | null
}

/** An edition as it was printed: version 1 when it was frozen, later ones are corrections. */
export interface EditionVersionTable {
  week: string
  version: number
  made_at: string
  editor: string
  reason: string
  content: string
}

export interface ProcessTable {
  name: string
  pid: number
  host: string
  started_at: string
  seen_at: string
}

/** One message for one target. `next_try_at` is null once it was delivered or given up. */
export interface DeliveryTable {
  key: Generated<number>
  /** What the receiver knows it by, the same however often it is sent. */
  id: string
  target: string
  /** With the target: what must not be told twice. */
  event: string
  /** The incident or the edition; messages about one thing arrive in order. */
  about: string
  kind: string
  subject: string
  /** Byte for byte what is posted. */
  body: string
  created_at: string
  next_try_at: string | null
  tries: Generated<number>
  done_at: string | null
  given_up_at: string | null
  last_error: string | null
}

/** A target that answered 410: nothing is sent there while its address (a hash of it) stays the same. */
export interface StoppedTargetTable {
  target: string
  address: string
  stopped_at: string
  reason: string
}
