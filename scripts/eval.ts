import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Feeds, loadFeeds } from '../src/feeds.ts'
import { loadSources } from '../src/registry.ts'
import { scoreFollowUps } from './eval/follow-ups.ts'
import { type Issue, issuesIn } from './eval/newsletter.ts'
import { recordedWeeks, sectionOf } from './eval/recordings.ts'
import { scoreWeek, type WeekScore } from './eval/weeks.ts'
import { hasTitles, usualFolder } from './headlines/folder.ts'
import { reportOf } from './headlines/report.ts'
import { streamIn } from './headlines/rows.ts'

/**
 * Measures the section on a newsletter: `node scripts/eval.ts [FOLDER] [detail]`. The folder has
 * headlines.tsv, stream.tsv and outages.jsonl (what is missing is not measured), and recorded weeks
 * in `weeks/`, `recordings/weeks/` or beside it; `detail` names what was missed and what was extra.
 */
const folder = process.argv.slice(2).find((a) => a !== 'detail') ?? usualFolder
const detail = process.argv.includes('detail')
const sources = await loadSources()
const feeds = await loadFeeds(fileURLToPath(new URL('../feeds.yaml', import.meta.url)), sources)
const issues = existsSync(join(folder, 'outages.jsonl')) ? issuesIn(folder) : []
const recordings = recordedWeeks(folder)
if (!hasTitles(folder) && issues.length === 0 && recordings.length === 0) {
  process.stderr.write(`${folder} has nothing to measure: name a folder of a newsletter's data.\n`)
  process.exit(2)
}
if (hasTitles(folder)) print('# Headlines', reportOf(folder, feeds.services, { wrong: detail }))
if (issues.length > 0) {
  print('# Weeks', weeks(issues, feeds))
  print('# Follow-ups', followUps(issues, feeds))
}
for (const file of recordings)
  print(
    `# The section of ${basename(file, '.har')}, for reading`,
    await sectionOf(file, feeds, sources),
  )

/** Of the usual folder the even issues were read when signs were written, the odd ones only counted. */
function weeks(all: readonly Issue[], { services }: Feeds): string {
  const quiet = existsSync(join(folder, 'stream.tsv'))
    ? streamIn(folder).filter((t) => !t.positive)
    : []
  const perWeek = Math.ceil(quiet.length / 78)
  const scores = all.map((issue, n) => {
    const start = (n * perWeek) % Math.max(1, quiet.length - perWeek)
    return scoreWeek(issue, quiet.slice(start, start + perWeek), services)
  })
  const halves = [0, 1].map((half) => scores.filter((s) => s.issue % 2 === half))
  const [even, odd] = folder === usualFolder ? [' (read)', ' (not read)'] : ['', '']
  return [
    `${scores.length} issues, their links' words as titles among ${perWeek} real titles a week`,
    line('all', scores),
    line(`even issues${even}`, halves[0]!),
    line(`odd issues${odd}`, halves[1]!),
    placesOf(scores),
    ...(detail ? scores.map(weekLine) : []),
  ].join('\n')
}

function line(name: string, scores: readonly WeekScore[]): string {
  const sum = (of: (s: WeekScore) => number) => scores.reduce((n, s) => n + of(s), 0)
  const [wanted, printed, unlisted] = [
    sum((s) => s.wanted),
    sum((s) => s.printed),
    sum((s) => s.unlisted),
  ]
  const entries = scores.reduce((n, s) => n + new Set(s.ranks).size, 0)
  const share = percent(entries, entries + unlisted)
  const extra = (unlisted / (scores.length || 1)).toFixed(1)
  return `${name}: had ${printed} of ${wanted} (${percent(printed, wanted)}); ${share} of what was printed the editor had, ${extra} unlisted an issue`
}

/** At which place those stand that the editor had. */
function placesOf(scores: readonly WeekScore[]): string {
  const ranks = scores.flatMap((s) => s.ranks)
  const edges: readonly (readonly [number, number])[] = [
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 5],
    [6, 10],
    [11, 99],
  ]
  const counts = edges.map(([a, b]) => {
    const n = ranks.filter((r) => r >= a && r <= b).length
    return `${a === b ? a : `${a}-${b}`}: ${n}`
  })
  return `places of those the editor had: ${counts.join(', ')}`
}

function weekLine(s: WeekScore): string {
  const parts = [`places ${s.ranks.join(' ') || '-'}`]
  if (s.missed.length > 0) parts.push(`missed: ${s.missed.join(' | ')}`)
  if (s.extra.length > 0) parts.push(`extra: ${s.extra.join(' | ')}`)
  return `  ${s.issue} ${parts.join('; ')}`
}

function followUps(all: readonly Issue[], { services }: Feeds): string {
  const { analyses, taken, tied, missed } = scoreFollowUps(all, services)
  const said = `${analyses} analyses whose link tells a title: ${percent(taken, analyses)} taken for analyses, ${percent(tied, analyses)} also tied to the right service`
  return [said, ...(detail ? missed.map((t) => `  missed: ${t}`) : [])].join('\n')
}

function percent(n: number, of: number): string {
  return `${Math.round((100 * n) / (of || 1))} %`
}

function print(title: string, text: string): void {
  process.stdout.write(`${title}\n\n${text}\n\n`)
}
