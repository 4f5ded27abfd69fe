import { OpenAPIHono } from '@hono/zod-openapi'
import type { Desk } from '../parts.ts'
import { publicUrl } from '../public-get.ts'
import { admit, shareWithTokens, tagged } from './access.ts'
import { refuseInvalid } from './checked.ts'
import { decisionRoutes } from './decisions.ts'
import { digestRoutes } from './digest.ts'
import { editionRoutes } from './editions.ts'
import { feedRoutes } from './feeds.ts'
import { incidentRoutes } from './incidents.ts'
import { answerTo, notThere, Problem } from './problem.ts'
import { serviceRoutes } from './services.ts'

const about = `Incidents, editions and feeds of this desk. Times are ISO 8601 UTC. Lists are arrays;
where a list is given page by page, the headers \`Link\` (rel="next") and \`X-Next-Cursor\` lead on.`

/** The API, to be mounted at `/api/v1` behind the guard. It asks for a reader, or an editor, itself. */
export function apiRoutes(desk: Desk): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid })
  app.onError(answerTo)
  app.use(shareWithTokens(desk), tagged, admit(desk))
  for (const add of [incidentRoutes, serviceRoutes, feedRoutes, editionRoutes, digestRoutes]) {
    add(app, desk)
  }
  decisionRoutes(app, desk)
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
  })
  app.get('/openapi.json', (c) => {
    c.header('cache-control', 'private, max-age=300')
    return c.json(documentOf(app, publicUrl(c, desk.address, '/api/v1'), desk.version))
  })
  answerOtherMethods(app)
  app.all('*', () => {
    throw notThere('There is nothing at this address; /api/v1/openapi.json lists what there is.')
  })
  return app
}

function documentOf(app: OpenAPIHono, url: string, version: string) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Outage Desk', version, description: about },
    servers: [{ url }],
    security: [{}, { token: [] }],
  })
}

/** OPTIONS tells the methods of an address; another method than those is a 405 that names them. */
function answerOtherMethods(app: OpenAPIHono): void {
  const routes = app.openAPIRegistry.definitions.flatMap((d) => (d.type === 'route' ? d.route : []))
  const methods = Map.groupBy(routes, (r) => r.path)
  const known = [...methods].map(([path, of]) => [path, of.map((r) => r.method)] as const)
  for (const [path, its] of [...known, ['/openapi.json', ['get']] as const]) {
    const allow = [
      ...its.flatMap((m) => (m === 'get' ? ['GET', 'HEAD'] : m.toUpperCase())),
      'OPTIONS',
    ]
    app.all(path.replaceAll(/{(\w+)}/g, ':$1'), (c) => {
      const headers = { allow: allow.join(', ') }
      if (c.req.method === 'OPTIONS') return c.body(null, 204, headers)
      const detail = `This address answers to ${headers.allow}.`
      throw new Problem(405, 'Another method', detail, { headers })
    })
  }
}
