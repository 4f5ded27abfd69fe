import type { z } from 'zod'
import type { Article, Incident } from '../incident.ts'

/** One address to ask. A reply to an `optional` one may be missing without failing the poll. */
export interface Ask {
  url: string
  optional?: boolean
}

/**
 * What came back for one address. Bodies are whole and unpacked; `status` is 200 for a document,
 * anything else means the ask failed (only optional asks can appear failed) and `body` is empty.
 */
export interface Reply {
  url: string
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  body: Uint8Array
  /** When it was fetched, ISO 8601 UTC. The only clock a source may look at. */
  at: string
}

/** The feed as a source sees it. */
export interface SourceFeed {
  /** Address as in feeds.yaml, or the source's `defaultUrl`. */
  url: string
  /** Checked by the source's `options` schema; feed-wide keys only, filters are per service. */
  options: Record<string, unknown>
  /** Ids of incidents we hold open for this feed: a source may ask for their details. */
  open: string[]
}

/** Something that was there and could not be used: counted and shown, never fatal. */
export interface Skipped {
  /** e.g. `incident 4711`, `item 3` */
  what: string
  why: string
}

/** How far the lists just read reach, so that a missing incident can be told from an old one. */
export interface Reach {
  /** Every incident posted at or after this instant is listed; `always` = all there ever were; null = cannot say. */
  since: string | 'always' | null
  /** Every incident that is open now is listed. */
  open: boolean
  /**
   * The platform lists open ones only: what leaves the list is over, and nothing more is said of it.
   * A text limits that to incidents whose id begins so: those told from the state of a component.
   */
  openOnly?: boolean | string
}

export interface Reading {
  incidents: Incident[]
  articles: Article[]
  skipped: Skipped[]
  reach: Reach
  /** Said when the document was only accepted by the tolerant reader, or similar; else empty. */
  notes: string[]
}

/** How sure `detects` is (0..1) and why, in a sentence. */
export interface Detection {
  confidence: number
  why: string
  /** The address to put into feeds.yaml. */
  url: string
}

/** What can be had from a source: the row in docs/sources.md. */
export interface Gives {
  impact: 'stated' | 'inferred' | 'none'
  components: boolean
  regions: boolean
  /** `all` messages of an incident, only the `latest`, or `none` */
  updates: 'all' | 'latest' | 'none'
  maintenance: boolean
  postmortems: boolean
  /** How far history reaches, in words: "newest 50", "open only", "about six months". */
  history: string
}

export interface Source {
  /** Equals the file name; the word used in feeds.yaml. */
  id: string
  name: string
  /** One sentence. */
  summary: string
  /** Home page of the platform or provider. */
  site: string
  /** Real public pages. Nobody else recognises them. */
  examples: string[]
  gives: Gives
  /** For a provider with one page of its own: the address when feeds.yaml gives none. */
  defaultUrl?: string
  /** Keys a service may add in feeds.yaml beside `url`; strict, so that a typo is an error. */
  options: z.ZodObject
  /** Names of those options that select incidents for one service (see `select.ts`). */
  filters: readonly string[]
  /**
   * Paths below a page's root (`/api/v2/summary.json`) whose answer shows whether it is this
   * platform's, cheapest first: asked where the page itself has not settled it.
   */
  probes?: readonly string[]
  /** The address of the page's own RSS or Atom feed, for feed readers; null where it has none. */
  feedOf?(url: string): string | null
  /** From the address alone. */
  recognises(url: URL): boolean
  /** From probe replies (the page itself and the usual paths): is this page mine? */
  detects(replies: readonly Reply[]): Detection | null
  /** Which addresses to ask next, given what came so far; empty = done. Capped by the caller. */
  asks(feed: SourceFeed, replies: readonly Reply[]): Ask[]
  /** Pure: no network, disk or clock. Throws ParseError when nothing can be read; a bad entry is skipped, not thrown. */
  read(feed: SourceFeed, replies: readonly Reply[]): Reading | Promise<Reading>
}

/** Types a source; exists so that a source file needs one import and gets its types checked. */
export function defineSource(source: Source): Source {
  return source
}

/** The whole (status 200) reply for an address, or undefined. */
export function replyTo(replies: readonly Reply[], url: string): Reply | undefined {
  return replies.find((r) => r.url === url && r.status === 200)
}

/** True once an address has been asked, whatever came back. */
export function wasAsked(replies: readonly Reply[], url: string): boolean {
  return replies.some((r) => r.url === url)
}
