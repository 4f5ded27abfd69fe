import { request } from 'node:http'
import { serve } from '@hono/node-server'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { networkOf, parseHost } from '../../../src/web/guard/hosts.ts'
import { door, inside, type Socket, signedIn } from './door.ts'

const local = { ...inside, localAddress: '::ffff:127.0.0.1' }
const wide: Socket = { localAddress: '192.168.1.5', localPort: 8688 }

async function statusFor(host: string, d = door(), socket: Socket = wide, more = {}) {
  return (await d.ask('/', { headers: { host, ...more } }, socket)).status
}

describe('the host asked for', () => {
  it('is loopback, the address of the socket, or a listed name', async () => {
    for (const host of [
      'localhost:8688',
      'LOCALHOST:8688',
      '127.0.0.1:8688',
      '[::1]:8688',
      '[0:0:0:0:0:0:0:1]:8688',
      '192.168.1.5:8688',
      'desk.example',
      'Desk.Example',
      'desk.example:80',
      'desk.example:443',
      'desk.example:8688',
    ]) {
      expect([host, await statusFor(host)]).toEqual([host, 200])
    }
  })

  it('is refused under any other name, port or spelling', async () => {
    for (const host of [
      'evil.example',
      'evil.example:8688',
      'desk.example.evil.example',
      'evildesk.example',
      'sub.desk.example',
      'desk.example.',
      'localhost.:8688',
      'desk.example..',
      'localhost.evil.example:8688',
      '127.0.0.1.evil.example:8688',
      'localhost',
      'localhost:80',
      'localhost:8689',
      'localhost:86880',
      'localhost:08688',
      'localhost:',
      'localhost:8688:8688',
      'localhost:x',
      'localhost:99999',
      '127.1:8688',
      '127.0.0.2:8688',
      '0x7f000001:8688',
      '2130706433:8688',
      '[::1',
      '::1:8688',
      '[::1%lo]:8688',
      '192.168.1.6:8688',
      'desk.example:8443',
      'desk.example, evil.example',
      'evil@desk.example',
      'desk.example@evil.example',
      'desk.example/evil',
      'desk.example#',
      'desk.example?',
      'desk example',
    ]) {
      expect([host, await statusFor(host)]).toEqual([host, 421])
    }
  })

  it('is refused without a sign-in as well, where rebinding would find everything open', async () => {
    const d = door({}, '127.0.0.1')
    expect(await statusFor('127.0.0.1:8688', d, local)).toBe(200)
    expect(await statusFor('evil.example:8688', d, local)).toBe(421)
    const answer = await d.ask('/api/edit', { headers: { host: 'evil.example:8688' } }, local)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      status: 421,
      detail: expect.stringContaining('OUTAGES_HOSTS'),
    })
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
  })

  it('keeps to the port that is listed, and to the name that is listened on', async () => {
    const d = door({ ...signedIn, OUTAGES_HOSTS: 'desk.example:8443' }, 'desk.internal')
    expect(await statusFor('desk.example:8443', d)).toBe(200)
    expect(await statusFor('desk.example', d)).toBe(421)
    expect(await statusFor('desk.example:8688', d)).toBe(421)
    expect(await statusFor('desk.internal:8688', d)).toBe(200)
    expect(await statusFor('desk.internal', d)).toBe(421)
  })

  it('has port 443 when a trusted proxy says https', async () => {
    const d = door({ ...signedIn, OUTAGES_HOSTS: 'desk.example:443', OUTAGES_TRUST_PROXY: '1' })
    expect(await statusFor('desk.example', d, wide, { 'x-forwarded-proto': 'https' })).toBe(200)
    expect(await statusFor('desk.example', d)).toBe(421)
  })

  it('is read from any text, as itself or not at all', () => {
    const name = fc.constantFrom('localhost', 'desk.example', 'a-b.c_d', '10.0.0.1')
    fc.assert(
      fc.property(name, fc.option(fc.integer({ min: 1, max: 65_535 })), (host, port) => {
        const text = port === null ? host : `${host}:${port}`
        expect(parseHost(text.toUpperCase())).toEqual({ name: host, port })
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        const host = parseHost(text)
        expect(host?.name ?? 'x').toMatch(/^[a-z0-9._:-]+$/)
      }),
    )
  })
})

describe('over a real connection', () => {
  it('tells names, ports and absolute addresses apart', async () => {
    const { app } = door({}, '127.0.0.1')
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const ask = (host: string, path = '/') =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
          .on('error', reject)
          .end()
      })
    expect(await ask(`127.0.0.1:${port}`)).toBe(200)
    expect(await ask(`localhost:${port}`)).toBe(200)
    expect(await ask(`localhost:${port + 1}`)).toBe(421)
    expect(await ask('localhost')).toBe(421)
    expect(await ask(`evil.example:${port}`)).toBe(421)
    expect(await ask(`localhost:${port}`, 'http://evil.example/')).toBe(421)
    expect(await ask('evil.example', `http://localhost:${port}/`)).toBe(421)
  })
})

it('counts an IPv6 neighbourhood as one and an IPv4 address for itself, however it is written', () => {
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('2001:db8:1:2:3::4')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:DB8:1:2::ffff')).toBe('2001:db8:1:2::/64')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(networkOf(null)).toBe('unknown')
})
