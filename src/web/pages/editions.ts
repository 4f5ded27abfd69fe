import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { editionsPage } from '#storage/desk.ts'
import { versionsOf } from '#storage/editing.ts'
import { type EditionRow, editionByWeek } from '#storage/editions.ts'
import type { Digest } from '../../digest/digest.ts'
import { standing } from '../../digest/editing.ts'
import type { Edition } from '../../digest/edition.ts'
import { editionNamed } from '../editions-of.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import { editionTitle, editionView, stateChips } from './edition-view.ts'
import { addressWith, asked } from './filters.ts'
import { counted, listStyle } from './pieces.ts'
import { timeIn } from './times.ts'

const path = '/editions'
// Each holds its whole section, with all that was left out.
const size = 20

/** `/editions`: every section drawn up so far; `/editions/2017-W36`: one, with all its versions. */
export function editionsRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.get(path, (c) => list(c, desk))
  app.get(`${path}/:week`, (c) => one(c, desk))
  return app
}

async function list(c: Context, desk: Desk): Promise<Response> {
  const before = asked(c, 'before')
  if (before !== '' && !/^\d{4}-[\d:.TZ-]{4,30}$/.test(before)) {
    return desk.missing(c, 'The address of this page of the list is not whole.')
  }
  const rows = await editionsPage(desk.store.db, size + 1, before || undefined)
  const shown = rows.slice(0, size)
  const next = rows.length > size ? addressWith(path, { before: shown.at(-1)!.to_at }) : null
  const main = html`${listStyle}<h1>Editions</h1>
${shown.length === 0 ? emptyView(before) : html`<ol class="rows">${shown.map(rowView)}</ol>`}
<nav class="pager" aria-label="Pages of the list">
${before ? html`<a class="button" href="${path}">Newest</a>` : ''}
${next ? html`<a class="button" rel="next" href="${next}">Older →</a>` : ''}
</nav>
<p class="quiet">For feed readers: <a href="/feeds/editions.atom">Atom</a>, <a href="/feeds/editions.rss">RSS</a>, <a href="/feeds/editions.json">JSON Feed</a>.</p>`
  return desk.show(c, { title: 'Editions', section: 'editions', main })
}

function emptyView(before: string): Html {
  return before
    ? html`<p class="empty">There is none before that. <a href="${path}">The newest editions</a></p>`
    : html`<p class="empty">None is drawn up yet: the first one is when the week closes. See <a href="/">this week so far</a>.</p>`
}

function rowView(row: EditionRow): Html {
  const { entries, corrections = [] } = JSON.parse(row.content) as Digest
  const versions = row.frozen_at === null ? 0 : corrections.length + 1
  return html`<li class="row"><p><strong><a href="${path}/${row.week}">${editionTitle(row)}</a></strong> ${stateChips(true, versions)} ${counted(entries.length, 'entry', 'entries')}</p>
<p class="quiet">${timeIn(row.from_at, row.timezone)} to ${timeIn(row.to_at, row.timezone)} (${row.timezone})</p></li>`
}

async function one(c: Context, desk: Desk): Promise<Response> {
  const week = c.req.param('week') ?? ''
  // A database may not take every character.
  if (!/^\d{4}-W\d{2}$/.test(week)) return desk.missing(c, 'There is no such week.')
  const row = await editionByWeek(desk.store.db, week)
  const edition = row ? editionOfRow(row) : editionNamed(week, desk)
  if (!edition) return desk.missing(c, 'There is no such week.')
  const { services, drafting: settings } = desk.config()
  const versions = await versionsOf(desk.store.db, week)
  const newest = versions.at(-1)
  const sheet = {
    edition,
    digest: newest ? (JSON.parse(newest.content) as Digest) : await desk.digest(edition),
    drawnAt: row?.drawn_at ?? null,
    versions,
    stands: await standing({ store: desk.store, services, settings }, edition),
    services,
    mayEdit: desk.mayEdit(c),
  }
  const main = html`${listStyle}${editionView(sheet)}`
  return desk.show(c, { title: editionTitle(edition), section: 'editions', main })
}

/** With the edges it was drawn up with, whatever feeds.yaml says by now. */
function editionOfRow({ number, week, from_at, to_at, timezone }: EditionRow): Edition {
  return { number, week, from: from_at, to: to_at, timezone }
}
