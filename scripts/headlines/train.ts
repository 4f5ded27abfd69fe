import { featuresOf, isTitleCase, plain, signs } from '../../src/news/features.ts'
import { type Model, type StoredModel, scoreOf } from '../../src/news/model.ts'
import { type Example, fitLogistic } from './logistic.ts'
import type { Row } from './rows.ts'

/** How strongly it learns; chosen inside the training folds. */
export interface Settings {
  /** Pull of signs to their first weights, and of words to nothing. */
  sign: number
  word: number
  /** What one of the many other titles of the stream counts. */
  background: number
}

/** A row with its features, with and without its address. */
export interface Prepared {
  row: Row
  views: string[][]
}

/** Pull of the signs that training should hardly move. */
const firm = 20
const addressless = 0.5
/** Rare words are accidents. */
const leastRows = 4

/** Words that are written small in ordinary sentences: they are no names. */
export function commonWords(titles: readonly string[]): string[] {
  const small = new Map<string, number>()
  const large = new Map<string, number>()
  for (const title of titles) {
    const written = plain(title).match(/[\p{L}\p{N}][\p{L}\p{N}.+#&'-]*/gu) ?? []
    if (isTitleCase(written)) continue
    for (const word of written.slice(1)) {
      const bare = word.replace(/[.'-]+$/, '').replace(/'s$/, '')
      const counts = /^\p{Ll}/u.test(bare) ? small : large
      counts.set(bare.toLowerCase(), (counts.get(bare.toLowerCase()) ?? 0) + 1)
    }
  }
  return [...small]
    .filter(([w, n]) => n >= 3 && n >= (large.get(w) ?? 0) * 0.5 && /^[a-z][a-z'-]*$/.test(w))
    .map(([w]) => w)
    .sort()
}

/** Rows with their features. */
export function prepare(rows: readonly Row[], common: ReadonlySet<string>): Prepared[] {
  return rows.map((row) => {
    const bare = featuresOf({ title: row.title }, common)
    return { row, views: row.url ? [featuresOf(row, common), bare] : [bare] }
  })
}

/** Words alone, without one sign of an outage, are never enough. */
const withoutSign = [0, 1, 2].map((against) => `balance:0-${against}`)
const forIds = new Set(signs.filter((s) => s.weight > 0.3).map((s) => s.id))

/** Every row that could be mistaken counts; of the plainly harmless one in ten, tenfold. */
function rowWeight({ row, views }: Prepared, index: number, settings: Settings): number {
  if (row.set === 'ours') return 0.5
  if (row.set === 'labelled' || row.positive) return row.borderline ? 0.3 : 1
  const hard = views[0]!.some((f) => forIds.has(f))
  if (hard) return settings.background
  return index % 10 === 0 ? settings.background * 10 : 0
}

/** Learns from prepared rows. `offset` moves the line between outage and not. */
export function train(
  prepared: readonly Prepared[],
  common: readonly string[],
  settings: Settings,
  offset = 0,
): StoredModel {
  const counted = prepared
    .map((p, i) => ({ ...p, weight: rowWeight(p, i, settings) }))
    .filter((p) => p.weight > 0)
  const vocabulary = vocabularyOf(counted)
  const index = new Map(vocabulary.map((f, i) => [f, i]))
  const examples: Example[] = counted.flatMap(({ row, views, weight }) =>
    views.map((view, i) => ({
      features: view.flatMap((f) => index.get(f) ?? []),
      positive: row.positive,
      weight: views.length === 1 ? weight : weight * (i === 0 ? 1 - addressless : addressless),
    })),
  )
  const first = new Map(signs.map((s) => [s.id, s.weight]))
  const firmIds = new Set(signs.filter((s) => s.firm).map((s) => s.id))
  for (const none of withoutSign) {
    first.set(none, -3)
    firmIds.add(none)
  }
  const fit = fitLogistic(
    examples,
    vocabulary.map((f) => ({
      prior: first.get(f) ?? 0,
      strength: firmIds.has(f) ? firm : first.has(f) ? settings.sign : settings.word,
    })),
  )
  const kept = vocabulary.map((f, i) => [f, round(fit.weights[i]!)] as const)
  const weights = kept
    .filter(([f, w]) => first.has(f) || Math.abs(w) >= 0.03)
    .map(([f, w]) => `${w} ${f}`)
    .join('\n')
  return { bias: round(fit.bias - offset), weights, common: common.join(' ') }
}

/** All signs, and the words and pairs that enough titles have. */
function vocabularyOf(prepared: readonly Prepared[]): string[] {
  const counts = new Map<string, number>()
  for (const { views } of prepared)
    for (const f of views[0]!) counts.set(f, (counts.get(f) ?? 0) + 1)
  const ids = new Set(signs.map((s) => s.id))
  const words = [...counts].filter(([f, n]) => n >= leastRows && !ids.has(f)).map(([f]) => f)
  return [...ids, ...words.sort()]
}

export function scores(prepared: readonly Prepared[], model: Model, view: 0 | 1): number[] {
  return prepared.map(({ views }) => scoreOf(views[view] ?? views[0]!, model))
}

function round(n: number): number {
  return Math.round(n * 1000) / 1000
}
