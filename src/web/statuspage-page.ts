import type { StoredIncident } from '../incident.ts'
import type { WatchedService } from './public-parts.ts'
import { componentId } from './statuspage-ids.ts'
import { type ComponentStatus, worstEffect } from './statuspage-open.ts'
import { nameText } from './statuspage-text.ts'

export interface PageJson {
  id: string
  name: string
  url: string
  time_zone: 'Etc/UTC'
  updated_at: string
}

export interface StatusJson {
  indicator: 'none' | 'minor' | 'major' | 'critical' | 'maintenance'
  description: string
}

export interface ComponentJson {
  id: string
  name: string
  status: ComponentStatus
  created_at: string
  updated_at: string
  position: number
  description: string | null
  showcase: true
  start_date: string
  group_id: null
  page_id: string
  group: false
  only_show_if_degraded: false
}

const rollup: Record<ComponentStatus, StatusJson> = {
  operational: { indicator: 'none', description: 'All Systems Operational' },
  under_maintenance: { indicator: 'maintenance', description: 'Service Under Maintenance' },
  degraded_performance: { indicator: 'minor', description: 'Minor Service Outage' },
  partial_outage: { indicator: 'major', description: 'Partial System Outage' },
  major_outage: { indicator: 'critical', description: 'Major Service Outage' },
}

/** A service and all that name it as their parent, however far down. */
export function familyOf(services: readonly WatchedService[], id: string): WatchedService[] {
  const members = new Set([id])
  for (let size = 0; size < members.size; ) {
    size = members.size
    for (const s of services) if (s.parent !== null && members.has(s.parent)) members.add(s.id)
  }
  return services.filter((s) => members.has(s.id))
}

/**
 * One component for each service of which a status page was ever read; of the others nothing is
 * known, which no Statuspage word says. What is below a service counts for it too. `open` are the incidents that are open now.
 */
export function componentsOf(
  services: readonly WatchedService[],
  open: readonly StoredIncident[],
  page: string,
): Map<string, ComponentJson> {
  const read = services.filter((s) => s.firstReadAt !== null)
  return new Map(
    read.map((s, n) => {
      const family = new Set(familyOf(services, s.id).map(({ id }) => id))
      const own = open.filter((i) => i.serviceIds.some((id) => family.has(id)))
      return [s.id, componentOf(s, s.firstReadAt!, own, n + 1, page)]
    }),
  )
}

function componentOf(
  service: WatchedService,
  since: string,
  open: readonly StoredIncident[],
  position: number,
  page: string,
): ComponentJson {
  const changes = open.map((i) => i.changedAt)
  return {
    id: componentId(service.id),
    name: nameText(service.name) || service.id,
    status: worstEffect(open),
    created_at: since,
    updated_at: [since, ...changes].sort().at(-1)!,
    position,
    description: descriptionOf(service),
    showcase: true,
    start_date: since.slice(0, 10),
    group_id: null,
    page_id: page,
    group: false,
    only_show_if_degraded: false,
  }
}

function descriptionOf({ gloss, error, lastReadAt }: WatchedService): string | null {
  const stale = error !== null && `Cannot be read now; as of ${lastReadAt}.`
  return [gloss && nameText(gloss), stale].filter(Boolean).join('. ') || null
}

/** The worst that is open; in words also how many services cannot be read, since that is no all-clear. */
export function statusOf(
  services: readonly WatchedService[],
  components: ReadonlyMap<string, ComponentJson>,
  open: readonly StoredIncident[],
): StatusJson {
  const worst = rollup[worstEffect(open)]
  const unread = services.filter((s) => s.firstReadAt !== null && s.error !== null).length
  if (components.size === 0 && worst.indicator === 'none') {
    return { indicator: 'none', description: 'Not known: no status page was read yet' }
  }
  if (unread === 0) return worst
  const words = worst.indicator === 'none' ? 'No incident known' : worst.description
  const noun = unread === 1 ? 'service' : 'services'
  return { ...worst, description: `${words}; ${unread} ${noun} cannot be read now` }
}
