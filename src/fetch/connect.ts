import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { allowedBy, isPublic } from './addresses.ts'
import { Fault } from './failures.ts'
import { createResolver } from './resolve.ts'
import type { FetchSettings } from './settings.ts'

/** How long an idle connection is kept, whatever the server proposes. ms */
const keepAlive = 4000
const longestKeepAlive = 10_000
/** How long one address of a host is tried before the next (both families). ms */
const attemptTime = 500

export interface Network {
  dispatcher: Agent
  /** How many connections to this origin have been begun so far. */
  opened(origin: string): number
  /** Enough sockets are open: further ones are closed after use. */
  crowded(): boolean
  close(): Promise<void>
}

/**
 * Connections to public addresses only. A host's addresses are checked before anything is sent:
 * those it resolves to, those written as a number (for which no look-up takes place), and once
 * more the one the socket is connected to. Hosts in `allowHosts` are exempt.
 */
export function openNetwork(
  settings: FetchSettings,
  lookup: LookupFunction = systemLookup as LookupFunction,
): Network {
  const opened = new Map<string, number>()
  const sockets = new Set<Socket>()
  const attempts = new Set<AbortController>()
  const dial = createDialler(settings, lookup, attempts)
  const dispatcher = new Agent({
    allowH2: false,
    connections: settings.perHost,
    keepAliveTimeout: keepAlive,
    keepAliveMaxTimeout: longestKeepAlive,
    connect(options, callback) {
      const origin = originOf(options)
      opened.set(origin, (opened.get(origin) ?? 0) + 1)
      dial(options).then(
        (socket) => {
          sockets.add(socket)
          socket.once('close', () => sockets.delete(socket))
          callback(null, socket)
        },
        (error) => callback(error, null),
      )
    },
  })
  return {
    dispatcher,
    opened: (origin) => opened.get(origin) ?? 0,
    crowded: () => sockets.size >= 2 * settings.concurrency,
    async close() {
      for (const attempt of attempts) attempt.abort(new Fault('local', 'was not asked: stopped'))
      await dispatcher.destroy()
    },
  }
}

type Target = buildConnector.Options

function createDialler(
  settings: FetchSettings,
  lookup: LookupFunction,
  attempts: Set<AbortController>,
) {
  const mayBePrivate = allowedBy(settings.allowHosts)
  const resolve = createResolver(lookup)
  const secure = buildConnector({ allowH2: false, timeout: settings.connectTimeout * 1000 })

  async function reach(target: Target, signal: AbortSignal): Promise<Socket> {
    const port = portOf(target)
    const trusted = mayBePrivate(target.hostname, port)
    const usable = (address: string) => trusted || isPublic(address)
    const addresses = await addressesOf(target.hostname, resolve)
    signal.throwIfAborted()
    const good = addresses.filter(({ address }) => usable(address))
    if (good.length === 0) throw refused()
    const socket = await openSocket(target.hostname, port, good, signal)
    if (!usable(socket.remoteAddress ?? '')) {
      socket.destroy()
      throw refused()
    }
    return target.protocol === 'https:' ? encrypt(secure, target, socket) : socket
  }

  return (target: Target) =>
    within(settings.connectTimeout, attempts, (signal) => reach(target, signal))
}

async function addressesOf(
  host: string,
  resolve: (host: string) => Promise<LookupAddress[]>,
): Promise<LookupAddress[]> {
  const family = isIP(host)
  return family ? [{ address: host, family }] : resolve(host)
}

function openSocket(
  host: string,
  port: number,
  addresses: LookupAddress[],
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      signal,
      lookup: (_host, _options, callback) => callback(null, addresses),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: attemptTime,
      noDelay: true,
      keepAlive: true,
    })
    socket.on('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}

function encrypt(
  secure: buildConnector.connector,
  target: Target,
  httpSocket: Socket,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    secure({ ...target, httpSocket }, (error, socket) => {
      if (error) httpSocket.destroy()
      if (error) reject(error)
      else resolve(socket as Socket)
    })
  })
}

/**
 * One time limit for look-up, connection and handshake together. The work under way is found in
 * `attempts`, so that it can be given up.
 */
async function within<T>(
  seconds: number,
  attempts: Set<AbortController>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const control = new AbortController()
  const late = new Fault('timeout', `gave no connection within ${seconds} s`)
  const timer = setTimeout(() => control.abort(late), seconds * 1000)
  attempts.add(control)
  const given = new Promise<never>((_, reject) => {
    control.signal.addEventListener('abort', () => reject(control.signal.reason), { once: true })
  })
  try {
    return await Promise.race([work(control.signal), given])
  } finally {
    clearTimeout(timer)
    attempts.delete(control)
  }
}

function refused(): Fault {
  return new Fault('address', 'is at an address that is not public')
}

function portOf(target: Target): number {
  return Number(target.port || (target.protocol === 'https:' ? 443 : 80))
}

function originOf(target: Target): string {
  return `${target.protocol}//${target.host ?? target.hostname}`
}
