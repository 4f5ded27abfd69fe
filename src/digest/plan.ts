import type { Report } from './articles.ts'
import { type Domino, handleOf, type Part } from './dominoes.ts'
import type { Group } from './grouping.ts'
import type { Joined, Outage } from './outage.ts'

/** A part that loses its line to another. */
interface Move {
  part: Part
  into: Part
  reason: string
  apart: boolean
}

/** What is told where, decided step by step; groups are only rebuilt at the end. */
export interface Plan {
  moves: Map<string, Move>
  joined: Map<string, Joined[]>
  /** Reasons for outages that stay where they are. */
  notes: Map<string, string[]>
}

export function emptyPlan(): Plan {
  return { moves: new Map(), joined: new Map(), notes: new Map() }
}

/** A reason for a part that stays where it is. */
export function note(part: Part, reason: string, plan: Plan): void {
  const handle = handleOf(part)
  plan.notes.set(handle, [...(plan.notes.get(handle) ?? []), reason])
}

/** Tells a part, and what is told with it, under another. */
export function move({ part, cause, reason }: Domino, plan: Plan): void {
  const into = rootOf(cause, plan)
  if (plan.moves.has(handleOf(part)) || handleOf(into) === handleOf(part)) return
  plan.moves.set(handleOf(part), { part, into, reason, apart: false })
  join({ part, cause: into, reason }, false, plan)
  const own = plan.joined.get(handleOf(part)) ?? []
  plan.joined.delete(handleOf(part))
  for (const one of own) addJoined(into, one, plan)
}

/** Names the service of a part beside another; `apart`: it keeps its own line. */
export function join({ part, cause, reason }: Domino, apart: boolean, plan: Plan): void {
  const { outage, report, group } = part
  const url = outage?.incident.url ?? report?.article.url ?? null
  const mark = apart ? { apart } : {}
  const outages = outage && !apart ? { outages: [outage] } : {}
  addJoined(rootOf(cause, plan), { ...group.named, reason, url, ...outages, ...mark }, plan)
}

export function addJoined(into: Part, one: Joined, plan: Plan): void {
  if (one.id === into.group.named.id) return
  const handle = handleOf(into)
  const list = plan.joined.get(handle) ?? []
  const known = list.find((j) => j.id === one.id)
  if (!known) plan.joined.set(handle, [...list, one])
  else {
    const outages = [...(known.outages ?? []), ...(one.outages ?? [])]
    const more = outages.length > 0 ? { outages } : {}
    const url = known.outages || !one.outages ? known.url : one.url
    const merged = { ...known, ...more, url: url ?? null }
    plan.joined.set(
      handle,
      list.map((j) => (j === known ? merged : j)),
    )
  }
}

/** Where a part ends up after what was joined so far. */
export function rootOf(part: Part, { moves }: Pick<Plan, 'moves'>): Part {
  let at = part
  for (let n = 0; n < 20; n++) {
    const next = moves.get(handleOf(at))
    if (!next) return at
    at = next.into
  }
  return at
}

/** The groups after all moves; one of which nothing is left is gone. */
export function rebuilt(groups: readonly Group[], { moves, joined, notes }: Plan): Group[] {
  const arrived = new Map<Group, Move[]>()
  for (const move of moves.values()) {
    const { group } = rootOf(move.into, { moves })
    arrived.set(group, [...(arrived.get(group) ?? []), move])
  }
  const withJoined = (outage: Outage): Outage => {
    const handle = `incident:${outage.incident.key}`
    const own = joined.get(handle)
    const more = notes.get(handle)
    const reasons = more ? [...outage.reasons, ...more] : outage.reasons
    return { ...outage, reasons, ...(own ? { joined: own } : {}) }
  }
  return groups
    .map((group): Group => {
      const came = arrived.get(group) ?? []
      const stays = (handle: string) => !moves.has(handle)
      const reports = group.reports.filter((r) => stays(`article:${r.article.key}`))
      const beside = reports.flatMap((r) => joined.get(`article:${r.article.key}`) ?? [])
      return {
        ...group,
        outages: group.outages.filter((o) => stays(`incident:${o.incident.key}`)).map(withJoined),
        reports: [...noted(reports, notes), ...came.flatMap((m) => m.part.report ?? [])],
        followUps: [...group.followUps, ...came.flatMap((m) => m.part.outage?.followUp ?? [])],
        ...(beside.length > 0 ? { joined: eachService(beside) } : {}),
      }
    })
    .filter((g) => g.outages.length + g.reports.length + g.followUps.length > 0)
}

function noted(reports: readonly Report[], notes: Plan['notes']): Report[] {
  return reports.map((r) => {
    const more = notes.get(`article:${r.article.key}`)
    return more ? { ...r, reasons: [...r.reasons, ...more] } : r
  })
}

/** Each service once, the first of them. */
export function eachService(joined: readonly Joined[]): Joined[] {
  return joined.filter((j, n) => joined.findIndex((k) => k.id === j.id) === n)
}
