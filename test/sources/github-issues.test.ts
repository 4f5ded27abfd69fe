import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { repositoryOf } from '../../src/source-kit/github-issues-shape.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/github-issues.ts'
import { source as upptime } from '../../src/sources/upptime.ts'
import { loadFixture, replyOf } from '../fixture.ts'

const list = 'https://api.github.com/repos/example/status/issues?state=all&per_page=50'
const feed = { url: 'https://github.com/example/status/issues', options: {}, open: [] as string[] }

describe('issues as a status page', () => {
  it.each([
    ['https://github.com/example/status/issues/7', 'example/status'],
    ['https://api.github.com/repos/example/status/issues', 'example/status'],
    [
      'https://raw.githubusercontent.com/example/status/master/history/summary.json',
      'example/status',
    ],
    ['https://api.github.com/user', null],
    ['https://example.com/a/b', null],
  ])('finds the repository of %s', (address, repository) => {
    expect(repositoryOf(address)).toBe(repository)
  })

  it('refuses the answer of a spent limit, which is JSON as well', () => {
    const spent = {
      message: 'API rate limit exceeded',
      documentation_url: 'https://docs.github.com',
    }
    expect(() => source.read(feed, [replyOf(list, spent)])).toThrow(ParseError)
  })

  it('asks for comments of open and held issues only', () => {
    const issue = { title: 'T', comments: 1, created_at: '2026-05-04T10:00:00Z' }
    const body = [
      { ...issue, number: 1, state: 'open' },
      { ...issue, number: 2, state: 'closed' },
      { ...issue, number: 3, state: 'closed' },
    ]
    const asked = source.asks({ ...feed, open: ['3'] }, [replyOf(list, body)]).map((a) => a.url)
    expect(asked.map((url) => /issues\/(\d+)/.exec(url)![1])).toEqual(['1', '3'])
  })
})

describe('upptime', () => {
  const summary = 'https://raw.githubusercontent.com/example/status/main/history/summary.json'

  it('tries the other branch where the first has no summary', () => {
    const root = { url: 'https://github.com/example/status', options: {}, open: [] }
    const first = upptime.asks(root, []).map((a) => a.url)
    const failed = first.map((url) => ({ ...replyOf(url, ''), status: 404 }))
    expect(upptime.asks(root, failed).map((a) => a.url)).toEqual([summary])
  })

  it('finds its repository in a page on a host of its own', () => {
    const page =
      '<html><a href="https://upptime.js.org">Upptime</a><script>fetch("https://raw.githubusercontent.com/example/status/HEAD/history/summary.json")</script></html>'
    const own = { url: 'https://status.example.com', options: {}, open: [] }
    const asked = upptime.asks(own, [replyOf(own.url, page)]).map((a) => a.url)
    expect(asked[0]).toContain('/example/status/master/history/summary.json')
    expect(upptime.detects([replyOf(own.url, page)])).toMatchObject({ url: own.url })
  })

  it('tells of a site once, whether by its issue or by its state', async () => {
    const told = loadFixture('upptime', 'open')
    const reading = (await upptime.read(told.feed, told.replies)) as Reading
    expect(reading.incidents.map((i) => i.id)).toEqual(['21'])
  })
})
