import type { IncomingMessage } from 'node:http'
import { zstdCompressSync } from 'node:zlib'
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
