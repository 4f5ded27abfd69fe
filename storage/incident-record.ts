import type { StoredIncident } from '../src/incident.ts'

/** A stored incident and whether the provider's list holds it now. */
export interface IncidentRecord extends StoredIncident {
  listed: boolean
}
