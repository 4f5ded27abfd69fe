import type { StoredArticle } from '../incident.ts'
import { dayMs, ms } from './dates.ts'
import type { ArticleLine } from './digest.ts'
import { traceOf } from './follow-ups.ts'
import { compare } from './material.ts'

/** One article that counts, with the time it is taken to be from. */
export interface Dated {
  article: StoredArticle
  /** Null for one without a date that others vouch for. */
  at: string | null
  datedBy: string | null
}

/** Articles that tell one story: the one to link first. */
export interface Story {
  articles: Dated[]
}

const lead =
  /^(?:(?:update[sd]?|breaking|exclusive|watch|live|resolved|fixed|status|(?:show|ask|tell) hn)\s*[:|–—-]\s*|\[[^\]]{1,20}\]\s*)+/
const tail =
  /\s*(?:\[[^\]]{1,20}\]|\((?:updated?|resolved|fixed|now fixed|back up|video|(?:19|20)\d\d)\))\s*$/
const publisherTail = /^(.+?\S)\s+(?:[|–—]|-)\s+((?:[\p{Lu}\d][\p{L}\p{N}.&'’]*(?:\s|$)){1,4})$/u
const little = /\b(?:is|are|was|were|be|been|being|has|have|had|the|a|an|s)\b/g

/**
 * A headline brought to the form in which one story has one key: case, accents, punctuation, the
 * name of the publisher at its end, marks such as "[resolved]" and the tense do not matter.
 */
export function storyKey(title: string): string {
  const bare = withoutPublisher(title.normalize('NFKC').trim())
  return bare
    .toLowerCase()
    .replace(lead, '')
    .replace(tail, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(little, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Only a few capitalised words after a headline of some length are taken for a publisher. */
function withoutPublisher(title: string): string {
  const m = title.length <= 400 ? publisherTail.exec(title) : null
  if (!m || m[1]!.split(' ').length < 4) return title
  return /\b(?:down|outage|offline|degraded|errors?|update)\b/i.test(m[2]!) ? title : m[1]!
}

/** An address by which two links to one page are equal; null stays null. */
export function linkKey(url: string | null): string | null {
  try {
    if (!url) return null
    const u = new URL(url)
    const query = [...u.searchParams].filter(([k]) => !/^(?:utm_|fbclid|gclid|ref$|cmp)/i.test(k))
    const host = u.hostname.replace(/^(?:www|m|amp)\./, '')
    const path = u.pathname.replace(/\/(?:amp)?\/?$/, '')
    return `${host}${path}?${query.sort().join('&')}`
  } catch {
    return url
  }
}

/** Stories of one service, each article in one: the same page, or the same headline within days. */
export function storiesOf(dated: readonly Dated[], days: number): Story[] {
  const stories: Story[] = []
  for (const one of [...dated].sort(byTime)) {
    const story = stories.find((s) => s.articles.some((other) => sameStory(one, other, days)))
    if (story) story.articles.push(one)
    else stories.push({ articles: [one] })
  }
  return stories.map(bestFirst).sort((a, b) => compare(rank(a), rank(b)))
}

function sameStory(a: Dated, b: Dated, days: number): boolean {
  const [x, y] = [linkKey(a.article.url), linkKey(b.article.url)]
  if (x !== null && x === y) return true
  if (storyKey(a.article.title) !== storyKey(b.article.title)) return false
  const [s, t] = [ms(a.at), ms(b.at)]
  return s === null || t === null || Math.abs(s - t) <= days * dayMs
}

/** Discussions stand behind what they discuss; then what says more, then the earlier. */
function bestFirst(story: Story): Story {
  const value = (d: Dated) => (isDiscussion(d.article.url) ? 1 : 0)
  const summary = (d: Dated) => (d.article.summary.length > 80 ? 0 : 1)
  const articles = [...story.articles].sort(
    (a, b) => value(a) - value(b) || summary(a) - summary(b) || byTime(a, b),
  )
  return { articles }
}

/** Stories with more places first, then the earlier. */
function rank(story: Story): string {
  const first = story.articles[0]!
  const places = 1000 - publishersOf([story]).size
  const talk = isDiscussion(first.article.url) ? 1 : 0
  return `${talk} ${places} ${timeKey(first)}`
}

function byTime(a: Dated, b: Dated): number {
  return compare(timeKey(a), timeKey(b))
}

function timeKey(d: Dated): string {
  return `${d.at ?? '9999'} ${d.article.url ?? '~'} ${d.article.title} ${d.article.key}`
}

const discussions =
  /^(?:news\.ycombinator\.com|lobste\.rs|(?:\w+\.)?reddit\.com|(?:\w+\.)?slashdot\.org|soylentnews\.org|twitter\.com|x\.com)$/
const aggregators =
  /^(?:news\.google\.com|news\.yahoo\.com|(?:www\.)?msn\.com|flipboard\.com|feedproxy\.google\.com|t\.co|apple\.news)$/

export function isDiscussion(url: string | null): boolean {
  return discussions.test(hostOf(url) ?? '')
}

/** Who wrote it: the host, or the publisher named where the host only collects. */
export function publisherOf(article: StoredArticle): string | null {
  const host = hostOf(article.url)
  const named = article.publisher?.trim() || null
  if (host === null || aggregators.test(host)) return named ?? host
  const letters = (s: string) => s.toLowerCase().replace(/[^a-z0-9]/g, '')
  return named && letters(named).length > 2 && letters(host).includes(letters(named)) ? named : host
}

export function publishersOf(stories: readonly Story[]): Set<string> {
  const names = stories.flatMap((s) => s.articles.map((d) => publisherOf(d.article)))
  return new Set(names.filter((n) => n !== null).map((n) => n.toLowerCase()))
}

function hostOf(url: string | null): string | null {
  try {
    return url ? new URL(url).hostname.replace(/^www\./, '') : null
  } catch {
    return null
  }
}

export function articleLine(story: Story): ArticleLine {
  const { article, at, datedBy } = story.articles[0]!
  const seen = new Set([linkKey(article.url)])
  const others = story.articles.slice(1).filter((d) => {
    const key = linkKey(d.article.url)
    return key !== null && !seen.has(key) && seen.add(key)
  })
  return {
    key: article.key,
    url: article.url,
    title: article.title,
    publisher: publisherOf(article),
    publishedAt: article.publishedAt ?? (datedBy ? null : at),
    datedBy,
    alsoAt: others.map(({ article: a }) => ({
      url: a.url,
      title: a.title,
      publisher: publisherOf(a),
    })),
    trace: traceOf(article),
  }
}
