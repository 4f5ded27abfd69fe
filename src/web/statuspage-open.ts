import { closedStatuses, type StoredIncident } from '../incident.ts'

export type Lived = Pick<StoredIncident, 'kind' | 'status' | 'impact' | 'state' | 'resolvedAt'>

export function isMaintenance({ kind }: Pick<StoredIncident, 'kind'>): boolean {
  return kind === 'maintenance'
}

/** Neither said to be over nor taken off the provider's page; a status never seen before is open. */
export function isOpen({ status, state, resolvedAt }: Lived): boolean {
  return state === 'present' && resolvedAt === null && !closedStatuses.includes(status)
}

/** An open one that its provider took off the page is on no list: nobody would ever close it. */
export function isListed(incident: Lived): boolean {
  return incident.state !== 'vanished' || closedStatuses.includes(incident.status)
}

export function isUpcoming(incident: Lived): boolean {
  return isMaintenance(incident) && isOpen(incident) && incident.status === 'scheduled'
}

/** Work that goes on now. Of a status nobody knows it cannot be said. */
export function isActive(incident: Lived): boolean {
  const begun = incident.status !== 'scheduled' && incident.status !== 'unknown'
  return isMaintenance(incident) && isOpen(incident) && begun
}

export const componentStatuses = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const
export type ComponentStatus = (typeof componentStatuses)[number]

/** What one incident does to its services now. An open one of unknown impact is never operational. */
export function effectOf(incident: Lived): ComponentStatus {
  if (!isOpen(incident)) return 'operational'
  if (isMaintenance(incident) && !isActive(incident)) return 'operational'
  if (incident.impact === 'critical') return 'major_outage'
  if (incident.impact === 'major') return 'partial_outage'
  if (incident.impact === 'minor') return 'degraded_performance'
  if (isMaintenance(incident) || incident.impact === 'maintenance') return 'under_maintenance'
  const silent = incident.impact === 'none' || incident.kind === 'notice'
  return silent ? 'operational' : 'degraded_performance'
}

/** The worst that any of the incidents does. */
export function worstEffect(incidents: readonly Lived[]): ComponentStatus {
  const ranks = incidents.map((i) => componentStatuses.indexOf(effectOf(i)))
  return componentStatuses[Math.max(0, ...ranks)]!
}
