import { listFeeds } from '#storage/feeds.ts'
import { type FeedSpec, FeedsError, loadFeeds } from '../feeds.ts'
import { loadSources } from '../registry.ts'
import { type CommonOptions, print, printJson, say, withContext } from './context.ts'
import { probe, proposedLine } from './detect.ts'

/** Is feeds.yaml right? Every problem with line and column; exit code 1 when there is one. */
export async function feedsCheckCommand(
  options: CommonOptions & { json?: boolean },
): Promise<void> {
  try {
    const feeds = await loadFeeds(options.config, await loadSources())
    const disabled = feeds.feeds.filter((f) => f.disabled).length
    if (options.json)
      printJson({
        file: feeds.file,
        services: feeds.services.length,
        feeds: feeds.feeds.length,
        disabled,
        problems: [],
      })
    else
      print(
        `${feeds.file} is right: ${feeds.services.length} services, ${feeds.feeds.length} feeds, ${disabled} of them disabled.`,
      )
  } catch (e) {
    if (!(e instanceof FeedsError)) throw e
    process.exitCode = 1
    if (options.json) printJson({ file: e.file, problems: e.problems })
    else say(e.message)
  }
}

/** Each feed with what is known of its health. */
export async function feedsListCommand(options: CommonOptions & { json?: boolean }): Promise<void> {
  await withContext(options, async ({ feeds, store }) => {
    const rows = new Map((await listFeeds(store.db)).map((r) => [r.id, r]))
    const list = feeds.feeds.map((spec) => healthOf(spec, rows.get(spec.id)))
    if (options.json) printJson(list)
    else
      for (const f of list)
        print(
          `${f.health.padEnd(9)} ${f.id.padEnd(44)} ${f.lastReadAt ?? 'never read'}${f.error ? `  ${f.error}` : ''}`,
        )
  })
}

function healthOf(spec: FeedSpec, row: Awaited<ReturnType<typeof listFeeds>>[number] | undefined) {
  const health = spec.disabled
    ? 'disabled'
    : !row?.last_attempt_at
      ? 'new'
      : row.failures > 0
        ? 'failing'
        : 'ok'
  return {
    id: spec.id,
    source: spec.source,
    url: spec.url,
    services: spec.services.map((s) => s.id),
    line: spec.line,
    health,
    lastReadAt: row?.last_read_at ?? null,
    nextCheckAt: row?.next_check_at ?? null,
    failures: row?.failures ?? 0,
    error: spec.disabled ?? row?.error ?? null,
    movedTo: row?.moved_to ?? null,
    notes: row?.notes ?? '',
  }
}

/** What is at this address, and the line for feeds.yaml. */
export async function feedsAddCommand(address: string, options: CommonOptions): Promise<void> {
  const feeds = await loadFeeds(options.config, await loadSources())
  const found = await probe(address, feeds.fetch)
  const best = found.candidates[0]
  if (!best) {
    say(`${found.url}: no known platform answers there. ${found.failures.join('; ')}`)
    process.exitCode = 1
    return
  }
  const known = feeds.feeds.find(
    (f) => f.source === best.source && new URL(f.url).host === new URL(best.url).host,
  )
  if (known) say(`${feeds.file}:${known.line} already has this page as ${known.id}.`)
  say(`${best.source}, ${Math.round(best.confidence * 100)} % sure: ${best.why}`)
  say(`Put this line under services: in ${feeds.file}`)
  print(proposedLine(best))
}
