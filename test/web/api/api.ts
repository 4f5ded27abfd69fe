import { Hono } from 'hono'
import { html } from 'hono/html'
import { onTestFinished } from 'vitest'
import { applyIncidentChanges, findIncidents } from '#storage/incidents.ts'
import { openStore, type Store } from '#storage/open.ts'
import { digestOf } from '../../../src/digest/draw.ts'
import type { StoredIncident } from '../../../src/incident.ts'
import { apiRoutes } from '../../../src/web/api/routes.ts'
import type { Viewer } from '../../../src/web/guard/viewers.ts'
import type { Desk, DeskFeed } from '../../../src/web/parts.ts'
import { followed, incident, services } from '../../digest/make.ts'

export const now = '2017-09-11T01:00:00.000Z'

export const editor: Viewer = { role: 'editor', name: 'ann', how: 'token' }

export const feed: DeskFeed = {
  id: 'statuspage:github',
  source: 'statuspage',
  url: 'https://me:hunter2@www.githubstatus.com/?api_key=s3cret',
  kind: 'status',
  services: ['github'],
  line: 7,
  disabled: null,
}

/** A desk over an empty database in memory, closed with its test. */
export async function testDesk(more: Partial<Desk> = {}): Promise<Desk> {
  const store = await openStore('sqlite::memory:')
  onTestFinished(() => store.close())
  return {
    store,
    config: () => ({
      file: 'feeds.yaml',
      services,
      feeds: [feed, { ...feed, id: 'rss:hn', kind: 'news', services: [], line: 3 }],
      digest: { at: '0 20 * * 0', timezone: 'America/New_York', first: null },
      drafting: {},
      sections: {},
    }),
    health: async () => [
      {
        id: feed.id,
        line: 7,
        lastReadAt: now,
        error: `${feed.url}: HTTP 503`,
        findings: [
          { kind: 'failing', needs: 'look', what: 'It fails.', remedy: `see ${feed.url}` },
        ],
      },
    ],
    pollNow: async () => null,
    subscriptions: () => [],
    polls: true,
    now: () => now,
    version: '5.0.0',
    address: null,
    digest: (edition) => digestOf(store, edition, services),
    show: async (c, sheet) => c.html(html`${sheet.main}`),
    missing: async (c, what) => c.text(what, 404),
    csrfField: () => html``,
    viewer: () => editor,
    mayEdit: () => true,
    ...more,
  }
}

export async function keep(store: Store, incidents: readonly StoredIncident[]): Promise<void> {
  const changes = incidents.map(({ key: _key, ...one }) => ({
    before: null,
    after: { ...one, listed: true },
    replaced: [],
  }))
  await store.write((trx) => applyIncidentChanges(trx, changes))
}

/** Changes a stored incident as a poll would. */
export async function change(
  store: Store,
  id: string,
  more: Partial<StoredIncident>,
): Promise<void> {
  const before = (await findIncidents(store.db)).find((i) => i.id === id)!
  const { key: _key, ...after } = { ...before, ...more }
  const replaced = [{ part: 'title', value: before.title }]
  await store.write((trx) => applyIncidentChanges(trx, [{ before, after, replaced }]))
}

/** Incidents of GitHub, an hour apart, the first one the oldest. */
export function hourly(count: number): StoredIncident[] {
  return Array.from({ length: count }, (_, n) => {
    const at = new Date(Date.UTC(2017, 8, 4, n)).toISOString()
    return incident(n + 1, { startedAt: at, postedAt: at, changedAt: at, feed: feed.id })
  })
}

/** A desk over three incidents, one of them changed, one open, and one with a follow-up. */
export async function fullDesk(): Promise<Desk> {
  const desk = await testDesk()
  const at = '2017-09-06T10:00:00.000Z'
  const text = 'Root cause: a certificate ran out and nobody noticed for two hours.'
  await keep(desk.store, [
    ...hourly(2),
    followed(3, 'h3', text, { updatedAt: at, changedAt: at, postmortem: { url: null, text, at } }),
  ])
  await change(desk.store, 'i1', { title: 'Pushes failed', changedAt: at })
  const open = { status: 'identified', resolvedAt: null, changedAt: at } as const
  await change(desk.store, 'i2', open)
  return desk
}

const apps = new WeakMap<Desk, Hono>()

export function appOf(desk: Desk): Hono {
  const app = apps.get(desk) ?? new Hono().route('/api/v1', apiRoutes(desk))
  apps.set(desk, app)
  return app
}

/** Asks below `/api/v1`; a body is sent as JSON. */
export async function ask(desk: Desk, path: string, method = 'GET', body?: unknown) {
  const response = await appOf(desk).request(`http://desk.example/api/v1${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await response.text()
  return { response, status: response.status, json: text ? JSON.parse(text) : null }
}
