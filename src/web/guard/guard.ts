import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { every } from 'hono/combine'
import { arrivalOf, cameThroughProxy, hostOf } from './arrival.ts'
import { headersFor, keptPrivate } from './headers.ts'
import { type Arrival, hostAllowed, isLoopback, parseHost } from './hosts.ts'
import { refusals } from './refusals.ts'
import { isApi, plainShell, type Refusal, refuse, type Shell } from './refuse.ts'
import type { GuardSettings, Role } from './settings.ts'
import { type SignInEvent, signInRoutes } from './sign-in.ts'
import { createSessions, identifyBy, type Known, type Viewer } from './viewers.ts'
import { writeRefusal } from './writes.ts'

export interface GuardParts {
  /** Milliseconds. */
  now(): number
  /** Puts refusals and the sign-in form into the desk's own page. */
  shell?: Shell
  /** Told of every attempt to sign in, for the log. */
  tell?(event: SignInEvent): void
  /** Most bytes a request may carry; 256 KiB if not said. */
  mostBytes?: number
}

export interface Guard {
  /** Goes before every route: headers, host, body size, who it is, and whether they may write. */
  middleware: MiddlewareHandler
  /** `/sign-in` and `/sign-out`. */
  routes: Hono
  requireEditor: MiddlewareHandler
  requireReader: MiddlewareHandler
  /** For the field `csrf` of a form, or the header `x-csrf-token`; empty when nobody signed in. */
  csrfToken(c: Context): string
  viewer(c: Context): Viewer | null
}

/** The door of the desk. Everything is decided here and in the pure files beside; nothing is stored. */
export function createGuard(settings: GuardSettings, parts: GuardParts): Guard {
  const { now, shell = plainShell, tell = () => {}, mostBytes = 256 * 1024 } = parts
  const sessions = createSessions(settings)
  const known = new WeakMap<Context, Known>()
  const arrival = (c: Context) => arrivalOf(c, settings.trustProxy)
  const viewer = (c: Context) => known.get(c)?.viewer ?? null
  const session = (c: Context) => known.get(c)?.session ?? null
  const csrfToken = (c: Context) => {
    const own = session(c)
    return own && sessions ? sessions.formToken(own) : ''
  }
  const no = (c: Context, refusal: Refusal) => refuse(c, refusal, shell)

  const identify: MiddlewareHandler = async (c, next) => {
    const found = await identifyBy(c, { settings, sessions, secure: arrival(c).secure, now: now() })
    if (!found) return no(c, refusals.badToken)
    known.set(c, found)
    await next()
    if (settings.open || !found.viewer) return
    c.res.headers.set('cache-control', keptPrivate(c.res.headers.get('cache-control')))
    c.res.headers.append('vary', 'Cookie, Authorization')
  }

  const guardWrites: MiddlewareHandler = async (c, next) => {
    const secure = arrival(c).secure
    const refusal = await writeRefusal(c, { viewer: viewer(c), csrf: csrfToken(c), secure })
    return refusal ? no(c, refusal) : next()
  }

  return {
    middleware: every(
      safetyHeaders(arrival),
      async (c, next) => {
        const refusal = wrongDoor(c, settings, arrival(c))
        return refusal ? no(c, refusal) : next()
      },
      bodyLimit({ maxSize: mostBytes, onError: (c) => no(c, refusals.tooLarge) }),
      identify,
      guardWrites,
    ),
    routes: signInRoutes({ settings, sessions, shell, now, arrival, session, tell }),
    requireEditor: requireRole('editor', viewer, no),
    requireReader: requireRole('reader', viewer, no),
    csrfToken,
    viewer,
  }
}

function requireRole(
  role: Role,
  viewer: (c: Context) => Viewer | null,
  no: (c: Context, refusal: Refusal) => Promise<Response>,
): MiddlewareHandler {
  return async (c, next) => {
    const seen = viewer(c)
    if (seen && (role === 'reader' || seen.role === 'editor')) return next()
    if (seen) return no(c, refusals.readOnly)
    const asksForPage = /^(?:GET|HEAD)$/.test(c.req.method) && !isApi(c)
    if (!asksForPage) return no(c, refusals.signInFirst)
    const { pathname, search } = new URL(c.req.url)
    c.header('cache-control', 'no-store')
    return c.redirect(`/sign-in?to=${encodeURIComponent(pathname + search)}`, 303)
  }
}

function safetyHeaders(arrival: (c: Context) => Arrival): MiddlewareHandler {
  const secure = headersFor({ secure: true, trustworthy: true })
  const local = headersFor({ secure: false, trustworthy: true })
  const plain = headersFor({ secure: false, trustworthy: false })
  return (c, next) => {
    if (arrival(c).secure) return secure(c, next)
    const name = parseHost(hostOf(c))?.name
    return name && isLoopback(name) ? local(c, next) : plain(c, next)
  }
}

/** A request for another host, or one from elsewhere at a desk where nobody signs in. */
function wrongDoor(c: Context, settings: GuardSettings, at: Arrival): Refusal | null {
  // With an absolute address in the request line the two can differ; both must be ours.
  const asked = [hostOf(c), new URL(c.req.url).host].map(parseHost)
  const ours = { bound: settings.host, listed: settings.hosts }
  if (!asked.every((host) => host && hostAllowed(host, at, ours))) return refusals.wrongHost
  if (!settings.open) return null
  const fromElsewhere = at.address !== null && !isLoopback(at.address)
  return fromElsewhere || cameThroughProxy(c) ? refusals.notLocal : null
}
