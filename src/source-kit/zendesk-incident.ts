import type { Impact, Incident, IncidentKind, Status, Update } from '../incident.ts'
import { isoTime, latestOf } from './dates.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { openState } from './open-state.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import { stateOf } from './state-words.ts'
import { bodyText, oneLine, safeLink } from './text.ts'
import { idIn, type Resource, textIn } from './zendesk-shape.ts'

/** The words of `impact`; `security` says nothing of how bad it is. */
const impactOf = new Map<string, Impact>([
  ['critical', 'critical'],
  ['major', 'major'],
  ['minor', 'minor'],
  ['no impact', 'none'],
  ['none', 'none'],
])
/** What an incident is read with. */
export interface ZendeskContext {
  services: ReadonlyMap<string, string | null>
  page: string | null
  at: string
  /** It came in the list of maintenance. */
  planned: boolean
}

/** One incident with what `included` holds of it; times before and after the reply are kept apart by `at`. */
export function zendeskIncident(
  raw: Resource,
  included: readonly Resource[],
  context: ZendeskContext,
): Incident {
  const window = {
    from: isoTime(textIn(raw, 'maintenancestarttime')),
    to: isoTime(textIn(raw, 'maintenanceendtime')),
  }
  const maintenance = context.planned || raw.attributes.maintenance === true || window.from !== null
  const kind: IncidentKind = maintenance ? 'maintenance' : 'incident'
  const startedAt = window.from ?? isoTime(textIn(raw, 'startedat'))
  const end = isoTime(textIn(raw, 'resolvedat'))
  const resolvedAt = end && end <= context.at && (!startedAt || end >= startedAt) ? end : null
  const status = statusOf(raw, kind, resolvedAt)
  const updates = updatesOf(raw, included, status, kind)
  const postmortem = textIn(raw, 'postmortem')
  return incidentOf({
    id: raw.id,
    url: context.page,
    title: oneLine(textIn(raw, 'title', 'name') ?? '') || `Zendesk ${kind} ${raw.id}`,
    kind,
    status,
    ...impactIn(raw, kind),
    startedAt,
    resolvedAt: isClosed(status) ? resolvedAt : null,
    postedAt: isoTime(textIn(raw, 'createdat')) ?? updates.find((u) => u.at)?.at ?? null,
    updatedAt: latestOf(isoTime(textIn(raw, 'updatedat')), ...updates.map((u) => u.at), resolvedAt),
    services: servicesOf(raw, included, context.services),
    updates,
    stated:
      startedAt && kind === 'incident'
        ? {
            from: startedAt,
            to: isClosed(status) ? resolvedAt : null,
            basis: 'started and resolved',
          }
        : null,
    postmortem:
      postmortem === null
        ? null
        : {
            url: /^https?:\/\/\S+$/.test(postmortem.trim()) ? safeLink(postmortem) : null,
            text: bodyText(postmortem) || null,
            at: null,
          },
  })
}

function statusOf(raw: Resource, kind: IncidentKind, resolvedAt: string | null): Status {
  const said = stateOf(textIn(raw, 'status') ?? '')
  const planned = kind === 'maintenance'
  if (resolvedAt && said !== 'postmortem') return planned ? 'completed' : 'resolved'
  if (said === 'resolved' || said === 'completed') return planned ? 'completed' : 'resolved'
  return said
}

/** `impact`; where it is missing, the flags: an outage is taken for major, a degradation for minor. */
function impactIn(raw: Resource, kind: IncidentKind): Pick<Incident, 'impact' | 'impactLabel'> {
  const label = textIn(raw, 'impact')
  const { outage, degradation } = raw.attributes
  const flag = outage === true ? 'outage' : degradation === true ? 'degradation' : null
  const flagged: Impact = flag === 'outage' ? 'major' : flag ? 'minor' : 'unknown'
  const impact = label
    ? (impactOf.get(label.toLowerCase().replace(/_/g, ' ')) ?? 'unknown')
    : flagged
  return { impact: kind === 'maintenance' ? kind : impact, impactLabel: label ?? flag }
}

/** By relationship, else by the id of the incident among the attributes. */
function relatedTo(raw: Resource, included: readonly Resource[], type: string): Resource[] {
  const ids = raw.related.get(type)
  const own = included.filter((r) => r.type === type)
  if (ids) return own.filter((r) => ids.includes(r.id))
  return own.filter(
    (r) => (idIn(r, 'incidentid') ?? r.related.get('incident')?.[0] ?? null) === raw.id,
  )
}

function servicesOf(
  raw: Resource,
  included: readonly Resource[],
  services: ZendeskContext['services'],
): string[] {
  const bridges = relatedTo(raw, included, 'incidentservice')
  const ids = [...bridges, raw].flatMap(
    (r) => r.related.get('service') ?? idIn(r, 'serviceid') ?? [],
  )
  const told = bridges.map((r) => textIn(r, 'servicename', 'name'))
  return uniqueNames([...told, ...ids.map((id) => services.get(id))])
}

/** Updates carry no state: told by their words, and the last one by the incident's. */
function updatesOf(
  raw: Resource,
  included: readonly Resource[],
  status: Status,
  kind: IncidentKind,
): Update[] {
  const entries = relatedTo(raw, included, 'incidentupdate').map((r) => ({
    id: r.id,
    at: isoTime(textIn(r, 'createdat', 'updatedat')),
    text: bodyText(textIn(r, 'description', 'body', 'message') ?? ''),
    said: stateOf(textIn(r, 'status') ?? ''),
  }))
  let state: Status = kind === 'maintenance' ? 'scheduled' : 'investigating'
  const sorted = byTime(entries)
  const updates = sorted.map(({ said, ...update }, index) => {
    const last = index === sorted.length - 1
    if (said !== 'unknown') state = said
    else if (last && status !== 'postmortem') state = status
    else if (kind !== 'maintenance') state = openState(update.text, state)
    return { ...update, status: state }
  })
  return withUniqueIds(updates.map(({ id, status, at, text }) => ({ id, status, at, text })))
}
