import { html } from 'hono/html'
import type { Html } from '../guard/refuse.ts'
import { clockAt } from '../pictures/clock.ts'

/** `Sun 6 Sep 2026, 20:00` in a zone, readable by machines; a dash for null. */
export function timeIn(at: string | null, timezone: string): Html {
  if (at === null) return html`<span aria-label="unknown">–</span>`
  return html`<time datetime="${at}">${timeWords(at, timezone)}</time>`
}

export function timeWords(at: string, timezone: string): string {
  const { weekday, day, month, year, time } = clockAt(Date.parse(at), timezone)
  return `${weekday} ${day} ${month} ${year}, ${time}`
}
