import { setTimeout as sleep } from 'node:timers/promises'
import {
  claimDelivery,
  type DeliveryRow,
  giveUpOlder,
  markDelivered,
  markFailed,
  restTarget,
  stopTarget,
  targetsWithDue,
} from '#storage/deliveries.ts'
import type { Store } from '#storage/open.ts'
import { describeError } from '../errors.ts'
import type { PostAnswer, PostRequest } from '../fetch/post.ts'
import { headersOf } from './forms.ts'
import { cleanLine, cut } from './message.ts'
import { nextTry, patience, restUntil } from './next-try.ts'
import type { Target } from './targets.ts'

export const deliveryOutcomes = ['delivered', 'retried', 'given-up', 'stopped'] as const
export type DeliveryOutcome = (typeof deliveryOutcomes)[number]

export interface DeliveryResult {
  id: string
  target: string
  kind: string
  outcome: DeliveryOutcome
  error: string | null
}

export interface SendTools {
  store: Store
  targets: readonly Target[]
  post(url: string, request: PostRequest): Promise<PostAnswer>
  /** The clock, as ISO text. */
  now(): string
  /** 0 .. 1 */
  random?(): number
  signal?: AbortSignal
  /** Pause between two messages to one target, ms: Slack takes one a second. */
  spacing?: number
  onResult?(result: DeliveryResult): void
}

/** After this long a message whose sender died is sent again; longer than any try can last. ms */
const lease = 5 * 60_000
/** Messages to one target in one round. */
const batch = 20

/**
 * Delivers what is due: targets side by side, the messages of one target one after the other. A
 * target that fails rests until the next round. Nothing is thrown for what a receiver does.
 */
export async function sendDue(tools: SendTools): Promise<DeliveryResult[]> {
  const due = await targetsWithDue(tools.store.db, tools.now())
  if (due.size === 0) return []
  const busy = tools.targets.filter((target) => due.has(target.id))
  const results = await Promise.all(busy.map((target) => sendTo(target, tools)))
  const now = tools.now()
  const oldest = later(now, -patience - lease)
  await tools.store.write((trx) => giveUpOlder(trx, oldest, now))
  return results.flat()
}

async function sendTo(target: Target, tools: SendTools): Promise<DeliveryResult[]> {
  const results: DeliveryResult[] = []
  while (results.length < batch && !tools.signal?.aborted) {
    const now = tools.now()
    const row = await tools.store.write((trx) =>
      claimDelivery(trx, target.id, now, later(now, lease)),
    )
    if (!row) break
    const result = await deliver(row, target, tools)
    if (!result) break
    tools.onResult?.(result)
    results.push(result)
    if (result.outcome !== 'delivered') break
    await pause(tools)
  }
  return results
}

async function pause({ spacing = 1000, signal }: SendTools): Promise<void> {
  if (spacing > 0) await sleep(spacing, undefined, signal ? { signal } : {}).catch(() => {})
}

/** One try; null when it was cut short by our own stop: the lease brings it back. */
async function deliver(
  row: DeliveryRow,
  target: Target,
  tools: SendTools,
): Promise<DeliveryResult | null> {
  const headers = headersOf(target, row.id, row.body, tools.now())
  const signal = tools.signal ? { signal: tools.signal } : {}
  let answer: PostAnswer
  try {
    answer = await tools.post(target.url, { headers, body: row.body, ...signal })
  } catch (error) {
    if (tools.signal?.aborted) return null
    return failed(row, describeError(error), null, tools)
  }
  if (answer.status >= 200 && answer.status < 300) {
    await tools.store.write((trx) => markDelivered(trx, row.key, tools.now()))
    return resultOf(row, 'delivered', null)
  }
  if (answer.status === 410) return stop(row, target, tools)
  return failed(row, complaint(answer), answer.retryAfter, tools)
}

async function failed(
  row: DeliveryRow,
  error: string,
  retryAfter: number | null,
  tools: SendTools,
): Promise<DeliveryResult> {
  const now = tools.now()
  const random = (tools.random ?? Math.random)()
  const next = nextTry(now, { createdAt: row.created_at, tries: row.tries, retryAfter, random })
  const rest = restUntil(now, retryAfter)
  await tools.store.write(async (trx) => {
    await markFailed(trx, row.key, error, next, now)
    if (rest) await restTarget(trx, row.target, rest)
  })
  return resultOf(row, next ? 'retried' : 'given-up', error)
}

/** 410 asks to send nothing there any more. */
async function stop(row: DeliveryRow, target: Target, tools: SendTools): Promise<DeliveryResult> {
  const reason = 'the target answered 410: it is gone, and nothing more is sent there'
  const stopped = { target: target.id, address: target.address, stopped_at: tools.now(), reason }
  await tools.store.write((trx) => stopTarget(trx, stopped))
  return resultOf(row, 'stopped', reason)
}

function complaint({ status, text }: PostAnswer): string {
  const said = cut(cleanLine(text), 200)
  return `the target answered ${status}${said ? `: ${said}` : ''}`
}

function resultOf(
  row: DeliveryRow,
  outcome: DeliveryOutcome,
  error: string | null,
): DeliveryResult {
  return { id: row.id, target: row.target, kind: row.kind, outcome, error }
}

function later(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString()
}
