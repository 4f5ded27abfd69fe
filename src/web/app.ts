import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import type { Digest } from '../digest/digest.ts'
import { type Format, renderDigest } from '../outputs/render.ts'

/** What the desk shows of one feed. */
export interface FeedHealth {
  id: string
  /** Its line in feeds.yaml. */
  line: number
  lastReadAt: string | null
  error: string | null
  /** What a maintainer should know, and what to write instead. */
  findings: { kind: string; needs: 'act' | 'look'; what: string; remedy: string }[]
}

/** What the server needs of the rest, passed in: nothing here opens a database or asks the network. */
export interface DeskParts {
  /** The section of a week (`2017-W36`), or of the newest edition; null when there is no such week. */
  digest(week: string | null): Promise<Digest | null>
  incidents(query: { service?: string; from?: string; to?: string }): Promise<unknown[]>
  health(): Promise<FeedHealth[]>
  /** A sentence of what is wrong, or null. */
  ready(): Promise<string | null>
}

const endings: Record<string, { format: Format; type: string }> = {
  md: { format: 'markdown', type: 'text/markdown; charset=utf-8' },
  html: { format: 'html', type: 'text/html; charset=utf-8' },
  txt: { format: 'text', type: 'text/plain; charset=utf-8' },
  json: { format: 'json', type: 'application/json' },
}

/** The desk and the HTTP API, without listening. */
export function createApp(parts: DeskParts): Hono {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
  )
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const fault = await parts.ready()
    return fault ? c.text(fault, 503) : c.text('ready')
  })
  app.get('/digest/:name{(latest|\\d{4}-W\\d{2})\\.(md|html|txt|json)}', async (c) => {
    const [week, ending] = c.req.param('name').split('.') as [string, string]
    const digest = await parts.digest(week === 'latest' ? null : week)
    const shape = endings[ending]
    if (!digest || !shape) return c.json({ title: 'There is no such edition.', status: 404 }, 404)
    return c.body(renderDigest(digest, shape.format), 200, { 'content-type': shape.type })
  })
  app.get('/api/v1/incidents', async (c) => {
    const { service, from, to } = c.req.query()
    return c.json(
      await parts.incidents({
        ...(service ? { service } : {}),
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
      }),
    )
  })
  app.get('/', async (c) => c.html(page(await parts.digest(null), await parts.health())))
  app.notFound((c) => c.json({ title: 'There is nothing at this address.', status: 404 }, 404))
  app.onError((_error, c) =>
    c.json({ title: 'The server failed; its log says why.', status: 500 }, 500),
  )
  return app
}

function page(digest: Digest | null, feeds: FeedHealth[]) {
  const failing = feeds.filter((f) => f.error)
  const act = feeds.flatMap((f) =>
    f.findings.filter((x) => x.needs === 'act').map((x) => ({ f, x })),
  )
  const week = digest?.edition.week ?? 'latest'
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Outage Desk</title>
    <style>
      :root { color-scheme: light dark }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
      small, .quiet { opacity: .75 }
    </style>
  </head>
  <body>
    <main>
      <h1>Outage Desk</h1>
      ${digest ? raw(renderDigest(digest, 'html')) : html`<p>No edition yet: the first section appears once a feed was read.</p>`}
      ${digest && html`<p class="quiet">As <a href="/digest/${week}.md">Markdown</a>, <a href="/digest/${week}.html">HTML</a>, <a href="/digest/${week}.txt">text</a>, <a href="/digest/${week}.json">JSON</a>.</p>`}
      <h2>Feeds</h2>
      <p>${feeds.length} polled, ${failing.length} cannot be read now.</p>
      ${
        act.length > 0 &&
        html`<h3>What needs doing</h3>
      <ul>${act.slice(0, 50).map(({ f, x }) => html`<li>feeds.yaml:${f.line} ${f.id}: ${x.what} <strong>${x.remedy}</strong></li>`)}</ul>`
      }
      <ul>${failing.map((f) => html`<li>${f.id}: ${f.error} <small>last read ${f.lastReadAt ?? 'never'}</small></li>`)}</ul>
    </main>
  </body>
</html>`
}
