import { type Decided, decisionsFor, said } from './decisions.ts'
import type { Digest, Entry, LeftOut } from './digest.ts'

/** What the editor decided on whole entries, applied in the order it was decided. Pure. */
export function editedEntries(
  ranked: readonly Entry[],
  decided: readonly Decided[],
): { entries: Entry[]; leftOut: LeftOut[] } {
  const worded = ranked.map((entry) => wordedBy(entry, decided))
  const out = new Map(
    decisionsFor(decided, 'exclude').map(({ decision, reason }) => [decision.entry, reason]),
  )
  const kept = worded.filter((e) => !out.has(e.service.id))
  const leftOut = worded
    .filter((e) => out.has(e.service.id))
    .map((e) => excluded(e, out.get(e.service.id)!))
  return { entries: placed(kept, decided), leftOut }
}

function excluded(entry: Entry, reason: string): LeftOut {
  const { label, url, service } = entry
  return { title: label, service: label, url, reason: said('left out', reason), entry: service.id }
}

function wordedBy(entry: Entry, decided: readonly Decided[]): Entry {
  let now = entry
  for (const { decision, reason } of decided) {
    if (decision.do === 'rename' && decision.entry === entry.service.id) {
      const gloss = decision.gloss === undefined ? now.gloss : decision.gloss
      now = {
        ...now,
        label: decision.label,
        gloss,
        reasons: [...now.reasons, said('renamed', reason)],
      }
    } else if (decision.do === 'remark' && decision.entry === entry.service.id) {
      now = {
        ...now,
        editorRemark: decision.text ?? '',
        reasons: [...now.reasons, said('worded', reason)],
      }
    }
  }
  return now
}

/** The order asked for first, then the rest by weight; pinned entries take their place last of all. */
function placed(entries: readonly Entry[], decided: readonly Decided[]): Entry[] {
  const order = decisionsFor(decided, 'order').at(-1)?.decision.entries ?? []
  const byId = new Map(entries.map((e) => [e.service.id, e]))
  const first = order.flatMap((id) => byId.get(id) ?? [])
  const list = [...first, ...entries.filter((e) => !order.includes(e.service.id))]
  const pins = new Map(
    decisionsFor(decided, 'pin').map(({ decision }) => [decision.entry, decision.place]),
  )
  for (const [id, place] of [...pins].sort(([, a], [, b]) => a - b)) {
    const at = list.findIndex((e) => e.service.id === id)
    if (at >= 0) list.splice(Math.min(place, list.length) - 1, 0, ...list.splice(at, 1))
  }
  return list
}

/** Ids of entries that a decision keeps from being crowded out. */
export function keptEntries(decided: readonly Decided[]): Set<string> {
  return new Set(
    decided.flatMap(({ decision }) => {
      if (decision.do === 'pin' || decision.do === 'remark' || decision.do === 'rename') {
        return [decision.entry]
      }
      if (decision.do === 'order') return decision.entries
      return decision.do === 'merge' ? [decision.into] : []
    }),
  )
}

/**
 * A frozen section with a correction: only entries that the new decisions are about change, taken
 * from a fresh draft where they need one; everything else stays to the byte.
 */
export function corrected(
  frozen: Digest,
  fresh: Digest,
  decided: readonly Decided[],
  correction: { at: string; reason: string },
): Digest {
  const named = new Set(decided.flatMap(({ decision }) => idsIn(decision)))
  const holders = [...frozen.entries, ...fresh.entries].filter((e) =>
    itemsIn(e).some((item) => named.has(item)),
  )
  const touched = new Set([...named, ...holders.map((e) => e.service.id)])
  const freshById = new Map(fresh.entries.map((e) => [e.service.id, e]))
  const kept = frozen.entries.flatMap((entry) => {
    if (!touched.has(entry.service.id)) return [entry]
    return freshById.get(entry.service.id) ?? []
  })
  const added = fresh.entries.filter(
    (e) => touched.has(e.service.id) && !frozen.entries.some((f) => f.service.id === e.service.id),
  )
  const entries = placed([...kept, ...added], decided)
  const isTouched = (l: LeftOut) => touched.has(l.item ?? '') || touched.has(l.entry ?? '')
  const leftOut = [
    ...frozen.leftOut.filter((l) => !isTouched(l)),
    ...fresh.leftOut.filter(isTouched),
  ]
  return { ...frozen, entries, leftOut, corrections: [...(frozen.corrections ?? []), correction] }
}

/** Handles of everything an entry tells of, also in the line of another incident or beside its name. */
export function itemsIn({ incidents, articles, alsoAffected }: Entry): string[] {
  const told = [
    ...incidents.flatMap((i) => i.folded ?? []),
    ...alsoAffected.flatMap((s) => s.told ?? []),
  ]
  return [
    ...[...incidents, ...told].map((i) => `incident:${i.key}`),
    ...articles.map((a) => `article:${a.key}`),
  ]
}

function idsIn(decision: Decided['decision']): string[] {
  switch (decision.do) {
    case 'include':
    case 'drop':
      return 'as' in decision && decision.as ? [decision.as, decision.item] : [decision.item]
    case 'merge':
      return [decision.from, decision.into]
    case 'split':
      return [decision.entry, decision.as]
    case 'order':
      return []
    default:
      return [decision.entry]
  }
}
