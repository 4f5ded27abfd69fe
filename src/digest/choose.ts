import { articleLeftOut, type Report } from './articles.ts'
import type { FollowUp, LeftOut } from './digest.ts'
import { beganAt } from './duration.ts'
import { type FollowUpDraft, toldTogether } from './follow-ups.ts'
import { type Group, incidentLeftOut, ofAnOutage, tells } from './grouping.ts'
import { compare } from './material.ts'
import type { Outage } from './outage.ts'
import { articleWeight, type Weight, weightOf } from './ranking.ts'
import type { DraftSettings } from './settings.ts'
import { publishersOf, type Story, storiesOf } from './stories.ts'

export interface Weighed {
  outage: Outage
  weight: Weight
}

/** What of a service is printed. */
export interface Choice {
  /** In order of time. */
  printed: Weighed[]
  reports: Report[]
  stories: Story[]
  followUps: FollowUp[]
  /** Weight of the press alone, where no incident is printed. */
  press: Weight | null
}

/** Picks what of a service is worth a line; the rest is left out, and says why. */
export function choose(
  group: Group,
  settings: DraftSettings,
  wanted: ReadonlyMap<string, string> = new Map(),
): Choice & { leftOut: LeftOut[] } {
  const weighed = group.outages.map((outage) => weigh(outage, group, settings)).sort(byWeight)
  const strong = weighed.filter((w) => w.weight.score >= settings.minScore)
  const isAsked = (w: Weighed) => wanted.has(`incident:${w.outage.incident.key}`)
  const printed = [
    ...strong.slice(0, settings.incidents),
    ...weighed.filter((w) => isAsked(w) && !strong.slice(0, settings.incidents).includes(w)),
  ]
  const published = [...group.followUps, ...printed.flatMap((w) => w.outage.followUp ?? [])]
  const worthy = published.filter(worthALine)
  const told =
    printed.length > 0
      ? { ...all(group, settings), press: null }
      : pressOnly(group, settings, wanted)
  const leftOut = [
    ...weighed
      .filter((w) => !printed.includes(w))
      .map((w) => weakLeftOut(w, group, strong, settings)),
    ...published.filter((f) => !worthy.includes(f)).map((f) => emptyFollowUp(f, group)),
    ...unprinted(group, told.reports, settings),
  ]
  return {
    printed: printed.sort(byTime),
    reports: told.reports,
    stories: told.stories,
    followUps: toldTogether(worthy, settings),
    press: told.press,
    leftOut,
  }
}

function all({ reports }: Group, settings: DraftSettings) {
  return { reports, stories: storiesOf(reports, settings.storyDays) }
}

/** Without an incident at least one dated report is needed, and enough weight. */
function pressOnly(group: Group, settings: DraftSettings, wanted: ReadonlyMap<string, string>) {
  const press = pressWeightOf(group, settings)
  const asked = group.reports.some((r) => wanted.has(`article:${r.article.key}`))
  const enough = asked || (group.reports.some(isDated) && press.score >= settings.minScore)
  return enough ? { ...all(group, settings), press } : { reports: [], stories: [], press: null }
}

function pressWeightOf(group: Group, settings: DraftSettings): Weight {
  const publishers = publishersOf([{ articles: group.reports.filter(isDated) }]).size
  return articleWeight(group.named.service, publishers, settings)
}

function isDated(report: Report): boolean {
  return report.lacks === null
}

function unprinted(group: Group, printed: readonly Report[], settings: DraftSettings): LeftOut[] {
  const rest = group.reports.filter((r) => !printed.includes(r))
  const facts = pressWeightOf(group, settings).facts.join(', ')
  return rest.map((r) => articleLeftOut(r.article, r.named, r.lacks ?? facts))
}

function weigh(outage: Outage, group: Group, settings: DraftSettings): Weighed {
  const publishers = publishersOn(outage, group, settings)
  return { outage, weight: weightOf(outage, group.named.service, publishers, settings) }
}

function publishersOn(outage: Outage, group: Group, settings: DraftSettings): number {
  const near = group.reports.filter((r) => isDated(r) && tells(r, outage.incident, settings))
  return publishersOf([{ articles: near }]).size
}

function byWeight(a: Weighed, b: Weighed): number {
  return b.weight.score - a.weight.score || byTime(a, b)
}

function byTime(a: Weighed, b: Weighed): number {
  return compare(timeOf(a.outage), timeOf(b.outage))
}

function timeOf(outage: Outage): string {
  return `${beganAt(outage.incident) ?? '~'} ${String(outage.incident.key).padStart(12, '0')}`
}

/** `minor impact, 18 minutes as posted, no press` */
function weakLeftOut(
  one: Weighed,
  group: Group,
  strong: readonly Weighed[],
  settings: DraftSettings,
): LeftOut {
  const { outage, weight } = one
  const press = publishersOn(outage, group, settings) > 0 ? [] : ['no press']
  const more = strong.includes(one)
    ? [`lighter than the ${settings.incidents} printed of ${group.named.name}`]
    : []
  const reason = [...outage.reasons, ...weight.facts, ...press, ...more].join(', ')
  return incidentLeftOut(outage.incident, group.named.name, reason)
}

/**
 * A link to a postmortem is worth a line of its own; a late word without substance is not, nor an
 * analysis that may be of anything.
 */
function worthALine(followUp: FollowUpDraft): boolean {
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
