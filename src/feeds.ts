import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { ConfigError } from './errors.ts'
import { FeedsError } from './feeds-problems.ts'
import { type Feeds, readFeeds } from './feeds-read.ts'
import type { Sources } from './registry.ts'

export { FeedsError, type Problem } from './feeds-problems.ts'
export { type DigestSettings, type Feeds, type PollingSettings, readFeeds } from './feeds-read.ts'
export type { FeedService, FeedSpec } from './feeds-specs.ts'

/** feeds.yaml of a running daemon. */
export interface FeedsFile {
  /** The newest version that was right. */
  readonly current: Feeds
  /**
   * Takes up the file when it was edited. A wrong edit leaves `current` as it is and is told of
   * once; until the file changes again the answer is `unchanged`.
   */
  reloadIfChanged(): Promise<'unchanged' | 'reloaded' | FeedsError>
}

/** Reads and checks the file. Throws FeedsError when it is wrong, ConfigError when it cannot be read. */
export async function loadFeeds(file: string, sources: Sources): Promise<Feeds> {
  return readFeeds(await textOf(file), file, sources)
}

/** As `loadFeeds`, and keeps an eye on the file. */
export async function openFeedsFile(file: string, sources: Sources): Promise<FeedsFile> {
  let stamp = await stampOf(file)
  const text = await textOf(file)
  let current = readFeeds(text, file, sources)
  let hash = hashOf(text)

  async function reload(): Promise<'unchanged' | 'reloaded' | FeedsError> {
    const before = await stampOf(file)
    if (before === stamp) return 'unchanged'
    try {
      const edited = await textOf(file)
      // Somebody is still writing: half a file must not drop half of the feeds.
      if ((await stampOf(file)) !== before) return 'unchanged'
      stamp = before
      const newHash = hashOf(edited)
      if (newHash === hash) return 'unchanged'
      hash = newHash
      current = readFeeds(edited, file, sources)
      return 'reloaded'
    } catch (e) {
      stamp = before
      if (e instanceof FeedsError) return e
      hash = ''
      return new FeedsError(file, [{ line: 1, column: 1, message: wordsOf(e), hint: null }])
    }
  }

  return {
    get current() {
      return current
    },
    reloadIfChanged: reload,
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What changes with every edit, also with one that keeps size and time: the inode and its own clock. */
async function stampOf(file: string): Promise<string> {
  try {
    const s = await stat(file, { bigint: true })
    return `${s.ino} ${s.size} ${s.mtimeNs} ${s.ctimeNs}`
  } catch (e) {
    return `unreadable: ${codeOf(e)}`
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const code = codeOf(cause)
    if (code !== 'ENOENT') throw new ConfigError(`${file} cannot be read: ${code}`, { cause })
    throw new ConfigError(
      `There is no ${file}: name an existing file with --config, or start from the feeds.yaml that comes with the program`,
      { cause },
    )
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
