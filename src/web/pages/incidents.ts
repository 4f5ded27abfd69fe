import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { type Found, searchIncidents } from '#storage/search.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import { addressWith, asked, tidied } from './filters.ts'
import { emptyView, filterForm, sentenceOf } from './incident-filters.ts'
import {
  apiQuery,
  type Questions,
  questions,
  searchOf,
  type Wanted,
  wantedOf,
} from './incident-query.ts'
import { incidentRows } from './incident-rows.ts'
import { incidentsCsv } from './incidents-csv.ts'
import { listStyle } from './pieces.ts'

const path = '/incidents'
const size = 50

/** `/incidents`: every incident stored, looked for in all its text, and the same as CSV. */
export function incidentsRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.get(path, async (c) => {
    const tidy = tidied(c)
    return tidy ? c.redirect(tidy, 303) : list(c, desk)
  })
  app.get(`${path}.csv`, (c) => {
    const wanted = wantedFrom(c, desk)
    if (wanted.faults.length > 0) return c.text(`${wanted.faults.join('\n')}\n`, 400)
    return incidentsCsv(c, desk.store, searchOf(wanted))
  })
  return app
}

function wantedFrom(c: Context, desk: Desk): Wanted {
  const all = questions.map((name) => [name, asked(c, name)])
  const { services, digest } = desk.config()
  return wantedOf(Object.fromEntries(all) as Questions, services, digest.timezone)
}

async function list(c: Context, desk: Desk): Promise<Response> {
  const wanted = wantedFrom(c, desk)
  const cursor = c.req.query('cursor')
  const found = wanted.faults.length > 0 ? null : await search(desk, wanted, cursor)
  const main = html`${listStyle}<h1>Incidents</h1>
${filterForm(wanted)}
${found ? foundView(found, wanted, { desk, later: cursor !== undefined }) : faultsView(wanted)}`
  const status = found ? 200 : 400
  return desk.show(c, { title: 'Incidents', section: 'incidents', main, status })
}

/** Null when the cursor is none of this list. */
async function search(desk: Desk, wanted: Wanted, cursor?: string): Promise<Found | null> {
  try {
    const paging = cursor === undefined ? {} : { cursor }
    return await searchIncidents(desk.store, { ...searchOf(wanted), ...paging, limit: size })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    wanted.faults.push('The address of this page of the list is not whole, or of another order.')
    return null
  }
}

function faultsView({ asked: query, faults }: Wanted): Html {
  const start = addressWith(path, query)
  return html`<div class="notice notice-bad" role="alert">${faults.map((fault) => html`<p>${fault}</p>`)}</div>
<p><a href="${start}">The first page of this list</a> · <a href="${path}">All incidents</a></p>`
}

function foundView(
  { incidents, next, snippets }: Found,
  wanted: Wanted,
  { desk, later }: { desk: Desk; later: boolean },
): Html {
  const { services, digest } = desk.config()
  const names = new Map(services.map((s) => [s.id, s.name]))
  const sheet = { timezone: digest.timezone, nameOf: (id: string) => names.get(id) ?? id, snippets }
  const rest = { count: incidents.length, later, more: next !== null }
  return html`<p class="sentence" role="status">${sentenceOf(wanted, rest)}</p>
${incidents.length === 0 ? emptyView(wanted, later) : incidentRows(incidents, sheet)}
<nav class="pager" aria-label="Pages of the list">
${later ? html`<a class="button" href="${addressWith(path, wanted.asked)}">First page</a>` : ''}
${next ? html`<a class="button" rel="next" href="${addressWith(path, { ...wanted.asked, cursor: next })}">${wanted.sort === 'newest' ? 'Older' : 'More'} →</a>` : ''}
</nav>
<p class="quiet">These as <a href="${addressWith(`${path}.csv`, wanted.asked)}">CSV</a>, <a href="${addressWith('/api/v1/incidents', apiQuery(wanted))}">JSON</a>; new ones as <a href="${wanted.service ? `/feeds/services/${wanted.service.id}.atom` : '/feeds/incidents.atom'}">Atom</a>.</p>`
}
