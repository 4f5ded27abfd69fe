import type { Digest, Fact } from '../digest/digest.ts'
import { type DraftSettings, defaultRanking, defaultSettings } from '../digest/settings.ts'
import { clean } from './clean.ts'

/** A setting in force, under its name in feeds.yaml: `impactPoints.critical`. */
export interface WeightInForce {
  key: string
  value: unknown
  /** What it would be by itself, where that is something else. */
  default?: unknown
}

/** Why each entry stands where it stands, and why the rest is not there. */
export interface Explanation {
  edition: Digest['edition']
  entries: ExplainedEntry[]
  leftOut: {
    title: string
    service: string | null
    score: number | null
    reason: string
    item: string | null
  }[]
  weights: WeightInForce[]
}

export interface ExplainedEntry {
  place: number
  service: string
  label: string
  score: number
  /** They add up to `score`; none in an edition frozen by an older program. */
  facts: Fact[]
  reasons: string[]
}

export function explanationOf(digest: Digest, settings: DraftSettings): Explanation {
  return {
    edition: digest.edition,
    entries: digest.entries.map((entry, n) => ({
      place: n + 1,
      service: entry.service.id,
      label: entry.label,
      score: entry.score,
      facts: entry.facts ?? [],
      reasons: entry.reasons,
    })),
    leftOut: digest.leftOut.map(({ title, service, score, reason, item, entry }) => ({
      title,
      service,
      score: score ?? null,
      reason,
      item: item ?? entry ?? null,
    })),
    weights: weightsIn(tasteOf(settings), tasteOf(defaultSettings), ''),
  }
}

/** What feeds.yaml can set, in its order there. */
function tasteOf(settings: DraftSettings): object {
  const keys = ['lines', ...Object.keys(defaultRanking)] as (keyof DraftSettings)[]
  return Object.fromEntries(keys.map((key) => [key, settings[key]]))
}

/** Settings one by one; what is no longer there is told of with its default. */
function weightsIn(settings: object, defaults: object, path: string): WeightInForce[] {
  return [...new Set([...Object.keys(settings), ...Object.keys(defaults)])].flatMap((name) => {
    const key = path ? `${path}.${name}` : name
    const value = valueAt(settings, name)
    const usual = valueAt(defaults, name)
    if (isMapping(value)) return weightsIn(value, isMapping(usual) ? usual : {}, key)
    const same = JSON.stringify(value) === JSON.stringify(usual)
    return [{ key, value, ...(same ? {} : { default: usual ?? null }) }]
  })
}

function valueAt(mapping: object, name: string): unknown {
  return Object.hasOwn(mapping, name) ? (mapping as Record<string, unknown>)[name] : undefined
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same for reading on a terminal. */
export function explanationText({ edition, entries, leftOut, weights }: Explanation): string {
  const lightest = weights.find((w) => w.key === 'minScore')?.value
  const changed = weights.filter((w) => 'default' in w)
  return [
    `Edition ${edition.week ?? ''} ${edition.from} to ${edition.to} (${edition.timezone})`,
    '',
    entries.length === 0 ? 'Nothing is heavy enough for a line.' : 'Printed, in this order:',
    ...entries.flatMap(entryLines),
    '',
    `Left out (an outage needs ${lightest} points):`,
    ...leftOut.map(({ title, service, score, reason }) => {
      const told = score === null ? '' : `${score} points: `
      return clean(` - ${service ? `${service}: ` : ''}${title} (${told}${reason})`)
    }),
    '',
    `Weights in force (${changed.length === 0 ? 'all as they come' : '* is set in feeds.yaml'}):`,
    ...weights.map(weightLine),
  ].join('\n')
}

function entryLines({ place, label, service, score, facts }: ExplainedEntry): string[] {
  return [
    `${String(place).padStart(3)}. ${clean(label)} (${clean(service)}): ${score} points`,
    ...facts.map(({ what, points }) => `     ${signed(points).padStart(6)}  ${clean(what)}`),
  ]
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`
}

function weightLine(weight: WeightInForce): string {
  const usual = 'default' in weight ? `   (by itself ${shown(weight.default)})` : ''
  return ` ${'default' in weight ? '*' : ' '} ${weight.key}: ${shown(weight.value)}${usual}`
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  return Array.isArray(value) && value.every((v) => typeof v === 'string')
    ? `[${value.join(', ')}]`
    : JSON.stringify(value)
}
