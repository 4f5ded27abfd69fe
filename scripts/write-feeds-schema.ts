import { readFile, writeFile } from 'node:fs/promises'
import { feedsJsonSchema } from '../src/feeds-schema.ts'
import { loadSources } from '../src/registry.ts'

/** Writes feeds.schema.json; with `--check` only says, by exit code 1, that it is stale. */
const file = new URL('../feeds.schema.json', import.meta.url)
const text = `${JSON.stringify(feedsJsonSchema(await loadSources()), null, 2)}\n`

if (process.argv.includes('--check')) {
  const written = await readFile(file, 'utf8').catch(() => '')
  if (written !== text) {
    console.error('feeds.schema.json is stale: run node scripts/write-feeds-schema.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(file, text)
}
