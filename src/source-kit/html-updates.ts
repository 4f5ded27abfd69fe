import type { IncidentKind, Status, Update } from '../incident.ts'
import { type Entry, fitting, timesBy, told, wordFor } from './html-entries.ts'
import { type Element, elementsBy, markupOf, textIn, valuesBy } from './html-select.ts'
import { byTime, withUniqueIds } from './one-each.ts'
import { isClosed } from './reading.ts'
import { stateOf } from './state-words.ts'
import { plainText } from './text.ts'
import { readTimeline } from './timeline.ts'

export function updatesOf(entry: Entry, began: string | null): Update[] {
  const { options, page } = entry.context
  if (!options.updates) return onlyUpdate(entry, began)
  const all = elementsBy(page, options.updates, entry.element).map((e) => updateFrom(entry, e))
  const shown = all.filter((u) => u.text !== '' || u.status !== 'unknown')
  const dated = shown.filter((u) => u.at !== null)
  // Undated ones stand as the page has them, which is newest first unless its times say otherwise.
  const newestFirst = dated.length < 2 || dated[0]!.at! >= dated.at(-1)!.at!
  const ordered = byTime(newestFirst ? shown.toReversed() : shown)
  let state: Status = 'unknown'
  const carried = ordered.map(({ status, at, text }) => {
    state = status === 'unknown' ? state : status
    return { id: `${at ?? 'undated'}-${state}`, status: state, at, text }
  })
  return withUniqueIds(carried)
}

function updateFrom(entry: Entry, element: Element): Omit<Update, 'id'> {
  const { context, kind } = entry
  const { updateTime, updateText, updateStatus } = context.options
  const word = wordFor(element, updateStatus, context)
  const [time, state] = [updateTime, updateStatus].map((text) =>
    typeof text === 'string' ? valuesBy(context.page, text, element)[0]?.element : undefined,
  )
  const other = new Set([time, state].filter((e): e is Element => !!e && e !== element))
  const body = updateText === undefined ? element : valuesBy(context.page, updateText, element)[0]
  const text = body && 'value' in body ? bodyOf(body, other) : textIn(element, other)
  const read = timesBy(entry, element, updateTime, 'updateTime', false).first
  const status = word?.status ?? spoken(text, kind)
  return { status: fitting(status, kind), at: told(entry, read, false), text }
}

/** The text of an element without its label and stamp, or the attribute as it stands. */
function bodyOf(body: { element: Element; value: string }, other: ReadonlySet<Element>): string {
  const whole = textIn(body.element)
  return body.value === whole ? textIn(body.element, other) : plainText(body.value)
}

/** Work that is completed ends a maintenance; within an incident it may be one step of many. */
function spoken(text: string, kind: IncidentKind): Status {
  const state = stateOf(text)
  return state === 'completed' && kind !== 'maintenance' ? 'unknown' : state
}

/** A body that is a timeline of its own, else one update with what the entry says. */
function onlyUpdate(entry: Entry, began: string | null): Update[] {
  const { context, kind, element } = entry
  const found = context.options.text && valuesBy(context.page, context.options.text, element)[0]
  if (!found) return []
  const told = readTimeline(markupOf(found.element), began ?? context.at)
  if (told.some((u) => u.at)) return told.map((u) => ({ ...u, status: fitting(u.status, kind) }))
  const text = bodyOf(found, new Set())
  const status = wordFor(element, context.options.status, context)?.status ?? spoken(text, kind)
  // What says that it is over was not posted when it began.
  const at = kind === 'maintenance' || isClosed(status) ? null : began
  const fit = fitting(status, kind)
  return text ? [{ id: `${at ?? 'undated'}-text`, status: fit, at, text }] : []
}
