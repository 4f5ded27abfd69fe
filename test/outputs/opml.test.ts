import { expect, test } from 'vitest'
import { listedIn, opmlOf } from '../../src/outputs/opml.ts'

const pages = [
  {
    name: 'Ex & Co <x>',
    category: 'cloud',
    url: 'https://status.example.com',
    feedUrl: 'https://status.example.com/history.atom',
  },
  { name: 'Other', category: null, url: 'https://status.other.com', feedUrl: null },
]

test('writes OPML that it reads back, with folders as categories', () => {
  const text = opmlOf(pages, 'Outage Desk')
  expect(text).toMatch(/<opml version="2\.0">/)
  expect(listedIn(text)).toEqual([
    { url: 'https://status.example.com/history.atom', name: 'Ex & Co <x>', category: 'cloud' },
    { url: 'https://status.other.com', name: 'Other', category: 'other' },
  ])
})

test('reads a plain list, with comments, names and repeats', () => {
  const list = '# pages\nstatus.a.com\n\n https://status.b.com  B and Co \r\nstatus.a.com\n'
  expect(listedIn(list)).toEqual([
    { url: 'status.a.com', name: null, category: null },
    { url: 'https://status.b.com', name: 'B and Co', category: null },
  ])
})
