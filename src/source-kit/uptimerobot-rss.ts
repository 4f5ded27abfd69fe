import type { Incident } from '../incident.ts'
import { decodeText } from './decode.ts'
import { readFeed } from './feed.ts'
import { entryOf } from './feed-entries.ts'
import { foldEntries } from './feed-incidents.ts'
import type { Reading, Reply } from './source.ts'
import { plainText } from './text.ts'
import { attemptAsync } from './tolerance.ts'
import { type Turn, turnIncidents } from './uptimerobot-events.ts'

export function isXml(reply: Reply): boolean {
  const { text } = decodeText(reply.body.subarray(0, 500), reply.headers['content-type'])
  return /<(?:\?xml|rss|feed)\b/i.test(text)
}

/** The feed of an account, none and a note when it cannot be read: `Shop is DOWN (https://shop.example)`, the address being that of the monitor. */
export async function accountFeed(
  reply: Reply,
  page: string,
  reading: Reading,
): Promise<Incident[][]> {
  const document = await attemptAsync(() => readFeed(reply), reading.notes)
  if (!document) return []
  reading.notes.push(...document.notes)
  const turns: Turn[] = []
  const others = document.items.filter((item) => {
    const m =
      /^(.+?) is (UP|DOWN)\b(?: \(.*\))?\.?$/i.exec(item.title) ??
      /^Monitor is (UP|DOWN): ()(.+)$/i.exec(item.title)
    if (!m) return true
    const monitor = (m[3] ?? m[1]!).trim()
    const up = /^up$/i.test(m[3] ? m[1]! : m[2]!)
    turns.push({ monitor, up, at: item.publishedAt, text: plainText(item.html) })
    return false
  })
  return [
    turnIncidents(turns, page),
    foldEntries(others.map(entryOf), document, reply.url, reply.at),
  ]
}
