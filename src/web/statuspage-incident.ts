import type { StoredIncident, Update } from '../incident.ts'
import { safeUrl } from '../outputs/clean.ts'
import { incidentId, shortId } from './statuspage-ids.ts'
import { isMaintenance } from './statuspage-open.ts'
import type { ComponentJson } from './statuspage-page.ts'
import { bodyField, nameText } from './statuspage-text.ts'

/** Times are ISO 8601 with milliseconds and `Z`; null where nobody said. */
export interface UpdateJson {
  id: string
  status: string
  body: string
  incident_id: string
  created_at: string | null
  updated_at: string | null
  display_at: string | null
  affected_components: null
  deliver_notifications: false
  custom_tweet: null
  tweet_id: null
}

/** An incident or, with the window, a maintenance. */
export interface IncidentJson {
  id: string
  name: string
  status: string
  created_at: string
  updated_at: string
  monitoring_at: string | null
  resolved_at: string | null
  impact: string
  shortlink: string
  started_at: string
  page_id: string
  incident_updates: UpdateJson[]
  components: ComponentJson[]
  reminder_intervals: null
  scheduled_for?: string | null
  scheduled_until?: string | null
  postmortem_body?: string | null
  postmortem_published_at?: string | null
}

/** What an incident needs of the page it stands on. `url` is the page's own address. */
export interface PageContext {
  id: string
  url: string
  components: ReadonlyMap<string, ComponentJson>
}

/** When it was posted, else the earliest that is known of it. */
export function createdAt(incident: StoredIncident): string {
  const { postedAt, startedAt, firstSeenAt, updates } = incident
  if (postedAt) return postedAt
  const known = [firstSeenAt, ...updates.flatMap(({ at }) => at ?? [])]
  if (startedAt && !isMaintenance(incident)) known.push(startedAt)
  return known.sort()[0]!
}

/** One incident in the shape of the public Statuspage API v2, its updates newest first. */
export function incidentJson(incident: StoredIncident, page: PageContext): IncidentJson {
  const id = incidentId(incident)
  const created = createdAt(incident)
  const planned = isMaintenance(incident)
  const updates = incident.updates.map((u) => updateJson(u, incident, id, created)).reverse()
  const newest = updates.flatMap((u) => u.display_at ?? []).sort()
  return {
    id,
    name: nameText(incident.title) || `Incident ${id}`,
    status: incident.status,
    created_at: created,
    updated_at: incident.updatedAt ?? newest.at(-1) ?? created,
    monitoring_at: lastAt(incident.updates, planned ? 'verifying' : 'monitoring'),
    resolved_at: incident.resolvedAt,
    impact: planned && incident.impact === 'unknown' ? 'maintenance' : incident.impact,
    shortlink: safeUrl(incident.url) ?? page.url,
    started_at: planned ? created : (incident.startedAt ?? created),
    page_id: page.id,
    incident_updates: updates,
    components: incident.serviceIds.flatMap((s) => page.components.get(s) ?? []),
    reminder_intervals: null,
    ...(planned ? windowOf(incident) : {}),
    ...postmortemOf(incident),
  }
}

function updateJson(
  update: Update,
  { feed, formerIds, id }: StoredIncident,
  incident: string,
  created: string,
): UpdateJson {
  const { at } = update
  // Nothing is typed before its incident is; what it tells of may be earlier.
  const typed = at !== null && at < created ? created : at
  return {
    id: shortId('update', feed, formerIds[0] ?? id, update.id),
    status: update.status,
    body: bodyField(update.text),
    incident_id: incident,
    created_at: typed,
    updated_at: typed,
    display_at: at,
    affected_components: null,
    deliver_notifications: false,
    custom_tweet: null,
    tweet_id: null,
  }
}

function lastAt(updates: readonly Update[], status: Update['status']): string | null {
  return updates.findLast((u) => u.status === status)?.at ?? null
}

/** The end is only what the provider stated, never the start and a guess. */
function windowOf({ startedAt, stated, resolvedAt }: StoredIncident) {
  return { scheduled_for: startedAt, scheduled_until: stated?.to ?? resolvedAt }
}

/** The keys of Statuspage's own per-incident JSON, there only with a postmortem. */
function postmortemOf({ postmortem }: StoredIncident) {
  if (!postmortem) return {}
  const body = postmortem.text === null ? null : bodyField(postmortem.text)
  return { postmortem_body: body, postmortem_published_at: postmortem.at }
}
