import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import { type Problem, quoted } from './feeds-problems.ts'

export type Path = readonly PropertyKey[]

/** A YAML text as plain values, with the place of each of them. */
export interface YamlText {
  value: unknown
  /** Faults of the YAML itself, keys written twice among them. */
  problems: Problem[]
  /** The text is no YAML: `value` is not to be used. */
  broken: boolean
  /** Where the key or the value at this path stands; for a missing one, its nearest parent. */
  at(path: Path, part?: 'key' | 'value'): { line: number; column: number }
}

/** Parses YAML. Never throws: what is wrong is in `problems`. */
export function parseYaml(text: string): YamlText {
  const lines = new LineCounter()
  // Our own check of double keys names the first line, and is linear where the library's is not.
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
  })
  const place = placesIn(document, lines)
  const faults = [...document.errors, ...document.warnings].map((e) => ({
    ...positionOf(lines, e.pos[0]),
    message: syntaxMessage(e),
    hint: null,
  }))
  if (faults.length > 0) return { value: null, problems: faults, broken: true, at: place }
  const { problems, stringKeys } = keyProblems(document, lines)
  if (!stringKeys) return { value: null, problems, broken: true, at: place }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    return { value, problems, broken: false, at: place }
  } catch (e) {
    const message = `not valid YAML: ${e instanceof Error ? e.message : String(e)}`
    const fault = { ...positionOf(lines, lostAlias(document)), message, hint: null }
    return { value: null, problems: [fault], broken: true, at: place }
  }
}

function syntaxMessage(error: { code: string; message: string }): string {
  if (error.code === 'MULTIPLE_DOCS') return 'expected one document: take out the line "---"'
  if (error.code === 'TAB_AS_INDENT') return 'tabs cannot indent YAML: use spaces'
  return `not valid YAML: ${error.message.split('\n')[0]}`
}

/** Where the first alias without an anchor stands; else 0. */
function lostAlias(document: Document.Parsed): number {
  let offset = 0
  visit(document, {
    Alias(_, node) {
      if (node.resolve(document)) return undefined
      offset = offsetOf(node)
      return visit.BREAK
    },
  })
  return offset
}

/** Keys written twice, and keys that are no words. */
function keyProblems(document: Document.Parsed, lines: LineCounter) {
  const problems: Problem[] = []
  let stringKeys = true
  visit(document, {
    Map(_, map) {
      const seen = new Map<string, number>()
      for (const { key } of map.items) {
        const position = positionOf(lines, offsetOf(key))
        const add = (message: string) => problems.push({ ...position, message, hint: null })
        if (!isScalar(key)) {
          add('expected a word as key')
          stringKeys = false
          continue
        }
        const word = String(key.value)
        const first = seen.get(word)
        if (first) add(`duplicate key ${quoted(word)}: it is already in line ${first}`)
        else seen.set(word, position.line)
      }
    },
  })
  return { problems, stringKeys }
}

function placesIn(document: Document.Parsed, lines: LineCounter): YamlText['at'] {
  const indexes = new WeakMap<YAMLMap, Map<string, { key: unknown; value: unknown }>>()
  const pairIn = (map: YAMLMap, key: string) => {
    let index = indexes.get(map)
    if (!index) {
      index = new Map(map.items.map((p) => [isScalar(p.key) ? String(p.key.value) : '', p]))
      indexes.set(map, index)
    }
    return index.get(key)
  }
  return (path, part = 'value') => {
    let node: unknown = document.contents
    let offset = offsetOf(node)
    for (const step of path) {
      const next = isMap(node)
        ? pairIn(node, String(step))
        : isSeq(node)
          ? { key: node.items[Number(step)], value: node.items[Number(step)] }
          : undefined
      if (!next?.key) break
      node = next.value
      offset = offsetOf(part === 'key' ? next.key : (next.value ?? next.key))
    }
    return positionOf(lines, offset)
  }
}

function offsetOf(node: unknown): number {
  if (isPair(node)) return offsetOf(node.key)
  return (node as Node | null)?.range?.[0] ?? 0
}

function positionOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}
