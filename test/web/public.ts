import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import type { Incident, StoredIncident } from '../../src/incident.ts'
import { feedRoutes } from '../../src/web/feed-routes.ts'
import type { PublicParts, WatchedService } from '../../src/web/public-parts.ts'
import { statuspageRoutes } from '../../src/web/statuspage-api.ts'
import { idIndex } from '../../src/web/statuspage-ids.ts'
import type { IncidentJson } from '../../src/web/statuspage-incident.ts'
import type { ComponentJson, PageJson, StatusJson } from '../../src/web/statuspage-page.ts'
import { incident, service } from '../digest/make.ts'

export const firstRead = '2017-09-01T00:00:00.000Z'

export function watched(id: string, name: string, more: Partial<WatchedService> = {}) {
  const times = { firstReadAt: firstRead, lastReadAt: '2017-09-05T12:00:00.000Z', error: null }
  return { ...service(id, name), ...times, ...more }
}

/** Text as nobody should write it: markup, direction marks, control characters, half a character. */
export const hostile =
  '<script>alert(1)</script>\u202Egnihtyreve\u0000\u0007\u001B[2J & &lt;b&gt; ]]> \uFFFE\uD83D'

/** Parts over lists in memory, answering every query with all there is, in the wrong order. */
export function partsOf(
  incidents: readonly StoredIncident[],
  services: readonly WatchedService[],
  more: Partial<PublicParts> = {},
): PublicParts {
  return {
    address: null,
    services: async () => [...services],
    incidents: async ({ service: id, keys, openOnly, maintenance }) =>
      incidents
        .filter((i) => !id || i.serviceIds.includes(id))
        .filter((i) => !keys || keys.includes(i.key))
        .filter((i) => !openOnly || i.resolvedAt === null)
        .filter((i) => maintenance === undefined || (i.kind === 'maintenance') === maintenance),
    keysNamed: idIndex(async (after) =>
      incidents.filter((i) => i.key > after).sort((a, b) => a.key - b.key),
    ),
    editions: async () => [],
    subscriptions: () => [],
    now: () => '2017-09-11T00:00:00.000Z',
    ...more,
  }
}

export function appOf(parts: PublicParts): Hono {
  const app = new Hono()
  app.route('/status', statuspageRoutes(parts))
  app.route('/feeds', feedRoutes(parts))
  return app
}

/** The routes behind a real server on the loopback; the address has no slash at its end. */
export async function listening(parts: PublicParts): Promise<string> {
  const server = serve({ fetch: appOf(parts).fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  const bound = server.address()
  return `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
}

/** Any document of the API, by the keys that some have. */
export interface Answer {
  page: PageJson
  status: StatusJson
  components: ComponentJson[]
  incidents: IncidentJson[]
  scheduled_maintenances: IncidentJson[]
  incident: IncidentJson
}

export async function statusOf(
  incidents: readonly StoredIncident[],
  services: readonly WatchedService[],
  path: string,
) {
  const app = appOf(partsOf(incidents, services))
  const response = await app.request(`http://desk.example/status${path}`)
  const text = await response.text()
  return { response, text, json: JSON.parse(text) as Answer }
}

/** What a source read, as if it had been stored for one service. */
export function storedAs(serviceId: string, read: readonly Incident[], seen: string) {
  return read.map((one, n) => {
    const times = { firstSeenAt: seen, lastSeenAt: seen, changedAt: seen }
    return incident(n + 1, { ...one, feed: `feed:${serviceId}`, serviceIds: [serviceId], ...times })
  })
}
