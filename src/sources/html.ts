import type { HtmlContext } from '../source-kit/html-entries.ts'
import { htmlIncidents } from '../source-kit/html-incidents.ts'
import { type HtmlOptions, htmlOptions } from '../source-kit/html-options.ts'
import { elementsBy, type HtmlPage, readHtml, shows, valuesBy } from '../source-kit/html-select.ts'
import { emptyReading, isClosed } from '../source-kit/reading.ts'
import {
  type Ask,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { refuse } from '../source-kit/tolerance.ts'

/** Of the notes on single entries; more of them say nothing new. */
const mostNotes = 8

export const source = defineSource({
  id: 'html',
  name: 'A page of HTML',
  summary: 'Any status page with nothing machine-readable, by CSS selectors given in feeds.yaml.',
  site: 'https://www.w3.org/TR/selectors-4/',
  examples: ['https://help.netflix.com/en/is-netflix-down'],
  gives: {
    impact: 'stated',
    components: true,
    regions: true,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'what the page shows',
  },
  options: htmlOptions,
  filters: ['service', 'component', 'region'],
  // Nothing but its options tells what such a page says.
  recognises: () => false,
  detects: () => null,
  asks,
  read,
})

function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  return wasAsked(replies, feed.url) ? [] : [{ url: feed.url }]
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reply = replyTo(replies, feed.url) ?? replies.find((r) => r.status === 200)
  if (!reply) return refuse(`${feed.url}: no page to read`)
  const parsed = htmlOptions.safeParse(feed.options)
  if (!parsed.success) return refuse(`${feed.url}: ${parsed.error.issues[0]?.message}`)
  const options = parsed.data
  const page = readHtml(reply)
  const entries = elementsBy(page, options.incidents)
  refuseOther(page, options, entries.length)
  const reading = emptyReading()
  const notes = new Set<string>()
  const headings = options.day ? valuesBy(page, options.day) : []
  const { skipped } = reading
  const context: HtmlContext = { page, options, at: reply.at, skipped, notes, headings }
  reading.incidents = htmlIncidents(entries, context)
  if (entries.length > 0 && reading.incidents.length === 0) {
    refuse(`${reply.url}: none of the ${entries.length} entries has a title by ${options.title}`)
  }
  reading.notes = [...limited([...notes]), ...doubts(page, options, reading)]
  const open = reading.skipped.length === 0
  reading.reach = { since: null, open, ...(options.openOnly && open ? { openOnly: true } : {}) }
  return reading
}

/** Another page in its place, or the page in a new form, must not look like a quiet one. */
function refuseOther(page: HtmlPage, options: HtmlOptions, entries: number): void {
  const { incidents, page: proof, quiet } = options
  if (proof && elementsBy(page, proof).length === 0) {
    refuse(`${page.url}: not the page that is meant, for nothing on it is ${proof}`)
  }
  if (entries > 0 || !quiet || quietText(page, quiet)) return
  const said = [quiet].flat().join('" or "')
  refuse(`${page.url}: nothing on it is ${incidents}, yet it does not say "${said}" either`)
}

function quietText(page: HtmlPage, quiet: NonNullable<HtmlOptions['quiet']>): string | undefined {
  return [quiet].flat().find((text) => shows(page, text))
}

function limited(notes: readonly string[]): string[] {
  const more = notes.length - mostNotes
  return more > 0 ? [...notes.slice(0, mostNotes), `${more} more of that kind`] : [...notes]
}

function doubts(page: HtmlPage, { quiet }: HtmlOptions, { incidents }: Reading): string[] {
  const said = quiet && quietText(page, quiet)
  const open = incidents.filter((i) => i.kind === 'incident' && !isClosed(i.status)).length
  return said && open > 0 ? [`the page says "${said}" and lists ${open} that are not over`] : []
}
