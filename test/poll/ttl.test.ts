import { expect, it } from 'vitest'
import { ttlOf } from '../../src/poll/ttl.ts'

it('takes the ttl of a feed as seconds, up to an hour, and never invents one', () => {
  const feed = (ttl: string) =>
    Buffer.from(`<rss version="2.0"><channel><title>x</title>${ttl}</channel></rss>`)
  expect(ttlOf(feed('<ttl>5</ttl>'))).toBe(300)
  expect(ttlOf(feed('<ttl> 99999 </ttl>'))).toBe(3600)
  expect(ttlOf(feed('<ttl>soon</ttl>'))).toBe(null)
  expect(ttlOf(feed(''))).toBe(null)
  expect(ttlOf(Buffer.from('{"ttl":5}'))).toBe(null)
})
