import type { Names, Report } from './articles.ts'
import { minuteMs, ms } from './dates.ts'
import { beganAt, endedAt } from './duration.ts'
import { type Group, tells } from './grouping.ts'
import { areOneLine } from './kinship.ts'
import { compare } from './material.ts'
import { causesNamed, namedIn, unnamedSupplier } from './named-cause.ts'
import type { Outage } from './outage.ts'
import type { DraftSettings } from './settings.ts'
import { linkKey } from './stories.ts'
import { shortened } from './substance.ts'

/** One outage or article of a group, as something to join. */
export interface Part {
  group: Group
  outage?: Outage
  report?: Report
}

/** `part` fell because of `cause`, by the words of `part` itself. */
export interface Domino {
  part: Part
  cause: Part
  reason: string
}

interface Claim {
  id: string
  /** Our key of the incident that its text links. */
  linked?: number
  reason: string
}

const longestQuote = 160

/** Handle of a part: `incident:5`, `article:7`. */
export function handleOf({ outage, report }: Part): string {
  return outage ? `incident:${outage.incident.key}` : `article:${report!.article.key}`
}

/**
 * Every outage or article whose own text names another service as the cause, where that service had
 * an outage at the time. One cause each: the one linked, else that which began nearest.
 */
export function dominoesIn(groups: readonly Group[], names: Names, set: DraftSettings): Domino[] {
  const byLink = linkedIncidents(groups)
  return groups.flatMap((group) => [
    ...group.outages.flatMap((outage) => {
      const part = { group, outage }
      return dominoOf(part, claimsOf(outage, group, names, byLink), groups, names, set) ?? []
    }),
    ...group.reports.flatMap((report) => {
      const part = { group, report }
      return dominoOf(part, claimsIn(report, group, names), groups, names, set) ?? []
    }),
  ])
}

function dominoOf(
  part: Part,
  claims: readonly Claim[],
  groups: readonly Group[],
  names: Names,
  set: DraftSettings,
): Domino | null {
  for (const claim of claims) {
    const causes = groups
      .filter((g) => !areOneLine(g.named.id, part.group.named.id, names.services))
      .flatMap((g) => causesOf(claim, g, part, set))
      .sort((a, b) => compare(nearness(a, part), nearness(b, part)))
    if (causes[0]) return { part, cause: causes[0], reason: claim.reason }
  }
  return null
}

/** What of a group may be the cause claimed: at the same time, and of the service named. */
function causesOf(claim: Claim, group: Group, part: Part, set: DraftSettings): Part[] {
  const outages = group.outages.filter((outage) =>
    claim.linked === undefined
      ? outage.incident.serviceIds.concat(group.named.id).includes(claim.id) &&
        overlap(part, { group, outage }, set)
      : outage.incident.key === claim.linked && overlap(part, { group, outage }, set),
  )
  if (outages.length > 0) return outages.map((outage) => ({ group, outage }))
  if (claim.linked !== undefined || group.named.id !== claim.id) return []
  return group.reports
    .filter((report) => report.lacks === null && overlap(part, { group, report }, set))
    .map((report) => ({ group, report }))
}

/** What an incident's own words claim, the surest first. */
function claimsOf(
  outage: Outage,
  { named }: Group,
  names: Names,
  byLink: ReadonlyMap<string, { id: string; name: string; key: number }>,
): Claim[] {
  const { incident, words } = outage
  const own = (id: string) =>
    areOneLine(id, named.id, names.services) || incident.serviceIds.includes(id)
  const where = incident.url ? ` (${incident.url})` : ''
  const linked = linksIn(words)
    .flatMap((link) => byLink.get(link) ?? [])
    .filter((other) => !own(other.id))
    .map(({ id, name, key }) => ({
      id,
      linked: key,
      reason: `${named.name}'s own post${where} links that of ${name}`,
    }))
  const said = causesNamed(words, names.matcher)
    .filter(({ id }) => !own(id))
    .map(({ id, name, sentence }) => ({
      id,
      reason: `${named.name}'s own post names ${name} as the cause${where}: “${quote(sentence)}”`,
    }))
  const blamed = suppliersOf(outage, names)
    .filter(({ id }) => !own(id))
    .map(({ id, name, sentence }) => ({
      id,
      reason: `${named.name}'s own post on a product of ${name} blames its provider${where}: “${quote(sentence)}”`,
    }))
  return [...linked, ...said, ...blamed]
}

/** The post blames a supplier without its name, and its title names one other service. */
function suppliersOf({ incident, words }: Outage, names: Names) {
  const sentence = unnamedSupplier(words)
  if (!sentence) return []
  const own = new Set(incident.serviceIds)
  const others = namedIn(incident.title, names.matcher).filter((hit) => !own.has(hit.id))
  const ids = new Set(others.map((hit) => hit.id))
  return ids.size === 1 ? [{ id: others[0]!.id, name: others[0]!.name, sentence }] : []
}

function claimsIn({ article }: Report, { named }: Group, names: Names): Claim[] {
  const where = article.url ? ` (${article.url})` : ''
  return causesNamed(`${article.title}\n\n${article.summary}`, names.matcher)
    .filter(({ id }) => !areOneLine(id, named.id, names.services))
    .map(({ id, name, sentence }) => ({
      id,
      reason: `an article names ${name} as the cause of the outage of ${named.name}${where}: “${quote(sentence)}”`,
    }))
}

function quote(sentence: string): string {
  return shortened(sentence, longestQuote)
}

function linksIn(text: string): string[] {
  const urls = text.match(/https?:\/\/[^\s<>"')\]]{1,2000}/g) ?? []
  return urls.flatMap((url) => linkKey(url.replace(/[.,;:!?]+$/, '')) ?? [])
}

/** Posts with a page of their own, by their link; pages that show several incidents do not count. */
function linkedIncidents(groups: readonly Group[]) {
  const found = new Map<string, { id: string; name: string; key: number }>()
  const shared = new Set<string>()
  for (const { named, outages } of groups) {
    for (const { incident } of outages) {
      const link = linkKey(incident.url)
      if (link === null || /^[^/]*\?/.test(link)) continue
      if (found.has(link)) shared.add(link)
      found.set(link, { id: named.id, name: named.name, key: incident.key })
    }
  }
  for (const link of shared) found.delete(link)
  return found
}

/** An outage of the vendor reaches a little past its edges: customers notice sooner, or recover later. */
function overlap(part: Part, cause: Part, { joining }: DraftSettings): boolean {
  const [a, b] = [spanOf(part), spanOf(cause)]
  if (!a || !b) return false
  const slack = joining.vendorMinutes * minuteMs
  return a.from <= b.to + slack && b.from - slack <= a.to
}

const dayOfPress = 24 * 60 * minuteMs

/** From begin to end; an article may tell of what went on in the day before it. */
export function spanOf({ outage, report }: Part): { from: number; to: number } | null {
  if (!outage) {
    const at = ms(report?.at)
    return at === null ? null : { from: at - dayOfPress, to: at }
  }
  const from = ms(beganAt(outage.incident))
  if (from === null) return null
  const open = outage.line.open ? Number.POSITIVE_INFINITY : from + dayOfPress
  return { from, to: ms(endedAt(outage.incident)) ?? open }
}

function nearness(cause: Part, part: Part): string {
  const [a, b] = [spanOf(cause)?.from ?? 0, spanOf(part)?.from ?? 0]
  const press = cause.outage ? 0 : 1
  return `${press} ${String(Math.round(Math.abs(a - b))).padStart(15, '0')} ${handleOf(cause)}`
}

/** Parts of the same group that tell of the same event as this article. */
export function toldBy(report: Report, group: Group, set: DraftSettings): Outage[] {
  return group.outages.filter((o) => tells(report, o.incident, set))
}
