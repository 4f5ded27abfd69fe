import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Fetched, outcomeOf } from '../../src/fetch/client.ts'
import { type EntryOptions, entry, first, page, recordingOf, second } from './recordings.ts'
import { clientOf, failureFrom, webServer } from './servers.ts'

const textOf = (reply: Fetched) => Buffer.from(reply.body).toString()

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

  it('never lead from https to http', async () => {
    const redirectURL = page.replace('https', 'http')
    const recording = await recordingOf([
      entry(page, { status: 301, redirectURL }),
      entry(redirectURL),
    ])
    const error = await failureFrom(recording.clientAt(() => first).get({ url: page }))
    expect(error.kind).toBe('redirect')
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
