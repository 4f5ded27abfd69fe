import { signs } from './features.ts'
import { modelWeights } from './model-weights.ts'

/** What training gives: weights of features, and the words that are no names. */
export interface Model {
  /** Added to every score; a score of 0 is the line between outage and not. */
  bias: number
  weights: ReadonlyMap<string, number>
  common: ReadonlySet<string>
}

/** The form in which a model is kept in `model-weights.ts`: one `weight feature` a line. */
export interface StoredModel {
  bias: number
  weights: string
  common: string
}

export function modelFrom({ bias, weights, common }: StoredModel): Model {
  const lines = weights.split('\n').filter((l) => l.includes(' '))
  return {
    bias,
    weights: new Map(lines.map((l) => [l.slice(l.indexOf(' ') + 1), Number.parseFloat(l)])),
    common: new Set(common.trim().split(/\s+/)),
  }
}

/** The model in the repository, as the last `npm run train` left it. */
export const storedModel: Model = modelFrom(modelWeights)

/** The sum of the weights of the features found; above 0 speaks for an outage. */
export function scoreOf(features: readonly string[], model: Model): number {
  return features.reduce((sum, f) => sum + (model.weights.get(f) ?? 0), model.bias)
}

const phrases = new Map(signs.map((s) => [s.id, s.reason]))

/** What weighed most, in words, strongest first: only what speaks for the side that won. */
export function reasonsOf(features: readonly string[], model: Model, outage: boolean): string[] {
  const side = outage ? 1 : -1
  const weighed = features
    .flatMap((id) => {
      const phrase = phrases.get(id) ?? wordPhrase(id)
      const weight = side * (model.weights.get(id) ?? 0)
      return phrase && weight >= 0.2 ? [{ phrase, weight }] : []
    })
    .sort((a, b) => b.weight - a.weight)
  return [...new Set(weighed.map((w) => w.phrase))].slice(0, 5)
}

function wordPhrase(feature: string): string | null {
  const words = /^[wb]:([^<^$]{3,})$/.exec(feature)?.[1]
  return words ? `has "${words}" in it` : null
}
