import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { syncFeeds } from '#storage/feeds.ts'
import { openStore } from '#storage/open.ts'
import { FetchError } from '../src/errors.ts'
import { readFeeds } from '../src/feeds.ts'
import { liveFacts } from '../src/health/live.ts'
import { loadSources } from '../src/registry.ts'

/** How long the shipped feeds.yaml takes to load, check, schedule and ask: `node bench/feeds.ts`. */
const file = new URL('../feeds.yaml', import.meta.url)
const laps: [string, number][] = []
let from = performance.now()
function lap(what: string): void {
  laps.push([what, Math.round(performance.now() - from)])
  from = performance.now()
}

const sources = await loadSources()
lap('load the sources')
const feeds = readFeeds(readFileSync(file, 'utf8'), 'feeds.yaml', sources)
lap(`read and check ${feeds.services.length} services, ${feeds.feeds.length} feeds`)
const path = join(tmpdir(), `bench-feeds-${process.pid}.db`)
const store = await openStore(`sqlite:${path}`)
lap('open a database')
await store.write((trx) => syncFeeds(trx, feeds.feeds, new Date().toISOString()))
lap('schedule them')
const client = {
  get: async ({ url }: { url: string }) => {
    throw new FetchError('http', url, 'answered 404', { status: 404 })
  },
  close: async () => {},
}
const now = () => new Date().toISOString()
await liveFacts(feeds.feeds, { client, sources, concurrency: 64, now })
lap('ask each once and look again at it, on a network that answers 404 at once')
await store.close()
for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
for (const [what, ms] of laps) process.stdout.write(`${String(ms).padStart(6)} ms  ${what}\n`)
