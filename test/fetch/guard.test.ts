import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { describe, expect, it } from 'vitest'
import { clientOf, failureFrom, rawServer, saying, webServer } from './servers.ts'

/** Public by its range, and nobody's: no test sends anything to a stranger. */
const unallocated = '3ffd::1'
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'

/** A resolver that gives each of these answers in turn, then the last one again. */
function answering(...answers: string[][]): { lookup: LookupFunction; asked: string[] } {
  const asked: string[] = []
  const lookup: LookupFunction = (host, _options, callback) => {
    const answer = answers[Math.min(asked.push(host), answers.length) - 1]!
    callback(
      null,
      answer.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { lookup, asked }
}

describe('addresses that are not public', () => {
  it.each([
    ['http://127.0.0.1:PORT/'],
    ['http://2130706433:PORT/'],
    ['http://0x7f.1:PORT/'],
    ['http://0x7f000001:PORT/'],
    ['http://0177.0.0.1:PORT/'],
    ['http://127.1:PORT/'],
    ['http://127.0.0.1.:PORT/'],
    ['http://１２７.０.０.１:PORT/'],
    ['http://①②⑦.0.0.1:PORT/'],
    ['http://0.0.0.0:PORT/'],
    ['http://0:PORT/'],
    ['http://[::]:PORT/'],
    ['http://[::1]:PORT/'],
    ['http://[::ffff:7f00:1]:PORT/'],
    ['http://[::ffff:127.0.0.1]:PORT/'],
    ['http://[::127.0.0.1]:PORT/'],
    ['http://[64:ff9b::7f00:1]:PORT/'],
    ['http://localhost:PORT/'],
    ['http://10.0.0.1/'],
    ['http://172.16.0.1/'],
    ['http://192.168.1.1/'],
    ['http://169.254.169.254/latest/meta-data/'],
    ['http://100.64.0.1/'],
    ['http://[fd00::1]/'],
    ['http://[fe80::1]/'],
    ['http://[fd00:ec2::254]/'],
  ])('row 105, 106, pitfall 10: %s is refused before a byte is sent', async (form) => {
    const server = await rawServer(saying(ok), '::').catch(() => rawServer(saying(ok), '0.0.0.0'))
    const client = clientOf({ allowHosts: [] })
    const url = form.replace('PORT', String(server.port))
    const error = await failureFrom(client.get({ url }))
    expect(error.kind, error.message).toBe('address')
    expect(server.received.join('')).toBe('')
  })

  it('row 105, pitfall 10: a redirect to one is refused at that hop', async () => {
    const inner = await rawServer(saying(ok))
    for (const target of [
      `http://127.0.0.1:${inner.port}/`,
      `http://inner.test:${inner.port}/`,
      'http://169.254.169.254/',
    ]) {
      const outer = await webServer((_q, response) =>
        response.writeHead(302, { location: target }).end(),
      )
      const { lookup } = answering(['127.0.0.1'])
      const client = clientOf({ allowHosts: [`127.0.0.1:${outer.port}`] }, { lookup })
      expect((await failureFrom(client.get({ url: outer.url }))).kind).toBe('address')
    }
    expect(inner.accepted()).toBe(0)
  })

  it.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
  ])('a name that resolves to %s is refused', async (address) => {
    const client = clientOf({ allowHosts: [] }, answering([address]))
    const error = await failureFrom(client.get({ url: 'http://status.test/' }))
    expect(error.kind).toBe('address')
    expect(error.message).not.toContain(address)
    expect(error.hint).toContain('allowHosts')
  })

  it('row 107: an answer that changes between two look-ups helps nobody', async () => {
    const server = await rawServer(saying(ok))
    const { lookup, asked } = answering(['192.88.99.1'], ['127.0.0.1'], ['127.0.0.1'])
    const client = clientOf({ allowHosts: [] }, { lookup })
    for (let i = 0; i < 3; i++) {
      const error = await failureFrom(client.get({ url: `http://rebind.test:${server.port}/` }))
      expect(error.kind).toBe('address')
      expect(asked).toHaveLength(i + 1)
    }
    expect(server.accepted()).toBe(0)
  })

  it('row 107: the address that is connected to is the one that was checked', async () => {
    const server = await rawServer(saying(ok))
    const { lookup, asked } = answering([unallocated], ['127.0.0.1'])
    const client = clientOf({ allowHosts: [] }, { lookup })
    const error = await failureFrom(client.get({ url: `http://rebind.test:${server.port}/` }))
    expect(['network', 'timeout']).toContain(error.kind)
    expect(asked).toHaveLength(1)
    expect(server.accepted()).toBe(0)
  })

  it('row 107: an address that changes after it was checked is seen on the socket', async () => {
    const server = await rawServer(saying(ok))
    let looked = 0
    const turncoat = {
      family: 4,
      get address() {
        return looked++ === 0 ? unallocated : '127.0.0.1'
      },
    }
    const lookup: LookupFunction = (_host, _options, callback) => callback(null, [turncoat])
    const client = clientOf({ allowHosts: [] }, { lookup })
    const error = await failureFrom(client.get({ url: `http://turncoat.test:${server.port}/` }))
    expect(error.kind).toBe('address')
    expect(looked).toBeGreaterThan(1)
    expect(server.received.join('')).toBe('')
  })

  it('row 107: of mixed answers the private ones are never tried', async () => {
    const server = await rawServer(saying(ok))
    const { lookup } = answering([unallocated, '127.0.0.1', '::1'])
    const client = clientOf({ allowHosts: [], connectTimeout: 1.5, totalTimeout: 2 }, { lookup })
    const error = await failureFrom(client.get({ url: `http://mixed.test:${server.port}/` }))
    expect(['network', 'timeout']).toContain(error.kind)
    expect(server.accepted()).toBe(0)
  })
})

describe('allowed hosts', () => {
  it('may be private, on any port or on the one that is named', async () => {
    const server = await rawServer(saying(ok))
    const url = `http://status.internal:${server.port}/`
    const { lookup } = answering(['127.0.0.1'])
    for (const allowed of [
      'status.internal',
      'Status.Internal',
      `status.internal:${server.port}`,
    ]) {
      expect((await clientOf({ allowHosts: [allowed] }, { lookup }).get({ url })).status).toBe(200)
    }
    for (const other of ['status.internal:1', 'internal', '127.0.0.1', 'x.status.internal']) {
      const error = await failureFrom(clientOf({ allowHosts: [other] }, { lookup }).get({ url }))
      expect(error.kind).toBe('address')
    }
    expect(server.accepted()).toBe(3)
  })

  it('are asked under their own name', async () => {
    const server = await rawServer(saying(ok))
    const { lookup } = answering(['127.0.0.1'])
    await clientOf({ allowHosts: ['status.internal'] }, { lookup }).get({
      url: `http://status.internal:${server.port}/`,
    })
    expect(server.received[0]).toContain(`\r\nhost: status.internal:${server.port}\r\n`)
  })
})
