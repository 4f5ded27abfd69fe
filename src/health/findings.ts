import type { FeedSpec } from '../feeds.ts'

/**
 * What is wrong with a feed. `act` needs an edit of feeds.yaml, `look` a person's judgement.
 */
export interface Finding {
  feed: string
  /** Line of feeds.yaml. */
  line: number
  kind:
    | 'dead'
    | 'moved'
    | 'changed'
    | 'html'
    | 'failing'
    | 'silent'
    | 'collapsed'
    | 'duplicate'
    | 'doubt'
  needs: 'act' | 'look'
  /** What was seen, in a sentence. */
  what: string
  /** What to write instead, or what to do. */
  remedy: string
}

/** What is known of a feed, from the database or from asking just now. Times ISO 8601 UTC. */
export interface FeedFacts {
  /** When it was last read; null when it never was. */
  lastReadAt: string | null
  /** Since when it fails; null while it is well. */
  failingSince: string | null
  failures: number
  errorKind: string | null
  error: string | null
  movedTo: string | null
  entries: number | null
  mostEntries: number | null
  newestAt: string | null
  /** What the page was found to be instead. */
  found: { source: string; url: string; why: string; standIn: boolean } | null
  /** SHA-256 of its first reply, to find twins. */
  hash: string | null
  doubts: readonly string[]
}

const day = 86_400_000
const longSilence = 540 * day
const longFailing = 3 * day

/** Findings of one feed, worst first. `now` is ISO text. */
export function findingsOf(spec: FeedSpec, facts: FeedFacts, now: string): Finding[] {
  if (spec.disabled !== null) return []
  const about = { feed: spec.id, line: spec.line }
  const found = [
    changed(spec, facts),
    failing(spec, facts, now),
    moved(spec, facts),
    ...quiet(spec, facts, now),
  ]
  const doubts = facts.doubts.map(
    (what): Bare => ({ kind: 'doubt', needs: 'look', what, remedy: 'look at the page' }),
  )
  return [...found, ...doubts].flatMap((finding) => (finding ? [{ ...about, ...finding }] : []))
}

type Bare = Omit<Finding, 'feed' | 'line'>

function changed(spec: FeedSpec, { found }: FeedFacts): Bare | null {
  if (!found || (found.source === spec.source && found.url === spec.url)) return null
  const meanwhile = found.standIn ? ' It is read as that meanwhile.' : ''
  const what = `It is ${found.source} now: ${found.why}.${meanwhile}`.replace(/\.\./g, '.')
  return { kind: 'changed', needs: 'act', what, remedy: `write ${found.source}: ${found.url}` }
}

function failing(spec: FeedSpec, facts: FeedFacts, now: string): Bare | null {
  const { error, errorKind, failingSince } = facts
  if (error === null || facts.found?.standIn) return null
  const since = failingSince ? Date.parse(now) - Date.parse(failingSince) : 0
  const remedy = `disable it (disabled: "why") or give its new address; try: outages detect ${spec.url}`
  if (errorKind === 'gone' || (errorKind === 'dns' && since >= longFailing)) {
    return { kind: 'dead', needs: 'act', what: error, remedy }
  }
  if (errorKind === 'parse' && /html/i.test(error)) {
    return { kind: 'html', needs: 'act', what: error, remedy }
  }
  const what = failingSince ? `${error} (since ${failingSince.slice(0, 10)})` : error
  return {
    kind: 'failing',
    needs: since >= longFailing || errorKind === 'parse' ? 'act' : 'look',
    what,
    remedy,
  }
}

function moved(spec: FeedSpec, { movedTo }: FeedFacts): Bare | null {
  if (!movedTo) return null
  const [from, to] = [new URL(spec.url), new URL(movedTo)]
  const what = `It moved for good to ${movedTo}.`
  const remedy =
    from.host === to.host ? 'nothing, while it redirects' : `write ${spec.source}: ${to.origin}`
  return { kind: 'moved', needs: from.host === to.host ? 'look' : 'act', what, remedy }
}

function quiet(spec: FeedSpec, facts: FeedFacts, now: string): (Bare | null)[] {
  const { entries, mostEntries, newestAt } = facts
  const age = newestAt ? Date.parse(now) - Date.parse(newestAt) : 0
  const silent = age > longSilence && facts.error === null
  const collapsed =
    entries !== null && mostEntries !== null && mostEntries >= 20 && entries * 5 < mostEntries
  return [
    silent
      ? {
          kind: 'silent',
          needs: 'look',
          what: `Its newest entry is of ${newestAt?.slice(0, 10)}.`,
          remedy: `see whether the page is still kept: ${spec.url}`,
        }
      : null,
    collapsed
      ? {
          kind: 'collapsed',
          needs: 'look',
          what: `It lists ${entries} entries, and listed ${mostEntries} before.`,
          remedy: `see whether the page was emptied: ${spec.url}`,
        }
      : null,
  ]
}

/** Feeds whose replies are the same document: one page under two addresses. */
export function duplicates(
  facts: ReadonlyMap<string, FeedFacts>,
  specs: readonly FeedSpec[],
): Finding[] {
  const known = specs.filter((s) => s.disabled === null && facts.get(s.id)?.hash)
  const groups = Map.groupBy(known, (s) => facts.get(s.id)!.hash!)
  return [...groups.values()].flatMap(([first, ...twins]) =>
    twins.map((twin): Finding => {
      const what = `It answers byte for byte as ${first!.id} in line ${first!.line}.`
      const remedy = `write ${first!.source}: ${first!.url}, so that both share one request`
      return { feed: twin.id, line: twin.line, kind: 'duplicate', needs: 'act', what, remedy }
    }),
  )
}
