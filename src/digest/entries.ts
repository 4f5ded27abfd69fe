import type { Service } from '../incident.ts'
import type { Names, Report } from './articles.ts'
import type { Entry, FollowUp, IncidentLine, LeftOut } from './digest.ts'
import { beganAt } from './duration.ts'
import { toldTogether } from './follow-ups.ts'
import { type Group, incidentLeftOut, ofAnOutage, tells } from './grouping.ts'
import { compare } from './material.ts'
import type { Outage } from './outage.ts'
import { pageOf } from './permalinks.ts'
import { articleWeight, type Weight, weightOf } from './ranking.ts'
import type { DraftSettings } from './settings.ts'
import { articleLine, publishersOf, type Story, storiesOf } from './stories.ts'
import { substance, substanceOf } from './substance.ts'

export const noLongerListed = '(no longer listed by the provider)'

interface Weighed {
  outage: Outage
  weight: Weight
}

/** The entry of one service, null when nothing of it is worth a line; what is not is left out. */
export function entryOf(
  group: Group,
  names: Names,
  settings: DraftSettings,
): { entry: Entry | null; leftOut: LeftOut[] } {
  const weighed = group.outages.map((outage) => weigh(outage, group, settings)).sort(byWeight)
  const strong = weighed.filter((w) => w.weight.score >= settings.minScore)
  const printed = strong.slice(0, settings.incidents)
  const leftOut = weighed
    .filter((w) => !printed.includes(w))
    .map((w) => weakLeftOut(w, group, strong.includes(w), settings))
  const stories = storiesOf(group.reports, settings.storyDays)
  const press =
    printed.length > 0 || stories.length === 0 ? null : pressAlone(group, stories, settings)
  const enough = press === null || press.score >= settings.minScore
  const published = [...group.followUps, ...printed.flatMap((w) => w.outage.followUp ?? [])]
  const followUps = toldTogether(published.filter(worthALine), settings)
  leftOut.push(...published.flatMap((f) => (worthALine(f) ? [] : emptyFollowUp(f, group))))
  const kept = enough ? stories : []
  if (!enough) leftOut.push(...stories.map((s) => storyLeftOut(s, group, press!)))
  if (printed.length === 0 && kept.length === 0 && followUps.length === 0)
    return { entry: null, leftOut }
  return {
    entry: built(group, printed, kept, followUps, enough ? press : null, names, settings),
    leftOut,
  }
}

function weigh(outage: Outage, group: Group, settings: DraftSettings): Weighed {
  const publishers = publishersOn(outage, group, settings)
  return { outage, weight: weightOf(outage, group.named.service, publishers, settings) }
}

function publishersOn(outage: Outage, group: Group, settings: DraftSettings): number {
  const near = group.reports.filter((r) => tells(r, outage.incident, settings))
  return publishersOf([{ articles: near }]).size
}

function byWeight(a: Weighed, b: Weighed): number {
  return b.weight.score - a.weight.score || compare(timeOf(a.outage), timeOf(b.outage))
}

/** `minor impact, 18 minutes as posted, no press` */
function weakLeftOut(
  { outage, weight }: Weighed,
  group: Group,
  strong: boolean,
  settings: DraftSettings,
): LeftOut {
  const press = publishersOn(outage, group, settings) > 0 ? [] : ['no press']
  const more = strong
    ? [`lighter than the ${settings.incidents} printed of ${group.named.name}`]
    : []
  const reason = [...outage.reasons, ...weight.facts, ...press, ...more].join(', ')
  return incidentLeftOut(outage.incident, group.named.name, reason)
}

function pressAlone(group: Group, stories: readonly Story[], settings: DraftSettings): Weight {
  return articleWeight(group.named.service, publishersOf(stories).size, settings)
}

function storyLeftOut(story: Story, group: Group, weight: Weight): LeftOut {
  const { article } = story.articles[0]!
  const reason = weight.facts.join(', ')
  return { title: article.title, service: group.named.name, url: article.url, reason }
}

/**
 * A link to a postmortem is worth a line of its own; a late word without substance is not, nor an
 * analysis that may be of anything.
 */
function worthALine(followUp: FollowUp): boolean {
  if (followUp.kind === 'report') return followUp.text !== followUp.title
  return followUp.kind === 'postmortem' || followUp.links.length > 0 || ofAnOutage(followUp.title)
}

function emptyFollowUp(followUp: FollowUp, group: Group): LeftOut {
  const { title, url, kind } = followUp
  const reason =
    kind === 'article'
      ? 'an analysis that is tied to no outage we know of'
      : 'began before this week, and nothing of substance was said of it since'
  return { title, service: group.named.name, url, reason }
}

function built(
  group: Group,
  printed: readonly Weighed[],
  stories: readonly Story[],
  followUps: FollowUp[],
  press: Weight | null,
  names: Names,
  settings: DraftSettings,
): Entry {
  const { named } = group
  const byTime = [...printed].sort((a, b) => compare(timeOf(a.outage), timeOf(b.outage)))
  const incidents = byTime.map((w) => printedLine(w.outage.line))
  const articles = stories.map(articleLine)
  const publishers = publishersOf(stories)
  return {
    service: { id: named.id, name: named.name },
    label: named.name,
    gloss: named.service?.gloss ?? null,
    url:
      entryUrl(incidents, followUps) ??
      articles.find((a) => a.url)?.url ??
      followUps[0]?.url ??
      null,
    remark: entryRemark(incidents, stories, settings),
    incidents,
    followUps,
    articles,
    alsoAffected: alsoAffected(byTime, named.id, names.services),
    disclosure: named.service?.disclosure ?? null,
    score: scoreOf(printed, press, followUps, settings),
    reasons: reasonsOf(byTime, press, followUps, group.reports),
    verified:
      printed.length > 0 ||
      followUps.some((f) => f.kind !== 'article') ||
      publishers.size > 1 ||
      stories.some((s) => s.articles.some((d) => isOwnSite(d.article.url, named.id, named.name))),
  }
}

function timeOf(outage: Outage): string {
  return `${beganAt(outage.incident) ?? '~'} ${String(outage.incident.key).padStart(12, '0')}`
}

function printedLine(line: IncidentLine): IncidentLine {
  if (line.state !== 'vanished') return line
  return { ...line, remark: `${line.remark ?? line.title} ${noLongerListed}` }
}

/** One incident with its own page: that page; several: the status page; none: that of follow-ups. */
function entryUrl(
  incidents: readonly IncidentLine[],
  followUps: readonly FollowUp[],
): string | null {
  const lines =
    incidents.length > 0
      ? incidents
      : followUps.filter((f) => f.kind !== 'article').flatMap((f) => f.links)
  const urls = lines.map((line) => line.url).filter((url) => url !== null)
  return urls.length > 1 ? pageOf(urls) : (urls[0] ?? null)
}

function entryRemark(
  incidents: readonly IncidentLine[],
  stories: readonly Story[],
  settings: DraftSettings,
): string | null {
  if (incidents.length > 1) return null
  const own = incidents[0]?.remark
  if (own) return own
  const reports = stories.flatMap((s) => s.articles.map((d) => d.article))
  const told = substance(
    reports.map((a) => a.summary),
    settings.remarkLength,
  )
  return told ?? reports.map((a) => a.title).find((title) => substanceOf(title) >= 5) ?? null
}

/** Services hit by the same incidents; parents of the service itself say nothing more. */
function alsoAffected(
  printed: readonly Weighed[],
  id: string,
  services: ReadonlyMap<string, Service>,
): Entry['alsoAffected'] {
  const known = new Set([id, ...ancestors(id, services)])
  const others = printed
    .flatMap((w) => w.outage.incident.serviceIds)
    .filter((other) => !known.has(other))
  return [...new Set(others)].map((other) => ({
    id: other,
    name: services.get(other)?.name ?? other,
  }))
}

function ancestors(id: string, services: ReadonlyMap<string, Service>): string[] {
  const found: string[] = []
  for (
    let at = services.get(id)?.parent;
    at && !found.includes(at);
    at = services.get(at)?.parent
  ) {
    found.push(at)
  }
  return found
}

/** The weightiest counts in full, each further incident and the follow-ups a little. */
function scoreOf(
  printed: readonly Weighed[],
  press: Weight | null,
  followUps: readonly FollowUp[],
  settings: DraftSettings,
): number {
  const more = 2 * Math.max(0, printed.length - 1)
  const earlier = followUps.filter((f) => !f.thisWeek)
  const extra = earlier.length > 0 ? settings.followUpPoints + 3 * (earlier.length - 1) : 0
  const best = Math.max(0, ...printed.map((w) => w.weight.score))
  return Math.round((printed.length > 0 ? best : (press?.score ?? 0)) + more + extra)
}

function reasonsOf(
  printed: readonly Weighed[],
  press: Weight | null,
  followUps: readonly FollowUp[],
  reports: readonly Report[],
): string[] {
  const name = (w: Weighed) => (printed.length > 1 ? `${shortName(w.outage)}: ` : '')
  const incidents = printed.map(
    (w) => name(w) + [...w.outage.reasons, ...w.weight.facts].join(', '),
  )
  const earlier = followUps.filter((f) => !f.thisWeek).flatMap((f) => f.incidents)
  const followed =
    earlier.length > 0 ? [`follow-ups to earlier incidents: ${earlier.join(', ')}`] : []
  const articles = followUps.some((f) => f.kind === 'article') ? ['an analysis was published'] : []
  const dates = [...new Set(reports.flatMap((r) => r.reasons))].sort(compare)
  return [...incidents, ...(press?.facts ?? []), ...followed, ...articles, ...dates]
}

function shortName({ incident }: Outage): string {
  return /^\d{1,7}$/.test(incident.id) ? incident.id : `“${incident.title}”`
}

/** The host of an address bears the name of the service: blog.example.com of Example. */
function isOwnSite(url: string | null, id: string, name: string): boolean {
  try {
    const parts = url ? new URL(url).hostname.toLowerCase().split('.') : []
    return [id.replace(/-/g, ''), name.toLowerCase().replace(/[^a-z0-9]/g, '')].some(
      (own) => own.length > 2 && parts.slice(0, -1).includes(own),
    )
  } catch {
    return false
  }
}
