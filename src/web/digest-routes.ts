import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { type Format, renderDigest } from '../outputs/render.ts'
import { editionNamed, newestOf } from './editions-of.ts'
import type { Desk } from './parts.ts'
import { notThere } from './public-get.ts'

export const endings: Record<string, { format: Format; type: string }> = {
  md: { format: 'markdown', type: 'text/markdown; charset=utf-8' },
  html: { format: 'html', type: 'text/html; charset=utf-8' },
  txt: { format: 'text', type: 'text/plain; charset=utf-8' },
  json: { format: 'json', type: 'application/json' },
  'mail.html': { format: 'mail', type: 'text/html; charset=utf-8' },
  'wordpress.html': { format: 'wordpress', type: 'text/html; charset=utf-8' },
}

/** `/digest/2017-W36.md|html|txt|json|mail.html|wordpress.html` and `/digest/latest.…`. */
export function digestRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.use(etag())
  app.get('/:name{(?:latest|\\d{4}-W\\d{2})\\.[a-z.]+}', async (c) => {
    const [, week, ending] = /^([^.]+)\.(.+)$/.exec(c.req.param('name'))!
    const shape = Object.hasOwn(endings, ending!) ? endings[ending!] : undefined
    const edition = week === 'latest' ? await newestOf(desk) : editionNamed(week!, desk)
    if (!shape || !edition) return notThere(c, 'There is no such edition.')
    const digest = await desk.digest(edition)
    const headers = { 'content-type': shape.type, 'cache-control': 'no-cache' }
    return c.body(renderDigest(digest, shape.format), 200, headers)
  })
  app.get('*', (c) => notThere(c, 'There is no such edition.'))
  return app
}
