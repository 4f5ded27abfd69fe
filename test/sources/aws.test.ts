import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import type { Incident } from '../../src/incident.ts'
import { isClosed } from '../../src/source-kit/reading.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/aws.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies } from './broken-json.ts'

const page = 'https://health.aws.amazon.com/health/status'
const list = 'https://health.aws.amazon.com/public/currentevents'
const rss = 'https://status.aws.amazon.com/rss/all.rss'
const at = '2026-08-18T12:00:00.000Z'
const day = 24 * 3600
const start = Date.parse('2026-08-01T00:00:00Z') / 1000

interface Post {
  key: string
  epoch: number
  title: string
}

function rssOf(posts: readonly Post[]): string {
  const items = posts.map(
    ({ key, epoch, title }) => `<item><title><![CDATA[${title}]]></title>
      <pubDate>${new Date(epoch * 1000).toUTCString()}</pubDate>
      <guid isPermaLink="false">https://status.aws.amazon.com/#${key}_${epoch}</guid>
      <description>Post ${key} ${epoch}</description></item>`,
  )
  return `<rss version="2.0"><channel><title>AWS</title>${items.join('')}</channel></rss>`
}

function listOf(posts: readonly Post[]): object[] {
  return [...Map.groupBy(posts, (p) => p.key)].map(([service, own]) => ({
    service,
    date: `${own[0]!.epoch}`,
    arn: `arn:aws:health::event/${service}`,
    status: own.at(-1)!.title.includes('RESOLVED') ? '0' : '2',
    summary: own.at(-1)!.title.replace(/^[^:]+: /, ''),
    event_log: own.map((p) => ({
      summary: p.title.replace(/^[^:]+: /, ''),
      message: `Post ${p.key} ${p.epoch}`,
      status: 2,
      timestamp: p.epoch,
    })),
  }))
}

async function read(
  bodies: { rss?: readonly Post[] | string; list?: unknown },
  open: string[] = [],
  now = at,
): Promise<Reading> {
  const replies = [
    ...(bodies.list === undefined ? [] : [replyOf(list, bodies.list, now)]),
    ...(bodies.rss === undefined
      ? []
      : [replyOf(rss, typeof bodies.rss === 'string' ? bodies.rss : rssOf(bodies.rss), now)]),
  ]
  return await source.read({ url: page, options: {}, open }, replies)
}

const post = (key: string, epoch: number, title = 'Service impact: Errors'): Post => ({
  key,
  epoch,
  title,
})
const normal = 'Service is operating normally: [RESOLVED] Errors'

/** Events of some keys, one after the other in each key, all ended but perhaps the last. */
const timeline = fc
  .array(
    fc.record({
      key: fc.constantFrom('ec2-us-east-1', 's3-us-east-1', 'multipleservices-me-south-1'),
      gaps: fc.array(fc.integer({ min: 60, max: 20 * 3600 }), { minLength: 1, maxLength: 40 }),
      pause: fc.integer({ min: 60, max: 3 * day }),
      ended: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((events) => {
    const clock = new Map<string, number>()
    const lastOf = new Map(events.map((event, index) => [event.key, index]))
    const posts = events.flatMap(({ key, gaps, pause, ended }, index) => {
      let epoch = (clock.get(key) ?? start + key.length) + pause
      const closes = ended || lastOf.get(key) !== index
      const own = gaps.map((gap, n) => {
        epoch += gap
        const last = n === gaps.length - 1
        return { ...post(key, epoch, last && closes ? normal : undefined), event: index }
      })
      clock.set(key, epoch)
      return own
    })
    return posts.sort((a, b) => a.epoch - b.epoch)
  })

type Told = Post & { event: number }

/** Polls again and again, holding open what the last reading had open, as the daemon does. */
async function idsOverTime(
  posts: readonly Told[],
  step: number,
  told: (n: number) => 'rss' | 'list' | 'both',
): Promise<Map<number, Set<string>>> {
  const known = new Map<string, Incident>()
  const ids = new Map<number, Set<string>>()
  for (let n = step; n < posts.length + step; n += step) {
    const so = posts.slice(0, n)
    const way = told(n)
    const open = [...known.values()].filter((i) => !isClosed(i.status)).map((i) => i.id)
    const newest = [...Map.groupBy(so, (p) => p.key).values()].flatMap((own) =>
      own.filter((p) => p.event === own.at(-1)!.event),
    )
    const { incidents } = await read(
      {
        ...(way === 'list' ? {} : { rss: so.slice(-50).reverse() }),
        ...(way === 'rss' ? {} : { list: listOf(newest) }),
      },
      open,
      '2027-01-01T00:00:00.000Z',
    )
    for (const incident of incidents) {
      known.set(incident.id, incident)
      const events = new Set(incident.updates.map((u) => eventOf(so, incident, u.id)))
      expect(events.size, `${incident.id} mixes events`).toBe(1)
      for (const event of events) ids.set(event, (ids.get(event) ?? new Set()).add(incident.id))
    }
  }
  return ids
}

function eventOf(posts: readonly Told[], incident: Incident, epoch: string): number {
  return posts.find((p) => incident.id.startsWith(`${p.key}_`) && `${p.epoch}` === epoch)!.event
}

describe('aws', () => {
  it('keeps the id of every event while the fifty posts of the feed slide on', async () => {
    await fc.assert(
      fc.asyncProperty(timeline, fc.integer({ min: 1, max: 12 }), async (posts, step) => {
        const ids = await idsOverTime(posts, step, () => 'rss')
        for (const [event, own] of ids) expect([...own], `event ${event}`).toHaveLength(1)
        const all = [...ids.values()].flatMap((own) => [...own])
        expect(new Set(all).size).toBe(all.length)
      }),
      { numRuns: 25 },
    )
  })

  it('keeps it too while one of the two halves is missing now and then', async () => {
    const ways = fc.array(fc.constantFrom('rss', 'list', 'both'), { minLength: 3, maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(timeline, ways, async (posts, way) => {
        const ids = await idsOverTime(posts, 3, (n) => way[n % way.length]!)
        for (const [event, own] of ids) expect([...own], `event ${event}`).toHaveLength(1)
      }),
      { numRuns: 25 },
    )
  })

  it('reports every event that is posted while it watches', async () => {
    await fc.assert(
      fc.asyncProperty(timeline, async (posts) => {
        const ids = await idsOverTime(posts, 1, () => 'both')
        expect([...ids.keys()].sort()).toEqual([...new Set(posts.map((p) => p.event))].sort())
      }),
      { numRuns: 15 },
    )
  })

  it('leaves out a closed event whose beginning has slid out, and counts it', async () => {
    const posts = Array.from({ length: 50 }, (_, n) => post('s3-us-east-1', start + n * 600))
    const cut = [...posts.slice(0, 49), post('s3-us-east-1', start + 49 * 600, normal)]
    const fresh = await read({ rss: cut })
    expect(fresh.incidents).toEqual([])
    expect(fresh.skipped).toMatchObject([{ what: 'event s3-us-east-1' }])
    const id = `s3-us-east-1_${start - 9000}`
    const { incidents } = await read({ rss: cut }, [id])
    expect(incidents).toMatchObject([{ id, status: 'resolved', updates: { length: 50 } }])
    expect(incidents[0]!.postedAt).toBe(new Date((start - 9000) * 1000).toISOString())
  })

  it('goes on with an event after months of silence under the same headline', async () => {
    const months = [post('ec2-us-east-1', start - 60 * day), post('ec2-us-east-1', start)]
    expect((await read({ rss: months })).incidents).toHaveLength(1)
    const other = [months[0]!, post('ec2-us-east-1', start, 'Service impact: Other')]
    expect((await read({ rss: other })).incidents).toHaveLength(2)
  })

  it('does not give the posts of an old event to a new one of the list', async () => {
    const old = post('ec2-us-east-1', start - 60 * day)
    const fresh = post('ec2-us-east-1', start)
    const { incidents } = await read({ rss: [fresh, old], list: listOf([fresh]) })
    expect(incidents.map((i) => i.id).sort()).toEqual([
      `ec2-us-east-1_${start - 60 * day}`,
      `ec2-us-east-1_${start}`,
    ])
  })

  it('takes the worst phase for the impact, and unknown for one never seen', async () => {
    const impact = async (...titles: string[]) => {
      const posts = titles.map((title, n) => post('ec2-us-east-1', start + n, title))
      const { impact, impactLabel } = (await read({ rss: posts })).incidents[0]!
      return [impact, impactLabel]
    }
    expect(await impact('Service disruption: A', normal)).toEqual(['major', 'Service disruption'])
    expect(await impact('Informational message: A')).toEqual(['minor', 'Informational message'])
    expect(await impact('Service apocalypse: A')).toEqual(['unknown', 'Service apocalypse'])
    expect(await impact('Errors: not a phase')).toEqual(['unknown', null])
    expect(await impact(normal)).toEqual(['unknown', null])
  })

  it('does not take recovery, or a word like resolved, for the end', async () => {
    for (const title of ['Service impact: Resolved names fail', 'Service impact: [RESOLVING] A']) {
      const { incidents } = await read({ rss: [post('ec2-us-east-1', start, title)] })
      expect(incidents[0]).toMatchObject({ status: 'investigating', resolvedAt: null })
    }
  })

  it('reads an event whose log is not there or cannot be read', async () => {
    const bare = { service: 'ec2-us-east-1', date: start, status: '9', summary: 'Errors' }
    for (const event_log of [undefined, null, '', '[', '{}']) {
      const { incidents } = await read({ list: [{ ...bare, event_log }] })
      expect(incidents).toMatchObject([
        { id: `ec2-us-east-1_${start}`, impact: 'unknown', impactLabel: 'status 9', updates: [] },
      ])
    }
  })

  it('says that all open events are listed only when the list was read whole', async () => {
    expect((await read({ list: [] })).reach).toEqual({ since: null, open: true })
    expect((await read({ list: [{}] })).reach.open).toBe(false)
    expect((await read({ rss: [] })).reach.open).toBe(false)
    const beside = await read({ list: '<html></html>', rss: [] })
    expect(beside.reach.open).toBe(false)
    expect(beside.notes).toHaveLength(1)
  })

  it('refuses when neither half can be read', async () => {
    await expect(read({})).rejects.toThrow(ParseError)
    await expect(read({ list: '{}', rss: '<html></html>' })).rejects.toThrow(ParseError)
  })

  it('asks for both halves, and for one alone when the address is its', () => {
    const asks = (url: string) => source.asks({ url, options: {}, open: [] }, [])
    expect(asks(page)).toEqual([
      { url: list, optional: true },
      { url: rss, optional: true },
    ])
    expect(asks(rss)).toEqual([{ url: rss }])
    expect(asks(list)).toEqual([{ url: list }])
  })

  it('survives any broken list, and closes nothing by it', async () => {
    for (const name of ['open', 'resolved']) {
      const fixture = loadFixture('aws', name)
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (broken) => {
          // The broken bodies are in UTF-8, whatever the fixture says.
          const replies = broken.map((reply) => ({ ...reply, headers: {} }))
          try {
            const { incidents } = await source.read(fixture.feed, replies)
            const ids = incidents.map((i) => i.id)
            expect(ids).toEqual([...new Set(ids)])
            if (name === 'open') expect(incidents.some((i) => isClosed(i.status))).toBe(false)
          } catch (error) {
            if (!(error instanceof ParseError)) throw error
          }
        }),
        { numRuns: 60 },
      )
    }
  })

  it('survives a feed with any character lost or changed', async () => {
    const fixture = loadFixtures('aws').find((f) => f.name === 'aws/service-feed')!
    const body = Buffer.from(fixture.replies[0]!.body).toString()
    const edit = fc.tuple(fc.nat(body.length), fc.nat(12), fc.constantFrom('', '<', '&', ']', '0'))
    await fc.assert(
      fc.asyncProperty(edit, async ([from, length, put]) => {
        const broken = body.slice(0, from) + put + body.slice(from + length)
        const reply = replyOf(fixture.feed.url, broken, at)
        try {
          const { incidents } = await source.read(fixture.feed, [reply])
          for (const i of incidents) expect(i.id).toMatch(/^[\w.-]+_\d+$/)
        } catch (error) {
          if (!(error instanceof ParseError)) throw error
        }
      }),
      { numRuns: 100 },
    )
  })

  it('recognises its hosts, and its generator elsewhere', () => {
    expect(source.recognises(new URL('https://aws.amazon.com/message/101925/'))).toBe(false)
    expect(source.detects([replyOf(page, '<html></html>')])?.url).toBe(page)
    const copy = '<rss><channel><generator>AWS Service Health Dashboard RSS Generator</generator>'
    expect(source.detects([replyOf('https://example.com/aws.rss', copy)])?.confidence).toBe(0.7)
    expect(source.detects([replyOf('https://example.com/', '<rss></rss>')])).toBeNull()
  })
})

const payloads = new URL('../../../shared/recordings/payloads/aws/', import.meta.url)

describe.skipIf(!existsSync(payloads))('aws, recorded replies (skipped where absent)', () => {
  const body = (name: string) => readFileSync(new URL(name, payloads))

  it('reads three events out of fifty posts, one of them ended', async () => {
    const reading = await read({ rss: body('status-rss-all-2026-08-18.xml').toString() })
    expect(reading.skipped).toEqual([])
    expect(reading.incidents.map((i) => [i.id, i.status, i.updates.length])).toEqual([
      ['directconnect-eu-central-1_1786765379', 'resolved', 20],
      ['multipleservices-me-south-1_1772430987', 'investigating', 13],
      ['multipleservices-me-central-1_1772396043', 'investigating', 17],
    ])
  })

  it('keeps the id of July in August, when ten posts of its beginning are gone', async () => {
    const held = ['multipleservices-me-central-1_1772374140']
    const { incidents } = await read(
      { rss: body('status-rss-all-2026-08-18.xml').toString() },
      held,
    )
    expect(incidents.map((i) => i.id)).toContain(held[0])
    expect(incidents.filter((i) => i.regions.includes('me-central-1'))).toHaveLength(1)
  })

  it('reads the closed event of March 2023', async () => {
    const { incidents } = await read({ list: body('currentevents-2023-03-13.json').toString() })
    expect(incidents).toMatchObject([
      {
        id: 'internetconnectivity-us-west-2_1678726620',
        status: 'resolved',
        impact: 'minor',
        resolvedAt: '2023-03-13T17:11:16.000Z',
      },
    ])
  })
})
