import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses, type Incident } from '../../src/incident.ts'
import type { Reading, Reply } from '../../src/source-kit/source.ts'
import { oneLine } from '../../src/source-kit/text.ts'
import { source } from '../../src/sources/google-cloud.ts'
import { loadFixture, replyOf } from '../fixture.ts'

const root = 'https://status.cloud.google.com'
const list = `${root}/incidents.json`
const now = '2026-08-20T00:00:00.000Z'
const feed = { url: root, options: {}, open: [] }
const missing = (url: string, status: number): Reply => ({
  url,
  status,
  headers: {},
  body: new Uint8Array(),
  at: now,
})
const asked = (url: string, replies: Reply[]) =>
  source.asks({ ...feed, url }, replies).map((ask) => ask.url)

async function readList(body: unknown): Promise<Reading> {
  return source.read(feed, [replyOf(list, body, now)])
}

async function readOne(fields: object): Promise<Incident> {
  const base = {
    id: 'Xy1',
    begin: '2026-08-01T10:00:00+00:00',
    created: '2026-08-01T10:05:00+00:00',
    external_desc: 'Uploads fail',
    severity: 'low',
    status_impact: 'SERVICE_DISRUPTION',
    affected_products: [{ title: 'Google Cloud Storage', id: 'p' }],
  }
  return (await readList([{ ...base, ...fields }])).incidents[0]!
}

const update = (time: string, status: string, text: string) => ({ when: time, status, text })

describe('the end', () => {
  it.each([[null], [''], [undefined]])('is not there when it is %j', async (end) => {
    const incident = await readOne({ end })
    expect(incident.resolvedAt).toBeNull()
    expect(closedStatuses).not.toContain(incident.status)
  })

  it('still to come leaves the incident open', async () => {
    const incident = await readOne({ end: '2026-08-21T00:00:00+00:00' })
    expect([incident.resolvedAt, incident.status]).toEqual([null, 'unknown'])
  })

  it('that is given wins over what the text says', async () => {
    const incident = await readOne({
      end: '2026-08-01T19:20:00+00:00',
      updates: [update('2026-08-01T19:20:30+00:00', 'AVAILABLE', 'Mitigated at 10:22 PDT.')],
    })
    expect(incident.resolvedAt).toBe('2026-08-01T19:20:00.000Z')
  })

  it('before the posting takes nothing from the begin, and invents none', async () => {
    const end = '2026-08-01T10:00:00+00:00'
    const late = await readOne({ begin: null, end })
    expect([late.startedAt, late.resolvedAt, late.stated]).toEqual([
      null,
      '2026-08-01T10:00:00.000Z',
      null,
    ])
  })
})

it('takes no stamp of a change that lies after the reply', async () => {
  const updates = [update('2026-08-01T10:05:00+00:00', 'SERVICE_DISRUPTION', 'Investigating.')]
  const incident = await readOne({ modified: '2026-08-21T00:00:00+00:00', updates })
  expect(incident.updatedAt).toBe('2026-08-01T10:05:00.000Z')
})

describe('reports', () => {
  it.each([
    '# Incident Report\n## Summary',
    '## \\# Incident Report',
    '# Preliminary Incident Report',
    '**Mini Incident Report**',
    'Incident Report\nOn Monday …',
  ])('are told by their heading: %j', async (text) => {
    const incident = await readOne({
      end: '2026-08-01T12:00:00+00:00',
      updates: [
        update('2026-08-09T12:00:00+00:00', 'AVAILABLE', text),
        update('2026-08-01T12:01:00+00:00', 'AVAILABLE', 'Resolved.'),
      ],
    })
    expect(incident.updates.map((u) => u.status)).toEqual(['resolved', 'postmortem'])
    expect(incident.postmortem?.at).toBe('2026-08-09T12:00:00.000Z')
    expect(incident.resolvedAt).toBe('2026-08-01T12:00:00.000Z')
  })

  it('that are only promised are none', async () => {
    const text =
      'Resolved. A Preliminary Incident Report will be posted.\nIncident report to follow.'
    const incident = await readOne({
      end: '2026-08-01T12:00:00+00:00',
      updates: [update('2026-08-01T12:01:00+00:00', 'AVAILABLE', text)],
    })
    expect([incident.status, incident.postmortem]).toEqual(['resolved', null])
  })

  it('give way to the fullest: a late word on a preliminary one does not replace the full one', async () => {
    const incident = await readOne({
      end: '2026-08-01T12:00:00+00:00',
      updates: [
        update('2026-08-10T12:00:00+00:00', 'AVAILABLE', '# Preliminary Incident Report\nagain'),
        update('2026-08-09T12:00:00+00:00', 'AVAILABLE', '# Incident Report\nall of it'),
      ],
    })
    expect(incident.postmortem?.text).toContain('all of it')
  })
})

describe('asks', () => {
  it('reads the feed only where there is no list', () => {
    expect(asked(`${root}/summary`, [])).toEqual([list])
    expect(asked(root, [replyOf(list, [])])).toEqual([])
    expect(asked(root, [missing(list, 404)])).toEqual([`${root}/en/feed.atom`])
    expect(asked(root, [missing(list, 503)])).toEqual([])
  })

  it('keeps the path of a dashboard that is not at the root of its host', () => {
    expect(asked(`${root}/maps-platform/incidents/abc`, [])).toEqual([
      `${root}/maps-platform/incidents.json`,
    ])
  })

  it('refuses to read when nothing came', async () => {
    await expect(async () => source.read(feed, [missing(list, 503)])).rejects.toThrow(/status 503/)
  })
})

describe('detects', () => {
  it('knows the list by its keys on any host, and not any other list', () => {
    const other = 'https://status.example.com/incidents.json'
    const body = [{ id: 'a', external_desc: 'x', status_impact: 'SERVICE_OUTAGE' }]
    expect(source.detects([replyOf(other, body)])?.url).toBe('https://status.example.com')
    expect(
      source.detects([replyOf(other, [{ id: 'a', name: 'x' }]), replyOf(other, [])]),
    ).toBeNull()
  })
})

/** A copy of a document in which one value, chosen by `pick`, is another one. */
function changed(value: unknown, pick: number, other: unknown): unknown {
  let left = pick
  const visit = (node: unknown): unknown => {
    if (left-- === 0) return other
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([key, v]) => [key, visit(v)]))
  }
  return visit(value)
}

function endIn(document: unknown, id: string): string | null {
  const entry = (document as { id?: unknown; end?: unknown }[]).find(
    (e) => typeof e?.id === 'string' && oneLine(e.id) === id,
  )
  return typeof entry?.end === 'string' ? entry.end : null
}

describe('a list of which one value was changed', () => {
  const names = ['open', 'reports', 'odd-entries']
  const documents = names.map((n) => loadFixture('google-cloud', n).fixture.replies[0]!.body)
  const time = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString())
  const other = fc.oneof(
    fc.jsonValue(),
    time,
    fc.constantFrom('AVAILABLE', '__proto__', '\u001b[2J'),
  )

  it('is read or refused, and never closes what does not say that it ended', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...documents),
        fc.nat(250),
        other,
        async (document, pick, value) => {
          const body = changed(document, pick, value)
          const reading = await readList(body).catch((error: unknown) => {
            if (error instanceof ParseError) return null
            throw error
          })
          for (const i of reading?.incidents ?? []) {
            if (i.resolvedAt || closedStatuses.includes(i.status)) {
              const end = Date.parse(endIn(body, i.id) ?? '')
              expect(end).toBeLessThanOrEqual(Date.parse(now))
            }
            if (i.startedAt && i.resolvedAt) expect(i.startedAt <= i.resolvedAt).toBe(true)
            expect(i.title).not.toBe('')
            expect(JSON.stringify(i)).not.toContain('\\u001b')
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

const recording = new URL(
  '../../../shared/recordings/payloads/google-cloud/incidents-2-2026-07-31.json',
  import.meta.url,
)

describe.skipIf(!existsSync(recording))(
  'the recorded list of 2026-07 (skipped where absent)',
  () => {
    it('reads both incidents with their ends and their reports', async () => {
      const reading = await readList(readFileSync(recording, 'utf8'))
      expect(reading.skipped).toEqual([])
      expect(reading.incidents.map((i) => [i.status, i.resolvedAt, i.postmortem?.at])).toEqual([
        ['postmortem', '2026-07-16T12:25:00.000Z', '2026-07-25T13:16:55.000Z'],
        ['postmortem', '2026-07-15T03:40:00.000Z', '2026-07-24T07:10:18.000Z'],
      ])
    })
  },
)
