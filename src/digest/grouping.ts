import type { Service, StoredIncident } from '../incident.ts'
import {
  articleLeftOut,
  isNear,
  type Named,
  type Names,
  type Report,
  type Sifted,
} from './articles.ts'
import { ms } from './dates.ts'
import { nothingWanted, said, type Wanted } from './decisions.ts'
import type { FollowUp, LeftOut } from './digest.ts'
import { beganAt, endedAt } from './duration.ts'
import type { Edition } from './edition.ts'
import { type FollowUpDraft, followUpOf, traceOf } from './follow-ups.ts'
import type { Material } from './material.ts'
import { type Joined, type Outage, outageOf } from './outage.ts'
import { placeOf } from './place.ts'
import type { DraftSettings } from './settings.ts'
import { storyKey } from './stories.ts'
import { substance } from './substance.ts'

/** All that an edition has about one service. */
export interface Group {
  named: Named
  outages: Outage[]
  followUps: FollowUpDraft[]
  reports: Report[]
  /** Other services told of under this one, and why. */
  joined?: Joined[]
}

export interface Sorted {
  outages: Outage[]
  followUps: { incident: StoredIncident; followUp: FollowUpDraft }[]
  /** Incidents of which earlier editions told. */
  printed: { incident: StoredIncident; reason: string }[]
  leftOut: LeftOut[]
}

/** Tells this edition's outages from earlier incidents with follow-ups, and from the rest. */
export function sortIncidents(
  material: Material,
  edition: Edition,
  names: Names,
  settings: DraftSettings,
  wanted: Wanted = nothingWanted,
): Sorted {
  const sorted: Sorted = { outages: [], followUps: [], printed: [], leftOut: [] }
  for (const incident of eachOnce(material.incidents)) {
    const place = placeOf(incident, edition, material.earlier, settings)
    const name = namedService(incident, names.services).name
    const handle = `incident:${incident.key}`
    const asked = wanted.included.get(handle)
    if (wanted.dropped.has(handle)) {
      const reason = said('left out', wanted.dropped.get(handle)!)
      sorted.leftOut.push(incidentLeftOut(incident, name, reason))
    } else if (asked !== undefined && place.as !== 'outage') {
      const reasons = [said('included', asked)]
      sorted.outages.push(outageOf(incident, edition, reasons, settings))
    } else if (place.as === 'outage') {
      sorted.outages.push(outageOf(incident, edition, place.reasons, settings))
    } else if (place.as === 'left-out') {
      sorted.leftOut.push(incidentLeftOut(incident, name, place.reason))
    } else if (place.as === 'earlier') {
      const followUp = followUpOf(incident, edition, false, settings)
      if (place.reason) sorted.printed.push({ incident, reason: place.reason })
      if (followUp) sorted.followUps.push({ incident, followUp })
      else if (place.reason) sorted.leftOut.push(incidentLeftOut(incident, name, place.reason))
    }
  }
  return sorted
}

/** The same page of the same incident read through two feeds is one; the fuller stays. */
function eachOnce(incidents: readonly StoredIncident[]): StoredIncident[] {
  const seen = new Map<string, StoredIncident>()
  for (const i of incidents) {
    const key = i.url ? `${serviceOf(i)} ${i.url} ${i.title} ${beganAt(i)}` : `key ${i.key}`
    const other = seen.get(key)
    if (!other || i.updates.length > other.updates.length) seen.set(key, i)
  }
  return [...seen.values()].sort((a, b) => a.key - b.key)
}

export function serviceOf(i: StoredIncident): string {
  return i.serviceIds[0] ?? i.service
}

/** A service that is no longer configured keeps its id as name. */
export function namedService(i: StoredIncident, services: ReadonlyMap<string, Service>): Named {
  const id = serviceOf(i)
  const service = services.get(id) ?? null
  return { id, name: service?.name ?? id, service }
}

export function incidentLeftOut(i: StoredIncident, service: string, reason: string): LeftOut {
  return { title: i.title, service, url: i.url, reason, item: `incident:${i.key}` }
}

/** Brings what belongs to one service together; articles without a date need company. */
export function groupsOf(
  sorted: Sorted,
  sifted: Sifted,
  names: Names,
  settings: DraftSettings,
): { groups: Group[]; leftOut: LeftOut[] } {
  const groups = new Map<string, Group>()
  const leftOut: LeftOut[] = []
  const groupFor = (named: Named) => {
    const found = groups.get(named.id) ?? { named, outages: [], followUps: [], reports: [] }
    groups.set(named.id, found)
    return found
  }
  for (const outage of sorted.outages) {
    groupFor(namedService(outage.incident, names.services)).outages.push(outage)
  }
  for (const { incident, followUp } of sorted.followUps) {
    groupFor(namedService(incident, names.services)).followUps.push(followUp)
  }
  for (const report of sifted.reports) {
    const told = printedTale(report, sorted, settings)
    if (told) leftOut.push(articleLeftOut(report.article, report.named, told))
    else
      addReport(groupFor(homeOf(report, sorted.outages, names, settings)), report, sorted, settings)
  }
  for (const { report, repeat } of sifted.undated) {
    const home = groups.get(homeOf(report, sorted.outages, names, settings).id)
    const vouched = home && (home.outages.length > 0 || home.reports.some((r) => !r.lacks))
    if (vouched && !repeat && !report.followUp) home.reports.push(withVoucher(report))
    else leftOut.push(articleLeftOut(report.article, report.named, report.lacks ?? ''))
  }
  return { groups: [...groups.values()], leftOut }
}

function withVoucher(report: Report): Report {
  const reason = 'one article carries no date; others of this week tell of the same service'
  return { ...report, datedBy: 'other reports of this week', reasons: [...report.reasons, reason] }
}

function addReport(group: Group, report: Report, sorted: Sorted, settings: DraftSettings): void {
  if (report.followUp) group.followUps.push(articleFollowUp(report, group, sorted, settings))
  else group.reports.push(report)
}

/** An article about an outage that an earlier edition told of. */
function printedTale(report: Report, sorted: Sorted, settings: DraftSettings): string | null {
  if (report.followUp || sorted.outages.some((o) => tells(report, o.incident, settings)))
    return null
  const told = sorted.printed.find((p) => tells(report, p.incident, settings))
  return told ? `tells of “${told.incident.title}”, ${told.reason}` : null
}

/** The service under which an article belongs: that of an incident it tells of, else its own. */
function homeOf(
  report: Report,
  outages: readonly Outage[],
  names: Names,
  settings: DraftSettings,
): Named {
  const own = outages.some((o) => serviceOf(o.incident) === report.named.id)
  const told = outages.filter((o) => tells(report, o.incident, settings))
  return own || told.length === 0 ? report.named : namedService(told[0]!.incident, names.services)
}

/** Same service (or one of those it hit) and about the same time. */
export function tells(report: Report, i: StoredIncident, settings: DraftSettings): boolean {
  const ids = i.serviceIds.length > 0 ? i.serviceIds : [i.service]
  if (!ids.includes(report.named.id)) return false
  if (report.at === null) return report.datedBy !== null
  return isNear(report.at, beganAt(i), endedAt(i), settings.storyDays)
}

/** Tied to the incident whose number it names, else to the only one of its service. */
function articleFollowUp(
  report: Report,
  group: Group,
  sorted: Sorted,
  settings: DraftSettings,
): FollowUpDraft {
  const { article } = report
  const about = incidentOf(report, group, sorted)
  const thisWeek = about !== null && group.outages.some((o) => o.incident === about)
  const told: Pick<FollowUp, 'incidents' | 'links'> = about
    ? { incidents: [about.id], links: [{ id: about.id, title: about.title, url: about.url }] }
    : { incidents: [], links: [] }
  return {
    ...told,
    url: article.url,
    title: article.title,
    text: substance([article.summary], settings.remarkLength) ?? article.title,
    at: report.at,
    kind: 'article',
    thisWeek,
    trace: traceOf(article),
    whole: `${article.title}\n${article.summary}`,
  }
}

function incidentOf(report: Report, group: Group, sorted: Sorted): StoredIncident | null {
  const { title, summary } = report.article
  const mine = [
    ...group.outages.map((o) => o.incident),
    ...sorted.followUps.map((f) => f.incident),
    ...sorted.printed.map((p) => p.incident),
  ].filter((i) => serviceOf(i) === group.named.id && !isLater(i, report.at))
  const words = `${title} ${summary}`
  const named = mine.find((i) => names(words, i) || storyKey(title).includes(storyKey(i.title)))
  if (named) return named
  const distinct = new Set(mine)
  return distinct.size === 1 && ofAnOutage(title) ? mine[0]! : null
}

export function ofAnOutage(title: string): boolean {
  return /\b(?:outages?|incidents?|downtime|disruption|post-?mortem|root cause|down)\b/i.test(title)
}

/** Nothing can be an analysis of what had not begun. */
function isLater(i: StoredIncident, at: string | null): boolean {
  const [began, told] = [ms(beganAt(i)), ms(at)]
  return began !== null && told !== null && began > told
}

function names(words: string, i: StoredIncident): boolean {
  if (/^\d{3,}$/.test(i.id)) return new RegExp(`(?<![\\d.,:])${i.id}(?![\\d:])`).test(words)
  return i.url !== null && words.includes(i.url)
}
