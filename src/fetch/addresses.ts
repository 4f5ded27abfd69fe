import ipaddr from 'ipaddr.js'

const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * True for an address of the public internet. False for private, loopback, link-local (cloud
 * metadata), carrier-grade NAT, multicast, reserved and documentation ranges, for IPv6 forms that
 * wrap an IPv4 address in a gateway's prefix, and for everything that is no address.
 */
export function isPublic(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare).range() === 'unicast'
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return false
  const v6 = ipaddr.IPv6.parse(bare)
  if (v6.isIPv4MappedAddress()) return v6.toIPv4Address().range() === 'unicast'
  return v6.range() === 'unicast' && v6.match(globalUnicast)
}

/** Tells whether `host` (and port) is one the operator trusts with a private address. */
export function allowedBy(hosts: readonly string[]): (host: string, port: number) => boolean {
  const allowed = new Set(hosts.map((host) => hostKey(host.trim().toLowerCase())))
  return (host, port) => {
    const key = hostKey(host.toLowerCase())
    return allowed.has(key) || allowed.has(`${key}:${port}`)
  }
}

/** A bare IPv6 address in brackets, so that a port can follow it. */
function hostKey(host: string): string {
  return ipaddr.IPv6.isValid(host) ? `[${host}]` : host
}
