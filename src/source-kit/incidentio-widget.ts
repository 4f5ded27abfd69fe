import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { isoTime } from './dates.ts'
import { groupNames, nativeStatus, outageImpact } from './incidentio-shape.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { permalink } from './statuspage-incident.ts'
import { bodyText, oneLine, safeLink } from './text.ts'

const text = z.string().nullish()
const list = z.array(z.unknown()).nullish()
const componentShape = z.looseObject({ name: z.string(), group_name: text })
const entryShape = z.looseObject({
  id: z.string().min(1),
  name: text,
  status: text,
  url: text,
  last_update_at: text,
  last_update_message: text,
  current_worst_impact: text,
  affected_components: list,
  started_at: text,
  starts_at: text,
})
const widgetShape = z.looseObject({
  ongoing_incidents: z.array(z.unknown()),
  in_progress_maintenances: list,
  scheduled_maintenances: list,
})

type Entry = z.output<typeof entryShape>

/**
 * The documented widget API of incident.io, `/api/v1/summary`: what is going on and planned, with
 * the latest message only, and no word on when an incident began. ParseError for anything else.
 */
export function incidentioWidget(reply: Reply, root: string, skipped: Skipped[]): Incident[] {
  const widget = shaped(readJson(reply), widgetShape, reply.url)
  const planned = [
    ...(widget.in_progress_maintenances ?? []),
    ...(widget.scheduled_maintenances ?? []),
  ]
  return [
    ...eachShaped(widget.ongoing_incidents, entryShape, 'incident', skipped).map((entry) =>
      incidentFrom(entry, false, root),
    ),
    ...eachShaped(planned, entryShape, 'maintenance', skipped).map((entry) =>
      incidentFrom(entry, true, root),
    ),
  ]
}

function incidentFrom(entry: Entry, planned: boolean, root: string): Incident {
  const components = eachShaped(entry.affected_components, componentShape, '', [])
  const at = isoTime(entry.last_update_at)
  const status = nativeStatus(entry.status)
  const body = bodyText(entry.last_update_message ?? '')
  return incidentOf({
    id: entry.id,
    url: safeLink(entry.url) ?? permalink(root, entry.id),
    title: oneLine(entry.name ?? '') || `Incident ${entry.id}`,
    kind: planned ? 'maintenance' : 'incident',
    status,
    impact: planned ? 'maintenance' : outageImpact(entry.current_worst_impact),
    impactLabel: entry.current_worst_impact ?? null,
    startedAt: isoTime(entry.starts_at) ?? isoTime(entry.started_at),
    updatedAt: at,
    components: uniqueNames(components.map(({ name }) => oneLine(name))),
    ...groupNames(components.map((component) => component.group_name ?? null)),
    updates: body || at ? [{ id: `${at ?? 'undated'}-${status}`, status, at, text: body }] : [],
  })
}
