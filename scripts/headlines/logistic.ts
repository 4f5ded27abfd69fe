/** One row to learn from: indices of the features it has, and how much it counts. */
export interface Example {
  features: readonly number[]
  positive: boolean
  weight: number
}

/** Strength of the pull of each feature towards its prior. */
export interface Pull {
  prior: number
  strength: number
}

export interface Fit {
  bias: number
  weights: Float64Array
}

/**
 * Logistic regression by coordinate descent: each weight is pulled to its own prior, the bias is
 * free. The order is fixed, so the same rows give the same weights.
 */
export function fitLogistic(
  examples: readonly Example[],
  pulls: readonly Pull[],
  sweeps = 40,
): Fit {
  const columns = columnsOf(examples, pulls.length)
  const everybody = examples.map((_, i) => i)
  const weights = Float64Array.from(pulls, (p) => p.prior)
  const margins = Float64Array.from(examples, (e) =>
    e.features.reduce((sum, f) => sum + weights[f]!, 0),
  )
  let bias = 0
  for (let sweep = 0; sweep < sweeps; sweep++) {
    bias += move(everybody, examples, margins, 0, 0)
    let largest = 0
    for (const [f, rows] of columns.entries()) {
      const { prior, strength } = pulls[f]!
      const step = move(rows, examples, margins, strength, weights[f]! - prior)
      weights[f]! += step
      largest = Math.max(largest, Math.abs(step))
    }
    if (largest < 1e-4) break
  }
  return { bias, weights }
}

/** One Newton step of one weight, taken in the margins too. */
function move(
  rows: readonly number[],
  examples: readonly Example[],
  margins: Float64Array,
  strength: number,
  away: number,
): number {
  let slope = strength * away
  let curve = strength + 1e-9
  for (const i of rows) {
    const { positive, weight } = examples[i]!
    const p = 1 / (1 + Math.exp(-margins[i]!))
    slope += weight * (p - (positive ? 1 : 0))
    curve += weight * Math.max(p * (1 - p), 0.02)
  }
  const step = Math.max(-1, Math.min(1, -slope / curve))
  for (const i of rows) margins[i]! += step
  return step
}

function columnsOf(examples: readonly Example[], count: number): number[][] {
  const columns: number[][] = Array.from({ length: count }, () => [])
  for (const [i, e] of examples.entries()) for (const f of e.features) columns[f]!.push(i)
  return columns
}
