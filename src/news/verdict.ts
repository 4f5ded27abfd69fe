import { featuresOf, plain } from './features.ts'
import type { Headline } from './headline.ts'
import { type Model, reasonsOf, scoreOf, storedModel } from './model.ts'
import { serviceOf } from './name-choice.ts'
import type { ServiceNames } from './names.ts'
import { analysis, plainAnalysis } from './sign.ts'

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

const speaksOfFailure = /outage|incident|downtime|disruption|post-?mortem/i

/**
 * Judges one headline by the trained model (docs/headlines.md says how). Pure, and far below a
 * millisecond. `model` is for measuring others than the stored one.
 */
export function judge(item: Headline, names: ServiceNames, model: Model = storedModel): Verdict {
  const title = plain(item.title)
  const url = item.url ?? ''
  const features = featuresOf(item, model.common)
  const score = scoreOf(features, model)
  const service = serviceOf(title, url, names)
  const outage = score > 0
  return {
    title: item.title,
    outage,
    followUp:
      !outage && analyses(title) && ((service?.id ?? null) !== null || speaksOfFailure.test(title)),
    confidence: round(1 / (1 + Math.exp(-score))),
    service: service?.name ?? null,
    serviceId: service?.id ?? null,
    reasons: reasonsOf(features, model, outage),
  }
}

/** An analysis of an outage that is over, as far as the words go. */
function analyses(title: string): boolean {
  return analysis.test(title) || plainAnalysis.test(title)
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
