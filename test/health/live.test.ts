import { expect, test } from 'vitest'
import type { FeedSpec } from '../../src/feeds.ts'
import { findingsOf } from '../../src/health/findings.ts'
import { liveFacts } from '../../src/health/live.ts'
import { loadSources } from '../../src/registry.ts'
import { entry, first, recordingOf } from '../fetch/recordings.ts'

const page = { id: 'a1b2c3d4e5f6', name: 'Example', time_zone: 'Etc/UTC', url: 'https://e.com' }
const ulid = { id: '01JZ0000000000000000000000', name: 'Example', url: 'https://e.com' }
const json = (url: string, body: unknown) => entry(url, { text: JSON.stringify(body) })

function spec(host: string, line: number): FeedSpec {
  const url = `https://${host}`
  return {
    id: `statuspage:${host}`,
    source: 'statuspage',
    url,
    options: {},
    services: [],
    kind: 'status',
    disabled: null,
    line,
  }
}

test('asks every feed once, tells what is wrong, and never lets one stop the others', async () => {
  const recording = await recordingOf([
    json('https://well.test/api/v2/summary.json', {
      page,
      status: { indicator: 'none' },
      incidents: [],
      scheduled_maintenances: [],
    }),
    entry('https://gone.test/api/v2/summary.json', { status: 410 }),
    entry('https://html.test/api/v2/summary.json', { text: '<html>Welcome</html>' }),
    json('https://moved.test/api/v2/summary.json', {
      page: ulid,
      status: { indicator: 'none' },
      incidents: 'odd',
    }),
  ])
  const specs = ['well.test', 'gone.test', 'html.test', 'nowhere.test'].map((host, n) =>
    spec(host, n + 1),
  )
  const done: number[] = []
  const facts = await liveFacts(specs, {
    client: recording.clientAt(() => first),
    sources: await loadSources(),
    concurrency: 4,
    now: () => first,
    onDone: (n, total) => done.push(n / total),
  })
  const kinds = (n: number) =>
    findingsOf(specs[n]!, facts.get(specs[n]!.id)!, first).map((f) => f.kind)
  expect(kinds(0)).toEqual([])
  expect(kinds(1)).toEqual(['dead'])
  expect(kinds(2)).toEqual(['html'])
  expect(kinds(3)).toEqual(['failing'])
  expect(done.at(-1)).toBe(1)
})
