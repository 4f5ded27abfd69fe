import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import { openRecording } from '../../src/fetch/recorded.ts'
import { entry, filesOf, first, page } from './recordings.ts'

describe('a file that is no recording', () => {
  const wrong = (changes: object) => ({ ...(entry(page) as object), ...changes })
  it.each<[string, string | unknown[], RegExp]>([
    ['no JSON', '{"log":', /1\.har is not JSON: /],
    ['nothing', '', /1\.har is not JSON: /],
    ['no log', '{}', /1\.har .*log\.entries/],
    ['null', 'null', /1\.har .*log\.entries/],
    ['entries that are no list', '{"log":{"entries":{}}}', /1\.har .*log\.entries/],
    [
      'no time',
      [entry(page), wrong({ startedDateTime: undefined })],
      /entry 2 without startedDateTime/,
    ],
    [
      'a time without zone',
      [wrong({ startedDateTime: '2026-07-13T00:00:00' })],
      /entry 1 with an unusable startedDateTime/,
    ],
    [
      'an impossible time',
      [wrong({ startedDateTime: '2026-17-13T00:00:00Z' })],
      /entry 1 with an unusable startedDateTime/,
    ],
    ['no request', [wrong({ request: undefined })], /entry 1 without request/],
    ['no address', [wrong({ request: { method: 'GET' } })], /entry 1 without request\.url/],
    [
      'an impossible address',
      [wrong({ request: { url: 'https://[' } })],
      /entry 1 with an unusable request\.url/,
    ],
    ['no status', [wrong({ response: { headers: [] } })], /entry 1 without response\.status/],
    [
      'a status in words',
      [wrong({ response: { status: 'ok' } })],
      /entry 1 with an unusable response\.status/,
    ],
    ['an entry that is null', [null], /entry 1 /],
  ])('is named with what is wrong: %s', async (_name, content, message) => {
    const outcome = await openRecording(await filesOf(content)).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(ConfigError)
    expect((outcome as Error).message).toMatch(message)
  })

  it('or is not there', async () => {
    await expect(openRecording(['/nowhere/at.har'])).rejects.toThrow(
      /^\/nowhere\/at\.har cannot be read: .*ENOENT/,
    )
  })

  it('may begin with a byte order mark', async () => {
    const text = JSON.stringify({ log: { entries: [entry(page)] } })
    expect((await openRecording(await filesOf(`\uFEFF${text}`))).moments).toEqual([first])
  })
})

it('opens 14 MB in about a second', async () => {
  const text = 'x'.repeat(20_000)
  const at = (i: number) => new Date(Date.parse(first) + i * 60_000).toISOString()
  const entries = Array.from({ length: 700 }, (_, i) =>
    entry(`${page}?n=${i % 50}`, { at: at(i), text }),
  )
  const files = await filesOf(entries)
  const recording = await openRecording(files)
  expect(recording.moments).toHaveLength(700)
})

const recordings = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url))

describe.skipIf(!existsSync(recordings))(
  'the recorded weeks beside this project (skipped without them)',
  () => {
    it('open, and every reply can be asked at its moment', async () => {
      for (const folder of ['weeks', 'series']) {
        for (const name of await readdir(join(recordings, folder))) {
          const recording = await openRecording([join(recordings, folder, name)])
          expect(recording.moments).toEqual([...new Set(recording.moments)].sort())
          let moment = ''
          const client = recording.clientAt(() => moment)
          for (moment of recording.moments) {
            for (const url of recording.addressesAt(moment)) {
              const reply = await client.get({ url })
              expect(reply.status).toBe(200)
              expect((await client.get({ url, validators: reply })).status).toBe(304)
            }
          }
        }
      }
    })
  },
)
