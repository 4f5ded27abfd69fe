import { createHash } from 'node:crypto'
import { type NewDelivery, queueDeliveries, stoppedTargets, toldOf } from '#storage/deliveries.ts'
import type { Db } from '#storage/open.ts'
import { type DrawnEdition, editionMessage } from './edition.ts'
import { aboutOf, eventsOf, type SeenIncident } from './events.ts'
import { bodyOf } from './forms.ts'
import { type Message, type MessageContext, messageOf } from './message.ts'
import type { Target } from './targets.ts'

/** What became of one incident in a poll. */
export interface Change {
  before: SeenIncident | null
  after: SeenIncident
}

/**
 * Queues what targets should hear of these changes; how many messages. To be called in the
 * transaction that writes the changes: then a change and its messages are kept or lost together.
 */
export async function queueOutages(
  trx: Db,
  changes: readonly Change[],
  targets: readonly Target[],
  context: MessageContext & { now: string },
): Promise<number> {
  const listening = targets.filter((t) => t.on.includes('outage'))
  // Most polls change nothing that anybody is told of: then no question is asked.
  const worth = changes.filter((c) =>
    listening.some((t) => eventsOf(c.before, c.after, t.rules, true).length > 0),
  )
  if (worth.length === 0) return 0
  const told = await toldOf(
    trx,
    worth.map((c) => aboutOf(c.after)),
  )
  const messages = (await running(trx, listening)).flatMap((target) =>
    worth.flatMap(({ before, after }) => {
      const heard = told.has(`${target.id}\n${aboutOf(after)}`)
      return eventsOf(before, after, target.rules, heard).map((event) =>
        delivery(messageOf(event, context), target),
      )
    }),
  )
  return queueDeliveries(trx, messages, context.now)
}

/** Queues word of an edition; once per target and week, however often it is called. */
export async function queueEdition(
  trx: Db,
  drawn: DrawnEdition,
  targets: readonly Target[],
  context: { now: string; desk: string | null },
): Promise<number> {
  const listening = targets.filter((t) => t.on.includes('edition'))
  if (listening.length === 0) return 0
  const message = editionMessage(drawn, context.now, context.desk)
  const messages = (await running(trx, listening)).map((target) => delivery(message, target))
  return queueDeliveries(trx, messages, context.now)
}

/** Without those that said they are gone, as long as their address is the same. */
async function running(trx: Db, targets: readonly Target[]): Promise<Target[]> {
  const stopped = new Map((await stoppedTargets(trx)).map((s) => [s.target, s.address]))
  return targets.filter((t) => stopped.get(t.id) !== t.address)
}

function delivery(message: Message, target: Target): NewDelivery {
  return {
    id: messageId(target.id, message.event),
    target: target.id,
    event: message.event,
    about: message.about,
    kind: message.kind,
    subject: message.subject,
    body: bodyOf(message, target.form),
  }
}

/** The same for one event and target for ever: the receiver drops what it has by this id. */
export function messageId(target: string, event: string): string {
  const hash = createHash('sha256').update(`${target}\n${event}`).digest('base64url')
  return `msg_${hash.slice(0, 32)}`
}
