import { createHash } from 'node:crypto'
import type { Sources } from '../registry.ts'
import type { Detection, Reply } from '../source-kit/source.ts'
import { pageRoot } from '../source-kit/statuspage-page.ts'
import { sameAddress, sameOwner } from './address.ts'
import type { Asked, Asker } from './exchange.ts'

/** A platform that a page may be on. */
export interface Candidate extends Detection {
  source: string
}

/** What a handful of requests to a page showed. */
export interface Probe {
  /** Where the page is, after redirects. */
  url: URL
  /** The host redirects to another one. */
  movedFrom: string | null
  /** The other host belongs to the maker of a platform: an unclaimed or removed page. */
  marketing: string | null
  /** Every address answers with the same page. */
  catchAll: boolean
  replies: Reply[]
  /** Most likely first. */
  candidates: Candidate[]
}

/** So sure that no further address is asked. */
const sure = 0.9
/** Where nine in ten pages of the catalogue show themselves. */
const usual = ['/api/v2/summary.json', '/summary.json', '/index.json']
/** Only a page that shows nothing of itself is asked so often, and only by hand or once a day. */
const mostProbes = 24

/**
 * Looks at an address: the page, its root, then the paths by which platforms show themselves, those
 * first that the page hints at. Stops as soon as one platform is sure.
 */
export async function probe(address: URL, sources: Sources, asker: Asker): Promise<Probe> {
  const first = await asker.ask(address.href)
  const landed = new URL(first.finalUrl)
  const movedFrom = landed.host === address.host ? null : address.host
  const owner = movedFrom ? makerOf(landed, sources) : null
  const found: Probe = {
    url: landed,
    movedFrom,
    marketing: owner && !sameOwner(address.hostname, landed.hostname) ? owner : null,
    catchAll: false,
    replies: [],
    candidates: [],
  }
  if (found.marketing) return found
  const pages = [landed.href, `${pageRoot(landed.href)}/`]
  const answers = [{ ...first, reply: { ...first.reply, url: landed.href } }]
  for (const page of pages) if (!sameAddress(page, landed.href)) answers.push(await asker.ask(page))
  look(found, answers, sources)
  await askFurther(found, answers, sources, asker)
  return found
}

async function askFurther(
  found: Probe,
  answers: Asked[],
  sources: Sources,
  asker: Asker,
): Promise<void> {
  if (answers.every((a) => a.reply.status >= 500)) return
  const paths = furtherPaths(found, sources)
  const roots = [...new Set([pageRoot(found.url.href), found.url.origin])]
  const further = roots.flatMap((root) => paths.map((path) => `${root}${path}`))
  let settledByPage = isSettled(found)
  for (const url of further.slice(0, mostProbes)) {
    if (isSettled(found)) break
    if (answers.some((a) => sameAddress(a.reply.url, url))) continue
    const answer = await asker.ask(url)
    answers.push(answer)
    settledByPage = false
    if (answer.reply.status === 200) look(found, answers, sources)
  }
  if (!settledByPage && answers.length > 2 && found.candidates.length > 0) {
    const control = await asker.ask(`${pageRoot(found.url.href)}/no-such-page-4f1c9a.json`)
    answers.push(control)
    if (control.reply.status === 200) look(found, answers, sources)
  }
}

/** Paths of the platforms that the page hints at, then those that most platforms share. */
function furtherPaths(found: Probe, sources: Sources): string[] {
  const all = [...sources.values()]
  const hinted = all.filter(
    (s) =>
      s.recognises(found.url) ||
      found.candidates.some((c) => c.source === s.id && c.confidence > 0.1),
  )
  const shared = new Map<string, number>()
  for (const path of all.flatMap((s) => s.probes ?? []))
    shared.set(path, (shared.get(path) ?? 0) + 1)
  const rest = [...shared].sort(
    ([a, n], [b, m]) => m - n || a.length - b.length || (a < b ? -1 : 1),
  )
  return [
    ...new Set([...hinted.flatMap((s) => s.probes ?? []), ...usual, ...rest.map(([path]) => path)]),
  ]
}

/** Asks every source about the replies that are worth something, and sorts what they say. */
function look(found: Probe, answers: readonly Asked[], sources: Sources): void {
  const { kept, catchAll } = withoutEchoes(answers)
  found.catchAll = catchAll
  found.replies = kept.map((a) => a.reply)
  const said = opinionsOn(found.replies, sources)
  found.candidates = surestFirst([...said, ...knownBy(found.url, said, sources)])
}

/** What the sources say of replies, the surest first; `url` is where the page is. */
export function opinionsOn(replies: readonly Reply[], sources: Sources): Candidate[] {
  const said = [...sources.values()].flatMap((source): Candidate[] => {
    const detection = replies.length > 0 ? source.detects(replies) : null
    return detection ? [{ source: source.id, ...detection }] : []
  })
  return surestFirst(said)
}

/** Platforms that know the address, where its replies say nothing of them. */
function knownBy(url: URL, said: readonly Candidate[], sources: Sources): Candidate[] {
  const why = 'the address is known; nothing there confirmed it'
  return [...sources.values()]
    .filter((s) => !said.some((c) => c.source === s.id) && s.recognises(url))
    .map((s) => ({ source: s.id, confidence: 0.5, why, url: s.defaultUrl ?? url.origin }))
}

function surestFirst(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (a, b) => b.confidence - a.confidence || (a.source < b.source ? -1 : 1),
  )
}

/**
 * Drops what only repeats another answer: redirects to the page, and the one page that some servers
 * send for every path. The page's own address stays.
 */
function withoutEchoes(answers: readonly Asked[]): { kept: Asked[]; catchAll: boolean } {
  const seen = new Map<string, Asked>()
  const kept: Asked[] = []
  const echoed = new Set<Asked>()
  for (const asked of answers) {
    const { reply, finalUrl } = asked
    if (reply.status === 200 && reply.body.byteLength === 0) continue
    const strayed = kept.length > 0 && reply.status === 200 && !sameAddress(reply.url, finalUrl)
    if (strayed) continue
    const hash = createHash('sha1').update(reply.body).digest('hex')
    const twin = reply.status === 200 ? seen.get(hash) : undefined
    if (twin && !sameAddress(pageRoot(twin.reply.url), pageRoot(reply.url))) continue
    if (twin && pathOf(twin) !== pathOf(asked)) {
      echoed.add(twin)
      continue
    }
    seen.set(hash, asked)
    kept.push(asked)
  }
  // Of two paths with one answer only the page itself may keep it.
  const own = kept[0]
  return { kept: kept.filter((a) => a === own || !echoed.has(a)), catchAll: echoed.size > 0 }
}

function pathOf({ reply }: Asked): string {
  return new URL(reply.url).pathname.replace(/\/+$/, '')
}

function isSettled(found: Probe): boolean {
  return (found.candidates[0]?.confidence ?? 0) >= sure
}

/** The platform whose maker's own site this is: where unclaimed and removed pages are sent. */
function makerOf(url: URL, sources: Sources): string | null {
  const made = [...sources.values()].find((s) => {
    const site = new URL(s.site)
    const bare = (host: string) => host.replace(/^www\./, '')
    return bare(site.hostname) === bare(url.hostname) && !s.recognises(url)
  })
  return made?.name ?? null
}
