import { html } from 'hono/html'
import { Temporal } from 'temporal-polyfill'
import type { Html } from '../guard/refuse.ts'

/** `Sun 6 Sep 2026, 20:00` in a zone, readable by machines; a dash for null. */
export function timeIn(at: string | null, timezone: string): Html {
  if (at === null) return html`<span aria-label="unknown">–</span>`
  return html`<time datetime="${at}">${timeWords(at, timezone)}</time>`
}

export function timeWords(at: string, timezone: string): string {
  const t = Temporal.Instant.from(at).toZonedDateTimeISO(timezone)
  const day = t.toLocaleString('en-GB', { weekday: 'short' })
  const month = t.toLocaleString('en-GB', { month: 'short' }).slice(0, 3)
  const clock = `${String(t.hour).padStart(2, '0')}:${String(t.minute).padStart(2, '0')}`
  return `${day} ${t.day} ${month} ${t.year}, ${clock}`
}
