import { z } from 'zod'
import { type Problem, quoted, suggester } from './feeds-problems.ts'
import type { Path, YamlText } from './feeds-yaml.ts'

type Issue = z.core.$ZodIssue
type Schema = z.core.$ZodType

/**
 * Checks the value at a path of the file. Returns what the schema made of it, or undefined after
 * adding each fault to `problems`, with its place and what was expected there.
 */
export function checked<T extends z.ZodType>(
  yaml: YamlText,
  path: Path,
  value: unknown,
  schema: T,
  problems: Problem[],
): z.output<T> | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues.flatMap(plainIssues)) {
    problems.push(...problemsOf(issue, { yaml, path, value, schema }))
  }
  return undefined
}

interface Subject {
  yaml: YamlText
  path: Path
  value: unknown
  schema: Schema
}

function problemsOf(issue: Issue, subject: Subject): Problem[] {
  const { yaml, path, value, schema } = subject
  const full = [...path, ...issue.path]
  const found = valueAt(value, issue.path)
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, full, issue.path, subject)
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') {
    const described = descriptionAt(schema, issue.path)
    if (found === undefined && issue.path.length > 0) {
      const message = `${quoted(issue.path.at(-1))} is missing${described ? `: ${described}` : ''}`
      return [{ ...yaml.at(full.slice(0, -1), 'key'), message, hint: null }]
    }
    const message = `expected ${kindsOf(issue)}${described ? ` (${described})` : ''}, found ${shown(found)}`
    return [{ ...yaml.at(full), message, hint: quotesHint(issue, found) }]
  }
  const part = issue.code === 'invalid_key' ? 'key' : 'value'
  return [{ ...yaml.at(full, part), message: messageOf(issue), hint: hintOf(issue) }]
}

function unknownKeys(
  keys: readonly string[],
  full: Path,
  inner: Path,
  { yaml, schema }: Subject,
): Problem[] {
  const allowed = schemasAt(schema, inner).flatMap(keysOf)
  const suggest = suggester(allowed)
  return keys.map((key) => ({
    ...yaml.at([...full, key], 'key'),
    message: `unknown key ${quoted(key)}: expected one of ${[...new Set(allowed)].join(', ')}`,
    hint: suggest(key),
  }))
}

/**
 * A union tells of every branch that failed. The branch that was meant is the one that at least
 * takes this kind of value; its own issues say what is wrong.
 */
function plainIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find((branch) => !branch.some(isWrongKind))
  if (!meant) return [issue]
  return meant.flatMap((i) => plainIssues({ ...i, path: [...issue.path, ...i.path] }))
}

function isWrongKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false
  if (issue.code === 'invalid_union')
    return issue.errors.every((branch) => branch.some(isWrongKind))
  return issue.code === 'invalid_type'
}

const kinds: Record<string, string> = {
  string: 'text',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

function kindsOf(issue: Issue): string {
  const flat = (i: Issue): string[] => {
    if (i.code === 'invalid_union') return i.errors.flat().flatMap(flat)
    return i.code === 'invalid_type' && i.path.length === 0 ? [kinds[i.expected] ?? i.expected] : []
  }
  const own =
    issue.code === 'invalid_union' ? flat({ ...issue, path: [] }) : flat({ ...issue, path: [] })
  return [...new Set(own)].join(' or ')
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? quoted(value) : String(value)
}

function quotesHint(issue: Issue, found: unknown): string | null {
  if (typeof found !== 'number') return null
  return kindsOf(issue) === 'text' ? `put it in quotes: "${found}"` : null
}

function messageOf(issue: Issue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'expected an id'
  if (issue.code === 'too_small' && issue.origin === 'number')
    return `expected ${issue.minimum} or more`
  if (issue.code === 'too_big' && issue.origin === 'number')
    return `expected ${issue.maximum} or less`
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.join(', ')}`
  return issue.message
}

function hintOf(issue: Issue): string | null {
  const hint = issue.code === 'custom' ? issue.params?.hint : undefined
  return typeof hint === 'string' ? hint : null
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown>)?.[step], value)
}

/** The schemas that a value at this path could have met, wrappers taken off. */
function schemasAt(schema: Schema, path: Path): z.core.$ZodTypes[] {
  const [step, ...rest] = path
  const here = variants(schema)
  if (step === undefined) return here
  return here.flatMap((s) => childrenOf(s, step)).flatMap((child) => schemasAt(child, rest))
}

function variants(schema: Schema): z.core.$ZodTypes[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'union') return def.options.flatMap(variants)
  if (def.type === 'pipe') return variants(def.in)
  if ('innerType' in def) return variants(def.innerType)
  return [schema as z.core.$ZodTypes]
}

function childrenOf(schema: z.core.$ZodTypes, step: PropertyKey): Schema[] {
  const { def } = schema._zod
  if (def.type === 'object') return def.shape[String(step)] ? [def.shape[String(step)]!] : []
  if (def.type === 'record') return [def.valueType]
  return def.type === 'array' ? [def.element] : []
}

function keysOf(schema: z.core.$ZodTypes): string[] {
  return schema._zod.def.type === 'object' ? Object.keys(schema._zod.def.shape) : []
}

function descriptionAt(schema: Schema, path: Path): string | undefined {
  const parents = schemasAt(schema, path.slice(0, -1))
  const last = path.at(-1)
  if (last === undefined) return z.globalRegistry.get(schema)?.description
  return parents
    .flatMap((s) => childrenOf(s, last))
    .map((child) => z.globalRegistry.get(child)?.description)
    .find((d) => d !== undefined)
}
