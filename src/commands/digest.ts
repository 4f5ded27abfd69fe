import { editionByNumber, newestEdition } from '#storage/editions.ts'
import type { Store } from '#storage/open.ts'
import type { Digest } from '../digest/digest.ts'
import { digestOf } from '../digest/draw.ts'
import {
  type Edition,
  editionBetween,
  editionOfWeek,
  lastClosedEdition,
} from '../digest/edition.ts'
import { type DraftSettings, draftingOf, settingsFrom } from '../digest/settings.ts'
import { ConfigError } from '../errors.ts'
import type { Feeds } from '../feeds.ts'
import { explanationOf, explanationText } from '../outputs/explain.ts'
import { type Format, formats, renderDigest } from '../outputs/render.ts'
import { type CommonOptions, print, say, withContext } from './context.ts'
import { instantOf } from './incidents.ts'

export interface EditionChoice {
  edition?: string
  week?: string
  from?: string
  to?: string
}

export interface DigestOptions extends CommonOptions, EditionChoice {
  format: string
  json?: boolean
  /** Tells why, instead of printing. */
  explain?: boolean
}

/** Prints a section. Without a choice: the newest edition drawn, else the newest closed. */
export async function digestCommand(options: DigestOptions): Promise<void> {
  const format = formatOf(options)
  await withContext(options, async ({ feeds, store }) => {
    const edition = await chosenEdition(options, feeds, store)
    const settings = draftingOf(feeds.digest)
    const digest = await digestOf(store, edition, feeds.services, settings)
    if (options.explain) print(explained(digest, settingsFrom(settings), format))
    else print(renderDigest(digest, format))
    say(`Edition ${edition.week ?? ''} ${edition.from} to ${edition.to} (${edition.timezone}).`)
  })
}

function formatOf({ format, json, explain }: DigestOptions): Format {
  const known = formats.find((f) => f === (json ? 'json' : format))
  if (!known) throw new ConfigError(`--format ${format}: expected ${formats.join(', ')}.`)
  if (!explain || ['json', 'text', 'markdown'].includes(known)) return known
  throw new ConfigError(`--explain --format ${format}: the reasons come as text or as json.`)
}

function explained(digest: Digest, settings: DraftSettings, format: Format): string {
  const explanation = explanationOf(digest, settings)
  return format === 'json' ? JSON.stringify(explanation, null, 2) : explanationText(explanation)
}

export async function chosenEdition(
  options: EditionChoice,
  feeds: Feeds,
  store: Store,
): Promise<Edition> {
  const { edition, week, from, to } = options
  const ways = [edition, week, from ?? to].filter((w) => w !== undefined).length
  if (ways > 1) throw new ConfigError('Choose one of --edition, --week and --from with --to.')
  if (week !== undefined) return weekOf(week, feeds)
  if (from !== undefined || to !== undefined) {
    if (!from || !to) throw new ConfigError('--from and --to go together.')
    const [start, end] = [instantOf(from, '--from'), instantOf(to, '--to')]
    if (start >= end) throw new ConfigError(`--from ${from} must lie before --to ${to}.`)
    return editionBetween(start, end, feeds.digest.timezone)
  }
  if (edition !== undefined) return numbered(edition, feeds, store)
  const newest = await newestEdition(store.db)
  return newest
    ? editionOfWeek(newest.week, feeds.digest)
    : lastClosedEdition(new Date().toISOString(), feeds.digest)
}

async function numbered(text: string, feeds: Feeds, store: Store): Promise<Edition> {
  if (/^\d{4}-W\d{2}$/.test(text)) return weekOf(text, feeds)
  const row = /^\d+$/.test(text) ? await editionByNumber(store.db, Number(text)) : undefined
  if (row) return editionOfWeek(row.week, feeds.digest)
  throw new ConfigError(`There is no edition ${text}.`, {
    hint: 'Numbers are given when `digest.first` is set in feeds.yaml; every edition has its week, such as --week 2017-W36.',
  })
}

function weekOf(week: string, feeds: Feeds): Edition {
  try {
    return editionOfWeek(week, feeds.digest)
  } catch (cause) {
    throw new ConfigError(`--week ${week}: expected a week that exists, such as 2017-W36.`, {
      cause,
    })
  }
}
