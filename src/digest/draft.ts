import type { Service } from '../incident.ts'
import { serviceNames } from '../news/verdict.ts'
import { type Names, sift } from './articles.ts'
import { coverageOf } from './coverage.ts'
import type { Digest, Entry, LeftOut } from './digest.ts'
import type { Edition } from './edition.ts'
import { entryOf } from './entries.ts'
import { groupsOf, sortIncidents } from './grouping.ts'
import { compare, inOrder, type Material } from './material.ts'
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
): Digest {
  const set = settingsFrom(settings)
  const ordered = inOrder(material)
  const names = namesOf(services)
  const sorted = sortIncidents(ordered, edition, names, set)
  const sifted = sift(ordered, edition, names, set)
  const grouped = groupsOf(sorted, sifted, names, set)
  const made = grouped.groups.map((group) => entryOf(group, names, set))
  const ranked = made.flatMap((m) => m.entry ?? []).sort(byRank)
  const leftOut = [
    ...sorted.leftOut,
    ...sifted.leftOut,
    ...grouped.leftOut,
    ...made.flatMap((m) => m.leftOut),
    ...ranked.slice(set.lines).map((entry, n) => crowdedOut(entry, set.lines + n + 1, set.lines)),
  ]
  const { number, week, from, to, timezone } = edition
  return {
    edition: { number, week, from, to, timezone },
    entries: ranked.slice(0, set.lines),
    leftOut: leftOut.sort((a, b) => compare(sortKey(a), sortKey(b))),
    coverage: coverageOf(ordered, edition, set),
  }
}

function namesOf(services: readonly Service[]): Names {
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
  return { title: first?.title ?? entry.label, service: entry.label, url: entry.url, reason }
}

function sortKey(left: LeftOut): string {
  return JSON.stringify([left.service ?? '~', left.title, left.url, left.reason])
}
