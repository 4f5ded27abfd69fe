import { isEveryday, type NameHit, namesIn, type ServiceNames, wordsOf } from './names.ts'
import { analysis, failureWord, signs } from './signs.ts'

export { type ServiceNames, serviceNames } from './names.ts'

/** Does a headline report that a service is down about now? */
export interface Verdict {
  title: string
  outage: boolean
  /** A postmortem, root cause or retrospective: it follows an outage and reports none. */
  followUp: boolean
  /** 0..1 that it reports an outage. */
  confidence: number
  /** The service's name, from the catalogue or from the title's grammar; null when it names none. */
  service: string | null
  /** Its id where the catalogue knows it. */
  serviceId: string | null
  reasons: string[]
}

export interface Headline {
  title: string
  summary?: string
  url?: string | null
}

/** How much the signs must weigh; `scripts/eval-headlines.ts` measures what it brings. */
const threshold = 2
const steepness = 1.6
/** Hosts whose names only look like those of status pages. */
const notStatus = /^https?:\/\/(www\.)?(chromestatus|statusdetector|freebsd)\./i

/** Judges one headline by counted signs. Pure, and far below a millisecond. */
export function judge(item: Headline, names: ServiceNames): Verdict {
  const title = item.title.slice(0, 400)
  const url = notStatus.test(item.url ?? '') ? '' : (item.url ?? '')
  const followUp = analysis.test(title)
  const hits = namesIn(title, names)
  const found = signs.filter((s) => s.pattern.test(s.where === 'url' ? url : title))
  const known = nearest(hits, title)
  const open = known ? null : nameFromGrammar(title)
  let weight = found.reduce((sum, s) => sum + s.weight, 0)
  const reasons = found.map((s) => s.reason)
  if (known && !isEveryday(known.name)) {
    weight += 0.7
    reasons.push(`names ${known.name}`)
  } else if (!known && !open && !url.includes('status')) weight -= 0.8
  if (followUp) reasons.unshift('is an analysis of an outage that is over')
  const confidence = round(1 / (1 + Math.exp(-steepness * (weight - threshold))))
  const outage = !followUp && weight >= threshold
  return {
    title: item.title,
    outage,
    followUp:
      followUp &&
      (known !== null || /outage|incident|downtime|disruption|post-?mortem/i.test(title)),
    confidence: followUp ? round(Math.min(confidence, 0.2)) : confidence,
    service: known?.name ?? open ?? nameFromHost(url),
    serviceId: known?.id ?? null,
    reasons: [...new Set(reasons)],
  }
}

/** Of several names the longest, then the one closest to a word of failure: "Google apologises for Gmail outage". */
function nearest(hits: NameHit[], title: string): NameHit | null {
  const words = wordsOf(title)
  const failures = words.flatMap((w, i) => (failureWord.test(w) ? [i] : []))
  const distance = (h: NameHit) =>
    Math.min(...failures.map((f) => (f > h.last ? f - h.last : Math.max(h.first - f, 0) + 1)), 50)
  const kept = hits.filter((h) => !isEveryday(h.name) || distance(h) <= 3)
  const rank = (h: NameHit) => distance(h) - (h.words >= 3 ? 10 : 0)
  return kept.sort((a, b) => rank(a) - rank(b) || b.words - a.words || a.first - b.first)[0] ?? null
}

const name = "((?:[A-Z0-9][\\w.&'’+-]*)(?:\\s(?:[A-Z0-9][\\w.&'’+-]*|of|and|&)){0,3})"
const grammars = [
  new RegExp(
    `^${name}(?:'s|’s)?\\s(?:(?:website|site|services?|servers?|app|network|systems?)\\s)?(?:is|are|was|were|goes|went|has been)\\s(?:\\w+\\s)?(?:down|offline|unavailable|not working)`,
  ),
  new RegExp(
    `^${name}(?:'s|’s)?\\s(?:[a-z]+\\s)?(?:outages?|down|downtime|offline|disruptions?)\\b`,
    'u',
  ),
  new RegExp(
    `^${name}(?:'s|’s)?\\s(?:suffers?|suffering|experiences?|experiencing|hit by|reports?|knocked|crash(?:es|ed)?)\\b`,
  ),
  new RegExp(
    `(?:[Oo]utages?|[Dd]isruptions?|[Pp]roblems?|[Ff]ailure) (?:at|for|of|on|with|in|hits|affecting) ${name}`,
  ),
]

/** Titles in capitals and words that begin a sentence are no names. */
const noNames = new Set(
  'the a an major massive widespread another huge global internet it its not is are was why how what when who ask tell show cloud mobile phone power network service website systems system some all multiple many several users new latest breaking update today services'.split(
    ' ',
  ),
)

function nameFromGrammar(title: string): string | null {
  for (const grammar of grammars) {
    const found = grammar
      .exec(title)?.[1]
      ?.replace(/\s(of|and|&)$/, '')
      .trim()
    if (!found) continue
    const words = found.split(/\s+/)
    while (words.length > 0 && noNames.has(words[0]!.toLowerCase())) words.shift()
    while (words.length > 0 && failureWord.test(words.at(-1)!)) words.pop()
    if (words.length > 0 && words.join('').length >= 2) return words.join(' ')
  }
  return null
}

/** `status.example.com`, `examplestatus.com`: the host of a status page names its service. */
function nameFromHost(url: string): string | null {
  const host = /^https?:\/\/(?:www\.)?([\w.-]+)/i.exec(url)?.[1] ?? ''
  const found =
    /^status\.([\w-]+)\./i.exec(host)?.[1] ??
    /^([\w-]+?)-?status\.(?:com|io|net|org)$/i.exec(host)?.[1]
  return found ? found.charAt(0).toUpperCase() + found.slice(1) : null
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
