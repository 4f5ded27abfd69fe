import type { Names } from './articles.ts'
import { clustersOf } from './clusters.ts'
import type { Decided } from './decisions.ts'
import { dominoesIn, handleOf, type Part, toldBy } from './dominoes.ts'
import { entryOf } from './entries.ts'
import type { Group } from './grouping.ts'
import { compare } from './material.ts'
import { addJoined, emptyPlan, join, move, note, type Plan, rebuilt, rootOf } from './plan.ts'
import type { Scene } from './ranking.ts'
import type { DraftSettings } from './settings.ts'
import { type Bond, bondsOf, mentionsOf } from './sisters.ts'
import { victimDominoes } from './victims.ts'

/** What joining needs to know beside the groups. */
export interface Joining {
  names: Names
  scene: Scene
  settings: DraftSettings
  decided: readonly Decided[]
  /** Items the editor asked for: they keep their lines. */
  included: ReadonlyMap<string, string>
}

/**
 * Makes several outages one where there is evidence: a post or article that names another service as
 * the cause, sister brands named together or failing with one cause. An entry that the editor decided
 * about by name never vanishes under another by itself.
 */
export function joinedGroups(groups: readonly Group[], about: Joining): Group[] {
  const ordered = [...groups].sort((a, b) => compare(a.named.id, b.named.id))
  const plan = emptyPlan()
  const touched = touchedIds(about.decided)
  planSisters(ordered, about, touched, plan)
  planDominoes(ordered, about, touched, plan)
  planMentions(ordered, about, touched, plan)
  return rebuilt(ordered, plan)
}

function touchedIds(decided: readonly Decided[]): Set<string> {
  return new Set(
    decided.flatMap(({ decision: d }) => {
      if (d.do === 'merge') return [d.from, d.into]
      if (d.do === 'split') return [d.entry, d.as]
      if (d.do === 'order') return d.entries
      return 'entry' in d ? [d.entry] : []
    }),
  )
}

function planDominoes(
  groups: readonly Group[],
  about: Joining,
  touched: ReadonlySet<string>,
  plan: Plan,
): void {
  const { names, settings } = about
  const stated = dominoesIn(groups, names, settings)
  for (const domino of [...stated, ...victimDominoes(groups, names, settings)]) {
    const { part, cause, reason } = domino
    const into = rootOf(cause, plan)
    if (plan.moves.has(handleOf(part)) || into.group === part.group) continue
    const lasts = !touched.has(part.group.named.id) || leavesEntry(part, plan, about)
    const kept = !lasts || isAsked(part, about) || areSplit(part.group, into.group, about)
    if (!isPrinted(into, about)) note(part, reason, plan)
    else if (kept || isHeavy(part, about)) {
      note(part, reason, plan)
      if (!kept) join(domino, true, plan)
    } else for (const one of withTold(part, about)) move({ ...domino, part: one }, plan)
  }
}

/** The editor took one of them out from under the other. */
function areSplit(a: Group, b: Group, { decided }: Joining): boolean {
  const ids = [a.named.id, b.named.id]
  return decided.some(
    ({ decision: d }) => d.do === 'split' && ids.includes(d.entry) && ids.includes(d.as),
  )
}

/** An entry the editor decided about must not vanish with this part. */
function leavesEntry(part: Part, plan: Plan, about: Joining): boolean {
  const { group } = part
  const stays = (handle: string) => !plan.moves.has(handle) && handle !== handleOf(part)
  const rest = {
    ...group,
    outages: group.outages.filter((o) => stays(`incident:${o.incident.key}`)),
    reports: group.reports.filter((r) => stays(`article:${r.article.key}`)),
  }
  const { names, scene, settings, included } = about
  return entryOf(rest, names, scene, settings, included).entry !== null
}

/** An article takes the outages of its own service along that it tells of. */
function withTold(part: Part, about: Joining): Part[] {
  const told = part.report ? toldBy(part.report, part.group, about.settings) : []
  const light = told
    .map((outage) => ({ group: part.group, outage }))
    .filter((p) => !isHeavy(p, about) && !isAsked(p, about))
  return told.length > light.length ? [] : [part, ...light]
}

/** The editor had it in, or took it out of an entry. */
function isAsked(part: Part, { included, decided }: Joining): boolean {
  const handle = handleOf(part)
  const taken = decided.some(({ decision: d }) => d.do === 'split' && d.items.includes(handle))
  return taken || included.has(handle)
}

/** What a part would be worth as an entry of its own. */
function worthOf(part: Part, { names, scene, settings, included }: Joining) {
  const { group, outage, report } = part
  const alone = {
    named: group.named,
    outages: outage ? [outage] : [],
    followUps: [],
    reports: outage ? group.reports : report ? [report] : [],
  }
  return entryOf(alone, names, scene, settings, included).entry
}

function isHeavy(part: Part, about: Joining): boolean {
  return (worthOf(part, about)?.score ?? 0) >= about.settings.joining.heavyScore
}

function isPrinted(part: Part, about: Joining): boolean {
  const { names, scene, settings, included } = about
  const { entry } = entryOf(part.group, names, scene, settings, included)
  if (!part.outage) return (entry?.articles.length ?? 0) > 0
  return entry?.incidents.some((i) => i.key === part.outage!.incident.key) ?? false
}

function planSisters(
  groups: readonly Group[],
  about: Joining,
  touched: ReadonlySet<string>,
  plan: Plan,
): void {
  for (const { parts, bonds } of clustersOf(bondsOf(groups, about.names, about.settings))) {
    const head = headOf(parts, bonds, about, touched)
    for (const part of parts) {
      if (part.group === head.group || touched.has(part.group.named.id)) continue
      if (isAsked(part, about)) continue
      const bond =
        bonds.find((b) => isIn(part, b) && isIn(head.group, b)) ?? bonds.find((b) => isIn(part, b))!
      const reason = `${part.group.named.name} is told with ${head.group.named.name}: ${bond.evidence}`
      move({ part, cause: head, reason }, plan)
    }
  }
}

function isIn(what: Part | Group, { a, b }: Bond): boolean {
  if ('named' in what) return a.group === what || b.group === what
  return handleOf(a) === handleOf(what) || handleOf(b) === handleOf(what)
}

/**
 * Under whom sisters are told: one the editor decided about, then one whose incident is worth a line,
 * then the one named first, then the heaviest.
 */
function headOf(
  parts: readonly Part[],
  bonds: readonly Bond[],
  about: Joining,
  touched: ReadonlySet<string>,
): Part {
  const order = bonds.map((b) => b.order).find((o) => o.length > 0) ?? []
  const named = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  const rank = (part: Part) => {
    const { id } = part.group.named
    const score = worthOf(part, about)?.score ?? -1
    const flags = [
      touched.has(id),
      part.outage && isPrinted(part, about),
      part.outage !== undefined,
    ]
    const places = [...flags.map((f) => (f ? 0 : 1)), named(id), 10_000 - score]
    return `${places.map((n) => String(n).padStart(5, '0')).join(' ')} ${id} ${handleOf(part)}`
  }
  return [...parts]
    .map((part) => ({ part, key: rank(part) }))
    .sort((a, b) => compare(a.key, b.key))[0]!.part
}

function planMentions(
  groups: readonly Group[],
  about: Joining,
  touched: ReadonlySet<string>,
  plan: Plan,
): void {
  for (const { part, other, reason } of mentionsOf(groups, about.names)) {
    if (touched.has(other.id)) continue
    const { report, group } = part
    const told = toldBy(report!, group, about.settings)[0]
    const into = rootOf(told ? { group, outage: told } : part, plan)
    addJoined(into, { ...other, reason }, plan)
  }
}
