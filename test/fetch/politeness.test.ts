import type { IncomingMessage, RequestListener } from 'node:http'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { describeError } from '../../src/errors.ts'
import { clientOf, failureFrom, rawServer, saying, webServer } from './servers.ts'

const now = Date.UTC(2026, 6, 14, 12, 0, 0)

/** The header lines of the n-th request, as received. */
function headOf(received: string[], n: number): string[] {
  return received.join('').split('\r\n\r\n')[n]!.split('\r\n').slice(1)
}

function headerIn(lines: string[], name: string): string | undefined {
  return lines.find((l) => l.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2)
}

describe('a request', () => {
  it('pitfall 1: carries what it should and nothing that defeats caches', async () => {
    const server = await rawServer(saying('HTTP/1.1 304 Not Modified\r\n\r\n'))
    const validators = { etag: '"a"', lastModified: 'Tue, 14 Jul 2026 12:00:00 GMT' }
    await clientOf().get({ url: `${server.url}a?b=c#d`, validators })
    expect(server.received[0]!.split('\r\n')[0]).toBe('GET /a?b=c HTTP/1.1')
    const names = headOf(server.received, 0).map((line) => line.split(':')[0]!.toLowerCase())
    expect(names.sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'if-modified-since',
      'if-none-match',
      'user-agent',
    ])
    const lines = headOf(server.received, 0)
    expect(headerIn(lines, 'user-agent')).toBe('OutageDesk/9.9.9 (+https://desk.example/contact)')
    expect(headerIn(lines, 'accept-encoding')).toBe('gzip, br, zstd')
  })

  it('names the version of the package when none is given', async () => {
    const seen: string[] = []
    const { url } = await webServer((request, response) => {
      seen.push(request.headers['user-agent']!)
      response.end('{}')
    })
    await clientOf({ contact: 'bad\r\ncontact é' }, { version: undefined }).get({ url })
    expect(seen[0]).toMatch(/^OutageDesk\/\d+\.\d+\.\d+ \(\+bad\?\?contact \?\)$/)
  })

  it('brings the whole reply back, unpacked and described', async () => {
    const body = JSON.stringify({ incidents: [] }).repeat(50)
    const { url } = await webServer((_request, response) => {
      response.setHeader('content-encoding', 'zstd')
      response.setHeader('content-type', 'application/json')
      response.setHeader('set-cookie', ['a=1', 'b=2'])
      response.setHeader('etag', 'W/"1"')
      response.setHeader('last-modified', 'whenever')
      response.end(zstdCompressSync(body))
    })
    const reply = await clientOf({}, { now: () => now }).get({ url })
    expect(Buffer.from(reply.body).toString()).toBe(body)
    expect(reply).toMatchObject({
      url,
      finalUrl: url,
      status: 200,
      etag: 'W/"1"',
      lastModified: 'whenever',
      freshFor: null,
      movedTo: null,
      wireBytes: zstdCompressSync(body).length,
      at: '2026-07-14T12:00:00.000Z',
    })
    expect(reply.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(reply.headers['set-cookie']).toBe('a=1')
    expect(reply.headers['content-type']).toBe('application/json')
  })

  it('row 59: delivers an empty body as it is', async () => {
    const { url } = await webServer((_request, response) => response.end())
    const reply = await clientOf().get({ url })
    expect(reply.body).toHaveLength(0)
    expect(reply.hash).toMatch(/^e3b0c442/)
  })

  it('row 31, 32: tells bodies apart by their hash, not by their tag', async () => {
    let n = 0
    const { url } = await webServer((request, response) => {
      response.setHeader('etag', request.url === '/tags' ? `"${++n}"` : '"same"')
      response.end(request.url === '/tags' ? 'same' : `body ${++n}`)
    })
    const client = clientOf()
    const [a, b] = [
      await client.get({ url: `${url}tags` }),
      await client.get({ url: `${url}tags` }),
    ]
    expect(a.etag === b.etag).toBe(false)
    expect(a.hash).toBe(b.hash)
    const [c, d] = [await client.get({ url: `${url}x` }), await client.get({ url: `${url}x` })]
    expect(c.etag).toBe(d.etag)
    expect(c.hash === d.hash).toBe(false)
  })

  it('stops when it is told to', async () => {
    const server = await rawServer(() => {})
    const control = new AbortController()
    const client = clientOf({ headersTimeout: 20, totalTimeout: 20 })
    const work = failureFrom(client.get({ url: server.url, signal: control.signal }))
    await expect.poll(() => server.accepted()).toBe(1)
    control.abort()
    expect((await work).kind).toBe('local')
    await expect.poll(() => server.open()).toBe(0)
    expect((await failureFrom(client.get({ url: server.url, signal: control.signal }))).kind).toBe(
      'local',
    )
    expect(server.accepted()).toBe(1)
  })

  it('keeps the spacing of a host on the wire', async () => {
    const starts: number[] = []
    const { url } = await webServer((_request, response) => {
      starts.push(performance.now())
      response.end('{}')
    })
    const client = clientOf({ hostSpacing: 0.15, totalTimeout: 0.3 })
    const replies = await Promise.all([1, 2, 3, 4].map((n) => client.get({ url: `${url}${n}` })))
    expect(replies).toHaveLength(4)
    for (let i = 1; i < 4; i++) expect(starts[i]! - starts[i - 1]!).toBeGreaterThan(140)
  })
})

describe('validators', () => {
  it.each([
    ['weak', 'W/"a"'],
    ['with spaces and commas', '"a, b  c"'],
    ['with escaped quotes', '"a\\"b"'],
    ['unquoted', 'abc'],
    ['in latin-1', '"caf\xe9"'],
    ['in UTF-8', '"caf\xc3\xa9"'],
    ['very long', `"${'x'.repeat(4000)}"`],
  ])('row 26: a tag %s is echoed byte for byte', async (_name, etag) => {
    const server = await rawServer((socket, request) => {
      saying(
        request === 1
          ? `HTTP/1.1 200 OK\r\nETag: ${etag}\r\nContent-Length: 0\r\n\r\n`
          : 'HTTP/1.1 304 x\r\n\r\n',
      )(socket)
    })
    const client = clientOf()
    const first = await client.get({ url: server.url })
    const second = await client.get({ url: server.url, validators: first })
    expect(headerIn(headOf(server.received, 1), 'if-none-match')).toBe(etag)
    expect(second).toMatchObject({ status: 304, etag, hash: '' })
  })

  it('row 27: of two tags the first is kept and none is made up', async () => {
    const server = await rawServer(
      saying('HTTP/1.1 200 OK\r\nETag: "a"\r\nETag: "b"\r\nContent-Length: 0\r\n\r\n'),
    )
    expect((await clientOf().get({ url: server.url })).etag).toBe('"a"')
  })

  it.each(['yesterday', 'Fri, 01 Jan 2100 00:00:00 GMT', '2026-07-14'])(
    'row 28: a Last-Modified of %j is echoed as it came',
    async (lastModified) => {
      const seen: IncomingMessage['headers'][] = []
      const { url } = await webServer((request, response) => {
        seen.push(request.headers)
        response.setHeader('last-modified', lastModified)
        response.end('{}')
      })
      const client = clientOf()
      const first = await client.get({ url })
      await client.get({ url, validators: first })
      expect(seen[0]!['if-modified-since']).toBe(undefined)
      expect(seen[1]!['if-modified-since']).toBe(lastModified)
    },
  )

  it('sends no validator that cannot be written in a header', async () => {
    const { url } = await webServer((request, response) => {
      response.end(request.headers['if-none-match'] ?? 'none')
    })
    const reply = await clientOf().get({
      url,
      validators: { etag: '"a\r\nX: y"', lastModified: '\u2014' },
    })
    expect(Buffer.from(reply.body).toString()).toBe('none')
  })

  it('row 29: a 304 nobody asked for is an error', async () => {
    const server = await rawServer(saying('HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'))
    for (const validators of [undefined, null, { etag: null, lastModified: null }]) {
      const error = await failureFrom(clientOf().get({ url: server.url, validators }))
      expect(error).toMatchObject({ kind: 'protocol', status: 304 })
    }
  })

  it('row 30: what a 304 brings is taken, what it leaves out stays', async () => {
    const server = await rawServer(
      saying('HTTP/1.1 304 x\r\nETag: "new"\r\nCache-Control: max-age=120\r\n\r\n'),
    )
    const validators = { etag: '"old"', lastModified: 'then' }
    const reply = await clientOf().get({ url: server.url, validators })
    expect(reply).toMatchObject({ status: 304, etag: '"new"', lastModified: 'then', freshFor: 120 })
    expect(reply.body).toHaveLength(0)
  })
})

describe('refusals', () => {
  const answering = (
    status: number,
    headers: Record<string, string | string[]>,
    body: string | Buffer = '',
  ) => webServer((_request, response) => response.writeHead(status, headers).end(body))

  it.each([
    [429, '120', 120],
    [429, 'Tue, 14 Jul 2026 12:10:00 GMT', 600],
    [429, ['5', '60'], 60],
    [429, '-5', 0],
    [429, '9999999999', 604_800],
    [429, 'later', null],
    [503, '120', 120],
    [404, '120', 120],
  ])('row 36, 37: %i with Retry-After %j', async (status, value, seconds) => {
    const { url } = await answering(status, { 'retry-after': value })
    const error = await failureFrom(clientOf({}, { now: () => now }).get({ url }))
    expect(error).toMatchObject({ kind: 'http', status, retryAfter: seconds })
  })

  it('row 38: a redirect that asks to wait is not followed before', async () => {
    const asked: string[] = []
    const { url } = await webServer((request, response) => {
      asked.push(request.url!)
      const wait = request.url === '/now' ? '0' : '120'
      if (request.url === '/there') response.end('{}')
      else response.writeHead(302, { location: '/there', 'retry-after': wait }).end()
    })
    const client = clientOf()
    expect(await failureFrom(client.get({ url: `${url}later` }))).toMatchObject({
      status: 302,
      retryAfter: 120,
    })
    expect(asked).toEqual(['/later'])
    expect((await client.get({ url: `${url}now` })).finalUrl).toBe(`${url}there`)
  })

  it.each([401, 403, 404, 500, 502, 204, 206])(
    'row 45: %i is http and names itself',
    async (status) => {
      const { url } = await answering(status, {})
      const error = await failureFrom(clientOf().get({ url: `${url}secret-path` }))
      expect(error).toMatchObject({ kind: 'http', status, retryAfter: null })
      expect(error.message).toContain(`answered ${status} `)
      expect(error.message).not.toContain('secret-path')
    },
  )

  it('row 44: 410 is gone', async () => {
    const { url } = await answering(410, {})
    expect(await failureFrom(clientOf().get({ url }))).toMatchObject({ kind: 'gone', status: 410 })
  })

  const challenge = '<!doctype html><html><head><title>Just a moment...</title></head></html>'
  it.each<[string, number, Record<string, string>, string | Buffer]>([
    ['by its header', 403, { 'cf-mitigated': 'challenge' }, ''],
    ['by its title', 403, { 'content-type': 'text/html; charset=UTF-8' }, challenge],
    ['with 503', 503, { 'content-type': 'text/html' }, challenge],
    ['with 200', 200, { 'content-type': 'text/html' }, challenge],
    [
      'packed',
      403,
      { 'content-type': 'text/html', 'content-encoding': 'gzip' },
      gzipSync(challenge),
    ],
  ])(
    'row 46: a challenge page %s is blocked, and asked once',
    async (_name, status, headers, body) => {
      let asked = 0
      const { url } = await webServer((_request, response) => {
        asked++
        response.writeHead(status, headers).end(body)
      })
      expect(await failureFrom(clientOf().get({ url }))).toMatchObject({ kind: 'blocked', status })
      expect(asked).toBe(1)
    },
  )

  it.each<[number, Record<string, string>, string]>([
    [403, { 'content-type': 'text/html' }, '<title>Forbidden</title>'],
    [503, { 'content-type': 'application/json' }, JSON.stringify({ text: challenge })],
  ])('row 46: %i with another page is no challenge', async (status, headers, body) => {
    const { url } = await answering(status, headers, body)
    expect((await failureFrom(clientOf().get({ url }))).kind).toBe('http')
  })

  it('keeps the connection after a short error page and drops it after an endless one', async () => {
    const short = await answering(404, {}, 'not here')
    const endless = await rawServer((socket) => {
      socket.write('HTTP/1.1 404 x\r\n\r\n')
      const timer = setInterval(() => socket.write(Buffer.alloc(50_000)), 5)
      socket.on('close', () => clearInterval(timer))
    })
    const client = clientOf()
    let connections = 0
    short.server.on('connection', () => connections++)
    for (let i = 0; i < 3; i++) await failureFrom(client.get({ url: short.url }))
    expect(connections).toBe(1)
    expect((await failureFrom(client.get({ url: endless.url }))).status).toBe(404)
    await expect.poll(() => endless.open()).toBe(0)
  })
})

describe('row 47: freshness', () => {
  it.each([
    ['max-age=600', 600],
    ['max-age=43200', 3600],
    ['max-age=31536000, immutable', 3600],
    ['max-age=0, private, must-revalidate', 0],
  ])('%s', async (value, seconds) => {
    const { url } = await webServer((_request, response) => {
      response.setHeader('cache-control', value).end('{}')
    })
    expect((await clientOf().get({ url })).freshFor).toBe(seconds)
  })
})

describe('redirects', () => {
  /** `/301/302/end` answers 301 to `/302/end`, and so on. */
  const hops: RequestListener = (request, response) => {
    const [, status, rest] = /^\/(\d{3})(\/.*)$/.exec(request.url!) ?? []
    if (!status) response.end(`at ${request.url}`)
    else response.writeHead(Number(status), { location: rest }).end('moved')
  }

  it.each([
    ['301/end', true],
    ['308/end', true],
    ['301/308/end', true],
    ['302/end', false],
    ['307/end', false],
    ['303/end', false],
    ['301/302/end', false],
    ['302/301/end', false],
    ['end', false],
  ])('row 39, 40: %s is followed; moved for good: %j', async (path, moved) => {
    const { url } = await webServer(hops)
    const reply = await clientOf().get({ url: `${url}${path}` })
    expect(reply).toMatchObject({
      url: `${url}${path}`,
      finalUrl: `${url}end`,
      movedTo: moved ? `${url}end` : null,
    })
    expect(Buffer.from(reply.body).toString()).toBe('at /end')
  })

  it('carry the validators to the end', async () => {
    const { url } = await webServer((request, response) => {
      if (request.url === '/a') response.writeHead(301, { location: '/b' }).end()
      else response.writeHead(request.headers['if-none-match'] === '"v"' ? 304 : 200).end()
    })
    const validators = { etag: '"v"', lastModified: null }
    expect(await clientOf().get({ url: `${url}a`, validators })).toMatchObject({
      status: 304,
      movedTo: `${url}b`,
    })
  })

  it('row 41: end after the limit', async () => {
    const { url } = await webServer(hops)
    const client = clientOf({ maxRedirects: 5 })
    expect((await client.get({ url: `${url}${'302/'.repeat(5)}end` })).status).toBe(200)
    expect((await failureFrom(client.get({ url: `${url}${'302/'.repeat(6)}end` }))).kind).toBe(
      'redirect',
    )
  })

  it('row 41: notice a circle without running through it', async () => {
    let asked = 0
    const { url } = await webServer((request, response) => {
      asked++
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end()
    })
    expect((await failureFrom(clientOf().get({ url: `${url}a` }))).kind).toBe('redirect')
    expect(asked).toBe(2)
  })

  it.each([
    'file:///etc/passwd',
    'data:text/plain,x',
    'ftp://a.test/',
    'javascript:0',
    'http://',
    'http://a b/',
  ])('row 41: do not lead to %s', async (location) => {
    const { url } = await webServer((_q, response) => response.writeHead(302, { location }).end())
    expect((await failureFrom(clientOf().get({ url }))).kind).toBe('redirect')
  })

  it('without a target are an error', async () => {
    const { url } = await webServer((_request, response) => response.writeHead(301).end())
    expect(await failureFrom(clientOf().get({ url }))).toMatchObject({
      kind: 'redirect',
      status: 301,
    })
  })

  it('read a target in raw UTF-8 as browsers do', async () => {
    const server = await rawServer((socket, request) => {
      saying(
        request === 1
          ? 'HTTP/1.1 302 x\r\nLocation: /caf\xc3\xa9\r\nContent-Length: 0\r\n\r\n'
          : 'HTTP/1.1 200 OK\r\n\r\n{}',
      )(socket)
    })
    expect((await clientOf().get({ url: server.url })).finalUrl).toBe(`${server.url}caf%C3%A9`)
  })
})

describe('what is asked', () => {
  it.each([
    'ftp://a.test/x',
    'file:///etc/passwd',
    'status.test',
    '',
    'http://[::1',
    'http://u:secret@[x/',
  ])('refuses %j without asking', async (url) => {
    const error = await failureFrom(clientOf().get({ url }))
    expect(error.kind).toBe('protocol')
    expect(describeError(error) + error.url).not.toContain('secret')
  })

  it('row 111: keeps credentials out of errors, replies and requests', async () => {
    const server = await rawServer((socket, request) => {
      saying(
        request === 1 ? 'HTTP/1.1 200 OK\r\n\r\n{}' : 'HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n',
      )(socket)
    })
    const url = server.url.replace('//', '//user:hunter2@')
    const client = clientOf()
    expect((await client.get({ url })).finalUrl).toBe(server.url)
    const refused = await failureFrom(client.get({ url }))
    const unreachable = await failureFrom(client.get({ url: 'http://user:hunter2@127.0.0.1:1/' }))
    for (const error of [refused, unreachable]) {
      expect(`${error.stack} ${describeError(error)} ${JSON.stringify(error)}`).not.toMatch(
        /hunter2|user:/,
      )
      expect(error.cause).toBe(undefined)
    }
    expect(server.received.join('')).not.toContain('hunter2')
  })

  it('row 111: keeps credentials of a redirect out, too', async () => {
    const { url } = await webServer((request, response) => {
      const location = `//user:hunter2@${request.headers.host}/there`
      if (request.url === '/') response.writeHead(301, { location }).end()
      else response.end(request.headers.authorization ?? 'none')
    })
    const reply = await clientOf().get({ url })
    expect(reply).toMatchObject({ finalUrl: `${url}there`, movedTo: `${url}there` })
    expect(Buffer.from(reply.body).toString()).toBe('none')
  })
})
