import { addressOf } from '../detect/address.ts'
import { createAsker } from '../detect/exchange.ts'
import { type Recognition, recognise } from '../detect/recognise.ts'
import { FetchError } from '../errors.ts'
import { type Feeds, loadFeeds } from '../feeds.ts'
import { serviceText } from '../feeds-edit.ts'
import { type Client, createClient, outcomeOf } from '../fetch/client.ts'
import { openRecording } from '../fetch/recorded.ts'
import type { Incident } from '../incident.ts'
import { loadSources } from '../registry.ts'
import { type CommonOptions, print, printJson, say } from './context.ts'
import { proposed } from './propose.ts'
import { savedReply } from './saved-replies.ts'

export interface DetectOptions extends CommonOptions {
  json?: boolean
  /** `URL=FILE`: these replies instead of the network. */
  reply: string[]
  /** Recorded exchanges instead of the network. */
  har: string[]
}

/** Which platform is at an address, how sure, why, and what it gives. Exit code 1 when none is. */
export async function detectCommand(address: string, options: DetectOptions): Promise<void> {
  const { feeds, found } = await look(address, options)
  const line = found.source ? serviceText(proposed(found, feeds)) : null
  if (options.json) printJson({ ...found, line })
  else tell(found, feeds, line)
  if (!found.source) process.exitCode = 1
}

/** Looks at an address, on the network or in saved replies. */
export async function look(
  address: string,
  options: DetectOptions,
): Promise<{ feeds: Feeds; found: Recognition }> {
  const url = addressOf(address)
  const sources = await loadSources()
  const feeds = await loadFeeds(options.config, sources)
  const client = await clientFor(options, feeds)
  try {
    const found = await recognise(url, sources, createAsker(client), new Date().toISOString())
    return { feeds, found }
  } finally {
    await client.close()
  }
}

async function clientFor(options: DetectOptions, feeds: Feeds): Promise<Client> {
  if (options.reply.length > 0) return clientOf(options.reply)
  if (options.har.length === 0) return createClient(feeds.fetch)
  const recording = await openRecording(options.har)
  return recording.clientAt(() => recording.moments.at(-1) ?? new Date(0).toISOString())
}

/** Answers from files; every other address answers 404. */
async function clientOf(pairs: readonly string[]): Promise<Client> {
  const saved = await Promise.all(pairs.map(savedReply))
  const bodies = new Map(saved.map(({ url, body }) => [bare(url), body]))
  return {
    get: async (request) => {
      const body = bodies.get(bare(request.url))
      const { host } = new URL(request.url)
      if (!body) throw new FetchError('http', request.url, `${host} answered 404`, { status: 404 })
      const rules = { request, finalUrl: new URL(request.url), moved: false, now: Date.now() }
      const exchange = { status: 200, headers: {}, body, wireBytes: body.byteLength }
      return outcomeOf(exchange, { ...rules, maxFreshness: 0 })
    },
    close: async () => {},
  }
}

function bare(url: string): string {
  return url.replace(/\/+$/, '')
}

function tell(found: Recognition, feeds: Feeds, line: string | null): void {
  for (const doubt of found.doubts) say(`Mind: ${doubt}`)
  if (!found.source || !found.gives) {
    say(`${found.address}: no known platform answers there. ${found.failures.join('; ')}`)
    say(
      'A page that people can read may still be described by selectors: see "html" in docs/feeds.md.',
    )
    return
  }
  print(`${found.source}  ${Math.round(found.confidence * 100)} % sure  ${found.url}`)
  print(`because  ${found.why}`)
  print(`polls    ${found.polls.join(' ') || 'nothing that answers'}`)
  print(`gives    ${givesText(found.gives)}`)
  print(`read     ${found.incidents} incidents, ${found.open} of them open`)
  for (const incident of found.latest) print(`         ${incidentText(incident)}`)
  for (const other of found.others.slice(0, 3)) {
    print(`or       ${other.source}  ${Math.round(other.confidence * 100)} %  ${other.why}`)
  }
  const known = knownFeed(found, feeds)
  if (known) print(`known    ${feeds.file}:${known.line} has this page as ${known.id}`)
  print(`line     ${line?.trim()}`)
}

/** The feed that already reads this page, if any. */
export function knownFeed(found: Recognition, feeds: Feeds) {
  if (!found.url) return undefined
  const { host } = new URL(found.url)
  return feeds.feeds.find((f) => f.source === found.source && new URL(f.url).host === host)
}

function givesText(gives: NonNullable<Recognition['gives']>): string {
  const parts = [
    gives.impact === 'none' ? 'no severity' : `severity (${gives.impact})`,
    gives.components ? 'components' : '',
    gives.regions ? 'regions' : '',
    gives.updates === 'all' ? 'all updates' : gives.updates === 'latest' ? 'the latest update' : '',
    gives.maintenance ? 'maintenance' : '',
    gives.postmortems ? 'postmortems' : '',
    `history: ${gives.history}`,
  ]
  return parts.filter((p) => p !== '').join(', ')
}

/** An incident as one line: day, state, title. */
function incidentText(i: Incident): string {
  const from = (i.startedAt ?? i.postedAt ?? 'no date').slice(0, 16).replace('T', ' ')
  const impact = i.impact === 'unknown' ? '' : `, ${i.impact}`
  return `${from}  ${i.title}  (${i.kind === 'incident' ? '' : `${i.kind}, `}${i.status}${impact})`
}
