import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** A folder of its own, gone after the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'outage-desk-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** Runs `outages …` as a person would and waits for its end. */
export async function outages(args: string[], input = ''): Promise<Ended> {
  const child = begin(args)
  child.child.stdin?.end(input)
  return child.ended
}

/** Starts it and lets it run; killed at the latest when the test is over. */
export function begin(args: string[]): {
  child: ChildProcess
  ended: Promise<Ended>
  said(words: RegExp): Promise<string>
} {
  const child = spawn(process.execPath, ['src/main.ts', ...args], {
    cwd: root,
    env: {
      ...process.env,
      LOG_LEVEL: 'warn',
      NODE_COMPILE_CACHE: join(tmpdir(), 'outage-desk-compiled'),
    },
  })
  const out = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      out[stream] += text
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => resolve({ code, ...out })),
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = (words: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => words.test(out.stderr) && resolve(out.stderr)
      waiting.add(look)
      look()
      void ended.then(() => reject(new Error(`it ended without saying ${words}: ${out.stderr}`)))
    })
  return { child, ended, said }
}
