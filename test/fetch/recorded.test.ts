import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import { type Fetched, outcomeOf } from '../../src/fetch/client.ts'
import { normalAddress, openRecording, type Recording } from '../../src/fetch/recorded.ts'
import { clientOf, failureFrom, webServer } from './servers.ts'

interface EntryOptions {
  at?: string
  method?: string
  status?: number
  headers?: Record<string, string>
  text?: string
  encoding?: string
  redirectURL?: string
}

const first = '2026-07-13T00:00:00.000Z'
const second = '2026-07-13T06:00:00.000Z'
const page = 'https://status.test/api/v2/incidents.json'

function entry(url: string, options: EntryOptions = {}): unknown {
  const { at = first, method = 'GET', status = 200, headers = {}, text, encoding } = options
  return {
    startedDateTime: at,
    time: 0,
    request: { method, url, httpVersion: 'HTTP/1.1', headers: [] },
    response: {
      status,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      content: { size: 0, mimeType: '', text, encoding },
      redirectURL: options.redirectURL ?? '',
    },
    cache: {},
    timings: {},
  }
}

async function filesOf(...contents: (unknown[] | string)[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'har-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return Promise.all(
    contents.map(async (content, i) => {
      const file = join(folder, `${i + 1}.har`)
      const har = { log: { version: '1.2', entries: content } }
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(har))
      return file
    }),
  )
}

async function recordingOf(...contents: unknown[][]): Promise<Recording> {
  return openRecording(await filesOf(...contents))
}

const textOf = (reply: Fetched) => Buffer.from(reply.body).toString()

describe('a recording', () => {
  it('knows its moments by instant, whatever their offset', async () => {
    const recording = await recordingOf([
      entry(page, { at: '2026-07-13T08:00:00+02:00', text: 'later' }),
      entry(page, { at: '2026-07-12T20:00:00.000-04:00', text: 'sooner' }),
      entry('https://other.test/', { at: '2026-07-13T06:00:00Z', text: 'x' }),
    ])
    expect(recording.moments).toEqual([first, second])
    expect(recording.addressesAt(first)).toEqual([page])
    expect(recording.addressesAt(second)).toEqual([page, 'https://other.test/'])
    expect(recording.addressesAt('2026-07-13T08:00:00+02:00')).toHaveLength(2)
    expect(recording.addressesAt('2026-07-14T00:00:00.000Z')).toEqual([])
    expect([...recording.addresses].sort()).toEqual(['https://other.test/', page])
  })

  it('answers with the newest reply at or before the moment, and says when that is', async () => {
    const recording = await recordingOf([
      entry(page, { at: first, text: 'one' }),
      entry(page, { at: second, text: 'two' }),
    ])
    let moment = first
    const client = recording.clientAt(() => moment)
    expect(textOf(await client.get({ url: page }))).toBe('one')
    moment = '2026-07-13T05:59:59.999Z'
    const between = await client.get({ url: page })
    expect(textOf(between)).toBe('one')
    expect(between.at).toBe(moment)
    moment = second
    expect(textOf(await client.get({ url: page }))).toBe('two')
    moment = '2030-01-01T00:00:00.000Z'
    expect(textOf(await client.get({ url: page }))).toBe('two')
    moment = '2026-07-12T23:59:59.999Z'
    expect(await failureFrom(client.get({ url: page }))).toMatchObject({
      kind: 'http',
      status: 404,
    })
    await client.close()
  })

  it('answers 404 for what was never recorded', async () => {
    const client = (await recordingOf([entry(page)])).clientAt(() => first)
    const error = await failureFrom(client.get({ url: 'https://status.test/other' }))
    expect(error).toMatchObject({ kind: 'http', status: 404, url: 'https://status.test/other' })
  })

  it('lets the last entry of one instant win, in the order of the files', async () => {
    const recording = await recordingOf(
      [entry(page, { text: 'a' }), entry(page, { text: 'b' })],
      [entry(page, { text: 'c' }), entry('https://two.test/', { at: second })],
    )
    expect(recording.moments).toEqual([first, second])
    expect(recording.addressesAt(first)).toEqual([page])
    expect(textOf(await recording.clientAt(() => first).get({ url: page }))).toBe('c')
  })

  it('leaves out what is no GET over http', async () => {
    const recording = await recordingOf([
      entry(page, { method: 'HEAD', at: second }),
      entry('data:text/plain,x'),
      entry('wss://status.test/live'),
      entry(page, { text: 'x' }),
    ])
    expect(recording.moments).toEqual([first])
    expect([...recording.addresses]).toEqual([page])
  })

  it.each([
    ['https://status.test', 'https://status.test/'],
    ['https://status.test:443/a', 'https://status.test/a'],
    ['https://STATUS.test/a', 'https://status.test/a'],
    ['https://status.test/a#top', 'https://status.test/a'],
    ['https://status.test/a%7eb', 'https://status.test/a~b'],
    ['https://status.test/a%2fb', 'https://status.test/a%2Fb'],
    ['https://status.test/?q=a|b', 'https://status.test/?q=a%7Cb'],
    ['https://status.test/?q=a b', 'https://status.test/?q=a%20b'],
    ['https://status.test/café', 'https://status.test/caf%C3%A9'],
    ["https://status.test/it's", 'https://status.test/it%27s'],
  ])('knows %s as %s and the other way round', async (a, b) => {
    for (const [recorded, asked] of [
      [a, b],
      [b, a],
    ] as const) {
      const client = (await recordingOf([entry(recorded, { text: 'x' })])).clientAt(() => first)
      expect((await client.get({ url: asked })).url).toBe(asked)
    }
  })

  it.each([
    ['https://status.test/a?x=1', 'https://status.test/a?x=2'],
    ['https://status.test/a?x=1&y=2', 'https://status.test/a?y=2&x=1'],
    ['https://status.test/a', 'https://status.test/a/'],
    ['https://status.test/a', 'http://status.test/a'],
    ['https://status.test/a%2Fb', 'https://status.test/a/b'],
    ['https://status.test/A', 'https://status.test/a'],
  ])('tells %s from %s', async (recorded, asked) => {
    const client = (await recordingOf([entry(recorded)])).clientAt(() => first)
    expect((await failureFrom(client.get({ url: asked }))).status).toBe(404)
  })

  it('prefers the exact spelling', async () => {
    const recording = await recordingOf([
      entry('https://status.test/a%7Eb', { text: 'coded' }),
      entry('https://status.test/a~b', { text: 'plain' }),
    ])
    const client = recording.clientAt(() => first)
    expect(textOf(await client.get({ url: 'https://status.test/a%7Eb' }))).toBe('coded')
    expect(textOf(await client.get({ url: 'https://status.test/a~b' }))).toBe('plain')
  })
})

describe('a recorded reply', () => {
  const replying = async (options: EntryOptions) =>
    (await recordingOf([entry(page, options)])).clientAt(() => first)

  it('may be text, base64 or nothing', async () => {
    const bytes = Buffer.from([0xfe, 0xff, 0, 0x41])
    const binary = await replying({ text: bytes.toString('base64'), encoding: 'base64' })
    expect([...(await binary.get({ url: page })).body]).toEqual([...bytes])
    expect(textOf(await (await replying({ text: 'café ✓' })).get({ url: page }))).toBe('café ✓')
    expect((await (await replying({})).get({ url: page })).body).toHaveLength(0)
  })

  it('is not unpacked for a Content-Encoding the recorder has undone already', async () => {
    const headers = { 'Content-Encoding': 'gzip' }
    expect(textOf(await (await replying({ headers, text: 'plain' })).get({ url: page }))).toBe(
      'plain',
    )
    const packed = gzipSync('packed').toString('base64')
    const still = await replying({ headers, text: packed, encoding: 'base64' })
    expect(textOf(await still.get({ url: page }))).toBe('packed')
  })

  it('says with a mark that it is UTF-8 when its charset says otherwise', async () => {
    const headers = { 'content-type': 'text/xml; charset=windows-1251' }
    const reply = await (await replying({ headers, text: 'Привет' })).get({ url: page })
    expect([...reply.body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const utf8 = await replying({ headers: { 'content-type': 'x; charset=UTF-8' }, text: 'Привет' })
    expect(textOf(await utf8.get({ url: page }))).toBe('Привет')
  })

  it('carries its headers in lower case, its validators and its freshness', async () => {
    const headers = { ETag: 'W/"1"', 'Last-Modified': 'then', 'Cache-Control': 'max-age=60' }
    const reply = await (await replying({ headers, text: 'x' })).get({ url: page })
    expect(reply).toMatchObject({ etag: 'W/"1"', lastModified: 'then', freshFor: 60, wireBytes: 1 })
    expect(reply.headers['cache-control']).toBe('max-age=60')
  })

  it.each([
    ['the same tag', { etag: '"1"', lastModified: null }, 304],
    ['the same tag and another date', { etag: '"1"', lastModified: 'else' }, 304],
    ['another tag and the same date', { etag: '"2"', lastModified: 'then' }, 200],
    ['the same date', { etag: null, lastModified: 'then' }, 304],
    ['another date', { etag: null, lastModified: 'else' }, 200],
    ['nothing', { etag: null, lastModified: null }, 200],
  ] as const)('answers %s with %s', async (_name, validators, status) => {
    const client = await replying({ headers: { etag: '"1"', 'last-modified': 'then' }, text: 'x' })
    const reply = await client.get({ url: page, validators })
    expect(reply.status).toBe(status)
    expect(reply.body).toHaveLength(status === 200 ? 1 : 0)
    expect(reply).toMatchObject({ etag: '"1"', lastModified: 'then' })
  })

  it('answers a recorded 304 as one, and with the last whole reply to who knows nothing', async () => {
    const recording = await recordingOf([
      entry(page, { headers: { etag: '"1"' }, text: 'whole' }),
      entry(page, { at: second, status: 304 }),
    ])
    const client = recording.clientAt(() => second)
    const validators = { etag: '"1"', lastModified: null }
    expect(await client.get({ url: page, validators })).toMatchObject({ status: 304, etag: '"1"' })
    expect(textOf(await client.get({ url: page }))).toBe('whole')
    const lonely = (await recordingOf([entry(page, { status: 304 })])).clientAt(() => first)
    expect((await failureFrom(lonely.get({ url: page }))).kind).toBe('protocol')
  })

  it('may be no reply at all', async () => {
    const client = await replying({ status: 0 })
    expect((await failureFrom(client.get({ url: page }))).kind).toBe('network')
  })

  it('is capped like a live one', async () => {
    const client = await replying({ text: `<?xml version="1.0"?>${' '.repeat(3_000_000)}` })
    expect((await failureFrom(client.get({ url: page }))).kind).toBe('too-large')
  })
})

describe('recorded redirects', () => {
  it('are followed within the recording, by header or by redirectURL', async () => {
    const recording = await recordingOf([
      entry('https://a.test/', { status: 301, headers: { Location: 'https://b.test/x' } }),
      entry('https://b.test/x', { status: 308, redirectURL: '/y' }),
      entry('https://b.test/y', { text: 'end' }),
      entry('https://c.test/', { status: 302, redirectURL: 'https://gone.test/' }),
    ])
    const client = recording.clientAt(() => first)
    const reply = await client.get({ url: 'https://a.test/' })
    expect(reply).toMatchObject({ finalUrl: 'https://b.test/y', movedTo: 'https://b.test/y' })
    expect(textOf(reply)).toBe('end')
    expect((await failureFrom(client.get({ url: 'https://c.test/' }))).status).toBe(404)
  })

  it('run in a circle no longer than live ones', async () => {
    const client = (await recordingOf([entry(page, { status: 302, redirectURL: page })])).clientAt(
      () => first,
    )
    expect((await failureFrom(client.get({ url: page }))).kind).toBe('redirect')
  })
})

describe('live and recorded', () => {
  const challenge = '<title>Just a moment...</title>'
  it.each<[number, Record<string, string>, string]>([
    [200, { etag: '"1"', 'cache-control': 'max-age=5' }, '{}'],
    [200, {}, ''],
    [304, {}, ''],
    [404, {}, 'no'],
    [410, {}, ''],
    [429, { 'retry-after': '30' }, ''],
    [503, { 'retry-after': 'Tue, 14 Jul 2026 12:00:00 GMT' }, ''],
    [403, { 'content-type': 'text/html' }, challenge],
    [403, { 'cf-mitigated': 'challenge' }, ''],
    [500, {}, 'oops'],
    [301, {}, ''],
    [302, { location: '/x', 'retry-after': '9' }, ''],
    [302, { location: 'file:///x' }, ''],
  ])('say the same of %i %j', async (status, headers, body) => {
    const { url } = await webServer((_request, response) => {
      response.sendDate = false
      response.writeHead(status, headers).end(body)
    })
    const recording = await recordingOf([entry(url, { status, headers, text: body })])
    const live = clientOf({}, { now: () => Date.parse(first) })
    const outcomes = [live, recording.clientAt(() => first)].map((client) =>
      client.get({ url }).then(
        ({ headers: _headers, ...rest }) => ({ ...rest, body: [...rest.body] }),
        ({ kind, status: code, retryAfter, message, hint }) => ({
          kind,
          code,
          retryAfter,
          message,
          hint,
        }),
      ),
    )
    const [a, b] = await Promise.all(outcomes)
    expect(a).toEqual(b)
  })

  it('share one judge', () => {
    const course = {
      request: { url: page },
      finalUrl: new URL(page),
      moved: false,
      now: 0,
      maxFreshness: 1,
    }
    const exchange = { status: 200, headers: {}, body: Buffer.from('x'), wireBytes: 1 }
    expect(outcomeOf(exchange, course)).toMatchObject({
      status: 200,
      at: '1970-01-01T00:00:00.000Z',
    })
  })
})

describe('a file that is no recording', () => {
  const wrong = (changes: object) => ({ ...(entry(page) as object), ...changes })
  it.each<[string, string | unknown[], RegExp]>([
    ['no JSON', '{"log":', /1\.har is not JSON: /],
    ['nothing', '', /1\.har is not JSON: /],
    ['no log', '{}', /1\.har .*log\.entries/],
    ['null', 'null', /1\.har .*log\.entries/],
    ['entries that are no list', '{"log":{"entries":{}}}', /1\.har .*log\.entries/],
    [
      'no time',
      [entry(page), wrong({ startedDateTime: undefined })],
      /entry 2 without startedDateTime/,
    ],
    [
      'a time without zone',
      [wrong({ startedDateTime: '2026-07-13T00:00:00' })],
      /entry 1 with an unusable startedDateTime/,
    ],
    [
      'an impossible time',
      [wrong({ startedDateTime: '2026-17-13T00:00:00Z' })],
      /entry 1 with an unusable startedDateTime/,
    ],
    ['no request', [wrong({ request: undefined })], /entry 1 without request/],
    ['no address', [wrong({ request: { method: 'GET' } })], /entry 1 without request\.url/],
    [
      'an impossible address',
      [wrong({ request: { url: 'https://[' } })],
      /entry 1 with an unusable request\.url/,
    ],
    ['no status', [wrong({ response: { headers: [] } })], /entry 1 without response\.status/],
    [
      'a status in words',
      [wrong({ response: { status: 'ok' } })],
      /entry 1 with an unusable response\.status/,
    ],
    ['an entry that is null', [null], /entry 1 /],
  ])('is named with what is wrong: %s', async (_name, content, message) => {
    const outcome = await openRecording(await filesOf(content)).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(ConfigError)
    expect((outcome as Error).message).toMatch(message)
  })

  it('or is not there', async () => {
    await expect(openRecording(['/nowhere/at.har'])).rejects.toThrow(
      /^\/nowhere\/at\.har cannot be read: .*ENOENT/,
    )
  })

  it('may begin with a byte order mark', async () => {
    const text = JSON.stringify({ log: { entries: [entry(page)] } })
    expect((await openRecording(await filesOf(`\uFEFF${text}`))).moments).toEqual([first])
  })
})

describe('normalAddress', () => {
  it('is the same when applied twice, and still an address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = normalAddress(url)
        expect(normalAddress(once)).toBe(once)
        expect(URL.canParse(once)).toBe(true)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) => typeof normalAddress(`http://a.test/${text}`) === 'string',
      ),
    )
  })
})

it('opens 14 MB in about a second', async () => {
  const text = 'x'.repeat(20_000)
  const at = (i: number) => new Date(Date.parse(first) + i * 60_000).toISOString()
  const entries = Array.from({ length: 700 }, (_, i) =>
    entry(`${page}?n=${i % 50}`, { at: at(i), text }),
  )
  const files = await filesOf(entries)
  const begun = performance.now()
  const recording = await openRecording(files)
  expect(performance.now() - begun).toBeLessThan(2000)
  expect(recording.moments).toHaveLength(700)
})

const recordings = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url))

describe.skipIf(!existsSync(recordings))(
  'the recorded weeks beside this project (skipped without them)',
  () => {
    it('open, and every reply can be asked at its moment', async () => {
      for (const folder of ['weeks', 'series']) {
        for (const name of await readdir(join(recordings, folder))) {
          const recording = await openRecording([join(recordings, folder, name)])
          expect(recording.moments).toEqual([...new Set(recording.moments)].sort())
          let moment = ''
          const client = recording.clientAt(() => moment)
          for (moment of recording.moments) {
            for (const url of recording.addressesAt(moment)) {
              const reply = await client.get({ url })
              expect(reply.status).toBe(200)
              expect((await client.get({ url, validators: reply })).status).toBe(304)
            }
          }
        }
      }
    })
  },
)
