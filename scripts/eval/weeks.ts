import { draft } from '../../src/digest/draft.ts'
import { editionBetween } from '../../src/digest/edition.ts'
import type { Material } from '../../src/digest/material.ts'
import type { Service, StoredArticle } from '../../src/incident.ts'
import { type Issue, titleFromLink } from './newsletter.ts'

const day = 86_400_000

export interface WeekScore {
  issue: number
  /** Entries of the editor whose link tells a title, and how many of their services were printed. */
  wanted: number
  printed: number
  /** Services printed that the editor did not have. */
  unlisted: number
  /** Places (1 is the top) of the services that both have. */
  ranks: number[]
  missed: string[]
  extra: string[]
}

/**
 * A week as the press would have told it: the words of the links the editor printed, set among a
 * week of real background titles, drafted as any edition is.
 */
export function scoreWeek(
  issue: Issue,
  background: readonly { title: string; url: string }[],
  services: readonly Service[],
): WeekScore {
  const to = new Date(`${issue.date}T23:00:00Z`)
  const from = new Date(to.getTime() - 7 * day)
  const edition = editionBetween(from.toISOString(), to.toISOString(), 'America/New_York')
  const press = issue.entries.flatMap((entry) => {
    const title = titleFromLink(entry.link)
    const current = entry.kind === 'news' || entry.kind === 'status-page'
    return title && current ? [{ entry, title }] : []
  })
  const articles = [
    ...press.map(({ entry, title }, n) =>
      article(n + 1, title, entry.link!, at(from, n, press.length)),
    ),
    ...background.map((b, n) => article(1000 + n, b.title, b.url, at(from, n, background.length))),
  ]
  const material: Material = {
    incidents: [],
    articles,
    olderStories: [],
    gaps: [],
    feeds: [],
    earlier: [],
  }
  const { entries } = draft(edition, material, services, { lines: 15 })
  const wanted = press.map(({ entry }) => entry.services ?? [entry.service])
  const labels = entries.map((e) => [e.service.id, e.label, ...e.alsoAffected.map((a) => a.name)])
  const places = wanted.map((names) =>
    labels.findIndex((l) => l.some((x) => names.some((n) => same(x, n, services)))),
  )
  const found = places.filter((p) => p >= 0)
  return {
    issue: issue.issue,
    wanted: wanted.length,
    printed: found.length,
    unlisted: entries.length - new Set(found).size,
    ranks: found.map((p) => p + 1),
    missed: wanted.filter((_, n) => places[n]! < 0).map((names) => names.join(', ')),
    extra: entries.filter((_, n) => !found.includes(n)).map((e) => e.label),
  }
}

function at(from: Date, n: number, total: number): string {
  return new Date(from.getTime() + Math.floor(((n + 0.5) / total) * 7 * day)).toISOString()
}

function article(key: number, title: string, url: string, when: string): StoredArticle {
  return {
    key,
    feed: 'eval',
    id: `${key}`,
    url,
    title,
    summary: '',
    publishedAt: when,
    updatedAt: null,
    publisher: null,
    firstSeenAt: when,
    lastSeenAt: when,
    backfilled: false,
    replyHash: '',
    fetchedAt: when,
  }
}

/** One service under two names: by our catalogue, or by the letters of the names. */
export function same(a: string, b: string, services: readonly Service[]): boolean {
  const letters = (s: string) => s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const [x, y] = [letters(a), letters(b)]
  if (x === '' || y === '') return false
  if (x === y || (x.length > 3 && y.includes(x)) || (y.length > 3 && x.includes(y))) return true
  return services.some((s) => {
    const names = [s.id, s.name, ...s.aliases].map(letters)
    return names.includes(x) && names.includes(y)
  })
}
