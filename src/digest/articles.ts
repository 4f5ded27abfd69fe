import type { Service, StoredArticle } from '../incident.ts'
import { judge, type serviceNames, type Verdict } from '../news/verdict.ts'
import { dayMs, dayWords, ms } from './dates.ts'
import { nothingWanted, said, type Wanted } from './decisions.ts'
import type { LeftOut } from './digest.ts'
import type { Edition } from './edition.ts'
import type { Material } from './material.ts'
import { nameOf } from './place.ts'
import type { DraftSettings } from './settings.ts'
import { ageOf, olderStories } from './staleness.ts'
import { type Dated, linkKey } from './stories.ts'

/** A service as an article names it: one of ours, or any other. */
export interface Named {
  id: string
  name: string
  service: Service | null
}

/** An article that counts for an edition. */
export interface Report extends Dated {
  named: Named
  followUp: boolean
  /** Said of its date, when that is not its own or is doubtful. */
  reasons: string[]
  confidence: number
  /** Why it could not stand alone, for one without a date; else null. */
  lacks: string | null
}

export interface Sifted {
  reports: Report[]
  /** Without a date: they need somebody to vouch for them, and their reason if nobody does. */
  undated: { report: Report; repeat: boolean }[]
  leftOut: LeftOut[]
}

export interface Names {
  services: ReadonlyMap<string, Service>
  matcher: ReturnType<typeof serviceNames>
}

/**
 * Judges every article: those that report no outage and analyse none are no candidates and vanish;
 * the rest is current, undated or left out with its reason.
 */
export function sift(
  material: Material,
  edition: Edition,
  names: Names,
  settings: DraftSettings,
  wanted: Wanted = nothingWanted,
): Sifted {
  const sifted: Sifted = { reports: [], undated: [], leftOut: [] }
  const older = olderStories(material)
  const printed = printedLinks(material)
  for (const article of material.articles) {
    const verdict = verdictOf(article, names)
    const asked = wanted.included.get(`article:${article.key}`)
    if (!verdict.outage && !verdict.followUp && asked === undefined) continue
    const age = ageOf(article, edition, older, settings)
    const named = namedBy(verdict, names)
    const before = printed.get(linkKey(article.url) ?? '')
    const refused =
      (before && `already printed in ${before}`) ??
      (age.is === 'stale' ? age.reason : null) ??
      lastWeeks(article, edition, material) ??
      unfit(verdict, named, settings)
    const dropped = wanted.dropped.get(`article:${article.key}`)
    if (dropped !== undefined) {
      sifted.leftOut.push(articleLeftOut(article, named, said('left out', dropped)))
    } else if (asked !== undefined) {
      const home = named ?? {
        id: slug(article.title) || `article-${article.key}`,
        name: article.title,
        service: null,
      }
      const own = { ...report(article, verdict, home), followUp: false }
      sifted.reports.push({
        ...own,
        at: article.publishedAt,
        datedBy: 'the editor',
        reasons: [said('included', asked)],
      })
    } else if (refused || !named) {
      sifted.leftOut.push(articleLeftOut(article, named, refused ?? ''))
    } else if (age.is === 'current') {
      const dated = age.datedBy ? [`dated by ${age.datedBy}`] : []
      const reasons = [...dated, ...(age.caution ? [age.caution] : [])]
      const { at, datedBy } = age
      sifted.reports.push({ ...report(article, verdict, named), at, datedBy, reasons })
    } else if (age.is === 'undated') {
      const one = { ...report(article, verdict, named), lacks: age.reason }
      sifted.undated.push({ report: one, repeat: age.older !== null })
    }
  }
  return sifted
}

const judged = new WeakMap<Names, Map<string, Verdict>>()
const mostJudged = 50_000

/** A headline is judged once, however often a section is drafted from it. */
function verdictOf(article: StoredArticle, names: Names): Verdict {
  const kept = judged.get(names) ?? new Map<string, Verdict>()
  judged.set(names, kept)
  const key = `${article.title}\n${article.url}`
  const verdict = kept.get(key) ?? judge(article, names.matcher)
  if (kept.size >= mostJudged) kept.clear()
  kept.set(key, verdict)
  return verdict
}

function report(article: StoredArticle, verdict: Verdict, named: Named): Report {
  const { followUp, confidence } = verdict
  return { article, named, followUp, confidence, at: null, datedBy: null, reasons: [], lacks: null }
}

/** From the days of slack, and known when the edition before was drawn: it had its turn. */
function lastWeeks(article: StoredArticle, edition: Edition, material: Material): string | null {
  const from = ms(edition.from)!
  const early = article.publishedAt !== null && ms(article.publishedAt)! < from
  if (!early || ms(article.firstSeenAt)! >= from || material.earlier.length === 0) return null
  return `dated ${dayWords(article.publishedAt!, edition.timezone)}: a matter of the edition before`
}

function unfit(verdict: Verdict, named: Named | null, settings: DraftSettings): string | null {
  if (!named) {
    return verdict.followUp
      ? 'an analysis that names no service in its title'
      : 'reports an outage, but its title names no service'
  }
  if (verdict.followUp || verdict.confidence >= settings.minConfidence) return null
  return `may report an outage, but only with ${Math.round(verdict.confidence * 100)} % confidence`
}

export function articleLeftOut(
  article: StoredArticle,
  named: Named | null,
  reason: string,
): LeftOut {
  const { title, url, key } = article
  return { title, service: named?.name ?? null, url, reason, item: `article:${key}` }
}

function namedBy(verdict: Verdict, names: Names): Named | null {
  const known = verdict.serviceId ? names.services.get(verdict.serviceId) : undefined
  if (known) return { id: known.id, name: known.name, service: known }
  const name = verdict.service?.trim()
  const id = name ? slug(name) : ''
  return name && id ? { id, name, service: null } : null
}

/** `Lloyds Bank` → `lloyds-bank`; letters of any script stay. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/** Links of earlier editions, with the name of the newest that has them. Bare hosts do not count. */
function printedLinks(material: Material): Map<string, string> {
  const links = new Map<string, string>()
  for (const edition of material.earlier) {
    for (const url of edition.urls) {
      const key = linkKey(url)
      if (key && !/^[^/]*\?$/.test(key)) links.set(key, nameOf(edition))
    }
  }
  return links
}

/** Whether an article may tell of something that went on between two instants. */
export function isNear(
  at: string | null,
  from: string | null,
  to: string | null,
  days: number,
): boolean {
  const [t, a, b] = [ms(at), ms(from), ms(to)]
  if (t === null || a === null) return false
  return t >= a - days * dayMs && (b === null || t <= b + days * dayMs)
}
