import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { IncidentIdentity } from './public-parts.ts'

const length = 12

/** Twelve characters `0-9a-z`, as Statuspage's own ids: always the same for the same names. */
export function shortId(...names: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify(names))
  return (BigInt(`0x${digest}`) % 36n ** BigInt(length)).toString(36).padStart(length, '0')
}

/** Stays when the provider publishes the incident again under another id. */
export function incidentId({ feed, id, formerIds }: Omit<IncidentIdentity, 'key'>): string {
  return shortId('incident', feed, formerIds[0] ?? id)
}

export function componentId(service: string): string {
  return shortId('component', service)
}

/** `service` is null for the page of all. */
export function pageId(address: string | null, service: string | null): string {
  return shortId('page', address ?? '', service ?? '')
}

/** How many ids are worked out before others have their turn. */
const batch = 2000

/**
 * Finds the keys of the incidents with a public id. Anybody may ask, and there can be a million: each
 * id is worked out once. `after` gives the incidents with a greater key, by their keys.
 */
export function idIndex(after: (key: number) => Promise<readonly IncidentIdentity[]>) {
  const keys = new Map<string, number[]>()
  let newest = -1
  let building = Promise.resolve()

  async function add(): Promise<void> {
    for (const [n, one] of (await after(newest)).entries()) {
      const id = incidentId(one)
      keys.set(id, [...(keys.get(id) ?? []), one.key])
      newest = one.key
      if (n % batch === batch - 1) await setImmediate()
    }
  }

  return async (id: string): Promise<readonly number[]> => {
    building = building.then(add, add)
    await building
    return keys.get(id) ?? []
  }
}
