import { html } from 'hono/html'
import { minuteMs, ms } from '../../digest/dates.ts'
import { durationWords } from '../../digest/duration.ts'
import type { Edition } from '../../digest/edition.ts'
import type { Impact } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import { type Axis, axisOf, dayTicks, percentAt } from './axis.ts'
import { type Bar, barView, hatch, laneHeight, lanesOf, type PlacedBar, placed } from './bars.ts'
import { shortStamp } from './clock.ts'
import { impactWords } from './impacts.ts'
import { barWords, type Drawn, mostInRow, type WeekRow } from './week-rows.ts'

export interface WeekPicture {
  edition: Edition
  /** As `weekRows` orders and `weekPage` cuts them. */
  rows: readonly WeekRow[]
  /** Names of services by id. */
  names: ReadonlyMap<string, string>
  /** ISO 8601 UTC; a line marks it when it lies within the edition. */
  now: string
}

interface Sheet extends WeekPicture {
  axis: Axis
  timezone: string
}

/** A week on one axis of time: a row a service, a bar an incident, each a link to its page. */
export function weekPicture(picture: WeekPicture): Html {
  const { edition } = picture
  const axis = axisOf(ms(edition.from) ?? 0, ms(edition.to) ?? 0)
  const sheet = { ...picture, axis, timezone: edition.timezone }
  return html`${hatch}${dayLines(sheet)}
<div class="week-picture">
  <div class="lane-row axis-row" aria-hidden="true"><span class="lane-name"></span>${dayLabels(sheet)}</div>
  <ol class="lane-rows">${picture.rows.map((row) => rowView(row, sheet))}</ol>
</div>
${legend}
${tableView(sheet)}`
}

function dayLines({ axis, timezone, now }: Sheet): Html {
  const at = ms(now) ?? 0
  const today = at > axis.from && at < axis.to ? percentAt(axis, at) : null
  return html`<svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false"><defs><g id="days">${dayTicks(
    axis,
    timezone,
  ).map((t) => {
    const x = percentAt(axis, t.at)
    return html`<line class="day" x1="${x}%" x2="${x}%" y1="0" y2="100%"/>`
  })}${today === null ? '' : html`<line class="now" x1="${today}%" x2="${today}%" y1="0" y2="100%"/>`}</g></defs></svg>`
}

function dayLabels({ axis, timezone }: Sheet): Html {
  return html`<svg class="lanes" width="100%" height="22"><use href="#days"/>${dayTicks(
    axis,
    timezone,
  )
    .map((t) => ({ x: percentAt(axis, t.at), label: t.label }))
    .filter(({ x }) => x < 96)
    .map(({ x, label }) => html`<text x="${x}%" dx="4" y="15">${label}</text>`)}</svg>`
}

function rowView({ serviceId, drawn }: WeekRow, sheet: Sheet): Html {
  const name = nameOf(serviceId, sheet)
  const bars = drawn.slice(0, mostInRow).map((d) => placed(barOf(d, sheet), sheet.axis))
  const lanes = lanesOf(bars)
  const more = drawn.length - bars.length
  return html`<li class="lane-row"><span class="lane-name"><a href="/services/${serviceId}"><bdi>${name}</bdi></a> <span class="quiet">${countWords(drawn)}</span>${more > 0 ? html` <a href="${listAddress(serviceId, sheet.edition)}">${more} more</a>` : ''}</span>
<svg class="lanes" width="100%" height="${lanes.length * laneHeight + 4}" role="group" aria-label="${name}"><use href="#days"/>${barViews(lanes)}</svg></li>
`
}

/** In the order of time, for those who go through them by keyboard. */
function barViews(lanes: readonly PlacedBar[][]): Html[] {
  return lanes
    .flatMap((lane, n) => lane.map((bar) => ({ bar, top: n * laneHeight + 2 })))
    .sort((a, b) => a.bar.from - b.bar.from)
    .map(({ bar, top }) => barView(bar, top))
}

function nameOf(serviceId: string, { names }: WeekPicture): string {
  return names.get(serviceId) ?? serviceId
}

function listAddress(serviceId: string, { from, to }: Edition): string {
  return `/incidents?service=${encodeURIComponent(serviceId)}&from=${from}&to=${to}`
}

function barOf(drawn: Drawn, { timezone }: Sheet): Bar {
  const { from, to, look, end, key } = drawn
  const label = barWords(drawn, timezone)
  return { from, to, look, open: end === 'open', label, href: `/incidents/${key}` }
}

function countWords(drawn: readonly Drawn[]): string {
  const n = drawn.length
  const work = drawn.filter((d) => d.look === 'maintenance').length
  const notices = drawn.filter((d) => d.span.kind === 'notice').length
  const told = n - work - notices
  const parts = [
    told > 0 ? `${told} ${told === 1 ? 'incident' : 'incidents'}` : '',
    work > 0 ? `${work} maintenance` : '',
    notices > 0 ? `${notices} ${notices === 1 ? 'notice' : 'notices'}` : '',
  ]
  return parts.filter(Boolean).join(', ')
}

const looks: readonly Impact[] = ['critical', 'major', 'minor', 'none', 'unknown', 'maintenance']

/** Each look as it is drawn, beside its word. */
const legend = html`<p class="legend" aria-hidden="true">${looks.map((look) => {
  const bar = { from: 0, to: 1, look, open: false, label: '', href: null, x: 2, width: 96 }
  return html`<span class="legend-item"><svg width="28" height="${laneHeight}">${barView(bar, 0)}</svg> ${impactWords[look]}</span> `
})}</p>`

function tableView(sheet: Sheet): Html {
  return html`<details class="as-table">
  <summary>The same as a table</summary>
  <div class="scroll" role="region" tabindex="0" aria-label="Incidents of the week"><table>
    <thead><tr><th scope="col">Service</th><th scope="col">Incident</th><th scope="col">Impact</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Lasted</th></tr></thead>
    ${sheet.rows.map((row) => bodyOf(row, sheet))}
  </table></div>
</details>`
}

function bodyOf({ serviceId, drawn }: WeekRow, sheet: Sheet): Html {
  const shown = drawn.slice(0, mostInRow)
  return html`<tbody>${shown.map(
    (d, n) =>
      html`<tr>${n === 0 ? html`<th scope="rowgroup" rowspan="${shown.length}"><bdi>${nameOf(serviceId, sheet)}</bdi></th>` : ''}<td><a href="/incidents/${d.key}"><bdi>${d.title}</bdi></a></td><td>${impactWords[d.look]}</td>${timeCells(d, sheet.timezone)}</tr>
`,
  )}</tbody>`
}

function timeCells({ from, to, end }: Drawn, timezone: string): Html {
  const minutes = Math.round((to - from) / minuteMs)
  const until = {
    open: 'still open',
    closed: shortStamp(to, timezone),
    'last seen': `${shortStamp(to, timezone)} (last seen)`,
    planned: to > from ? `${shortStamp(to, timezone)} (planned)` : 'planned',
  }
  const lasted = end === 'closed' && minutes > 0 ? durationWords(minutes) : ''
  return html`<td>${shortStamp(from, timezone)}</td><td>${until[end]}</td><td>${lasted}</td>`
}
