import type { Service } from '../../src/incident.ts'
import { judge, serviceNames } from '../../src/news/verdict.ts'
import type { Row } from './rows.ts'

export interface NameScore {
  titles: number
  /** The labelled service, by id or in letters. */
  same: number
  /** Another part of the same house: its parent, or a name inside the other. */
  akin: number
  none: number
  wrong: { title: string; url: string; wanted: string; got: string }[]
}

/** Compares the names found in true outages with the labelled ones; case and aliases do not count. */
export function nameScore(rows: readonly Row[], services: readonly Service[]): NameScore {
  const names = serviceNames(services)
  const idOf = idsByLetters(services)
  const score: NameScore = { titles: 0, same: 0, akin: 0, none: 0, wrong: [] }
  for (const { title, url, service } of rows.filter((r) => r.positive && r.service)) {
    score.titles++
    const verdict = judge({ title, url }, names)
    const got = verdict.service
    const house = (id: string | undefined) => services.find((s) => s.id === id)?.parent ?? id
    const [wanted, found] = [idOf.get(letters(service)), verdict.serviceId ?? undefined]
    if (!got) score.none++
    else if ((wanted && wanted === found) || letters(got) === letters(service)) score.same++
    else if ((wanted && house(wanted) === house(found)) || within(got, service)) score.akin++
    if (letters(got ?? '') !== letters(service) && (!wanted || wanted !== found))
      score.wrong.push({ title, url, wanted: service, got: got ?? '' })
  }
  return score
}

function idsByLetters(services: readonly Service[]): Map<string, string> {
  const ids = new Map<string, string>()
  for (const { id, name, aliases } of services)
    for (const label of [name, ...aliases, id])
      if (!ids.has(letters(label))) ids.set(letters(label), id)
  return ids
}

function letters(text: string): string {
  return text.toLowerCase().replace(/\(.*\)|\.(?:com|org|net|io|gov)\b|[^\p{L}\p{N}]/gu, '')
}

function within(a: string, b: string): boolean {
  const [x, y] = [letters(a), letters(b)]
  return x.length > 2 && y.length > 2 && (x.includes(y) || y.includes(x))
}
