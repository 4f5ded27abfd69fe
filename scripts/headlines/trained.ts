import type { StoredModel } from '../../src/news/model.ts'
import { chooseInside } from './measure.ts'
import { readRows } from './rows.ts'
import { commonWords, prepare, type Settings, train } from './train.ts'

export interface Trained {
  stored: StoredModel
  settings: Settings
  offset: number
}

/** Learns from all rows of a folder; the same rows give the same model. */
export function trained(folder: string): Trained {
  const rows = readRows(folder)
  const common = commonWords(rows.map((r) => r.title))
  const prepared = prepare(rows, new Set(common))
  const { settings, offset } = chooseInside(prepared, common)
  return { stored: train(prepared, common, settings, offset), settings, offset }
}

/** The text of `src/news/model-weights.ts`. */
export function modelFile({ bias, weights, common }: StoredModel): string {
  return `// Written by scripts/train-headlines.ts; do not edit.
export const modelWeights = {
  bias: ${bias},
  weights: \`
${weights}
\`,
  common: \`
${wrapped(common.split(' ')).join('\n')}
\`,
}
`
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= 98) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
