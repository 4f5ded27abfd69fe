import { createHash } from 'node:crypto'
import type { IncidentIdentity } from './public-parts.ts'

const length = 12

/** Twelve characters `0-9a-z`, as Statuspage's own ids: always the same for the same names. */
export function shortId(...names: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(names)).digest('hex')
  return (BigInt(`0x${hash}`) % 36n ** BigInt(length)).toString(36).padStart(length, '0')
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
