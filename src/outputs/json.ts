import type { Digest } from '../digest/digest.ts'

/** Keys in the order in which people read them; any other follows, by name. */
const order = (
  'edition entries leftOut coverage ' +
  'number week from to timezone feeds readAllWeek gaps feed fetchedAt hash error ' +
  'id key service name label gloss url title publisher status impact impactLabel state open ' +
  'startedAt resolvedAt postedAt publishedAt datedBy remark text at kind thisWeek links durations ' +
  'posted stated statedBasis quote regions incidents followUps articles alsoAt alsoAffected ' +
  'disclosure score reasons reason verified trace'
).split(' ')

/** The digest as JSON: `entries` as printed, keys always in the same order. */
export function json(digest: Digest): string {
  return `${JSON.stringify(digest, sorted, 2)}\n`
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => (place(a) < place(b) ? -1 : 1)),
  )
}

function place(key: string): string {
  const at = order.indexOf(key)
  return at < 0 ? `~${key}` : String(at).padStart(3, '0')
}
