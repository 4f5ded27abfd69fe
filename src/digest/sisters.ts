import type { Named, Names, Report } from './articles.ts'
import { minuteMs, ms } from './dates.ts'
import { handleOf, type Part, spanOf } from './dominoes.ts'
import { beganAt } from './duration.ts'
import type { Group } from './grouping.ts'
import { areSisters, shareParent } from './kinship.ts'
import { namedIn } from './named-cause.ts'
import type { Outage } from './outage.ts'
import { sentencesOf } from './sentences.ts'
import type { DraftSettings } from './settings.ts'
import { contentWords, shortened } from './substance.ts'
import { victimReason, victimsIn } from './victims.ts'

/** Two parts that tell of one event, with the evidence. */
export interface Bond {
  a: Part
  b: Part
  evidence: string
  /** Ids of the services in the order in which the evidence names them. */
  order: string[]
}

/** An article names a service beside its own, of which the edition has nothing else. */
export interface Mention {
  part: Part
  other: Named
  reason: string
}

const cause =
  /\b(?:due to|because|caus(?:ed|ing)|as a result of|result(?:ed|ing) (?:from|in)|root cause|triggered|following|stemm\w+|led to|fail(?:ed|ure)|overload\w*|expired|misconfigur\w*|power|cooling|fib(?:re|er)|network|database|authentication)\b/i
const fewestWords = 4
const enough = 0.6
const failure =
  /\b(?:outages?|down|offline|disruptions?|problems?|issues?|errors?|fail\w*|crash\w*|unavailable|glitch\w*|degraded|not working|back (?:up|online)|restored|hit|suffer\w*|knocked)\b/i
const spared =
  /\b(?:not|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|un)[ -]?(?:\w+ )?(?:affected|impacted|down)|\b(?:unaffected|unlike|except|remain(?:s|ed)? (?:up|online|available|unaffected)|still (?:works?|working|up)|as users (?:move|flock|switch|turn)|alternatives? to|rivals?)\b/i

/** Sister brands that fell together: what names them together, or tells of one cause at one time. */
export function bondsOf(groups: readonly Group[], names: Names, set: DraftSettings): Bond[] {
  const named = groups.flatMap((group) => nameBonds(group, groups, names))
  return [...named, ...pairBonds(groups, names, set)]
}

/** Sisters named together, and victims of a vendor, of which the edition has nothing of their own. */
export function mentionsOf(groups: readonly Group[], names: Names): Mention[] {
  const isNew = ({ id }: Named) => !groups.some((g) => g.named.id === id)
  return groups.flatMap((group) =>
    group.reports.flatMap((report) => {
      const part = { group, report }
      const sisters = mates(part, names)
        .filter(isNew)
        .map((other) => ({ part, other, reason: namesBoth(report, group, other) }))
      const victims = victimsIn(report, group, names)
        .filter(isNew)
        .map((other) => ({ part, other, reason: victimReason(report, group.named, other) }))
      return [...sisters, ...victims]
    }),
  )
}

function nameBonds(group: Group, groups: readonly Group[], names: Names): Bond[] {
  return partsOf(group).flatMap((part) =>
    mates(part, names).flatMap(({ id, name, order }) => {
      const other = groups.find((g) => g.named.id === id)
      if (!other) return []
      const evidence = `${quoted(part)} names ${group.named.name} and ${name}`
      const ofOne = (p: Part) => ({ a: part, b: p, evidence, order })
      return [...near(part, other), ...near(part, group)].map(ofOne)
    }),
  )
}

/** What is there of a group at the time of a part, the part itself left out. */
function near(part: Part, group: Group): Part[] {
  const span = spanOf(part)
  return partsOf(group).filter((other) => {
    const its = spanOf(other)
    if (!span || !its || handleOf(other) === handleOf(part)) return false
    return span.from <= its.to && its.from <= span.to
  })
}

function partsOf(group: Group): Part[] {
  return [
    ...group.outages.map((outage) => ({ group, outage })),
    ...group.reports.filter((r) => r.lacks === null).map((report) => ({ group, report })),
  ]
}

/** The sisters that the words of a part name beside its own service, in the order of the words. */
function mates(part: Part, names: Names): (Named & { order: string[] })[] {
  const own = part.group.named.id
  for (const words of wordsOf(part)) {
    if (!failure.test(words) || spared.test(words)) continue
    const hits = namedIn(words, names.matcher)
    const order = [...new Set(hits.map((h) => h.id))]
    if (!order.includes(own)) continue
    const sisters = order.filter((id) => areSisters(id, own, names.services))
    if (sisters.length > 0) return sisters.map((id) => ({ ...serviceOf(id, names), order }))
  }
  return []
}

/** Of an article its title, then the sentences of its summary; of an incident only its title. */
function wordsOf({ outage, report }: Part): string[] {
  if (outage) return [outage.incident.title]
  return [report!.article.title, ...sentencesOf(report!.article.summary).slice(0, 3)]
}

function serviceOf(id: string, names: Names): Named {
  const service = names.services.get(id) ?? null
  return { id, name: service?.name ?? id, service }
}

function namesBoth(report: Report, group: Group, other: Named): string {
  return `${quoted({ group, report })} names ${group.named.name} and ${other.name}`
}

function quoted({ outage, report }: Part): string {
  const { title, url } = outage?.incident ?? report!.article
  return `“${shortened(title, 120)}”${url ? ` (${url})` : ''}`
}

/** Incidents of two services: one page told by both, or sisters with one cause at one time. */
function pairBonds(groups: readonly Group[], names: Names, set: DraftSettings): Bond[] {
  const all = groups.flatMap((group) => group.outages.map((outage) => ({ group, outage })))
  const bonds: Bond[] = []
  for (const [n, a] of all.entries()) {
    for (const b of all.slice(n + 1)) {
      if (a.group === b.group) continue
      const evidence = samePost(a.outage, b.outage) ?? oneCause(a, b, names, set)
      if (evidence) bonds.push({ a, b, evidence, order: [] })
    }
  }
  return bonds
}

type OutagePart = Part & { outage: Outage }

function samePost({ incident: a }: Outage, { incident: b }: Outage): string | null {
  const same = a.url !== null && a.url === b.url && a.title === b.title
  return same && beganAt(a) === beganAt(b) ? `both are the post ${a.url}` : null
}

function oneCause(a: OutagePart, b: OutagePart, names: Names, set: DraftSettings): string | null {
  if (!shareParent(a.group.named.id, b.group.named.id, names.services)) return null
  const [s, t] = [ms(beganAt(a.outage.incident)), ms(beganAt(b.outage.incident))]
  if (s === null || t === null) return null
  const minutes = Math.round(Math.abs(s - t) / minuteMs)
  if (minutes > set.joining.sisterMinutes) return null
  const when = minutes === 0 ? 'both began at once' : `both began within ${minutes} minutes`
  if (refersTo(a.outage, b.outage) || refersTo(b.outage, a.outage)) {
    return `${when}, and one post names the other`
  }
  const said = sharedCause(a, b)
  return said ? `${when} with the same cause: “${shortened(said, 160)}”` : null
}

function refersTo({ words }: Outage, { incident }: Outage): boolean {
  if (incident.url && words.includes(incident.url)) return true
  return (
    /^(?=.*\d)[\w-]{5,}$/.test(incident.id) &&
    new RegExp(`(?<![\\w.:/-])${incident.id}(?![\\w:-])`).test(words)
  )
}

/** A sentence on the cause of which the other post says nearly the same. */
function sharedCause(a: OutagePart, b: OutagePart): string | null {
  const own = contentWords(`${a.group.named.name} ${b.group.named.name}`)
  const causes = ({ outage }: OutagePart) =>
    sentencesOf(outage.words)
      .filter((s) => cause.test(s))
      .map((s) => ({ s, words: new Set([...contentWords(s)].filter((w) => !own.has(w))) }))
  const theirs = causes(b)
  const found = causes(a).find(({ words }) => theirs.some((t) => alike(words, t.words)))
  return found?.s ?? null
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((w) => b.has(w)).length
  return shared >= fewestWords && shared / Math.min(a.size, b.size) >= enough
}
