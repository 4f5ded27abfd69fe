import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import pLimit from 'p-limit'
import { Fault } from './failures.ts'

/** `getaddrinfo` blocks a thread of libuv's pool of four; one stays free for files and zlib. */
const lookupsAtOnce = 3

/** Looks up all addresses of a host. Callers that ask for the same host meanwhile share the answer. */
export type Resolve = (host: string) => Promise<LookupAddress[]>

/** A resolver over `lookup`. Sharing keeps a dead name server from piling up look-ups. */
export function createResolver(lookup: LookupFunction): Resolve {
  const limit = pLimit(lookupsAtOnce)
  const pending = new Map<string, Promise<LookupAddress[]>>()
  return (host) => {
    const known = pending.get(host)
    if (known) return known
    const answer = limit(() => lookUp(lookup, host)).finally(() => pending.delete(host))
    pending.set(host, answer)
    return answer
  }
}

function lookUp(lookup: LookupFunction, host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, found, family) => {
      if (error) return reject(error)
      const list = Array.isArray(found)
        ? found
        : found
          ? [{ address: found, family: family ?? 4 }]
          : []
      if (list.length === 0) return reject(new Fault('dns', 'has no address', 'ENODATA'))
      resolve(list)
    })
  })
}
