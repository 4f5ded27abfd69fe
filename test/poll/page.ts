import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { syncFeeds } from '#storage/feeds.ts'
import type { Store } from '#storage/open.ts'
import type { FeedSpec } from '../../src/feeds.ts'
import { createClient } from '../../src/fetch/client.ts'
import { fetchSettingsSchema } from '../../src/fetch/settings.ts'
import type { RoundTools } from '../../src/poll/round.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { at, reading, spec, testSource } from './make.ts'

/** A page on a real server: what it says may be changed at any time. */
export interface Page {
  url: string
  requests: IncomingHttpHeaders[]
  say(answer: Partial<Reading> | string, headers?: Record<string, string>): void
  fail(status: number, headers?: Record<string, string>): void
}

/** Gives an ETag and honours it unless `bare`. */
export async function openPage(bare = false): Promise<Page> {
  let answer = { status: 200, body: '', headers: {} as Record<string, string> }
  const requests: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    requests.push(request.headers)
    const etag = `"${createHash('sha256').update(answer.body).digest('hex').slice(0, 8)}"`
    const known = !bare && answer.status === 200 && request.headers['if-none-match'] === etag
    response.writeHead(known ? 304 : answer.status, {
      ...(bare ? {} : { etag }),
      'content-type': 'application/json',
      ...answer.headers,
    })
    response.end(known ? undefined : answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    say(said, headers = {}) {
      const body = typeof said === 'string' ? said : JSON.stringify(reading(said))
      answer = { status: 200, body, headers }
    },
    fail(status, headers = {}) {
      answer = { status, body: '', headers }
    },
  }
}

export interface Desk {
  tools: RoundTools
  specs: FeedSpec[]
  /** Moves the clock to so many minutes after noon. */
  clock(minutes: number): void
}

/** A round with a real client and the test source over these addresses, its feeds in the store. */
export async function openDesk(store: Store, ...urls: string[]): Promise<Desk> {
  let now = at(0)
  const allowHosts = urls.map((url) => new URL(url).host)
  const settings = { allowHosts, hostSpacing: 0, connectTimeout: 2, totalTimeout: 5 }
  const client = createClient(fetchSettingsSchema.parse(settings))
  onTestFinished(() => client.close())
  const specs = urls.map((url, i) => spec(url, `test:${i}`))
  await syncFeeds(store.db, specs, now)
  return {
    specs,
    clock: (minutes) => {
      now = at(minutes)
    },
    tools: {
      store,
      client,
      now: () => now,
      pace: { every: 300, whileOpen: 60, slowest: 86_400 },
      version: '1',
      sources: new Map([['test', testSource]]),
      concurrency: 4,
    },
  }
}
