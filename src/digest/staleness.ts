import type { StoredArticle } from '../incident.ts'
import { titleKey } from '../news/title-key.ts'
import { addressDate, bracketedYears, endedBefore, statedDay } from './address-date.ts'
import { dayMs, dayWords, distanceWords, editionDays, isWithin, ms } from './dates.ts'
import type { Edition } from './edition.ts'
import type { Material } from './material.ts'
import type { DraftSettings } from './settings.ts'
import { linkKey, storyKey } from './stories.ts'

/** Whether an article is from the time of an edition, and what shows it. */
export type Age =
  | { is: 'current'; at: string; datedBy: string | null; caution: string | null }
  | { is: 'undated'; reason: string; older: StoredArticle | null }
  | { is: 'stale'; reason: string }

/** The older stories by each of their keys. */
export type OlderStories = ReadonlyMap<string, readonly StoredArticle[]>

/** How far an address may lie before the date of its feed: news sites move and re-date. */
const addressDays = 14
/** A headline of some length that is a year old is the same page again, not a new failure. */
const [sameWords, sameDays] = [6, 300]

export function olderStories(material: Material): OlderStories {
  const byTitle = new Map<string, StoredArticle[]>()
  for (const story of material.olderStories) {
    for (const key of keysOf(story)) byTitle.set(key, [...(byTitle.get(key) ?? []), story])
  }
  return byTitle
}

function keysOf(article: StoredArticle): Set<string> {
  return new Set([`title ${titleKey(article.title)}`, `story ${storyKey(article.title)}`])
}

/**
 * Judges by the item's own date, by a date in its address and by older stories of the same
 * headline. The time we first saw it is no evidence of its age.
 */
export function ageOf(
  article: StoredArticle,
  edition: Edition,
  older: OlderStories,
  settings: DraftSettings,
): Age {
  const before = olderOf(article, edition, older, settings)
  const own = article.publishedAt
  const resurfaced = before.find((o) => sameLink(o, article))
  const retold = before.find((o) => isRetold(o, article, edition))
  const stale =
    staleTitle(article, edition) ??
    (own ? staleDate(own, edition, settings) : null) ??
    staleAddress(article, edition, settings) ??
    staleText(article, edition) ??
    (resurfaced ? `the same page was published ${onDay(resurfaced, edition)}` : null) ??
    (retold ? `the same headline was published ${onDay(retold, edition)}` : null)
  if (stale) return { is: 'stale', reason: stale }
  const first = before[0] ?? null
  if (own) {
    const caution = first && `the same headline was also published ${onDay(first, edition)}`
    return { is: 'current', at: own, datedBy: null, caution }
  }
  return undated(article, edition, first)
}

function undated(article: StoredArticle, edition: Edition, older: StoredArticle | null): Age {
  const [address, said] = [addressDate(article.url), statedDay(article.summary)]
  const date = narrow(address) ? address : said
  if (date && !older && ms(date.from)! < ms(edition.to)!) {
    const datedBy = `its ${date === address ? 'address' : 'text'} (${date.words})`
    return { is: 'current', at: clamped(date.from, edition), datedBy, caution: null }
  }
  const days = editionDays(edition)
  const lacks = `carries no date of its own, so nothing shows that it is from this week (${days})`
  const repeat = older && `; the same headline was published ${onDay(older, edition)}`
  return { is: 'undated', reason: `${lacks}${repeat ?? ''}`, older }
}

/** A year alone shows that a page is old, never that it is of this week. */
function narrow(date: { from: string; to: string } | null): boolean {
  return date !== null && ms(date.to)! - ms(date.from)! < 40 * dayMs
}

/** A month or day that only overlaps the edition counts from its first edge. */
function clamped(at: string, edition: Edition): string {
  return ms(at)! < ms(edition.from)! ? edition.from : at
}

function staleDate(at: string, edition: Edition, settings: DraftSettings): string | null {
  if (isWithin(at, edition, settings.slackDays)) return null
  return `dated ${dayWords(at, edition.timezone)}, ${asideWords(at, edition)}`
}

function asideWords(at: string, edition: Edition): string {
  if (ms(at)! >= ms(edition.to)!) return 'after this edition closed'
  return `${distanceWords(at, edition.from)} before this edition`
}

/** Feeds give old pages the date of the day on which somebody found them. */
function staleAddress(
  article: StoredArticle,
  edition: Edition,
  settings: DraftSettings,
): string | null {
  const date = addressDate(article.url)
  if (!date) return null
  const slack = article.publishedAt ? addressDays : settings.slackDays
  if (ms(date.to)! < ms(edition.from)! - slack * dayMs) {
    return `its address says ${date.words}, ${distanceWords(date.to, edition.from)} before this edition`
  }
  const after = !article.publishedAt && ms(date.from)! >= ms(edition.to)!
  return after ? `its address says ${date.words}, after this edition closed` : null
}

/** What the text itself gives as its day. */
function staleText(article: StoredArticle, edition: Edition): string | null {
  const date = statedDay(article.summary)
  if (!date || !endedBefore(date, ms(edition.from)!, addressDays)) return null
  return `its text says ${date.words}, ${distanceWords(date.to, edition.from)} before this edition`
}

/** Forums mark old articles with their year, and not always at the end. */
function staleTitle(article: StoredArticle, edition: Edition): string | null {
  const oldest = new Date(ms(edition.from)! - dayMs).getUTCFullYear()
  const year = bracketedYears(article.title).find((y) => y < oldest)
  return year ? `its title says that it is from ${year}` : null
}

/** Short headlines come again with each failure; long ones only when an old page is found. */
function isRetold(older: StoredArticle, article: StoredArticle, edition: Edition): boolean {
  const words = storyKey(article.title).split(' ').length
  const at = ms(dateOf(older))
  return words >= sameWords && at !== null && at < ms(edition.from)! - sameDays * dayMs
}

/** Older stories of the same headline, the earliest first; never the article itself. */
function olderOf(
  article: StoredArticle,
  edition: Edition,
  older: OlderStories,
  settings: DraftSettings,
): StoredArticle[] {
  const edge = ms(edition.from)! - settings.slackDays * dayMs
  const found = new Set([...keysOf(article)].flatMap((key) => older.get(key) ?? []))
  return [...found]
    .filter((o) => o.key !== article.key && (ms(dateOf(o)) ?? edge) < edge)
    .sort((a, b) => (ms(dateOf(a)) ?? 0) - (ms(dateOf(b)) ?? 0) || a.key - b.key)
}

function dateOf(article: StoredArticle): string {
  return article.publishedAt ?? article.firstSeenAt
}

function onDay(article: StoredArticle, edition: Edition): string {
  const day = dayWords(dateOf(article), edition.timezone)
  return article.publishedAt ? `on ${day}` : `earlier (first seen on ${day})`
}

function sameLink(a: StoredArticle, b: StoredArticle): boolean {
  const key = linkKey(a.url)
  return key !== null && key === linkKey(b.url)
}
