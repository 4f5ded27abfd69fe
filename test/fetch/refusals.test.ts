import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { clientOf, failureFrom, rawServer, webServer } from './servers.ts'

const now = Date.UTC(2026, 6, 14, 12, 0, 0)

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
