import { ConfigError, describeError, OutageDeskError } from './errors.ts'

await run()

/** Parses the command line; every failure ends in a sentence and an exit code: 1 failed, 2 used wrongly. */
async function run(): Promise<void> {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  process.stdout.on('error', (e: NodeJS.ErrnoException) => {
    // The reader of a pipe went away: there is nobody left to print to.
    if (e.code !== 'EPIPE') throw e
  })
  try {
    const { createProgram } = await import('./commands/program.ts')
    await createProgram(stopping.signal).parseAsync(process.argv)
  } catch (e) {
    if (isUsage(e)) {
      process.exitCode = e.exitCode === 0 ? 0 : 2
      return
    }
    console.error(e instanceof OutageDeskError ? `${e.message}${causeOf(e)}` : describeError(e))
    if (e instanceof OutageDeskError && e.hint) console.error(e.hint)
    if (!(e instanceof OutageDeskError) && process.env.LOG_LEVEL === 'debug') console.error(e)
    process.exitCode = e instanceof ConfigError ? 2 : 1
  }
}

function isUsage(e: unknown): e is { code: string; exitCode: number } {
  return (
    typeof (e as { code?: unknown })?.code === 'string' &&
    (e as { code: string }).code.startsWith('commander.')
  )
}

function causeOf(e: OutageDeskError): string {
  return e.cause === undefined ? '' : ` (${describeError(e.cause)})`
}
