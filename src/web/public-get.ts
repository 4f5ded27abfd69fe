import type { Context, MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const corsHeaders = ['access-control-allow-origin', 'access-control-expose-headers']

/**
 * For documents anyone may read from anywhere: CORS `*`, an ETag that is answered with 304, and
 * `Cache-Control: public, max-age` in seconds on what is there; packed for those who can unpack.
 */
export function publicGet(maxAge: number): MiddlewareHandler[] {
  return [
    cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['ETag'] }),
    compress(),
    etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...corsHeaders] }),
    async (c, next) => {
      await next()
      if (c.res.ok) c.res.headers.set('cache-control', `public, max-age=${maxAge}`)
    },
  ]
}

/** An answer as `application/problem+json` (RFC 9457). */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, ...(detail ? { detail } : {}) })
  return c.body(body, status, { 'content-type': 'application/problem+json' })
}

export function notThere(c: Context, title: string): Response {
  return problem(c, 404, title)
}

/** Leads on who strayed by a slash, or by what else `meant` puts right; else nothing is there. */
export function strayed(
  c: Context,
  address: string | null,
  title: string,
  meant: (path: string) => string = (path) => path,
): Response {
  const { pathname, search } = new URL(c.req.url)
  const path = meant(pathname.replace(/\/{2,}/g, '/').replace(/\/$/, ''))
  if (path === pathname) return notThere(c, title)
  return c.redirect(publicUrl(c, address, `${path}${search}`))
}

/** The address the public knows a path of this server by; `address` ends with a slash. */
export function publicUrl(c: Context, address: string | null, path: string): string {
  return new URL(path.replace(/^\/+/, ''), address ?? `${new URL(c.req.url).origin}/`).href
}
