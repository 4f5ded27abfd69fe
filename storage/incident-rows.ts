import type { Selectable } from 'kysely'
import type { Incident, IncidentState } from '../src/incident.ts'
import type { IncidentRecord } from './incident-record.ts'
import { spanOf } from './incident-span.ts'
import type { IncidentTable, UpdateTable } from './schema.ts'

/** A row and its updates as an incident; listed ones were last seen when their feed was last read. */
export function recordOf(
  r: Selectable<IncidentTable>,
  updates: UpdateTable[],
  lastRead: string | null,
): IncidentRecord {
  const serviceIds = JSON.parse(r.service_ids) as string[]
  return {
    key: r.key,
    feed: r.feed,
    id: r.id,
    url: r.url,
    title: r.title,
    kind: r.kind as Incident['kind'],
    status: r.status as Incident['status'],
    impact: r.impact as Incident['impact'],
    impactLabel: r.impact_label,
    startedAt: r.started_at,
    resolvedAt: r.resolved_at,
    postedAt: r.posted_at,
    updatedAt: r.updated_at,
    services: JSON.parse(r.services) as string[],
    components: JSON.parse(r.components) as string[],
    regions: JSON.parse(r.regions) as string[],
    updates: updates.map((u) => ({
      id: u.id,
      status: u.status as Incident['status'],
      at: u.at,
      text: u.text,
    })),
    postmortem: r.postmortem ? (JSON.parse(r.postmortem) as Incident['postmortem']) : null,
    stated: r.stated ? (JSON.parse(r.stated) as Incident['stated']) : null,
    service: serviceIds[0] ?? '',
    serviceIds,
    firstSeenAt: r.first_seen_at,
    lastSeenAt: r.listed && lastRead && lastRead > r.last_seen_at ? lastRead : r.last_seen_at,
    changedAt: r.changed_at,
    state: r.state as IncidentState,
    listed: r.listed === 1,
    backfilled: r.backfilled === 1,
    reopened: r.reopened,
    edits: r.edits,
    formerIds: JSON.parse(r.former_ids) as string[],
    replyHash: r.reply_hash,
    fetchedAt: r.fetched_at,
  }
}

export function rowOf(i: Omit<IncidentRecord, 'key'>): Omit<IncidentTable, 'key'> {
  return {
    feed: i.feed,
    id: i.id,
    former_ids: JSON.stringify(i.formerIds),
    service_ids: JSON.stringify(i.serviceIds),
    url: i.url,
    title: i.title,
    kind: i.kind,
    status: i.status,
    impact: i.impact,
    impact_label: i.impactLabel,
    started_at: i.startedAt,
    resolved_at: i.resolvedAt,
    posted_at: i.postedAt,
    updated_at: i.updatedAt,
    services: JSON.stringify(i.services),
    components: JSON.stringify(i.components),
    regions: JSON.stringify(i.regions),
    postmortem: i.postmortem && JSON.stringify(i.postmortem),
    stated: i.stated && JSON.stringify(i.stated),
    state: i.state,
    listed: i.listed ? 1 : 0,
    backfilled: i.backfilled ? 1 : 0,
    reopened: i.reopened,
    edits: i.edits,
    first_seen_at: i.firstSeenAt,
    last_seen_at: i.lastSeenAt,
    changed_at: i.changedAt,
    reply_hash: i.replyHash,
    fetched_at: i.fetchedAt,
    ...spanOf(i),
  }
}
