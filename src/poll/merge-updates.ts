import type { Update } from '../incident.ts'
import { textKey } from './same.ts'

/** Updates by id, else by the same words within two minutes (a feed's times lack seconds). */
export function mergeUpdates(
  before: readonly Update[],
  read: readonly Update[],
  whole: boolean,
): Update[] {
  const used = new Set<string>()
  const ids = new Set(read.map((u) => u.id))
  const merged = oneEach(read).map((u) => {
    const match =
      before.find((b) => b.id === u.id) ??
      before.find((b) => !used.has(b.id) && !ids.has(b.id) && sameUpdate(b, u))
    if (!match) return u
    used.add(match.id)
    const status = u.status === 'unknown' ? match.status : u.status
    const text = textKey(match.text) === textKey(u.text) ? match.text : u.text
    return { id: match.id, status, at: match.id === u.id ? (u.at ?? match.at) : match.at, text }
  })
  // What is older than the oldest message read may only have slid out of a feed's window.
  const reachesBack = read.flatMap((u) => u.at ?? []).sort()[0] ?? ''
  const withdrawn = (b: Update) => whole && (b.at === null || b.at >= reachesBack)
  const others = before.filter((b) => !used.has(b.id) && !withdrawn(b))
  if (others.length === 0) return byTime(merged)
  // In the stored order, so that equal times do not change places with every reading.
  const byId = new Map([...others, ...merged].map((u) => [u.id, u]))
  const known = before.flatMap((b) => byId.get(b.id) ?? [])
  return byTime([...known, ...merged.filter((m) => !before.some((b) => b.id === m.id))])
}

/** One for each id, as the tables hold them: the last of a kind in the place of the first. */
export function oneEach<T extends { id: string }>(read: readonly T[]): T[] {
  return [...new Map(read.map((r) => [r.id, r])).values()]
}

function sameUpdate(a: Update, b: Update): boolean {
  if (a.text === '' || textKey(a.text) !== textKey(b.text)) return false
  return !a.at || !b.at || Math.abs(Date.parse(a.at) - Date.parse(b.at)) <= 120_000
}

function byTime(updates: Update[]): Update[] {
  let last = ''
  const keyed = updates.map((u, index) => {
    last = u.at ?? last
    return { u, index, at: last }
  })
  return keyed.sort((a, b) => a.at.localeCompare(b.at) || a.index - b.index).map(({ u }) => u)
}
