import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { type Span, spansBetween } from '#storage/desk.ts'
import { editionDays } from '../../digest/dates.ts'
import { type Edition, editionAfter, editionAt, lastClosedEdition } from '../../digest/edition.ts'
import { type Impact, type IncidentKind, impacts, incidentKinds } from '../../incident.ts'
import { editionNamed } from '../editions-of.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import { impactWords } from '../pictures/impacts.ts'
import { weekPicture } from '../pictures/week-picture.ts'
import { type WeekPage, weekPage, weekRows } from '../pictures/week-rows.ts'
import { askedOf, askedPage, choiceField } from './filters.ts'
import { counted, grouped } from './pieces.ts'

/** More of a week is not read; the heaviest are. */
const mostSpans = 5000

interface Wanted {
  impacts: readonly Impact[]
  kind: IncidentKind | null
}

interface Sheet {
  edition: Edition
  wanted: Wanted
  page: WeekPage
  found: readonly Span[]
  /** There were more than are read. */
  cut: boolean
}

/** `/picture` and `/picture/2017-W36`: everything that was going on in a week on one axis of time. */
export function pictureRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.get('/picture', (c) => view(c, desk, editionAt(desk.now(), desk.config().digest)))
  app.get('/picture/:week{\\d{4}-W\\d{2}}', async (c) => {
    const edition = editionNamed(c.req.param('week'), desk)
    return edition ? view(c, desk, edition) : desk.missing(c, 'There is no such week.')
  })
  return app
}

async function view(c: Context, desk: Desk, edition: Edition): Promise<Response> {
  const wanted = wantedOf(c)
  const spans = await spansBetween(desk.store.db, edition.from, edition.to, mostSpans)
  const found = spans.filter((span) => span.serviceId !== '' && isWanted(span, wanted))
  const page = weekPage(weekRows(found, Date.parse(desk.now())), askedPage(c))
  const sheet = { edition, wanted, page, found, cut: spans.length === mostSpans }
  const title = `The week as a picture, ${edition.week}`
  return desk.show(c, { title, section: 'picture', main: mainOf(sheet, desk), wide: true })
}

function wantedOf(c: Context): Wanted {
  const asked = c.req.queries('impact') ?? []
  return {
    impacts: impacts.filter((impact) => asked.includes(impact)),
    kind: askedOf(c, 'kind', incidentKinds),
  }
}

function isWanted({ impact, kind }: Span, wanted: Wanted): boolean {
  const { impacts, kind: only } = wanted
  return (impacts.length === 0 || impacts.includes(impact)) && (only === null || kind === only)
}

function mainOf(sheet: Sheet, desk: Desk): Html {
  const { edition, page } = sheet
  const names = new Map(desk.config().services.map((s) => [s.id, s.name]))
  const picture = weekPicture({ edition, rows: page.rows, names, now: desk.now() })
  return html`<link rel="stylesheet" href="/assets/picture.css" />
<h1>${editionDays(edition)}</h1>
${weekLinks(sheet, desk)}
${filterForm(sheet)}
<p>${summary(sheet)}</p>
${page.rows.length > 0 ? picture : html`<p class="empty">Nothing of that kind is stored for this week.</p>`}
${pageLinks(sheet)}
${sheet.cut ? html`<p class="quiet">Only the ${grouped(mostSpans)} heaviest of this week are counted and drawn here.</p>` : ''}
<p class="quiet">A bar begins when the provider says it began, else when it was posted, and ends when it was closed. Times are those of ${edition.timezone}.</p>`
}

function weekLinks({ edition, wanted }: Sheet, desk: Desk): Html {
  const { digest } = desk.config()
  const before = lastClosedEdition(edition.from, digest).week
  const after = editionAfter(edition, digest).week
  const to = (week: string | null) => addressOf(week, wanted)
  return html`<nav class="toolbar" aria-label="Weeks"><a class="button" rel="prev" href="${to(before)}">← ${before}</a> <strong>${edition.week}</strong> <a class="button" rel="next" href="${to(after)}">${after} →</a> <a href="/picture">The running week</a> <a href="/week/${edition.week}">As a draft</a></nav>`
}

function addressOf(week: string | null, { impacts, kind }: Wanted, page = 1): string {
  const query = new URLSearchParams(impacts.map((impact): [string, string] => ['impact', impact]))
  if (kind) query.set('kind', kind)
  if (page > 1) query.set('page', String(page))
  return `/picture/${week}${query.size > 0 ? `?${query}` : ''}`
}

const kindChoices = [
  { value: '', text: 'all kinds' },
  { value: 'incident', text: 'incidents' },
  { value: 'maintenance', text: 'maintenance' },
  { value: 'notice', text: 'notices' },
]

const offered: readonly Impact[] = ['critical', 'major', 'minor', 'none', 'unknown', 'maintenance']

function filterForm({ edition, wanted }: Sheet): Html {
  const boxes = offered.map(
    (impact) =>
      html`<label class="box"><input type="checkbox" name="impact" value="${impact}" ${wanted.impacts.includes(impact) ? 'checked' : ''} /> ${impactWords[impact]}</label> `,
  )
  const some = wanted.kind !== null || wanted.impacts.length > 0
  return html`<form class="picture-filter" method="get" action="/picture/${edition.week}">
  <fieldset><legend>Impact</legend>${boxes}</fieldset>
  ${choiceField('kind', 'Kind', wanted.kind ?? '', kindChoices)}
  <p class="field"><button>Show</button>${some ? html` <a href="/picture/${edition.week}">Show all</a>` : ''}</p>
</form>`
}

/** What the picture shows, in a sentence. */
function summary({ found, page }: Sheet): string {
  const of = (kind: IncidentKind) => found.filter((s) => s.kind === kind)
  const open = of('incident').filter((s) => s.endedAt === null).length
  const work = of('maintenance').length
  const told = of('notice').length
  const parts = [
    counted(of('incident').length, 'incident'),
    work > 0 ? counted(work, 'maintenance window') : '',
    told > 0 ? counted(told, 'notice') : '',
  ]
  const services = found.length > 0 ? ` of ${counted(page.services, 'service')}` : ''
  const going = open > 0 ? ` ${counted(open, 'incident is', 'incidents are')} still open.` : ''
  return `${parts.filter(Boolean).join(', ')}${services}.${going}`
}

function pageLinks({ edition, wanted, page: { page, pages, services, rows } }: Sheet): Html | '' {
  if (pages === 1) return ''
  const to = (n: number) => addressOf(edition.week, wanted, n)
  return html`<nav class="pager" aria-label="Pages of services">
  ${page > 1 ? html`<a class="button" rel="prev" href="${to(page - 1)}">← Heavier</a>` : ''}
  <span>${rows.length} of ${counted(services, 'service')}, page ${page} of ${pages}</span>
  ${page < pages ? html`<a class="button" rel="next" href="${to(page + 1)}">Lighter →</a>` : ''}
</nav>`
}
