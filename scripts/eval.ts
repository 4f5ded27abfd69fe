import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadFeeds } from '../src/feeds.ts'
import { judge, serviceNames } from '../src/news/verdict.ts'
import { loadSources } from '../src/registry.ts'
import { type Issue, issuesIn, titleFromLink } from './eval/newsletter.ts'
import { scoreWeek, type WeekScore } from './eval/weeks.ts'
import { usualFolder } from './headlines/folder.ts'
import { reportOf } from './headlines/report.ts'
import { streamIn } from './headlines/rows.ts'

/**
 * Measures the section on a newsletter: `node scripts/eval.ts [FOLDER] [detail]`. The folder has
 * headlines.tsv, stream.tsv and outages.jsonl; `detail` names what was missed and what was extra.
 */
const folder = process.argv.slice(2).find((a) => a !== 'detail') ?? usualFolder
const detail = process.argv.includes('detail')
if (!existsSync(join(folder, 'outages.jsonl'))) {
  process.stderr.write(
    `${folder} has no outages.jsonl: name a folder with the newsletter's data.\n`,
  )
  process.exit(2)
}
const { services } = await loadFeeds(
  fileURLToPath(new URL('../feeds.yaml', import.meta.url)),
  await loadSources(),
)
print('# Headlines', reportOf(folder, services, { wrong: false }))
print('# Weeks', weeks(issuesIn(folder)))
print('# Follow-ups', followUps(issuesIn(folder)))

function weeks(issues: readonly Issue[]): string {
  const quiet = streamIn(folder).filter((t) => !t.positive)
  const perWeek = Math.ceil(quiet.length / 78)
  const scores = issues.map((issue, n) => {
    const start = (n * perWeek) % Math.max(1, quiet.length - perWeek)
    return scoreWeek(issue, quiet.slice(start, start + perWeek), services)
  })
  // Every other issue is a fold of its own: weights that fit one half must hold on the other.
  const halves = [0, 1].map((half) => scores.filter((s) => s.issue % 2 === half))
  return [
    `${scores.length} issues, their links' words as titles among ${perWeek} real titles a week`,
    line('all', scores),
    line('even issues', halves[0]!),
    line('odd issues', halves[1]!),
    ...(detail
      ? scores.map(
          (s) => `${s.issue} missed: ${s.missed.join(' | ')}; extra: ${s.extra.join(' | ')}`,
        )
      : []),
  ].join('\n')
}

function line(name: string, scores: readonly WeekScore[]): string {
  const sum = (of: (s: WeekScore) => number) => scores.reduce((n, s) => n + of(s), 0)
  const ranks = scores.flatMap((s) => s.ranks).sort((a, b) => a - b)
  const wanted = sum((s) => s.wanted)
  const printed = sum((s) => s.printed)
  const unlisted = sum((s) => s.unlisted)
  const share = printed / (printed + unlisted)
  return `${name}: had ${printed} of ${wanted} (${percent(printed / wanted)}); ${percent(share)} of what was printed the editor had, ${(unlisted / scores.length).toFixed(1)} unlisted an issue; place: median ${ranks[Math.floor(ranks.length / 2)] ?? '-'}, 90 % within ${ranks[Math.floor(ranks.length * 0.9)] ?? '-'}`
}

/** Analyses the editor printed: taken for one, and under the right service? */
function followUps(issues: readonly Issue[]): string {
  const names = serviceNames(services)
  const analyses = issues
    .flatMap((i) => i.entries)
    .filter((e) => e.kind === 'postmortem' || e.kind === 'followup')
    .flatMap((e) => {
      const title = titleFromLink(e.link)
      return title ? [{ e, title }] : []
    })
  const judged = analyses.map(({ e, title }) => ({
    e,
    verdict: judge({ title, url: e.link! }, names),
  }))
  const taken = judged.filter(({ verdict }) => verdict.followUp)
  const letters = (s: string) => s.toLowerCase().replace(/[^a-z0-9]/g, '')
  const tied = judged.filter(({ e, verdict }) =>
    [e.service, ...(e.services ?? [])].some(
      (n) =>
        verdict.service !== null &&
        (letters(n).includes(letters(verdict.service)) ||
          letters(verdict.service).includes(letters(n))),
    ),
  )
  return `${analyses.length} analyses whose link tells a title: ${percent(taken.length / analyses.length)} taken for analyses, ${percent(tied.length / analyses.length)} tied to the right service`
}

function percent(n: number): string {
  return `${Math.round(n * 100)} %`
}

function print(title: string, text: string): void {
  process.stdout.write(`${title}\n\n${text}\n\n`)
}
