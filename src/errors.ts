/** What kind of failure it is: decides back-off, blame and the words in a digest. */
export const failureKinds = [
  'network',
  'dns',
  'timeout',
  'tls',
  'http',
  'blocked',
  'gone',
  'too-large',
  'encoding',
  'protocol',
  'address',
  'redirect',
  'parse',
  'local',
] as const
export type FailureKind = (typeof failureKinds)[number]

/** A failure with a kind and, for the person who reads it, what to do. */
export class OutageDeskError extends Error {
  override name = 'OutageDeskError'
  readonly hint: string | null

  constructor(message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.hint = options.hint ?? null
  }
}

/** A feed could not be fetched. Never says anything about the service itself. */
export class FetchError extends OutageDeskError {
  override name = 'FetchError'
  readonly kind: FailureKind
  readonly url: string
  readonly status: number | null
  /** Seconds the server asked to wait, already clamped to 0 .. 7 days; null when it did not say. */
  readonly retryAfter: number | null

  constructor(
    kind: FailureKind,
    url: string,
    message: string,
    options: { cause?: unknown; status?: number; retryAfter?: number | null; hint?: string } = {},
  ) {
    super(message, options)
    this.kind = kind
    this.url = url
    this.status = options.status ?? null
    this.retryAfter = options.retryAfter ?? null
  }
}

/** A reply arrived whole but is not what the source reads: the last state stands. */
export class ParseError extends OutageDeskError {
  override name = 'ParseError'
}

/** feeds.yaml, the environment or the command line is wrong. Exit code 2. */
export class ConfigError extends OutageDeskError {
  override name = 'ConfigError'
}

/** The database cannot be used: locked, read-only, full, newer than the program, not a database. */
export class StorageError extends OutageDeskError {
  override name = 'StorageError'
}

/** One line for a person: the message and the chain of causes, cut at 500 characters. */
export function describeError(error: unknown): string {
  const parts: string[] = []
  for (let e = error; e !== undefined && e !== null && parts.length < 4; ) {
    const text = e instanceof Error ? e.message : String(e)
    if (text && !parts.some((p) => p.includes(text))) parts.push(text)
    e = e instanceof Error ? e.cause : undefined
  }
  return parts.join(': ').replace(/\s+/g, ' ').slice(0, 500)
}
