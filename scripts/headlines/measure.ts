import { createHash } from 'node:crypto'
import { modelFrom } from '../../src/news/model.ts'
import type { Row } from './rows.ts'
import { type Prepared, type Settings, scores, train } from './train.ts'

/** What was said of a row by a model that had not seen its story. */
export interface Judged {
  row: Row
  /** With the address, and from the title alone; above 0 means outage. */
  score: number
  bare: number
}

export interface Score {
  outages: number
  precision: number
  recall: number
  f1: number
}

/** Tried inside the training folds. */
const grid: readonly Settings[] = [
  { sign: 1, word: 2, background: 0.1 },
  { sign: 2, word: 4, background: 0.1 },
  { sign: 2, word: 4, background: 0.25 },
  { sign: 4, word: 4, background: 0.1 },
  { sign: 4, word: 8, background: 0.25 },
]

/** The fold of a group of rows: a hash, so that it never changes. */
export function foldOf(group: string | number, folds: number): number {
  return createHash('sha256').update(`fold ${group}`).digest().readUInt32BE() % folds
}

export function scoreOfRows(said: readonly { positive: boolean; said: boolean }[]): Score {
  const hits = said.filter((r) => r.said && r.positive).length
  const precision = hits / (said.filter((r) => r.said).length || 1)
  const outages = said.filter((r) => r.positive).length
  const recall = hits / (outages || 1)
  return { outages, precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) }
}

/** Judges each fold by what the others teach, without choosing anything. */
export function outOfFold(
  prepared: readonly Prepared[],
  common: readonly string[],
  folds: number,
  choose: (rest: readonly Prepared[]) => { settings: Settings; offset: number },
): Judged[][] {
  return Array.from({ length: folds }, (_, fold) => {
    const inside = (p: Prepared) => foldOf(p.row.group, folds) === fold
    const rest = prepared.filter((p) => !inside(p))
    const held = prepared.filter(inside)
    const { settings, offset } = choose(rest)
    const model = modelFrom(train(rest, common, settings, offset))
    const [full, bare] = [scores(held, model, 0), scores(held, model, 1)]
    return held.map((p, i) => ({ row: p.row, score: full[i]!, bare: bare[i]! }))
  })
}

/** The settings and the line that do best in folds of these rows. */
export function chooseInside(
  rows: readonly Prepared[],
  common: readonly string[],
): { settings: Settings; offset: number } {
  const tried = grid.map((settings) => {
    const judged = outOfFold(rows, common, 3, () => ({ settings, offset: 0 })).flat()
    return { settings, ...bestLine(judged) }
  })
  return tried.sort((a, b) => b.value - a.value)[0]!
}

/** The line at which labelled set and stream do best together, with and without addresses. */
function bestLine(judged: readonly Judged[]): { offset: number; value: number } {
  const near = judged.filter((j) => j.row.positive || j.score > -4 || j.bare > -4)
  const lines = Array.from({ length: 41 }, (_, i) => -3 + i * 0.1)
  const value = (line: number) =>
    (['labelled', 'stream'] as const).reduce((sum, set) => {
      const rows = near.filter((j) => j.row.set === set && !j.row.borderline)
      return sum + f1At(rows, 'score', line) + 0.5 * f1At(rows, 'bare', line)
    }, 0)
  const all = lines.map(value)
  // The middle of three, since one lucky line is no better than its neighbours.
  const smooth = all.map((v, i) => (all[i - 1] ?? v) + v + (all[i + 1] ?? v))
  const best = smooth.indexOf(Math.max(...smooth))
  return { offset: lines[best]!, value: smooth[best]! }
}

function f1At(rows: readonly Judged[], view: 'score' | 'bare', line: number): number {
  return scoreOfRows(rows.map((j) => ({ positive: j.row.positive, said: j[view] > line }))).f1
}
