import type { Context, MiddlewareHandler } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { refusals } from '../guard/refusals.ts'
import { plainShell, refuse } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'

const paging = ['Link', 'X-Next-Cursor', 'X-Last-Cursor']
const anywhere = 'access-control-allow-origin'

/**
 * Who may come in, said once more behind the guard: everything needs a reader, a change an editor.
 * OPTIONS tells nothing but the methods.
 */
export function admit(desk: Pick<Desk, 'viewer' | 'mayEdit'>): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return next()
    if (!desk.viewer(c)) return refuse(c, refusals.signInFirst, plainShell)
    if (!isRead(c) && !desk.mayEdit(c)) return refuse(c, refusals.readOnly, plainShell)
    return next()
  }
}

/**
 * Pages elsewhere may read with a token, which no browser adds unasked. Never by a session, and never
 * where nobody signs in: there any page in the browser would see the drafts.
 */
export function shareWithTokens(desk: Pick<Desk, 'viewer'>): MiddlewareHandler {
  return async (c, next) => {
    const viewer = desk.viewer(c)
    await next()
    if (c.req.method === 'OPTIONS' && !viewer) {
      c.res.headers.set(anywhere, '*')
      c.res.headers.set('access-control-allow-methods', 'GET, HEAD')
      c.res.headers.set('access-control-allow-headers', 'Authorization, If-None-Match')
      c.res.headers.set('access-control-max-age', '600')
    }
    if (!isRead(c) || viewer?.how !== 'token') return
    c.res.headers.set(anywhere, '*')
    c.res.headers.set('access-control-expose-headers', ['ETag', ...paging].join(', '))
  }
}

const tag = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...paging] })

/** An ETag on what was found, and 304 to who has it. Drafts change any time, so it is always asked for. */
export const tagged: MiddlewareHandler = async (c, next) => {
  await next()
  if (!isRead(c) || !c.res.ok) return
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-cache')
  return tag(c, async () => {})
}

function isRead(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD'
}
