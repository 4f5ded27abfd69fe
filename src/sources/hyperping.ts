import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { textOf } from '../source-kit/decode.ts'
import { readJson, shaped } from '../source-kit/json.ts'
import { emptyReading, incidentOf } from '../source-kit/reading.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

/** `/status.json`, witnessed by a client of 2026: no components and no texts. */
const statusShape = z.looseObject({
  indicator: z.string(),
  uptime: z.string().regex(/^(?:\d+(?:\.\d+)?%|N\/A)$/),
})
const tail = /\/status\.json$/

export const source = defineSource({
  id: 'hyperping',
  name: 'Hyperping',
  summary:
    'Whether a status page by Hyperping reports trouble; its public document has one word and no texts.',
  site: 'https://hyperping.com',
  examples: ['https://example.hyperping.app'],
  gives: {
    impact: 'inferred',
    components: false,
    regions: false,
    updates: 'none',
    maintenance: true,
    postmortems: false,
    history: 'open only',
  },
  options: z.strictObject({}),
  filters: [],
  probes: ['/status.json'],
  recognises: ({ hostname }) => /\.hyperping\.app$/.test(hostname),
  detects,
  asks: (feed, replies): Ask[] => {
    const url = `${rootOf(feed.url)}/status.json`
    return wasAsked(replies, url) ? [] : [{ url }]
  },
  read,
})

function rootOf(address: string): string {
  const { origin, pathname } = new URL(address)
  return origin + pathname.replace(tail, '').replace(/\/+$/, '')
}

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reply = replies.find((r) => r.status === 200) ?? refuse(`${feed.url}: no reply to read`)
  const { indicator } = shaped(readJson(reply), statusShape, reply.url)
  const reading = emptyReading()
  const open = openOf(indicator, rootOf(feed.url))
  reading.incidents = open ? [open] : []
  reading.reach = { since: null, open: open?.status !== 'unknown', openOnly: true }
  return reading
}

/** One word for the whole page; what it is about, and since when, is not said. */
function openOf(word: string, url: string): Incident | null {
  if (word === 'up') return null
  const planned = word === 'maintenance'
  const known = ['incident', 'outage', 'maintenance'].includes(word)
  return incidentOf({
    id: planned ? 'maintenance' : 'incident',
    url,
    title: `Status page reports "${word}"`,
    kind: planned ? 'maintenance' : 'incident',
    status: planned ? 'in_progress' : known ? 'investigating' : 'unknown',
    impact: planned ? 'maintenance' : word === 'outage' ? 'major' : 'unknown',
    impactLabel: word,
  })
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200) continue
    const json =
      tail.test(new URL(reply.url).pathname) &&
      attempt(() => shaped(readJson(reply), statusShape, reply.url), [])
    const url = rootOf(reply.url)
    if (json)
      return {
        confidence: 0.9,
        why: `${reply.url} has an indicator and an uptime as Hyperping’s`,
        url,
      }
    const text = attempt(() => textOf(reply), []) ?? ''
    if (
      /^\s*</.test(text) &&
      /https:\/\/[\w.-]*hyperping\.(?:io|app|com)\/(?:_next|static|assets|logo)/.test(text)
    ) {
      return { confidence: 0.6, why: `${reply.url} loads files of Hyperping`, url }
    }
  }
  return null
}
