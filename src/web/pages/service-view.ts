import { html } from 'hono/html'
import { heatDays } from '#storage/desk.ts'
import { type FeedRow, feedRow } from '#storage/feeds.ts'
import { searchIncidents } from '#storage/search.ts'
import type { Service } from '../../incident.ts'
import { withoutSecrets } from '../api/feeds.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk, DeskFeed } from '../parts.ts'
import { heatMap } from '../pictures/heat-map.ts'
import { incidentRows } from './incident-rows.ts'
import { guarded, outside, words } from './pieces.ts'
import { timeIn } from './times.ts'

const newest = 15
const dayMs = 86_400_000
const shownRelatives = 40

/** One service: what it is, how it can be read, its year, its newest incidents, its addresses. */
export async function servicePage(service: Service, desk: Desk): Promise<Html> {
  const { services } = desk.config()
  const { timezone } = desk.config().digest
  const { incidents, next } = await searchIncidents(desk.store, {
    service: service.id,
    limit: newest,
  })
  const names = new Map(services.map((s) => [s.id, s.name]))
  const sheet = { timezone, nameOf: (id: string) => names.get(id) ?? id, of: service.id }
  return html`<h1><bdi>${words(service.name)}</bdi></h1>
${aboutView(service)}
${relativesView(service, services)}
<h2>The year</h2>
${await yearView(service, desk)}
<h2>Newest incidents</h2>
${incidents.length > 0 ? incidentRows(incidents, sheet) : html`<p class="empty">None is stored.</p>`}
${next ? html`<p><a href="/incidents?service=${service.id}">All its incidents, searchable</a></p>` : ''}
<h2>Feeds</h2>
${await feedsView(service, desk)}
<h2>For programs</h2>
${addressesView(service)}`
}

function aboutView({ gloss, aliases, category, disclosure, id, page }: Service): Html {
  const facts: [string, string | Html | null][] = [
    ['In a few words', gloss && words(gloss)],
    ['Also called', aliases.length > 0 ? aliases.map((a) => words(a, 60)).join(', ') : null],
    [
      'Category',
      category &&
        html`<a href="/services?category=${encodeURIComponent(category)}">${words(category)}</a>`,
    ],
    ['Page for people', page ? outside(page, guarded(page, 90)) : null],
    ['Printed with it', disclosure && words(disclosure)],
    ['Id in feeds.yaml', html`<code>${id}</code>`],
  ]
  return html`<dl class="facts">${facts.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : ''))}</dl>`
}

function relativesView(service: Service, services: readonly Service[]): Html {
  const parent = services.find((s) => s.id === service.parent)
  const siblings = parent
    ? services.filter((s) => s.parent === parent.id && s.id !== service.id)
    : []
  const parts = services.filter((s) => s.parent === service.id)
  return html`${parent ? html`<p>Part of ${linkTo(parent)}${siblings.length > 0 ? html`, beside ${linksTo(siblings)}` : ''}.</p>` : ''}
${parts.length > 0 ? html`<p>Its parts: ${linksTo(parts)}.</p>` : ''}`
}

function linkTo({ id, name }: Service): Html {
  return html`<a href="/services/${id}"><bdi>${words(name, 60)}</bdi></a>`
}

function linksTo(services: readonly Service[]): Html {
  const more = services.length - shownRelatives
  return html`${services.slice(0, shownRelatives).map((s, n) => html`${n > 0 ? ', ' : ''}${linkTo(s)}`)}${more > 0 ? ` and ${more} more` : ''}`
}

/** The days of a year back from today, as UTC counts them. */
async function yearView(service: Service, desk: Desk): Promise<Html> {
  const now = desk.now()
  const from = new Date(Date.parse(now) - 364 * dayMs).toISOString()
  return heatMap({
    days: await heatDays(desk.store.db, service.id, from, now),
    from: from.slice(0, 10),
    to: now.slice(0, 10),
    service,
    timezone: 'UTC',
  })
}

async function feedsView({ id, page }: Service, desk: Desk): Promise<Html> {
  const feeds = desk.config().feeds.filter((f) => f.services.includes(id))
  if (feeds.length === 0) {
    return html`<p>None: ${page ? 'no source reads its page yet, so it' : 'it'} is found in the news only.</p>`
  }
  const rows = await Promise.all(feeds.map((f) => feedRow(desk.store.db, f.id)))
  const { timezone } = desk.config().digest
  return html`<ul class="rows">${feeds.map((feed, n) => feedItem(feed, rows[n], timezone))}</ul>`
}

function feedItem(feed: DeskFeed, row: FeedRow | undefined, timezone: string): Html {
  const state =
    feed.disabled !== null
      ? html`not polled: <bdi>${guarded(feed.disabled)}</bdi>`
      : row?.error
        ? html`<span class="bad">cannot be read: <bdi>${guarded(row.error)}</bdi></span>`
        : row?.last_read_at
          ? html`last read ${timeIn(row.last_read_at, timezone)}`
          : 'never read yet'
  return html`<li class="row"><p><a href="/feeds?q=${encodeURIComponent(feed.id)}">${words(feed.id, 120)}</a>, ${state}</p>
<p class="quiet">${outside(withoutSecrets(feed.url), guarded(feed.url, 90))} · line ${feed.line} of feeds.yaml</p></li>`
}

function addressesView({ id }: Service): Html {
  const feed = `/feeds/services/${id}`
  return html`<p>Its incidents as <a href="${feed}.atom">Atom</a>, <a href="${feed}.rss">RSS</a>, <a href="${feed}.json">JSON Feed</a>, <a href="/incidents.csv?service=${id}">CSV</a>; in the form of a Statuspage: <a href="/status/${id}/api/v2/summary.json">summary.json</a>.</p>`
}
