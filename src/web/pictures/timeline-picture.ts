import { html } from 'hono/html'
import { minuteMs, ms } from '../../digest/dates.ts'
import { durationWords } from '../../digest/duration.ts'
import type { Edition } from '../../digest/edition.ts'
import { closedStatuses, type Status, type StoredIncident } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import { type Axis, percentAt, ticksOf } from './axis.ts'
import { barView, hatch, laneHeight, lanesOf, type PlacedBar, placed } from './bars.ts'
import { shortStamp } from './clock.ts'
import { type Lane, lookOf, partsLeft, timelineAxis, timelineLanes } from './timeline-lanes.ts'

/** An update to mark: its place in the list below, and what it said. */
export interface Mark {
  number: number
  status: Status
  at: string | null
  href: string
}

export interface TimelinePicture {
  incident: StoredIncident
  marks: readonly Mark[]
  /** Its edges are drawn where they fall into the picture. */
  edition: Edition
  /** ISO 8601 UTC; the end of what is open. */
  now: string
}

const mostMarkLanes = 6
/** Numbers in circles need this much of the axis, in percent. */
const markWidth = 4.5

/** One outage on an axis of time: what was posted, what was stated, who was hit, and each update. */
export function timelinePicture({ incident, marks, edition, now }: TimelinePicture): Html {
  const lanes = timelineLanes(incident, ms(now) ?? 0)
  const said = marks.flatMap((m) => ms(m.at) ?? [])
  const axis = timelineAxis(lanes, said)
  if (!axis)
    return html`<p class="quiet">The provider gave no time at all, so there is nothing to draw.</p>`
  const { timezone } = edition
  return html`${hatch}${tickLines(axis, edition)}
<div class="timeline-picture" role="group" aria-label="Timeline">
  <div class="lane-row" aria-hidden="true"><span class="lane-name quiet">${shortStamp(axis.from, timezone).split(',')[0]}</span>${tickLabels(axis, edition)}</div>
  ${lanes.map((lane) => laneView(lane, incident, axis, timezone))}
  ${marksView(marks, axis, timezone)}
</div>
${notes(incident, lanes, marks, axis)}`
}

function tickLines(axis: Axis, edition: Edition): Html {
  const ticks = ticksOf(axis, edition.timezone).map((t) => percentAt(axis, t.at))
  const edges = edgesIn(axis, edition).map((e) => percentAt(axis, e.at))
  const line = (kind: string) => (x: number) =>
    html`<line class="${kind}" x1="${x}%" x2="${x}%" y1="0" y2="100%"/>`
  return html`<svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false"><defs><g id="ticks">${ticks.map(line('day'))}${edges.map(line('edge'))}</g></defs></svg>`
}

function edgesIn(axis: Axis, { from, to, number, week }: Edition) {
  const name = number === null ? week : `edition ${number}`
  return [
    { at: ms(from) ?? 0, label: `${name} begins` },
    { at: ms(to) ?? 0, label: `${name} closes` },
  ].filter(({ at }) => at > axis.from && at < axis.to)
}

function tickLabels(axis: Axis, edition: Edition): Html {
  const ticks = ticksOf(axis, edition.timezone).map((t) => ({ ...t, x: percentAt(axis, t.at) }))
  const edges = edgesIn(axis, edition).map((t) => ({ ...t, x: percentAt(axis, t.at) }))
  return html`<svg class="lanes" width="100%" height="${edges.length > 0 ? 36 : 20}"><use href="#ticks"/>${ticks
    .filter(({ x }) => x < 93)
    .map(({ x, label }) => html`<text x="${x}%" dx="4" y="14">${label}</text>`)}${edges.map(
    ({ x, label }) =>
      html`<text x="${x}%" dx="${x > 50 ? -4 : 4}" y="30" text-anchor="${x > 50 ? 'end' : 'start'}">${label}</text>`,
  )}</svg>`
}

function laneView(lane: Lane, i: StoredIncident, axis: Axis, timezone: string): Html {
  const label = laneWords(lane, timezone)
  const bar = placed({ ...lane, look: lookOf(i), label, href: null }, axis)
  return html`<div class="lane-row${lane.borrowed ? ' lane-borrowed' : ''}"><span class="lane-name"><bdi>${lane.name}</bdi></span>
<svg class="lanes" width="100%" height="${laneHeight + 4}"><use href="#ticks"/>${barView(bar, 2)}</svg></div>
`
}

/** `Posted: Tue 5 Sep, 10:00 to Tue 5 Sep, 11:00 (60 minutes), from the first post to the close` */
function laneWords({ name, from, to, open, basis }: Lane, timezone: string): string {
  const minutes = Math.round((to - from) / minuteMs)
  const lasted = minutes > 0 ? ` (${durationWords(minutes)})` : ''
  const until = open ? 'still open' : `to ${shortStamp(to, timezone)}${lasted}`
  return `${name}: ${shortStamp(from, timezone)} ${until}, ${basis}`
}

function marksView(marks: readonly Mark[], axis: Axis, timezone: string): Html | '' {
  const dated = marks.flatMap((mark) => placedMark(mark, axis, timezone) ?? [])
  if (dated.length === 0) return ''
  const all = lanesOf(dated.map((d) => d.bar))
  const lanes = all.slice(0, mostMarkLanes)
  const hidden = all.slice(mostMarkLanes).flat().length
  const markOf = new Map(dated.map((d) => [d.bar, d.mark]))
  const shown = lanes
    .flatMap((lane, n) => lane.map((bar) => ({ bar, top: n * laneHeight + 2 })))
    .sort((a, b) => markOf.get(a.bar)!.number - markOf.get(b.bar)!.number)
  return html`<div class="lane-row"><span class="lane-name">Updates${hidden > 0 ? html` <span class="quiet">and ${hidden} more close by</span>` : ''}</span>
<svg class="lanes" width="100%" height="${lanes.length * laneHeight + 4}" role="group" aria-label="Updates"><use href="#ticks"/>${shown.map(({ bar, top }) => markView(bar, top, markOf.get(bar)!))}</svg></div>`
}

function placedMark(mark: Mark, axis: Axis, timezone: string) {
  const at = ms(mark.at)
  if (at === null || at < axis.from || at > axis.to) return null
  const x = percentAt(axis, at)
  const status = mark.status.replaceAll('_', ' ')
  const label = `Update ${mark.number}, ${status}: ${shortStamp(at, timezone)}`
  const bar: PlacedBar = {
    ...{ from: at, to: at, look: 'none', open: false, label, href: mark.href },
    ...{ x, width: markWidth },
  }
  return { mark, bar }
}

function markView({ x, label, href }: PlacedBar, top: number, { number, status }: Mark): Html {
  const look = closedStatuses.includes(status)
    ? 'over'
    : status === 'monitoring'
      ? 'watched'
      : 'going'
  return html`<a href="${href}"><title>${label}</title><circle class="mark mark-${look}" cx="${x}%" cy="${top + 10}" r="8"/><text aria-hidden="true" class="mark-number mark-number-${look}" x="${x}%" y="${top + 14}">${number}</text></a>`
}

function notes(
  i: StoredIncident,
  lanes: readonly Lane[],
  marks: readonly Mark[],
  axis: Axis,
): Html | '' {
  const outside = marks.filter(({ at }) => {
    const t = ms(at)
    return t === null || t < axis.from || t > axis.to
  }).length
  const left = partsLeft(i)
  const said = [
    lanes.some((l) => l.borrowed)
      ? 'Components and regions are drawn as posted: the provider gives them no times of their own.'
      : '',
    left > 0 ? `${left} more of them are not drawn.` : '',
    outside > 0
      ? `${outside} ${outside === 1 ? 'update is' : 'updates are'} without a time, or too far away to be drawn.`
      : '',
  ].filter(Boolean)
  return said.length > 0 ? html`<p class="quiet small">${said.join(' ')}</p>` : ''
}
