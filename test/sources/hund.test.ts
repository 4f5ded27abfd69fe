import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { source } from '../../src/sources/hund.ts'
import { loadFixture, replyOf } from '../fixture.ts'

const page = 'https://acme.hund.io'
const feed = { url: page, options: {}, open: [] as string[] }
const at = '2026-09-06T13:00:00.000Z'
const stream = `${page}/live/v2/status_page`
const issue = { id: 'i1', title: 'T', body: '<p>B</p>', label: 'Investigating', standing: true }
const one = async (more: object) => {
  const event = { state: 'operational', issues: [{ ...issue, ...more }] }
  return (await source.read(feed, [replyOf(stream, event, at)])).incidents[0]!
}

describe('hund', () => {
  it('asks for the page, then for the feed it links to, and never for the endless stream', () => {
    expect(source.asks(feed, [])).toEqual([{ url: `${page}/` }])
    const link = '<link rel="alternate" type="application/atom+xml" href="/feed.atom">'
    const html = replyOf(`${page}/`, `<html>${link}</html>`)
    expect(source.asks(feed, [html])).toEqual([{ url: `${page}/feed.atom`, optional: true }])
    expect(source.asks({ ...feed, url: stream }, [])).toEqual([{ url: stream }])
  })

  it('tells planned work, what goes on and what is over by the flags beside the label', async () => {
    expect(await one({})).toMatchObject({ kind: 'incident', status: 'investigating' })
    expect(await one({ label: 'Resolved' })).toMatchObject({ status: 'monitoring' })
    expect(await one({ label: 'Resolved', standing: false })).toMatchObject({ status: 'resolved' })
    expect(await one({ label: 'Information', standing: false })).toMatchObject({ kind: 'notice' })
    expect(await one({ label: 'Our word' })).toMatchObject({ status: 'unknown' })
    expect(await one({ scheduled: true, label: 'Maintenance' })).toMatchObject({
      kind: 'maintenance',
      status: 'in_progress',
    })
  })

  it('tells of a page that is down with nothing written', async () => {
    const event = replyOf(stream, { state: 'outage', issues: [] }, at)
    expect((await source.read(feed, [event])).incidents).toMatchObject([
      { id: 'page', title: 'acme.hund.io: outage', impact: 'critical', startedAt: null },
    ])
  })

  it('joins the notices with a feed', async () => {
    const [html] = loadFixture('hund', 'open').replies
    const id = '57630a2b8fbb654829473756'
    const item = (title: string, text: string, time: string) =>
      `<item><title>${title}</title><link>${page}/issues/${id}</link><guid>${page}/issues/${id}</guid><description>${text}</description><pubDate>${time}</pubDate></item>`
    const rss = `<rss version="2.0"><channel><title>Acme</title><link>${page}</link>${item('Heavy load', 'Pages load slowly.', 'Sun, 06 Sep 2026 12:30:00 +0000')}${item('Heavy load', 'We look into it.', 'Sun, 06 Sep 2026 12:00:00 +0000')}</channel></rss>`
    const { incidents } = await source.read(feed, [html!, replyOf(`${page}/feed.rss`, rss, at)])
    expect(incidents).toMatchObject([
      { id, status: 'investigating', components: ['Website', 'API'] },
    ])
    expect(incidents[0]!.updates).toHaveLength(2)
  })

  it('refuses errors, other pages and other streams', async () => {
    for (const body of [
      { error: 'x' },
      '',
      '<!DOCTYPE html><html><body><div>Not found</div></body></html>',
      'event: ping\ndata: {}\n\n',
      { state: 'operational' },
    ]) {
      await expect(source.read(feed, [replyOf(`${page}/`, body, at)])).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken event, and closes nothing by it', async () => {
    const body = new TextDecoder().decode(loadFixture('hund', 'stream').replies[0]!.body)
    const event = JSON.parse(/data: (.*)/.exec(body)![1]!) as { issues: object[] }
    const odd = fc.constantFrom(null, 0, '', 'x', [], {}, true, 1e300)
    const keys = ['title', 'body', 'label', 'components', 'standing', 'created_at', 'updates']
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys), odd), async (more) => {
        const broken = { ...event, issues: event.issues.map((i) => ({ ...i, ...more })) }
        const reading = await source.read(feed, [replyOf(stream, broken, at)])
        for (const i of reading.incidents) expect(i.status).not.toBe('resolved')
      }),
      { numRuns: 150 },
    )
  })

  it('detects its pages and streams, and no others', () => {
    expect(source.detects(loadFixture('hund', 'quiet').replies)).toMatchObject({ url: page })
    expect(source.detects(loadFixture('hund', 'stream').replies)).toMatchObject({
      confidence: 0.95,
      url: page,
    })
    for (const decoy of [
      replyOf('https://hund.io/', "<html><div class='state-bar'>hund.io</div></html>"),
      replyOf('https://status.example.com', "<html><div class='state-bar'></div></html>"),
      replyOf('https://status.example.com', '<html>We left https://hund.io</html>'),
      replyOf('https://status.example.com/live', 'event: message\ndata: {}\n\n'),
    ]) {
      expect(source.detects([decoy])).toBeNull()
    }
    for (const url of ['https://hund.io', 'https://libraries.hund.io/x', 'https://api.hund.io'])
      expect(source.recognises(new URL(url))).toBe(false)
  })
})
