import type { Gap } from '../incident.ts'
import { minuteMs, ms } from './dates.ts'
import type { Coverage } from './digest.ts'
import type { Edition } from './edition.ts'
import { compare, type Material } from './material.ts'
import type { DraftSettings } from './settings.ts'

/** Stands for all feeds in a gap: the collector itself did not run. */
export const everyFeed = '*'

/** What could not be read in an edition. Gaps shorter than the page's memory are not told of. */
export function coverageOf(
  material: Material,
  edition: Edition,
  settings: DraftSettings,
): Coverage {
  const gaps = material.gaps
    .flatMap((gap) => clipped(gap, edition) ?? [])
    .filter((gap) => lengthOf(gap, edition) >= settings.gapMinutes * minuteMs)
    .sort((a, b) => lengthOf(b, edition) - lengthOf(a, edition) || compare(textOf(a), textOf(b)))
  const holed = new Set(gaps.map((gap) => gap.feed))
  const all = material.feeds.length
  const whole = material.feeds.filter((feed) => !holed.has(feed)).length
  return { feeds: all, readAllWeek: holed.has(everyFeed) ? 0 : whole, gaps }
}

/** Null when it lies outside. What reaches past the end stays open, whatever came of it later. */
function clipped(gap: Gap, edition: Edition): Gap | null {
  const [from, to] = [ms(edition.from)!, ms(edition.to)!]
  const start = Math.max(ms(gap.from) ?? from, from)
  const end = gap.to === null ? null : ms(gap.to)
  if (start >= to || (end !== null && end <= from)) return null
  return {
    feed: gap.feed,
    from: start === from ? edition.from : gap.from,
    to: end !== null && end < to ? gap.to : null,
    error: gap.error,
  }
}

function lengthOf(gap: Gap, edition: Edition): number {
  return (ms(gap.to) ?? ms(edition.to)!) - ms(gap.from)!
}

function textOf(gap: Gap): string {
  return `${gap.from} ${gap.feed} ${gap.error}`
}
