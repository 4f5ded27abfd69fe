import { readFile } from 'node:fs/promises'
import pLimit from 'p-limit'
import { addressOf } from '../detect/address.ts'
import { createAsker } from '../detect/exchange.ts'
import { type Recognition, recognise } from '../detect/recognise.ts'
import { ConfigError } from '../errors.ts'
import { type Feeds, loadFeeds } from '../feeds.ts'
import { addService, serviceText, writeEdit } from '../feeds-edit.ts'
import { createClient } from '../fetch/client.ts'
import { type Listed, listedIn } from '../outputs/opml.ts'
import { loadSources, type Sources } from '../registry.ts'
import { type CommonOptions, print, printJson, progress, say } from './context.ts'
import { type DetectOptions, knownFeed, look } from './detect.ts'
import { proposed, type Wishes } from './propose.ts'

export type AddOptions = DetectOptions & Wishes & { write?: boolean }

/** Surer than this before a line is written without a person's look. */
const sureEnough = 0.6

/** What is at this address, and the line for feeds.yaml; `write` puts it there. */
export async function feedsAddCommand(address: string, options: AddOptions): Promise<void> {
  const { feeds, found } = await look(address, options)
  for (const doubt of found.doubts) say(`Mind: ${doubt}`)
  if (!found.source) {
    say(`${found.address}: no known platform answers there. ${found.failures.join('; ')}`)
    process.exitCode = 1
    return
  }
  const known = knownFeed(found, feeds)
  if (known) say(`${feeds.file}:${known.line} already has this page as ${known.id}.`)
  say(`${found.source}, ${Math.round(found.confidence * 100)} % sure: ${found.why}`)
  const service = proposed(found, feeds, options)
  if (options.json) printJson({ ...found, line: serviceText(service), known: known?.id ?? null })
  if (!options.write || known) {
    if (!known) say(`Put this line under services: in ${feeds.file}, or let --write do it:`)
    if (!options.json) print(serviceText(service))
    return
  }
  refuseDoubtful(found)
  const edit = addService(await readFile(feeds.file, 'utf8'), feeds, service)
  await writeEdit(feeds.file, edit, await loadSources())
  say(`Written to ${feeds.file}:${edit.line}.`)
  if (!options.json) print(edit.written)
}

function refuseDoubtful(found: Recognition): void {
  if (found.confidence >= sureEnough) return
  throw new ConfigError(
    `Not written: only ${Math.round(found.confidence * 100)} % sure that this is ${found.source}.`,
    { hint: 'Look at the page, then put the line in by hand.' },
  )
}

export type ImportOptions = CommonOptions & { write?: boolean; json?: boolean }

interface Imported extends Listed {
  outcome: 'known' | 'new' | 'unknown'
  line: string | null
  why: string
}

/**
 * Finds out what each address of an OPML file or of a plain list is, and proposes a line for each
 * that feeds.yaml does not have. Exit code 1 when one of them is not recognised.
 */
export async function feedsImportCommand(
  file: string,
  options: ImportOptions,
  stop: AbortSignal,
): Promise<void> {
  const sources = await loadSources()
  const listed = listedIn(await textOf(file))
  if (listed.length === 0) throw new ConfigError(`${file} lists no address.`)
  let feeds = await loadFeeds(options.config, sources)
  const found = await recogniseAll(listed, feeds, sources, stop)
  const results: Imported[] = []
  for (const [entry, recognised] of found) {
    const result = outcomeOf(entry, recognised, feeds)
    results.push(result)
    if (result.outcome !== 'new' || !options.write) continue
    const service = proposed(recognised!, feeds, namesOf(entry))
    const edit = addService(await readFile(feeds.file, 'utf8'), feeds, service)
    feeds = await writeEdit(feeds.file, edit, sources)
  }
  if (options.json) printJson(results)
  else for (const r of results) (r.line ? print : say)(r.line ?? `${r.url}: ${r.why}`)
  if (results.some((r) => r.outcome === 'unknown')) process.exitCode = 1
}

async function recogniseAll(
  listed: readonly Listed[],
  feeds: Feeds,
  sources: Sources,
  stop: AbortSignal,
): Promise<[Listed, Recognition | null][]> {
  const client = createClient(feeds.fetch)
  const limit = pLimit(16)
  const tell = progress('looking at addresses')
  let done = 0
  const lookAt = async (entry: Listed): Promise<[Listed, Recognition | null]> => {
    const known = hasAddress(feeds, entry.url)
    const now = new Date().toISOString()
    const found = known
      ? null
      : await recognise(addressOf(entry.url), sources, createAsker(client, stop), now)
    tell(++done, listed.length)
    return [entry, found]
  }
  try {
    return await Promise.all(listed.map((entry) => limit(() => lookAt(entry))))
  } finally {
    await client.close()
  }
}

function outcomeOf(entry: Listed, found: Recognition | null, feeds: Feeds): Imported {
  const known = found ? knownFeed(found, feeds) : hasAddress(feeds, entry.url)
  if (known)
    return { ...entry, outcome: 'known', line: null, why: `${feeds.file}:${known.line} has it` }
  if (!found?.source || found.confidence < sureEnough) {
    const why = [...(found?.doubts ?? []), ...(found?.failures ?? [])].join(' ')
    return {
      ...entry,
      outcome: 'unknown',
      line: null,
      why: why || 'no known platform answers there',
    }
  }
  const line = serviceText(proposed(found, feeds, namesOf(entry)))
  return { ...entry, outcome: 'new', line, why: found.why }
}

function namesOf({ name, category }: Listed): Wishes {
  return { ...(name ? { name } : {}), ...(category ? { category } : {}) }
}

function hasAddress(feeds: Feeds, address: string) {
  const { host, pathname } = addressOf(address)
  const bare = pathname.replace(/\/+$/, '')
  return feeds.feeds.find((f) => {
    const url = new URL(f.url)
    return url.host === host && (f.kind === 'status' || url.pathname.replace(/\/+$/, '') === bare)
  })
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`${file} cannot be read.`, { cause })
  })
}
