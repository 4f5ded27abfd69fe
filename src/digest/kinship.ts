import type { Service, StoredIncident } from '../incident.ts'
import type { Entry } from './digest.ts'

/** Services hit by the same incidents; parents of the service itself say nothing more. */
export function alsoAffected(
  incidents: readonly StoredIncident[],
  id: string,
  services: ReadonlyMap<string, Service>,
): Entry['alsoAffected'] {
  const known = new Set([id, ...ancestors(id, services)])
  const others = incidents.flatMap((i) => i.serviceIds).filter((other) => !known.has(other))
  return [...new Set(others)].map((other) => ({
    id: other,
    name: services.get(other)?.name ?? other,
  }))
}

/** The parent of a service, its parent, and so on. */
export function ancestors(id: string, services: ReadonlyMap<string, Service>): string[] {
  const found: string[] = []
  for (
    let at = services.get(id)?.parent;
    at && !found.includes(at);
    at = services.get(at)?.parent
  ) {
    found.push(at)
  }
  return found
}

/** Brands of one house: they share an ancestor, and neither is that of the other. */
export function areSisters(a: string, b: string, services: ReadonlyMap<string, Service>): boolean {
  if (a === b || areOneLine(a, b, services)) return false
  const above = ancestors(a, services)
  return ancestors(b, services).some((id) => above.includes(id))
}

/** Directly under the same parent. */
export function shareParent(a: string, b: string, services: ReadonlyMap<string, Service>): boolean {
  const parent = services.get(a)?.parent ?? null
  return a !== b && parent !== null && parent === services.get(b)?.parent
}

/** The same, or one is part of the other. */
export function areOneLine(a: string, b: string, services: ReadonlyMap<string, Service>): boolean {
  return a === b || ancestors(a, services).includes(b) || ancestors(b, services).includes(a)
}

/** The host of an address bears the name of the service: blog.example.com of Example. */
export function isOwnSite(url: string | null, id: string, name: string): boolean {
  try {
    const parts = url ? new URL(url).hostname.toLowerCase().split('.') : []
    return [id.replace(/-/g, ''), name.toLowerCase().replace(/[^a-z0-9]/g, '')].some(
      (own) => own.length > 2 && parts.slice(0, -1).includes(own),
    )
  } catch {
    return false
  }
}
