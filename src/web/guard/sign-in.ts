import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import pLimit from 'p-limit'
import type { Arrival } from './hosts.ts'
import { networkOf } from './hosts.ts'
import { createLimiter } from './limiter.ts'
import { localPath } from './local-path.ts'
import { longestPassword, passwordMatches } from './password.ts'
import { type Html, refuse, type Shell } from './refuse.ts'
import type { Session } from './session.ts'
import type { GuardSettings, Role } from './settings.ts'
import type { Sessions } from './viewers.ts'

export interface SignInEvent {
  outcome: 'signed-in' | 'refused' | 'limited' | 'signed-out'
  role: Role | null
  address: string | null
}

export interface SignInParts {
  settings: GuardSettings
  /** Null when nobody signs in. */
  sessions: Sessions | null
  shell: Shell
  now(): number
  arrival(c: Context): Arrival
  session(c: Context): Session | null
  tell(event: SignInEvent): void
}

const mostBytes = 8 * 1024
/** Checks that may wait for their turn; each holds 32 MiB while it runs, so they run one by one. */
const mostWaiting = 10

/** `GET` and `POST /sign-in`, `POST /sign-out`. */
export function signInRoutes(parts: SignInParts): Hono {
  const { sessions, shell } = parts
  const app = new Hono()
  const check = passwordCheck(parts)
  app.get('/sign-in', (c) => {
    const to = localPath(c.req.query('to'))
    // A reader may sign in anew, as an editor.
    const done = !sessions || parts.session(c)?.role === 'editor'
    return done ? c.redirect(to, 303) : signInPage(c, shell, { to })
  })
  app.post('/sign-in', bodyLimit({ maxSize: mostBytes, onError: tooLong }), async (c) => {
    const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
    const to = localPath(form.to)
    if (!sessions) return c.redirect(to, 303)
    const outcome = await check(c, form.password)
    if (typeof outcome === 'number') return tooMany(c, outcome)
    if (!outcome) return signInPage(c, shell, { to, error: 'This password is not right.' }, 401)
    await sessions.begin(c, outcome, parts.arrival(c).secure, parts.now())
    return c.redirect(to, 303)
  })
  app.post('/sign-out', (c) => {
    const session = parts.session(c)
    const { secure, address } = parts.arrival(c)
    sessions?.end(c, session, secure, parts.now())
    if (session) parts.tell({ outcome: 'signed-out', role: session.role, address })
    return c.redirect(sessions ? '/sign-in' : '/', 303)
  })
  return app

  function tooLong(c: Context) {
    return signInPage(c, shell, { to: '/', error: 'This password is too long.' }, 413)
  }

  function tooMany(c: Context, wait: number) {
    const seconds = Math.ceil(wait / 1000)
    const detail = `There were too many attempts to sign in. Try again in ${inWords(seconds)}.`
    const headers = { 'retry-after': String(seconds) }
    return refuse(c, { status: 429, title: 'Too many attempts', detail, headers }, shell)
  }
}

/** The role the password is for, null for a wrong one, or milliseconds to wait. */
function passwordCheck({ settings, arrival, now, tell }: SignInParts) {
  const limiter = createLimiter()
  let toldAt = Number.NEGATIVE_INFINITY
  const oneByOne = pLimit(1)
  return async (c: Context, password: unknown): Promise<Role | null | number> => {
    const { address } = arrival(c)
    const network = networkOf(address)
    const full = oneByOne.pendingCount >= mostWaiting
    const wait = full ? 1000 : limiter.attempt(network, now())
    if (wait > 0) {
      // Once a second: whoever sends thousands must not fill the log.
      if (Math.abs(now() - toldAt) < 1000) return wait
      toldAt = now()
      tell({ outcome: 'limited', role: null, address })
      return wait
    }
    const role = await oneByOne(() => roleOf(password, settings))
    if (role) limiter.succeeded(network, role)
    tell({ outcome: role ? 'signed-in' : 'refused', role, address })
    return role
  }
}

/** Both passwords are always tried, so the time does not tell which one came close. */
async function roleOf(password: unknown, { editor, reader }: GuardSettings): Promise<Role | null> {
  if (typeof password !== 'string' || password.length > longestPassword) return null
  const isEditor = editor !== null && (await passwordMatches(password, editor))
  const isReader = reader !== null && (await passwordMatches(password, reader))
  if (isEditor) return 'editor'
  return isReader ? 'reader' : null
}

function signInPage(
  c: Context,
  shell: Shell,
  { to, error }: { to: string; error?: string },
  status: 200 | 401 | 413 = 200,
) {
  c.header('cache-control', 'no-store')
  // The scheme makes no browser ask by itself; HTTP wants one named beside 401.
  if (status === 401) c.header('www-authenticate', 'Bearer realm="Outage Desk"')
  const title = error ? 'Error: Sign in' : 'Sign in'
  return c.html(shell(title, signInForm(to, error), c), status)
}

function signInForm(to: string, error: string | undefined): Html {
  const linked = error ? html` aria-invalid="true" aria-describedby="sign-in-error"` : ''
  return html`<h1>Sign in</h1>
<form method="post" action="/sign-in">
  ${error ? html`<p id="sign-in-error" role="alert">${error}</p>` : ''}
  <input type="hidden" name="to" value="${to}" />
  <p>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="${longestPassword}"${linked} />
  </p>
  <p><button type="submit">Sign in</button></p>
</form>`
}

function inWords(seconds: number): string {
  const [n, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}
