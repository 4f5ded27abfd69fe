import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { earliestOf, isoTime, latestOf } from './dates.ts'
import { eachShaped, readJson, shaped } from './json.ts'
import { incidentOf, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { statusiqImpact, statusiqWords } from './statusiq-words.ts'
import { oneLine, safeLink } from './text.ts'

const text = z.string().nullish().catch(null)
const list = z.array(z.unknown()).nullish()
const outageShape = z.looseObject({
  start_time: z.string(),
  end_time: text,
  ongoing: z.boolean().nullish().catch(null),
  status: z.number().nullish().catch(null),
  associated_incident_info: z.looseObject({ enc_inc_id: text, inc_title: text }).nullish(),
})
const resourceShape = z.looseObject({
  display_name: text,
  componentgroup_display_name: text,
  status_history: z.looseObject({ day_wise_status_history: list }).nullish(),
  componentgroup_components: list,
})
const dayShape = z.looseObject({ outage_list: list })
const documentShape = z.looseObject({
  code: z.literal(0),
  data: z.looseObject({ resource_list: z.array(z.unknown()) }),
})

interface Outage {
  component: string
  incident: string | null
  title: string | null
  from: string
  to: string | null
  status: number
}

/** True for a `status_history` document, judged by its shape. */
export function isStatusiqHistory(reply: Reply): boolean {
  try {
    return documentShape.safeParse(readJson(reply)).success
  } catch {
    return false
  }
}

/**
 * `status_history`: outages of components by day, each with the incident it belongs to, without
 * texts (`data.resource_list[].status_history.day_wise_status_history[].outage_list[]`, by a client
 * of 2026). An outage over midnight stands on both days. Those without an incident are one each.
 */
export function statusiqHistory(reply: Reply, root: string, skipped: Skipped[]): Incident[] {
  const { data } = shaped(readJson(reply), documentShape, reply.url)
  const outages = outagesIn(data.resource_list, reply.at, skipped)
  const groups = Map.groupBy(outages, (o) => o.incident ?? `component:${o.component}@${o.from}`)
  return [...groups].map(([id, group]) => incidentFrom(id, group, root))
}

function outagesIn(values: readonly unknown[], now: string, skipped: Skipped[]): Outage[] {
  return eachShaped(values, resourceShape, 'component', skipped).flatMap((raw) => {
    const component = oneLine(raw.display_name || raw.componentgroup_display_name || '')
    const days = eachShaped(raw.status_history?.day_wise_status_history, dayShape, 'day', skipped)
    const own = days.flatMap((day) =>
      eachShaped(day.outage_list, outageShape, `outage of ${component}`, skipped).flatMap((o) => {
        const from = isoTime(o.start_time)
        if (!from || from > now) return []
        const end = o.ongoing ? null : isoTime(o.end_time)
        const incident = o.associated_incident_info?.enc_inc_id || null
        const title = o.associated_incident_info?.inc_title ?? null
        const to = end && end <= now && end >= from ? end : null
        return [{ component, incident, title, from, to, status: o.status ?? 0 }]
      }),
    )
    return [...own, ...outagesIn(raw.componentgroup_components ?? [], now, skipped)]
  })
}

function incidentFrom(id: string, outages: readonly Outage[], root: string): Incident {
  const [first] = outages
  const worst = Math.max(...outages.map((o) => o.status))
  const over = outages.every((o) => o.to)
  const planned = outages.every((o) => o.status === 4)
  const word = statusiqWords[worst] ?? null
  const startedAt = earliestOf(...outages.map((o) => o.from))
  const resolvedAt = over ? latestOf(...outages.map((o) => o.to)) : null
  return incidentOf({
    id,
    url: safeLink(first!.incident ? `${root}/#/incidents/${id}` : root),
    title: oneLine(first!.title ?? '') || `${first!.component}: ${word ?? 'outage'}`,
    kind: planned ? 'maintenance' : 'incident',
    status: over ? (planned ? 'completed' : 'resolved') : planned ? 'in_progress' : 'unknown',
    impact: statusiqImpact(worst),
    impactLabel: word,
    startedAt,
    resolvedAt,
    updatedAt: resolvedAt ?? startedAt,
    components: uniqueNames(outages.map((o) => o.component)),
    stated: { from: startedAt!, to: resolvedAt, basis: 'start_time, end_time' },
  })
}
