import type { IncidentKind, Status } from '../incident.ts'
import type { HtmlOptions } from './html-options.ts'
import { type Element, type HtmlPage, meets, valuesBy } from './html-select.ts'
import { type PageTimes, pageTimes } from './page-times.ts'
import type { Skipped } from './source.ts'
import { stateOf } from './state-words.ts'
import { oneLine } from './text.ts'

/** One page with what feeds.yaml says of it, and where to put what went wrong. */
export interface HtmlContext {
  page: HtmlPage
  options: HtmlOptions
  /** When it was fetched, ISO 8601 UTC. */
  at: string
  skipped: Skipped[]
  notes: Set<string>
  /** Elements that hold the day for the times below them. */
  headings: readonly { element: Element; value: string }[]
}

/** One incident or maintenance on the page, before it is read. */
export interface Entry {
  element: Element
  title: string
  kind: IncidentKind
  context: HtmlContext
}

type StatusOption = HtmlOptions['status']

export function firstValue(element: Element, text: string | undefined, context: HtmlContext) {
  return text === undefined ? undefined : valuesBy(context.page, text, element)[0]?.value
}

export function timesBy(
  { title, context }: Entry,
  within: Element,
  text: string | undefined,
  key: string,
  ahead: boolean,
): PageTimes {
  const nothing = { first: null, last: null, fault: null }
  if (text === undefined) return nothing
  const found = valuesBy(context.page, text, within)[0]
  const { timezone = null, dates = null, language } = context.options
  if (!found) {
    if (key !== 'end') context.notes.add(`"${short(title)}": nothing is there for ${key}`)
    return nothing
  }
  const times = pageTimes(found.value, {
    near: context.at,
    timezone,
    order: dates,
    language: language ?? context.page.language,
    day: headingOf(found.element, context),
    ahead,
  })
  if (times.fault) {
    context.notes.add(`"${short(title)}": ${key} "${short(found.value)}": ${times.fault}`)
  }
  return times
}

/** The last heading with a day that stands before an element. */
function headingOf(element: Element, { page, headings }: HtmlContext): string | null {
  const place = page.places.get(element)!
  return headings.findLast((h) => page.places.get(h.element)! <= place)?.value ?? null
}

/** What has happened does not lie ahead: then the zone is wrong, or the day. */
export function told(
  { title, context }: Entry,
  time: string | null,
  ahead: boolean,
): string | null {
  if (time === null || ahead || time <= context.at) return time
  context.notes.add(`"${short(title)}": ${time} lies ahead, so it is not taken: is timezone right?`)
  return null
}

function short(text: string): string {
  return oneLine(text).slice(0, 60)
}

/** Undefined where the page says nothing; a word that is not understood is noted. */
export function wordFor(
  element: Element,
  option: StatusOption,
  context: HtmlContext,
): { status: Status } | undefined {
  if (option === undefined) return undefined
  if (typeof option !== 'string') return mapped(element, option, context)
  const word = firstValue(element, option, context)
  if (word === undefined) return undefined
  const status = stateOf(word)
  if (status === 'unknown' && !/^\W*updated?\W*$/i.test(word)) {
    context.notes.add(`the state "${short(word)}" is not understood`)
  }
  return { status }
}

function mapped(
  element: Element,
  option: Exclude<StatusOption, string | undefined>,
  { page }: HtmlContext,
): { status: Status } | undefined {
  const met = Object.entries(option).find(([, selector]) => meets(page, element, selector))
  return met && { status: met[0] as Status }
}

/** `Completed` of an incident is resolved, `Resolved` of a maintenance completed. */
export function fitting(status: Status, kind: IncidentKind): Status {
  if (kind === 'maintenance') return status === 'resolved' ? 'completed' : status
  if (status === 'completed') return 'resolved'
  return status === 'in_progress' ? 'investigating' : status
}
