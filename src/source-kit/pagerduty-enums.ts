import { z } from 'zod'
import type { Impact, Status } from '../incident.ts'
import { eachShaped } from './json.ts'
import type { Skipped } from './source.ts'
import { stateOf } from './state-words.ts'

const text = z.string().nullish().catch(null)
const enumShape = z.looseObject({
  id: z.string().min(1),
  name: text,
  description: text,
  post_type: text,
  post_enum_type: text,
  layout_settings: z.looseObject({ key: text }).nullish().catch(null),
})

/** The words that a page's owner chose for states, severities and impacts, by id and by word. */
export type PagerdutyEnums = ReadonlyMap<string, { name: string; key: string }>

export function enumsFrom(
  values: readonly unknown[] | null | undefined,
  skipped: Skipped[],
): PagerdutyEnums {
  const enums = new Map<string, { name: string; key: string }>()
  for (const raw of eachShaped(values, enumShape, 'post_enum', skipped)) {
    const name = raw.name?.trim() || raw.description?.trim() || ''
    const key = raw.layout_settings?.key?.split('/').at(-1) ?? name
    enums.set(raw.id, { name, key })
    const byWord = `${raw.post_enum_type}:${normal(name)}`
    if (!enums.has(byWord)) enums.set(byWord, { name, key })
  }
  return enums
}

/** The owner's word for an id, or the word itself; null when nothing is known. */
export function wordOf(enums: PagerdutyEnums, idOrWord: string | null | undefined): string | null {
  const value = idOrWord?.trim()
  if (!value) return null
  return enums.get(value)?.name || (isId(value) ? null : value)
}

export function pagerdutyStatus(
  enums: PagerdutyEnums,
  idOrWord: string | null | undefined,
  planned: boolean,
): Status {
  const words = wordsOf(enums, idOrWord, 'status').map((word) => stateOf(word))
  const state = words.find((s) => s !== 'unknown') ?? 'unknown'
  if (planned) return state === 'resolved' ? 'completed' : state
  return state === 'completed' ? 'resolved' : state
}

/** Severities and impacts that every page begins with; owners rename them and add their own. */
const impacts = new Map<string, Impact>([
  ['all good', 'none'],
  ['operational', 'none'],
  ['none', 'none'],
  ['minor', 'minor'],
  ['degraded', 'minor'],
  ['degraded performance', 'minor'],
  ['minor outage', 'minor'],
  ['major', 'major'],
  ['partial outage', 'major'],
  ['outage', 'critical'],
  ['major outage', 'critical'],
  ['critical', 'critical'],
  ['maintenance', 'maintenance'],
])

export function pagerdutyImpact(
  enums: PagerdutyEnums,
  idOrWord: string | null | undefined,
): Impact {
  const words = wordsOf(enums, idOrWord, 'severity').map((word) => impacts.get(normal(word)))
  return words.find((impact) => impact) ?? 'unknown'
}

/** What the owner calls it, then what it was when the page was made. */
function wordsOf(enums: PagerdutyEnums, value: string | null | undefined, type: string): string[] {
  const trimmed = value?.trim() ?? ''
  const known = enums.get(trimmed) ?? enums.get(`${type}:${normal(trimmed)}`)
  const words = known ? [known.name, known.key] : isId(trimmed) ? [] : [trimmed]
  return words.map((word) => word.replace(/_/g, ' '))
}

function normal(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
}

function isId(value: string): boolean {
  return /^P[A-Z\d]{5,}$/.test(value)
}
