import { describeError } from '../errors.ts'
import type { Incident } from '../incident.ts'
import type { Sources } from '../registry.ts'
import type { Gives, Reading } from '../source-kit/source.ts'
import { brandOf, sameAddress } from './address.ts'
import { doubtsOf } from './doubts.ts'
import { type Asker, askFor } from './exchange.ts'
import { pageName } from './page-name.ts'
import { type Candidate, type Probe, probe } from './probe.ts'

/** What a page is. Times ISO 8601 UTC. */
export interface Recognition {
  /** As asked, with its scheme. */
  address: string
  /** The platform; null when none was recognised. */
  source: string | null
  platform: string | null
  /** 0..1 */
  confidence: number
  why: string
  /** The address for feeds.yaml. */
  url: string | null
  /** Addresses that a poll asks. */
  polls: string[]
  /** What the page calls the service; else the word of its host. */
  name: string
  gives: Gives | null
  /** How much was read from it. */
  incidents: number
  open: number
  /** The newest three. */
  latest: Incident[]
  /** Reasons to look twice. */
  doubts: string[]
  /** What else it might be. */
  others: Candidate[]
  failures: string[]
  requests: number
}

/** Fewer requests than any one poll may make: looking must stay polite. */
const mostAsks = 8
const worthReading = 0.3

/** Which platform is at an address, how sure, and what can be read there. `now` is ISO text. */
export async function recognise(
  address: URL,
  sources: Sources,
  asker: Asker,
  now: string,
): Promise<Recognition> {
  const found = await probe(address, sources, asker)
  const best = await bestOf(found, sources, asker)
  const doubts = doubtsOf(found, best?.reading ?? null, now)
  if (found.movedFrom && !found.marketing) {
    doubts.unshift(
      `${found.movedFrom} redirects to ${found.url.host}; the line names where it leads.`,
    )
  }
  const source = best ? sources.get(best.candidate.source)! : null
  const incidents = newestFirst(best?.reading?.incidents ?? [])
  const asked = asker.all()
  return {
    address: address.href,
    source: source?.id ?? null,
    platform: source?.name ?? null,
    confidence: best?.candidate.confidence ?? 0,
    why: best?.candidate.why ?? '',
    url: best?.candidate.url ?? null,
    polls: best?.polls ?? [],
    name: pageName(found.replies) ?? brandName(found.url),
    gives: source?.gives ?? null,
    incidents: incidents.length,
    open: incidents.filter((i) => i.kind === 'incident' && i.resolvedAt === null).length,
    latest: incidents.slice(0, 3),
    doubts: [...(best?.faults ?? []), ...doubts],
    others: found.candidates.filter((c) => c.source !== source?.id),
    failures: [
      ...new Set(
        asked.flatMap((a) =>
          a.failure && sameAddress(a.reply.url, address.href) ? [a.failure.message] : [],
        ),
      ),
    ],
    requests: asked.length,
  }
}

interface Confirmed {
  candidate: Candidate
  reading: Reading | null
  polls: string[]
  faults: string[]
}

/** Reads the page as each likely platform would, until one can; what cannot be read is hardly that platform. */
async function bestOf(found: Probe, sources: Sources, asker: Asker): Promise<Confirmed | null> {
  const likely = found.candidates.filter((c) => c.confidence >= worthReading && c.source !== 'news')
  const tried: Confirmed[] = []
  for (const candidate of likely.slice(0, 3)) {
    const confirmed = await confirm(candidate, sources, asker)
    tried.push(confirmed)
    if (confirmed.reading) break
  }
  return tried.sort((a, b) => b.candidate.confidence - a.candidate.confidence)[0] ?? null
}

/** Asks and reads as a poll would. */
async function confirm(candidate: Candidate, sources: Sources, asker: Asker): Promise<Confirmed> {
  const source = sources.get(candidate.source)!
  const feed = { url: candidate.url, options: {}, open: [] }
  let polls: string[] = []
  try {
    const { answers } = await askFor(source, feed, asker, mostAsks)
    const replies = answers.map((a) => a.reply)
    polls = replies.filter((r) => r.status === 200).map((r) => r.url)
    if (polls.length === 0) return unanswered(candidate)
    const reading = await source.read(feed, replies)
    return { candidate: surer(candidate, reading), reading, polls, faults: [] }
  } catch (e) {
    const faults = [`It cannot be read as ${source.name}: ${describeError(e)}`]
    const doubted = { ...candidate, confidence: round(candidate.confidence * 0.4) }
    return { candidate: doubted, reading: null, polls, faults }
  }
}

/** The page shows the platform, but nothing that a poll would ask is there: said, and hardly held against it. */
function unanswered(candidate: Candidate): Confirmed {
  const faults = ['None of the addresses that a poll asks answered.']
  const confidence = round(candidate.confidence * 0.9)
  return { candidate: { ...candidate, confidence }, reading: null, polls: [], faults }
}

/** What was read as that platform, incidents and all, is better proof than any mark in a page. */
function surer(candidate: Candidate, reading: Reading): Candidate {
  const told = reading.incidents.length > 0 && candidate.source !== 'rss'
  const confidence = told
    ? candidate.confidence + (1 - candidate.confidence) / 2
    : candidate.confidence
  return { ...candidate, confidence: round(confidence) }
}

function newestFirst(incidents: readonly Incident[]): Incident[] {
  const time = (i: Incident) => i.startedAt ?? i.postedAt ?? i.updatedAt ?? ''
  return [...incidents].sort((a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0))
}

function brandName(url: URL): string {
  const word = brandOf(url.hostname)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
