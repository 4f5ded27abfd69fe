import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { source } from '../../src/sources/firehydrant.ts'
import { loadFixture, replyOf } from '../fixture.ts'

const root = 'https://status.example.com'
const feed = { url: root, options: {}, open: [] as string[] }
const address = `${root}/data/rss.xml`
const at = '2026-10-06T12:00:00.000Z'

function rss(...items: [title: string, text: string, hour: number][]) {
  const list = items.map(
    ([title, text, hour]) =>
      `<item><title><![CDATA[${title}]]></title><link>${root}/incidents/u1</link><guid>${title}${hour}</guid><description><![CDATA[${text}]]></description><pubDate>Tue, 06 Oct 2026 0${hour}:00:00 +0000</pubDate></item>`,
  )
  return `<rss version="2.0"><channel><title>Status</title>${list.join('')}</channel></rss>`
}

async function one(...items: Parameters<typeof rss>) {
  const { incidents } = await source.read(feed, [replyOf(address, rss(...items), at)])
  expect(incidents).toHaveLength(1)
  return incidents[0]!
}

describe('firehydrant', () => {
  it('reads a milestone never seen as unknown, and does not keep the one before', async () => {
    const opened = ['New incident: "X"', 'Errors.', 1] as const
    const odd = ['Update for incident "X"', "Milestone is now 'purple'", 2] as const
    expect(await one([...opened], [...odd])).toMatchObject({ status: 'unknown', resolvedAt: null })
  })

  it('opens again what was resolved, and ends it where it was resolved last', async () => {
    const milestone = (name: string, hour: number) =>
      ['Update for incident "X"', `Milestone is now '${name}'`, hour] as [string, string, number]
    const again = await one(milestone('resolved', 2), milestone('investigating', 3))
    expect(again).toMatchObject({ status: 'investigating', resolvedAt: null })
    const over = await one(
      milestone('resolved', 2),
      milestone('identified', 3),
      milestone('resolved', 4),
    )
    expect(over).toMatchObject({ status: 'resolved', resolvedAt: '2026-10-06T04:00:00.000Z' })
  })

  it('closes nothing by the words of a hope', async () => {
    expect((await one(['Slow', 'We expect this to be resolved soon.', 1])).status).toBe('unknown')
  })

  it('refuses what is no feed', async () => {
    for (const body of ['', '<!doctype html><html></html>', {}, { error: 'x' }]) {
      await expect(async () => source.read(feed, [replyOf(address, body)])).rejects.toThrow(
        ParseError,
      )
    }
  })

  it('survives any cut or changed feed', async () => {
    const text = loadFixture('firehydrant', 'resolved').replies[0]!.body
    const whole = Buffer.from(text).toString()
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(40), fc.string(), async (from, size, put) => {
        try {
          const broken = whole.slice(0, from) + put + whole.slice(from + size)
          const { incidents } = await source.read(feed, [replyOf(address, broken, at)])
          const ids = incidents.map((i) => i.id)
          expect(ids).toEqual([...new Set(ids)])
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('is detected by the titles of its feed or by what its page loads, and not by a mention', () => {
    const own = rss(['New incident: "X"', 'Errors.', 1])
    expect(source.detects([replyOf(address, own)])).toMatchObject({ confidence: 0.9, url: root })
    const page = `<script src="https://assets.firehydrant.com/page.js"></script><a href="/data/rss.xml">RSS</a>`
    expect(source.detects([replyOf(root, page)])).toMatchObject({ confidence: 0.7, url: root })
    for (const [url, body] of [
      [address, rss(['Our new blog', 'Hello.', 1])],
      [`${root}/feed.rss`, own],
      [root, '<a href="https://firehydrant.com">FireHydrant</a>'],
      ['https://firehydrant.com', '<script src="https://cdn.firehydrant.com/site.js"></script>'],
    ] as const) {
      expect(source.detects([replyOf(url, body)]), url).toBeNull()
    }
    expect(source.recognises(new URL('https://status.firehydrant.com'))).toBe(false)
  })
})
