import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { clientOf, failureFrom, rawServer, saying, webServer } from './servers.ts'

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
