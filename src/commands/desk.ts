import { serve } from '@hono/node-server'
import type { Store } from '#storage/open.ts'
import { draftingOf } from '../digest/settings.ts'
import { OutageDeskError } from '../errors.ts'
import type { Feeds } from '../feeds.ts'
import { findingsOf } from '../health/findings.ts'
import { storedFacts } from '../health/stored.ts'
import type { Sources } from '../registry.ts'
import { type AppParts, createApp } from '../web/app.ts'
import type { DeskConfig, DeskParts, PollOutcome } from '../web/parts.ts'
import { version } from './context.ts'
import { subscriptionsOf } from './feeds-export.ts'

export interface DeskTools {
  store: Store
  sources: Sources
  /** feeds.yaml as it is now. */
  file: { readonly current: Feeds }
  /** The public address of the desk, or null. */
  address: string | null
  /** Polls one feed now; left out where nothing polls, as in the demo. */
  poll?(feed: string): Promise<PollOutcome | null>
}

/** Ties the server to the database and to the feeds as they are now. */
export function deskParts({ store, sources, file, address, poll }: DeskTools): DeskParts {
  return {
    store,
    version,
    address,
    polls: poll !== undefined,
    config: () => configOf(file.current),
    now: () => new Date().toISOString(),
    pollNow: async (feed) => (poll ? poll(feed) : null),
    subscriptions: () => subscriptionsOf(file.current, sources),
    async health() {
      const facts = await storedFacts(store.db)
      const now = new Date().toISOString()
      return file.current.feeds
        .filter((spec) => spec.disabled === null)
        .map((spec) => {
          const known = facts.get(spec.id)
          const findings = known ? findingsOf(spec, known, now) : []
          const { lastReadAt = null, error = null } = known ?? {}
          return { id: spec.id, line: spec.line, lastReadAt, error, findings }
        })
    },
  }
}

const configs = new WeakMap<Feeds, DeskConfig>()

/** The same object as long as the file is the same. */
function configOf(feeds: Feeds): DeskConfig {
  const known = configs.get(feeds)
  if (known) return known
  const { at, timezone, first } = feeds.digest
  const { fetch, polling, archive, notify } = feeds
  const config: DeskConfig = {
    file: feeds.file,
    services: feeds.services,
    feeds: feeds.feeds.map(({ id, source, url, kind, services, line, disabled }) => ({
      id,
      source,
      url,
      kind,
      services: services.map((s) => s.id),
      line,
      disabled,
    })),
    digest: { at, timezone, first },
    drafting: draftingOf(feeds.digest),
    sections: { polling, fetch, archive, notify },
  }
  configs.set(feeds, config)
  return config
}

/** How long somebody may take to send a request, in ms: Node's own five minutes hold too many sockets. */
const unhurried = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
}

/** Who takes nothing of an answer for so long, in ms, gets no more; a poll by hand answers sooner. */
const longestSilence = 300_000

/** Listens; a port in use is a sentence with what to do. `address` ends with a slash. */
export async function listen(
  { host, port }: { host: string; port: number },
  parts: AppParts,
): Promise<{ address: string; close(): Promise<void> }> {
  const server = serve({
    fetch: createApp(parts).fetch,
    hostname: host,
    port,
    serverOptions: unhurried,
  })
  server.setTimeout(longestSilence)
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (cause: NodeJS.ErrnoException) => reject(refused(cause, host, port)))
  })
  const bound = server.address()
  const shown = host.includes(':') ? `[${host}]` : host
  return {
    address: `http://${shown}:${typeof bound === 'object' && bound ? bound.port : port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

function refused(cause: NodeJS.ErrnoException, host: string, port: number): OutageDeskError {
  if (cause.code === 'EADDRINUSE') {
    return new OutageDeskError(`Port ${port} on ${host} is in use.`, {
      cause,
      hint: 'Perhaps Outage Desk runs already. Choose another port with --port.',
    })
  }
  return new OutageDeskError(`The desk cannot listen on ${host}, port ${port}.`, { cause })
}
