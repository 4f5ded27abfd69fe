import type { Span } from '#storage/desk.ts'
import { minuteMs, ms } from '../../digest/dates.ts'
import { durationWords } from '../../digest/duration.ts'
import { closedStatuses, heaviness, type Impact } from '../../incident.ts'
import { clean } from '../../outputs/clean.ts'
import { shortStamp } from './clock.ts'
import { drawnAs, impactWords } from './impacts.ts'

/** A span with its times read and its words ready. */
export interface Drawn {
  key: number
  title: string
  look: Impact
  /** ms since 1970 */
  from: number
  to: number
  /** How its end is known. */
  end: 'open' | 'closed' | 'last seen' | 'planned'
  span: Span
}

/** The incidents of one service, the heaviest first. */
export interface WeekRow {
  serviceId: string
  drawn: Drawn[]
}

const longestTitle = 70

/** Rows of a week, the worst and longest service first; what has no time at all is left out. */
export function weekRows(spans: readonly Span[], now: number): WeekRow[] {
  const drawn = spans.flatMap((span) => drawnOf(span, now) ?? [])
  const rows = [...Map.groupBy(drawn, (d) => d.span.serviceId)].map(([serviceId, some]) => ({
    serviceId,
    drawn: some.toSorted((a, b) => weightOf(b) - weightOf(a) || a.from - b.from || a.key - b.key),
  }))
  return rows.toSorted(
    (a, b) =>
      weightOf(b.drawn[0]!) - weightOf(a.drawn[0]!) ||
      lengthOf(b) - lengthOf(a) ||
      (a.serviceId < b.serviceId ? -1 : 1),
  )
}

function drawnOf(span: Span, now: number): Drawn | null {
  const from = ms(span.startedAt) ?? ms(span.postedAt) ?? ms(span.firstSeenAt)
  if (from === null) return null
  const ended = ms(span.endedAt)
  return {
    key: span.key,
    title: short(span.title),
    look: drawnAs(span.kind, span.impact),
    from,
    to: Math.max(from, ended ?? plannedEnd(span) ?? (span.status === 'scheduled' ? from : now)),
    end: endOf(span, ended),
    span,
  }
}

/** Work that is still to come has its end in the provider's plan, if it has one. */
function plannedEnd({ stated }: Span): number | null {
  return ms(stated?.to)
}

function endOf({ resolvedAt, status }: Span, ended: number | null): Drawn['end'] {
  if (ended === null) return status === 'scheduled' ? 'planned' : 'open'
  return resolvedAt !== null || closedStatuses.includes(status) ? 'closed' : 'last seen'
}

function short(title: string): string {
  const line = clean(title.slice(0, 4 * longestTitle)).trim() || '(without a title)'
  return line.length > longestTitle ? `${line.slice(0, longestTitle).toWellFormed()} …` : line
}

/** Impact first, then hours. */
function weightOf({ look, from, to }: Drawn): number {
  return heaviness[look] * 1e6 + Math.min(1e5, Math.round((to - from) / minuteMs))
}

function lengthOf({ drawn }: WeekRow): number {
  return drawn.reduce((sum, d) => sum + (d.to - d.from), 0)
}

/** `Pushes fail: major, Tue 5 Sep, 10:05 to 11:00 (55 minutes)` */
export function barWords({ title, look, from, to, end }: Drawn, timezone: string): string {
  const [a, b] = [shortStamp(from, timezone), shortStamp(to, timezone)]
  const [day, time = ''] = b.split(', ')
  const until = a.startsWith(`${day},`) ? time : b
  const minutes = Math.round((to - from) / minuteMs)
  const lasted = minutes > 0 ? ` (${durationWords(minutes)})` : ''
  const words = {
    open: ', still open',
    closed: ` to ${until}${lasted}`,
    'last seen': ` to ${until}, when last seen`,
    planned: to > from ? `, planned to ${until}` : ', planned',
  }
  return `${title}: ${impactWords[look]}, ${a}${words[end]}`
}

/** A page of rows: few enough bars to be looked at, however many there are. */
export interface WeekPage {
  rows: WeekRow[]
  page: number
  pages: number
  services: number
}

const mostRows = 40
const mostBars = 150
export const mostInRow = 30

export function weekPage(rows: readonly WeekRow[], asked: number): WeekPage {
  const pages: WeekRow[][] = [[]]
  let bars = 0
  for (const row of rows) {
    const more = Math.min(mostInRow, row.drawn.length)
    const here = pages.at(-1)!
    if (here.length > 0 && (here.length >= mostRows || bars + more > mostBars)) {
      pages.push([])
      bars = 0
    }
    pages.at(-1)!.push(row)
    bars += more
  }
  const page = Math.min(pages.length, Math.max(1, asked))
  return { rows: pages[page - 1]!, page, pages: pages.length, services: rows.length }
}
