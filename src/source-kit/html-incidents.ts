import type { Impact, Incident, IncidentKind, Status, Update } from '../incident.ts'
import { earliestOf, latestOf } from './dates.ts'
import {
  type Entry,
  firstValue,
  fitting,
  type HtmlContext,
  timesBy,
  told,
  wordFor,
} from './html-entries.ts'
import { type Element, meets, valuesBy } from './html-select.ts'
import { updatesOf } from './html-updates.ts'
import { oneEach } from './one-each.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import { impactOf, kindOf, stateOf } from './state-words.ts'
import { oneLine, safeLink } from './text.ts'

/** The incidents among the entries of a page; an entry without a title is skipped. */
export function htmlIncidents(entries: readonly Element[], context: HtmlContext): Incident[] {
  const read = entries.flatMap((element, index) => {
    const title = oneLine(firstValue(element, context.options.title, context) ?? '')
    if (title) return [{ element, title, kind: kindOfEntry(element, title, context), context }]
    context.skipped.push({ what: `entry #${index + 1}`, why: 'it has no title' })
    return []
  })
  const incidents = read.map(incidentFrom)
  return context.options.id ? oneEach(incidents) : withStableIds(incidents, context)
}

function kindOfEntry(element: Element, title: string, context: HtmlContext): IncidentKind {
  const { maintenance, notice, status } = context.options
  if (maintenance && meets(context.page, element, maintenance)) return 'maintenance'
  if (notice && meets(context.page, element, notice)) return 'notice'
  const said = wordFor(element, status, context)?.status
  if (said === 'scheduled' || said === 'verifying') return 'maintenance'
  return kindOf(title)
}

function incidentFrom(entry: Entry): Incident {
  const { element, title, kind, context } = entry
  const times = entryTimes(entry)
  const updates = updatesOf(entry, times.began)
  const status = statusOf(entry, updates, times)
  const impact = impactFor(entry)
  const link = firstValue(element, context.options.link, context)
  const planned = kind === 'maintenance'
  const posted = earliestOf(...updates.map((u) => u.at))
  return incidentOf({
    id: oneLine(firstValue(element, context.options.id, context) ?? '').slice(0, 300) || title,
    url: safeLink(link, context.page.base) ?? safeLink(context.page.url),
    title,
    kind,
    status,
    impact: planned ? 'maintenance' : impact.impact,
    impactLabel: impact.label,
    startedAt: planned ? times.began : earliestOf(times.began, posted),
    resolvedAt: isClosed(status) ? endOf(times, updates, planned) : null,
    postedAt: planned ? posted : earliestOf(times.began, posted),
    updatedAt: latestOf(times.updated, ...updates.map((u) => u.at)),
    services: namesBy(entry, 'services'),
    components: namesBy(entry, 'components'),
    regions: namesBy(entry, 'regions'),
    updates,
  })
}

interface EntryTimes {
  began: string | null
  /** May lie ahead: the planned end of a maintenance. */
  end: string | null
  updated: string | null
  at: string
}

/** `time` takes the first time of its text and `end` the last, so that both may name one span. */
function entryTimes(entry: Entry): EntryTimes {
  const { time, end, updated } = entry.context.options
  const ahead = entry.kind === 'maintenance'
  const began = timesBy(entry, entry.element, time, 'time', ahead)
  const until = timesBy(entry, entry.element, end, 'end', ahead)
  return {
    began: told(entry, began.first, ahead),
    end: told(entry, time === end ? until.last : (until.last ?? until.first), ahead),
    updated: told(entry, timesBy(entry, entry.element, updated, 'updated', false).first, false),
    at: entry.context.at,
  }
}

function endOf(times: EntryTimes, updates: readonly Update[], planned: boolean): string | null {
  const closing =
    updates.findLast((u) => isClosed(u.status) && u.status !== 'postmortem')?.at ?? null
  const past = times.end && times.end <= times.at ? times.end : null
  const end = planned ? (closing ?? past) : (past ?? closing)
  return end && times.began && end < times.began ? null : end
}

/** The page's own word first, then that of the newest update, of the title, and a stated end. */
function statusOf(entry: Entry, updates: readonly Update[], times: EntryTimes): Status {
  const { element, title, kind, context } = entry
  const said = wordFor(element, context.options.status, context)
  if (said) return fitting(said.status, kind)
  const newest = updates.findLast((u) => u.status !== 'unknown')?.status ?? stateOf(title)
  const status = fitting(newest, kind)
  if (kind === 'maintenance') {
    return status === 'unknown' && (times.began ?? '') > times.at ? 'scheduled' : status
  }
  return status === 'unknown' && times.end ? 'resolved' : status
}

function impactFor({ element, context }: Entry): { impact: Impact; label: string | null } {
  const { impact } = context.options
  if (impact === undefined) return { impact: 'unknown', label: null }
  if (typeof impact === 'string') {
    const label = oneLine(firstValue(element, impact, context) ?? '')
    return { impact: impactOf(label), label: label || null }
  }
  const met = Object.entries(impact).find(([, s]) => meets(context.page, element, s))
  return { impact: (met?.[0] as Impact | undefined) ?? 'unknown', label: null }
}

const lead =
  /^(?:(?:affected|impacted) )?(?:components?|services?|regions?|systems?|products?|locations?) ?: *|^(?:affected|impacted) ?: */i

/** One name each; where one element holds them all, lines and commas part them. */
function namesBy({ element, context }: Entry, key: 'services' | 'components' | 'regions') {
  const text = context.options[key]
  if (text === undefined) return []
  const found = valuesBy(context.page, text, element).map((v) => v.value)
  const parted = found.length === 1 ? found[0]!.replace(lead, '').split(/\n|,/) : found
  return uniqueNames(
    parted.map((name) =>
      oneLine(name)
        .replace(/^[-•] /, '')
        .replace(lead, ''),
    ),
  )
}

/**
 * Without an id of the page: its own address, else title and beginning. One address under one title
 * is one incident, shown twice; equal titles without a time are counted from the oldest.
 */
function withStableIds(incidents: readonly Incident[], { page }: HtmlContext): Incident[] {
  const titles = new Map<string | null, Set<string>>([[safeLink(page.url), new Set(['', ' '])]])
  for (const { url, title } of incidents) {
    const held = titles.get(url)
    if (held) held.add(title)
    else titles.set(url, new Set([title]))
  }
  const taken = new Set<string>()
  const named = incidents.toReversed().map((incident) => {
    if (incident.url && titles.get(incident.url)?.size === 1) {
      return { ...incident, id: incident.url }
    }
    const begun = incident.startedAt ? `${incident.startedAt} ` : ''
    const plain = `${begun}${incident.title}`.slice(0, 300)
    let id = plain
    for (let n = 2; taken.has(id); n++) id = `${plain}@${n}`
    taken.add(id)
    return { ...incident, id }
  })
  return oneEach(named.toReversed())
}
