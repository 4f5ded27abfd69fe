import { featuresOf, plain } from './features.ts'
import { type Analysis, analysisIn, callsItselfAnalysis } from './follow-up-words.ts'
import type { Headline } from './headline.ts'
import { type Model, reasonsOf, scoreOf, storedModel } from './model.ts'
import { type NamedService, serviceOf } from './name-choice.ts'
import type { ServiceNames } from './names.ts'
import { type Publisher, publisherBy } from './publisher.ts'

export type { Headline } from './headline.ts'
export { type ServiceNames, serviceNames } from './names.ts'

/** Does a headline report that a service is down about now? */
export interface Verdict {
  title: string
  outage: boolean
  /** A postmortem, root cause or retrospective: it follows an outage and reports none. */
  followUp: boolean
  /** 0..1 that it reports an outage. */
  confidence: number
  /** The service's name, from the catalogue or from the title's grammar; null when it names none. */
  service: string | null
  /** Its id where the catalogue knows it. */
  serviceId: string | null
  reasons: string[]
}

/**
 * Judges one headline by the trained model (docs/headlines.md says how). Pure, and far below a
 * millisecond. `model` is for measuring others than the stored one.
 */
export function judge(item: Headline, names: ServiceNames, model: Model = storedModel): Verdict {
  const title = plain(item.title)
  const url = item.url ?? ''
  const features = featuresOf(item, model.common)
  const score = scoreOf(features, model)
  const said = analysisIn(title)
  const { publisher, own } = publisherBy(url, names)
  const outage = score > 0 && !toldAfterwards(title, said, publisher, own)
  const service = serviceOf(title, url, names)
  const author = writerOf(service, publisher)
  const followUp = !outage && follows(title, said, service, publisher, own)
  const about = followUp ? author : service
  return {
    title: item.title,
    outage,
    followUp,
    confidence: round(1 / (1 + Math.exp(-(score > 0 && !outage ? -score : score)))),
    service: about?.name ?? null,
    serviceId: about?.id ?? null,
    reasons: reasonsOf(features, model, outage),
  }
}

/** A provider's own report may be worded like news: "Outage on 12 May" on its blog. */
function toldAfterwards(
  title: string,
  said: Analysis,
  publisher: Publisher | null,
  own: boolean,
): boolean {
  return callsItselfAnalysis(title) || (own && publisher !== null && said.worded && said.failure)
}

/** An analysis of a failure of service; one that calls itself so needs only somebody known. */
function follows(
  title: string,
  said: Analysis,
  service: NamedService | null,
  publisher: Publisher | null,
  own: boolean,
): boolean {
  const known = (service?.id ?? publisher?.id ?? null) !== null
  if (said.worded && (said.failure || (known && callsItselfAnalysis(title)))) return true
  return own && publisher !== null && said.plainly
}

/** Whose failure an analysis tells: who is known and named, else who published it. */
function writerOf(service: NamedService | null, publisher: Publisher | null): NamedService | null {
  if (service?.id) return service
  return publisher ?? service
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
