import { hash } from 'node:crypto'
import { type Problem, quoted } from './feeds-problems.ts'
import type { Path, YamlText } from './feeds-yaml.ts'
import type { Source } from './source-kit/source.ts'

/** A service that shares a feed, and what narrows the feed to it (see `source-kit/select.ts`). */
export interface FeedService {
  id: string
  filters: Record<string, unknown>
}

/** One address, read through one source, for one service or more. */
export interface FeedSpec {
  /** `statuspage:www.githubstatus.com`; for news the key in feeds.yaml. */
  id: string
  source: string
  /** As written, or the source's default. */
  url: string
  /** Options that hold for the whole feed. */
  options: Record<string, unknown>
  services: FeedService[]
  kind: 'status' | 'news'
  /** Why it is not polled; null when it is. */
  disabled: string | null
  line: number
}

/** A page as one service names it, before pages are put together. */
export interface Page {
  service: string
  source: Source
  url: string
  options: Record<string, unknown>
  filters: Record<string, unknown>
  disabled: string | null
  path: Path
}

export type RawPage = string | ({ url?: string } & Record<string, unknown>)

/** Splits what a service wrote about a page into address, options and filters. Null adds a problem. */
export function pageOf(
  raw: RawPage,
  source: Source,
  service: { id: string; disabled: string | null },
  yaml: YamlText,
  path: Path,
  problems: Problem[],
): Page | null {
  const fault = (message: string) => {
    problems.push({ ...yaml.at(path), message, hint: null })
    return null
  }
  const { url = source.defaultUrl, ...rest } = typeof raw === 'string' ? { url: raw } : raw
  if (url === undefined) return fault(`"url" is missing: ${source.name} has no page of its own`)
  // An address alone has not met the options' schema yet: it fills the defaults.
  const filled = source.options.safeParse(rest)
  if (!filled.success) {
    const missing = filled.error.issues.map((i) => quoted(i.path.join('.'))).join(', ')
    return fault(`expected a mapping with url and ${missing}`)
  }
  const { options, filters } = sorted(filled.data, source.filters)
  return { service: service.id, source, url, options, filters, disabled: service.disabled, path }
}

function sorted(given: Record<string, unknown>, filterNames: readonly string[]) {
  const options: Record<string, unknown> = {}
  const filters: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined) (filterNames.includes(key) ? filters : options)[key] = value
  }
  return { options, filters }
}

/**
 * Puts pages together: the same source, address and feed-wide options make one feed, fetched once.
 * The first feed of a page has the plain id; others of that page carry their options in it.
 */
export function feedsOf(pages: readonly Page[], yaml: YamlText, problems: Problem[]): FeedSpec[] {
  const groups = new Map<string, Page[]>()
  const optionsOf = new Map<string, string>()
  for (const page of pages) {
    const plain = `${page.source.id}:${withoutKeys(normalAddress(page.url))}`
    const options = optionsText(page.options)
    const first = optionsOf.get(plain) ?? options
    optionsOf.set(plain, first)
    const id = options === first ? plain : `${plain}#${options}`
    const group = groups.get(id)
    if (group) group.push(page)
    else groups.set(id, [page])
  }
  return [...groups].map(([id, group]) => {
    for (const page of group) oneScheme(page, group[0]!, yaml, problems)
    return feedOf(id, group, yaml)
  })
}

function feedOf(id: string, group: readonly Page[], yaml: YamlText): FeedSpec {
  const { source, url, options, path, disabled } = group[0]!
  const active = group.filter((page) => page.disabled === null)
  const members = active.length > 0 ? active : group
  return {
    id,
    source: source.id,
    url,
    options,
    services: members.map(({ service, filters }) => ({ id: service, filters })),
    kind: 'status',
    disabled: active.length > 0 ? null : disabled,
    line: yaml.at(path).line,
  }
}

function oneScheme(page: Page, first: Page, yaml: YamlText, problems: Problem[]): void {
  if (new URL(page.url).protocol === new URL(first.url).protocol) return
  const { line } = yaml.at(first.path)
  const message = `expected the same address as in line ${line}: ${first.url}`
  problems.push({ ...yaml.at(page.path), message, hint: null })
}

/** Host, path and query without scheme and without slashes at the end: `www.githubstatus.com`. */
export function normalAddress(url: string): string {
  const { host, pathname, search } = new URL(url)
  return `${host}${pathname.replace(/\/+$/, '')}${search}`
}

/** Ids are shown to everybody: of a key in the address only a hash, which still tells two apart. */
function withoutKeys(address: string): string {
  return address.replace(
    /([?&][\w-]*(?:token|key|secret|sig|pass|auth)[\w-]*=)([^&]+)/gi,
    (_, name, value) => `${name}${hash('sha256', value).slice(0, 8)}`,
  )
}

function optionsText(options: Record<string, unknown>): string {
  return Object.keys(options)
    .sort()
    .map((key) => `${key}=${JSON.stringify(options[key])}`)
    .join('&')
}
