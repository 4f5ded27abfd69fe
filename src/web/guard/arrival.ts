import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'
import type { Arrival } from './hosts.ts'

interface Socket {
  localAddress?: string
  localPort?: number
  remoteAddress?: string
}

const forwarding = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]

/** Where a request came in; what a proxy says of it counts only when `trustProxy`. */
export function arrivalOf(c: Context, trustProxy: boolean): Arrival {
  const socket = socketOf(c)
  const told = trustProxy ? addressTold(c) : null
  return {
    secure: trustProxy && lastOf(c.req.header('x-forwarded-proto'))?.toLowerCase() === 'https',
    localAddress: socket?.localAddress ?? null,
    port: socket?.localPort ?? null,
    address: told ?? socket?.remoteAddress ?? null,
  }
}

/** Whether some proxy says that it stands in between. */
export function cameThroughProxy(c: Context): boolean {
  return forwarding.some((name) => c.req.header(name) !== undefined)
}

/** The host asked for. Without a server around it, as in tests, the address of the request tells. */
export function hostOf(c: Context): string {
  return c.req.header('host') ?? new URL(c.req.url).host
}

/** The other end of a connection of `@hono/node-server`. */
function socketOf(c: Context): Socket | undefined {
  const bindings = c.env as { incoming?: { socket?: Socket } } | undefined
  return bindings?.incoming?.socket
}

// The proxy next to us appends; what stands before is what its client claims.
function lastOf(header: string | undefined): string | undefined {
  return header?.split(',').at(-1)?.trim()
}

function addressTold(c: Context): string | null {
  const last = lastOf(c.req.header('x-forwarded-for')) ?? ''
  const bare = last.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
  return ipaddr.isValid(bare) ? bare : null
}
