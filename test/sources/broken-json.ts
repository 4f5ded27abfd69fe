import fc from 'fast-check'
import { expect } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import type { Reading, Reply, Source, SourceFeed } from '../../src/source-kit/source.ts'
import type { LoadedFixture } from '../fixture.ts'

/** Values that do not belong where they are put; none of them is a time or a word for "over". */
const oddities = [
  null,
  0,
  -1,
  1e300,
  '',
  ' ',
  'x',
  '<b>',
  'constructor',
  '\u0000',
  [],
  {},
  [[]],
  true,
]

type Slot = [Record<string, unknown>, string]

function slotsOf(value: unknown): Slot[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [[holder, key] as Slot, ...slotsOf(holder[key])])
}

function broken(document: unknown, picks: readonly number[]): unknown {
  const copy = { root: JSON.parse(JSON.stringify(document)) as unknown }
  for (const pick of picks) {
    const slots = slotsOf(copy)
    const [holder, key] = slots[pick % slots.length]!
    const odd = Math.floor(pick / slots.length) % (oddities.length + 1)
    if (odd < oddities.length) holder[key] = structuredClone(oddities[odd])
    else if (!Array.isArray(holder)) delete holder[key]
    if (copy.root === undefined) copy.root = null
  }
  return copy.root
}

/** A fixture's replies with up to four values replaced or removed in each JSON body. */
export function brokenReplies(fixture: LoadedFixture): fc.Arbitrary<Reply[]> {
  const pick = fc.array(fc.nat(1_000_000), { maxLength: 4 })
  return fc.tuple(...fixture.replies.map(() => pick)).map((picks) =>
    fixture.replies.map((reply, index) => {
      const body = fixture.fixture.replies[index]!.body
      if (reply.status !== 200 || typeof body === 'string') return reply
      return { ...reply, body: Buffer.from(JSON.stringify(broken(body, picks[index]!))) }
    }),
  )
}

/** What a source reads, or null where it refuses with a ParseError; anything else it throws fails the test. */
export async function readOrRefuse(
  source: Pick<Source, 'read'>,
  feed: SourceFeed,
  replies: readonly Reply[],
): Promise<Reading | null> {
  try {
    return await source.read(feed, replies)
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
    return null
  }
}

/** Every address a source asks for when each one fails, in the order of asking. */
export function askedWhenAllFails(
  asks: (feed: SourceFeed, replies: readonly Reply[]) => { url: string }[],
  feed: SourceFeed,
): string[] {
  const replies: Reply[] = []
  for (let round = 0; round < 10; round++) {
    const next = asks(feed, replies)
    if (next.length === 0) return replies.map((r) => r.url)
    const at = '2026-01-10T08:30:00.000Z'
    replies.push(
      ...next.map(({ url }) => ({ url, status: 404, headers: {}, body: new Uint8Array(), at })),
    )
  }
  throw new Error('asks never ends')
}
