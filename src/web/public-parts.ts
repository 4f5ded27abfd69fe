import type { PublicQuery } from '#storage/public.ts'
import type { Digest } from '../digest/digest.ts'
import type { Service, StoredIncident } from '../incident.ts'
import type { Subscription } from '../outputs/opml.ts'

/** A service and how well its status feeds can be read. */
export interface WatchedService extends Service {
  /** When one of its status feeds was first read whole; null when none ever was, or it has none. */
  firstReadAt: string | null
  lastReadAt: string | null
  /** Why it cannot be read now; null when it can. Never shown to the public. */
  error: string | null
}

/** What names an incident for good. */
export type IncidentIdentity = Pick<StoredIncident, 'key' | 'feed' | 'id' | 'formerIds'>

/** An edition that was published. */
export interface PublishedEdition {
  digest: Digest
  /** When it was frozen; corrections are in the digest. */
  publishedAt: string
}

/** What the public documents need of the rest, passed in. */
export interface PublicParts {
  /** The public address of the desk, ending with a slash; null for that of the request. */
  address: string | null
  services(): Promise<WatchedService[]>
  /** More may be returned than asked for, in any order: everything is checked again here. */
  incidents(query: PublicQuery): Promise<StoredIncident[]>
  /** Keys of the incidents that have this public id. */
  keysNamed(id: string): Promise<readonly number[]>
  /** Newest first, as many as the feed should hold. */
  editions(newest: number): Promise<PublishedEdition[]>
  /** Every feed that is polled. */
  subscriptions(): Subscription[]
  /** ISO 8601 UTC with milliseconds. */
  now(): string
}
