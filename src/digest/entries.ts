import type { Names, Report } from './articles.ts'
import { type Choice, choose, type Weighed } from './choose.ts'
import type { ArticleLine, Entry, FollowUp, IncidentLine, LeftOut } from './digest.ts'
import type { Group } from './grouping.ts'
import { alsoAffected, isOwnSite } from './kinship.ts'
import { compare } from './material.ts'
import type { Outage } from './outage.ts'
import { pageOf } from './permalinks.ts'
import type { Weight } from './ranking.ts'
import type { DraftSettings } from './settings.ts'
import { articleLine, publishersOf, type Story } from './stories.ts'
import { substance, substanceOf } from './substance.ts'

export const noLongerListed = '(no longer listed by the provider)'

/** The entry of one service, null when nothing of it is worth a line; what is not is left out. */
export function entryOf(
  group: Group,
  names: Names,
  settings: DraftSettings,
  wanted: ReadonlyMap<string, string> = new Map(),
): { entry: Entry | null; leftOut: LeftOut[] } {
  const { leftOut, ...choice } = choose(group, settings, wanted)
  const { printed, stories, followUps } = choice
  const nothing = printed.length + stories.length + followUps.length === 0
  return { entry: nothing ? null : built(group, choice, names, settings), leftOut }
}

function built(group: Group, choice: Choice, names: Names, settings: DraftSettings): Entry {
  const { named } = group
  const { printed, stories, followUps, reports } = choice
  const incidents = printed.map((w) => printedLine(w.outage.line))
  const articles = stories.map(articleLine)
  const dated = reports.filter((r) => r.lacks === null)
  return {
    service: { id: named.id, name: named.name },
    label: named.name,
    gloss: named.service?.gloss ?? null,
    url: entryUrl(incidents, articles, followUps),
    remark: entryRemark(incidents, stories, settings),
    incidents,
    followUps,
    articles,
    alsoAffected: withJoined(
      alsoAffected(
        printed.map((w) => w.outage.incident),
        named.id,
        names.services,
      ),
      group,
    ),
    disclosure: named.service?.disclosure ?? null,
    score: scoreOf(printed, choice.press, followUps, settings),
    reasons: [
      ...reasonsOf(printed, choice.press, followUps, reports),
      ...(group.joined ?? []).map((j) => j.reason),
    ],
    verified:
      printed.length > 0 ||
      followUps.some((f) => f.kind !== 'article') ||
      publishersOf([{ articles: dated }]).size > 1 ||
      dated.some((r) => isOwnSite(r.article.url, named.id, named.name)),
  }
}

/** Services whose own entry was merged into this one stand beside its name. */
function withJoined(also: Entry['alsoAffected'], { named, joined = [] }: Group) {
  const more = joined.filter((j) => j.id !== named.id && !also.some((a) => a.id === j.id))
  return [...also, ...more.map(({ id, name }) => ({ id, name }))]
}

function printedLine(line: IncidentLine): IncidentLine {
  if (line.state !== 'vanished') return line
  return { ...line, remark: `${line.remark ?? line.title} ${noLongerListed}` }
}

/** The page of the incident, of several that which shows them; else the press; else of follow-ups. */
function entryUrl(
  incidents: readonly IncidentLine[],
  articles: readonly ArticleLine[],
  followUps: readonly FollowUp[],
): string | null {
  const followed = followUps.filter((f) => f.kind !== 'article').flatMap((f) => f.links)
  return (
    pageFor(incidents) ??
    articles.find((a) => a.url)?.url ??
    pageFor(followed) ??
    followUps[0]?.url ??
    null
  )
}

function pageFor(lines: readonly { url: string | null }[]): string | null {
  const urls = lines.map((line) => line.url).filter((url) => url !== null)
  return urls.length > 1 ? pageOf(urls) : (urls[0] ?? null)
}

function entryRemark(
  incidents: readonly IncidentLine[],
  stories: readonly Story[],
  settings: DraftSettings,
): string | null {
  if (incidents.length > 1) return null
  const own = incidents[0]?.remark
  if (own) return own
  const reports = stories.flatMap((s) => s.articles.map((d) => d.article))
  const told = substance(
    reports.map((a) => a.summary),
    settings.remarkLength,
  )
  return told ?? reports.map((a) => a.title).find((title) => substanceOf(title) >= 5) ?? null
}

/** The weightiest counts in full, each further incident and the follow-ups a little. */
function scoreOf(
  printed: readonly Weighed[],
  press: Weight | null,
  followUps: readonly FollowUp[],
  settings: DraftSettings,
): number {
  const more = 2 * Math.max(0, printed.length - 1)
  const earlier = followUps.filter((f) => !f.thisWeek)
  const extra = earlier.length > 0 ? settings.followUpPoints + 3 * (earlier.length - 1) : 0
  const best = Math.max(0, ...printed.map((w) => w.weight.score))
  return Math.round((printed.length > 0 ? best : (press?.score ?? 0)) + more + extra)
}

function reasonsOf(
  printed: readonly Weighed[],
  press: Weight | null,
  followUps: readonly FollowUp[],
  reports: readonly Report[],
): string[] {
  const name = (w: Weighed) => (printed.length > 1 ? `${shortName(w.outage)}: ` : '')
  const incidents = printed.map(
    (w) => name(w) + [...w.outage.reasons, ...w.weight.facts].join(', '),
  )
  const earlier = followUps.filter((f) => !f.thisWeek).flatMap((f) => f.incidents)
  const followed =
    earlier.length > 0 ? [`follow-ups to earlier incidents: ${earlier.join(', ')}`] : []
  const articles = followUps.some((f) => f.kind === 'article') ? ['an analysis was published'] : []
  const dates = [...new Set(reports.flatMap((r) => r.reasons))].sort(compare)
  return [...incidents, ...(press?.facts ?? []), ...followed, ...articles, ...dates]
}

function shortName({ incident }: Outage): string {
  return /^\d{1,7}$/.test(incident.id) ? incident.id : `“${incident.title}”`
}
