import type { z } from 'zod'
import { ConfigError } from '../errors.ts'
import { loadSources } from '../registry.ts'
import type { Reply, Source } from '../source-kit/source.ts'
import { printJson, say } from './context.ts'
import { savedReply } from './saved-replies.ts'

/** Runs one source over saved replies (`URL=FILE`) and prints what it reads. */
export async function readCommand(
  id: string,
  options: { reply: string[]; url?: string; option?: string[]; at?: string },
): Promise<void> {
  const sources = await loadSources()
  const source = sources.get(id)
  if (!source)
    throw new ConfigError(`There is no source "${id}".`, {
      hint: `Known: ${[...sources.keys()].join(', ')}.`,
    })
  const at = options.at ?? new Date().toISOString()
  const replies = (await Promise.all(options.reply.map(savedReply))).map(
    (saved): Reply => ({ ...saved, status: 200, headers: {}, at }),
  )
  if (replies.length === 0) throw new ConfigError('Give at least one --reply URL=FILE.')
  const url =
    options.url ??
    feedUrlFor(
      source,
      replies.map((r) => r.url),
    )
  const parsed = source.options.safeParse(optionsFrom(options.option ?? []))
  if (!parsed.success) throw new ConfigError(`--option ${faultOf(parsed.error.issues[0]!)}`)
  const reading = await source.read({ url, options: parsed.data, open: [] }, replies)
  printJson(reading)
  if (reading.skipped.length > 0) say(`${reading.skipped.length} entries skipped; see "skipped".`)
}

/** The feed address from which the source would ask for one of these replies; else its own default. */
function feedUrlFor(source: Source, urls: string[]): string {
  const first = new URL(urls[0]!)
  const parents = first.pathname
    .split('/')
    .map((_, i, all) => all.slice(0, all.length - i).join('/'))
  const candidates = [source.defaultUrl, first.href, ...parents.map((p) => `${first.origin}${p}`)]
  const asking = candidates.find(
    (url) =>
      url && source.asks({ url, options: {}, open: [] }, []).some((ask) => urls.includes(ask.url)),
  )
  return asking ?? source.defaultUrl ?? first.origin
}

/** `KEY=VALUE` as in feeds.yaml: `openOnly=true`, `impact.major=.red`, a key twice for a list. */
function optionsFrom(pairs: readonly string[]): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (const pair of pairs) {
    const m = /^([\w-]+)(?:\.([\w-]+))?=(.*)$/s.exec(pair)
    if (!m) throw new ConfigError(`--option ${pair}: expected KEY=VALUE.`)
    const [, key, inner, text] = m as unknown as [string, string, string | undefined, string]
    const before = options[key]
    const value = scalar(text)
    if (inner === undefined) options[key] = before === undefined ? value : [before, value].flat()
    else options[key] = { ...(typeof before === 'object' ? before : {}), [inner]: value }
  }
  return options
}

function scalar(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d{1,6}$/.test(text) ? Number(text) : text
}

/** The first fault, as deep in a union as it lies. */
function faultOf(issue: z.core.$ZodIssue, path: readonly PropertyKey[] = []): string {
  const full = [...path, ...issue.path]
  const inner =
    issue.code === 'invalid_union'
      ? issue.errors.find((branch) => branch.some((i) => i.code === 'custom' || i.path.length > 0))
      : undefined
  if (inner?.[0]) return faultOf(inner[0], full)
  return `${full.length > 0 ? `${full.join('.')}: ` : ''}${issue.message}`
}
