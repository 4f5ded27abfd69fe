import { expect, test } from 'vitest'
import type { FeedSpec } from '../../src/feeds.ts'
import { duplicates, type FeedFacts, findingsOf } from '../../src/health/findings.ts'

const now = '2026-07-14T00:00:00.000Z'
const spec: FeedSpec = {
  id: 'statuspage:status.example.com',
  source: 'statuspage',
  url: 'https://status.example.com',
  options: {},
  services: [{ id: 'example', filters: {} }],
  kind: 'status',
  disabled: null,
  line: 12,
}
const well: FeedFacts = {
  lastReadAt: now,
  failingSince: null,
  failures: 0,
  errorKind: null,
  error: null,
  movedTo: null,
  entries: 10,
  mostEntries: 12,
  newestAt: '2026-07-01T00:00:00.000Z',
  found: null,
  hash: null,
  doubts: [],
}
const found = (facts: Partial<FeedFacts>, more: Partial<FeedSpec> = {}) =>
  findingsOf({ ...spec, ...more }, { ...well, ...facts }, now).map((f) => [
    f.kind,
    f.needs,
    f.remedy,
  ])

test('finds nothing wrong with a feed that is well, or that is disabled', () => {
  expect(found({})).toEqual([])
  expect(found({ errorKind: 'gone', error: 'gone' }, { disabled: 'it is gone' })).toEqual([])
})

test.each([
  ['dead', 'act', { errorKind: 'gone', error: 'status.example.com says it is gone for good' }],
  [
    'dead',
    'act',
    { errorKind: 'dns', error: 'has no address', failingSince: '2026-07-01T00:00:00.000Z' },
  ],
  ['html', 'act', { errorKind: 'parse', error: 'HTML or XML where JSON was due' }],
  [
    'failing',
    'look',
    { errorKind: 'http', error: 'answered 503', failingSince: '2026-07-13T23:00:00.000Z' },
  ],
  [
    'failing',
    'act',
    { errorKind: 'http', error: 'answered 404', failingSince: '2026-07-01T00:00:00.000Z' },
  ],
  ['moved', 'act', { movedTo: 'https://status.new.com/api/v2/summary.json' }],
  ['moved', 'look', { movedTo: 'https://status.example.com/v2/' }],
  ['silent', 'look', { newestAt: '2024-01-01T00:00:00.000Z' }],
  ['collapsed', 'look', { entries: 3, mostEntries: 50 }],
  ['doubt', 'look', { doubts: ['It has components named "(example)".'] }],
] as [string, string, Partial<FeedFacts>][])(
  'finds a feed %s, which is to %s',
  (kind, needs, facts) => {
    expect(found(facts).map(([k, n]) => [k, n])).toEqual([[kind, needs]])
  },
)

test('names the line to write for a page that changed platform, once', () => {
  const facts = {
    error: 'cannot be read',
    errorKind: 'parse',
    found: {
      source: 'incidentio',
      url: 'https://status.example.com',
      why: 'its id is a ULID',
      standIn: true,
    },
  }
  expect(found(facts)).toEqual([['changed', 'act', 'write incidentio: https://status.example.com']])
})

test('finds one page under two addresses', () => {
  const twin = { ...spec, id: 'statuspage:example.statuspage.io', line: 40 }
  const facts = new Map([spec, twin].map((s) => [s.id, { ...well, hash: 'abc' }]))
  expect(duplicates(facts, [spec, twin])).toMatchObject([
    { feed: twin.id, line: 40, kind: 'duplicate' },
  ])
})
