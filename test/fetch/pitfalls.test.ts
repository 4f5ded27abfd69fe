import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { clientOf, drip, expectFailure, rawServer, saying, webServer } from './servers.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'

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
