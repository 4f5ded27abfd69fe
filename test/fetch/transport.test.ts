import { getEventListeners } from 'node:events'
import type { LookupFunction } from 'node:net'
import { describe, expect, it } from 'vitest'
import { describeError, type FailureKind } from '../../src/errors.ts'
import {
  blackHole,
  clientOf,
  drip,
  expectFailure,
  failureFrom,
  rawServer,
  resolving,
  saying,
  webServer,
} from './servers.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'

function failing(code: string): LookupFunction {
  return (host, _options, callback) =>
    callback(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }), '')
}

describe('names', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ESERVFAIL', 'EAI_NODATA'])(
    'row 1, 2: %s is dns',
    async (code) => {
      const client = clientOf({}, { lookup: failing(code) })
      const error = await expectFailure(client.get({ url: 'http://status.test/a?key=1' }), 'dns')
      expect(error.message).toMatch(/^status\.test /)
      expect(error.message).toContain(code)
      expect(error.message).not.toContain('key')
    },
  )

  it('row 3: slow name servers leave threads to others and do not pile up look-ups', async () => {
    let asked = 0
    let atOnce = 0
    let most = 0
    const lookup: LookupFunction = (_host, _options, callback) => {
      asked++
      most = Math.max(most, ++atOnce)
      setTimeout(() => {
        atOnce--
        callback(null, [{ address: '10.0.0.1', family: 4 }])
      }, 60)
    }
    const client = clientOf(
      { concurrency: 64, perHost: 8, connectTimeout: 5, totalTimeout: 5 },
      { lookup },
    )
    const hosts = ['a', 'b', 'c', 'd', 'e', 'f']
    await Promise.all(
      hosts.flatMap((h) =>
        [1, 2, 3].map((n) => failureFrom(client.get({ url: `http://${h}.test/${n}` }))),
      ),
    )
    expect(most).toBe(3)
    expect(asked).toBe(hosts.length)
  })

  it('row 3: a look-up that never ends is ended by the connect timeout', async () => {
    const client = clientOf({ totalTimeout: 10 }, { lookup: () => {} })
    await expectFailure(client.get({ url: 'http://status.test/' }), 'timeout')
  })

  it('row 4: a second address is tried when the first one does not answer', async () => {
    const { port, url } = await webServer((_request, response) => response.end('{}'))
    await blackHole('127.0.0.2', port)
    const lookup = resolving('127.0.0.2', '127.0.0.1')
    const client = clientOf(
      { allowHosts: ['two.test'], connectTimeout: 3, totalTimeout: 4 },
      { lookup },
    )
    const reply = await client.get({ url: url.replace('127.0.0.1', 'two.test') })
    expect(reply.status).toBe(200)
  })
})

describe('connections', () => {
  it('row 5: a refused connection fails at once, with host and code and nothing else', async () => {
    const { port, server } = await webServer(() => {})
    await new Promise((resolve) => server.close(resolve))
    const client = clientOf()
    const work = client.get({ url: `http://127.0.0.1:${port}/path?token=secret` })
    const error = await expectFailure(work, 'network', 1500)
    expect(describeError(error)).toBe(`127.0.0.1:${port} refused the connection (ECONNREFUSED)`)
  })

  it('row 6: a black hole is left after the connect timeout', async () => {
    const port = await blackHole('127.0.0.1')
    await expectFailure(
      clientOf({ totalTimeout: 10 }).get({ url: `http://127.0.0.1:${port}/` }),
      'timeout',
    )
  })

  it('row 7: silence after the request ends with the headers timeout', async () => {
    const server = await rawServer(() => {})
    const error = await expectFailure(
      clientOf({ totalTimeout: 10 }).get({ url: server.url }),
      'timeout',
      2500,
    )
    expect(error.message).toContain('UND_ERR_HEADERS_TIMEOUT')
  })

  it('row 8: dripped headers are cut off', async () => {
    const server = await rawServer((socket) =>
      drip(socket, `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(500)}`, 50),
    )
    await expectFailure(clientOf().get({ url: server.url }), 'timeout', 2000)
  })

  it('row 12: a body that stalls half way ends with the body timeout', async () => {
    const server = await rawServer(
      saying('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', true),
    )
    const error = await expectFailure(
      clientOf({ totalTimeout: 10 }).get({ url: server.url }),
      'timeout',
      2500,
    )
    expect(error.message).toContain('UND_ERR_BODY_TIMEOUT')
  })

  it('row 13: a reset in the body is a failure', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
      setTimeout(() => socket.resetAndDestroy(), 30)
    })
    await expectFailure(clientOf().get({ url: server.url }), 'network')
    expect(server.accepted()).toBe(1)
  })

  it('row 21: an endless body stops at the cap and its socket is destroyed', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const chunk = Buffer.alloc(65_536, 32)
      const pour = () => {
        while (!socket.destroyed && socket.write(chunk));
        socket.once('drain', pour)
      }
      pour()
    })
    const client = clientOf({ maxBytes: 1_000_000, totalTimeout: 10 })
    await expectFailure(client.get({ url: server.url }), 'too-large', 3000)
    await expect.poll(() => server.open()).toBe(0)
  })

  it('row 25: sockets kept alive stay few however many hosts there are, and none outlives the client', async () => {
    const server = await rawServer(saying(ok, true), '0.0.0.0')
    const hosts = Array.from({ length: 300 }, (_, i) => `127.0.${1 + (i >> 7)}.${1 + (i & 127)}`)
    const client = clientOf({ allowHosts: hosts, concurrency: 8, totalTimeout: 10 })
    let most = 0
    const all = hosts.map(async (host) => {
      await client.get({ url: `http://${host}:${server.port}/` })
      most = Math.max(most, server.open())
    })
    await Promise.all(all)
    expect(server.accepted()).toBe(300)
    expect(most).toBeLessThanOrEqual(32)
    await client.close()
    await expect.poll(() => server.open()).toBe(0)
  })

  it('closes every socket and stops what is under way', async () => {
    const server = await rawServer((socket, request) => request === 1 && socket.write(ok))
    const client = clientOf({ totalTimeout: 20, headersTimeout: 20 })
    await client.get({ url: server.url })
    const hanging = failureFrom(client.get({ url: server.url }))
    await expect.poll(() => server.received.join('').match(/GET/g)?.length).toBe(2)
    await client.close()
    expect((await hanging).kind).toBe('local')
    await expect.poll(() => server.open()).toBe(0)
    expect((await failureFrom(client.get({ url: server.url }))).kind).toBe('local')
  })
})

describe('what is left behind', () => {
  const resources = () =>
    process.getActiveResourcesInfo().filter((name) => /Timeout|Connect|TCP/.test(name))

  it('is no timer and no listener, after success, failure and time-out alike', async () => {
    const { url } = await webServer((request, response) => {
      if (request.url === '/bad') response.writeHead(500).end()
      else if (request.url !== '/slow') response.end('{}')
    })
    const { signal } = new AbortController()
    const client = clientOf({ totalTimeout: 0.2, headersTimeout: 5 })
    await client.get({ url, signal })
    await failureFrom(client.get({ url: `${url}bad`, signal }))
    await failureFrom(client.get({ url: `${url}slow`, signal }))
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('is no attempt to connect once the client is closed', async () => {
    const port = await blackHole('127.0.0.1')
    const before = resources()
    const client = clientOf({ connectTimeout: 60, totalTimeout: 60 })
    const work = failureFrom(client.get({ url: `http://127.0.0.1:${port}/` }))
    const lookup = failureFrom(
      clientOf({ connectTimeout: 0.1 }, { lookup: () => {} }).get({ url: 'http://a.test/' }),
    )
    await lookup
    expect(resources().length).toBeGreaterThan(before.length)
    await client.close()
    expect((await work).kind).toBe('local')
    await expect
      .poll(() => resources().length, { interval: 20 })
      .toBeLessThanOrEqual(before.length + 1)
  })

  it('is no warning about listeners, with many requests at once', async () => {
    const { url } = await webServer((_request, response) => response.end('{}'))
    const warnings: string[] = []
    const note = (warning: Error) => warnings.push(warning.name)
    process.on('warning', note)
    const client = clientOf({ concurrency: 64, perHost: 8, totalTimeout: 10 })
    const { signal } = new AbortController()
    await Promise.all(Array.from({ length: 100 }, () => client.get({ url, signal })))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', note)
    expect(warnings).toEqual([])
  })
})

describe('bytes that are not HTTP', () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
  it.each<[string, string | Buffer, FailureKind]>([
    ['row 11: endless 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50), 'network'],
    ['row 18: a chunked body that ends early', `${chunked}5\r\nhello\r\n`, 'network'],
    ['row 18: a chunk cut off', `${chunked}50\r\nhello`, 'network'],
    ['row 18: a bad chunk size', `${chunked}zz\r\nhello\r\n0\r\n\r\n`, 'protocol'],
    ['row 18: an SSH banner', 'SSH-2.0-OpenSSH_9.2\r\n', 'protocol'],
    ['row 18: HTTP/0.9', '<html>hello</html>', 'protocol'],
    [
      'row 19: two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ',
      'protocol',
    ],
    [
      'row 19: length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
      'protocol',
    ],
    [
      'row 20: a header of 1 MB',
      `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(1_000_000)}\r\n\r\n`,
      'protocol',
    ],
    [
      'row 20: 10,000 headers',
      `HTTP/1.1 200 OK\r\n${'X-Y: abc\r\n'.repeat(10_000)}\r\n`,
      'protocol',
    ],
    ['nothing at all', '', 'network'],
  ])('%s', async (_name, bytes, kind) => {
    const server = await rawServer(saying(bytes))
    const error = await expectFailure(clientOf().get({ url: server.url }), kind)
    expect(error.status).toBe(null)
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ [\w ,]+ \([A-Z0-9_]+\)$/)
  })
})
