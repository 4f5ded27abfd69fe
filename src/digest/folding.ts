import { minuteMs, ms } from './dates.ts'
import type { IncidentLine } from './digest.ts'
import { beganAt, bestMinutes, endedAt } from './duration.ts'
import { compare } from './material.ts'
import { foldedLine, type Outage } from './outage.ts'
import { eachService } from './plan.ts'
import type { DraftSettings } from './settings.ts'

const code = /\b(?:[a-z]+-){1,3}[a-z]*\d+[a-z]?\b/g
const word =
  /(?<![\p{L}\p{N}])(?:north|south|east|west|central|(?:north|south)(?:east|west)|europe|asia|africa|america|americas|australia|pacific|us|eu|uk|apac|emea|down|up|degraded|recovered|resolved|offline|online|partial|major|minor|critical|warning|triggered|flapping|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?)(?![\p{L}\p{N}])/gu
const gap = '§'

/**
 * Incidents of one service that an automatic monitor posted again and again become one: the same title
 * up to numbers, regions and states, the same words, each short and over, soon after each other.
 * `asked` are handles of those that the editor wants told on their own.
 */
export function foldedOutages(
  outages: readonly Outage[],
  settings: DraftSettings,
  asked: ReadonlyMap<string, string> = new Map(),
): Outage[] {
  const runs: Outage[][] = []
  const alone: Outage[] = []
  for (const one of [...outages].sort((a, b) => compare(timeKey(a), timeKey(b)))) {
    const kept = asked.has(`incident:${one.incident.key}`) || !isShort(one, settings)
    const run = kept ? undefined : runs.findLast((r) => follows(one, r, settings))
    if (kept) alone.push(one)
    else if (run) run.push(one)
    else runs.push([one])
  }
  return [...alone, ...runs.map((run) => (run.length > 1 ? folded(run) : run[0]!))]
}

function timeKey({ incident }: Outage): string {
  return `${beganAt(incident) ?? '~'} ${String(incident.key).padStart(12, '0')}`
}

function isShort({ incident, line, followUp }: Outage, { joining }: DraftSettings): boolean {
  const minutes = bestMinutes(line.durations)
  if (line.open || followUp || !endedAt(incident)) return false
  return minutes !== null ? minutes <= joining.foldMinutes : endedAt(incident) === beganAt(incident)
}

function follows(one: Outage, run: readonly Outage[], settings: DraftSettings): boolean {
  const [first, last] = [run[0]!, run.at(-1)!]
  const [from, to] = [ms(endedAt(last.incident)), ms(beganAt(one.incident))]
  if (from === null || to === null) return false
  if (to - from > settings.joining.foldHours * 60 * minuteMs) return false
  return pattern(one) !== '' && pattern(one) === pattern(first) && sameWords(one, first)
}

/** The title with its numbers, regions and states taken out; empty where nothing else is left. */
function pattern({ incident }: Outage): string {
  const own = [...incident.regions, ...incident.components].filter((name) => name.length > 2)
  const bare = own.reduce(
    (text, name) => text.replaceAll(name.toLowerCase(), gap),
    incident.title.toLowerCase(),
  )
  const masked = bare.replace(code, gap).replace(word, gap)
  const left = masked.replace(/[^\p{L}]+/gu, '')
  return left.length < 4
    ? ''
    : masked
        .replace(/\s+/g, ' ')
        .replace(/[ §]*§[ §]*/g, ` ${gap} `)
        .trim()
}

/** Where each says something of its own, they are not one. */
function sameWords(a: Outage, b: Outage): boolean {
  const said = ({ line }: Outage) =>
    line.remark === null || line.remark === line.title
      ? ''
      : line.remark.toLowerCase().replace(code, gap).replace(word, gap)
  return said(a) === said(b)
}

function folded(run: readonly Outage[]): Outage {
  const first = run[0]!
  const differing = differencesOf(run)
  const lines = run.map((o, n) => foldedLine(o, differing[n]))
  const reason = differing.some((d) => d !== null)
    ? `${run.length} incidents of nearly the same title folded`
    : `${run.length} incidents of the same title folded`
  const joined = run.flatMap((o) => o.joined ?? [])
  return {
    ...first,
    line: { ...foldedIncident(run), folded: lines },
    words: [...new Set(run.map((o) => o.words))].join('\n'),
    reasons: [...new Set([...run.flatMap((o) => o.reasons), reason])],
    ...(joined.length > 0 ? { joined: eachService(joined) } : {}),
  }
}

const order = ['critical', 'major', 'unknown', 'maintenance', 'minor', 'none'] as const

function foldedIncident(run: readonly Outage[]): IncidentLine {
  const lines = run.map((o) => o.line)
  const worst = [...lines].sort((a, b) => order.indexOf(a.impact) - order.indexOf(b.impact))[0]!
  const ends = run.flatMap(({ incident }) => endedAt(incident) ?? []).sort()
  const posted = minutesIn(run.map(({ line, incident }) => [line.postedAt, endedAt(incident)]))
  const stated = lines.map((l) => l.durations.stated)
  const apart = lines.reduce((sum, l) => sum + (l.durations.posted ?? 0), 0) === posted
  const all = apart && stated.every((s) => s !== null) ? stated.reduce((a, b) => a! + b!, 0) : null
  const { impact, impactLabel } = worst
  return {
    ...lines[0]!,
    impact,
    impactLabel,
    resolvedAt: ends.at(-1) ?? null,
    regions: [...new Set(lines.flatMap((l) => l.regions))],
    durations: {
      posted,
      stated: all,
      statedBasis: all === null ? null : lines[0]!.durations.statedBasis,
      quote: null,
    },
  }
}

/** Minutes covered by stretches of time; what overlaps counts once. Null when it is none. */
function minutesIn(stretches: readonly (readonly [string | null, string | null])[]): number | null {
  const spans = stretches
    .flatMap(([from, to]) => (ms(from) !== null && ms(to) !== null ? [[ms(from)!, ms(to)!]] : []))
    .sort((a, b) => a[0]! - b[0]!)
  let [total, reached] = [0, Number.NEGATIVE_INFINITY]
  for (const [from, to] of spans as [number, number][]) {
    const start = Math.max(from, reached)
    if (to > start) total += Math.round((to - start) / minuteMs)
    reached = Math.max(reached, to)
  }
  return total > 0 ? total : null
}

/** For each title the words that the others do not all have; null where there are none. */
function differencesOf(run: readonly Outage[]): (string | null)[] {
  const words = run.map((o) =>
    o.incident.title.split(/[\s,;()[\]]+/).filter((w) => /[\p{L}\p{N}]/u.test(w)),
  )
  const common = words[0]!.filter((w) => words.every((list) => list.includes(w)))
  return words.map((list) => list.filter((w) => !common.includes(w)).join(' ') || null)
}
