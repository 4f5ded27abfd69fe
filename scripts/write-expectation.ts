/** Writes what today's source reads from a fixture into its `expect`. Read the difference before you commit it. */
import { readFile, writeFile } from 'node:fs/promises'
import { loadSources } from '../src/registry.ts'
import { loadFixture } from '../test/fixture.ts'

const [source, name] = process.argv.slice(2)
if (!source || !name) {
  console.error('usage: node scripts/write-expectation.ts SOURCE FIXTURE')
  process.exitCode = 2
} else {
  const { file, feed, replies } = loadFixture(source, name)
  const reading = await (await loadSources()).get(source)!.read(feed, replies)
  const fixture = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, `${JSON.stringify({ ...fixture, expect: reading }, null, 2)}\n`)
  console.error(
    `${reading.incidents.length} incidents, ${reading.articles.length} articles, ${reading.skipped.length} skipped`,
  )
}
