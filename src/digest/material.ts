import type { ServiceHistory } from '#storage/history.ts'
import type { Gap, StoredArticle, StoredIncident } from '../incident.ts'

/** All that an edition is drafted from. Order does not matter. */
export interface Material {
  /** Those that touch the edition, and older ones about which something was published in it. */
  incidents: StoredIncident[]
  /** Published or first seen in it, or without a date. */
  articles: StoredArticle[]
  /** Articles stored earlier whose `titleKey` equals that of one of `articles`. */
  olderStories: StoredArticle[]
  /** How often the services of `incidents` failed in the year before. */
  history?: ServiceHistory[]
  gaps: Gap[]
  /** Ids of the feeds that were polled. */
  feeds: string[]
  /** What up to four earlier editions printed. */
  earlier: EarlierEdition[]
}

export interface EarlierEdition {
  edition: number | null
  week: string | null
  urls: string[]
  incidentKeys: number[]
}

/** The same material in an order of its own, each thing once. */
export function inOrder(material: Material): Material {
  return {
    incidents: distinct(material.incidents, (i) => `${i.key}`, byKey),
    articles: distinct(material.articles, (a) => `${a.key}`, byKey),
    olderStories: distinct(material.olderStories, (a) => `${a.key}`, byKey),
    history: [...(material.history ?? [])].sort((a, b) => compare(a.service, b.service)),
    gaps: [...material.gaps].sort((a, b) => compare(gapKey(a), gapKey(b))),
    feeds: [...new Set(material.feeds)].sort(compare),
    earlier: [...material.earlier].sort((a, b) => compare(earlierKey(a), earlierKey(b))),
  }
}

/** Plain comparison by code units: the same on every machine. */
export function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function byKey(a: { key: number }, b: { key: number }): number {
  return a.key - b.key || compare(JSON.stringify(a), JSON.stringify(b))
}

function distinct<T>(list: readonly T[], key: (t: T) => string, order: (a: T, b: T) => number) {
  const seen = new Map<string, T>()
  for (const one of [...list].sort(order)) if (!seen.has(key(one))) seen.set(key(one), one)
  return [...seen.values()]
}

function gapKey(gap: Gap): string {
  return `${gap.from} ${gap.feed} ${gap.to ?? '~'} ${gap.error}`
}

/** Newest first would be by number; those without one by week, then by content. */
function earlierKey(e: EarlierEdition): string {
  return `${String(e.edition ?? 0).padStart(9, '0')} ${e.week ?? ''} ${JSON.stringify(e)}`
}
