import type { Named, Names, Report } from './articles.ts'
import { type Domino, handleOf, type Part, spanOf, toldBy } from './dominoes.ts'
import type { Group } from './grouping.ts'
import { areOneLine } from './kinship.ts'
import { namedIn } from './named-cause.ts'
import type { DraftSettings } from './settings.ts'
import { shortened } from './substance.ts'

const outage =
  '(?:outages?|failures?|downtime|disruptions?|meltdown|crash|incident|issues?|problems?)'
const takesDown = new RegExp(
  `\\b${outage}\\b[^.;:]{0,40}?\\b(?:tak(?:es?|ing)|took|knock(?:s|ed|ing)?|bring(?:s|ing)?|brought|cripples?d?|hits?|hitting|disrupt(?:s|ed|ing)?|affect(?:s|ed|ing)|impact(?:s|ed|ing)) (?:down|out|offline)?`,
  'i',
)

/** Services that an article on another's outage names as taken down by it, in order. */
export function victimsIn({ article }: Report, group: Group, names: Names): Named[] {
  const { title } = article
  const verb = takesDown.exec(title)
  if (!verb) return []
  const from = verb.index + verb[0].length
  const hits = namedIn(title, names.matcher)
  const vendorFirst = hits.some((h) => h.id === group.named.id && h.before.length < verb.index)
  if (!vendorFirst) return []
  const ids = hits.filter((h) => h.before.length >= from).map((h) => h.id)
  return [...new Set(ids)]
    .filter((id) => !areOneLine(id, group.named.id, names.services))
    .map((id) => {
      const service = names.services.get(id) ?? null
      return { id, name: service?.name ?? id, service }
    })
}

export function victimReason({ article }: Report, vendor: Named, victim: Named): string {
  const where = article.url ? ` (${article.url})` : ''
  return `“${shortened(article.title, 120)}”${where} names ${victim.name} as taken down by ${vendor.name}`
}

/** What the edition has of victims at the time, to be told under the vendor. */
export function victimDominoes(
  groups: readonly Group[],
  names: Names,
  settings: DraftSettings,
): Domino[] {
  return groups.flatMap((group) =>
    group.reports.flatMap((report) => {
      const told = toldBy(report, group, settings)[0]
      const cause: Part = told ? { group, outage: told } : { group, report }
      return victimsIn(report, group, names).flatMap((victim) => {
        const own = groups.find((g) => g.named.id === victim.id)
        const reason = victimReason(report, group.named, victim)
        return near({ group, report }, own).map((part) => ({ part, cause, reason }))
      })
    }),
  )
}

function near(article: Part, group: Group | undefined): Part[] {
  if (!group) return []
  const parts: Part[] = [
    ...group.outages.map((o) => ({ group, outage: o })),
    ...group.reports.map((report) => ({ group, report })),
  ]
  const span = spanOf(article)
  return parts.filter((part) => {
    const its = spanOf(part)
    const meets = span !== null && its !== null && span.from <= its.to && its.from <= span.to
    return meets && handleOf(part) !== handleOf(article)
  })
}
