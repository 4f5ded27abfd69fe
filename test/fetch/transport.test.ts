import { readFileSync } from 'node:fs'
import { createServer as createPlainServer, type LookupFunction } from 'node:net'
import tls from 'node:tls'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeError, type FailureKind } from '../../src/errors.ts'
import { blackHole, clientOf, failureFrom, rawServer, saying, webServer } from './servers.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'

/** A resolver that gives these addresses to every name. */
function resolving(...addresses: string[]): LookupFunction {
  return (_host, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}

function failing(code: string): LookupFunction {
  return (host, _options, callback) =>
    callback(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }), '')
}

/** Fails with this kind, and within so many ms. */
async function expectFailure(work: Promise<unknown>, kind: FailureKind, within = 1000) {
  const begun = performance.now()
  const error = await failureFrom(work)
  expect(error.kind, describeError(error)).toBe(kind)
  expect(performance.now() - begun).toBeLessThan(within)
  return error
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
    const client = clientOf({}, { lookup: () => {} })
    await expectFailure(client.get({ url: 'http://status.test/' }), 'timeout', 900)
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
    const error = await expectFailure(work, 'network', 300)
    expect(describeError(error)).toBe(`127.0.0.1:${port} refused the connection (ECONNREFUSED)`)
  })

  it('row 6: a black hole is left after the connect timeout', async () => {
    const port = await blackHole('127.0.0.1')
    await expectFailure(clientOf().get({ url: `http://127.0.0.1:${port}/` }), 'timeout', 900)
  })

  it('row 7: silence after the request ends with the headers timeout', async () => {
    const server = await rawServer(() => {})
    const error = await expectFailure(
      clientOf({ totalTimeout: 5 }).get({ url: server.url }),
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
      clientOf({ totalTimeout: 5 }).get({ url: server.url }),
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

describe('pitfalls', () => {
  it('pitfall 2: a gzip body cut off where only the connection tells the end is refused', async () => {
    const packed = gzipSync(
      JSON.stringify({ incidents: Array.from({ length: 500 }, (_, i) => ({ id: i })) }),
    )
    const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n'
    const server = await rawServer(
      saying(Buffer.concat([Buffer.from(head), packed.subarray(0, packed.length * 0.7)])),
    )
    await expectFailure(clientOf().get({ url: server.url }), 'encoding')
  })

  it('pitfall 3: a dripped body ends with the total time', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
      drip(socket, 'x'.repeat(1000), 100)
    })
    const error = await expectFailure(clientOf().get({ url: server.url }), 'timeout', 2000)
    expect(error.message).toContain('within 1.2 s')
    await expect.poll(() => server.open()).toBe(0)
  })

  it('pitfall 3: endless early hints end with the total time', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'
    const server = await rawServer((socket) => drip(socket, hint.repeat(100), 100, hint.length))
    await expectFailure(clientOf().get({ url: server.url }), 'timeout', 2000)
  })

  it('pitfall 3: redirects share one total time', async () => {
    const { url } = await webServer((request, response) => {
      const next = Number(request.url!.slice(1)) + 1
      setTimeout(() => response.writeHead(302, { location: `/${next}` }).end(), 300)
    })
    const client = clientOf({ maxRedirects: 10, totalTimeout: 0.7 })
    await expectFailure(client.get({ url: `${url}1` }), 'timeout', 1500)
  })

  it('pitfall 5: a body shorter than announced is refused (row 15)', async () => {
    const server = await rawServer(
      saying('HTTP/1.1 200 OK\r\nContent-Length: 100\r\nETag: "a"\r\n\r\n{"incidents":[]'),
    )
    await expectFailure(clientOf().get({ url: server.url }), 'network')
  })

  it('pitfall 14: a body over the cap is refused before it is held, and XML sooner', async () => {
    const item = '<item><title>t</title></item>'
    const xml = `<?xml version="1.0"?><rss>${item.repeat(4000)}</rss>`
    const { url } = await webServer((request, response) => {
      response.setHeader(
        'content-type',
        request.url === '/rss' ? 'application/rss+xml' : 'text/plain',
      )
      response.end(request.url === '/big' ? Buffer.alloc(400_000, 97) : xml)
    })
    const client = clientOf({ maxBytes: 300_000, maxXmlBytes: 100_000 })
    await expectFailure(client.get({ url: `${url}rss` }), 'too-large')
    await expectFailure(client.get({ url: `${url}sniffed` }), 'too-large')
    await expectFailure(client.get({ url: `${url}big` }), 'too-large')
  })

  it('row 14: an idle connection closed as it is used again is asked once more, at once', async () => {
    const server = await rawServer((socket, request) => {
      if (request === 2) socket.destroy()
      else socket.write(ok)
    })
    const client = clientOf()
    await client.get({ url: server.url })
    expect((await client.get({ url: server.url })).status).toBe(200)
    expect(server.received.join('').match(/GET/g)).toHaveLength(3)
  })

  it('row 14: a new connection that is closed is not asked again', async () => {
    const server = await rawServer((socket) => socket.destroy())
    await expectFailure(clientOf().get({ url: server.url }), 'network')
    expect(server.received.join('').match(/GET/g)).toHaveLength(1)
  })

  it('row 14: there is no second repetition', async () => {
    const server = await rawServer((socket, request) => {
      if (request === 1) socket.write(ok)
      else socket.destroy()
    })
    const client = clientOf()
    await client.get({ url: server.url })
    await expectFailure(client.get({ url: server.url }), 'network')
    expect(server.received.join('').match(/GET/g)).toHaveLength(3)
  })
})

describe('encryption', () => {
  const pem = (name: string) =>
    readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url), 'utf8')
  const client = (host: string) =>
    clientOf({ allowHosts: [host], totalTimeout: 5 }, { lookup: resolving('127.0.0.1') })

  async function secureServer(certificate: string, options: tls.TlsOptions = {}): Promise<number> {
    const server = tls.createServer(
      { key: pem('key'), cert: pem(certificate), ...options },
      (socket) => {
        socket.on('error', () => {})
        socket.on('data', () => socket.write(ok))
      },
    )
    server.on('tlsClientError', () => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return (server.address() as { port: number }).port
  }

  function trust(...names: string[]): void {
    const before = tls.getCACertificates('default')
    tls.setDefaultCACertificates([...before, ...names.map(pem)])
    onTestFinished(() => tls.setDefaultCACertificates(before))
  }

  it('asks a host whose certificate is in order', async () => {
    trust('good')
    const port = await secureServer('good')
    const good = client('good.test')
    for (let i = 0; i < 2; i++) {
      expect((await good.get({ url: `https://good.test:${port}/` })).status).toBe(200)
    }
  })

  it('row 22: refuses a certificate nobody vouches for', async () => {
    const port = await secureServer('good')
    await expectFailure(client('good.test').get({ url: `https://good.test:${port}/` }), 'tls')
  })

  it('row 22: refuses a certificate for another name', async () => {
    trust('good')
    const port = await secureServer('good')
    const error = await expectFailure(
      client('bad.test').get({ url: `https://bad.test:${port}/` }),
      'tls',
    )
    expect(error.message).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('row 22: refuses a certificate that has expired', async () => {
    trust('expired')
    const port = await secureServer('expired')
    const error = await expectFailure(
      client('good.test').get({ url: `https://good.test:${port}/` }),
      'tls',
    )
    expect(error.message).toContain('CERT_HAS_EXPIRED')
  })

  it('row 22: refuses an encryption that is too old', async () => {
    trust('good')
    const port = await secureServer('good', {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    await expectFailure(client('good.test').get({ url: `https://good.test:${port}/` }), 'tls')
  })

  it('row 23: a handshake that stalls ends with the connect timeout', async () => {
    const server = await rawServer(() => {})
    await expectFailure(
      client('good.test').get({ url: `https://good.test:${server.port}/` }),
      'timeout',
      900,
    )
    await expect.poll(() => server.open()).toBe(0)
  })

  it('row 24: offers HTTP/1.1 only, so that no frame of HTTP/2 can hurt', async () => {
    trust('good')
    const chosen: (string | false | null)[] = []
    const server = tls.createServer(
      { key: pem('key'), cert: pem('good'), ALPNProtocols: ['h2', 'http/1.1'] },
      (socket) => {
        chosen.push(socket.alpnProtocol)
        socket.on('error', () => {}).on('data', () => socket.write(ok))
      },
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    await client('good.test').get({ url: `https://good.test:${port}/` })
    expect(chosen).toEqual(['http/1.1'])
  })

  it('sends no byte of a handshake to an address that is not public', async () => {
    let bytes = 0
    const server = createPlainServer((socket) => {
      socket.on('data', (chunk) => {
        bytes += chunk.length
      })
      socket.on('error', () => {})
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const strict = clientOf({ allowHosts: [] }, { lookup: resolving('127.0.0.1') })
    await expectFailure(strict.get({ url: `https://good.test:${port}/` }), 'address')
    await expectFailure(strict.get({ url: `https://127.0.0.1:${port}/` }), 'address')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(bytes).toBe(0)
  })
})

function drip(
  socket: { write(text: string): unknown; destroyed: boolean },
  text: string,
  every: number,
  size = 1,
): void {
  let at = 0
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) return clearInterval(timer)
    socket.write(text.slice(at, at + size))
    at += size
  }, every)
}
