import type { Context } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

export type Html = ReturnType<typeof html>
/** Puts what stands in `<main>` into the desk's page. */
export type Shell = (title: string, body: Html, c: Context) => Html

export interface Refusal {
  status: ContentfulStatusCode
  title: string
  detail: string
  headers?: Record<string, string>
}

export function isApi(c: Context): boolean {
  return c.req.path === '/api' || c.req.path.startsWith('/api/')
}

/** Problem details (RFC 9457) below `/api`, a page with a sentence elsewhere. */
export async function refuse(c: Context, refusal: Refusal, shell: Shell): Promise<Response> {
  const { status, title, detail, headers = {} } = refusal
  const sent = { 'cache-control': 'no-store', ...headers }
  if (isApi(c)) {
    const body = JSON.stringify({ type: 'about:blank', title, status, detail })
    return c.body(body, status, { ...sent, 'content-type': 'application/problem+json' })
  }
  const body = html`<h1>${title}</h1><p>${detail}</p>`
  return c.html(await shell(title, body, c), status, sent)
}

/** A page without style or script, for a desk that gives none of its own. */
export function plainShell(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${title} – Outage Desk</title>
  </head>
  <body>
    <main>${body}</main>
  </body>
</html>`
}
