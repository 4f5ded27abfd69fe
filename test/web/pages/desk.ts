import { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import { syncFeeds } from '#storage/feeds.ts'
import { openStore } from '#storage/open.ts'
import type { Role } from '../../../src/web/guard/settings.ts'
import { deskOf } from '../../../src/web/pages/desk.ts'
import type { Desk, DeskFeed, DeskParts } from '../../../src/web/parts.ts'
import { services } from '../../digest/make.ts'

export const now = '2017-09-11T01:00:00.000Z'

/** Text as nobody should write it. */
export const hostile = '<script>alert(1)</script>\u202Eevil\u0000 "><img src=x onerror=alert(1)>'

/** A feed of GitHub. */
export function feed(id: string, more: Partial<DeskFeed> = {}): DeskFeed {
  const url = `https://${id.replace(/^.*:/, '')}`
  const usual = { source: 'statuspage', kind: 'status', services: ['github'] } as const
  return { id, url, line: 7, disabled: null, ...usual, ...more }
}

/** A desk over an empty database in memory, for an editor unless said otherwise. */
export async function testDesk(
  more: Partial<DeskParts> = {},
  role: Role = 'editor',
): Promise<Desk> {
  const store = await openStore('sqlite::memory:')
  onTestFinished(() => store.close())
  const parts: DeskParts = {
    store,
    config: () => ({
      file: 'feeds.yaml',
      services,
      feeds: [feed('statuspage:www.githubstatus.com')],
      digest: {
        at: '0 20 * * 0',
        timezone: 'America/New_York',
        first: { week: '2017-W36', number: 88 },
      },
      drafting: {},
      sections: {},
    }),
    health: async () => [],
    pollNow: async () => null,
    subscriptions: () => [],
    polls: true,
    now: () => now,
    version: '5.0.0',
    address: null,
    ...more,
  }
  await parts.store.write((trx) => syncFeeds(trx, parts.config().feeds, now))
  return deskOf(parts, {
    viewer: () => ({ role, name: role, how: 'session' }),
    csrfToken: () => 'the-token',
  })
}

/** Asks the routes of one page; `text` is what stands in the frame. */
export function asker(routes: (desk: Desk) => Hono, desk: Desk) {
  const app = new Hono().route('/', routes(desk))
  return {
    async get(path: string) {
      const response = await app.request(`http://desk.example${path}`)
      const whole = await response.text()
      const main = /<main[^>]*>(.*)<\/main>/s.exec(whole)?.[1]
      return { status: response.status, text: main ?? whole }
    },
    async post(path: string, form: Record<string, string> | URLSearchParams) {
      const body = new URLSearchParams(form)
      const response = await app.request(`http://desk.example${path}`, { method: 'POST', body })
      const text = await response.text()
      return { status: response.status, to: response.headers.get('location'), text }
    },
  }
}
