import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openRecording, type Recording } from '../../src/fetch/recorded.ts'

export interface EntryOptions {
  at?: string
  method?: string
  status?: number
  headers?: Record<string, string>
  text?: string
  encoding?: string
  redirectURL?: string
}

export const first = '2026-07-13T00:00:00.000Z'
export const second = '2026-07-13T06:00:00.000Z'
export const page = 'https://status.test/api/v2/incidents.json'

export function entry(url: string, options: EntryOptions = {}): unknown {
  const { at = first, method = 'GET', status = 200, headers = {}, text, encoding } = options
  return {
    startedDateTime: at,
    time: 0,
    request: { method, url, httpVersion: 'HTTP/1.1', headers: [] },
    response: {
      status,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      content: { size: 0, mimeType: '', text, encoding },
      redirectURL: options.redirectURL ?? '',
    },
    cache: {},
    timings: {},
  }
}

export async function filesOf(...contents: (unknown[] | string)[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'har-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return Promise.all(
    contents.map(async (content, i) => {
      const file = join(folder, `${i + 1}.har`)
      const har = { log: { version: '1.2', entries: content } }
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(har))
      return file
    }),
  )
}

export async function recordingOf(...contents: unknown[][]): Promise<Recording> {
  return openRecording(await filesOf(...contents))
}
