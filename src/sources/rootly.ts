import { z } from 'zod'
import { textOf } from '../source-kit/decode.ts'
import { readJson } from '../source-kit/json.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading } from '../source-kit/reading.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import { pageRoot } from '../source-kit/statuspage-page.ts'
import { statuspageDocument } from '../source-kit/statuspage-shape.ts'
import { attempt, refuse } from '../source-kit/tolerance.ts'

const statusShape = z.looseObject({
  page: z.looseObject({ id: z.never().optional(), name: z.string(), url: z.string() }),
  status: z
    .looseObject({ indicator: z.enum(['none', 'minor', 'major', 'maintenance']) })
    .optional(),
  incidents: z.array(z.unknown()).optional(),
})
const path = '/api/v1/incidents.json?per_page=100'

export const source = defineSource({
  id: 'rootly',
  name: 'Rootly',
  summary:
    'Active incidents of status pages by Rootly, after its documentation: Statuspage’s form under /api/v1, without history.',
  site: 'https://rootly.com',
  examples: ['https://status.rootly.com'],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'open only',
  },
  options: z.strictObject({ component: z.union([z.string(), z.array(z.string())]).optional() }),
  filters: ['component'],
  probes: ['/api/v1/status.json'],
  recognises: ({ hostname }) => hostname === 'status.rootly.com',
  detects,
  asks: (feed, replies): Ask[] => {
    const url = `${pageRoot(feed.url)}${path}`
    return wasAsked(replies, url) ? [] : [{ url }]
  },
  read,
})

function read(feed: SourceFeed, replies: readonly Reply[]): Reading {
  const reading = emptyReading()
  const context = { root: pageRoot(feed.url), skipped: reading.skipped }
  const whole = replies.filter((r) => r.status === 200)
  const documents = whole.flatMap(
    (reply) => attempt(() => statuspageDocument(reply, context), reading.notes) ?? [],
  )
  if (documents.length === 0) refuse(reading.notes[0] ?? `${feed.url}: no reply to read`)
  const lists = documents.flatMap((d) =>
    [d.incidents, d.maintenances].flatMap((list) => list ?? []),
  )
  reading.incidents = oneEach(lists.flatMap((list) => list.incidents))
  const told = documents.some((d) => d.incidents)
  const open = told && reading.skipped.length === 0 && reading.notes.length === 0
  reading.reach = { since: null, open, openOnly: true }
  return reading
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies) {
    if (reply.status !== 200 || !/\/api\/v1\/\w+\.json/.test(reply.url)) continue
    const json = attempt(() => readJson(reply), [])
    const shape = statusShape.safeParse(json)
    if (
      !shape.success ||
      !(shape.data.status ?? shape.data.incidents) ||
      !/rootly|"time_zone"/.test(textOf(reply))
    )
      continue
    const why = `${reply.url} tells its state under /api/v1 as Rootly does`
    return { confidence: 0.8, why, url: pageRoot(reply.url) }
  }
  return null
}
