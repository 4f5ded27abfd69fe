import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFeeds, syncFeeds } from '#storage/feeds.ts'
import { findIncidents } from '#storage/incidents.ts'
import { openRecording } from '../../src/fetch/recorded.ts'
import { replay } from '../../src/poll/replay.ts'
import { dump, engines, temporaryFolder, testStore } from '../storage/engines.ts'
import { at, incident, reading, spec, testSource } from './make.ts'

const url = 'https://status.example/api'

function entry(minutes: number, status: number, body: unknown, address = url) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    startedDateTime: at(minutes),
    time: 0,
    request: { method: 'GET', url: address, headers: [] },
    response: {
      status,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { mimeType: 'application/json', text },
      redirectURL: '',
    },
  }
}

async function recordingOf(...entries: object[]) {
  const file = join(temporaryFolder(), 'week.har')
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', entries } }))
  return openRecording([file])
}

const closed = incident('a', { status: 'resolved', resolvedAt: at(20), updatedAt: at(20) })

describe.each(engines)('a replay on %s', (engine) => {
  async function start() {
    const store = await testStore(engine)
    const moments: string[] = []
    const tools = {
      store,
      pace: { every: 300, whileOpen: 60, slowest: 86_400 },
      version: '1',
      sources: new Map([['test', testSource]]),
      concurrency: 2,
      afterMoment: async (moment: string) => void moments.push(moment),
    }
    return { store, tools, moments }
  }

  const story = () =>
    recordingOf(
      entry(0, 200, reading({ incidents: [incident('a')] })),
      entry(10, 500, ''),
      entry(20, 200, reading({ incidents: [closed] })),
      entry(30, 200, reading({ incidents: [closed] })),
    )

  test('lives through the recording by its own clock', async () => {
    const { store, tools, moments } = await start()
    const summary = await replay(await story(), [spec(url)], tools)
    expect(summary).toMatchObject({ moments: 4, polls: 4, changed: 2, failed: 1, ignored: [] })
    expect(moments).toEqual([at(0), at(10), at(20), at(30)])
    expect(await findIncidents(store.db)).toMatchObject([
      { status: 'resolved', firstSeenAt: at(0), changedAt: at(20), lastSeenAt: at(30) },
    ])
  })

  test('changes nothing the second time', async () => {
    const { store, tools } = await start()
    await replay(await story(), [spec(url)], tools)
    const before = await dump(store.db)
    expect(await replay(await story(), [spec(url)], tools)).toMatchObject({ polls: 0, changed: 0 })
    expect(await dump(store.db)).toEqual(before)
  })

  test('leaves feeds alone that the recording does not hold', async () => {
    const { store, tools } = await start()
    const other = spec('https://other.example/', 'test:other')
    await syncFeeds(store.db, [other], at(-60))
    await replay(await story(), [spec(url), other], tools)
    const rows = await listFeeds(store.db)
    expect(rows.map((f) => [f.id, f.active, f.last_attempt_at])).toEqual([
      ['test:other', 1, null],
      ['test:page', 1, at(30)],
    ])
  })

  test('names the hosts that nothing knows how to read', async () => {
    const { tools } = await start()
    const recording = await recordingOf(
      entry(0, 200, reading()),
      entry(1, 200, 'Hello.', 'https://unknown.example/'),
    )
    const summary = await replay(recording, [spec(url)], tools)
    expect(summary).toMatchObject({ polls: 1, adopted: [], ignored: ['unknown.example'] })
  })
})
