import { html } from 'hono/html'
import type { Impact } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import { type Axis, percentAt } from './axis.ts'

/** A stretch of time drawn in a lane. */
export interface Bar {
  /** ms since 1970 */
  from: number
  to: number
  look: Impact
  /** It goes on: drawn with an arrow at its end. */
  open: boolean
  /** Says all of it in words. */
  label: string
  href: string | null
}

export const laneHeight = 20

/** Narrower than this nothing can be seen or hit, in percent of the axis. */
const leastWidth = 0.7
const gap = 0.3

/** Heights in pixels: the impact can be told without its colour. */
const heights: Record<Impact, number> = {
  critical: 16,
  major: 12,
  minor: 8,
  none: 4,
  unknown: 8,
  maintenance: 10,
}

export interface PlacedBar extends Bar {
  /** Percent of the axis. */
  x: number
  width: number
}

export function placed(bar: Bar, axis: Axis): PlacedBar {
  const from = percentAt(axis, bar.from)
  const width = Math.max(leastWidth, percentAt(axis, bar.to) - from)
  const x = Math.min(from, 100 - width)
  return { ...bar, x: rounded(x), width: rounded(width) }
}

/** Puts bars into as few lanes as keep them apart, the first bars into the first lanes. */
export function lanesOf(bars: readonly PlacedBar[]): PlacedBar[][] {
  const lanes: PlacedBar[][] = []
  for (const bar of bars) {
    const free = lanes.find((lane) => lane.every((other) => apart(bar, other)))
    if (free) free.push(bar)
    else lanes.push([bar])
  }
  return lanes
}

function apart(a: PlacedBar, b: PlacedBar): boolean {
  return a.x >= b.x + b.width + gap || b.x >= a.x + a.width + gap
}

/** A bar at `top` pixels, as a link where it leads somewhere; its label is its text alternative. */
export function barView(bar: PlacedBar, top: number): Html {
  const height = heights[bar.look]
  const y = top + (laneHeight - height) / 2
  const fill = bar.look === 'maintenance' ? html` fill="url(#hatch)"` : ''
  const shape = html`<rect class="bar bar-${bar.look}" x="${bar.x}%" y="${y}" width="${bar.width}%" height="${height}"${fill}/>${bar.open ? arrow(bar, top) : ''}`
  return bar.href
    ? html`<a href="${bar.href}" aria-label="${bar.label}"><title>${bar.label}</title>${shape}</a>`
    : html`<g role="img" aria-label="${bar.label}"><title>${bar.label}</title>${shape}</g>`
}

function arrow(bar: PlacedBar, top: number): Html {
  const x = Math.min(99, rounded(bar.x + bar.width))
  return html`<svg x="${x}%" y="${top}" class="arrow"><path class="bar-${bar.look}" d="M0 2l9 8-9 8z"/></svg>`
}

/** What every picture of a page shares: how maintenance is hatched. */
export const hatch = html`<svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-line" width="2" height="5"/></pattern></defs></svg>`

function rounded(n: number): number {
  return Math.round(n * 100) / 100
}
