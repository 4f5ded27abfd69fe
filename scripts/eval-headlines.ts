import { fileURLToPath } from 'node:url'
import { loadFeeds } from '../src/feeds.ts'
import { loadSources } from '../src/registry.ts'
import { folderFrom } from './headlines/folder.ts'
import { reportOf } from './headlines/report.ts'

/**
 * Measures the judging of headlines: `node scripts/eval-headlines.ts [FOLDER] [wrong]`, where FOLDER
 * has headlines.tsv and stream.tsv; `wrong` lists what was judged or named otherwise.
 */
export async function headlineReport(folder: string, wrong = false): Promise<string> {
  const feeds = fileURLToPath(new URL('../feeds.yaml', import.meta.url))
  const { services } = await loadFeeds(feeds, await loadSources())
  return reportOf(folder, services, { wrong })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2)
  const folder = folderFrom(asked.find((a) => a !== 'wrong'))
  if (folder) process.stdout.write(`${await headlineReport(folder, asked.includes('wrong'))}\n`)
}
