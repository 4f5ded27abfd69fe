import { z } from 'zod'
import { rankingSchema } from './digest/settings.ts'
import { address, cron, id, timezone, week, words } from './feeds-values.ts'
import { type FetchSettings, fetchSettingsSchema } from './fetch/settings.ts'
import { notifySchema } from './notify/settings.ts'
import type { Sources } from './registry.ts'
import type { Source } from './source-kit/source.ts'

const digest = z.strictObject({
  at: cron
    .default('0 20 * * 0')
    .describe(
      'When an edition closes, as weekly cron: minute, hour, "*", "*", weekday (0 is Sunday)',
    ),
  timezone: timezone
    .default('UTC')
    .describe('IANA time zone of `at` and of the edges of each edition'),
  first: z
    .strictObject({
      week: week.describe('ISO week in which the first edition closes, such as 2017-W36'),
      number: z.number().int().min(1).describe('Number of the edition that closes in that week'),
    })
    .nullable()
    .default(null)
    .describe('Where the numbering of editions begins'),
  lines: z.number().int().min(1).optional().describe('Most outages that an edition prints'),
  ranking: rankingSchema.optional(),
})

const seconds = z.number().min(10).max(604_800)

const polling = z
  .strictObject({
    every: seconds
      .default(300)
      .describe('Seconds between two polls of a feed on which nothing is open'),
    whileOpen: seconds
      .default(120)
      .describe('Seconds between two polls while an incident is open or maintenance is near'),
    slowest: seconds
      .default(3600)
      .describe('Longest wait in seconds, whatever a server asks for and however often it failed'),
  })
  .superRefine(({ every, whileOpen, slowest }, context) => {
    if (whileOpen <= every && every <= slowest) return
    const message = `expected whileOpen (${whileOpen}) ≤ every (${every}) ≤ slowest (${slowest})`
    context.addIssue({ code: 'custom', message })
  })

const archive = z.strictObject({
  keepDays: z
    .number()
    .int()
    .min(0)
    .max(36_500)
    .default(90)
    .describe('Days for which the replies of servers are kept as they came; 0 keeps none'),
})

const fetchDescriptions = {
  contact: 'Who to write to when our requests disturb; part of the User-Agent',
  allowHosts: 'Hosts that may have private addresses (self-hosted pages)',
  concurrency: 'Polls under way at once',
  perHost: 'Requests under way at once to one host',
  hostSpacing: 'Least seconds between the starts of two requests to one host',
  connectTimeout: 'Longest wait for a connection, in seconds',
  headersTimeout: 'Longest wait for the head of a reply, in seconds',
  bodyTimeout: 'Longest silence within a body, in seconds',
  totalTimeout: 'Hard limit for one address with its redirects, in seconds',
  maxRedirects: 'Most redirects that are followed',
  maxBytes: 'Largest unpacked body, in bytes',
  maxXmlBytes: 'Largest unpacked XML body, in bytes',
  maxFreshness: 'Longest wait that a server can ask for with max-age or Expires, in seconds',
} satisfies Record<keyof FetchSettings, string>

const fetchSection = z.strictObject(
  Object.fromEntries(
    Object.entries(fetchSettingsSchema.shape).map(([key, schema]) => [
      key,
      schema.describe(fetchDescriptions[key as keyof FetchSettings]),
    ]),
  ) as typeof fetchSettingsSchema.shape,
)

/** One page of a service: an address, or a mapping with options, or a list of those. */
function pageSchema(source: Source) {
  const page = z.union([
    address.describe('Address of the status page'),
    source.options.safeExtend({ url: address.optional().describe('Address of the status page') }),
  ])
  return z
    .union([...page.options, z.array(page).min(1, 'expected at least one page')])
    .optional()
    .describe(`${source.name}. ${source.summary}`)
}

/** What readers are told about a service, whatever pages it has. */
const facts = z.strictObject({
  name: words(100).describe('The name readers know'),
  aliases: z
    .array(words(100))
    .optional()
    .describe('Other names and former names under which headlines speak of it'),
  parent: id.optional().describe('Id of the service it is a part of'),
  gloss: words(100)
    .optional()
    .describe('A few words in brackets for readers who may not know it, such as bank, UK'),
  category: words(40).optional().describe('A kind to group by, such as cloud or payments'),
  page: address
    .optional()
    .describe(
      'Address of a status page that no source can read yet: shown to people, never polled',
    ),
  disclosure: words(300).optional().describe('A sentence to print whenever the service is listed'),
  disabled: words(300)
    .optional()
    .describe('Why its pages are not polled at the moment; news still watch it'),
})

function newsSchema(sources: Sources) {
  const options = sources.get('news')?.options ?? z.strictObject({})
  return options
    .safeExtend({
      news: address.optional().describe('Address of the RSS, Atom or JSON feed'),
      rss: address.optional().describe('The same as news'),
      services: z
        .union([id, z.array(id).min(1, 'expected at least one id')])
        .optional()
        .describe('Ids of the services that all articles are about: for the blog of a vendor'),
      disabled: words(300).optional().describe('Why it is not polled at the moment'),
    })
    .superRefine((entry: Record<string, unknown>, context) => {
      if ((entry.news === undefined) !== (entry.rss === undefined)) return
      const message = 'expected one address, as news: https://…'
      context.addIssue({ code: 'custom', message })
    })
}

/** The schemas of one entry and of each section. Built from the sources, so they know every option. */
export function feedsSchemas(sources: Sources) {
  const pages = [...sources.values()].filter((s) => s.id !== 'news')
  const service = facts
    .safeExtend(Object.fromEntries(pages.map((s) => [s.id, pageSchema(s)])))
    .describe('a service, such as { name: GitHub, statuspage: https://www.githubstatus.com }')
  const news = newsSchema(sources).describe(
    'a feed of news, such as { rss: https://lobste.rs/rss }',
  )
  return { id, service, news, digest, polling, archive, fetch: fetchSection, notify: notifySchema }
}

export type ServiceEntry = z.output<typeof facts> & Record<string, unknown>

/** The whole file as one schema: what feeds.schema.json is made from, and the list of sections. */
export function feedsSchema(sources: Sources) {
  const s = feedsSchemas(sources)
  return z.strictObject({
    services: z
      .record(s.id, s.service)
      .nullish()
      .describe('What is watched: an id for each service, and under it a name and its status page'),
    news: z
      .record(s.id, s.news)
      .nullish()
      .describe('Feeds of news in which reports of outages are looked for'),
    digest: s.digest.nullish().describe('When an edition closes, and how editions are counted'),
    fetch: s.fetch.nullish().describe('How the network is asked'),
    polling: s.polling.nullish().describe('How often feeds are polled'),
    archive: s.archive.nullish().describe('How long the replies of servers are kept'),
    notify: s.notify
      .nullish()
      .describe('Who is told when an edition is drawn up, or an outage opens, changes or ends'),
  })
}

/** The JSON Schema that editors check feeds.yaml with. */
export function feedsJsonSchema(sources: Sources): Record<string, unknown> {
  const schema = feedsSchema(sources).meta({ title: 'feeds.yaml of Outage Desk' })
  return z.toJSONSchema(schema, { target: 'draft-07', io: 'input', unrepresentable: 'any' })
}
