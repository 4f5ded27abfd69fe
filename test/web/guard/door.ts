import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { createGuard, type GuardParts } from '../../../src/web/guard/guard.ts'
import { hashPassword, hashToken } from '../../../src/web/guard/password.ts'
import { guardSettings, type Variables } from '../../../src/web/guard/settings.ts'
import type { SignInEvent } from '../../../src/web/guard/sign-in.ts'

export const password = 'correct horse battery'
export const readerPassword = 'only reading, please'
export const token = 'outages_a-token-for-tests'
/** The least cost that is accepted, so that tests are quick. */
export const cheap = { N: 2 ** 14, r: 8, p: 1 }
export const start = Date.parse('2017-09-10T20:00:00Z')

export const signedIn: Variables = {
  OUTAGES_SECRET: 'u2VwZW5kcyBvbiB3aGF0IHlvdSBkbyB3aXRo',
  OUTAGES_EDITOR_HASH: await hashPassword(password, cheap),
  OUTAGES_READER_HASH: await hashPassword(readerPassword, cheap),
  OUTAGES_API_TOKENS: `bot:${hashToken(token)}, watcher:${hashToken('outages_reading')}:reader`,
  OUTAGES_HOSTS: 'desk.example',
}

export interface Socket {
  localAddress?: string
  localPort?: number
  remoteAddress?: string
}

/** A small desk behind the guard, asked over a pretended connection; `at.now` is the clock. */
export function door(env: Variables = signedIn, host = '0.0.0.0', more: Partial<GuardParts> = {}) {
  const at = { now: start }
  const told: SignInEvent[] = []
  const guard = createGuard(guardSettings({ host, env }), {
    now: () => at.now,
    tell: (event) => void told.push(event),
    ...more,
  })
  const app = new Hono()
  app.use(guard.middleware)
  app.route('/', guard.routes)
  app.get('/', (c) => c.text('open to all'))
  app.get('/desk', guard.requireReader, (c) => c.json(state(c)))
  app.get('/edit', guard.requireEditor, (c) => c.json(state(c)))
  app.post('/edit', guard.requireEditor, async (c) => c.json(await c.req.parseBody()))
  app.post('/forgotten', (c) => c.text('changed'))
  app.on(['PUT', 'PATCH', 'DELETE'], '/edit', (c) => c.text('changed'))
  app.get('/shared', guard.requireReader, (c) =>
    c.text('all', 200, { 'cache-control': 'public, max-age=60' }),
  )
  app.get('/api/edit', guard.requireEditor, (c) => c.json(state(c)))
  app.post('/api/edit', guard.requireEditor, async (c) => c.text(await c.req.text()))
  app.get('/broken', () => {
    throw new Error('broken')
  })
  app.get('/page', (c) => c.html(html`<p>${guard.csrfToken(c)}</p>`))
  app.onError((_e, c) => c.text('failed', 500))

  const state = (c: Context) => ({ viewer: guard.viewer(c), csrf: guard.csrfToken(c) })
  const ask = (path: string, init: RequestInit = {}, socket: Socket = {}) => {
    const headers = new Headers(init.headers)
    if (!headers.has('host')) headers.set('host', 'desk.example')
    const incoming = { socket: { ...outside, ...socket } }
    return app.request(`http://${plain(headers)}${path}`, { ...init, headers }, { incoming })
  }
  return { app, guard, ask, at, told }
}

const outside: Socket = {
  localAddress: '192.0.2.10',
  localPort: 8688,
  remoteAddress: '198.51.100.7',
}

export const inside: Socket = {
  localAddress: '127.0.0.1',
  localPort: 8688,
  remoteAddress: '127.0.0.1',
}

/** A host the address of a request can be made of; a real server gives the header the same way. */
function plain(headers: Headers): string {
  const host = headers.get('host') ?? ''
  const url = URL.parse(`http://${host}`)
  return url?.pathname === '/' && !url.username ? host : 'desk.example'
}

type Door = ReturnType<typeof door>

export const sameOrigin = { origin: 'http://desk.example' }

/** Posts a form as a page of the desk does. */
export function post(
  { ask }: Pick<Door, 'ask'>,
  path: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
  socket: Socket = {},
) {
  const body = new URLSearchParams(fields)
  return ask(path, { method: 'POST', body, headers: { ...sameOrigin, ...headers } }, socket)
}

/** Signs in; gives the cookie as the browser sends it back, and the token of the session's forms. */
export async function signIn(d: Door, secret = password) {
  const response = await post(d, '/sign-in', { password: secret })
  const set = response.headers.get('set-cookie') ?? ''
  const cookie = set.split(';')[0]!
  const { csrf } = (await (await d.ask('/desk', { headers: { cookie } })).json()) as {
    csrf: string
  }
  return { response, set, cookie, csrf }
}

export async function seen(d: Door, cookie: string) {
  const response = await d.ask('/desk', { headers: { cookie } })
  if (response.status !== 200) return response.status
  return ((await response.json()) as { viewer: unknown }).viewer
}
