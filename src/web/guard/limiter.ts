/** Attempts of one address, or of all; `at` is when the newest was let through, in milliseconds. */
export interface Tries {
  count: number
  at: number
}

/** Durations in milliseconds. After `free` attempts each next one waits twice as long as the one before. */
export interface Rule {
  free: number
  first: number
  longest: number
  forget: number
}

export const perAddress: Rule = { free: 5, first: 2_000, longest: 900_000, forget: 3_600_000 }
/** Milder: a crowd of guessing machines slows an editor down; only one who was never here may have to wait it out. */
export const overall: Rule = { free: 30, first: 1_000, longest: 30_000, forget: 600_000 }

/** Milliseconds until the next attempt is let through; 0 when it may come now. */
export function waitAfter(tries: Tries | undefined, rule: Rule, now: number): number {
  if (!tries || tries.count < rule.free) return 0
  // A clock that was set back must not lengthen the wait.
  const passed = Math.max(0, now - tries.at)
  const wait = Math.min(rule.longest, rule.first * 2 ** (tries.count - rule.free))
  return Math.max(0, wait - passed)
}

/** The tries with one more, or a new count when the old one is long past. */
export function counted(tries: Tries | undefined, rule: Rule, now: number): Tries {
  const fresh = !tries || now - tries.at >= rule.forget
  return { count: fresh ? 1 : tries.count + 1, at: now }
}

export interface Limiter {
  /** Milliseconds to wait; 0 when let through, and then counted as if it had failed. */
  attempt(network: string, now: number): number
  /** Takes back the attempt. A network an editor came from is spared the wait that others cause. */
  succeeded(network: string, role: 'editor' | 'reader'): void
  /** How many networks are remembered. */
  size(): number
}

/** Remembers at most `most` networks, the ones that tried last. */
export function createLimiter(most = 10_000): Limiter {
  const networks = new Map<string, Tries>()
  const known = new Map<string, true>()
  let all: Tries | undefined

  return {
    attempt(network, now) {
      const others = known.has(network) ? 0 : waitAfter(all, overall, now)
      const wait = Math.max(waitAfter(networks.get(network), perAddress, now), others)
      if (wait > 0) return wait
      putLast(networks, network, counted(networks.get(network), perAddress, now), most)
      all = counted(all, overall, now)
      return 0
    },
    succeeded(network, role) {
      // Never back to zero: a reader could wipe his guesses at the editor's password by signing in.
      networks.set(network, oneLess(networks.get(network)))
      all = oneLess(all)
      if (role === 'editor') putLast(known, network, true, most)
    },
    size: () => networks.size + known.size,
  }
}

function oneLess(tries: Tries | undefined): Tries {
  return { count: Math.max(0, (tries?.count ?? 0) - 1), at: tries?.at ?? 0 }
}

/** Sets a key as the newest and drops the oldest above the cap. */
export function putLast<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) return
    map.delete(oldest)
  }
}
