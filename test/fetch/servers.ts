import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, createServer, type LookupFunction, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished } from 'vitest'
import { describeError, type FailureKind, FetchError } from '../../src/errors.ts'
import type { Client, ClientSeams } from '../../src/fetch/client.ts'
import { createClient } from '../../src/fetch/client.ts'
import { type FetchSettings, fetchSettingsSchema } from '../../src/fetch/settings.ts'

/** Short times, and loopback allowed. */
export function settingsOf(changes: Partial<FetchSettings> = {}): FetchSettings {
  return fetchSettingsSchema.parse({
    contact: 'https://desk.example/contact',
    allowHosts: ['127.0.0.1'],
    hostSpacing: 0,
    connectTimeout: 0.4,
    headersTimeout: 0.4,
    bodyTimeout: 0.4,
    totalTimeout: 1.2,
    ...changes,
  })
}

/** A client that is closed with its test. */
export function clientOf(changes: Partial<FetchSettings> = {}, seams: ClientSeams = {}): Client {
  const client = createClient(settingsOf(changes), { version: '9.9.9', ...seams })
  onTestFinished(() => client.close())
  return client
}

/** The FetchError of a request that must fail. */
export async function failureFrom(work: Promise<unknown>): Promise<FetchError> {
  const outcome = await work.catch((error: unknown) => error)
  if (!(outcome instanceof FetchError)) throw new Error(`no FetchError but ${String(outcome)}`)
  return outcome
}

export interface RawServer {
  url: string
  port: number
  /** Every byte received, one entry a connection, as latin-1. */
  received: string[]
  /** Connections accepted so far and open now. */
  accepted(): number
  open(): number
}

/** A TCP server; `onRequest` gets the socket whenever a whole request head has come. */
export async function rawServer(
  onRequest: (socket: Socket, request: number, connection: number) => void,
  address = '127.0.0.1',
): Promise<RawServer> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  let requests = 0
  const server = createServer((socket) => {
    const connection = received.push('')
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (chunk) => {
      received[connection - 1] += chunk.toString('latin1')
      if (chunk.includes('\r\n\r\n')) onRequest(socket, ++requests, connection)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${address}:${port}/`,
    port,
    received,
    accepted: () => received.length,
    open: () => sockets.size,
  }
}

/** Answers every request with these bytes (latin-1), then closes unless told otherwise. */
export function saying(bytes: string | Buffer, keepOpen = false): (socket: Socket) => void {
  return (socket) => {
    const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
    if (keepOpen) socket.write(buffer)
    else socket.end(buffer)
  }
}

/** An HTTP server on loopback and the address of its root. */
export async function webServer(
  listener: RequestListener,
  address = '127.0.0.1',
): Promise<{ url: string; port: number; server: Server }> {
  const server = createHttpServer({ keepAlive: true }, listener)
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://${address}:${port}/`, port, server }
}

/** A port whose connections are never taken: its backlog is full, further SYNs are dropped. */
export async function blackHole(address: string, port = 0): Promise<number> {
  const worker = new Worker(
    `const { createServer, connect } = require('node:net')
     const { parentPort, workerData } = require('node:worker_threads')
     const server = createServer()
     server.listen({ host: workerData.address, port: workerData.port, backlog: 1 }, () => {
       parentPort.postMessage(server.address().port)
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
     })`,
    { eval: true, workerData: { address, port } },
  )
  const taken = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const fillers = Array.from({ length: 6 }, () => connect(taken, address).on('error', () => {}))
  onTestFinished(async () => {
    for (const filler of fillers) filler.destroy()
    await worker.terminate()
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  return taken
}

/** A resolver that gives these addresses to every name. */
export function resolving(...addresses: string[]): LookupFunction {
  return (_host, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}

/** Fails with this kind, and within so many ms. */
export async function expectFailure(work: Promise<unknown>, kind: FailureKind, within = 3000) {
  const begun = performance.now()
  const error = await failureFrom(work)
  expect(error.kind, describeError(error)).toBe(kind)
  expect(performance.now() - begun).toBeLessThan(within)
  return error
}

/** Writes the text bit by bit, every so many ms. */
export function drip(
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
