import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/azure.ts'
import { loadFixture, replyOf } from '../fixture.ts'

const page = 'https://azure.status.microsoft/en-us/status'
const url = `${page}/feed/`
const at = '2026-09-30T22:00:00.000Z'

function rss(items: string, built = 'Wed, 30 Sep 2026 21:59:00 Z'): string {
  return `<rss version="2.0"><channel><title>Azure Status</title>
    <lastBuildDate>${built}</lastBuildDate>${items}</channel></rss>`
}

async function read(body: string, open: string[] = []): Promise<Reading> {
  return await source.read({ url: page, options: {}, open }, [replyOf(url, body, at)])
}

async function one(parts: Record<string, string>, open?: string[]) {
  const fields = { title: 'Storage errors', pubDate: 'Wed, 30 Sep 2026 21:00:00 Z', ...parts }
  const xml = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`)
  return (await read(rss(`<item>${xml.join('')}</item>`), open)).incidents[0]!
}

describe('azure', () => {
  it('reads an empty feed as no incident, and as silence when it is old', async () => {
    expect(await read(rss(''))).toMatchObject({ incidents: [], reach: { open: true }, notes: [] })
    const old = await read(rss('', 'Tue, 29 Sep 2026 21:59:00 Z'))
    expect(old.reach.open).toBe(false)
    expect(old.notes).toHaveLength(1)
  })

  it('knows an item by its tracking id, whatever else the link carries', async () => {
    const ids = await Promise.all(
      [
        `${page}/history/?trackingId=0AB0-C10`,
        `${page}/history/?utm_source=rss&amp;TrackingID=0ab0-c10#top`,
      ].map(async (link) => (await one({ link, guid: 'changes' })).id),
    )
    expect(ids).toEqual(['0AB0-C10', '0AB0-C10'])
  })

  it('does not take the address of the page for an id', async () => {
    for (const value of [page, `${page}/`, `${page}/?t=1`, 'https://status.azure.com']) {
      expect((await one({ guid: value, link: value })).id).toBe('storage-errors_2026-09-30')
    }
    expect((await one({ guid: `${page}/incident/7?t=1` })).id).toBe(
      'azure.status.microsoft/en-us/status/incident/7',
    )
  })

  it('keeps the id it is held by when the item has none and its date moves', async () => {
    const title = 'Mitigated - Storage errors'
    expect((await one({ title }, ['storage-errors_2026-09-27'])).id).toBe(
      'storage-errors_2026-09-27',
    )
  })

  it('takes what is listed for active, and closes it only by its title', async () => {
    const status = async (title: string, description = '') =>
      (await one({ title, description })).status
    expect(await status('Storage errors')).toBe('investigating')
    expect(await status('Storage errors', 'We have identified the root cause.')).toBe('identified')
    expect(await status('Storage errors', 'This incident is resolved.')).toBe('monitoring')
    expect(await status('Mitigated- Storage errors')).toBe('monitoring')
    expect(await status('Resolved: Storage errors')).toBe('resolved')
    expect(await status('Preliminary PIR: Storage errors')).toBe('postmortem')
  })

  it('invents no end and no begin', async () => {
    const incident = await one({ title: 'Resolved: Storage errors', pubDate: 'yesterday' })
    expect(incident).toMatchObject({ startedAt: null, postedAt: null, resolvedAt: null })
    expect((await one({ title: 'Resolved: Storage errors' })).resolvedAt).toBeNull()
  })

  it('tells regions from services', async () => {
    const names = [
      'Virtual Machines',
      'East US 2',
      'West Central US',
      'USGov Virginia',
      'Azure Front Door',
      'Jio India West',
      'Global',
      'Global Accelerator',
    ]
    const categories = names.map((name) => `<category>${name}</category>`).join('')
    const body = rss(`<item><title>A</title>${categories}</item>`)
    const [incident] = (await read(body)).incidents
    expect(incident!.regions).toEqual([names[1], names[2], names[3], names[5], names[6]])
    expect(incident!.services).toEqual([names[0], names[4], names[7]])
  })

  it('refuses HTML and an empty body', async () => {
    await expect(read('<!DOCTYPE html><html><body>Sorry</body></html>')).rejects.toThrow(ParseError)
    await expect(read(' ')).rejects.toThrow(ParseError)
  })

  it('survives a feed with anything lost or put in, and closes nothing by it', async () => {
    const fixture = loadFixture('azure', 'open')
    const body = Buffer.from(fixture.replies[0]!.body).toString()
    const put = fc.constantFrom('', '<', '&', '>', ']]>', '\u0000', '<item>')
    const edit = fc.tuple(fc.nat(body.length), fc.nat(40), put)
    await fc.assert(
      fc.asyncProperty(edit, async ([from, length, text]) => {
        const broken = body.slice(0, from) + text + body.slice(from + length)
        try {
          const { incidents } = await source.read(fixture.feed, [replyOf(url, broken, at)])
          const ids = incidents.map((i) => i.id)
          expect(ids).toEqual([...new Set(ids)])
          for (const i of incidents) expect(closedStatuses).not.toContain(i.status)
        } catch (error) {
          if (!(error instanceof ParseError)) throw error
        }
      }),
      { numRuns: 200 },
    )
  })

  it('asks one address, and recognises old ones', () => {
    const asks = (address: string) => source.asks({ url: address, options: {}, open: [] }, [])
    const mirror = 'https://rssfeed.azure.status.microsoft/en-us/status/feed/'
    expect(asks(page)).toEqual([{ url }])
    expect(asks(mirror)).toEqual([{ url: mirror }])
    for (const [address, own] of [
      ['https://status.azure.com/en-us/status/feed/', true],
      ['https://azure.microsoft.com/en-us/status/feed/?service=x', true],
      ['https://azure.microsoft.com/en-us/blog/', false],
      ['https://status.dev.azure.com/_rss', false],
    ] as const) {
      expect(source.recognises(new URL(address)), address).toBe(own)
    }
    expect(source.detects([replyOf('https://example.com/f', rss(''))])?.confidence).toBe(0.85)
    expect(source.detects([replyOf('https://example.com/f', '<rss></rss>')])).toBeNull()
    expect(source.detects([replyOf(page, '<html></html>')])?.url).toBe(url)
  })
})

const recorded = new URL(
  '../../../shared/recordings/payloads/azure/status-feed-empty-2026-07-31.xml',
  import.meta.url,
)

describe.skipIf(!existsSync(recorded))('azure, recorded feed (skipped where absent)', () => {
  it('reads the empty feed of July 2026', async () => {
    const reply = replyOf(url, readFileSync(recorded, 'utf8'), '2026-07-31T00:12:30.000Z')
    const reading = await source.read({ url, options: {}, open: [] }, [reply])
    expect(reading).toMatchObject({ incidents: [], notes: [], reach: { open: true } })
  })
})
