import type { z } from 'zod'
import { checked } from './feeds-issues.ts'
import { linkProblems } from './feeds-links.ts'
import { FeedsError, type Problem, quoted, suggester } from './feeds-problems.ts'
import { rankingProblems } from './feeds-ranking.ts'
import { feedsSchema, feedsSchemas, type ServiceEntry } from './feeds-schema.ts'
import {
  type FeedSpec,
  feedsOf,
  normalAddress,
  type Page,
  pageOf,
  type RawPage,
} from './feeds-specs.ts'
import { parseYaml, type YamlText } from './feeds-yaml.ts'
import type { FetchSettings } from './fetch/settings.ts'
import type { Service } from './incident.ts'
import type { NotifySettings } from './notify/settings.ts'
import type { Sources } from './registry.ts'

/** When an edition closes and how editions are counted. */
export interface DigestSettings {
  /** Weekly cron, checked: minute, hour, `*`, `*`, weekday 0 (Sunday) to 6. */
  at: string
  timezone: string
  /** The ISO week in which the first edition closes, and its number. */
  first: { week: string; number: number } | null
  /** Most outages that an edition prints, when the maintainers limit them. */
  lines?: number | undefined
  /** What weighs how much, where it differs from the defaults (`src/digest/settings.ts`). */
  ranking?: Record<string, unknown> | undefined
}

/** How often a feed is polled, in seconds. */
export interface PollingSettings {
  every: number
  whileOpen: number
  slowest: number
}

/** feeds.yaml, checked. */
export interface Feeds {
  file: string
  services: Service[]
  feeds: FeedSpec[]
  digest: DigestSettings
  fetch: FetchSettings
  polling: PollingSettings
  archive: { keepDays: number }
  notify: NotifySettings
}

interface Reader {
  yaml: YamlText
  root: Record<string, unknown>
  sources: Sources
  schemas: ReturnType<typeof feedsSchemas>
  problems: Problem[]
}

/**
 * Reads feeds.yaml. Throws one FeedsError with every problem of the file, sorted by line; a text
 * that is no YAML at all is told of alone, since nothing behind its fault can be trusted.
 */
export function readFeeds(text: string, file: string, sources: Sources): Feeds {
  const yaml = parseYaml(text)
  if (yaml.broken) throw new FeedsError(file, yaml.problems)
  const problems = [...yaml.problems]
  const root = rootOf(yaml, sources, problems)
  if (!root) throw new FeedsError(file, problems)
  const reader = { yaml, root, sources, schemas: feedsSchemas(sources), problems }
  const { services, feeds } = servicesIn(reader)
  const all = [...feeds, ...newsIn(reader)]
  const { digest, fetch, polling, archive, notify } = reader.schemas
  const settings = {
    digest: section(reader, 'digest', digest),
    fetch: section(reader, 'fetch', fetch),
    polling: section(reader, 'polling', polling),
    archive: section(reader, 'archive', archive),
    notify: section(reader, 'notify', notify, []),
  }
  problems.push(...rankingProblems(settings.digest?.ranking, services, yaml))
  if (problems.length > 0) throw new FeedsError(file, problems)
  return { file, services, feeds: all, ...(settings as Settings) }
}

type Settings = Pick<Feeds, 'digest' | 'fetch' | 'polling' | 'archive' | 'notify'>

function rootOf(yaml: YamlText, sources: Sources, problems: Problem[]) {
  const { value } = yaml
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = 'expected the sections of feeds.yaml, services: first among them'
    problems.push({ ...yaml.at([]), message, hint: null })
    return null
  }
  const { shape } = feedsSchema(sources)
  const suggest = suggester(Object.keys(shape))
  for (const key of Object.keys(value).filter((k) => !Object.hasOwn(shape, k))) {
    const message = `unknown section ${quoted(key)}: expected one of ${Object.keys(shape).join(', ')}`
    problems.push({ ...yaml.at([key], 'key'), message, hint: suggest(key) })
  }
  return value as Record<string, unknown>
}

function section<T extends z.ZodType>(
  { yaml, root, problems }: Reader,
  key: string,
  schema: T,
  empty: unknown = {},
) {
  return checked(yaml, [key], root[key] ?? empty, schema, problems)
}

/** The entries of `services:` or `news:`; null when it is no mapping. Ids are checked here. */
function entriesOf({ yaml, root, schemas, problems }: Reader, key: string): [string, unknown][] {
  const value = root[key] ?? {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    const message = `expected a mapping of ids, such as github: { … }`
    problems.push({ ...yaml.at([key]), message, hint: null })
    return []
  }
  const entries = Object.entries(value as object)
  for (const [id] of entries) {
    const fault = schemas.id.safeParse(id).error?.issues[0]?.message
    if (fault) problems.push({ ...yaml.at([key, id], 'key'), message: fault, hint: idHint(id) })
  }
  return entries
}

function idHint(id: string): string | null {
  const better = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return better ? `write ${better}` : null
}

function servicesIn(reader: Reader): { services: Service[]; feeds: FeedSpec[] } {
  const { yaml, schemas, problems, sources } = reader
  const entries = entriesOf(reader, 'services')
  const services: Service[] = []
  const pages: Page[] = []
  for (const [id, value] of entries) {
    const path = ['services', id]
    const entry = checked(yaml, path, value, schemas.service, problems) as ServiceEntry | undefined
    if (!entry) continue
    services.push(serviceOf(id, entry))
    for (const source of sources.values()) {
      if (source.id !== 'news' && entry[source.id] !== undefined) {
        pages.push(...pagesOf(id, entry, source.id, reader))
      }
    }
  }
  problems.push(...linkProblems(services, new Set(entries.map(([id]) => id)), yaml))
  return { services, feeds: feedsOf(pages, yaml, problems) }
}

function serviceOf(id: string, entry: ServiceEntry): Service {
  const { name, aliases = [], parent, gloss, category, disclosure, page } = entry
  return {
    id,
    name,
    aliases,
    parent: parent ?? null,
    gloss: gloss ?? null,
    category: category ?? null,
    disclosure: disclosure ?? null,
    ...(page ? { page } : {}),
  }
}

function pagesOf(id: string, entry: ServiceEntry, sourceId: string, reader: Reader): Page[] {
  const { yaml, sources, problems } = reader
  const source = sources.get(sourceId)!
  const service = { id, disabled: entry.disabled ?? null }
  const given = entry[sourceId] as RawPage | RawPage[]
  const path = ['services', id, sourceId]
  if (!Array.isArray(given)) {
    return [pageOf(given, source, service, yaml, path, problems)].filter((p) => p !== null)
  }
  return given
    .map((raw, i) => pageOf(raw, source, service, yaml, [...path, i], problems))
    .filter((p) => p !== null)
}

interface NewsEntry extends Record<string, unknown> {
  news?: string
  rss?: string
  services?: string | string[]
  disabled?: string
}

function newsIn(reader: Reader): FeedSpec[] {
  const { yaml, schemas, problems } = reader
  const feeds: FeedSpec[] = []
  for (const [id, value] of entriesOf(reader, 'news')) {
    const entry = checked(yaml, ['news', id], value, schemas.news, problems)
    if (entry) feeds.push(newsFeed(id, entry as NewsEntry, yaml))
  }
  problems.push(...newsServiceProblems(feeds, reader), ...newsAddressProblems(feeds, yaml))
  return feeds
}

function newsServiceProblems(feeds: readonly FeedSpec[], { yaml, root }: Reader): Problem[] {
  const known = new Set(Object.keys((root.services as object | null) ?? {}))
  const suggest = suggester(known)
  return feeds.flatMap((feed) =>
    feed.services
      .filter((s) => !known.has(s.id))
      .map(({ id }) => ({
        ...yaml.at(['news', feed.id, 'services']),
        message: `expected the id of a service: there is no ${quoted(id)}`,
        hint: suggest(id),
      })),
  )
}

function newsAddressProblems(feeds: readonly FeedSpec[], yaml: YamlText): Problem[] {
  const lines = new Map<string, number>()
  const problems: Problem[] = []
  for (const { id, url, line } of feeds) {
    const address = normalAddress(url)
    const first = lines.get(address)
    const message = `expected an address of its own: line ${first} has the same`
    if (first) problems.push({ ...yaml.at(['news', id], 'key'), message, hint: null })
    else lines.set(address, line)
  }
  return problems
}

function newsFeed(id: string, entry: NewsEntry, yaml: YamlText): FeedSpec {
  const { news, rss, services, disabled, ...options } = entry
  return {
    id,
    source: 'news',
    url: (news ?? rss)!,
    options,
    services: [services ?? []].flat().map((s) => ({ id: s, filters: {} })),
    kind: 'news',
    disabled: disabled ?? null,
    line: yaml.at(['news', id], 'key').line,
  }
}
