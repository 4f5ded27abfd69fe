import type { Context } from 'hono'
import type { Store } from '#storage/open.ts'
import type { Digest } from '../digest/digest.ts'
import type { Edition, EditionSettings } from '../digest/edition.ts'
import type { DraftSettings } from '../digest/settings.ts'
import type { Service } from '../incident.ts'
import type { Subscription } from '../outputs/opml.ts'
import type { Html } from './guard/refuse.ts'
import type { Viewer } from './guard/viewers.ts'

/** A feed as feeds.yaml has it. */
export interface DeskFeed {
  id: string
  source: string
  url: string
  kind: 'status' | 'news'
  /** Ids of the services it is read for; none for news. */
  services: readonly string[]
  /** Its line in feeds.yaml. */
  line: number
  /** Why it is not polled; null when it is. */
  disabled: string | null
}

/** What the desk shows of the health of one feed that is polled. */
export interface FeedHealth {
  id: string
  /** Its line in feeds.yaml. */
  line: number
  lastReadAt: string | null
  error: string | null
  /** What a maintainer should know, and what to write instead. */
  findings: { kind: string; needs: 'act' | 'look'; what: string; remedy: string }[]
}

/** feeds.yaml as it is now. */
export interface DeskConfig {
  file: string
  services: readonly Service[]
  feeds: readonly DeskFeed[]
  digest: EditionSettings
  /** What is set for drafting; the rest has its defaults. */
  drafting: Partial<DraftSettings>
  /** The other sections, for the page that shows them: `polling`, `fetch`, `archive`, `notify`. */
  sections: Readonly<Record<string, unknown>>
}

export interface PollOutcome {
  outcome: 'unchanged' | 'read' | 'failed'
  changed: number
  error: string | null
}

/** What the server needs of the rest of the program, passed in: no page asks the network. */
export interface DeskParts {
  store: Store
  config(): DeskConfig
  health(): Promise<FeedHealth[]>
  /** Polls one feed now; null when feeds.yaml has none of that id, or it is disabled. */
  pollNow(feed: string): Promise<PollOutcome | null>
  /** Every feed that is polled, for the OPML. */
  subscriptions(): Subscription[]
  /** Whether a daemon polls by itself; without one, as in the demo, nothing is ever late. */
  polls: boolean
  /** The clock, as ISO 8601 UTC with milliseconds. */
  now(): string
  version: string
  /** The public address of the desk, ending with a slash; null for that of the request. */
  address: string | null
}

export type Section =
  | 'week'
  | 'picture'
  | 'incidents'
  | 'services'
  | 'editions'
  | 'feeds'
  | 'settings'

/** What stands in the frame of the desk. */
export interface Sheet {
  /** Plain text; the name of the desk is added. */
  title: string
  /** Which entry of the navigation is current. */
  section: Section | null
  main: Html | Promise<Html>
  /** Files of `assets/` to load as modules. */
  scripts?: readonly string[]
  status?: 200 | 400 | 404 | 409 | 422 | 500
  /** Uses the whole width of the window. */
  wide?: boolean
}

/** What every page is given. */
export interface Desk extends DeskParts {
  /** The section of an edition as it is now; made anew only when something it rests on changed. */
  digest(edition: Edition): Promise<Digest>
  /** Puts a page into the frame: head, navigation, who is signed in. */
  show(c: Context, sheet: Sheet): Promise<Response>
  /** A page that says what there is not. */
  missing(c: Context, what: string): Promise<Response>
  /** The hidden field every form that changes something must hold. */
  csrfField(c: Context): Html
  viewer(c: Context): Viewer | null
  mayEdit(c: Context): boolean
}
