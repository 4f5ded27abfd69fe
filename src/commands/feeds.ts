import { existsSync } from 'node:fs'
import { openStore } from '#storage/open.ts'
import { type FeedSpec, type Feeds, FeedsError, loadFeeds } from '../feeds.ts'
import { createClient } from '../fetch/client.ts'
import { duplicates, type FeedFacts, type Finding, findingsOf } from '../health/findings.ts'
import { liveFacts } from '../health/live.ts'
import { storedFacts } from '../health/stored.ts'
import { loadSources, type Sources } from '../registry.ts'
import { type CommonOptions, print, printJson, progress, say, withContext } from './context.ts'

export interface CheckOptions extends CommonOptions {
  json?: boolean
  /** Ask every feed now. */
  live?: boolean
  /** Also say what is in doubt and needs no edit. */
  all?: boolean
}

/** Feeds asked at once in a live check; each host still gets one request at a time. */
const liveConcurrency = 64

/**
 * Is feeds.yaml right, and does every feed still answer? Every problem with its line. Exit code 1
 * when something needs doing.
 */
export async function feedsCheckCommand(
  services: string[],
  options: CheckOptions,
  stop: AbortSignal,
): Promise<void> {
  const sources = await loadSources()
  const feeds = await loadOrTell(options, sources)
  if (!feeds) return
  const specs = chosen(feeds, services)
  const facts = options.live
    ? await askAll(specs, feeds, sources, stop)
    : await factsStored(options)
  const now = new Date().toISOString()
  const findings = [
    ...specs.flatMap((spec) => {
      const known = facts?.get(spec.id)
      return known ? findingsOf(spec, known, now) : []
    }),
    ...duplicates(facts ?? new Map(), specs),
  ].sort((a, b) => a.line - b.line || (a.kind < b.kind ? -1 : 1))
  const toDo = findings.filter((f) => f.needs === 'act')
  if (options.json) printJson({ ...countsOf(feeds), problems: [], findings })
  else tellCheck(feeds, specs, facts, findings, options)
  if (toDo.length > 0) process.exitCode = 1
}

async function loadOrTell(options: CheckOptions, sources: Sources): Promise<Feeds | null> {
  try {
    return await loadFeeds(options.config, sources)
  } catch (e) {
    if (!(e instanceof FeedsError)) throw e
    process.exitCode = 1
    if (options.json) printJson({ file: e.file, problems: e.problems, findings: [] })
    else say(e.message)
    return null
  }
}

function chosen({ feeds }: Feeds, services: readonly string[]): FeedSpec[] {
  if (services.length === 0) return feeds
  return feeds.filter(
    (f) => services.includes(f.id) || f.services.some((s) => services.includes(s.id)),
  )
}

async function askAll(specs: FeedSpec[], feeds: Feeds, sources: Sources, stop: AbortSignal) {
  const { fetch } = feeds
  const client = createClient({ ...fetch, concurrency: liveConcurrency })
  try {
    return await liveFacts(specs, {
      client,
      sources,
      concurrency: liveConcurrency,
      now: () => new Date().toISOString(),
      signal: stop,
      onDone: progress('asking feeds'),
    })
  } finally {
    await client.close()
  }
}

/** What the daemon knows, where there is a database; checking the file alone must not make one. */
async function factsStored({ database }: CommonOptions): Promise<Map<string, FeedFacts> | null> {
  const file = /^sqlite:(.*)$/.exec(database)?.[1]
  if (file && !existsSync(file)) return null
  const store = await openStore(database)
  try {
    return await storedFacts(store.db)
  } finally {
    await store.close()
  }
}

function countsOf(feeds: Feeds) {
  return {
    file: feeds.file,
    services: feeds.services.length,
    feeds: feeds.feeds.length,
    disabled: feeds.feeds.filter((f) => f.disabled).length,
  }
}

function tellCheck(
  feeds: Feeds,
  specs: readonly FeedSpec[],
  facts: ReadonlyMap<string, FeedFacts> | null,
  findings: readonly Finding[],
  options: CheckOptions,
): void {
  const { services, disabled } = countsOf(feeds)
  print(
    `${feeds.file} is right: ${services} services, ${feeds.feeds.length} feeds, ${disabled} of them disabled.`,
  )
  for (const f of findings) {
    if (f.needs === 'act' || options.all) print(findingText(feeds.file, f))
  }
  if (!facts) {
    say('No database yet, so nothing is known of how the feeds answer; --live asks them now.')
    return
  }
  const act = findings.filter((f) => f.needs === 'act').length
  const look = findings.length - act
  const read = specs.filter((s) => facts.get(s.id)?.lastReadAt).length
  say(
    `${read} of ${specs.length} feeds were read; ${act} findings need doing, ${look} are worth a look${look > 0 && !options.all ? ' (--all shows them)' : ''}.`,
  )
}

function findingText(file: string, f: Finding): string {
  return `${file}:${f.line}: ${f.feed}: ${f.kind}: ${f.what} → ${f.remedy}`
}

/** Each feed with what is known of its health. */
export async function feedsListCommand(options: CommonOptions & { json?: boolean }): Promise<void> {
  await withContext(options, async ({ feeds, store }) => {
    const facts = await storedFacts(store.db)
    const now = new Date().toISOString()
    const list = feeds.feeds.map((spec) => healthOf(spec, facts.get(spec.id), now))
    if (options.json) printJson(list)
    else
      for (const f of list)
        print(
          `${f.health.padEnd(9)} ${f.id.padEnd(44)} ${f.lastReadAt ?? 'never read'}${f.error ? `  ${f.error}` : ''}`,
        )
  })
}

/** One feed as a row: what the desk and the command list show. */
export function healthOf(spec: FeedSpec, facts: FeedFacts | undefined, now: string) {
  const health = spec.disabled
    ? 'disabled'
    : facts?.error
      ? 'failing'
      : facts?.lastReadAt
        ? 'ok'
        : 'new'
  return {
    id: spec.id,
    source: spec.source,
    url: spec.url,
    services: spec.services.map((s) => s.id),
    line: spec.line,
    health,
    lastReadAt: facts?.lastReadAt ?? null,
    failures: facts?.failures ?? 0,
    error: spec.disabled ?? facts?.error ?? null,
    movedTo: facts?.movedTo ?? null,
    entries: facts?.entries ?? null,
    newestAt: facts?.newestAt ?? null,
    findings: facts ? findingsOf(spec, facts, now) : [],
  }
}
