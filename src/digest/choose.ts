import { articleLeftOut, type Report } from './articles.ts'
import type { FollowUp, LeftOut } from './digest.ts'
import { beganAt } from './duration.ts'
import { type FollowUpDraft, toldTogether } from './follow-ups.ts'
import { type Group, incidentLeftOut, ofAnOutage, tells } from './grouping.ts'
import { compare } from './material.ts'
import type { Outage } from './outage.ts'
import {
  articleWeight,
  type Scene,
  type Surroundings,
  type Weight,
  weightOf,
  wordsOf,
} from './ranking.ts'
import type { DraftSettings } from './settings.ts'
import { publishersOf, type Story, storiesOf } from './stories.ts'

export interface Weighed {
  outage: Outage
  weight: Weight
  /** How many wrote about it. */
  publishers: number
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
  scene: Scene,
  settings: DraftSettings,
  wanted: ReadonlyMap<string, string> = new Map(),
): Choice & { leftOut: LeftOut[] } {
  const weighed = group.outages
    .map((outage) => weigh(outage, group, scene, settings))
    .sort(byWeight)
  const strong = weighed.filter((w) => w.weight.score >= settings.minScore)
  const isAsked = (w: Weighed) => wanted.has(`incident:${w.outage.incident.key}`)
  const printed = [
    ...strong.slice(0, settings.incidents),
    ...weighed.filter((w) => isAsked(w) && !strong.slice(0, settings.incidents).includes(w)),
  ]
  const published = [...group.followUps, ...printed.flatMap((w) => w.outage.followUp ?? [])]
  const worthy = published.filter((f) => worthALine(f, group))
  const told =
    printed.length > 0
      ? { ...all(group, settings), press: null }
      : pressOnly(group, scene, settings, wanted)
  const leftOut = [
    ...weighed
      .filter((w) => !printed.includes(w))
      .map((w) => weakLeftOut(w, group, strong, settings)),
    ...published.filter((f) => !worthy.includes(f)).map((f) => emptyFollowUp(f, group)),
    ...unprinted(group, told.reports, scene, settings),
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
function pressOnly(
  group: Group,
  scene: Scene,
  settings: DraftSettings,
  wanted: ReadonlyMap<string, string>,
) {
  const press = pressWeightOf(group, scene, settings)
  const asked = group.reports.some((r) => wanted.has(`article:${r.article.key}`))
  const enough = asked || (group.reports.some(isDated) && press.score >= settings.minScore)
  return enough ? { ...all(group, settings), press } : { reports: [], stories: [], press: null }
}

function pressWeightOf(group: Group, scene: Scene, settings: DraftSettings): Weight {
  return articleWeight(surroundings(group, group.reports.filter(isDated), scene), settings)
}

function surroundings(group: Group, reports: readonly Report[], scene: Scene): Surroundings {
  const { id, service } = group.named
  const publishers = publishersOf([{ articles: [...reports] }]).size
  const press = reports.flatMap(({ article }) => [article.title, article.summary]).join('\n')
  return { id, service, publishers, press, scene }
}

function isDated(report: Report): boolean {
  return report.lacks === null
}

function unprinted(
  group: Group,
  printed: readonly Report[],
  scene: Scene,
  settings: DraftSettings,
): LeftOut[] {
  const rest = group.reports.filter((r) => !printed.includes(r))
  const weight = pressWeightOf(group, scene, settings)
  const facts = wordsOf(weight).join(', ')
  return rest.map((r) => ({
    ...articleLeftOut(r.article, r.named, r.lacks ?? facts),
    ...(r.lacks === null ? { score: weight.score } : {}),
  }))
}

function weigh(outage: Outage, group: Group, scene: Scene, settings: DraftSettings): Weighed {
  const near = group.reports.filter((r) => isDated(r) && tells(r, outage.incident, settings))
  const about = surroundings(group, near, scene)
  return { outage, weight: weightOf(outage, about, settings), publishers: about.publishers }
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
  const press = one.publishers > 0 ? [] : ['no press']
  const more = strong.includes(one)
    ? [`lighter than the ${settings.incidents} printed of ${group.named.name}`]
    : []
  const reason = [...outage.reasons, ...wordsOf(weight), ...press, ...more].join(', ')
  return {
    ...incidentLeftOut(outage.incident, group.named.name, reason),
    score: weight.score,
  }
}

/**
 * A link to a postmortem is worth a line of its own; a late word without substance is not, nor an
 * analysis that may be of anything.
 */
function worthALine(followUp: FollowUpDraft, { named }: Group): boolean {
  if (followUp.kind === 'report') return followUp.text !== followUp.title
  if (followUp.kind === 'postmortem' || followUp.links.length > 0) return true
  // Of a name we do not know, a postmortem may as well be one of a startup or a game.
  return ofAnOutage(named.service ? followUp.title : followUp.title.replace(/post-?mortem/i, ''))
}

function emptyFollowUp(followUp: FollowUp, group: Group): LeftOut {
  const { title, url, kind } = followUp
  const reason =
    kind === 'article'
      ? 'an analysis that is tied to no outage we know of'
      : 'began before this week, and nothing of substance was said of it since'
  return { title, service: group.named.name, url, reason }
}
