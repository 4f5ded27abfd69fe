import type { Service } from '../incident.ts'
import { serviceNames } from '../news/verdict.ts'
import { type Names, sift } from './articles.ts'
import { coverageOf } from './coverage.ts'
import { type Decided, itemsOf } from './decisions.ts'
import type { Digest, Entry, LeftOut } from './digest.ts'
import { editedEntries, keptEntries } from './edited.ts'
import type { Edition } from './edition.ts'
import { entryOf } from './entries.ts'
import { type Group, groupsOf, sortIncidents } from './grouping.ts'
import { joinedGroups } from './joins.ts'
import { compare, inOrder, type Material } from './material.ts'
import { sceneOf } from './ranking.ts'
import { regrouped } from './regroup.ts'
import { type DraftSettings, settingsFrom } from './settings.ts'

export { titleKey } from '../news/title-key.ts'
export type { Material } from './material.ts'
export type { DraftSettings } from './settings.ts'

/**
 * Drafts the section of an edition: groups what belongs together, ranks it, words it, and says of
 * everything that was considered and is not in it why. The same material in any order gives the same
 * digest.
 */
export function draft(
  edition: Edition,
  material: Material,
  services: readonly Service[],
  settings: Partial<DraftSettings> = {},
  decided: readonly Decided[] = [],
): Digest {
  const set = settingsFrom(settings)
  const ordered = inOrder(material)
  const names = namesOf(services)
  const wanted = itemsOf(decided)
  const sorted = sortIncidents(ordered, edition, names, set, wanted)
  const sifted = sift(ordered, edition, names, set, wanted)
  const grouped = groupsOf(sorted, sifted, names, set)
  const scene = sceneOf(edition.from, services, ordered.history)
  const about = { names, scene, settings: set, decided, included: wanted.included }
  const groups = regrouped(joinedGroups(grouped.groups, about), decided, names)
  const made = groups.map((group) => entryOf(group, names, scene, set, wanted.included))
  const edited = editedEntries(made.flatMap((m) => m.entry ?? []).sort(byRank), decided)
  const asked = askedFor(groups, decided, wanted.included)
  const printed = edited.entries.filter((e, n) => n < set.lines || asked.has(e.service.id))
  const crowded = edited.entries.filter((e) => !printed.includes(e))
  const leftOut = [
    ...sorted.leftOut,
    ...sifted.leftOut,
    ...grouped.leftOut,
    ...made.flatMap((m) => m.leftOut),
    ...edited.leftOut,
    ...crowded.map((entry, n) => crowdedOut(entry, set.lines + n + 1, set.lines)),
  ]
  const { number, week, from, to, timezone } = edition
  return {
    edition: { number, week, from, to, timezone },
    entries: printed,
    leftOut: leftOut.sort((a, b) => compare(sortKey(a), sortKey(b))),
    coverage: coverageOf(ordered, edition, set),
  }
}

/** Entries that an editor's decision keeps, however many there are. */
function askedFor(
  groups: readonly Group[],
  decided: readonly Decided[],
  included: ReadonlyMap<string, string>,
): Set<string> {
  const holding = groups.filter(
    (g) =>
      g.outages.some((o) => included.has(`incident:${o.incident.key}`)) ||
      g.reports.some((r) => included.has(`article:${r.article.key}`)),
  )
  return new Set([...keptEntries(decided), ...holding.map((g) => g.named.id)])
}

const known = new WeakMap<readonly Service[], Names>()

/** The same for the same list: what takes long to make, and the verdicts kept with it, stays. */
function namesOf(services: readonly Service[]): Names {
  const names = known.get(services) ?? newNames(services)
  known.set(services, names)
  return names
}

function newNames(services: readonly Service[]): Names {
  const byId = [...services].sort((a, b) => compare(a.id, b.id))
  return { services: new Map(byId.map((s) => [s.id, s])), matcher: serviceNames(byId) }
}

/** This week's outages by weight, then what only follows up. */
function byRank(a: Entry, b: Entry): number {
  const current = (e: Entry) => (e.incidents.length + e.articles.length > 0 ? 0 : 1)
  return (
    current(a) - current(b) ||
    b.score - a.score ||
    compare(a.label, b.label) ||
    compare(a.service.id, b.service.id)
  )
}

function crowdedOut(entry: Entry, place: number, lines: number): LeftOut {
  const first = entry.incidents[0] ?? entry.articles[0] ?? entry.followUps[0]
  const reason = `number ${place} by weight (${entry.score} points); this edition prints ${lines}`
  const { label, url, service } = entry
  return {
    title: first?.title ?? label,
    service: label,
    url,
    reason,
    entry: service.id,
    score: entry.score,
  }
}

function sortKey(left: LeftOut): string {
  return JSON.stringify([left.service ?? '~', left.title, left.url, left.reason])
}
