import { type FailureKind, FetchError } from '../errors.ts'

/** A failure of ours that knows its kind; it gets its address where it becomes a FetchError. */
export class Fault extends Error {
  readonly kind: FailureKind
  readonly code: string | null

  /** `message` is what follows the host's name in a sentence. */
  constructor(kind: FailureKind, message: string, code: string | null = null) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

type Meaning = readonly [FailureKind, string]

const early: Meaning = ['network', 'closed the connection too early']
const slow: Meaning = ['timeout', 'did not answer the connection']
const away: Meaning = ['network', 'cannot be reached']

const meanings: Record<string, Meaning> = {
  ENOTFOUND: ['dns', 'has no address'],
  ENODATA: ['dns', 'has no address'],
  EAI_AGAIN: ['dns', 'could not be looked up, the name server did not answer'],
  ESERVFAIL: ['dns', 'could not be looked up, the name server failed'],
  ETIMEOUT: ['dns', 'could not be looked up in time'],
  ECONNREFUSED: ['network', 'refused the connection'],
  ECONNRESET: early,
  ECONNABORTED: early,
  EPIPE: early,
  UND_ERR_SOCKET: early,
  EHOSTUNREACH: away,
  ENETUNREACH: away,
  EHOSTDOWN: away,
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'took the request and did not answer in time'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'stopped in the middle of its answer'],
  UND_ERR_HEADERS_OVERFLOW: ['protocol', 'sent more headers than are taken'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['protocol', 'sent another length than it announced'],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['too-large', 'sent more than is taken'],
  UND_ERR_INVALID_ARG: ['local', 'could not be asked'],
  UND_ERR_DESTROYED: ['local', 'was not asked, the client is closed'],
  UND_ERR_CLOSED: ['local', 'was not asked, the client is closed'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'has a certificate for another name'],
  CERT_HAS_EXPIRED: ['tls', 'has an expired certificate'],
  EPROTO: ['tls', 'could not agree on encryption'],
}

const families: readonly [RegExp, Meaning][] = [
  [/^EAI_/, ['dns', 'could not be looked up']],
  [/^HPE_/, ['protocol', 'does not speak proper HTTP']],
  [/^(ERR_SSL|ERR_TLS)/, ['tls', 'could not agree on encryption']],
  [
    /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|EE_|CA_)/,
    ['tls', 'has a certificate that cannot be trusted'],
  ],
  [
    /^(EMFILE|ENFILE|ENOMEM|ENOBUFS|EADDRNOTAVAIL|EACCES|EPERM|ENETDOWN)$/,
    ['local', 'could not be asked, this machine is out of means'],
  ],
]

const hints: Partial<Record<FailureKind, string>> = {
  address: 'If it is a host of your own, add it to fetch.allowHosts in feeds.yaml.',
  blocked: 'The host wants to see a browser. Ask its owner to let our User-Agent pass.',
  gone: 'The owner has removed it for good: disable the feed with that as the reason.',
}

/**
 * Any failure as a FetchError in one clear sentence: host and code, never the path, credentials or
 * the text of a library. `asked` is the address as asked, `host` the one that failed.
 */
export function failureOf(asked: string, host: string, error: unknown): FetchError {
  if (error instanceof FetchError) return error
  const fault = error instanceof Fault ? error : faultOf(error)
  return failure(
    fault.kind,
    asked,
    `${host} ${fault.message}${fault.code ? ` (${fault.code})` : ''}`,
  )
}

/** A FetchError with the hint of its kind and an address without credentials. */
export function failure(
  kind: FailureKind,
  asked: string,
  message: string,
  options: { status?: number; retryAfter?: number | null } = {},
): FetchError {
  const hint = hints[kind]
  return new FetchError(kind, bareUrl(asked), message, hint ? { ...options, hint } : options)
}

function faultOf(error: unknown): Fault {
  const code = codeOf(error)
  if (!code) return new Fault('local', 'could not be asked, by a fault of our own')
  const [kind, sentence] = meanings[code] ??
    families.find(([pattern]) => pattern.test(code))?.[1] ?? ['network', 'could not be asked']
  return new Fault(kind, sentence, code)
}

/** The code of an error of Node or undici; null when it has none. */
export function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code)) return code
  // undici's parser gives most of its errors no code.
  return error instanceof Error && error.name === 'HTTPParserError' ? 'HPE_INVALID' : null
}

/** The address without user name, password and fragment; as it is when it is no address. */
export function bareUrl(address: string): string {
  if (!URL.canParse(address)) return address.replace(/\/\/[^/]*@/, '//')
  const url = new URL(address)
  if (!url.username && !url.password) return address
  url.username = ''
  url.password = ''
  return url.href
}
