/**
 * Measures the verdicts on labelled headlines: `node scripts/eval-headlines.ts FOLDER`, where FOLDER
 * holds headlines.tsv and stream.tsv (tab separated, with `headline` or `title`, `label`, `url`).
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadFeeds } from '../src/feeds.ts'
import { titleKey } from '../src/news/title-key.ts'
import { judge, serviceNames } from '../src/news/verdict.ts'
import { loadSources } from '../src/registry.ts'

interface Row {
  title: string
  url: string
  positive: boolean
}

function rowsOf(file: string): Row[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head!.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (...names: string[]) =>
      names.map((n) => cells[columns.indexOf(n)]).find((c) => c !== undefined) ?? ''
    return {
      title: cell('headline', 'title'),
      url: cell('source_url', 'url'),
      positive: cell('label') === 'outage',
    }
  })
}

const [folder, show] = process.argv.slice(2)
if (!folder || !existsSync(join(folder, 'headlines.tsv'))) {
  console.error(
    `usage: node scripts/eval-headlines.ts FOLDER [wrong]; there is no headlines.tsv in ${folder ?? 'it'}`,
  )
  process.exitCode = 2
} else {
  // By title, so that a story told in several places lies in one half only.
  const half = (title: string) => createHash('sha256').update(titleKey(title)).digest()[0]! % 2
  const names = serviceNames((await loadFeeds('feeds.yaml', await loadSources())).services)
  for (const file of ['headlines.tsv', 'stream.tsv'].filter((f) => existsSync(join(folder, f)))) {
    const rows = rowsOf(join(folder, file))
    const halves = {
      tuned: rows.filter((r) => half(r.title) === 0),
      held: rows.filter((r) => half(r.title) === 1),
    }
    const started = performance.now()
    for (const [part, some] of Object.entries(halves)) {
      const judged = some.map((r) => ({ ...r, said: judge(r, names).outage }))
      const hit = judged.filter((r) => r.said && r.positive).length
      const said = judged.filter((r) => r.said).length
      const real = judged.filter((r) => r.positive).length
      const [p, r] = [hit / (said || 1), hit / (real || 1)]
      console.log(
        `${file} ${part}: ${some.length} titles, ${real} outages; precision ${p.toFixed(2)}, recall ${r.toFixed(2)}, F1 ${((2 * p * r) / (p + r || 1)).toFixed(2)}`,
      )
      if (show && part === 'tuned')
        for (const j of judged)
          if (j.said !== j.positive)
            console.log(`  ${j.positive ? 'missed' : 'wrong '} ${j.title}  ${j.url}`)
    }
    console.log(`  ${((performance.now() - started) / rows.length).toFixed(3)} ms a title`)
  }
}
