import { html } from 'hono/html'
import { Temporal } from 'temporal-polyfill'
import type { HeatDay } from '#storage/desk.ts'
import { durationWords } from '../../digest/duration.ts'
import type { Impact } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import { monthNames } from './clock.ts'
import { impactWords } from './impacts.ts'

export interface HeatMap {
  /** As storage counts them; days out of the span and quiet ones are passed over. */
  days: readonly HeatDay[]
  /** First and last day shown, `2017-09-05`; at most 53 weeks of them, the last ones. */
  from: string
  to: string
  service: { id: string; name: string }
  /** Whose days they are, for the words only; storage counts days of UTC. */
  timezone?: string
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const mostWeeks = 53
const shownImpacts: readonly Impact[] = ['critical', 'major', 'minor', 'none', 'unknown']

interface Grid {
  first: Temporal.PlainDate
  last: Temporal.PlainDate
  /** Mondays. */
  weeks: Temporal.PlainDate[]
  found: ReadonlyMap<string, HeatDay>
}

/** A year of a service as a table of weeks by weekdays: each day with incidents is a link to them. */
export function heatMap(map: HeatMap): Html {
  const grid = gridOf(map)
  const { service, timezone } = map
  return html`<link rel="stylesheet" href="/assets/picture.css" />
<figure class="heat" aria-label="Days with incidents of ${service.name}">
  <figcaption>${summary(grid)}${timezone ? html` <span class="quiet">Days are those of ${timezone}.</span>` : ''}</figcaption>
  <div class="scroll scroll-end" role="region" tabindex="0" aria-label="Calendar of ${service.name}">
    <table class="heat-table">
      <thead><tr><td></td>${monthHeads(grid.weeks)}</tr></thead>
      <tbody>${weekdays.map((name, n) => html`<tr><th scope="row">${name}</th>${grid.weeks.map((monday) => cell(monday.add({ days: n }), grid, service.id))}</tr>`)}</tbody>
    </table>
  </div>
  ${legend}
</figure>`
}

function gridOf({ days, from, to }: HeatMap): Grid {
  const last = Temporal.PlainDate.from(to)
  const lastMonday = mondayOf(last)
  const earliest = lastMonday.subtract({ weeks: mostWeeks - 1 })
  const asked = Temporal.PlainDate.from(from)
  const first = Temporal.PlainDate.compare(asked, earliest) < 0 ? earliest : asked
  const count = Math.round(mondayOf(first).until(lastMonday).total('days') / 7) + 1
  const weeks = Array.from({ length: Math.max(1, count) }, (_, n) =>
    lastMonday.subtract({ weeks: Math.max(1, count) - 1 - n }),
  )
  const counted = days.filter((d) => d.incidents > 0 && d.day >= String(first) && d.day <= to)
  return { first, last, weeks, found: new Map(counted.map((d) => [d.day, d])) }
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 })
}

/** `34 days with incidents from 25 Nov 2025 to 24 Nov 2026, 3 of them critical.` */
function summary({ first, last, found }: Grid): string {
  const n = found.size
  const span = `from ${dateWords(first)} to ${dateWords(last)}`
  if (n === 0) return `No day with incidents ${span}.`
  const worst = shownImpacts.flatMap((impact) => {
    const count = [...found.values()].filter((d) => d.impact === impact).length
    return count > 0 ? [`${count} ${impactWords[impact]}`] : []
  })
  return `${n} ${n === 1 ? 'day' : 'days'} with incidents ${span}. By the worst of the day: ${worst.join(', ')}.`
}

function monthHeads(weeks: readonly Temporal.PlainDate[]): Html[] {
  const runs: { month: number; year: number; span: number }[] = []
  for (const monday of weeks) {
    const { month, year } = monday.add({ days: 3 })
    const run = runs.at(-1)
    if (run?.month === month && run.year === year) run.span++
    else runs.push({ month, year, span: 1 })
  }
  // A month of one column is too narrow for its name.
  return runs.map(({ month, span }) =>
    span > 1
      ? html`<th scope="colgroup" colspan="${span}">${monthNames[month - 1]}</th>`
      : html`<td></td>`,
  )
}

function cell(date: Temporal.PlainDate, { first, last, found }: Grid, service: string): Html {
  if (Temporal.PlainDate.compare(date, first) < 0 || Temporal.PlainDate.compare(date, last) > 0)
    return html`<td class="heat-no"></td>`
  const day = date.toString()
  const here = found.get(day)
  if (!here) return html`<td></td>`
  const next = date.add({ days: 1 })
  const href = `/incidents?service=${encodeURIComponent(service)}&from=${day}T00:00Z&to=${next}T00:00Z`
  return html`<td class="heat-${here.impact}"><a href="${href}" title="${cellWords(date, here)}"></a></td>`
}

function cellWords(date: Temporal.PlainDate, { incidents, impact, minutes }: HeatDay): string {
  const said =
    incidents === 1
      ? `1 incident, ${impactWords[impact]}`
      : `${incidents} incidents, worst ${impactWords[impact]}`
  const open = minutes > 0 && minutes < 1440 ? `, ${durationWords(minutes)} in all` : ''
  return `${weekdays[date.dayOfWeek - 1]} ${dateWords(date)}: ${said}${open}`
}

function dateWords({ day, month, year }: Temporal.PlainDate): string {
  return `${day} ${monthNames[month - 1]} ${year}`
}

const legend = html`<p class="legend" aria-hidden="true"><span class="legend-item"><span class="heat-key heat-quiet"></span> no incident</span>${[
  ...shownImpacts,
]
  .reverse()
  .map(
    (impact) =>
      html`<span class="legend-item"><span class="heat-key heat-${impact}"></span> ${impactWords[impact]}</span>`,
  )}</p>`
