/** Longest an RSS `<ttl>` is believed: some feeds ask for a week and mean nothing by it. */
const longest = 3600

/** Seconds a feed itself asks to be left alone (RSS `<ttl>`, in minutes), at most an hour; null when it does not. */
export function ttlOf(body: Uint8Array): number | null {
  const head = Buffer.from(body.subarray(0, 4000)).toString('latin1')
  const minutes = /<ttl>\s*(\d{1,6})\s*<\/ttl>/i.exec(head)?.[1]
  return minutes ? Math.min(Number(minutes) * 60, longest) : null
}
