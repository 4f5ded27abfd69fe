import type { DeskParts, PollOutcome } from '../parts.ts'

const pauseMs = 10_000

/** A poll by hand; `outcome` is null while it is under way. */
export interface HandPoll {
  at: string
  outcome: PollOutcome | null
}

/** Polls by hand: of each feed one at a time, and none within ten seconds of another. */
export function handPolls({ config, now, pollNow }: Pick<DeskParts, 'config' | 'now' | 'pollNow'>) {
  const last = new Map<string, HandPoll>()

  return {
    lastOf: (feed: string): HandPoll | null => last.get(feed) ?? null,
    /** `unknown`: feeds.yaml has no such feed, or nothing polls it. */
    async poll(feed: string): Promise<'done' | 'busy' | 'soon' | 'unknown'> {
      if (!config().feeds.some((f) => f.id === feed && f.disabled === null)) return 'unknown'
      const before = last.get(feed)
      if (before && before.outcome === null) return 'busy'
      if (before && Date.parse(now()) - Date.parse(before.at) < pauseMs) return 'soon'
      last.set(feed, { at: now(), outcome: null })
      try {
        const outcome = await pollNow(feed)
        if (outcome) last.set(feed, { at: now(), outcome })
        return outcome ? 'done' : 'unknown'
      } finally {
        if (last.get(feed)?.outcome === null) last.delete(feed)
      }
    },
  }
}
