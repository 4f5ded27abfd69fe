import { sql } from 'kysely'
import type { Impact } from '../src/incident.ts'
import { weekBefore } from './incident-span.ts'
import type { Db } from './open.ts'

/** One UTC day of a service. */
export interface HeatDay {
  /** `2026-03-02` */
  day: string
  /** How many incidents were going on: no maintenance, no notices, none retracted. */
  incidents: number
  /** The worst of them; `none` on a quiet day. */
  impact: Impact
  /** Minutes in which at least one with an impact was open, as posted: 0 to 1440. */
  minutes: number
}

interface Row {
  began_at: string
  ended_at: string | null
  impact: Impact
}

const length = 86_400_000
const rising: readonly Impact[] = ['none', 'maintenance', 'unknown', 'minor', 'major', 'critical']

/** Every day of `[from, to)`, oldest first; what goes on still is drawn until `to`. */
export async function heatDays(
  db: Db,
  service: string,
  from: string,
  to: string,
): Promise<HeatDay[]> {
  const end = Date.parse(to)
  const days = emptyDays(Date.parse(from), end)
  const first = days[0]
  if (!first) return []
  const down = days.map(() => [] as [number, number][])
  for (const row of await rowsOf(db, service, `${first.day}T00:00:00.000Z`, to))
    draw(row, days, down, end)
  return days.map((d, i) => ({ ...d, minutes: Math.round(covered(down[i]!) / 60_000) }))
}

function emptyDays(from: number, to: number): HeatDay[] {
  const days: HeatDay[] = []
  for (let t = Math.floor(from / length) * length; t < to; t += length) {
    const day = new Date(t).toISOString().slice(0, 10)
    days.push({ day, incidents: 0, impact: 'none', minutes: 0 })
  }
  return days
}

async function rowsOf(db: Db, service: string, from: string, to: string): Promise<Row[]> {
  const mine = sql`select began_at, ended_at, impact from incident_services
    where service = ${service} and counted = 1`
  const early = weekBefore(from)
  const { rows } = await sql<Row>`
    ${mine} and began_at >= ${from} and began_at < ${to}
    union all
    ${mine} and began_at >= ${early} and began_at < ${from}
      and (ended_at is null or ended_at > ${from})
    union all
    ${mine} and lasting = 1 and began_at < ${early} and (ended_at is null or ended_at > ${from})
  `.execute(db)
  return rows
}

function draw(row: Row, days: HeatDay[], down: [number, number][][], to: number): void {
  const start = Date.parse(`${days[0]!.day}T00:00:00.000Z`)
  const began = Math.max(Date.parse(row.began_at), start)
  const ended = Math.min(row.ended_at === null ? to : Date.parse(row.ended_at), to)
  for (let i = Math.floor((began - start) / length); i < days.length; i++) {
    const midnight = start + i * length
    // What ended at midnight was not going on that day; what ended as it began was, for a moment.
    if (midnight > began && midnight >= ended) break
    const day = days[i]!
    day.incidents++
    if (rising.indexOf(row.impact) > rising.indexOf(day.impact)) day.impact = row.impact
    const until = Math.min(ended, midnight + length)
    if (row.impact !== 'none' && until > began) down[i]!.push([Math.max(began, midnight), until])
  }
}

/** Milliseconds in at least one of the intervals. */
function covered(intervals: [number, number][]): number {
  let sum = 0
  let at = 0
  for (const [from, to] of intervals.sort(([a], [b]) => a - b)) {
    sum += Math.max(0, to - Math.max(from, at))
    at = Math.max(at, to)
  }
  return sum
}
