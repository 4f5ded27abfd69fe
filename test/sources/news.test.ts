import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/news.ts'
import { loadFixtures, replyOf } from '../fixture.ts'

const url = 'https://blog.example.com/feed.xml'
const now = '2026-06-01T12:00:00.000Z'
const feed = { url, options: {}, open: [] }
const rss = (items: string) =>
  `<rss version="2.0"><channel><title>B</title><link>https://blog.example.com/</link>${items}</channel></rss>`

async function articles(body: string) {
  return (await source.read(feed, [replyOf(url, body, now)])).articles
}

const dated = async (pubDate: string) =>
  (
    await articles(rss(`<item><title>T</title><guid>1</guid><pubDate>${pubDate}</pubDate></item>`))
  )[0]!

describe('the date of an article', () => {
  it('is its own, or none', async () => {
    expect((await dated('Mon, 01 Jun 2026 07:00:00 GMT')).publishedAt).toBe(
      '2026-06-01T07:00:00.000Z',
    )
    for (const text of [
      '',
      'today',
      '2026-06-01',
      'Mon, 01 Jun 2026 07:00:00',
      '01.06.2026 07:00',
    ]) {
      expect((await dated(text)).publishedAt, text).toBeNull()
    }
  })

  it('is believed up to a day ahead', async () => {
    expect((await dated('2026-06-02T11:00:00Z')).publishedAt).toBe('2026-06-02T11:00:00.000Z')
    expect((await dated('2026-06-02T13:00:00Z')).publishedAt).toBeNull()
  })

  it('is that of the change where Atom gives no other, but not in place of one that cannot be read', async () => {
    const entry = (dates: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><id>1</id><title>T</title>${dates}</entry></feed>`
    const updated = '<updated>2026-05-01T00:00:00Z</updated>'
    expect((await articles(entry(updated)))[0]!.publishedAt).toBe('2026-05-01T00:00:00.000Z')
    const both = `${updated}<published>last week</published>`
    expect((await articles(entry(both)))[0]!.publishedAt).toBeNull()
  })
})

describe('the title of an article', () => {
  it('loses the publisher that Google News appends, only at its end', async () => {
    const title = async (text: string) =>
      (await articles(rss(`<item><title>${text}</title><source url="x">A - B</source></item>`)))[0]!
        .title
    expect(await title('Down - again - A - B')).toBe('Down - again')
    expect(await title('A - B is down')).toBe('A - B is down')
  })

  it('comes from the first words where there is none, whole words only', async () => {
    const text = 'word '.repeat(50)
    const [article] = await articles(
      rss(`<item><guid>1</guid><description>${text}</description></item>`),
    )
    expect(article!.title).toMatch(/^(?:word ){10,}word…$/)
    expect(article!.title.length).toBeLessThanOrEqual(101)
  })
})

describe('the list', () => {
  it('holds each id once, and both of two articles of one title', async () => {
    const item = (guid: string) =>
      `<item><title>Monthly report</title><author>Ann</author><guid>${guid}</guid></item>`
    const ids = (await articles(rss(item('1') + item('2') + item('1')))).map((a) => a.id)
    expect(ids).toEqual(['1', '2'])
  })

  it('does not change with the points of a story', async () => {
    const story = (points: number) =>
      rss(
        `<item><title>T</title><guid>1</guid><description><![CDATA[<p>Article URL: <a href="https://a.example">https://a.example</a></p><p>Points: ${points}</p><p># Comments: ${points * 2}</p>]]></description></item>`,
      )
    expect(await articles(story(1))).toEqual(await articles(story(500)))
  })

  it('is refused when it is HTML, empty or cut off', async () => {
    for (const body of [
      '',
      '<html></html>',
      rss('<item><title>T</title>').slice(0, -10),
      '{"hits":[',
    ]) {
      await expect(articles(body), body).rejects.toThrow(ParseError)
    }
    const search = { ...feed, url: 'https://hn.algolia.com/api/v1/search_by_date?query=x' }
    for (const body of ['{"hits":[', '{}', '{"hits":{}}', '{"message":"slow down"}']) {
      await expect(
        (async () => source.read(search, [replyOf(search.url, body, now)]))(),
      ).rejects.toThrow(ParseError)
    }
  })
})

describe('recognises', () => {
  it('the usual search addresses, by their host', () => {
    const known = (address: string) => source.recognises(new URL(address))
    expect(known('https://hnrss.org/newest?q=x')).toBe(true)
    expect(known('https://www.reddit.com/search.rss?q=x')).toBe(true)
    expect(known('https://www.redditstatus.com/')).toBe(false)
    expect(known('https://hnrss.org.evil.example/')).toBe(false)
  })
})

describe('any change to a feed', () => {
  const bits = ['<', '>', '&', '</item>', '"', '}', 'é', '', '\u0000']

  it.each(loadFixtures('news').map((f) => [f.name, f] as const))(
    'of %s ends in a reading or a ParseError',
    async (_, f) => {
      const bytes = Buffer.from(f.replies[0]!.body)
      const change = fc.tuple(fc.nat(bytes.length), fc.nat(8), fc.constantFrom(...bits))
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
          let body = bytes
          for (const [at, cut, put] of changes) {
            body = Buffer.concat([body.subarray(0, at), Buffer.from(put), body.subarray(at + cut)])
          }
          const outcome: unknown = await Promise.resolve(
            source.read(f.feed, [{ ...f.replies[0]!, body }]),
          ).catch((e: unknown) => e)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError)
          else
            for (const article of (outcome as Reading).articles) {
              expect(article.title).not.toBe('')
              if (article.url) expect(article.url).toMatch(/^https?:\/\//)
            }
        }),
        { numRuns: 60 },
      )
    },
  )
})
