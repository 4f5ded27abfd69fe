import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { source } from '../../src/sources/sorry.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies, readOrRefuse } from './broken-json.ts'

const page = 'https://status.example.com'
const api = `${page}/api/v1`
const feed = { url: page, options: {}, open: [] as string[] }
const at = '2026-09-06T13:00:00.000Z'

describe('sorry', () => {
  it('asks for all messages only of what is not over', () => {
    expect(source.asks(feed, []).map((a) => a.url)).toEqual([`${api}/notices`, `${api}/components`])
    const { replies } = loadFixture('sorry', 'open')
    expect(source.asks(feed, replies.slice(0, 2)).map((a) => a.url)).toEqual([`${api}/notices/11`])
    expect(source.asks({ ...feed, open: ['component:2', '5'] }, replies).map((a) => a.url)).toEqual(
      [`${api}/notices/5`],
    )
    const own = { ...feed, url: 'https://api.sorryapp.com/v1/pages/12903' }
    expect(source.asks(own, [])[0]!.url).toBe(`${own.url}/notices`)
  })

  it('reads each document alone, and those of api.sorryapp.com', async () => {
    const { replies } = loadFixture('sorry', 'open')
    const [list] = (await source.read(feed, [replies[0]!])).incidents
    expect(list!.updates.map((u) => u.id)).toEqual([
      'synopsis',
      '2026-09-06T12:30:00.000Z-monitoring',
    ])
    const [single] = (await source.read(feed, [replies[2]!])).incidents
    expect(single).toMatchObject({ id: '11', components: ['SMTP'] })
    expect(single!.updates.map((u) => u.id)).toEqual(['501', '502', '503'])
    expect((await source.read(feed, [replies[1]!])).incidents.map((i) => i.id)).toEqual([
      'component:1',
      'component:2',
    ])
    const own = {
      response: [
        {
          id: 198717,
          type: 'unplanned',
          state: 'resolved',
          subject: 'S',
          synopsis: 'Text.',
          link: `${page}/notices/8j-s`,
          began_at: '2022-11-02T12:18:49.944Z',
          ended_at: '2022-11-03T09:52:39.781Z',
          created_at: '2022-11-02T12:18:50.024Z',
          updated_at: '2022-11-06T09:53:04.786Z',
        },
      ],
      count: 1,
    }
    const reply = replyOf('https://api.sorryapp.com/v1/pages/12903/notices', own, at)
    expect((await source.read(feed, [reply])).incidents).toMatchObject([
      { id: '198717', status: 'resolved', resolvedAt: '2022-11-03T09:52:39.781Z' },
    ])
  })

  it('does not blame a component for a notice whose components are not known', async () => {
    const { replies } = loadFixture('sorry', 'open')
    const { incidents } = await source.read(feed, replies.slice(0, 2))
    expect(incidents.map((i) => i.id)).toEqual(['11'])
  })

  it('refuses errors, pages, and lists of other platforms', async () => {
    for (const body of [
      { error: 'Not found' },
      { errors: [] },
      '',
      '<html></html>',
      { page: { id: 'x' }, incidents: [] },
      { data: [{ id: 1, name: 'x' }], meta: {} },
    ]) {
      const reply = replyOf(`${api}/notices`, body, at)
      await expect(async () => source.read(feed, [reply])).rejects.toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('sorry')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          for (const i of reading?.incidents ?? [])
            if (['11', '21'].includes(i.id)) expect(closedStatuses).not.toContain(i.status)
        }),
        { numRuns: 150 },
      )
    }
  })

  it('detects its answers and page, and no others', () => {
    const status = {
      page: {
        name: 'X',
        state: 'operational',
        links: { components: { href: '/v1/components' }, notices: { href: '/v1/notices' } },
      },
    }
    for (const reply of [
      replyOf(`${api}/status`, status),
      loadFixture('sorry', 'open').replies[0]!,
    ]) {
      expect(source.detects([reply])).toMatchObject({ confidence: 0.95, url: page })
    }
    const html =
      '<html><a href="https://www.sorryapp.com/?utm=x"><i></i>Powered by Sorry™</a></html>'
    expect(source.detects([replyOf(page, html)])).toMatchObject({ confidence: 0.7, url: page })
    for (const decoy of [
      replyOf('https://www.sorryapp.com/', html),
      replyOf(page, '<html>We moved from <a href="https://www.sorryapp.com">Sorry</a></html>'),
      replyOf(`${api}/status`, { page: { name: 'X' }, status: { indicator: 'none' } }),
      replyOf(`${api}/notices`, { notices: [] }),
      replyOf(`${api}/notices`, { notices: [{ id: 1, title: 'x' }] }),
      replyOf(`${api}/components`, { data: [{ id: 1, name: 'x', status: 1 }] }),
    ]) {
      expect(source.detects([decoy])).toBeNull()
    }
    for (const url of ['https://www.sorryapp.com', 'https://docs.sorryapp.com/v1/notices'])
      expect(source.recognises(new URL(url))).toBe(false)
  })
})
