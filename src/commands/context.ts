import { readFileSync } from 'node:fs'
import { openStore, type Store } from '#storage/open.ts'
import { readEnv } from '../env.ts'
import { type Feeds, loadFeeds } from '../feeds.ts'
import { loadSources, type Sources } from '../registry.ts'

/** Options every command takes. */
export interface CommonOptions {
  config: string
  database: string
}

/** What most commands need, opened once and closed whatever happens. */
export interface Context {
  feeds: Feeds
  sources: Sources
  store: Store
}

export const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
).version

export async function withContext<T>(
  options: CommonOptions,
  run: (context: Context) => Promise<T>,
): Promise<T> {
  const sources = await loadSources()
  const feeds = await loadFeeds(options.config, sources)
  return withStore(options, (store) => run({ feeds, sources, store }))
}

/** For commands that need no more than what is stored: reading feeds.yaml takes a second. */
export async function withStore<T>(
  options: Pick<CommonOptions, 'database'>,
  run: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore(options.database)
  try {
    return await run(store)
  } finally {
    await store.close()
  }
}

export function commonDefaults(): CommonOptions {
  const env = readEnv(process.env)
  return { config: env.config, database: env.database }
}

/** Data goes to stdout and only data. A reader that went away (`| head`) is no fault. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Everything for people goes to stderr. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** `prefix 12/345` as a bar on a terminal, as a line each tenth elsewhere. */
export function progress(label: string): (done: number, total: number) => void {
  let told = 0
  return (done, total) => {
    if (process.stderr.isTTY) {
      const filled = Math.round((done / total) * 30)
      process.stderr.write(
        `\r${label} [${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${done}/${total}${done === total ? '\n' : ''}`,
      )
      return
    }
    const tenth = Math.floor((done / total) * 10)
    if (tenth > told) {
      told = tenth
      say(`${label}: ${done} of ${total}`)
    }
  }
}
