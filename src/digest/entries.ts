import type { Names, Report } from './articles.ts'
import { type Choice, choose, type Weighed } from './choose.ts'
import { counted } from './dates.ts'
import type { ArticleLine, Entry, FollowUp, IncidentLine, LeftOut } from './digest.ts'
import { foldedOutages } from './folding.ts'
import type { Group } from './grouping.ts'
import { alsoAffected, isOwnSite } from './kinship.ts'
import { compare } from './material.ts'
import { foldedLine, type Joined, type Outage } from './outage.ts'
import { pageOf } from './permalinks.ts'
import { downstreamFacts, type Scene, sum, type Weight, wordsOf } from './ranking.ts'
import type { DraftSettings } from './settings.ts'
import { articleLine, publishersOf, type Story } from './stories.ts'
import { substance, substanceOf } from './substance.ts'

export const noLongerListed = '(no longer listed by the provider)'

/** The entry of one service, null when nothing of it is worth a line; what is not is left out. */
export function entryOf(
  group: Group,
  names: Names,
  scene: Scene,
  settings: DraftSettings,
  wanted: ReadonlyMap<string, string> = new Map(),
): { entry: Entry | null; leftOut: LeftOut[] } {
  const outages = foldedOutages(group.outages, settings, wanted)
  const folded = { ...group, outages }
  const { leftOut, ...choice } = choose(folded, scene, settings, wanted)
  const { printed, stories, followUps } = choice
  const nothing = printed.length + stories.length + followUps.length === 0
  return {
    entry: nothing ? null : built(folded, choice, names, settings),
    leftOut: [...leftOut, ...behindUnprinted(outages, printed, group)],
  }
}

/** What would have been told in a line that is not printed, or beside it. */
function behindUnprinted(
  outages: readonly Outage[],
  printed: readonly Weighed[],
  { named }: Group,
): LeftOut[] {
  const unprinted = outages.filter((o) => !printed.some((w) => w.outage === o))
  return unprinted.flatMap(({ line, joined = [] }) => [
    ...(line.folded ?? [])
      .filter((f) => f.key !== line.key)
      .map((f) => besideLeftOut(f, named.name, `folded into “${line.title}”, which is left out`)),
    ...joined.flatMap((j) =>
      (j.outages ?? []).map((o) => besideLeftOut(o.line, j.name, `${j.reason}, which is left out`)),
    ),
  ])
}

function besideLeftOut(
  line: Pick<IncidentLine, 'key' | 'title' | 'url'>,
  service: string,
  reason: string,
): LeftOut {
  const { key, title, url } = line
  return { title, service, url, reason, item: `incident:${key}` }
}

function built(group: Group, choice: Choice, names: Names, settings: DraftSettings): Entry {
  const { named } = group
  const { printed, stories, followUps, reports } = choice
  const incidents = printed.map((w) => printedLine(w.outage.line))
  const articles = stories.map(articleLine)
  const dated = reports.filter((r) => r.lacks === null)
  const joined = joinedHere(printed, group)
  const weight = weightOfAll(choice, joined.length, settings)
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
        // What was split off does not name where it came from.
      ).filter((s) => s.id !== named.service?.id),
      joined,
      named.id,
    ),
    disclosure: named.service?.disclosure ?? null,
    score: weight.score,
    reasons: [
      ...reasonsOf(printed, choice.press, followUps, reports),
      ...new Set(joined.map((j) => j.reason)),
    ],
    facts: weight.facts.map(({ what, points }) => ({ what, points })),
    verified:
      printed.length > 0 ||
      followUps.some((f) => f.kind !== 'article') ||
      publishersOf([{ articles: dated }]).size > 1 ||
      dated.some((r) => isOwnSite(r.article.url, named.id, named.name)),
  }
}

interface JoinedHere extends Joined {
  of?: number
}

/** Services told of under this one: with one of its incidents, or with its entry as a whole. */
function joinedHere(printed: readonly Weighed[], { joined = [] }: Group): JoinedHere[] {
  const own = printed.flatMap(({ outage }) =>
    (outage.joined ?? []).map((j) => ({ ...j, of: outage.incident.key })),
  )
  return [...own, ...joined]
}

/** They stand beside its name, each once, with what they told themselves. */
function withJoined(
  hit: Entry['alsoAffected'],
  joined: readonly JoinedHere[],
  own: string,
): Entry['alsoAffected'] {
  const all = new Map(hit.map((s) => [s.id ?? s.name, s]))
  for (const one of joined.filter((j) => j.id !== own)) {
    const known = all.get(one.id)
    const told = [...(known?.told ?? []), ...(one.outages ?? []).map((o) => foldedLine(o))]
    const url = known?.url ?? one.url
    all.set(one.id, {
      id: one.id,
      name: one.name,
      ...(url === undefined ? {} : { url }),
      ...(told.length > 0 ? { told } : {}),
      ...(one.of === undefined || (known && known.of !== one.of) ? {} : { of: one.of }),
      ...(one.apart ? { apart: true } : {}),
    })
  }
  return [...all.values()]
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

/** The weightiest counts in full, each further incident, the follow-ups and who else fell a little. */
function weightOfAll(
  { printed, press, followUps }: Choice,
  joined: number,
  settings: DraftSettings,
): Weight {
  const best = [...printed].sort((a, b) => b.weight.score - a.weight.score)[0]
  const more = printed.length - 1
  const earlier = followUps.filter((f) => !f.thisWeek).length
  return sum([
    ...(best?.weight.facts ?? press?.facts ?? []),
    ...(more > 0
      ? [
          {
            what: `${counted(more, 'further incident')}`,
            points: settings.moreIncidentPoints * more,
          },
        ]
      : []),
    ...downstreamFacts(joined, settings),
    ...(earlier > 0
      ? [
          {
            what: 'follow-ups to earlier incidents',
            points: settings.followUpPoints + 3 * (earlier - 1),
          },
        ]
      : []),
  ])
}

function reasonsOf(
  printed: readonly Weighed[],
  press: Weight | null,
  followUps: readonly FollowUp[],
  reports: readonly Report[],
): string[] {
  const name = (w: Weighed) => (printed.length > 1 ? `${shortName(w.outage)}: ` : '')
  const incidents = printed.map(
    (w) => name(w) + [...w.outage.reasons, ...wordsOf(w.weight)].join(', '),
  )
  const earlier = followUps.filter((f) => !f.thisWeek).flatMap((f) => f.incidents)
  const followed =
    earlier.length > 0 ? [`follow-ups to earlier incidents: ${earlier.join(', ')}`] : []
  const articles = followUps.some((f) => f.kind === 'article') ? ['an analysis was published'] : []
  const dates = [...new Set(reports.flatMap((r) => r.reasons))].sort(compare)
  return [...incidents, ...(press ? wordsOf(press) : []), ...followed, ...articles, ...dates]
}

function shortName({ incident }: Outage): string {
  return /^\d{1,7}$/.test(incident.id) ? incident.id : `“${incident.title}”`
}
