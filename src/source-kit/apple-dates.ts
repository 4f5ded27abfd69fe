import { zonedTime } from './dates.ts'
import { oneLine } from './text.ts'

/**
 * `07/27/2022 10:48 PDT` (en_US), `21.03.2022 16:27 GMT` and `2022/03/21 16:27 GMT` (others). In
 * other locales than en_US the order of day and month with slashes is not known: null.
 */
export function appleDate(value: string | null | undefined, url: string): string | null {
  const m = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4}),? (\d{1,2}):(\d{2}) ([\w+:-]+)$/.exec(
    oneLine(value ?? ''),
  )
  if (!m) return null
  const [a, b, c, hour, minute] = [m[1], m[3], m[4], m[5], m[6]].map(Number)
  const clock = [hour!, minute!, 0, m[7]!] as const
  if (m[1]!.length === 4) return zonedTime(a!, b!, c!, ...clock)
  if (m[2] === '.') return zonedTime(c!, b!, a!, ...clock)
  return /_(?!en_US)[a-z]{2}_[A-Z]{2}\./.test(url) ? null : zonedTime(c!, a!, b!, ...clock)
}
