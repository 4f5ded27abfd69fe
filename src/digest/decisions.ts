import { z } from 'zod'

/** An incident or article by our own key: `incident:12`, `article:7`. */
export const itemHandle = z
  .string()
  .regex(/^(?:incident|article):\d+$/, 'expected incident:N or article:N')
/** An entry by the id of its service, or one split off by its new id. */
const entryId = z.string().min(1).max(200)
const words = (longest: number) => z.string().trim().min(1).max(longest)

/** What an editor can decide. Decisions name what they are about by ids that polls do not change. */
export const decisionShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('exclude'), entry: entryId }),
  z.strictObject({ do: z.literal('include'), item: itemHandle, as: entryId.optional() }),
  z.strictObject({ do: z.literal('drop'), item: itemHandle }),
  z.strictObject({ do: z.literal('pin'), entry: entryId, place: z.number().int().min(1).max(100) }),
  z.strictObject({ do: z.literal('order'), entries: z.array(entryId).min(1).max(100) }),
  z.strictObject({
    do: z.literal('rename'),
    entry: entryId,
    label: words(100),
    gloss: words(100).nullish(),
  }),
  z.strictObject({ do: z.literal('remark'), entry: entryId, text: words(2000).nullable() }),
  z.strictObject({ do: z.literal('merge'), from: entryId, into: entryId }),
  z.strictObject({
    do: z.literal('split'),
    entry: entryId,
    items: z.array(itemHandle).min(1),
    as: entryId,
    label: words(100),
  }),
])

export type Decision = z.output<typeof decisionShape>
export type DecisionOf<K extends Decision['do']> = Extract<Decision, { do: K }>

/** A decision with what was said for it. */
export interface Decided {
  decision: Decision
  reason: string
}

/** The decisions of one kind, oldest first. */
export function decisionsFor<K extends Decision['do']>(
  decided: readonly Decided[],
  kind: K,
): { decision: DecisionOf<K>; reason: string }[] {
  return decided.filter(
    (d): d is { decision: DecisionOf<K>; reason: string } => d.decision.do === kind,
  )
}

/** Items the editor asked for or took out, with the reason. */
export interface Wanted {
  included: ReadonlyMap<string, string>
  dropped: ReadonlyMap<string, string>
}

export const nothingWanted: Wanted = { included: new Map(), dropped: new Map() }

/** Items that an editor asked for; a later `drop` takes an `include` back, and the other way round. */
export function itemsOf(decided: readonly Decided[]): Wanted {
  const included = new Map<string, string>()
  const dropped = new Map<string, string>()
  for (const { decision, reason } of decided) {
    if (decision.do === 'include') {
      included.set(decision.item, reason)
      dropped.delete(decision.item)
    } else if (decision.do === 'drop') {
      dropped.set(decision.item, reason)
      included.delete(decision.item)
    }
  }
  return { included, dropped }
}

/** `left out by the editor: only a test`, or without the reason where none was given. */
export function said(what: string, reason: string): string {
  return reason ? `${what} by the editor: ${reason}` : `${what} by the editor`
}
