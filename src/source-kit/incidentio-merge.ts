import type { Incident, Update } from '../incident.ts'
import { latestOf } from './dates.ts'
import { byTime } from './one-each.ts'
import { isClosed, uniqueNames } from './reading.ts'

/** The compatible face of incident.io tells times to the second, the native one to the millisecond. */
const grainMs = 1000

/**
 * One incident for each id out of the two faces of an incident.io page: the native one says more
 * (windows, components, Markdown), the compatible one alone says the impact.
 */
export function mergeFaces(compat: readonly Incident[], native: readonly Incident[]): Incident[] {
  const known = new Map(native.map((incident) => [incident.id, incident]))
  const listed = new Set(compat.map((incident) => incident.id))
  const both = compat.map((incident) => {
    const own = known.get(incident.id)
    return own ? joined(incident, own) : incident
  })
  return [...both, ...native.filter((incident) => !listed.has(incident.id))]
}

function joined(compat: Incident, native: Incident): Incident {
  const ahead = isLater(compat.updates.at(-1)?.at, native.updates.at(-1)?.at)
  const [newer, other] = ahead ? [compat, native] : [native, compat]
  const worded = compat.impact === 'unknown' ? native : compat
  const planned = [compat.kind, native.kind].includes('maintenance')
  const earlier = isLater(native.startedAt, compat.startedAt) || !native.startedAt
  return {
    ...native,
    title: newer.title,
    kind: planned ? 'maintenance' : 'incident',
    status: newer.status,
    impact: planned ? 'maintenance' : worded.impact,
    impactLabel: worded.impactLabel,
    startedAt: earlier ? compat.startedAt : native.startedAt,
    resolvedAt: isClosed(newer.status) ? (newer.resolvedAt ?? other.resolvedAt) : null,
    postedAt: native.postedAt ?? compat.postedAt,
    updatedAt: latestOf(compat.updatedAt, native.updatedAt),
    components: uniqueNames([...native.components, ...compat.components]),
    updates: updatesOf(compat.updates, native.updates),
    postmortem: native.postmortem ?? compat.postmortem,
  }
}

function isLater(a: string | null | undefined, b: string | null | undefined): boolean {
  return !!a && !!b && Date.parse(a) - Date.parse(b) >= grainMs
}

/** The native messages, with the other face's text where one is empty, and those only it has. */
function updatesOf(compat: readonly Update[], native: readonly Update[]): Update[] {
  const own = native.map((update) => {
    const text = update.text || (compat.find((c) => isSame(c, update))?.text ?? '')
    return { ...update, text }
  })
  const extra = compat.filter((c) => !native.some((update) => isSame(c, update)))
  return extra.length === 0 ? own : byTime([...own, ...extra])
}

function isSame(a: Update, b: Update): boolean {
  if (a.id === b.id) return true
  if (a.status !== b.status || !a.at || !b.at) return false
  return Math.abs(Date.parse(a.at) - Date.parse(b.at)) < grainMs
}
