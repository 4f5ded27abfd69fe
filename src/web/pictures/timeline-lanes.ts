import { minuteMs, ms } from '../../digest/dates.ts'
import { beganAt, endedAt, isClosed } from '../../digest/duration.ts'
import type { StoredIncident } from '../../incident.ts'
import { clean } from '../../outputs/clean.ts'
import { type Axis, axisOf } from './axis.ts'
import { drawnAs } from './impacts.ts'

/** One line of the picture of an outage: a name, and from when to when. */
export interface Lane {
  name: string
  /** ms since 1970 */
  from: number
  to: number
  open: boolean
  /** What the times rest on. */
  basis: string
  /** It has no times of its own. */
  borrowed: boolean
}

const mostParts = 8
const longestName = 60

/** Posted, begun and stated as far as each is known; then what is affected, which shares the first. */
export function timelineLanes(i: StoredIncident, now: number): Lane[] {
  const end = ms(endedAt(i))
  const open = end === null && !isClosed(i) && i.state === 'present'
  const lane = (name: string, from: number | null, basis: string): Lane[] => {
    if (from === null) return []
    const to = end ?? (open ? Math.max(now, from) : (ms(i.lastSeenAt) ?? from))
    return [{ name, from, to: Math.max(from, to), open, basis, borrowed: false }]
  }
  const posted = ms(i.postedAt)
  const began = ms(i.startedAt)
  const apart = began !== null && (posted === null || Math.abs(began - posted) >= minuteMs)
  const own = [
    ...lane('Posted', posted, 'from the first post to the close'),
    ...(apart ? lane('Begun', began, 'from the start as given to the close') : []),
    ...statedLane(i, now),
  ]
  const main = own[0] ?? lane('Begun', ms(beganAt(i)), 'from the first message')[0]
  if (!main) return []
  return [...(own.length > 0 ? own : [main]), ...partLanes(i, main)]
}

function statedLane({ stated }: StoredIncident, now: number): Lane[] {
  const from = ms(stated?.from)
  if (!stated || from === null) return []
  const to = ms(stated.to)
  const basis = `by ${clean(stated.basis)}`
  const until = Math.max(from, to ?? now)
  return [{ name: 'Stated', from, to: until, open: to === null, basis, borrowed: false }]
}

/** Providers seldom say from when to when a component was affected: each shares what was posted. */
function partLanes({ components, regions }: StoredIncident, main: Lane): Lane[] {
  return [...new Set([...components, ...regions])].slice(0, mostParts).map((part) => {
    const name = clean(part.slice(0, 500)).trim()
    const cut = name.length > longestName ? `${name.slice(0, longestName).toWellFormed()} …` : name
    return { ...main, name: cut || '(without a name)', basis: 'as posted', borrowed: true }
  })
}

/** How many components and regions there are no lanes for. */
export function partsLeft({ components, regions }: StoredIncident): number {
  return Math.max(0, new Set([...components, ...regions]).size - mostParts)
}

/** The lanes and what was said close to them; later words, such as a report, lie outside. */
export function timelineAxis(lanes: readonly Lane[], saidAt: readonly number[]): Axis | null {
  if (lanes.length === 0) return null
  const from = Math.min(...lanes.map((l) => l.from))
  const to = Math.max(...lanes.map((l) => l.to))
  const slack = Math.max(60 * minuteMs, (to - from) / 3)
  const near = saidAt.filter((at) => at >= from - slack && at <= to + slack)
  const [first, last] = [Math.min(from, ...near), Math.max(to, ...near)]
  const margin = Math.max(2 * minuteMs, (last - first) * 0.04)
  return axisOf(first - margin, last + margin)
}

export function lookOf(i: StoredIncident) {
  return drawnAs(i.kind, i.impact)
}
