import type { Incident, Update } from '../incident.ts'

/**
 * One incident for each id, in the order they came. Of several copies (a list of what is open and
 * a history, read seconds apart) the one changed last stays, then the one with more updates.
 */
export function oneEach(incidents: readonly Incident[]): Incident[] {
  const kept = new Map<string, Incident>()
  for (const incident of incidents) {
    const held = kept.get(incident.id)
    if (!held || isNewer(incident, held)) kept.set(incident.id, incident)
  }
  return [...kept.values()]
}

/** Oldest first; an undated entry stays behind the one it came after, equal times keep their order. */
export function byTime<T extends { at: string | null }>(entries: readonly T[]): T[] {
  let last = ''
  const keyed = entries.map((entry) => {
    last = entry.at ?? last
    return { entry, key: last }
  })
  return keyed.sort((a, b) => a.key.localeCompare(b.key)).map(({ entry }) => entry)
}

/** Gives updates that share an id one of their own (`7`, `7-2`), and drops exact repeats. */
export function withUniqueIds(updates: readonly Update[]): Update[] {
  const taken = new Set<string>()
  const seen = new Set<string>()
  return updates.flatMap((update) => {
    const whole = JSON.stringify([update.id, update.status, update.at, update.text])
    if (seen.has(whole)) return []
    seen.add(whole)
    let id = update.id
    for (let n = 2; taken.has(id); n++) id = `${update.id}-${n}`
    taken.add(id)
    return [{ ...update, id }]
  })
}

function isNewer(a: Incident, b: Incident): boolean {
  const order = (a.updatedAt ?? '').localeCompare(b.updatedAt ?? '')
  return order > 0 || (order === 0 && a.updates.length > b.updates.length)
}
