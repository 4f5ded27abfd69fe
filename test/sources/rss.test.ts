import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import type { Incident } from '../../src/incident.ts'
import { isClosed } from '../../src/source-kit/reading.ts'
import { source } from '../../src/sources/rss.ts'
import { loadFixtures, replyOf } from '../fixture.ts'

const url = 'https://status.example.com/feed.xml'
const now = '2026-06-01T12:00:00.000Z'
const feed = { url, options: {}, open: [] }

interface Item {
  title?: string
  link?: string
  guid?: string
  at?: string
  text?: string
  more?: string
}

function rss(items: Item[], channel = 'https://status.example.com/'): string {
  const tag = (name: string, value?: string) => (value ? `<${name}>${value}</${name}>` : '')
  const body = items.map(
    (i) =>
      `<item>${tag('title', i.title)}${tag('link', i.link)}${tag('guid', i.guid)}${tag('pubDate', i.at)}${tag('description', i.text)}${i.more ?? ''}</item>`,
  )
  return `<rss version="2.0"><channel><title>S</title><link>${channel}</link>${body.join('')}</channel></rss>`
}

async function read(items: Item[] | string, at = now) {
  return source.read(feed, [replyOf(url, typeof items === 'string' ? items : rss(items), at)])
}

const one = async (item: Item) => (await read([item])).incidents[0]!
const hour = (n: number) => `2026-06-01T${`${n}`.padStart(2, '0')}:00:00Z`

describe('the state', () => {
  it.each([
    [{ title: '[Resolved] Slow logins' }, 'resolved'],
    [{ title: 'Slow logins', text: 'Status: Monitoring' }, 'monitoring'],
    [{ title: 'Slow logins', more: '<category>Identified</category>' }, 'identified'],
    [{ title: 'Slow logins', text: 'This incident has been resolved.' }, 'resolved'],
    [{ title: 'Slow logins', text: 'We hope to have this resolved soon.' }, 'unknown'],
    [{ title: 'Slow logins', text: 'Not yet resolved.' }, 'unknown'],
    [{ title: 'Slow logins', text: 'Status: Musing' }, 'unknown'],
    [{ title: 'API is down' }, 'investigating'],
    [{ title: 'API is up' }, 'resolved'],
    [{ title: 'Slow logins', text: 'Work on part one is now complete.' }, 'unknown'],
  ])('of %j is %s', async (item, status) => {
    expect((await one({ at: hour(1), ...item })).status).toBe(status)
  })

  it('believes the body’s own line before title, category and words', async () => {
    const { status } = await one({
      title: '[Resolved] Slow logins',
      text: 'Status: Investigating',
      more: '<category>Resolved</category>',
    })
    expect(status).toBe('investigating')
  })

  it('gives a lone closed item no end, since its date may be that of the opening', async () => {
    const incident = await one({ title: '[Resolved] Slow logins', at: hour(1) })
    expect([incident.status, incident.resolvedAt]).toEqual(['resolved', null])
  })
})

describe('one incident or several', () => {
  const pair = (more: Item): Item[] => [
    { title: 'API went down', at: hour(1), ...more },
    { title: 'Shop went down', at: hour(2), ...more },
    { title: 'API recovered', at: hour(3), ...more },
  ]

  it.each([
    ['the front page as address', { link: 'https://status.example.com' }],
    ['the feed itself as address', { link: url }],
    ['a page they all share', { link: 'https://status.example.com/history' }],
    ['a guid they all share', { guid: 'status' }],
    ['nothing', {}],
  ])('is told by titles where items carry %s', async (_, more) => {
    const { incidents } = await read(pair(more))
    expect(incidents.map((i) => [i.title, i.status, i.updates.length])).toEqual([
      ['API went down', 'resolved', 2],
      ['Shop went down', 'investigating', 1],
    ])
  })

  it('folds items of one address, though the title changes', async () => {
    const link = 'https://status.example.com/incidents/4711'
    const { incidents } = await read([
      { title: 'Logins fail in Europe', link, at: hour(3), text: 'We are investigating.' },
      {
        title: 'Logins fail',
        link: `${link}#update-1`,
        at: hour(2),
        text: 'We are investigating.',
      },
      { title: 'Logins are slow', link, at: hour(1) },
    ])
    expect(incidents.map((i) => [i.id, i.title, i.updates.length])).toEqual([
      [link, 'Logins fail in Europe', 3],
    ])
  })

  it('keeps the id while a guid changes with every edit', async () => {
    const id = async (guid: string) => (await one({ title: 'T', guid, at: hour(1) })).id
    expect(await id('i5-1780300000')).toBe(await id('i5-1780303600000'))
    expect(await id('i5-2026-06-01 10:00:00')).toBe(await id('i5-1780300000'))
    expect(await id('i6-1780300000')).not.toBe(await id('i5-1780300000'))
  })

  it('does not depend on the order of items', async () => {
    const items = pair({})
    const sorted = (list: Incident[]) => list.toSorted((a, b) => a.id.localeCompare(b.id))
    expect(sorted((await read(items.toReversed())).incidents)).toEqual(
      sorted((await read(items)).incidents),
    )
  })
})

describe('maintenance', () => {
  it('begins with its window and is not posted in the future', async () => {
    const more = '<maintenanceEndDate>Tue, 02 Jun 2026 12:00:00 GMT</maintenanceEndDate>'
    const incident = await one({ title: 'Upgrade', at: '2026-06-02T10:00:00Z', more })
    expect(incident).toMatchObject({
      kind: 'maintenance',
      startedAt: '2026-06-02T10:00:00.000Z',
      postedAt: null,
      updatedAt: null,
      resolvedAt: null,
    })
  })

  it('is completed rather than resolved, an incident the other way round', async () => {
    expect((await one({ title: '[Resolved] Planned maintenance' })).status).toBe('completed')
    expect((await one({ title: '[Completed] Slow logins' })).status).toBe('resolved')
  })

  it('is no incident that follows maintenance', async () => {
    expect((await one({ title: 'Errors after scheduled maintenance' })).kind).toBe('incident')
  })
})

describe('what is listed', () => {
  it('holds components that are fine for no incidents', async () => {
    const { incidents } = await read([
      { title: 'API - Operational', text: 'API is Operational' },
      { title: 'Web - Major Outage', text: 'Web is down' },
    ])
    expect(incidents.map((i) => i.title)).toEqual(['Web - Major Outage'])
  })

  it('reaches as far as its oldest item, and says so only when every item is dated', async () => {
    const items = [
      { title: 'a', at: hour(2) },
      { title: 'b', at: hour(1) },
    ]
    expect((await read(items)).reach).toEqual({ since: '2026-06-01T01:00:00.000Z', open: false })
    expect((await read([...items, { title: 'c' }])).reach.since).toBeNull()
    expect((await read([])).reach.since).toBeNull()
  })

  it('dates no incident in the future', async () => {
    const incident = await one({ title: 'Slow logins', at: '2027-01-01T00:00:00Z' })
    expect([incident.startedAt, incident.postedAt, incident.updatedAt]).toEqual([null, null, null])
  })
})

describe('detects', () => {
  it('a status feed, and the one that a page links to, less surely', () => {
    const direct = source.detects([replyOf(url, rss([]).replace('<title>S', '<title>Shop status'))])
    expect(direct).toMatchObject({ url, confidence: 0.45 })
    const page = `<html><title>Status</title><link rel="alternate" type="application/atom+xml" href="/a.atom"></html>`
    const linked = source.detects([replyOf('https://status.example.com/', page)])
    expect(linked).toMatchObject({ url: 'https://status.example.com/a.atom' })
    expect(linked!.confidence).toBeLessThan(direct!.confidence)
    expect(source.detects([replyOf(url, '<html></html>'), replyOf(url, '{}')])).toBeNull()
  })
})

describe('any change to a feed', () => {
  const bits = ['<', '>', '&', '</item>', '<item>', '</rss>', 'é', '', ' not ', '\u0000']

  it.each(loadFixtures('rss').map((f) => [f.name, f] as const))(
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
        }),
        { numRuns: 60 },
      )
    },
  )

  it('without words of an end closes nothing', async () => {
    const words = fc.constantFrom(
      'we',
      'hope',
      'to',
      'have',
      'this',
      'logins',
      'are',
      'slow',
      'not',
      'investigating',
      'a',
      'fix',
      'update',
      'will',
      'be',
      'soon',
      '-',
      ':',
      '[',
      ']',
      '.',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 12 }), async (parts) => {
        const text = parts.join(' ')
        const { incidents } = await read([{ title: text, text, at: hour(1) }])
        expect(incidents.some((i) => isClosed(i.status))).toBe(false)
      }),
    )
  })
})
