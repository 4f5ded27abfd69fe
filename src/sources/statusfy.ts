import { z } from 'zod'
import type { Incident } from '../incident.ts'
import { earliestOf } from '../source-kit/dates.ts'
import { textOf } from '../source-kit/decode.ts'
import { feedIncidents } from '../source-kit/feed-incidents.ts'
import { oneEach } from '../source-kit/one-each.ts'
import { emptyReading } from '../source-kit/reading.ts'
import { filterNames } from '../source-kit/select.ts'
import {
  type Ask,
  type Detection,
  defineSource,
  type Reading,
  type Reply,
  replyTo,
  type SourceFeed,
  wasAsked,
} from '../source-kit/source.ts'
import {
  isIncidentList,
  readStatusfy,
  type StatusfyDocument,
} from '../source-kit/statusfy-incident.ts'
import { attempt, attemptAsync, refuse } from '../source-kit/tolerance.ts'

const statics = '/static/content/api/v0'
const tail =
  /\/(?:static\/content\/api\/.*|api\/v\d\/.*|incidents(?:\/.*)?|history|scheduled|feeds\/.*)$/

export const source = defineSource({
  id: 'statusfy',
  name: 'Statusfy',
  summary: 'Incidents and maintenance of status pages built with Statusfy, static or served.',
  site: 'https://statusfy.co',
  examples: ['https://demo.statusfy.co'],
  gives: {
    impact: 'stated',
    components: true,
    regions: false,
    updates: 'all',
    maintenance: true,
    postmortems: false,
    history: 'the first page of the list',
  },
  options: z.strictObject({
    component: filterNames,
    /** Of the page's languages, the one to read; `en` unless given. */
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Za-z]+)?$/)
      .optional(),
  }),
  filters: ['component'],
  probes: [`${statics}/incidents.page-1.en.json`, '/api/v0/incidents?page=1'],
  recognises: ({ hostname }) => hostname === 'demo.statusfy.co',
  detects,
  asks,
  read,
})

function rootOf(address: string): string {
  const url = new URL(address)
  return url.origin + url.pathname.replace(tail, '').replace(/\/+$/, '')
}

/** A static build has files for each language, a served one an API; the feed is for neither. */
function asks(feed: SourceFeed, replies: readonly Reply[]): Ask[] {
  const root = rootOf(feed.url)
  const language = feed.options.language ?? 'en'
  const list = `${root}${statics}/incidents.page-1.${language}.json`
  if (!wasAsked(replies, list)) return [{ url: list, optional: true }]
  const scheduled = `${root}${statics}/scheduled.${language}.json`
  if (isList(replyTo(replies, list))) return optional(scheduled, replies)
  const api = `${root}/api/v0/incidents?page=1`
  if (!wasAsked(replies, api)) return optional(api, replies)
  const news = `${root}/feeds/incidents.${language}.xml`
  return isList(replyTo(replies, api)) || wasAsked(replies, news) ? [] : [{ url: news }]
}

function optional(url: string, replies: readonly Reply[]): Ask[] {
  return wasAsked(replies, url) ? [] : [{ url, optional: true }]
}

function isList(reply: Reply | undefined): boolean {
  return !!reply && (attempt(() => isIncidentList(reply), []) ?? false)
}

async function read(feed: SourceFeed, replies: readonly Reply[]): Promise<Reading> {
  const reading = emptyReading()
  const root = rootOf(feed.url)
  const documents: StatusfyDocument[] = []
  const fed: Incident[] = []
  let feeds = 0
  for (const reply of replies.filter((r) => r.status === 200)) {
    const xml = attempt(() => /^\s*<(?:\?xml|rss|feed)\b/i.test(textOf(reply)), reading.notes)
    if (xml) {
      const told = await attemptAsync(() => fromFeed(reply, reading.notes), reading.notes)
      if (told) feeds++
      fed.push(...(told ?? []))
    } else if (xml === false) {
      const document = attempt(() => readStatusfy(reply, root, reading.skipped), reading.notes)
      if (document) documents.push(document)
    }
  }
  if (documents.length + feeds === 0)
    refuse(reading.notes[0] ?? `${feed.url}: no reply of Statusfy to read`)
  const told = oneEach(documents.flatMap((d) => d.incidents))
  const known = new Set(told.map((i) => i.id))
  reading.incidents = [...told, ...fed.filter((i) => !known.has(i.id))]
  const sure = reading.skipped.length === 0 && reading.notes.length === 0
  const whole = sure && documents.some((d) => d.whole)
  const posted = documents[0]?.incidents.map((i) => i.postedAt) ?? []
  reading.reach = { since: whole ? 'always' : sure ? earliestOf(...posted) : null, open: whole }
  return reading
}

async function fromFeed(reply: Reply, notes: string[]): Promise<Incident[]> {
  const { incidents } = await feedIncidents(reply, notes)
  return incidents.map((incident) => ({
    ...incident,
    id: /\/incidents\/([\w-]+)\/?$/.exec(incident.url ?? '')?.[1] ?? incident.id,
  }))
}

function detects(replies: readonly Reply[]): Detection | null {
  for (const reply of replies.filter((r) => r.status === 200)) {
    const url = rootOf(reply.url)
    const text = attempt(() => textOf(reply), []) ?? ''
    if (isList(reply)) {
      const own = /"affectedsystems"\s*:/.test(text)
      return {
        confidence: own ? 0.95 : 0.6,
        why: `${reply.url} is a list of incidents as Statusfy pages it`,
        url,
      }
    }
    if (/^\s*<(?:\?xml|rss|feed)\b/.test(text) && /<generator[^>]*>\s*Statusfy\b/i.test(text)) {
      return { confidence: 0.95, why: `${reply.url} is a feed made by Statusfy`, url }
    }
  }
  return null
}
