import type { Service } from '../../src/incident.ts'
import { judge, serviceNames } from '../../src/news/verdict.ts'
import { baselines } from './baselines.ts'
import { chooseInside, type Judged, outOfFold, type Score, scoreOfRows } from './measure.ts'
import { nameScore } from './name-accuracy.ts'
import { ourRows, type Row, readRows } from './rows.ts'
import { commonWords, prepare } from './train.ts'

const folds = 5
const sets = ['labelled', 'stream'] as const

/** What every title gets from a model that saw nothing of its story. */
export function judgedOutOfFold(rows: readonly Row[]): Judged[] {
  const common = commonWords(rows.map((r) => r.title))
  const prepared = prepare(rows, new Set(common))
  return outOfFold(prepared, common, folds, (rest) => chooseInside(rest, common)).flat()
}

/** Precision and recall out of fold, the same of word lists, and how many names are right; as text. */
export function reportOf(
  folder: string,
  services: readonly Service[],
  options: { wrong: boolean } = { wrong: false },
): string {
  const rows = readRows(folder)
  const judged = judgedOutOfFold(rows)
  return [
    `Out of fold (${folds} folds by story; borderline rows left out):`,
    ...sets.flatMap((set) => scoresOf(set, judged)),
    'The stored model on titles that we made up, and that nothing was learned from:',
    unseenLine(services),
    'Word lists on the same rows:',
    ...baselines.flatMap(({ name, says }) =>
      sets.map((set) => line(`${name}, ${set}`, scoreOfRows(saidOf(strict(rows, set), says)))),
    ),
    'Names of services in true outages:',
    ...sets.map((set) => namesLine(strict(rows, set), set, services)),
    ...(options.wrong ? wrongOnes(judged, rows, services) : []),
  ].join('\n')
}

/** Titles of `ours/second.tsv`, without addresses. */
function unseenLine(services: readonly Service[]): string {
  const names = serviceNames(services)
  const said = ourRows('second').map(({ title, positive }) => ({
    positive,
    said: judge({ title }, names).outage,
  }))
  return line(`made up (${said.length}), title only`, scoreOfRows(said))
}

function strict(rows: readonly Row[], set: string): Row[] {
  return rows.filter((r) => r.set === set && !r.borderline)
}

function saidOf(rows: readonly Row[], says: (row: Row) => boolean) {
  return rows.map((r) => ({ positive: r.positive, said: says(r) }))
}

function scoresOf(set: string, judged: readonly Judged[]): string[] {
  const some = judged.filter((j) => j.row.set === set && !j.row.borderline)
  const views = { 'title and address': 'score', 'title only': 'bare' } as const
  return Object.entries(views).map(([name, view]) =>
    line(
      `${set} (${some.length}), ${name}`,
      scoreOfRows(some.map((j) => ({ positive: j.row.positive, said: j[view] > 0 }))),
    ),
  )
}

function line(name: string, { outages, precision, recall, f1 }: Score): string {
  const [p, r, f] = [precision, recall, f1].map((n) => n.toFixed(3))
  return `  ${name}: precision ${p}, recall ${r}, F1 ${f} (${outages} outages)`
}

function namesLine(rows: readonly Row[], set: string, services: readonly Service[]): string {
  const { titles, same, akin, none } = nameScore(rows, services)
  const share = ((100 * same) / (titles || 1)).toFixed(0)
  return `  ${set}: ${same} of ${titles} the same (${share} %), ${akin} of the same house, ${none} without a name, ${titles - same - akin - none} other`
}

function wrongOnes(
  judged: readonly Judged[],
  rows: readonly Row[],
  services: readonly Service[],
): string[] {
  const wrong = judged.filter((j) => !j.row.borderline && j.score > 0 !== j.row.positive)
  const said = wrong.map(({ row, score, bare }) => {
    const kind = row.positive ? 'missed' : 'wrong'
    return `  ${kind} ${row.set} ${score.toFixed(2)} ${bare.toFixed(2)} ${row.title} <${row.url}>`
  })
  const names = sets.flatMap((set) => nameScore(strict(rows, set), services).wrong)
  return [
    'Judged wrongly:',
    ...said,
    'Named otherwise:',
    ...names.map((n) => `  ${n.wanted}, got ${n.got || 'none'}: ${n.title}`),
  ]
}
