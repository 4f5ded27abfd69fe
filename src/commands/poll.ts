import { syncFeeds } from '#storage/feeds.ts'
import { ConfigError } from '../errors.ts'
import { createClient } from '../fetch/client.ts'
import { pollNow } from '../poll/round.ts'
import {
  type CommonOptions,
  print,
  printJson,
  progress,
  say,
  version,
  withContext,
} from './context.ts'

/** One round now, of everything or of some services. Exit code 1 when a feed could not be read. */
export async function pollCommand(
  services: string[],
  options: CommonOptions & { json?: boolean },
): Promise<void> {
  await withContext(options, async ({ feeds, sources, store }) => {
    const unknown = services.filter(
      (id) => !feeds.services.some((s) => s.id === id) && !feeds.feeds.some((f) => f.id === id),
    )
    if (unknown.length > 0) throw new ConfigError(`Not in ${feeds.file}: ${unknown.join(', ')}.`)
    const wanted = feeds.feeds.filter(
      (f) =>
        !f.disabled &&
        (services.length === 0 ||
          services.includes(f.id) ||
          f.services.some((s) => services.includes(s.id))),
    )
    if (wanted.length === 0)
      throw new ConfigError(`No feed is polled for ${services.join(', ')}: news alone watches it.`)
    const now = () => new Date().toISOString()
    await store.write((trx) => syncFeeds(trx, feeds.feeds, now()))
    const client = createClient(feeds.fetch)
    const tell = progress('polling')
    let done = 0
    try {
      const results = await pollNow(wanted, {
        store,
        sources,
        client,
        now,
        version,
        pace: feeds.polling,
        concurrency: feeds.fetch.concurrency,
        onResult: () => tell(++done, wanted.length),
      })
      const failed = results.filter((r) => r.outcome === 'failed')
      if (options.json) printJson(results)
      else
        for (const r of results)
          print(`${r.outcome.padEnd(9)} ${r.feed}  ${r.error ?? `${r.changed} changed`}`)
      if (failed.length > 0) {
        say(
          `${failed.length} of ${results.length} feeds could not be read; what was known of them stands.`,
        )
        process.exitCode = 1
      }
    } finally {
      await client.close()
    }
  })
}
