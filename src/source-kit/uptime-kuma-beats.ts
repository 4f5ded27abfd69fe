import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { isoTime } from './dates.ts'
import { incidentOf } from './reading.ts'
import { oneLine } from './text.ts'

const beatShape = z.looseObject({ status: z.number(), time: z.string() })
type Beat = z.output<typeof beatShape>

/** Heartbeats: 0 down, 1 up, 2 pending (being tried again), 3 maintenance. */
const [down, up, pending] = [0, 1, 2]

export interface Monitor {
  id: string
  name: string
}

/** `2026-03-02 10:04:00.123` in UTC, as Uptime Kuma writes all its times; null if not a time. */
export function kumaTime(time: string | null | undefined): string | null {
  return time ? (isoTime(time) ?? isoTime(`${time.trim()}Z`)) : null
}

/**
 * Pages set to a number of days send one entry for each stretch of time, "down" if a single check
 * within it failed, and 0 where there was none: no run can be told from these.
 */
export function isSummed(list: readonly unknown[]): boolean {
  const beats = list.flatMap((b) => beatShape.safeParse(b).data ?? [])
  if (list.some((b) => b === 0 || b === null)) return true
  const ups = beats.filter((b) => b.status === up)
  return ups.length > 0 && ups.every((b) => b.ping === null && /T.*Z$/.test(b.time))
}

interface Run {
  from: string | null
  to: string | null
}

/**
 * One incident for each run of failed checks, oldest first. A run that the list begins with has a
 * start only if `open` (ids held open, `monitor-3-2026-03-02T10:04:00.000Z`) remembers it.
 */
export function failingRuns(
  monitor: Monitor,
  list: readonly unknown[],
  open: readonly string[],
  url: string,
): Incident[] {
  const beats = list.flatMap((b) => beatShape.safeParse(b).data ?? [])
  return runsIn(beats).flatMap((run) => {
    const held = run.from ? undefined : heldStart(monitor, open, beats)
    if (!run.from && run.to && held === undefined) return []
    return incidentFrom(monitor, { ...run, from: run.from ?? held ?? null }, url)
  })
}

function heldStart(
  { id }: Monitor,
  open: readonly string[],
  beats: readonly Beat[],
): string | null | undefined {
  const first = kumaTime(beats[0]?.time) ?? ''
  if (open.includes(`monitor-${id}`)) return null
  const prefix = `monitor-${id}-`
  const starts = open.filter((o) => o.startsWith(prefix)).map((o) => o.slice(prefix.length))
  return starts.sort().findLast((start) => isoTime(start) === start && start <= first)
}

function runsIn(beats: readonly Beat[]): Run[] {
  const runs: Run[] = []
  let current: Run | null = null
  for (const [index, beat] of beats.entries()) {
    if (beat.status === down) {
      if (!current) {
        current = { from: index > 0 ? kumaTime(beat.time) : null, to: null }
        runs.push(current)
      }
    } else if (beat.status === up) {
      if (current) current.to = kumaTime(beat.time)
      current = null
    } else if (beat.status !== pending && current) {
      runs.pop()
      current = null
    }
  }
  return runs
}

function incidentFrom(monitor: Monitor, { from, to }: Run, url: string): Incident {
  return incidentOf({
    id: from ? `monitor-${monitor.id}-${from}` : `monitor-${monitor.id}`,
    url,
    title: oneLine(`${monitor.name}: down`),
    status: to ? 'resolved' : 'unknown',
    impactLabel: 'down',
    startedAt: from,
    resolvedAt: to && (!from || from <= to) ? to : null,
    postedAt: from,
    updatedAt: to ?? from,
    components: [monitor.name],
  })
}
