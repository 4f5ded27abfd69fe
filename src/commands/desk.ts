import { serve } from '@hono/node-server'
import { newestEdition } from '#storage/editions.ts'
import { listFeeds } from '#storage/feeds.ts'
import { findIncidents } from '#storage/incidents.ts'
import type { Store } from '#storage/open.ts'
import { digestOf } from '../digest/draw.ts'
import { editionOfWeek, lastClosedEdition } from '../digest/edition.ts'
import { OutageDeskError } from '../errors.ts'
import type { Feeds } from '../feeds.ts'
import { findingsOf } from '../health/findings.ts'
import { storedFacts } from '../health/stored.ts'
import { createApp, type DeskParts } from '../web/app.ts'
import { incidentJson } from './incidents.ts'

/** Ties the server to the database and to the feeds as they are now. */
export function deskParts(store: Store, file: { readonly current: Feeds }): DeskParts {
  return {
    async digest(week) {
      const { digest, services } = file.current
      const chosen = week ?? (await newestEdition(store.db))?.week
      try {
        const edition = chosen
          ? editionOfWeek(chosen, digest)
          : lastClosedEdition(new Date().toISOString(), digest)
        return await digestOf(store, edition, services, digest.lines)
      } catch (e) {
        if (e instanceof RangeError) return null
        throw e
      }
    },
    async incidents(query) {
      return (await findIncidents(store.db, query)).map(incidentJson)
    },
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
    async ready() {
      const rows = (await listFeeds(store.db)).filter((r) => r.active === 1)
      const failing = rows.filter((r) => r.error !== null).length
      return rows.length > 0 && failing === rows.length ? 'No feed can be read now.' : null
    },
  }
}

/** Listens; a port in use is a sentence with what to do. `address` ends with a slash. */
export async function listen(
  { host, port }: { host: string; port: number },
  parts: DeskParts,
): Promise<{ address: string; close(): Promise<void> }> {
  const server = serve({ fetch: createApp(parts).fetch, hostname: host, port })
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
