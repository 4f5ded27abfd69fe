import ipaddr from 'ipaddr.js'

/** A name or address in lower case, IPv6 without brackets and in its short form; port null when not written. */
export interface HostName {
  name: string
  port: number | null
}

/** Where a request came in. Address and port are null when no socket is known. */
export interface Arrival {
  /** Behind https, as a trusted proxy says. */
  secure: boolean
  /** Address of our end of the connection, and its port. */
  localAddress: string | null
  port: number | null
  /** The other end, or what a trusted proxy says of it. */
  address: string | null
}

const written =
  /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?)(?::([1-9]\d{0,4}))?$/
const loopbackNames = ['localhost', '127.0.0.1', '::1']

/** Reads a `Host` header. Null for a trailing dot, user info, a list, or anything else but `name[:port]`. */
export function parseHost(text: string): HostName | null {
  const match = written.exec(text.toLowerCase())
  if (!match) return null
  const port = match[2] === undefined ? null : Number(match[2])
  if (port !== null && port > 65_535) return null
  const name = match[1]!
  if (!name.startsWith('[')) return name.includes('..') ? null : { name, port }
  const address = name.slice(1, -1)
  return ipaddr.IPv6.isValid(address) ? { name: plainAddress(address), port } : null
}

/** An address as it is compared: short form, no brackets, IPv4 out of its IPv6 wrapping. Names stay as they are. */
export function plainAddress(host: string): string {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  const strict = ipaddr.IPv6.isValid(bare) || ipaddr.IPv4.isValidFourPartDecimal(bare)
  return strict ? ipaddr.process(bare).toString() : bare
}

/** True for `localhost` and for addresses of this machine only, in their usual spelling. */
export function isLoopback(host: string): boolean {
  const plain = plainAddress(host)
  if (plain === 'localhost') return true
  const usual = ipaddr.IPv6.isValid(plain) || ipaddr.IPv4.isValidFourPartDecimal(plain)
  return usual && ipaddr.parse(plain).range() === 'loopback'
}

/**
 * Whether a request for this host is meant for us. A page of somebody else, whose name was made to
 * point here, is told by its name, so an address literal of our own socket needs no listing.
 */
export function hostAllowed(
  host: HostName,
  at: Pick<Arrival, 'secure' | 'localAddress' | 'port'>,
  { bound, listed }: { bound: string; listed: readonly HostName[] },
): boolean {
  const usual = at.secure ? 443 : 80
  const port = host.port ?? usual
  const own = [...loopbackNames, plainAddress(bound), plainAddress(at.localAddress ?? bound)]
  if (own.includes(host.name) && (at.port === null || port === at.port)) return true
  return listed.some(
    (l) =>
      l.name === host.name &&
      (l.port === null ? [80, 443, at.port].includes(port) : l.port === port),
  )
}

/** Whether a state-changing request was sent by a page of this same host. No statement at all is a no. */
export function sentBySamePage(request: {
  site: string | undefined
  origin: string | undefined
  host: string
  secure: boolean
}): boolean {
  const { site, origin, host, secure } = request
  if (site === undefined) return origin !== undefined && origin === originOf(host, secure)
  if (site !== 'same-origin') return false
  // Pages under `Referrer-Policy: no-referrer` send `Origin: null` to their own forms.
  if (origin === undefined || origin === 'null') return true
  return [true, false].some((s) => origin === originOf(host, s))
}

/** As browsers write it: the usual port is left out. */
function originOf(host: string, secure: boolean): string | null {
  return URL.parse(`${secure ? 'https' : 'http'}://${host}`)?.origin ?? null
}

/** What the rate limit counts by: an IPv4 address, or the /64 network an IPv6 address is in. */
export function networkOf(address: string | null): string {
  const plain = plainAddress(address?.replace(/%.*$/, '') ?? '')
  if (!ipaddr.IPv6.isValid(plain)) return plain || 'unknown'
  const parts = ipaddr.IPv6.parse(plain).parts.slice(0, 4)
  return `${parts.map((p) => p.toString(16)).join(':')}::/64`
}
