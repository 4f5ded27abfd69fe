import { readdirSync, readFileSync } from 'node:fs'
import type { Reading, Reply, SourceFeed } from '../src/source-kit/source.ts'

/**
 * A recorded exchange with one page and what must be read from it. Files lie in
 * `test/fixtures/<source>/<what-it-shows>.json`.
 */
export interface Fixture {
  /** What it shows and where its form comes from. */
  about: string
  /** The clock of the recording: nothing in the result may lie after it, but scheduled work. */
  recordedAt: string
  feed: { url: string; options?: Record<string, unknown>; open?: string[] }
  replies: {
    url: string
    /** 200 unless given. */
    status?: number
    headers?: Record<string, string>
    /** Text, or JSON to be sent as text. */
    body: unknown
    /** How the text is turned to bytes; utf-8 unless given. `base64`: the body is the bytes. */
    encoding?: 'utf8' | 'latin1' | 'utf16le' | 'utf16be' | 'base64'
  }[]
  /** The exact reading. */
  expect: Reading
}

export interface LoadedFixture {
  name: string
  source: string
  file: URL
  fixture: Fixture
  feed: SourceFeed
  replies: Reply[]
}

const root = new URL('./fixtures/', import.meta.url)

/** Every fixture of every source, or of one. */
export function loadFixtures(only?: string): LoadedFixture[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((d) => d.isDirectory() && d.name !== 'weeks' && (!only || d.name === only))
    .flatMap((d) =>
      readdirSync(new URL(`${d.name}/`, root))
        .filter((f) => f.endsWith('.json'))
        .sort()
        .map((f) => loadFixture(d.name, f.slice(0, -5))),
    )
}

export function loadFixture(source: string, name: string): LoadedFixture {
  const file = new URL(`${source}/${name}.json`, root)
  const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture
  const { url, options = {}, open = [] } = fixture.feed
  const replies = fixture.replies.map((r) => ({
    url: r.url,
    status: r.status ?? 200,
    headers: r.headers ?? {},
    body: bytesOf(r.body, r.encoding),
    at: fixture.recordedAt,
  }))
  return { name: `${source}/${name}`, source, file, fixture, feed: { url, options, open }, replies }
}

function bytesOf(
  body: unknown,
  encoding: Fixture['replies'][number]['encoding'] = 'utf8',
): Uint8Array {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  if (encoding !== 'utf16be') return Buffer.from(text, encoding)
  return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
}

/** A reply made on the spot, for tests of single oddities. */
export function replyOf(
  url: string,
  body: unknown,
  at = '2026-01-01T00:00:00.000Z',
  headers = {},
): Reply {
  return { url, status: 200, headers, body: bytesOf(body), at }
}
