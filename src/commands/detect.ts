import { ConfigError, describeError } from '../errors.ts'
import { loadFeeds } from '../feeds.ts'
import { createClient } from '../fetch/client.ts'
import type { FetchSettings } from '../fetch/settings.ts'
import { loadSources } from '../registry.ts'
import type { Reply } from '../source-kit/source.ts'
import { type CommonOptions, print, printJson, say } from './context.ts'

export interface Candidate {
  source: string
  confidence: number
  why: string
  url: string
}

export interface Found {
  url: string
  candidates: Candidate[]
  failures: string[]
}

/** A handful of usual places, cheapest first. */
const usualPaths = ['', '/api/v2/summary.json', '/history.atom']

/** Which platform is at an address? Asks it politely for a handful of usual paths. */
export async function detectCommand(
  address: string,
  options: CommonOptions & { json?: boolean },
): Promise<void> {
  const feeds = await loadFeeds(options.config, await loadSources())
  const found = await probe(address, feeds.fetch)
  if (options.json) printJson(found)
  else
    for (const c of found.candidates)
      print(`${c.source}  ${Math.round(c.confidence * 100)} %  ${c.url}  ${c.why}`)
  if (found.candidates.length === 0) {
    if (!options.json)
      say(`${found.url}: no known platform answers there. ${found.failures.join('; ')}`)
    process.exitCode = 1
  }
}

export async function probe(address: string, settings: FetchSettings): Promise<Found> {
  const url = addressOf(address)
  const sources = await loadSources()
  const client = createClient(settings)
  const replies: Reply[] = []
  const failures: string[] = []
  try {
    for (const target of new Set([url.href, ...usualPaths.map((p) => `${url.origin}${p}`)])) {
      try {
        const got = await client.get({ url: target })
        replies.push({
          url: target,
          status: got.status,
          headers: got.headers,
          body: got.body,
          at: got.at,
        })
      } catch (e) {
        failures.push(describeError(e))
      }
    }
  } finally {
    await client.close()
  }
  const candidates: Candidate[] = []
  for (const source of sources.values()) {
    const detection = replies.length > 0 ? source.detects(replies) : null
    if (detection) candidates.push({ source: source.id, ...detection })
    else if (source.recognises(url)) {
      candidates.push({
        source: source.id,
        confidence: 0.5,
        why: 'the address is known; nothing there confirmed it',
        url: url.origin,
      })
    }
  }
  candidates.sort((a, b) => b.confidence - a.confidence || a.source.localeCompare(b.source))
  return { url: url.href, candidates, failures: [...new Set(failures)] }
}

/** `status.example.com` without scheme is what people paste. */
function addressOf(address: string): URL {
  try {
    return new URL(/^https?:\/\//i.test(address) ? address : `https://${address}`)
  } catch {
    throw new ConfigError(
      `"${address}" is no address: expected something like https://status.example.com.`,
    )
  }
}

/** One line for feeds.yaml, with the name guessed from the host. */
export function proposedLine({ source, url }: Candidate): string {
  const host = new URL(url).hostname.replace(/^(www|status)\./, '')
  const word = host.split('.')[0]!.replace(/status$/, '') || host
  const id = word.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `  ${id}: { name: ${word.charAt(0).toUpperCase()}${word.slice(1)}, ${source}: ${url} }`
}
