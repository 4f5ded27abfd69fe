import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { apiRoutes } from './api/routes.ts'
import { digestRoutes } from './digest-routes.ts'
import { feedRoutes } from './feed-routes.ts'
import { createGuard, type Guard } from './guard/guard.ts'
import { isApi } from './guard/refuse.ts'
import type { GuardSettings } from './guard/settings.ts'
import type { SignInEvent } from './guard/sign-in.ts'
import { type Collected, type Metrics, metricsRoutes } from './metrics.ts'
import { deskOf } from './pages/desk.ts'
import { editionsRoutes } from './pages/editions.ts'
import { feedsRoutes } from './pages/feeds.ts'
import { frame } from './pages/frame.ts'
import { incidentRoutes } from './pages/incident.ts'
import { incidentsRoutes } from './pages/incidents.ts'
import { pictureRoutes } from './pages/picture.ts'
import { servicesRoutes } from './pages/services.ts'
import { settingsRoutes } from './pages/settings.ts'
import { weekRoutes } from './pages/week.ts'
import type { DeskParts } from './parts.ts'
import { probeRoutes } from './probe-routes.ts'
import { notThere, problem, publicGet } from './public-get.ts'
import { publicParts } from './public-store.ts'
import { statuspageRoutes } from './statuspage-api.ts'

export interface AppParts extends DeskParts {
  guard: GuardSettings
  metrics?: { metrics: Metrics; collect(): Promise<Collected> }
  /** For the log: an attempt to sign in, and a failure of the server itself. */
  tellSignIn?(event: SignInEvent): void
  tellFailure?(error: unknown, path: string): void
}

const pages = [
  weekRoutes,
  pictureRoutes,
  incidentsRoutes,
  incidentRoutes,
  servicesRoutes,
  editionsRoutes,
  feedsRoutes,
  settingsRoutes,
]

const assets = fileURLToPath(new URL('assets/', import.meta.url))
const sortable = fileURLToPath(import.meta.resolve('sortablejs/Sortable.min.js'))

/**
 * The desk, the API and the public documents, without listening. What providers published (`/status`,
 * `/feeds`) is for everybody; the rest needs a reader, and changes an editor, wherever signing in is on.
 */
export function createApp(parts: AppParts): Hono {
  const guard = createGuard(parts.guard, {
    now: () => Date.parse(parts.now()),
    shell: (title, main, c) =>
      frame({ title, section: null, main, viewer: guard.viewer(c), csrf: guard.csrfToken(c) }),
    ...(parts.tellSignIn ? { tell: parts.tellSignIn } : {}),
  })
  const desk = deskOf(parts, guard)
  const app = new Hono()
  app.use(guard.middleware)
  app.route('/', guard.routes)
  app.route('/', assetRoutes())
  app.route('/', probeRoutes(parts))
  const open = publicParts(parts)
  app.route('/status', statuspageRoutes(open))
  // Clients of Statuspage that keep nothing of an address but the host.
  app.use('/api/v2/*', ...publicGet(60))
  app.get('/api/v2/*', (c) => {
    const { pathname, search } = new URL(c.req.url)
    return c.redirect(`/status${pathname}${search}`)
  })
  app.route('/feeds', feedRoutes(open))
  app.route('/api/v1', apiRoutes(desk))
  app.use(guard.requireReader)
  if (parts.metrics) app.route('/', metricsRoutes(parts.metrics.metrics, parts.metrics.collect))
  app.route('/digest', digestRoutes(desk))
  for (const page of pages) app.route('/', page(desk))
  app.notFound((c) =>
    isApi(c)
      ? notThere(c, 'There is nothing at this address.')
      : desk.missing(c, 'There is nothing at this address.'),
  )
  app.onError((error, c) => failed(error, c, parts, guard))
  return app
}

function assetRoutes(): Hono {
  const app = new Hono()
  const revalidated = { 'cache-control': 'no-cache' }
  const onFound = (_path: string, c: Context) =>
    c.header('cache-control', revalidated['cache-control'])
  app.use('/assets/*', etag())
  app.get('/assets/sortable.js', serveStatic({ path: sortable, onFound }))
  app.get(
    '/assets/*',
    serveStatic({ root: assets, rewriteRequestPath: (p) => p.slice('/assets'.length), onFound }),
  )
  return app
}

function failed(error: unknown, c: Context, parts: AppParts, guard: Guard) {
  parts.tellFailure?.(error, c.req.path)
  const title = 'The server failed; its log says why.'
  if (isApi(c)) return problem(c, 500, title)
  const viewer = guard.viewer(c)
  const main = frame({
    title: 'Failed',
    section: null,
    main: Promise.resolve(title) as never,
    viewer,
    csrf: '',
  })
  return c.html(main, 500)
}
