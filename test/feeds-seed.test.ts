import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Feeds, readFeeds } from '../src/feeds.ts'
import { feedsJsonSchema, feedsSchema } from '../src/feeds-schema.ts'
import { loadSources, type Sources } from '../src/registry.ts'

const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const text = textOf('feeds.yaml')
let sources: Sources
let feeds: Feeds
beforeAll(async () => {
  sources = await loadSources()
  feeds = readFeeds(text, 'feeds.yaml', sources)
})

const hostOf = (url: string) => new URL(url).hostname
const named = (name: string) => {
  const key = name.toLowerCase()
  return feeds.services.find((s) => [s.name, ...s.aliases].some((n) => n.toLowerCase() === key))
}
const pagesOf = (id: string) =>
  feeds.feeds.filter((f) => f.kind === 'status' && f.services.some((s) => s.id === id))

describe('the shipped feeds.yaml', () => {
  it('names the schema in its first line', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./feeds.schema.json')
  })

  it('has one line for each service, with the columns aligned', () => {
    const blocks = text.slice(text.indexOf('\nservices:'), text.indexOf('\nnews:')).split(/\n\n/)
    const lines = blocks.map((b) => b.split('\n').filter((l) => /^ {2}[^#\s]/.test(l)))
    expect(lines.flat()).toHaveLength(feeds.services.length)
    for (const block of lines) {
      for (const line of block)
        expect(line).toMatch(/^ {2}[a-z0-9-]+: +\{ name: .+, +category: .+ \}$/)
      for (const column of ['{', ' category:']) {
        expect(new Set(block.map((line) => line.indexOf(column))).size).toBeLessThanOrEqual(1)
      }
    }
  })

  it('has one category under each heading, and its ids in order', () => {
    const blocks = text.slice(text.indexOf('\nservices:'), text.indexOf('\nnews:')).split(/\n\n/)
    for (const block of blocks) {
      const ids = [...block.matchAll(/^ {2}([a-z0-9-]+):/gm)].map((m) => m[1]!)
      const members = ids.map((id) => feeds.services.find((s) => s.id === id)!)
      expect(new Set(members.map((s) => s.category)).size, block.slice(0, 60)).toBeLessThan(2)
      expect(ids).toEqual([...ids].sort())
      if (ids.length > 0)
        expect(
          block
            .trim()
            .split('\n')
            .some((l) => /^ *# /.test(l)),
        ).toBe(true)
    }
    expect(feeds.services.filter((s) => s.category === null)).toEqual([])
  })

  it('watches more than two thousand pages, and the services without one', () => {
    expect(feeds.services.length).toBeGreaterThan(2500)
    expect(feeds.feeds.filter((f) => f.kind === 'status').length).toBeGreaterThan(2000)
    const watched = new Set(feeds.feeds.flatMap((f) => f.services.map((s) => s.id)))
    expect(feeds.services.filter((s) => !watched.has(s.id)).length).toBeGreaterThan(200)
    for (const feed of feeds.feeds.filter((f) => f.disabled !== null)) {
      expect(feed.disabled!.length, feed.id).toBeGreaterThan(8)
    }
  })

  it('knows the names that readers use for one thing', () => {
    for (const [name, id] of [
      ['G Suite', 'google-workspace'],
      ['Google Apps', 'google-workspace'],
      ['PSN', 'playstation-network'],
      ['O365', 'microsoft-365'],
      ['Amazon EC2', 'amazon-elastic-compute-cloud'],
    ]) {
      expect(named(name!)?.id, name).toBe(id)
    }
    const sisters = ['facebook', 'instagram', 'whatsapp']
    expect(feeds.services.filter((s) => sisters.includes(s.id)).map((s) => s.parent)).toEqual(
      Array(3).fill('meta'),
    )
  })

  it('gives every page to a source that does not take it for somebody else’s', () => {
    for (const { id, source, url } of feeds.feeds) {
      const claimed = [...sources.values()]
        .filter((s) => s.recognises(new URL(url)))
        .map((s) => s.id)
      expect([[], [source]], `${id} is claimed by ${claimed}`).toContainEqual(claimed)
    }
  })

  it('holds pages that their sources know what to ask of', () => {
    for (const { id, source, url, options } of feeds.feeds) {
      const asks = sources.get(source)!.asks({ url, options, open: [] }, [])
      expect(asks.length, id).toBeGreaterThan(0)
      for (const ask of asks) expect(ask.url, id).toMatch(/^https:\/\//)
    }
  })

  it('includes every service of issue 88', () => {
    expect(named('AbeBooks')).toMatchObject({ gloss: 'out-of-print books' })
    expect(pagesOf('abebooks')).toEqual([])
    for (const [id, product] of [
      ['gmail', 'Gmail'],
      ['google-drive', 'Google Drive'],
    ] as const) {
      expect(named(product)).toMatchObject({ id, parent: 'google-workspace' })
      expect(pagesOf(id)[0]?.services).toContainEqual({ id, filters: { product } })
    }
    expect(hostOf(pagesOf('apple-developer')[0]!.url)).toBe('developer.apple.com')
    expect(pagesOf('icloud-mail')[0]?.source).toBe('apple')
    expect(named('Heroku')?.disclosure).toBe('Full disclosure: Heroku is my employer.')
  })

  it('fetches a page that several services share once', () => {
    const workspace = feeds.feeds.filter((f) => f.source === 'google-workspace')
    expect(workspace).toHaveLength(1)
    expect(workspace[0]?.services.length).toBeGreaterThan(5)
    expect(feeds.feeds.filter((f) => f.source === 'apple')).toHaveLength(2)
    expect(pagesOf('google-compute-engine')).toEqual(pagesOf('google-cloud'))
  })

  it('includes the pages and news of the recorded weeks', () => {
    const hosts = new Map(feeds.feeds.map((f) => [hostOf(f.url), f.source]))
    expect(Object.fromEntries(hosts)).toMatchObject({
      'status.circleci.com': 'statuspage',
      'status.claude.com': 'statuspage',
      'status.cloud.google.com': 'google-cloud',
      'status.datadoghq.com': 'statuspage',
      'status.digitalocean.com': 'statuspage',
      'status.grafana.com': 'statuspage',
      'status.openai.com': 'incidentio',
      'slack-status.com': 'slack',
      'www.cloudflarestatus.com': 'statuspage',
      'www.githubstatus.com': 'statuspage',
      'www.stripestatus.com': 'statuspage',
    })
    const news = feeds.feeds.filter((f) => f.kind === 'news').map((f) => f.url)
    expect(news).toEqual(
      expect.arrayContaining([
        'https://hnrss.org/newest',
        'https://lobste.rs/rss',
        'https://rss.slashdot.org/Slashdot/slashdotMain',
        'https://soylentnews.org/index.rss',
        'https://www.theregister.com/headlines.atom',
      ]),
    )
    expect(feeds.feeds.filter((f) => f.source === 'aws')).toHaveLength(1)
  })

  it('leaves Google News out, whose terms allow personal use only', () => {
    expect(text).not.toMatch(/news\.google/)
  })

  it('closes an edition on Sunday evening in New York', () => {
    expect(feeds.digest).toMatchObject({ at: '0 20 * * 0', timezone: 'America/New_York' })
  })
})

describe('feeds.schema.json', () => {
  it('is what the sources say today', () => {
    expect(JSON.parse(textOf('feeds.schema.json'))).toEqual(
      JSON.parse(JSON.stringify(feedsJsonSchema(sources))),
    )
  })

  it('describes every key of feeds.yaml', () => {
    const undescribed: string[] = []
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties') {
          for (const [name, property] of Object.entries(value as Record<string, object>)) {
            if (!('description' in property)) undescribed.push(`${path}.${name}`)
          }
        }
        visit(value, key === 'properties' ? path : `${path}.${key}`)
      }
    }
    visit(feedsJsonSchema(sources), '')
    // Options are described by their sources, each in its own file.
    expect(undescribed.filter((path) => !path.includes('anyOf.1'))).toEqual([])
  })
})

describe('docs/feeds.md', () => {
  const docs = textOf('docs/feeds.md')
  const explained = (key: string) =>
    docs.split('\n').some((line) => line.startsWith('|') && line.includes(`\`${key}\``))

  it('explains every key and every option of every source', () => {
    const { services, news, ...settings } = feedsSchema(sources).shape
    const options = [...sources.values()].flatMap((s) => Object.keys(s.options.shape))
    const keys = [
      ...keysOf(services).filter((key) => !sources.has(key)),
      ...keysOf(news),
      ...Object.keys(settings),
      ...Object.values(settings).flatMap((s) => keysOf(s)),
      ...options,
      'url',
    ]
    expect(keys.length).toBeGreaterThan(40)
    expect([...new Set(keys)].filter((key) => !explained(key))).toEqual([])
  })
})

/** Keys of the mappings inside a schema, wrappers taken off. */
function keysOf(schema: z.core.$ZodType): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'object') return Object.keys(def.shape)
  if (def.type === 'record') return keysOf(def.valueType)
  return 'innerType' in def ? keysOf(def.innerType) : []
}

const shared = (path: string) => new URL(`../../shared/${path}`, import.meta.url)
const rowsOf = (path: string) =>
  readFileSync(shared(path), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))

describe.skipIf(!existsSync(shared('catalog/services.tsv')))('against the catalogue', () => {
  it('holds no address that nobody recorded', () => {
    const sure = ['catalog/services.tsv', 'formats/providers.md']
    const recorded = sure.map((path) => readFileSync(shared(path), 'utf8')).join('\n')
    const pages = feeds.feeds.filter((f) => f.kind === 'status')
    // Seen by public clients in autumn 2026, after the catalogue was made.
    const later = ['status.redis.io', 'status.backblaze.com']
    const unknown = pages.filter(
      (f) =>
        !later.includes(hostOf(f.url)) && !recorded.includes(hostOf(f.url).replace(/^www\./, '')),
    )
    expect(unknown.map((f) => f.url)).toEqual([])
  })

  it('holds the services that the newsletter named most', () => {
    const vague = ['Africa (internet)', 'stock brokerages']
    const wanted = rowsOf('newsletter/services.tsv')
      .slice(0, 158)
      .map(([name]) => name!)
    expect(wanted.filter((name) => !named(name) && !vague.includes(name))).toEqual([])
  })
})
