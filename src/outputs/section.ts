import type { ArticleLine, Digest, Entry, FollowUp, IncidentLine } from '../digest/digest.ts'
import { noLongerListed } from '../digest/entries.ts'
import { shortened } from '../digest/substance.ts'
import { affectedUnder, alsoRuns } from './affected.ts'
import { clean } from './clean.ts'
import { coverageNote } from './coverage-note.ts'
import { durationFacts, lengthWords } from './duration-facts.ts'
import { foldedFacts } from './folded-facts.ts'
import type { Run } from './run.ts'

export type { Run } from './run.ts'

/** One line of the section and those below it. */
export interface Item {
  runs: Run[]
  items: Item[]
}

/** The section as every output lays it out. */
export interface Section {
  heading: string
  items: Item[]
  /** Lines after the list. */
  notes: string[]
}

const morePlaces = 3
const longestName = 90

/** Lays a digest out: what is printed, in which order, in which words. */
export function sectionOf(digest: Digest): Section {
  const note = coverageNote(digest)
  const quiet = digest.entries.length === 0 ? [quietWords(digest)] : []
  const ids = new Set(digest.entries.map((e) => e.service.id))
  const { timezone } = digest.edition
  return {
    heading: 'Outages',
    items: digest.entries.map((e) => entryItem(e, ids, timezone)).flatMap(withoutBlank),
    notes: [...quiet, ...(digest.corrections ?? []).map(correctionNote), ...(note ? [note] : [])],
  }
}

function correctionNote({ at, reason }: { at: string; reason: string }): string {
  return `Corrected on ${at.slice(0, 10)}: ${reason}`
}

/** Lines of nothing but invisible characters vanish, unless something stands below them. */
function withoutBlank(item: Item): Item[] {
  const items = item.items.flatMap(withoutBlank)
  const blank = item.runs.every((run) => clean(run.text).trim() === '')
  if (!blank) return [{ runs: item.runs, items }]
  return items.length > 0 ? [{ runs: [{ text: 'Without a name' }], items }] : []
}

function quietWords({ coverage }: Digest): string {
  if (coverage.gaps.length === 0) return 'A quiet week: no outages to report.'
  return 'No outages to report from what could be read.'
}

function entryItem(entry: Entry, ids: ReadonlySet<string>, timezone: string): Item {
  const gloss = entry.gloss ? [{ text: ` (${entry.gloss})` }] : []
  const thisWeek = entry.followUps.filter((f) => f.thisWeek && !home(f, entry))
  const earlier = entry.followUps.filter((f) => !f.thisWeek)
  return {
    runs: [{ text: entry.label, url: entry.url }, ...gloss, ...alsoRuns(entry, ids)],
    items: [
      ...remarkItems(entry, timezone),
      ...pressItems(entry),
      ...thisWeek.map(currentItem),
      ...earlierItems(earlier),
      ...(entry.disclosure ? [line([{ text: entry.disclosure }])] : []),
    ],
  }
}

function line(runs: Run[], items: Item[] = []): Item {
  return { runs, items }
}

function remarkItems(entry: Entry, timezone: string): Item[] {
  if (entry.editorRemark === undefined) return ownRemarkItems(entry, timezone)
  const words = entry.editorRemark ? [line([{ text: entry.editorRemark }])] : []
  return entry.incidents.length > 1 ? [...words, ...ownRemarkItems(entry, timezone)] : words
}

function ownRemarkItems(entry: Entry, timezone: string): Item[] {
  if (entry.incidents.length > 1) return severalItems(entry, timezone)
  const only = entry.incidents[0]
  const words = sentence(entry.remark, only ? factsOf(only, entry.remark, timezone) : null)
  return words ? [line([{ text: words }])] : []
}

/** A line for each of which something is told; those that only lasted some time share one. */
function severalItems(entry: Entry, timezone: string): Item[] {
  const items = entry.incidents.map((i) => incidentItem(i, entry, timezone))
  const bare = entry.incidents.filter((i, n) => isBare(i) && items[n]!.items.length === 0)
  if (bare.length < 2) return items
  const told = items.filter((_, n) => !bare.includes(entry.incidents[n]!))
  const runs = bare.flatMap((i, n): Run[] => {
    const length = i.open ? 'still open when this edition closed' : lengthWords(i)
    const before = n === 0 ? (told.length > 0 ? [{ text: 'Also: ' }] : []) : [{ text: '; ' }]
    const after = length ? [{ text: ` (${length})` }] : []
    return [...before, { text: nameOf(i), url: i.url }, ...after]
  })
  return [...told, line(runs)]
}

function isBare(incident: IncidentLine): boolean {
  return ownRemark(incident) === null && !incident.folded
}

/** A remark that only repeats the title beside it is none. */
function ownRemark({ id, title, remark }: IncidentLine): string | null {
  return remark === title && title.startsWith(nameOf({ id, title })) ? null : remark
}

function factsOf(incident: IncidentLine, remark: string | null, timezone: string): string | null {
  return incident.folded ? foldedFacts(incident, timezone) : durationFacts(incident, remark)
}

/** The one of several incidents under which a follow-up of this week stands. */
function home(followUp: FollowUp, entry: Entry): IncidentLine | null {
  if (entry.incidents.length < 2 || followUp.incidents.length !== 1) return null
  return entry.incidents.find((i) => i.id === followUp.incidents[0]) ?? null
}

function currentItem(followUp: FollowUp): Item {
  return line([{ text: followUpName(followUp), url: followUp.url }, ...told(followUp)])
}

function incidentItem(incident: IncidentLine, entry: Entry, timezone: string): Item {
  const remark = ownRemark(incident)
  const words = sentence(remark, factsOf(incident, remark, timezone))
  const below = entry.followUps.filter((f) => f.thisWeek && home(f, entry) === incident)
  const runs = [
    { text: nameOf(incident), url: incident.url },
    ...(words ? [{ text: `: ${words}` }] : []),
  ]
  const also = affectedUnder(incident, entry)
  return line(runs, [...below.map(currentItem), ...(also.length > 0 ? [line(also)] : [])])
}

/** A short number is how readers call an incident; any other id says nothing to them. */
function nameOf(incident: { id: string; title: string }): string {
  if (/^\d{1,7}$/.test(incident.id)) return incident.id
  return shortened(incident.title.replace(/\.+$/, ''), longestName)
}

function sentence(remark: string | null, facts: string | null): string {
  if (!remark) return facts ?? ''
  const words = quoted(remark)
  if (!facts) return words
  return `${words}${/[.!?…]["”’)]?$/.test(words) ? '' : '.'} ${facts}`
}

/** Words in the first person are the provider's, not the newsletter's, and are quoted. */
function quoted(words: string): string {
  const bare = words.replace(noLongerListed, '').trim()
  const rest = words.slice(bare.length)
  return /\b(?:[Ww]e|[Oo]ur|us|I|my)\b/.test(bare) ? `“${bare}”${rest}` : words
}

/** Other places that told of it; the one the label links to is not repeated. */
function pressItems(entry: Entry): Item[] {
  const places = entry.articles
    .flatMap((a) => [a, ...a.alsoAt])
    .filter((a) => a.url !== null && a.url !== entry.url)
  const byName = new Map(places.map((p) => [placeName(p), p]).reverse() as [string, ArticleLine][])
  const shown = [...byName.entries()].reverse().slice(0, morePlaces)
  if (shown.length === 0) return []
  const runs = shown.flatMap(([text, place], n): Run[] => [
    { text: n === 0 ? pressLead(entry) : ', ' },
    { text, url: place.url },
  ])
  return [line(runs)]
}

function pressLead(entry: Entry): string {
  return entry.incidents.length > 0 ? 'In the press: ' : 'Also: '
}

function placeName(place: { publisher: string | null; title: string }): string {
  return place.publisher ?? place.title
}

function earlierItems(earlier: readonly FollowUp[]): Item[] {
  if (earlier.length < 2) return earlier.map((f) => followUpItem(f, true))
  const tied = earlier.some((f) => f.links.length > 0)
  const lead = tied ? 'Follow-ups to earlier incidents:' : 'Analyses:'
  return [
    line(
      [{ text: lead }],
      earlier.map((f) => followUpItem(f, false)),
    ),
  ]
}

function followUpItem(followUp: FollowUp, alone: boolean): Item {
  const lead = alone
    ? [{ text: `${followUpName(followUp)}${followUp.links.length > 0 ? ' to ' : ': '}` }]
    : []
  if (followUp.links.length === 0) {
    return line([...lead, { text: followUp.title, url: followUp.url }, ...told(followUp)])
  }
  return line([...lead, ...linked(followUp), ...told(followUp)])
}

/** `1251 and 1254`, each with its link. */
function linked(followUp: FollowUp): Run[] {
  const one = followUp.links.length === 1
  return followUp.links.flatMap((incident, n): Run[] => {
    const url = one ? (followUp.url ?? incident.url) : incident.url
    const run = { text: nameOf(incident), url }
    return n === 0 ? [run] : [{ text: n === followUp.links.length - 1 ? ' and ' : ', ' }, run]
  })
}

function told(followUp: FollowUp): Run[] {
  const named =
    followUp.links.length === 0 || followUp.links.some((l) => nameOf(l) === followUp.text)
  if (followUp.text === followUp.title && named) return []
  const words = quoted(followUp.text)
  const count = followUp.links.length
  if (count < 2) return [{ text: `: ${words}` }]
  const both = count === 2 ? 'in both' : 'in all of them'
  const opens = opener.exec(words)
  if (!opens) return [{ text: `: ${both}: ${words}` }]
  return [{ text: `: ${both}, ${words[0]!.toLowerCase()}${words.slice(1)}` }]
}

/** Words that only have a capital because they open a sentence. */
const opener =
  /^(?:Applications|Apps|Requests|Customers|Users|Some|Many|Most|All|The|An?|Between|During|For|Errors|Builds|Deploys|Connections|Traffic|Due|Because|After|When|While|Several)\b/

function followUpName(followUp: FollowUp): string {
  if (followUp.kind === 'article') return followUp.links.length > 0 ? 'An article' : 'Analysis'
  return followUp.kind === 'postmortem' && followUp.thisWeek ? 'Postmortem' : 'Follow-up'
}
