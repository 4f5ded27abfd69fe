import { Temporal } from 'temporal-polyfill'
import { dayMs, minuteMs } from '../../digest/dates.ts'
import { clockAt } from './clock.ts'

/** A stretch of time to draw on, ms since 1970; `to` is after `from`. */
export interface Axis {
  from: number
  to: number
}

export interface Tick {
  at: number
  label: string
}

const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2200, 0, 1)
const hourMs = 60 * minuteMs
const mostTicks = 12

/** An axis that has a length and lies in times that calendars can be made of. */
export function axisOf(from: number, to: number): Axis {
  const begin = Math.min(Math.round(kept(from)), latest - minuteMs)
  return { from: begin, to: Math.max(Math.round(kept(to)), begin + minuteMs) }
}

function kept(at: number): number {
  return Number.isFinite(at) ? Math.min(latest, Math.max(earliest, at)) : earliest
}

/** Where a moment lies on the axis, from 0 to 100, always a number. */
export function percentAt({ from, to }: Axis, at: number): number {
  const share = (kept(at) - from) / (to - from)
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100
}

/** The midnights of a zone within the axis, the edges included. */
export function dayTicks(axis: Axis, timezone: string): Tick[] {
  return stepTicks(axis, timezone, dayMs, (at) => {
    const { weekday, day } = clockAt(at, timezone)
    return `${weekday} ${day}`
  })
}

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minuteMs),
  ...[1, 2, 3, 6, 12].map((n) => n * hourMs),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((n) => n * dayMs),
]

/** Round times of a zone, at most seven, with labels as short as the step allows. */
export function ticksOf(axis: Axis, timezone: string): Tick[] {
  const length = axis.to - axis.from
  const step = steps.find((s) => length / s <= 6) ?? Math.ceil(length / (6 * dayMs)) * dayMs
  return stepTicks(axis, timezone, step, (at) => tickLabel(at, step, timezone))
}

function tickLabel(at: number, step: number, timezone: string): string {
  const { weekday, day, month, year, time } = clockAt(at, timezone)
  if (step >= 91 * dayMs) return `${month} ${year}`
  if (step >= dayMs) return `${day} ${month}`
  return time === '00:00' ? `${weekday} ${day}` : time
}

function stepTicks(
  axis: Axis,
  timezone: string,
  step: number,
  label: (at: number) => string,
): Tick[] {
  const ticks: Tick[] = []
  let clock = floorOf(axis.from, timezone, step)
  // Counted on the clock, so that a change of the clock shifts no later one.
  for (let n = 0; n < mostTicks; n++) {
    const at = clock.toZonedDateTime(timezone).epochMilliseconds
    if (at > axis.to) break
    if (at >= axis.from && at !== ticks.at(-1)?.at) ticks.push({ at, label: label(at) })
    clock = clock.add({ minutes: step / minuteMs })
  }
  return ticks
}

/** The last round time on the clock before a moment. */
function floorOf(at: number, timezone: string, step: number): Temporal.PlainDateTime {
  const clock = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timezone)
    .toPlainDateTime()
  const midnight = clock.toPlainDate().toPlainDateTime()
  if (step >= dayMs) return midnight
  const minutes = clock.hour * 60 + clock.minute
  return midnight.add({ minutes: minutes - (minutes % (step / minuteMs)) })
}
