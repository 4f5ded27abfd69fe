import { describe, expect, it, onTestFinished } from 'vitest'
import { createPoster, type PostSeams } from '../../src/fetch/post.ts'
import type { FetchSettings } from '../../src/fetch/settings.ts'
import {
  drip,
  expectFailure,
  rawServer,
  resolving,
  saying,
  settingsOf,
  webServer,
} from './servers.ts'

function posterOf(changes: Partial<FetchSettings> = {}, seams: PostSeams = {}) {
  const poster = createPoster(settingsOf(changes), seams)
  onTestFinished(() => poster.close())
  return poster
}

const message = { headers: { 'content-type': 'application/json' }, body: '{"a":"ü"}' }

describe('posting', () => {
  it('sends the body as it is and gives the answer', async () => {
    let got = ''
    const { url } = await webServer((request, response) => {
      request.on('data', (part: Buffer) => {
        got += part.toString('utf8')
      })
      request.on('end', () => response.writeHead(202).end(`${request.method} ${request.url}`))
    })
    const answer = await posterOf().post(`${url}x?y=1`, message)
    expect(answer).toEqual({ status: 202, retryAfter: null, text: 'POST /x?y=1' })
    expect(got).toBe(message.body)
  })

  it('follows no redirect', async () => {
    let asked = 0
    const { url } = await webServer((_request, response) => {
      asked++
      response.writeHead(308, { location: '/elsewhere' }).end()
    })
    expect((await posterOf().post(url, message)).status).toBe(308)
    expect(asked).toBe(1)
  })

  it('reads how long to wait, and not more of an answer than it needs', async () => {
    const { url } = await webServer((_request, response) => {
      response.writeHead(503, { 'retry-after': '120' })
      response.end('x'.repeat(5_000_000))
    })
    const answer = await posterOf().post(url, message)
    expect(answer).toEqual({ status: 503, retryAfter: 120, text: 'x'.repeat(1024) })
  })

  it('takes the status for the answer when the rest never comes', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n')
      drip(socket, 'x'.repeat(900), 100)
    })
    expect((await posterOf().post(server.url, message)).status).toBe(200)
  })

  it.each([
    'http://127.0.0.1:1/',
    'https://127.0.0.1/',
    'https://169.254.169.254/',
    'https://[::1]/',
  ])('refuses %s, which is not public', async (url) => {
    await expectFailure(posterOf({ allowHosts: [] }).post(url, message), 'address')
  })

  it('refuses a name that leads to a private address', async () => {
    const poster = posterOf({ allowHosts: [] }, { lookup: resolving('10.0.0.7') })
    await expectFailure(poster.post('https://hooks.example/', message), 'address')
  })

  it('refuses to send without encryption but to a host of the operator’s', async () => {
    const poster = posterOf({}, { lookup: resolving('93.184.216.34') })
    await expectFailure(poster.post('http://hooks.example/x', message), 'address')
    await expectFailure(poster.post('file:///etc/passwd', message), 'address')
    await expectFailure(poster.post('no address', message), 'local')
  })

  it('gives up a receiver that is silent, or that speaks no HTTP', async () => {
    const silent = await rawServer(() => {})
    await expectFailure(posterOf().post(silent.url, message), 'timeout')
    const odd = await rawServer(saying('hello\r\n\r\n'))
    await expectFailure(posterOf().post(odd.url, message), 'protocol')
  })

  it('stops when it is closed or told to', async () => {
    const silent = await rawServer(() => {})
    const poster = posterOf({ headersTimeout: 30, totalTimeout: 30 })
    const stop = new AbortController()
    const told = poster.post(silent.url, { ...message, signal: stop.signal })
    const open = poster.post(silent.url, message)
    setTimeout(() => stop.abort(), 50)
    await expectFailure(told, 'local')
    setTimeout(() => void poster.close(), 50)
    await expectFailure(open, 'local')
  })

  it('names the host and never the path, which may be a secret', async () => {
    const silent = await rawServer((socket) => socket.destroy())
    const error = await expectFailure(posterOf().post(`${silent.url}T0/hidden`, message), 'network')
    expect(`${error.message} ${error.url} ${error.stack}`).not.toContain('hidden')
  })
})
