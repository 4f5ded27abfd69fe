/** What a server gave to recognise a version by. Byte for byte as received, as latin-1 text. */
export interface Validators {
  etag: string | null
  lastModified: string | null
}

export interface FetchRequest {
  url: string
  validators?: Validators | null
  signal?: AbortSignal
}

/** A whole reply, or word that nothing has changed. */
export interface Fetched {
  /** As asked. */
  url: string
  /** After redirects, without credentials. */
  finalUrl: string
  status: 200 | 304
  /** Lower-case names; the first value of repeated ones. */
  headers: Record<string, string>
  /** Whole and unpacked; empty for 304. */
  body: Uint8Array
  /** SHA-256 of the body in hex; empty for 304. */
  hash: string
  /** To be sent next time. A 304 may carry new ones, else they are those that were sent. */
  etag: string | null
  lastModified: string | null
  /** Seconds the server says it stays fresh, capped by `maxFreshness`; null when it does not say. */
  freshFor: number | null
  /** Where a chain of permanent redirects (301, 308 and nothing else) led. */
  movedTo: string | null
  /** Size of the body as it came over the wire. */
  wireBytes: number
  /** When the reply was complete, ISO 8601 UTC. */
  at: string
}

export interface Client {
  /**
   * Asks for one address. Waits for its turn first (see `limits.ts`); the total time limit counts
   * from there. Anything but a whole 200 or an expected 304 is thrown as FetchError.
   */
  get(request: FetchRequest): Promise<Fetched>
  /** Stops what is under way and closes every socket. */
  close(): Promise<void>
}

/** Lower-case names, every value in the order received. */
export type HeaderLists = Readonly<Record<string, readonly string[] | undefined>>

/** One request and its answer, redirects not followed. */
export interface Exchange {
  status: number
  headers: HeaderLists
  /** Whole and unpacked for 200; for errors what is needed to tell why, perhaps nothing. */
  body: Uint8Array
  wireBytes: number
}

/** The first value of a header; null when it is missing or empty. */
export function firstOf(headers: HeaderLists, name: string): string | null {
  return headers[name]?.[0] || null
}
