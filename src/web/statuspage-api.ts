import { type Context, Hono } from 'hono'
import type { PublicQuery } from '#storage/public.ts'
import type { StoredIncident } from '../incident.ts'
import { safeUrl } from '../outputs/clean.ts'
import { incidentFeed } from '../outputs/feeds.ts'
import { answerFeed, placeOf } from './feed-routes.ts'
import { notThere, publicGet, publicUrl, strayed } from './public-get.ts'
import type { PublicParts, WatchedService } from './public-parts.ts'
import { pageHtml } from './statuspage-html.ts'
import { incidentId, pageId } from './statuspage-ids.ts'
import { createdAt, incidentJson, type PageContext } from './statuspage-incident.ts'
import { isActive, isListed, isMaintenance, isOpen, isUpcoming } from './statuspage-open.ts'
import { componentsOf, familyOf, type PageJson, statusOf } from './statuspage-page.ts'
import { nameText } from './statuspage-text.ts'

export type StatuspageParts = Pick<
  PublicParts,
  'address' | 'services' | 'incidents' | 'keysNamed' | 'now'
>

const mostListed = 50
const mostPages = 10
const maxAge = 30

/** A page of all services, or of one and those below it. */
interface View extends PageContext {
  service: WatchedService | null
  services: WatchedService[]
  open: StoredIncident[]
  /** Which fifty of a long list, counted from 1. */
  page: number
  /** When anything on it last changed; null while nothing is known. */
  changedAt: string | null
}

type Documented = (view: View, parts: StatuspageParts) => Promise<object> | object

const documents: Record<string, Documented> = {
  'summary.json': (view) => ({
    components: [...view.components.values()],
    incidents: shown(view, view.open, (i) => !isMaintenance(i)),
    scheduled_maintenances: shown(view, view.open, isMaintenance),
    status: statusOf(view.services, view.components, view.open),
  }),
  'status.json': (view) => ({ status: statusOf(view.services, view.components, view.open) }),
  'components.json': (view) => ({ components: [...view.components.values()] }),
  'incidents.json': async (view, parts) => ({
    incidents: shown(view, await listed(view, parts, false), (i) => !isMaintenance(i), view.page),
  }),
  'incidents/unresolved.json': (view) => ({
    incidents: shown(view, view.open, (i) => !isMaintenance(i)),
  }),
  'scheduled-maintenances.json': async (view, parts) => ({
    scheduled_maintenances: shown(view, await listed(view, parts, true), isMaintenance, view.page),
  }),
  'scheduled-maintenances/upcoming.json': (view) => ({
    scheduled_maintenances: shown(view, view.open, isUpcoming),
  }),
  'scheduled-maintenances/active.json': (view) => ({
    scheduled_maintenances: shown(view, view.open, isActive),
  }),
}

/**
 * The public Statuspage API v2 over what is stored: mounted at `/status`, it serves
 * `/status/api/v2/…` for all services and `/status/<service>/api/v2/…` for one. The links that
 * readers of Statuspage build (`…/incidents/<id>`) lead to the provider's own page.
 */
export function statuspageRoutes(parts: StatuspageParts): Hono {
  const app = new Hono()
  app.use(...publicGet(maxAge))
  for (const base of ['', '/:service']) {
    for (const [name, document] of Object.entries(documents)) {
      app.get(`${base}/api/v2/${name}`, (c) => answer(c, parts, document))
    }
    app.get(`${base}/api/v2/incidents/:file{[0-9a-z]+\\.json}`, (c) => single(c, parts))
    app.get(`${base}/incidents/:id{[0-9a-z]+}`, (c) => permalink(c, parts))
    app.get(`${base}/:file{history\\.(?:atom|rss)}`, (c) => history(c, parts))
    app.get(base || '/', (c) => front(c, parts))
  }
  app.get('*', (c) => strayed(c, parts.address, 'There is no such document.', meantPath))
  return app
}

async function answer(c: Context, parts: StatuspageParts, document: Documented): Promise<Response> {
  const view = await viewOf(c, parts)
  if (!view) return notThere(c, 'There is no such service.')
  return c.json({ page: pageOf(view, parts), ...(await document(view, parts)) })
}

async function single(c: Context, parts: StatuspageParts): Promise<Response> {
  const view = await viewOf(c, parts)
  if (!view) return notThere(c, 'There is no such service.')
  const id = c.req.param('file')?.replace(/\.json$/, '') ?? ''
  const incident = await incidentNamed(id, view, parts)
  if (!incident) return notThere(c, 'There is no such incident.')
  return c.json({ page: pageOf(view, parts), incident: incidentJson(incident, view) })
}

async function permalink(c: Context, parts: StatuspageParts): Promise<Response> {
  const view = await viewOf(c, parts)
  const found = view && (await incidentNamed(c.req.param('id') ?? '', view, parts))
  const url = safeUrl(found?.url)
  return url ? c.redirect(url) : notThere(c, 'There is no such incident, or it has no page.')
}

/** The feeds of a Statuspage; each item leads to the provider by our own permalink, as there. */
async function history(c: Context, parts: StatuspageParts): Promise<Response> {
  const view = await viewOf(c, parts)
  if (!view) return notThere(c, 'There is no such service.')
  const found = await load(view, parts, { newest: mostListed, by: 'changed' })
  const own = found.map((i) => ({ ...i, url: `${view.url}/incidents/${incidentId(i)}` }))
  return answerFeed(c, incidentFeed(own, view.services, placeOf(c, parts), view.service))
}

async function front(c: Context, parts: StatuspageParts): Promise<Response> {
  const view = await viewOf(c, parts)
  if (!view) return notThere(c, 'There is no such service.')
  const status = statusOf(view.services, view.components, view.open)
  const open = shown(view, view.open, (i) => !isMaintenance(i))
  return c.html(pageHtml(pageOf(view, parts), status, open))
}

/** The path that was meant: some clients leave out `.json`, others ask for `/incidents/<id>.json`. */
function meantPath(path: string): string {
  return path
    .replace(/^((?:\/[^/]+){1,2})\/incidents\/([0-9a-z]+\.json)$/, '$1/api/v2/incidents/$2')
    .replace(/(\/api\/v2\/[0-9a-z/-]+)$/, '$1.json')
}

async function viewOf(c: Context, parts: StatuspageParts): Promise<View | null> {
  const name = c.req.param('service') ?? null
  const all = await parts.services()
  const service = all.find((s) => s.id === name) ?? null
  if (name !== null && !service) return null
  const services = service ? familyOf(all, service.id) : all
  const scope = { service, services }
  const open = (await load(scope, parts, { openOnly: true })).filter(isOpen)
  const newest = await load(scope, parts, { newest: 1, by: 'changed' })
  const id = pageId(parts.address, name)
  const path = new URL(c.req.url).pathname.replace(/\/(?:api\/v2\/|incidents\/|history\.).*$/, '')
  const url = publicUrl(c, parts.address, path)
  const components = componentsOf(services, open, id)
  const page = Number(/^[1-9]\d{0,8}$/.exec(c.req.query('page') ?? '')?.[0] ?? 1)
  return { id, url, ...scope, open, page, components, changedAt: lastChange(services, newest) }
}

/** Every incident once, of one service and those below it, or of all. */
async function load(
  { service, services }: Pick<View, 'service' | 'services'>,
  parts: StatuspageParts,
  query: PublicQuery,
): Promise<StoredIncident[]> {
  if (!service) return parts.incidents(query)
  const ids = services.map((s) => s.id)
  const found = await Promise.all(ids.map((id) => parts.incidents({ ...query, service: id })))
  const own = found.flat().filter((i) => i.serviceIds.some((id) => ids.includes(id)))
  return [...new Map(own.map((i) => [i.key, i])).values()]
}

async function listed(
  view: View,
  parts: StatuspageParts,
  maintenance: boolean,
): Promise<StoredIncident[]> {
  // Each service of a family is loaded for itself: there the list is shorter.
  const pages = Math.max(1, Math.floor(mostPages / (view.service ? view.services.length : 1)))
  if (view.page > pages) return []
  const newest = mostListed * view.page
  const found = await load(view, parts, { maintenance, newest, by: 'posted' })
  return found.filter(isListed)
}

async function incidentNamed(
  id: string,
  view: View,
  parts: StatuspageParts,
): Promise<StoredIncident | undefined> {
  const keys = await parts.keysNamed(id)
  if (keys.length === 0) return undefined
  const found = await load(view, parts, { keys: [...keys] })
  return found.find((incident) => incidentId(incident) === id)
}

function shown(
  view: View,
  incidents: readonly StoredIncident[],
  wanted: (incident: StoredIncident) => boolean,
  page = 1,
) {
  return incidents
    .filter(wanted)
    .sort((a, b) => createdAt(b).localeCompare(createdAt(a)) || b.key - a.key)
    .slice((page - 1) * mostListed, page * mostListed)
    .map((incident) => incidentJson(incident, view))
}

/** Not moved by polls that find nothing new, so that the ETag stays. */
function lastChange(
  services: readonly WatchedService[],
  incidents: readonly StoredIncident[],
): string | null {
  const times = [
    ...services.flatMap((s) => s.firstReadAt ?? []),
    ...incidents.map((i) => i.changedAt),
  ]
  return times.sort().at(-1) ?? null
}

function pageOf({ id, url, service, changedAt }: View, parts: StatuspageParts): PageJson {
  const name = service ? nameText(service.name) || service.id : 'Outage Desk'
  return { id, name, url, time_zone: 'Etc/UTC', updated_at: changedAt ?? parts.now() }
}
