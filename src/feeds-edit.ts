import { rename, writeFile } from 'node:fs/promises'
import { ConfigError } from './errors.ts'
import type { Feeds } from './feeds-read.ts'
import { readFeeds } from './feeds-read.ts'
import type { Sources } from './registry.ts'

/** A service for feeds.yaml, as its line tells it. */
export interface NewService {
  id: string
  name: string
  category: string | null
  /** Page key and address: `{ statuspage: 'https://…' }`. */
  source: string
  url: string
}

/** An edited feeds.yaml: the whole text, and the line that is new or changed. */
export interface Edit {
  text: string
  /** Counted from 1. */
  line: number
  written: string
}

const newHeading = '  # New, not yet sorted in'
const serviceLine = /^ {2}([a-z0-9-]+):(\s*)\{/

/** The one line of a service in feeds.yaml. */
export function serviceText({ id, name, category, source, url }: NewService): string {
  const kind = category ? `, category: ${scalar(category)}` : ''
  return `  ${id}: { name: ${scalar(name)}${kind}, ${source}: ${scalar(url)} }`
}

/**
 * Puts a service into the text of feeds.yaml: among those of its category in the order of ids, else
 * under a heading of its own at the end. A known service without a page gets the page. Every other
 * line stays as it is.
 */
export function addService(text: string, feeds: Feeds, service: NewService): Edit {
  const { before, lines, after } = sectionsOf(text)
  const edit = addTo(lines, feeds, service)
  return {
    text: [...before, ...edit.lines, ...after].join('\n'),
    line: before.length + edit.at + 1,
    written: edit.lines[edit.at]!,
  }
}

/** The lines of `services:`, and those before and behind: a line of `news:` looks the same. */
function sectionsOf(text: string): { before: string[]; lines: string[]; after: string[] } {
  const all = text.split('\n')
  const from = all.findIndex((line) => /^services:/.test(line)) + 1
  if (from === 0) throw new ConfigError('There is no "services:" to add to.')
  const next = all.findIndex((line, n) => n >= from && /^[a-z]\w*:/i.test(line))
  const last = all.findLastIndex((line, n) => (next < 0 || n < next) && serviceLine.test(line))
  const to = Math.max(from, last + 1)
  return { before: all.slice(0, from), lines: all.slice(from, to), after: all.slice(to) }
}

interface Placed {
  lines: string[]
  /** The line that is new or changed, counted from 0. */
  at: number
}

function addTo(lines: string[], feeds: Feeds, service: NewService): Placed {
  const known = lines.findIndex((line) => serviceLine.exec(line)?.[1] === service.id)
  if (known >= 0) return addPage(lines, known, service)
  const members = feeds.services.filter(
    (s) => s.category !== null && s.category === service.category,
  )
  const group = groupOf(lines, new Set(members.map((s) => s.id)))
  const at = group ? placeIn(lines, group, service.id) : newPlace(lines)
  const written = alignedTo(lines[at - 1], serviceText(service))
  lines.splice(at, 0, written)
  return { lines, at }
}

function addPage(lines: string[], at: number, { id, source, url }: NewService): Placed {
  const line = lines[at]!
  const end = line.lastIndexOf('}')
  if (end < 0 || new RegExp(`\\b${source}:`).test(line)) {
    throw new ConfigError(`feeds.yaml already says how ${id} is read: edit its line by hand.`)
  }
  lines[at] = `${line.slice(0, end).trimEnd()}, ${source}: ${scalar(url)} ${line.slice(end)}`
  return { lines, at }
}

/** The run of lines with the most services of that category. */
function groupOf(lines: readonly string[], ids: ReadonlySet<string>): [number, number] | null {
  let best: [number, number] | null = null
  let most = 0
  for (let from = 0; from < lines.length; from++) {
    if (!serviceLine.test(lines[from]!)) continue
    let to = from
    let members = 0
    for (; to < lines.length && serviceLine.test(lines[to]!); to++) {
      if (ids.has(serviceLine.exec(lines[to]!)![1]!)) members++
    }
    if (members > most) [best, most] = [[from, to], members]
    from = to
  }
  return best
}

function placeIn(lines: readonly string[], [from, to]: [number, number], id: string): number {
  for (let at = from; at < to; at++) {
    if (serviceLine.exec(lines[at]!)![1]! > id) return at
  }
  return to
}

/** After the last service, under the heading for what nobody has sorted in. */
function newPlace(lines: string[]): number {
  if (!lines.includes(newHeading)) lines.push('', newHeading)
  return lines.length
}

/** Braces stand in one column with those of the line before. */
function alignedTo(neighbour: string | undefined, line: string): string {
  const column = serviceLine.exec(neighbour ?? '') ? neighbour!.indexOf('{') : 0
  const brace = line.indexOf('{')
  return line.slice(0, brace) + ' '.repeat(Math.max(0, column - brace)) + line.slice(brace)
}

/** A value of a flow mapping, quoted where YAML needs it. */
export function scalar(text: string): string {
  const plain = /^[\p{L}\d][^\n]*$/u.test(text) && !/[,[\]{}"]|: |:$| #|\s$/.test(text)
  const odd = /^(?:true|false|null|yes|no|on|off|~|[\d.+-]+|0x.*)$/i.test(text)
  return plain && !odd ? text : JSON.stringify(text)
}

/**
 * Checks an edit, and only then writes it in one step; returns the feeds as they are then. Throws
 * FeedsError and leaves the file as it was.
 */
export async function writeEdit(file: string, edit: Edit, sources: Sources): Promise<Feeds> {
  const feeds = readFeeds(edit.text, file, sources)
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, edit.text)
  await rename(draft, file)
  return feeds
}
