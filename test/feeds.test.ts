import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from '../src/errors.ts'
import { FeedsError, loadFeeds, openFeedsFile, readFeeds } from '../src/feeds.ts'
import { defaultFetchSettings } from '../src/fetch/settings.ts'
import { fakeSources } from './feeds/sources.ts'

const read = (text: string) => readFeeds(text, 'feeds.yaml', fakeSources)

function problemsIn(text: string): FeedsError['problems'] {
  try {
    read(text)
  } catch (e) {
    if (e instanceof FeedsError) return e.problems
    throw e
  }
  return []
}

describe('readFeeds', () => {
  it('reads a service from one line', () => {
    const { services, feeds } = read(`services:
  heroku: { name: Heroku, heroku: https://status.heroku.com, disclosure: "Full disclosure: mine." }
`)
    expect(services).toEqual([
      {
        id: 'heroku',
        name: 'Heroku',
        aliases: [],
        parent: null,
        gloss: null,
        category: null,
        disclosure: 'Full disclosure: mine.',
      },
    ])
    expect(feeds).toEqual([
      {
        id: 'heroku:status.heroku.com',
        source: 'heroku',
        url: 'https://status.heroku.com',
        options: {},
        services: [{ id: 'heroku', filters: {} }],
        kind: 'status',
        disabled: null,
        line: 2,
      },
    ])
  })

  it('shows no key of an address in an id, and still tells two keys apart', () => {
    const page = 'https://status.heroku.com/?page=1&api_key='
    const { feeds } = read(`services:
  a: { name: A, heroku: "${page}hunter2" }
  b: { name: B, heroku: "${page}hunter3" }
`)
    const ids = feeds.map((f) => f.id)
    expect(new Set(ids).size).toBe(2)
    for (const id of ids)
      expect(id).toMatch(/^heroku:status\.heroku\.com\?page=1&api_key=[0-9a-f]{8}$/)
    expect(feeds[0]!.url).toBe(`${page}hunter2`)
  })

  it('fills every setting that is not written', () => {
    expect(read('services: { x: { name: X } }')).toEqual({
      file: 'feeds.yaml',
      services: [expect.objectContaining({ id: 'x' })],
      feeds: [],
      digest: { at: '0 20 * * 0', timezone: 'UTC', first: null },
      fetch: defaultFetchSettings,
      polling: { every: 300, whileOpen: 120, slowest: 3600 },
      archive: { keepDays: 90 },
      notify: [],
    })
  })

  it('reads a service without a page, and sections that are empty', () => {
    const { services, feeds } = read(
      'services:\n  abebooks: { name: AbeBooks, gloss: out-of-print books }\nnews:\ndigest:\n',
    )
    expect(services[0]).toMatchObject({ name: 'AbeBooks', gloss: 'out-of-print books' })
    expect(feeds).toEqual([])
  })

  it('takes a byte order mark and Windows line ends', () => {
    expect(read('\uFEFFservices:\r\n  a: { name: Ay }\r\n').services[0]?.name).toBe('Ay')
  })

  it('puts services of one page into one feed, each with its filters', () => {
    const { feeds } = read(`services:
  google-workspace: { name: Google Workspace, google-workspace: {} }
  gmail: { name: Gmail, google-workspace: { product: Gmail }, parent: google-workspace }
  drive: { name: Drive, google-workspace: { url: https://www.google.com/appsstatus/dashboard/, product: [Drive, Docs] } }
`)
    expect(feeds).toHaveLength(1)
    expect(feeds[0]).toMatchObject({
      id: 'google-workspace:www.google.com/appsstatus/dashboard',
      url: 'https://www.google.com/appsstatus/dashboard',
      options: {},
      services: [
        { id: 'google-workspace', filters: {} },
        { id: 'gmail', filters: { product: 'Gmail' } },
        { id: 'drive', filters: { product: ['Drive', 'Docs'] } },
      ],
      line: 2,
    })
  })

  it('keeps feeds apart whose options or addresses differ', () => {
    const { feeds } = read(`services:
  a: { name: Ay, statuspage: https://status.example.com }
  b: { name: Bee, statuspage: { url: https://status.example.com, months: 1, component: API } }
  c: { name: Sea, statuspage: { url: https://status.example.com, months: 3 } }
  d: { name: Dee, statuspage: https://status.example.com/eu/ }
  e: { name: Eee, rss: "https://status.example.com/feed?lang=en#top" }
  f: { name: Eff, rss: https://status.example.com }
`)
    expect(feeds.map((f) => [f.id, f.services.map((s) => s.id).join()])).toEqual([
      ['statuspage:status.example.com', 'a,b'],
      ['statuspage:status.example.com#months=3', 'c'],
      ['statuspage:status.example.com/eu', 'd'],
      ['rss:status.example.com/feed?lang=en', 'e'],
      ['rss:status.example.com', 'f'],
    ])
    expect(feeds[0]?.options).toEqual({ months: 1 })
    expect(feeds[3]?.url).toBe('https://status.example.com/feed?lang=en#top')
  })

  it('reads several pages of one service', () => {
    const { feeds } = read(`services:
  ovh:
    name: OVHcloud
    statuspage:
      - https://web.example.com
      - { url: https://public.example.com, component: EU* }
    rss: https://ovh.example.com/feed
`)
    expect(feeds.map((f) => [f.id, f.services[0]?.filters, f.line])).toEqual([
      ['statuspage:web.example.com', {}, 5],
      ['statuspage:public.example.com', { component: 'EU*' }, 6],
      ['rss:ovh.example.com/feed', {}, 7],
    ])
  })

  it('disables a feed with its reason once nobody else needs it', () => {
    const { feeds, services } = read(`services:
  a: { name: Ay, rss: https://one.example/feed, disabled: it lies }
  b: { name: Bee, rss: https://two.example/feed, disabled: it lies }
  c: { name: Sea, rss: https://two.example/feed }
`)
    expect(services).toHaveLength(3)
    expect(feeds.map((f) => [f.disabled, f.services.map((s) => s.id)])).toEqual([
      ['it lies', ['a']],
      [null, ['c']],
    ])
  })

  it('reads news under either key, with the services a blog is about', () => {
    const { feeds } = read(`services: { heroku: { name: Heroku } }
news:
  lobsters: { rss: https://lobste.rs/rss }
  blog: { news: https://blog.example/feed, services: heroku, language: en }
  old: { rss: https://old.example/feed, services: [heroku], disabled: moved }
`)
    expect(feeds).toEqual([
      expect.objectContaining({
        id: 'lobsters',
        source: 'news',
        url: 'https://lobste.rs/rss',
        kind: 'news',
        services: [],
        options: {},
        line: 3,
      }),
      expect.objectContaining({
        id: 'blog',
        services: [{ id: 'heroku', filters: {} }],
        options: { language: 'en' },
      }),
      expect.objectContaining({ id: 'old', disabled: 'moved' }),
    ])
  })

  it('brings the weekly cron into one form', () => {
    const at = (cron: string) => read(`digest: { at: "${cron}" }`).digest.at
    expect(at('00 20 * * 7')).toBe('0 20 * * 0')
    expect(at(' 30  6 * * mon ')).toBe('30 6 * * 1')
  })

  it('knows which weeks exist', () => {
    const first = (week: string) => problemsIn(`digest: { first: { week: ${week}, number: 88 } }`)
    expect(first('2017-W36')).toEqual([])
    expect(first('2020-W53')).toEqual([])
    for (const week of ['2017-W53', '2017-W00', '2017-36', '17-W36', '2017-W1']) {
      expect(first(week), week).toHaveLength(1)
    }
  })

  it('takes over what the sections say', () => {
    const feeds = read(`
digest: { timezone: America/New_York, first: { week: 2017-W36, number: 88 }, lines: 12 }
fetch: { allowHosts: ["status.internal:8080"], perHost: 2 }
polling: { every: 60, whileOpen: 30, slowest: 600 }
archive: { keepDays: 0 }
`)
    expect(feeds.digest).toEqual({
      at: '0 20 * * 0',
      timezone: 'America/New_York',
      first: { week: '2017-W36', number: 88 },
      lines: 12,
    })
    expect(feeds.fetch).toMatchObject({ allowHosts: ['status.internal:8080'], perHost: 2 })
    expect(feeds.polling).toEqual({ every: 60, whileOpen: 30, slowest: 600 })
    expect(feeds.archive).toEqual({ keepDays: 0 })
  })
})

describe('problems', () => {
  const folder = new URL('./feeds/', import.meta.url)
  const files = readdirSync(folder).filter((f) => f.startsWith('invalid-'))

  it.each(files)('tells what is wrong in %s', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    const expected = text.match(/^#! .*$/gm)?.map((line) => `feeds.yaml:${line.slice(3)}`)
    expect(() => read(text)).toThrow(FeedsError)
    expect(expected, 'the file ends with lines "#! line:column: message"').toBeDefined()
    try {
      read(text)
    } catch (e) {
      expect((e as FeedsError).message.split('\n')).toEqual(expected)
    }
  })

  it('stops to guess words when nearly everything is wrong', () => {
    const lines = Array.from(
      { length: 3000 },
      (_, i) => `  s-${i}: { name: N${i}, parent: t-${i} }`,
    )
    const problems = problemsIn(`services:\n${lines.join('\n')}\n`)
    expect(problems).toHaveLength(3000)
    expect(problems.filter((p) => p.hint !== null).length).toBeLessThanOrEqual(100)
  })

  it('prints no control characters from the file', () => {
    const [problem] = problemsIn('services: { x: { name: X, "\\u001b[31mkey": 1 } }')
    expect(problem?.message).toMatch(/^unknown key " \[31mkey"/)
  })

  it('throws nothing but FeedsError, sorted and inside the text, whatever the text is', () => {
    const sample = `services:\n  a: { name: Ay, statuspage: https://a.example, aliases: [A1] }\n  b: { name: Bee, parent: a, rss: { url: https://b.example/feed } }\nnews:\n  n: { rss: https://n.example }\ndigest: { at: "0 20 * * 0", timezone: UTC, first: { week: 2017-W36, number: 88 } }\n`
    const mutated = fc
      .tuple(fc.nat(sample.length), fc.nat(12), fc.string({ maxLength: 6, unit: 'grapheme' }))
      .map(([at, cut, put]) => sample.slice(0, at) + put + sample.slice(at + cut))
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ maxLength: 60 })), (text) => {
        const problems = problemsIn(text)
        const lines = text.split('\n').length
        for (const [i, p] of problems.entries()) {
          expect(p.line).toBeGreaterThanOrEqual(problems[i - 1]?.line ?? 1)
          expect(p.line).toBeLessThanOrEqual(lines)
          expect(p.column).toBeGreaterThanOrEqual(1)
          expect(p.message).toMatch(/^[^\n]+$/)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('survives text nested deeper than the stack', () => {
    expect(problemsIn(`services: ${'['.repeat(20_000)}`)[0]?.message).toMatch(/^not valid YAML/)
    const depth = 5000
    const nested = `services: ${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`
    expect(problemsIn(nested)[0]?.message).toMatch(/^not valid YAML/)
  })
})

it('refuses aliases that multiply', () => {
  const levels = Array.from({ length: 8 }, (_, i) => {
    const inside = i === 0 ? 'x' : `*a${i - 1}`
    return `k${i}: &a${i} [${Array(9).fill(inside).join(', ')}]`
  })
  expect(problemsIn(levels.join('\n'))[0]?.message).toMatch(/Excessive alias count/)
})

it('reads 3,000 services', () => {
  const line = (i: number) =>
    `  service-${i}: { name: Service ${i}, category: cloud, aliases: [Alias ${i}], parent: service-${Math.floor(i / 2)}, statuspage: https://status${i}.example.com }`
  const text = `services:\n  service-0: { name: Root }\n${Array.from({ length: 3000 }, (_, i) => line(i + 1)).join('\n')}\n`
  read(text)
  expect(read(text).feeds).toHaveLength(3000)
})

describe('the file', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'feeds-'))
    file = join(folder, 'feeds.yaml')
    await writeFile(file, 'services: { a: { name: Ay } }\n')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const idsOf = (feeds: { services: { id: string }[] }) => feeds.services.map((s) => s.id)

  it('is loaded', async () => {
    expect(idsOf(await loadFeeds(file, fakeSources))).toEqual(['a'])
  })

  it('says in a sentence what to do when it is missing or no file', async () => {
    const missing = join(folder, 'other.yaml')
    const error = await loadFeeds(missing, fakeSources).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message).toBe(
      `There is no ${missing}: name an existing file with --config, or start from the feeds.yaml that comes with the program`,
    )
    await expect(loadFeeds(folder, fakeSources)).rejects.toThrow('cannot be read: EISDIR')
  })

  it('is refused when it is wrong from the start', async () => {
    await writeFile(file, 'services: { a: { nam: Ay } }\n')
    await expect(openFeedsFile(file, fakeSources)).rejects.toThrow(FeedsError)
  })

  it('is taken up when it is edited, also when size stays the same', async () => {
    const opened = await openFeedsFile(file, fakeSources)
    expect(await opened.reloadIfChanged()).toBe('unchanged')
    await writeFile(file, 'services: { b: { name: Ay } }\n')
    expect(await opened.reloadIfChanged()).toBe('reloaded')
    expect(idsOf(opened.current)).toEqual(['b'])
    expect(await opened.reloadIfChanged()).toBe('unchanged')
  })

  it('is taken up when an editor puts a new file in its place', async () => {
    const opened = await openFeedsFile(file, fakeSources)
    await writeFile(`${file}~`, 'services: { b: { name: Bee } }\n')
    await rename(`${file}~`, file)
    expect(await opened.reloadIfChanged()).toBe('reloaded')
  })

  it('is not read again when it was only touched', async () => {
    const opened = await openFeedsFile(file, fakeSources)
    const before = opened.current
    await writeFile(file, await readFile(file))
    expect(await opened.reloadIfChanged()).toBe('unchanged')
    expect(opened.current).toBe(before)
  })

  it('keeps the old one when an edit is wrong, says so once, and takes up the repair', async () => {
    const opened = await openFeedsFile(file, fakeSources)
    const before = opened.current
    await writeFile(file, 'services: { b: { nam: Bee } }\n')
    const first = await opened.reloadIfChanged()
    expect(first).toBeInstanceOf(FeedsError)
    expect((first as FeedsError).message).toContain(`${file}:1:13: "name" is missing`)
    expect(await opened.reloadIfChanged()).toBe('unchanged')
    expect(opened.current).toBe(before)
    await writeFile(file, 'services: { b: { name: Bee } }\n')
    expect(await opened.reloadIfChanged()).toBe('reloaded')
  })

  it('keeps the old one when the file is gone, says so once, and takes it up again', async () => {
    const opened = await openFeedsFile(file, fakeSources)
    await rename(file, `${file}~`)
    expect(String(await opened.reloadIfChanged())).toContain(`There is no ${file}`)
    expect(await opened.reloadIfChanged()).toBe('unchanged')
    expect(idsOf(opened.current)).toEqual(['a'])
    await rename(`${file}~`, file)
    expect(await opened.reloadIfChanged()).toBe('reloaded')
  })
})
