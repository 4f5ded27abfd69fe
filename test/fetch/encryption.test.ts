import { readFileSync } from 'node:fs'
import { createServer as createPlainServer } from 'node:net'
import tls from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { clientOf, expectFailure, rawServer, resolving } from './servers.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'

describe('encryption', () => {
  const pem = (name: string) =>
    readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url), 'utf8')
  const client = (host: string) =>
    clientOf({ allowHosts: [host], totalTimeout: 10 }, { lookup: resolving('127.0.0.1') })

  async function secureServer(
    certificate: string,
    options: tls.TlsOptions = {},
    answer = ok,
  ): Promise<number> {
    const server = tls.createServer(
      { key: pem('key'), cert: pem(certificate), ...options },
      (socket) => {
        socket.on('error', () => {})
        socket.on('data', () => socket.write(answer))
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

  it('row 42: is not left for plain http by a redirect', async () => {
    trust('good')
    const plain = await rawServer(() => {})
    const to = `HTTP/1.1 301 x\r\nLocation: http://good.test:${plain.port}/\r\nContent-Length: 0\r\n\r\n`
    const port = await secureServer('good', {}, to)
    await expectFailure(client('good.test').get({ url: `https://good.test:${port}/` }), 'redirect')
    expect(plain.accepted()).toBe(0)
  })

  it('row 23: a handshake that stalls ends with the connect timeout', async () => {
    const server = await rawServer(() => {})
    await expectFailure(
      client('good.test').get({ url: `https://good.test:${server.port}/` }),
      'timeout',
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
