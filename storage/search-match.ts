import type { Engine } from './engine.ts'
import type { Term } from './search-words.ts'

/** What a row of the index must hold. A mark says a fact (its service, its month), not a word. */
export type Match =
  | { all: Match[] }
  | { any: Match[] }
  | { all: Match[]; not: Match }
  | { term: Term; inTitle: boolean }
  | { mark: string }

/** No word begins so: a character for private use, which both engines keep in a word. */
export const markSign = '\ue000'

/** Says a fact of an incident, so that any filter is found as fast as a word. */
export function mark(name: string, value: string): string {
  return `${markSign}${name}${Buffer.from(value).toString('hex')}`
}

/** The month of a time: `b` for when an incident began, `c` for when it last changed. */
export function monthMark(name: 'b' | 'c', at: string): string {
  return `${markSign}${name}${at.slice(0, 7).replace('-', '')}`
}

/** The expression for `match` (FTS5) or `@@` (tsquery). Words are letters and digits only. */
export function matchText(engine: Engine, match: Match): string {
  return engine === 'sqlite' ? fts5(match) : tsquery(match)
}

function fts5(match: Match): string {
  if ('mark' in match) return `"${match.mark}"`
  if ('term' in match) {
    const { words, prefix } = match.term
    const phrase = `"${words.join(' ')}"${prefix ? ' *' : ''}`
    return match.inTitle ? `title : ${phrase}` : phrase
  }
  if ('any' in match) return joined(match.any.map(fts5), ' OR ')
  const all = joined(match.all.map(fts5), ' AND ')
  return 'not' in match ? `(${all} NOT ${fts5(match.not)})` : all
}

function tsquery(match: Match): string {
  if ('mark' in match) return `'${match.mark}'`
  if ('term' in match) {
    const { words, prefix } = match.term
    const last = words.length - 1
    const flags = (i: number) => `${prefix && i === last ? '*' : ''}${match.inTitle ? 'A' : ''}`
    return joined(
      words.map((w, i) => `'${w}'${flags(i) && `:${flags(i)}`}`),
      ' <-> ',
    )
  }
  if ('any' in match) return joined(match.any.map(tsquery), ' | ')
  const all = joined(match.all.map(tsquery), ' & ')
  return 'not' in match ? `(${all} & !${tsquery(match.not)})` : all
}

function joined(parts: readonly string[], by: string): string {
  return parts.length === 1 ? parts[0]! : `(${parts.join(by)})`
}
