import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/freshstatus.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const api = 'https://public-api.freshstatus.io/v1'
const root = 'https://acme.freshstatus.io'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-08-20T12:00:00.000Z'
const page = (details: object) =>
  `<!DOCTYPE html><html><body><script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { userReferer: 'http://acme.freshstatus.io/', accountDetails: details } } })}</script></body></html>`
const living = page({
  branding_data: { topBandText: 'All Services Operational' },
  account_id: 4711,
})
const dead = page({ status: 'Not Found', statusCode: 404, isError: true })

describe('freshstatus', () => {
  it('finds the account in the address, the option, or the data of the page; else reads the RSS', () => {
    const first = (url: string, options = {}, ...replies: ReturnType<typeof replyOf>[]) =>
      source.asks({ ...feed, url, options }, replies)[0]!.url
    expect(first(`${api}/public-components/?account_id=65`)).toBe(
      `${api}/public-incidents/?account_id=65`,
    )
    expect(first(root, { account: 65 })).toBe(`${api}/public-incidents/?account_id=65`)
    expect(first(root, {}, replyOf(root, living))).toBe(`${api}/public-incidents/?account_id=4711`)
    expect(askedWhenAllFails(source.asks, feed)).toEqual([root, `${root}/rss/`])
  })

  it('never takes planned work as over before its end, nor an end that lies ahead', async () => {
    const one = {
      id: 1,
      title: 'T',
      is_planned: true,
      start_time: '2026-08-20T10:00:00Z',
      end_time: '2026-08-20T13:00:00Z',
    }
    const read = async (more: object) =>
      (
        await source.read(feed, [
          replyOf(`${api}/public-incidents/`, { results: [{ ...one, ...more }] }, at),
        ])
      ).incidents[0]!
    expect(await read({})).toMatchObject({ status: 'in_progress', resolvedAt: null })
    expect(await read({ is_planned: false })).toMatchObject({ status: 'unknown', resolvedAt: null })
    expect(await read({ end_time: '2026-08-20T11:00:00Z' })).toMatchObject({ status: 'completed' })
  })

  it('reads the components alone without claiming to know all that is open', async () => {
    const tree = loadFixture('freshstatus', 'component-down-without-a-post').replies[1]!
    const { incidents, reach } = await source.read(feed, [tree])
    expect(incidents.map((i) => i.title)).toEqual(['Tickets: Major outage'])
    expect(reach.open).toBe(false)
  })

  it('reads the RSS alone, whose items never close', async () => {
    const item = `<item><title>Mails are late</title><description>Mails are late.</description><link>${root}/incident/1</link><pubDate>Thu, 20 Aug 2026 10:00:00 GMT</pubDate></item>`
    const body = `<rss version="2.0"><channel><title>Acme</title><link>${root}</link>${item}</channel></rss>`
    const { incidents, reach } = await source.read(feed, [replyOf(`${root}/rss/`, body, at)])
    expect(incidents).toMatchObject([{ title: 'Mails are late', resolvedAt: null }])
    expect(reach).toEqual({ since: null, open: false })
  })

  it('refuses errors, pages and dead names', async () => {
    for (const body of [
      '',
      '<html></html>',
      living,
      dead,
      { error: 'x' },
      { detail: 'Not found.' },
      { id: 1, title: 'An incident of another platform' },
      { page: { id: 'x' }, components: [] },
      { components: [{ id: 'kr0djjh0jyy9', name: 'API' }] },
      {},
      [],
    ]) {
      await expect(
        source.read(feed, [replyOf(`${api}/public-incidents/`, body, at)]),
      ).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('freshstatus')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          for (const i of reading?.incidents ?? []) {
            if (['1607864', '1700001', '1700002'].includes(i.id))
              expect(closedStatuses).not.toContain(i.status)
          }
        }),
        { numRuns: 150 },
      )
    }
  })

  it('detects living pages and the API, not dead names, badges or other Next.js pages', () => {
    expect(source.detects([replyOf(`${root}/`, living)])).toMatchObject({
      confidence: 0.9,
      url: root,
    })
    expect(source.detects(loadFixture('freshstatus', 'quiet').replies)?.confidence).toBe(0.95)
    const badge =
      '<a href="https://acme.freshstatus.io"><script src="https://cdn.freshstatus.io/widget/index.js"></script></a>'
    for (const body of [dead, badge, page({}), { results: [] }]) {
      expect(source.detects([replyOf('https://status.example.com/', body)])).toBeNull()
    }
    for (const url of [
      'https://www.freshstatus.io',
      'https://cdn.freshstatus.io/x',
      `${api}/public-banner/x/`,
    ]) {
      expect(source.recognises(new URL(url))).toBe(false)
    }
  })
})
