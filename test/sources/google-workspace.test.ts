import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reply } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/google-workspace.ts'
import { loadFixture, replyOf } from '../fixture.ts'

const root = 'https://www.google.com/appsstatus/dashboard'
const oldRss = 'http://www.google.com/appsstatus/rss/en'
const oldJson = 'http://www.google.com/appsstatus/json/en'
const now = '2020-07-10T00:00:00.000Z'
const absent = (url: string): Reply => ({
  url,
  status: 404,
  headers: {},
  body: new Uint8Array(),
  at: now,
})
const asked = (url: string, replies: Reply[]) =>
  source.asks({ url, options: {}, open: [] }, replies).map((ask) => ask.url)

async function read(url: string, body: string) {
  return source.read({ url, options: {}, open: [] }, [replyOf(url, body, now)])
}

function textOf(fixture: string): string {
  return loadFixture('google-workspace', fixture).fixture.replies[0]!.body as string
}

describe('asks', () => {
  it('goes from the list to the feed to the old dashboard, each only where the last is absent', () => {
    const feeds = [
      `${root}/incidents.json`,
      `${root}/en/feed.atom`,
      oldRss.replace('http:', 'https:'),
    ]
    expect(asked(root, [])).toEqual(feeds.slice(0, 1))
    expect(asked(root, feeds.slice(0, 1).map(absent))).toEqual(feeds.slice(1, 2))
    expect(asked(root, feeds.slice(0, 2).map(absent))).toEqual(feeds.slice(2))
    expect(asked(root, feeds.map(absent))).toEqual([])
  })

  it('asks the old dashboard alone when that is the address', () => {
    expect(asked(oldRss, [])).toEqual([oldRss])
    expect(asked(oldJson, [replyOf(oldJson, '')])).toEqual([])
    expect(asked('http://www.google.com/appsstatus#hl=en', [])).toEqual([
      'http://www.google.com/appsstatus/dashboard/incidents.json',
    ])
  })
})

describe('the old RSS', () => {
  it('joins what is left of an event when its first items are gone', async () => {
    const whole = await read(oldRss, textOf('old-rss-events'))
    const newest = textOf('old-rss-events').replace(
      /<item>(?:(?!<\/item>)[\s\S])*outageid:[12]#tstamp:15833[\s\S]*?<\/item>/g,
      '',
    )
    const rest = await read(oldRss, newest)
    expect(newest.match(/<item>/g)).toHaveLength(3)
    expect(rest.incidents).toEqual(whole.incidents)
  })

  it('keeps events of one product apart that share no publication', async () => {
    const { incidents } = await read(oldRss, textOf('old-rss-events'))
    const gmail = incidents.filter((i) => i.services.includes('Gmail'))
    expect(gmail.map((i) => i.status)).toEqual(['investigating', 'resolved'])
  })

  it('opens an event again that goes on after its end', async () => {
    const text = textOf('old-rss-open').replace(/purple/g, 'blue')
    const { incidents } = await read(oldRss, text)
    expect(incidents[1]).toMatchObject({ status: 'resolved', services: ['Google Drive'] })
    const mark = /&lt;p&gt;&lt;i&gt;&lt;img(?:(?!<).)*blue/
    const later = text.replace(mark, (start) => {
      const open = start.replace('blue', 'yellow')
      return `${open}.gif" /&gt;&amp;nbsp;November 25, 2014 2:11:00 PM PST&lt;/i&gt;&lt;/p&gt;&lt;p&gt;Back again.&lt;/p&gt;${start}`
    })
    const again = await read(oldRss, later.replace(/\.gif\.gif/g, '.gif'))
    expect(again.incidents[1]).toMatchObject({ status: 'unknown', resolvedAt: null })
  })
})

describe('texts of the old dashboard that were damaged', () => {
  const cases = [
    { url: oldRss, text: textOf('old-rss-events') },
    { url: oldRss, text: textOf('old-rss-open') },
    { url: oldJson, text: textOf('old-json') },
  ]

  it('are read or refused, and close nothing without a closing mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.nat(),
        fc.nat(40),
        fc.string({ maxLength: 8 }),
        async ({ url, text }, from, length, put) => {
          const at = from % text.length
          const body = text.slice(0, at) + put + text.slice(at + length)
          const reading = await read(url, body).catch((error: unknown) => {
            if (error instanceof ParseError) return null
            throw error
          })
          for (const i of reading?.incidents ?? []) {
            if (closedStatuses.includes(i.status)) expect(body).toMatch(/blue\.gif|"resolved":true/)
            if (i.startedAt && i.resolvedAt) expect(i.startedAt <= i.resolvedAt).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

const folder = new URL('../../../shared/recordings/payloads/google-workspace/', import.meta.url)

describe.skipIf(!existsSync(folder))('the recorded RSS (skipped where absent)', () => {
  it.each([
    ['2014-11-25', ['investigating']],
    ['2020-04-08', ['resolved']],
    ['normal', []],
  ])('of %s holds %j', async (name, expected) => {
    const text = readFileSync(new URL(`appsstatus-rss-${name}.xml`, folder), 'utf8')
    const { incidents, skipped } = await read(oldRss, text)
    expect(incidents.map((i) => i.status)).toEqual(expected)
    expect(skipped).toEqual([])
  })
})
