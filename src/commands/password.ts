import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { hashPassword } from '../web/guard/password.ts'
import { print, say } from './context.ts'

/** Asks for a password without showing it (or reads one line of stdin) and prints its hash for the environment. */
export async function passwordCommand(): Promise<void> {
  const password = process.stdin.isTTY ? await typedTwice() : await firstLine()
  print(await hashPassword(password))
  say('Put it into OUTAGES_EDITOR_HASH or OUTAGES_READER_HASH, in single quotes in a shell.')
}

async function typedTwice(): Promise<string> {
  const password = await typed('Password: ')
  if ((await typed('Once more: ')) === password) return password
  say('The two differ. From the start:')
  return typedTwice()
}

async function typed(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(question)
  const answer = await lines.question('')
  lines.close()
  process.stderr.write('\n')
  return answer
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) return line
  return ''
}
