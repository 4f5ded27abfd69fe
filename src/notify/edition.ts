import { safeUrl } from '../outputs/clean.ts'
import { cleanLine, cut, type Message, minute, type Run } from './message.ts'

/** What is told of a digest; a whole one will do. */
export interface DrawnEdition {
  edition: {
    week: string | null
    number: number | null
    from: string
    to: string
    timezone: string
  }
  entries: readonly {
    service: { id: string; name: string }
    label: string
    url: string | null
    remark: string | null
  }[]
  coverage: { feeds: number; gaps: readonly unknown[] }
}

const mostEntries = 100
const longestLine = 200

/** The message that an edition was drawn up. `desk` is where it can be read, if anywhere. */
export function editionMessage(drawn: DrawnEdition, now: string, desk: string | null): Message {
  const { edition, entries, coverage } = drawn
  const about = `edition:${edition.week ?? `${edition.from}/${edition.to}`}`
  const name = edition.number === null ? (edition.week ?? '') : `${edition.number}`
  const gaps = coverage.gaps.length
  return {
    kind: 'edition.drawn',
    event: `${about}:drawn`,
    about,
    at: now,
    subject: `Outages, edition ${name}: ${counted(entries.length)}`,
    url: safeUrl(desk),
    lines: [
      ...entries.slice(0, mostEntries).map(entryLine),
      [
        {
          text: `${minute(edition.from)} to ${minute(edition.to)} · ${gapWords(gaps, coverage.feeds)}`,
        },
      ],
    ],
    data: {
      edition,
      url: safeUrl(desk),
      entries: entries.slice(0, mostEntries).map((e) => ({
        service: e.service,
        label: e.label,
        url: safeUrl(e.url),
        remark: e.remark === null ? null : cut(e.remark, longestLine * 2),
      })),
      moreEntries: Math.max(0, entries.length - mostEntries),
      coverage: { feeds: coverage.feeds, gaps },
    },
  }
}

function entryLine(entry: DrawnEdition['entries'][number]): Run[] {
  const remark = cleanLine(entry.remark ?? '')
  const label = { text: `• ${cut(cleanLine(entry.label), 100)}`, url: entry.url }
  return remark ? [label, { text: `: ${cut(remark, longestLine)}` }] : [label]
}

function counted(entries: number): string {
  if (entries === 0) return 'nothing to report'
  return entries === 1 ? '1 outage' : `${entries} outages`
}

function gapWords(gaps: number, feeds: number): string {
  if (gaps === 0) return `all of ${feeds} feeds could be read`
  return `${gaps} ${gaps === 1 ? 'gap' : 'gaps'} in what ${feeds} feeds could tell`
}
