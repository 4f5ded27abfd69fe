import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { serviceTallies } from '#storage/desk.ts'
import { listFeeds } from '#storage/feeds.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import {
  asked,
  askedOf,
  askedPage,
  choiceField,
  pageOf,
  pager,
  searchField,
  tidied,
} from './filters.ts'
import { counted, grouped, listStyle, wideTable, words } from './pieces.ts'
import { busiestFirst, type ServiceLine, serviceLines, speaksOf } from './service-lines.ts'
import { servicePage } from './service-view.ts'
import { timeIn } from './times.ts'

const path = '/services'
const size = 100

/** `/services`: all that is watched, the troubled first; `/services/github`: one, with its year. */
export function servicesRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.get(path, async (c) => {
    const tidy = tidied(c)
    return tidy ? c.redirect(tidy, 303) : list(c, desk)
  })
  app.get(`${path}/:id`, async (c) => {
    const service = desk.config().services.find((s) => s.id === c.req.param('id'))
    if (!service) return desk.missing(c, 'There is no such service in feeds.yaml.')
    const main = html`${listStyle}${await servicePage(service, desk)}`
    return desk.show(c, { title: words(service.name), section: 'services', main })
  })
  return app
}

async function list(c: Context, desk: Desk): Promise<Response> {
  const { services, digest } = desk.config()
  const query = {
    q: asked(c, 'q'),
    category: asked(c, 'category'),
    open: askedOf(c, 'open', ['true']) ?? '',
  }
  const lines = await linesOf(desk)
  const found = lines
    .filter((line) => speaksOf(line.service, query.q))
    .filter(
      ({ service }) => query.category === '' || (service.category ?? 'none') === query.category,
    )
    .filter(({ tally }) => query.open === '' || tally.open > 0)
    .sort(busiestFirst)
  const page = pageOf(found, askedPage(c), size)
  const categories = [...new Set(services.map((s) => s.category ?? 'none'))].sort()
  const main = html`${listStyle}<h1>Services</h1>
${filterForm(query, categories)}
<p class="sentence" role="status">${sentence(found, query)}</p>
${page.rows.length > 0 ? tableView(page.rows, digest.timezone) : html`<p class="empty">Names, aliases and ids were looked through. <a href="${path}">All services</a></p>`}
${pager(page, path, query)}`
  return desk.show(c, { title: 'Services', section: 'services', main })
}

type Query = Record<'q' | 'category' | 'open', string>

async function linesOf(desk: Desk): Promise<ServiceLine[]> {
  const { db } = desk.store
  const [tallies, rows] = await Promise.all([serviceTallies(db, desk.now()), listFeeds(db)])
  return serviceLines(desk.config(), tallies, rows)
}

function filterForm(query: Query, categories: readonly string[]): Html {
  const kinds = categories.map((value) => ({ value, text: words(value, 40) }))
  return html`<form class="filters" method="get" action="${path}">
  ${searchField('Name, alias or id', query.q)}
  ${choiceField('category', 'Category', query.category, [{ value: '', text: 'any' }, ...kinds])}
  ${choiceField('open', 'Incidents', query.open, [
    { value: '', text: 'any or none' },
    { value: 'true', text: 'open now' },
  ])}
  <p class="field"><button class="strong">Search</button></p>
</form>`
}

function sentence(found: readonly ServiceLine[], { q, category, open }: Query): string {
  const some = found.length === 0 ? 'No service' : counted(found.length, 'service')
  const conditions = [
    q ? ` with “${q}”` : '',
    category ? ` in ${category}` : '',
    open ? ' with an incident open now' : '',
  ]
  const troubled = found.filter(({ tally }) => tally.open > 0).length
  const now = open || found.length === 0 ? '' : `; ${grouped(troubled)} with an incident open now`
  return `${some}${conditions.join('')}${now}.`
}

function tableView(lines: readonly ServiceLine[], timezone: string): Html {
  const number = (name: string) => html`<th scope="col" class="number">${name}</th>`
  const head = [
    'Service',
    number('Open'),
    number('7 days'),
    number('Year'),
    'Last incident',
    'Feed',
  ]
  const rows = lines.map(
    ({
      service,
      tally,
      reading,
    }) => html`<tr><th scope="row"><a href="${path}/${service.id}"><bdi>${words(service.name, 60)}</bdi></a></th>
<td class="number${tally.open > 0 ? ' bad' : ''}">${tally.open || '–'}</td><td class="number">${tally.week || '–'}</td><td class="number">${tally.year || '–'}</td>
<td>${tally.newestAt ? timeIn(tally.newestAt, timezone) : '–'}</td><td>${readingView(reading)}</td></tr>`,
  )
  return wideTable('Services', head, rows)
}

function readingView(reading: ServiceLine['reading']): Html {
  const kind = reading === 'read' ? ' chip-good' : reading === 'failing' ? ' chip-bad' : ''
  return html`<span class="chip${kind}">${reading}</span>`
}
