import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { loadSources } from '../../src/registry.ts'
import { loadFixture, replyOf } from '../fixture.ts'

const sources = await loadSources()

describe.each(['flashduty', 'hyperping', 'rootly', 'checkly'])(
  '%s, which lists open ones only',
  (id) => {
    const source = sources.get(id)!
    const quiet = loadFixture(id, 'quiet')

    test('says that what leaves its list is over', async () => {
      expect((await source.read(quiet.feed, quiet.replies)).reach).toEqual({
        since: null,
        open: true,
        openOnly: true,
      })
    })

    test('takes no error and no other page for quiet', async () => {
      for (const body of ['', '<html>Sorry</html>', { error: 'not found' }, [], null]) {
        const replies = quiet.replies.map((r) => ({ ...replyOf(r.url, body), headers: r.headers }))
        await expect(async () => source.read(quiet.feed, replies)).rejects.toThrow(ParseError)
      }
    })

    test('is detected by its own document and not by another’s', () => {
      const own = source.detects(quiet.replies)
      expect(own?.confidence).toBeGreaterThanOrEqual(0.7)
      const foreign = quiet.replies.map((r) =>
        replyOf(r.url, { page: { id: 'a1b2c3d4e5f6' }, status: {} }),
      )
      expect(source.detects(foreign)).toBeNull()
      expect(
        source.detects(quiet.replies.map((r) => replyOf(r.url, '<title>Example</title>'))),
      ).toBeNull()
    })
  },
)
