import { expect, test } from 'vitest'
import { addressOf, brandOf, sameOwner } from '../../src/detect/address.ts'

test.each([
  ['status.example.com', 'https://status.example.com/'],
  [
    '  <https://status.example.com/incidents/abc#update> ',
    'https://status.example.com/incidents/abc',
  ],
  ['feed://status.example.com/history.rss', 'https://status.example.com/history.rss'],
  ['feed:https://status.example.com/feed', 'https://status.example.com/feed'],
  ['http://localhost:8080/status/x', 'http://localhost:8080/status/x'],
])('takes %s', (text, url) => {
  expect(addressOf(text).href).toBe(url)
})

test.each(['', 'example', 'ftp://example.com', 'mailto:a@example.com', 'https://'])(
  'refuses "%s"',
  (text) => {
    expect(() => addressOf(text)).toThrow(/is no address/)
  },
)

test.each([
  ['status.example.com', 'example'],
  ['www.examplestatus.com', 'example'],
  ['www.example-status.co.uk', 'example'],
  ['example.statuspage.io', 'example'],
  ['example.instatus.com', 'example'],
  ['eu.status.example.io', 'example'],
  ['bitbucket.status.atlassian.com', 'bitbucket'],
])('names the owner of %s', (host, brand) => {
  expect(brandOf(host)).toBe(brand)
})

test('tells owners apart by the list of public suffixes', () => {
  expect(sameOwner('status.example.co.uk', 'www.example.co.uk')).toBe(true)
  expect(sameOwner('example.co.uk', 'other.co.uk')).toBe(false)
  expect(sameOwner('a.github.io', 'b.github.io')).toBe(false)
})
