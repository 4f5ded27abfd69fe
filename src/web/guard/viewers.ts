import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { putLast } from './limiter.ts'
import {
  fingerprint,
  formToken,
  keyFor,
  newSession,
  readSession,
  type Session,
  sessionLength,
  writeSession,
} from './session.ts'
import type { ApiToken, GuardSettings, Role } from './settings.ts'

/** Who looks: anyone on this machine, somebody signed in, or a program with a token. */
export interface Viewer {
  role: Role
  name: string
  how: 'local' | 'session' | 'token'
}

export interface Known {
  viewer: Viewer | null
  session: Session | null
}

const cookie = 'outages'
/** Signed-out sessions that are remembered until they would have ended by themselves. */
const mostSignedOut = 10_000

/** The token among those configured. Every one is compared, so the time does not tell which fits. */
export function tokenOf(given: string, tokens: readonly ApiToken[]): ApiToken | null {
  const hash = createHash('sha256').update(given).digest()
  return tokens.filter((t) => timingSafeEqual(t.sha256, hash))[0] ?? null
}

/** What follows `Bearer`; null when the header is another or none. */
export function bearerOf(c: Context): string | null {
  const match = /^bearer(?:$| +(.*)$)/i.exec(c.req.header('authorization') ?? '')
  return match && (match[1]?.trim() ?? '')
}

/** Who asks; null when the token given is none of ours. `now` in milliseconds. */
export async function identifyBy(
  c: Context,
  {
    settings,
    sessions,
    secure,
    now,
  }: {
    settings: GuardSettings
    sessions: Sessions | null
    secure: boolean
    now: number
  },
): Promise<Known | null> {
  const bearer = bearerOf(c)
  if (bearer !== null) {
    const token = tokenOf(bearer, settings.tokens)
    if (!token) return null
    return { viewer: { role: token.role, name: token.name, how: 'token' }, session: null }
  }
  if (settings.open) {
    return { viewer: { role: 'editor', name: 'editor', how: 'local' }, session: null }
  }
  const session = (await sessions?.read(c, secure, now)) ?? null
  const viewer = session && ({ role: session.role, name: session.role, how: 'session' } as const)
  return { viewer, session }
}

export interface Sessions {
  read(c: Context, secure: boolean, now: number): Promise<Session | null>
  begin(c: Context, role: Role, secure: boolean, now: number): Promise<void>
  end(c: Context, session: Session | null, secure: boolean, now: number): void
  formToken(session: Session): string
}

/** Sessions in signed cookies. Nothing is stored but the ids of those signed out of. */
export function createSessions(settings: GuardSettings): Sessions | null {
  const { secret, editor, reader } = settings
  if (settings.open || !secret || !editor) return null
  const key = keyFor(secret, 'cookie')
  const prints = new Map<Role, string>([['editor', fingerprint(secret, editor)]])
  if (reader) prints.set('reader', fingerprint(secret, reader))
  const signedOut = new Map<string, number>()

  return {
    async read(c, secure, now) {
      const text = await getSignedCookie(c, key, cookie, secure ? 'host' : undefined)
      const session = text ? readSession(text, prints, now) : null
      return session && !signedOut.has(session.id) ? session : null
    },
    async begin(c, role, secure, now) {
      const text = writeSession(newSession(role, now), prints.get(role)!)
      const maxAge = sessionLength / 1000
      await setSignedCookie(c, cookie, text, key, { ...cookieOptions(secure), maxAge })
    },
    end(c, session, secure, now) {
      deleteCookie(c, cookie, cookieOptions(secure))
      if (!session) return
      for (const [id, until] of signedOut) if (until <= now) signedOut.delete(id)
      putLast(signedOut, session.id, session.issuedAt + sessionLength, mostSignedOut)
    },
    formToken: (session) => formToken(secret, session),
  }
}

// Under https the name itself (`__Host-`) keeps neighbouring host names from planting a cookie.
function cookieOptions(secure: boolean) {
  const common = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const
  return secure ? ({ ...common, prefix: 'host' } as const) : common
}
