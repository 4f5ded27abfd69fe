/**
 * Measures what a person waits for: `node bench/readers.ts [FILE.har …]`. Loading feeds.yaml of 3,000
 * services, and replaying recordings, each with the median of three runs.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#storage/open.ts'
import { loadFeeds, readFeeds } from '../src/feeds.ts'
import { openRecording } from '../src/fetch/recorded.ts'
import { replay } from '../src/poll/replay.ts'
import { loadSources } from '../src/registry.ts'

const sources = await loadSources()

async function measure(name: string, run: () => unknown): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const begun = performance.now()
    await run()
    times.push(performance.now() - begun)
  }
  console.log(`${name}: ${times.sort((a, b) => a - b)[1]!.toFixed(0)} ms`)
}

const services = Array.from(
  { length: 3000 },
  (_, i) => `  s-${i}: { name: Service ${i}, statuspage: https://status${i}.example.com }`,
)
const text = `services:\n${services.join('\n')}\n`
await measure('feeds.yaml of 3,000 services', () => readFeeds(text, 'bench.yaml', sources))

const feeds = await loadFeeds('feeds.yaml', sources)
for (const file of process.argv.slice(2)) {
  await measure(`replay of ${file}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outage-desk-bench-'))
    const store = await openStore(`sqlite:${join(folder, 'bench.db')}`)
    const tools = { store, sources, pace: feeds.polling, version: 'bench', concurrency: 16 }
    await replay(await openRecording([file]), feeds.feeds, {
      ...tools,
      afterMoment: async () => {},
    })
    await store.close()
    await rm(folder, { recursive: true })
  })
}
