import type { FeedRow } from '#storage/feeds.ts'
import type { DeskConfig, DeskFeed, FeedHealth } from '../parts.ts'

export const parts = ['all', 'act', 'failing', 'look', 'unread', 'ok', 'disabled'] as const
export type Part = (typeof parts)[number]

/** A feed with all that is known of its health. */
export interface FeedLine {
  feed: DeskFeed
  /** Names of its services. */
  names: string[]
  lastReadAt: string | null
  nextCheckAt: string | null
  error: string | null
  findings: FeedHealth['findings']
}

export function feedLines(
  { feeds, services }: Pick<DeskConfig, 'feeds' | 'services'>,
  health: readonly FeedHealth[],
  rows: readonly Pick<FeedRow, 'id' | 'next_check_at' | 'active'>[],
): FeedLine[] {
  const healthOf = new Map(health.map((h) => [h.id, h]))
  const rowOf = new Map(rows.map((r) => [r.id, r]))
  const nameOf = new Map(services.map((s) => [s.id, s.name]))
  return feeds.map((feed) => {
    const known = healthOf.get(feed.id)
    const row = rowOf.get(feed.id)
    return {
      feed,
      names: feed.services.map((id) => nameOf.get(id) ?? id),
      lastReadAt: known?.lastReadAt ?? null,
      nextCheckAt: row?.active === 1 && feed.disabled === null ? row.next_check_at : null,
      error: known?.error ?? null,
      findings: known?.findings ?? [],
    }
  })
}

export function isPart(line: FeedLine, part: Part): boolean {
  if (part === 'all') return true
  if (line.feed.disabled !== null) return part === 'disabled'
  if (part === 'act' || part === 'look') return line.findings.some((f) => f.needs === part)
  if (part === 'failing') return line.error !== null
  if (part === 'unread') return line.lastReadAt === null && line.error === null
  return part === 'ok' && line.lastReadAt !== null && line.error === null
}

/** What needs doing first, then what fails, what is worth a look, what was never read; by line. */
export function worstFirst(a: FeedLine, b: FeedLine): number {
  return rank(a) - rank(b) || a.feed.line - b.feed.line
}

const order: readonly Part[] = ['disabled', 'act', 'failing', 'look', 'unread', 'ok']

function rank(line: FeedLine): number {
  const at = order.findIndex((part) => isPart(line, part))
  return at === 0 ? order.length : at
}
