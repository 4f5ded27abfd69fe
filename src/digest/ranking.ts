import type { ServiceHistory } from '#storage/history.ts'
import type { Service } from '../incident.ts'
import { causeOf } from './causes.ts'
import { counted, dayMs, ms } from './dates.ts'
import type { Fact, IncidentLine } from './digest.ts'
import { durationWords } from './duration.ts'
import { type About, breadthOf, isWideInPress, leaningFacts } from './leanings.ts'
import type { Outage } from './outage.ts'
import type { DraftSettings } from './settings.ts'

/** Points and the facts they rest on: the sum of the facts, rounded. */
export interface Weight {
  score: number
  facts: WeighedFact[]
}

interface WeighedFact extends Fact {
  /** It moves the place, and needs no telling each time. */
  steady?: boolean
}

/** What an edition knows beside its incidents and articles. */
export interface Scene {
  /** First edge of the edition. */
  from: string
  history: ReadonlyMap<string, ServiceHistory>
  /** How many services are part of each. */
  parts: ReadonlyMap<string, number>
}

/** What is known of an outage beside its own post. */
export interface Surroundings extends About {
  id: string
  scene: Scene
}

/** What is known around an edition; `history` is that of its material. */
export function sceneOf(
  from: string,
  services: Iterable<Service>,
  history: readonly ServiceHistory[] = [],
): Scene {
  const parts = new Map<string, number>()
  for (const { parent } of services) if (parent) parts.set(parent, (parts.get(parent) ?? 0) + 1)
  return { from, parts, history: new Map(history.map((h) => [h.service, h])) }
}

/** Weighs one incident of a service. */
export function weightOf(outage: Outage, about: Surroundings, settings: DraftSettings): Weight {
  const own = sum([
    impactFact(outage.line, settings),
    durationFact(outage, settings),
    ...breadthFacts(outage, settings),
    ...pressFacts(about.publishers, settings),
    ...causeFacts(outage.words, settings),
    ...serviceFacts(about, settings),
    ...leaningFacts(outage, about, settings),
    ...(outage.followUp
      ? [{ what: 'a postmortem was published', points: settings.followUpPoints }]
      : []),
    ...(outage.incident.reopened > 0
      ? [{ what: 'it was reopened', points: settings.reopenedPoints }]
      : []),
  ])
  // What the press tells of does not weigh less because the provider posted it, too.
  const told = about.publishers > 0 ? articleWeight(about, settings).score : own.score
  if (told <= own.score) return own
  return sum([...own.facts, { what: 'counts as the press tells it', points: told - own.score }])
}

/** An outage that only articles tell of. */
export function articleWeight(about: Surroundings, settings: DraftSettings): Weight {
  const { known, other } = settings.articlePoints
  return sum([
    { what: 'known from the press only', points: about.service ? known : other },
    ...pressFacts(about.publishers, settings),
    ...(isWideInPress(about.press)
      ? [{ what: 'headlines speak of many users', points: settings.breadthPoints.many }]
      : []),
    ...causeFacts(about.press, settings),
    ...categoryFacts(about, settings),
    ...leaningFacts(null, about, settings),
  ])
}

/** Facts in their order; points to a tenth, so that what is shown adds up. */
export function sum(facts: readonly WeighedFact[]): Weight {
  const exact = facts.map((f) => ({ ...f, points: Math.round(f.points * 10) / 10 }))
  return { score: Math.round(exact.reduce((total, f) => total + f.points, 0)), facts: exact }
}

/** The facts in words, those alone that tell a reader something of this outage. */
export function wordsOf(weight: Weight): string[] {
  return weight.facts.filter((f) => !f.steady).map((f) => f.what)
}

function impactFact(line: IncidentLine, settings: DraftSettings): Fact {
  return { what: impactWords(line), points: settings.impactPoints[line.impact] }
}

/** `major impact`, `impact unknown (“SEV-2”)`: our word, and the provider's where that is another. */
function impactWords(line: IncidentLine): string {
  const { impact, impactLabel } = line
  const own = impactLabel && impactLabel.toLowerCase() !== impact ? ` (“${impactLabel}”)` : ''
  if (impact === 'unknown') return `impact unknown${own}`
  return impact === 'none' ? `no impact by the provider's word${own}` : `${impact} impact${own}`
}

function durationFact({ line, openFor }: Outage, settings: DraftSettings): Fact {
  const { posted, stated, statedBasis } = line.durations
  if (line.open) {
    const what = 'still open when the edition closed'
    return { what, points: paperPoints(openFor ?? 0, settings) }
  }
  if (stated) {
    const what = `stated impact ${durationWords(stated)} (${statedBasis})`
    return { what, points: pointsFor(stated, settings) }
  }
  if (!posted) return { what: 'duration unknown', points: 0 }
  return { what: `${durationWords(posted)} as posted`, points: paperPoints(posted, settings) }
}

/** For a duration that only says how long the post was open. */
function paperPoints(minutes: number, settings: DraftSettings): number {
  const points = pointsFor(minutes, settings)
  return points > 0 ? points * settings.postedShare : points
}

function pointsFor(minutes: number, settings: DraftSettings): number {
  const steps = [...settings.durationPoints].sort((a, b) => b.minutes - a.minutes)
  return steps.find((step) => minutes >= step.minutes)?.points ?? 0
}

function breadthFacts(outage: Outage, settings: DraftSettings): Fact[] {
  const { regionPoints, componentPoints, breadthPoints } = settings
  const regions = outage.line.regions.length
  const components = outage.incident.components.length
  const others = outage.incident.serviceIds.length - 1
  const said = breadthOf(outage.words)
  return [
    ...enough(regions, regionPoints, `${counted(regions, 'region')} hit`),
    ...enough(components, componentPoints, `${counted(components, 'component')} hit`),
    ...downstreamFacts(others > 1 ? others : 0, settings),
    ...(said ? [{ what: `its text speaks of ${said} users`, points: breadthPoints[said] }] : []),
  ]
}

/** Other services that were hit by it. */
export function downstreamFacts(others: number, settings: DraftSettings): Fact[] {
  if (others <= 0) return []
  const { each, most } = settings.downstreamPoints
  const what = `${counted(others, 'other service')} affected`
  return [{ what, points: Math.min(most, each * others) }]
}

function enough(
  count: number,
  { least, points }: DraftSettings['regionPoints'],
  what: string,
): Fact[] {
  return count >= least ? [{ what, points }] : []
}

function pressFacts(publishers: number, settings: DraftSettings): Fact[] {
  if (publishers === 0) return []
  const { first, more, most } = settings.pressPoints
  const points = Math.min(most, first + more * (publishers - 1))
  return [{ what: `${counted(publishers, 'publisher')} wrote about it`, points }]
}

function causeFacts(words: string, settings: DraftSettings): WeighedFact[] {
  const cause = causeOf(words)
  const { named, unusual } = settings.causePoints
  if (!cause) return []
  const { what } = cause
  return [cause.unusual ? { what, points: unusual } : { what, points: named, steady: true }]
}

function serviceFacts(about: Surroundings, settings: DraftSettings): WeighedFact[] {
  const parts = about.scene.parts.get(about.id) ?? 0
  const whole = `${counted(parts, 'service')} of our list are part of it`
  return [
    ...categoryFacts(about, settings),
    ...enough(parts, settings.partsPoints, whole).map((f) => ({ ...f, steady: true })),
    ...rarityFacts(about, settings),
  ]
}

function categoryFacts({ service }: About, settings: DraftSettings): WeighedFact[] {
  const category = service?.category
  const points = category ? (settings.categoryPoints[category] ?? 0) : 0
  if (points === 0) return []
  if (points < 0) return [{ what: `${category}: seldom printed`, points }]
  return [{ what: `its category is ${category}`, points, steady: true }]
}

/** Few can only be said where our knowledge reaches back; many where that many are known. */
function rarityFacts({ id, scene }: Surroundings, settings: DraftSettings): WeighedFact[] {
  const { none, few, many, fewUpTo, manyFrom } = settings.rarityPoints
  const known = scene.history.get(id)
  if (!known) return []
  const { from } = scene
  const { serious, since } = known
  const words = `${counted(serious, 'serious incident')} in ${spanWords(since, from)} before`
  if (serious >= manyFrom) return [{ what: words, points: many, steady: true }]
  if (ms(from)! - ms(since)! < 180 * dayMs) return []
  if (serious === 0)
    return [{ what: `no serious incident in ${spanWords(since, from)} before`, points: none }]
  return serious <= fewUpTo ? [{ what: words, points: few }] : []
}

function spanWords(since: string, from: string): string {
  const days = Math.round((ms(from)! - ms(since)!) / dayMs)
  if (days >= 360) return 'the year'
  return days >= 60 ? `the ${Math.round(days / 30.4)} months` : `the ${days} days`
}
