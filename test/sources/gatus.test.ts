import { expect, test } from 'vitest'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/gatus.ts'
import { replyOf } from '../fixture.ts'

const root = 'https://gatus.example.com'
const feed = { url: root, options: {}, open: [] }
const address = `${root}/api/v1/endpoints/statuses`

function runs(...successes: [string, boolean][]) {
  const results = successes.map(([timestamp, success]) => ({ timestamp, success }))
  const body = [{ name: 'api', key: 'core_api', group: 'core', results }]
  return (source.read(feed, [replyOf(address, body)]) as Reading).incidents
}

test('tells a run of failures from the checks, with nanoseconds', () => {
  const found = runs(
    ['2026-05-04T11:50:00.5Z', true],
    ['2026-05-04T11:51:00.123456789Z', false],
    ['2026-05-04T11:53:00Z', true],
  )
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    startedAt: '2026-05-04T11:51:00.123Z',
    resolvedAt: '2026-05-04T11:53:00.000Z',
    status: 'resolved',
    components: ['core / api'],
  })
})

test('gives a run that was under way before the list begins no beginning', () => {
  expect(runs(['2026-05-04T11:50:00Z', false])[0]).toMatchObject({
    startedAt: null,
    status: 'investigating',
    resolvedAt: null,
  })
})

test('holds a failure open though its time cannot be read', () => {
  expect(runs(['2026-05-04T11:50:00Z', true], ['yesterday', false])[0]).toMatchObject({
    startedAt: null,
    status: 'investigating',
  })
})

test('is detected by its documents and its title, and not by a page of another kind', () => {
  const config = replyOf(`${root}/api/v1/config`, {
    oidc: false,
    authenticated: true,
    announcements: [],
  })
  expect(source.detects([config])).toMatchObject({ confidence: 0.9, url: root })
  expect(source.detects([replyOf(root, '<title>Health Dashboard | Gatus</title>')])).toMatchObject({
    url: root,
  })
  expect(
    source.detects([
      replyOf(`${root}/api/v1/config`, { oidc: 'x' }),
      replyOf(root, '<title>Great Gatsby</title>'),
    ]),
  ).toBeNull()
})
