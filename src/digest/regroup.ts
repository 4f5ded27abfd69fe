import type { Names } from './articles.ts'
import { type Decided, said } from './decisions.ts'
import type { Group } from './grouping.ts'

/**
 * Merges and splits as the editor decided, in that order of time. A merged group keeps the name of
 * the one it was merged into; what was split off has the name it was given.
 */
export function regrouped(
  groups: readonly Group[],
  decided: readonly Decided[],
  names: Names,
): Group[] {
  let now = groups.map((group) => ({ ...group }))
  for (const { decision, reason } of decided) {
    if (decision.do === 'merge') now = merged(now, decision.from, decision.into, reason, names)
    if (decision.do === 'split') now = split(now, decision, reason)
  }
  return now
}

function merged(
  groups: readonly Group[],
  from: string,
  into: string,
  reason: string,
  names: Names,
): Group[] {
  const source = groups.find((g) => g.named.id === from)
  if (!source || from === into) return [...groups]
  const service = names.services.get(into) ?? null
  const empty: Group = {
    named: { id: into, name: service?.name ?? into, service },
    outages: [],
    followUps: [],
    reports: [],
  }
  const target = groups.find((g) => g.named.id === into) ?? empty
  const joined: Group = {
    named: target.named,
    outages: [...target.outages, ...source.outages],
    followUps: [...target.followUps, ...source.followUps],
    reports: [...target.reports, ...source.reports],
    joined: [
      ...(target.joined ?? []),
      { ...source.named, reason: said(`merged with ${source.named.name}`, reason) },
    ],
  }
  return [...groups.filter((g) => g !== source && g !== target), joined]
}

interface Split {
  entry: string
  items: string[]
  as: string
  label: string
}

/** What was joined by itself is apart again before this runs: a split then moves what is left. */
function split(
  groups: readonly Group[],
  { entry, items, as, label }: Split,
  reason: string,
): Group[] {
  const source = groups.find((g) => g.named.id === entry)
  const apart = groups.find((g) => g.named.id === as)
  if (!source || source === apart) return [...groups]
  const goes = (handle: string) => items.includes(handle)
  const isOut = (o: Group['outages'][number]) => goes(`incident:${o.incident.key}`)
  const isRep = (r: Group['reports'][number]) => goes(`article:${r.article.key}`)
  const named = apart?.named ?? { ...source.named, id: as, name: label }
  const why = said(
    apart ? `kept apart from ${source.named.name}` : `split from ${source.named.name}`,
    reason,
  )
  const part: Group = {
    named,
    outages: [...(apart?.outages ?? []), ...source.outages.filter(isOut)],
    followUps: apart?.followUps ?? [],
    reports: [...(apart?.reports ?? []), ...source.reports.filter(isRep)],
    joined: [...(apart?.joined ?? []), { ...named, reason: why }],
  }
  const rest = {
    ...source,
    outages: source.outages.filter((o) => !isOut(o)),
    reports: source.reports.filter((r) => !isRep(r)),
  }
  return [...groups.filter((g) => g !== source && g !== apart), rest, part]
}
