import type { Service } from '../incident.ts'
import { counted } from './dates.ts'
import type { IncidentLine } from './digest.ts'
import { durationWords } from './duration.ts'
import type { Outage } from './outage.ts'
import { sentencesOf } from './sentences.ts'
import type { DraftSettings } from './settings.ts'
import { substanceOf } from './substance.ts'

/** Points and the facts they rest on. */
export interface Weight {
  score: number
  facts: string[]
}

const everybody =
  /\b(?:all|most|every|majority of|entire|complete(?:ly)?|global(?:ly)?|worldwide)\s+(?:\w+\s+){0,2}(?:customers|users|requests|traffic|regions|outage|down|unavailab\w*|sites)\b|\b(?:[3-9]\d|100)(?:\.\d+)?\s?(?:%|percent)|\b(?:millions|thousands) of\b|\b(?:completely|entirely) (?:down|unavailable|offline)\b/i
const few =
  /\b(?:small (?:number|subset|percentage|fraction)|handful|very few|limited number|less than 1 ?%|single (?:customer|user|host))\b|\b0\.\d+ ?%/i

/** Weighs one incident of a service. `publishers` is how many wrote about it. */
export function weightOf(
  outage: Outage,
  service: Service | null,
  publishers: number,
  settings: DraftSettings,
): Weight {
  const own = sum([
    impactWeight(outage.line, settings),
    durationWeight(outage, settings),
    breadthWeight(outage, settings),
    pressWeight(publishers, settings),
    categoryWeight(service, settings),
    outage.followUp
      ? { score: settings.followUpPoints, facts: ['a postmortem was published'] }
      : none,
    outage.incident.reopened > 0 ? { score: 2, facts: ['it was reopened'] } : none,
  ])
  // What the press tells of does not weigh less because the provider posted it, too.
  const told = publishers > 0 ? articleWeight(service, publishers, settings).score : 0
  return { score: Math.max(own.score, told), facts: own.facts }
}

/** An outage that only articles tell of. */
export function articleWeight(
  service: Service | null,
  publishers: number,
  settings: DraftSettings,
): Weight {
  const { known, other } = settings.articlePoints
  return sum([
    { score: service ? known : other, facts: ['known from the press only'] },
    pressWeight(publishers, settings),
    categoryWeight(service, settings),
  ])
}

export const none: Weight = { score: 0, facts: [] }

export function sum(weights: readonly Weight[]): Weight {
  return {
    score: Math.round(weights.reduce((total, w) => total + w.score, 0)),
    facts: weights.flatMap((w) => w.facts),
  }
}

function impactWeight(line: IncidentLine, settings: DraftSettings): Weight {
  const score = settings.impactPoints[line.impact]
  return { score, facts: [impactWords(line)] }
}

/** `major impact`, `impact unknown (“SEV-2”)`: our word, and the provider's where that is another. */
function impactWords(line: IncidentLine): string {
  const { impact, impactLabel } = line
  const own = impactLabel && impactLabel.toLowerCase() !== impact ? ` (“${impactLabel}”)` : ''
  if (impact === 'unknown') return `impact unknown${own}`
  return impact === 'none' ? `no impact by the provider's word${own}` : `${impact} impact${own}`
}

function durationWeight({ line, openFor }: Outage, settings: DraftSettings): Weight {
  const { posted, stated, statedBasis } = line.durations
  if (line.open) {
    const facts = ['still open when the edition closed']
    return { score: paperPoints(openFor ?? 0, settings), facts }
  }
  if (stated) {
    const facts = [`stated impact ${durationWords(stated)} (${statedBasis})`]
    return { score: pointsFor(stated, settings), facts }
  }
  if (!posted) return { score: 0, facts: ['duration unknown'] }
  return {
    score: paperPoints(posted, settings),
    facts: [`${durationWords(posted)} as posted`],
  }
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

function breadthWeight(outage: Outage, settings: DraftSettings): Weight {
  const regions = outage.line.regions.length
  const parts: Weight[] = []
  if (regions > 2) {
    parts.push({ score: settings.regionPoints, facts: [`${counted(regions, 'region')} hit`] })
  }
  const said = sentencesOf(outage.words).filter((s) => substanceOf(s) > 0)
  if (said.some((s) => few.test(s))) {
    parts.push({ score: -settings.breadthPoints, facts: ['its text speaks of few users'] })
  } else if (said.some((s) => everybody.test(s))) {
    parts.push({ score: settings.breadthPoints, facts: ['its text speaks of many users'] })
  }
  return sum(parts)
}

export function pressWeight(publishers: number, settings: DraftSettings): Weight {
  if (publishers === 0) return none
  const { first, more, most } = settings.pressPoints
  const score = Math.min(most, first + more * (publishers - 1))
  return { score, facts: [`${counted(publishers, 'publisher')} wrote about it`] }
}

function categoryWeight(service: Service | null, settings: DraftSettings): Weight {
  const score = (service?.category && settings.categoryPoints[service.category]) || 0
  if (score < 0) return { score, facts: [`${service!.category}: usually left out`] }
  return { score, facts: [] }
}
