import type { Decision, DecisionOf } from '../../digest/decisions.ts'
import type { Digest } from '../../digest/digest.ts'
import type { Service } from '../../incident.ts'
import { clean } from '../../outputs/clean.ts'
import { words as cut } from './pieces.ts'
import type { Standing } from './week-actions.ts'

const longestTitle = 80

/** What the words need: the section as it is, every decision that stands, and the services by name. */
export interface Told {
  digest: Digest
  stands: readonly Standing[]
  services: readonly Service[]
}

/** A decision as people say it: `Moved: GitHub before Slack`. */
export function decisionWords({ id, decision: d }: Standing, told: Told): string {
  const entry = entryNames(told)
  switch (d.do) {
    case 'exclude':
      return `Left out: ${entry(d.entry)}`
    case 'include':
      return `Put in: ${itemName(d.item, told)}`
    case 'drop':
      return `Taken out: ${itemName(d.item, told)}`
    case 'pin':
      return `Pinned: ${entry(d.entry)} at place ${d.place}`
    case 'order':
      return orderWords(d.entries, orderBefore(id, told), entry)
    case 'rename':
      return renameWords(d, named(d.entry, told))
    case 'remark':
      return `${d.text === null ? 'No remark for' : 'Remark kept for'} ${entry(d.entry)}`
    case 'merge':
      return `Merged: ${entry(d.from)} is told under ${entry(d.into)}`
    case 'split':
      return `Split: “${clean(d.label)}” from ${entry(d.entry)}`
  }
}

function renameWords({ label, gloss }: DecisionOf<'rename'>, own: string): string {
  const name = clean(label) === own ? own : `${own} is “${clean(label)}”`
  return `Renamed: ${name}${gloss ? ` (${clean(gloss)})` : ''}`
}

/** Entries by what they are called now; one that is gone by the name of its service. */
function entryNames(told: Told): (id: string) => string {
  const { entries, leftOut } = told.digest
  const labels = new Map([
    ...leftOut.flatMap((l): [string, string][] => (l.entry ? [[l.entry, l.title]] : [])),
    ...entries.map((e): [string, string] => [e.service.id, e.label]),
  ])
  return (id) => {
    const label = labels.get(id)
    return label ? clean(label) : named(id, told)
  }
}

function named(id: string, { services, stands }: Told): string {
  const split = stands.find(({ decision: d }) => d.do === 'split' && d.as === id)
  if (split?.decision.do === 'split') return clean(split.decision.label)
  return clean(services.find((s) => s.id === id)?.name ?? id)
}

function itemName(handle: string, { digest }: Told): string {
  const title = titleOf(handle, digest)
  return title === undefined ? handle.replace(':', ' ') : `“${cut(title, longestTitle)}”`
}

function titleOf(handle: string, { entries, leftOut }: Digest): string | undefined {
  const left = leftOut.find((l) => l.item === handle)
  if (left) return left.title
  const [kind, number] = handle.split(':')
  const lines = entries.flatMap((e): { key: number; title: string }[] =>
    kind === 'article' ? e.articles : e.incidents.flatMap((i) => [i, ...(i.folded ?? [])]),
  )
  return lines.find((l) => l.key === Number(number))?.title
}

/** The order before that decision: the one decided last, else by weight. */
function orderBefore(id: number, { digest, stands }: Told): string[] {
  const earlier = stands.findLast((s) => s.decision.do === 'order' && s.id < id)
  if (earlier?.decision.do === 'order') return earlier.decision.entries
  return digest.entries.toSorted((a, b) => b.score - a.score).map((e) => e.service.id)
}

/** One entry that went before or behind another; the whole list where more is different. */
function orderWords(after: string[], all: string[], name: (id: string) => string): string {
  const before = all.filter((id) => after.includes(id))
  const at = after.findIndex((id, n) => id !== before[n])
  const up = after[at]
  const down = before[at]
  if (up !== undefined && same(without(after, up), without(before, up))) {
    const next = after[at + 1]
    return next === undefined ? `Put in: ${name(up)}` : `Moved: ${name(up)} before ${name(next)}`
  }
  if (down !== undefined && same(without(after, down), without(before, down))) {
    return `Moved: ${name(down)} behind ${name(after[after.indexOf(down) - 1]!)}`
  }
  return `Moved, the order is: ${after.map(name).join(', ')}`
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((one) => one !== id)
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, n) => id === b[n])
}

/** The decisions of one kind about an entry, the oldest first. */
export function decisionsAbout(
  entry: string,
  kind: Decision['do'],
  stands: readonly Standing[],
): Standing[] {
  return stands.filter(({ decision: d }) => d.do === kind && 'entry' in d && d.entry === entry)
}
