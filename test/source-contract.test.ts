import { beforeAll, describe, expect, it } from 'vitest'
import { ParseError } from '../src/errors.ts'
import { impacts, incidentKinds, statuses } from '../src/incident.ts'
import { loadSources, type Sources } from '../src/registry.ts'
import type { Reading, Source } from '../src/source-kit/source.ts'
import { type LoadedFixture, loadFixtures, replyOf } from './fixture.ts'

const fixtures = loadFixtures()
let sources: Sources
beforeAll(async () => {
  sources = await loadSources()
})

function sourceOf(fixture: LoadedFixture): Source {
  const source = sources.get(fixture.source)
  if (!source) throw new Error(`no source "${fixture.source}" for ${fixture.name}`)
  return source
}

/** Follows `asks` as the daemon does, with the recorded replies as the network. */
function asked(source: Source, f: LoadedFixture): string[] {
  const seen: string[] = []
  for (let round = 0; round < 20; round++) {
    const replies = f.replies.filter((r) => seen.includes(r.url))
    const missing = seen
      .filter((url) => !f.replies.some((r) => r.url === url))
      .map((url) => ({
        url,
        status: 404,
        headers: {},
        body: new Uint8Array(),
        at: f.fixture.recordedAt,
      }))
    const next = source.asks(f.feed, [...replies, ...missing]).map((a) => a.url)
    if (next.length === 0) return seen
    seen.push(...next)
  }
  throw new Error('asks never ends')
}

const clone = (reading: Reading) => JSON.parse(JSON.stringify(reading)) as Reading

describe.each(fixtures.map((f) => [f.name, f] as const))('%s', (_name, f) => {
  it('asks for every recorded address, then stops', () => {
    const urls = asked(sourceOf(f), f)
    expect(urls).toEqual([...new Set(urls)])
    for (const reply of f.replies) expect(urls).toContain(reply.url)
  })

  it('reads exactly what is expected, twice, and leaves its input alone', async () => {
    const source = sourceOf(f)
    const before = JSON.stringify([
      f.feed,
      f.replies.map((r) => Buffer.from(r.body).toString('base64')),
    ])
    const first = clone(await source.read(f.feed, f.replies))
    const second = clone(await source.read(f.feed, f.replies))
    expect(first).toEqual(f.fixture.expect)
    expect(second).toEqual(first)
    expect(
      JSON.stringify([f.feed, f.replies.map((r) => Buffer.from(r.body).toString('base64'))]),
    ).toBe(before)
  })

  it('keeps to the words and the order of time', async () => {
    const reading = await sourceOf(f).read(f.feed, f.replies)
    const ids = reading.incidents.map((i) => i.id)
    expect(ids).toEqual([...new Set(ids)])
    for (const i of reading.incidents) {
      expect(incidentKinds).toContain(i.kind)
      expect(statuses).toContain(i.status)
      expect(impacts).toContain(i.impact)
      expect(i.title).not.toBe('')
      for (const url of [i.url, i.postmortem?.url]) if (url) expect(url).toMatch(/^https?:\/\//)
      for (const at of [
        i.startedAt,
        i.resolvedAt,
        i.postedAt,
        i.updatedAt,
        ...i.updates.map((u) => u.at),
      ]) {
        if (at !== null) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      }
      if (i.startedAt && i.resolvedAt)
        expect(i.startedAt <= i.resolvedAt, `${i.id}: start ≤ end`).toBe(true)
      if (i.kind === 'incident') {
        for (const at of [i.startedAt, i.resolvedAt]) {
          if (at)
            expect(at <= f.fixture.recordedAt, `${i.id}: ${at} is after the recording`).toBe(true)
        }
      }
      const times = i.updates.map((u) => u.at).filter((at) => at !== null)
      expect(times).toEqual([...times].sort())
      const updateIds = i.updates.map((u) => u.id)
      expect(updateIds).toEqual([...new Set(updateIds)])
    }
  })

  it('refuses a body that was cut off', async () => {
    for (const reply of f.replies) {
      if (reply.status !== 200 || reply.body.length < 40) continue
      const cut = f.replies.map((r) =>
        r === reply ? { ...r, body: r.body.slice(0, Math.floor(r.body.length * 0.6)) } : r,
      )
      const whole = clone(await sourceOf(f).read(f.feed, f.replies))
      const outcome = await Promise.resolve()
        .then(() => sourceOf(f).read(f.feed, cut))
        .catch((e: unknown) => e)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError)
      else {
        const reading = clone(outcome as Reading)
        expect(
          reading.notes.join(' '),
          `${reply.url}: a cut-off reply must be refused or noted`,
        ).not.toBe('')
        expect(reading.reach.since === null || whole.reach.since !== null).toBe(true)
      }
    }
  })
})

describe('sources', () => {
  it('has a fixture for each, and each fixture a source', () => {
    expect([...new Set(fixtures.map((f) => f.source))].sort()).toEqual([...sources.keys()].sort())
  })

  it('recognises its own examples and nobody else’s', () => {
    for (const source of sources.values()) {
      for (const example of source.examples) {
        const claimed = [...sources.values()]
          .filter((s) => s.recognises(new URL(example)))
          .map((s) => s.id)
        expect(
          claimed.filter((id) => id !== source.id),
          `${example} is an example of ${source.id}`,
        ).toEqual([])
      }
    }
  })

  it('claims nothing that says nothing, and breaks on no reply', () => {
    const bodies = [
      '',
      ' ',
      'null',
      '[]',
      '{}',
      '"x"',
      '<html></html>',
      '<rss/>',
      '\u0000\u0001',
      '{"page":null}',
    ]
    const paths = [
      '/',
      '/summary.json',
      '/api/v2/summary.json',
      '/index.json',
      '/rss',
      '/status.json',
      '/api/v1/incidents',
    ]
    for (const source of sources.values()) {
      for (const body of bodies) {
        const replies = paths.map((path) => ({
          ...replyOf(`https://status.nobody.example${path}`, body),
          body: Buffer.from(body),
        }))
        expect(source.detects(replies)?.confidence ?? 0, `${source.id} on ${body}`).toBeLessThan(
          0.3,
        )
      }
    }
  })

  it('describes itself whole', () => {
    for (const source of sources.values()) {
      expect(source.summary).toMatch(/^[^\n]{10,200}\.$/)
      expect(source.examples.length).toBeGreaterThan(0)
      for (const key of source.filters) expect(Object.keys(source.options.shape)).toContain(key)
    }
  })
})
